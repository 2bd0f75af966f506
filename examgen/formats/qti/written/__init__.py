"""Banks in, packages of QTI out, for learning systems."""
