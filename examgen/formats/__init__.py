"""Bank files in, `Bank` and diagnostics out; one module for each format."""

from examgen.formats.images import images_of, kept_images
from examgen.formats.reading import ReadDraft, parse_bank, read_bank, read_draft
from examgen.formats.registry import all_formats, format_named, format_names

__all__ = [
    "ReadDraft",
    "all_formats",
    "format_named",
    "format_names",
    "images_of",
    "kept_images",
    "parse_bank",
    "read_bank",
    "read_draft",
]
