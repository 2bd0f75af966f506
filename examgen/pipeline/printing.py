"""A plan in, finished files out: each variant is composed, set, pressed, written and audited, in any process.

A `PrintPlan` says everything and is small enough to send to any worker; a `PrintShop` is a worker's equipment,
opened once for a plan and kept.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from examgen.compose import Composer
from examgen.deliver import ListedFile
from examgen.model.manuscript import DocumentKind, Manuscript
from examgen.model.pressed import PressedDocument
from examgen.model.seats import Seating
from examgen.model.variant import Variant
from examgen.pipeline.equipment import Equipment, equip
from examgen.pipeline.plan import LOT, PrintPlan
from examgen.pipeline.proof import Proof, wording_of
from examgen.press import PressedFile
from examgen.typeset import Flaw

GRIDS_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Lent:
    """What the first variant of a lot tells of its equipment."""

    lot: int
    files: Mapping[DocumentKind, bytes]
    """Documents with the fonts and drawings of all of their kind, as bundles need them."""

    flaws: tuple[tuple[str, Flaw], ...]
    """What setting the questions showed, with their ids."""

    fonts: Mapping[str, str]
    """Fonts of the computer that were used, each with its edition."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is left in memory of a printed variant."""

    number: int
    documents: tuple[PressedDocument, ...]
    """One for each kind of the plan, in its order."""

    files: tuple[ListedFile, ...]
    """What was written, one for each document: hashed here, since workers do it side by side."""

    lent: Lent | None = None


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
    """A worker's equipment for a lot of a plan's variants: fonts closed, every question set, ready to print any."""

    def __init__(self, plan: PrintPlan, lot: int = 0) -> None:
        self.plan = plan
        self.lot, self.numbers = lot, plan.lots[lot]
        labels = plan.template.labels(plan.blueprint.language, plan.blueprint.letters)
        self._composer = Composer(plan.blueprint, plan.template, labels, plan.questions)
        self._proof = Proof(plan.audit, wording_of(labels, plan.blueprint.issue), plan.blueprint, plan.practice)
        self.equipment: dict[DocumentKind, Equipment] = {}
        self._samples: dict[tuple[DocumentKind, int], Manuscript] = {}
        for kind in plan.kinds:
            samples = {
                (kind, number): self._compose(kind, plan.variant(number)) for number in plan.samples_of(self.numbers)
            }
            keeps = len(samples) <= LOT
            self.equipment[kind] = equip(plan, kind, list(samples.values()), keeps=keeps)
            self._samples |= samples if keeps else {}

    def print(self, number: int) -> Printed:
        """Print all documents of one variant into the plan's folder, and prove them."""
        variant = self.plan.variant(number)
        documents, files = [], []
        for kind in self.plan.kinds:
            manuscript = self._samples.pop((kind, number), None) or self._compose(kind, variant)
            pressed = self.equipment[kind].pressed(manuscript)
            path = self.plan.path(kind, number)
            path.write_bytes(pressed.file)
            self._proof.prove(kind, path, variant, self.equipment[kind].signs)
            documents.append(replace(pressed.document, lot=self.lot))
            files.append(ListedFile(path.name, sha256(pressed.file).hexdigest()))
        return Printed(number, tuple(documents), tuple(files), self._lent() if number == self.numbers[0] else None)

    def _lent(self) -> Lent:
        known = self.equipment.values()
        return Lent(
            self.lot,
            {kind: self._lender(kind) for kind in self.plan.kinds},
            tuple(found for each in known for found in each.flaws),
            {name: edition for each in known for name, edition in each.typesetter.fonts.found.items()},
        )

    def _lender(self, kind: DocumentKind) -> bytes:
        """A document with the fonts and drawings of all of its kind and lot."""
        variant = self.plan.variant(self.numbers[0])
        return self.equipment[kind].pressed(self._compose(kind, variant), lends=True).file

    def file(self, kind: DocumentKind, number: int) -> bytes:
        """One document of a variant, neither written nor proved."""
        return self.equipment[kind].pressed(self._compose(kind, self.plan.variant(number))).file

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
    """Print some variants, or a lot; what a worker is asked to do. The plan comes pickled, and is opened if it is new.

    Equipment is kept for the next variants, but not that of one lot among several.
    """
    shop = _open_shops.get(key)
    plan = shop.plan if shop else pickle.loads(sealed)
    if shop and numbers[0] in shop.numbers:
        return _printed(shop, numbers)
    if len(plan.lots) == 1:
        return _printed(open_shop(key, plan), numbers)
    with _cleared_away():
        return _printed(PrintShop(plan, plan.lots.index(numbers)), numbers)


def _printed(shop: PrintShop, numbers: Sequence[int]) -> list[Printed]:
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
