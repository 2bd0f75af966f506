"""Finished PDFs in, PNG pictures of their pages out."""

from examgen.preview.bitmap import Bitmap, contact_sheet, trimmed
from examgen.preview.png import is_ours, png
from examgen.preview.rendering import page_count, render

__all__ = ["Bitmap", "contact_sheet", "is_ours", "page_count", "png", "render", "trimmed"]
