"""Pressed documents in, PDFs for the print shop out: each copy starts on a fresh sheet when printed on both sides."""

from examgen.bundle.writer import PAGES_PER_VOLUME, BundleWriter

__all__ = ["PAGES_PER_VOLUME", "BundleWriter"]
