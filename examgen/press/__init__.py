"""Pages in, PDF files out: tagged for PDF/UA-1, the same pages always the same bytes."""

from examgen.press.press import Press, PressedFile

__all__ = ["Press", "PressedFile"]
