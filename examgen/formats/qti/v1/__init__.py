"""QTI 1.2: items, assessments, sections and object banks, in the dialects of learning systems."""
