"""Pressed documents in, the volumes of one bundle on disk out; a copy is never split, one volume is held at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from examgen.bundle.volume import Volume
from examgen.model.pressed import PressedDocument

PAGES_PER_VOLUME = 2000


class BundleWriter:
    """Collect copies in printing order and write them volume by volume.

    A bundle of one volume is ``STEM.pdf``; a longer one is ``STEM-1.pdf``, ``STEM-2.pdf``, …
    """

    def __init__(
        self,
        stem: Path,
        *,
        title: str,
        language: str,
        samples: Mapping[str, bytes],
        pages_per_volume: int = PAGES_PER_VOLUME,
    ) -> None:
        """Take the fonts of each document kind from ``samples``: one finished PDF of that kind; more can be lent."""
        self._stem = stem
        self._title = title
        self._language = language
        self._samples = {(kind, 0): sample for kind, sample in samples.items()}
        self._pages_per_volume = pages_per_volume
        self._volume = self._fresh_volume()
        self._written: list[Path] = []

    def lend(self, kind: str, lot: int, sample: bytes) -> None:
        """Take the fonts of a lot of documents from one finished PDF of it, before the first of them is added."""
        self._samples[kind, lot] = sample

    def add(self, document: PressedDocument, *, bookmark: str, label_prefix: str, first: int = 1) -> None:
        """Append one copy; its pages are labelled with the prefix and their numbers, counted from ``first``."""
        pages = len(document.pages) + len(document.pages) % 2
        if self._volume.pages and self._volume.pages + pages > self._pages_per_volume:
            self._write_volume(f"-{len(self._written) + 1}")
            self._volume = self._fresh_volume()
        self._volume.add(document, bookmark, label_prefix, first)

    def close(self) -> list[Path]:
        """Write what is left and return the files in printing order; none for a bundle without copies."""
        if self._volume.pages:
            self._write_volume(f"-{len(self._written) + 1}" if self._written else "")
            self._volume = self._fresh_volume()
        return list(self._written)

    def _fresh_volume(self) -> Volume:
        return Volume(self._title, self._language, self._samples, self._stem.parent)

    def _write_volume(self, suffix: str) -> None:
        path = self._stem.with_name(f"{self._stem.name}{suffix}.pdf")
        self._volume.write(path)
        self._written.append(path)
