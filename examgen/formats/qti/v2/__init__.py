"""QTI 2.0 to 2.2 and 3.0, whose names are first made those of 2: items, tests and shared texts."""
