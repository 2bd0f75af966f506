"""Printed variants in, bundles for the print shop out: all papers, and all keys behind the sheet of grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.bundle import BundleWriter
from examgen.model.manuscript import DocumentKind
from examgen.model.pressed import PressedDocument
from examgen.model.seats import Seating
from examgen.model.variant import Variant
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import Printed, PrintShop

STEMS = {
    DocumentKind.EXAM: "bundle-exams",
    DocumentKind.KEY: "bundle-keys",
    DocumentKind.PRACTICE: "bundle-practice",
}


@dataclass(frozen=True, slots=True)
class Bound:
    """The bundles of one build."""

    papers: tuple[str, ...] = ()
    """File names of the volumes for students, in printing order."""

    keys: tuple[str, ...] = ()
    grid_pages: int = 0
    """How many pages the grids take at the start of the keys."""


class Binder:
    """Binds variants in the order in which they are added; the files of the first of a lot lend their fonts.

    With a seating, papers wait until all are there, and are bound in hand-out order, a copy for each seat.
    """

    def __init__(
        self, plan: PrintPlan, shop: PrintShop, variants: Sequence[Variant], seating: Seating | None = None
    ) -> None:
        self._seating = seating
        self._waiting: dict[int, PressedDocument] = {}
        self._plan = plan
        self._labels = plan.template.labels(plan.blueprint.language)
        grids = [] if plan.practice else shop.print_grids(variants, plan.folder / "grids.pdf")
        self._grids = [pressed.document for pressed in grids]
        self._grids_sample = grids[0].file if grids else b""
        self._writers = {kind: self._opened(kind) for kind in plan.kinds if kind in STEMS}

    def add(self, printed: Printed) -> None:
        """Append a variant's documents to their bundles."""
        for kind, document in zip(self._plan.kinds, printed.documents, strict=True):
            if kind not in STEMS:
                continue  # access copies are printed one by one
            if printed.lent:
                self._writers[kind].lend(kind.value, printed.lent.lot, printed.lent.files[kind])
            if kind is DocumentKind.EXAM and self._seating:
                self._waiting[printed.number] = document
                continue
            label = self._labels.sheet if kind is DocumentKind.PRACTICE else self._labels.variant
            bookmark = f"{label} {printed.number}"
            self._writers[kind].add(document, bookmark=bookmark, label_prefix=f"{printed.number}-")

    def close(self) -> Bound:
        """Write what is left."""
        if self._seating:
            self._hand_out(self._seating)
        names = {kind: tuple(path.name for path in writer.close()) for kind, writer in self._writers.items()}
        keys = names.pop(DocumentKind.KEY, ())
        (papers,) = names.values()
        return Bound(papers, keys, sum(len(grids.pages) for grids in self._grids))

    def _hand_out(self, seating: Seating) -> None:
        """Append a copy for each seat; its bookmark names row, column, candidate and variant."""
        writer = self._writers[DocumentKind.EXAM]
        for seat, variant in zip(seating.seats, seating.variants, strict=True):
            named = (f"{seat.row}-{seat.column}", seat.candidate, f"{self._labels.variant} {variant}")
            bookmark = " · ".join(filter(None, named))
            writer.add(self._waiting[variant], bookmark=bookmark, label_prefix=f"{seat.row}-{seat.column}-")

    def _opened(self, kind: DocumentKind) -> BundleWriter:
        samples = {DocumentKind.GRIDS.value: self._grids_sample} if kind is DocumentKind.KEY and self._grids else {}
        writer = BundleWriter(
            self._plan.folder / STEMS[kind],
            title=self._plan.blueprint.title,
            language=self._plan.blueprint.language,
            samples=samples,
        )
        for part, grids in enumerate(self._grids if kind is DocumentKind.KEY else ()):
            prefix = f"0.{part + 1}-" if part else "0-"
            writer.add(grids, bookmark=self._labels.answer_keys, label_prefix=prefix)
        return writer
