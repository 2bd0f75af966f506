"""Tables of questions, whatever file they stand in: rows in, questions out."""
