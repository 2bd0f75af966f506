"""Printable exams: one bank of questions in, proved papers and keys out."""

__version__ = "0.1.0"
