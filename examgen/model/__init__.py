"""Frozen data that the stages hand to each other; standard library only, no input or output."""
