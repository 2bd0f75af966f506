"""A plan in, finished files out: each variant is composed, set, pressed, written and audited, in any process.

A `PrintPlan` says everything and is small enough to send to any worker; a `PrintShop` is a worker's equipment,
opened once for a plan and kept.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from examgen.compose import Composer
from examgen.model.manuscript import DocumentKind, Manuscript
from examgen.model.pressed import PressedDocument
from examgen.model.seats import Seating
from examgen.model.variant import Variant
from examgen.pipeline.equipment import Equipment, equip
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.proof import Proof, wording_of
from examgen.press import PressedFile
from examgen.typeset import Flaw

GRIDS_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """What is left in memory of a printed variant."""

    number: int
    documents: tuple[PressedDocument, ...]
    """One for each kind of the plan, in its order."""


@contextmanager
def _cleared_away() -> Iterator[None]:
    """Equipment for one document holds reference cycles: it is freed before the next asks for memory.

    What was there before need not be searched for it.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()


class PrintShop:
    """A worker's equipment for one plan: fonts closed, every question set, ready to print any variant."""

    def __init__(self, plan: PrintPlan) -> None:
        self.plan = plan
        labels = plan.template.labels(plan.blueprint.language, plan.blueprint.letters)
        self._composer = Composer(plan.blueprint, plan.template, labels, plan.questions)
        self._proof = Proof(plan.audit, wording_of(labels, plan.blueprint.issue), plan.blueprint, plan.practice)
        self.equipment: dict[DocumentKind, Equipment] = {}
        for kind in plan.kinds:
            samples = [self._compose(kind, plan.variant(number)) for number in plan.samples]
            self.equipment[kind] = equip(plan, kind, samples)

    @property
    def flaws(self) -> tuple[tuple[str, Flaw], ...]:
        """What setting the questions showed, with their ids."""
        return tuple(found for equipment in self.equipment.values() for found in equipment.flaws)

    @property
    def fonts(self) -> dict[str, str]:
        """Fonts of the computer that were used, each with its edition."""
        found: dict[str, str] = {}
        for equipment in self.equipment.values():
            found |= equipment.typesetter.fonts.found
        return dict(sorted(found.items()))

    def print(self, number: int) -> Printed:
        """Print all documents of one variant into the plan's folder, and prove them."""
        variant = self.plan.variant(number)
        documents = []
        for kind in self.plan.kinds:
            pressed = self.equipment[kind].pressed(self._compose(kind, variant))
            path = self.plan.path(kind, number)
            path.write_bytes(pressed.file)
            self._proof.prove(kind, path, variant, self.equipment[kind].signs)
            documents.append(pressed.document)
        return Printed(number, tuple(documents))

    def file(self, kind: DocumentKind, number: int) -> bytes:
        """One document of a variant, neither written nor proved."""
        return self.equipment[kind].pressed(self._compose(kind, self.plan.variant(number))).file

    def lender(self, kind: DocumentKind, number: int) -> bytes:
        """A document with the fonts and drawings of all of its kind, as a bundle needs them."""
        return self.equipment[kind].pressed(self._compose(kind, self.plan.variant(number)), lends=True).file

    def specimen(self, identity: str, number: int) -> bytes:
        """One question as the paper and the key of a variant print it, by itself."""
        manuscript = self._composer.specimen(self.plan.variant(number), identity)
        return equip(self.plan, DocumentKind.KEY, [manuscript]).pressed(manuscript).file

    @_cleared_away()
    def print_grids(self, variants: Sequence[Variant], path: Path) -> list[PressedFile]:
        """The key grids of all variants, which go first into the bundle of keys; each proved at ``path``, then removed.

        They come as a document for every few hundred variants, so that their number costs no memory.
        """
        parts = [variants[first : first + GRIDS_TOGETHER] for first in range(0, len(variants), GRIDS_TOGETHER)]
        samples = parts if len(self.plan.samples) > 1 else [variants[:1]]
        equipment = equip(self.plan, DocumentKind.GRIDS, [self._composer.grids(sample) for sample in samples])
        return [self._print_grids(equipment, part, path) for part in parts]

    def _print_grids(self, equipment: Equipment, variants: Sequence[Variant], path: Path) -> PressedFile:
        pressed = equipment.pressed(self._composer.grids(variants))
        path.write_bytes(pressed.file)
        self._proof.prove_grids(path, variants)
        path.unlink()
        return pressed

    def print_seats(self, seating: Seating, path: Path) -> None:
        """The plan of the room, proved, with its page map."""
        manuscript = self._composer.seats(seating)
        equipment = equip(self.plan, DocumentKind.SEATS, [manuscript])
        path.write_bytes(equipment.pressed(manuscript).file)
        self._proof.prove_seats(path, seating)
        setter = equipment.typesetter
        self._proof.prove_layout(path, setter.set(manuscript, mapped=True), setter.frame)

    @_cleared_away()
    def print_overview(self, variants: Sequence[Variant], path: Path) -> None:
        """All variants side by side, written and proved."""
        manuscript = self._composer.overview(variants)
        equipment = equip(self.plan, DocumentKind.OVERVIEW, [manuscript])
        pages = equipment.typesetter.set(manuscript, mapped=True)
        path.write_bytes(equipment.press.press(pages).file)
        self._proof.prove_overview(path, self.plan.questions, variants)
        self._proof.prove_layout(path, pages, equipment.typesetter.frame)

    def prove_layout(self, number: int) -> None:
        """Check fonts and page map of one variant; what holds for it holds for all."""
        variant = self.plan.variant(number)
        for kind in self.plan.kinds:
            typesetter = self.equipment[kind].typesetter
            pages = typesetter.set(self._compose(kind, variant), mapped=True)
            self._proof.prove_layout(self.plan.path(kind, number), pages, typesetter.frame)

    def _compose(self, kind: DocumentKind, variant: Variant) -> Manuscript:
        match kind:
            case DocumentKind.EXAM:
                return self._composer.exam(variant)
            case DocumentKind.KEY:
                return self._composer.key(variant)
            case DocumentKind.LARGE:
                return self._composer.large(variant)
            case _:
                assert self.plan.practice is not None
                return self._composer.practice(variant, self.plan.practice)


_open_shops: dict[str, PrintShop] = {}
"""At most one: equipment that a worker keeps between its tasks, and that a forked worker inherits."""


def open_shop(key: str, plan: PrintPlan) -> PrintShop:
    """The shop for a plan, opened once in each process; ``key`` names the plan."""
    if key not in _open_shops:
        _open_shops.clear()
        _open_shops[key] = PrintShop(plan)
    return _open_shops[key]


def print_variants(key: str, sealed: bytes, numbers: Sequence[int]) -> list[Printed]:
    """Print some variants; what a worker is asked to do. The plan comes pickled, and is opened only if it is new."""
    shop = _open_shops.get(key) or open_shop(key, pickle.loads(sealed))
    with _collector_paused():
        return [shop.print(number) for number in numbers]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pages hold no reference cycles: looking for some after every few hundred marks costs a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
