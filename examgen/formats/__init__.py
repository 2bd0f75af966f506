"""Bank files in, `Bank` and diagnostics out; one module for each format."""

from examgen.formats.bounds import OutOfBounds
from examgen.formats.carried import left_out_of
from examgen.formats.decode import text_of
from examgen.formats.format import Pictures, Writer
from examgen.formats.image_addresses import readdressed
from examgen.formats.images import images_of, kept_images
from examgen.formats.reading import AS_FOUND, ReadDraft, mistaken, parse_bank, read_bank, read_draft
from examgen.formats.registry import all_formats, all_writers, format_named, format_names, writer_for, writer_named

__all__ = [
    "AS_FOUND",
    "OutOfBounds",
    "Pictures",
    "ReadDraft",
    "Writer",
    "all_formats",
    "all_writers",
    "format_named",
    "format_names",
    "images_of",
    "kept_images",
    "left_out_of",
    "mistaken",
    "parse_bank",
    "read_bank",
    "read_draft",
    "readdressed",
    "text_of",
    "writer_for",
    "writer_named",
]
