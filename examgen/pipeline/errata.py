"""Two issues of an exam in, what those who hold the first need out: which pages differ, and what to correct on them.

Pages are compared as they are set, by the ink of each piece at its place, with the feet of one issue on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from examgen.bundle import BundleWriter
from examgen.compose import Composer
from examgen.deliver import ChangedPages
from examgen.model.correction import ON_PAPER
from examgen.model.manuscript import DocumentKind, Manuscript
from examgen.model.pages import Page
from examgen.pipeline.equipment import equip
from examgen.pipeline.issues import Issues
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import Printed
from examgen.pipeline.proof import Proof, wording_of

BUNDLES = {DocumentKind.ERRATA: "bundle-errata", DocumentKind.KEY_ERRATA: "bundle-key-errata"}
CHANGED = "bundle-changed"


@dataclass(frozen=True)
class ErrataShop:
    """Prints what those need who hold the issue before."""

    issues: Issues

    @cached_property
    def _composers(self) -> tuple[Composer, Composer]:
        plan = self.issues.after
        labels = plan.template.labels(plan.blueprint.language, plan.blueprint.letters)
        before, after = (
            Composer(plan.blueprint, plan.template, labels, questions)
            for questions in (self.issues.before.questions, plan.questions)
        )
        return before, after

    def changed_pages(self) -> tuple[ChangedPages, ...]:
        """The pages of each paper that are not what they were; papers that are the same are left out."""
        plan = self.issues.after
        samples = [paper for number in plan.samples for paper in self._papers(number)]
        typesetter = equip(plan, DocumentKind.EXAM, samples).typesetter
        found = []
        for number in self.issues.numbers:
            before, after = (typesetter.set(paper).pages for paper in self._papers(number))
            if pages := tuple(_differing(before, after)):
                found.append(ChangedPages(number, pages))
        return tuple(found)

    def _papers(self, number: int) -> tuple[Manuscript, Manuscript]:
        before, after = (
            composer.exam(variant)
            for composer, variant in zip(self._composers, self.issues.variants(number), strict=True)
        )
        return before, after

    def print_errata(self, bundles: bool) -> None:
        """The sheets of corrections of every variant that has any, proved, and bundles for the copier."""
        large = (DocumentKind.LARGE_ERRATA,) if self.issues.after.blueprint.access else ()
        for kind in (*BUNDLES, *large):
            composed = ((number, self._sheet(number, kind)) for number in self.issues.numbers)
            if sheets := {number: sheet for number, sheet in composed if sheet is not None}:
                self._print_errata(kind, sheets, bundles and kind in BUNDLES)

    def _sheet(self, number: int, kind: DocumentKind) -> Manuscript | None:
        is_key = kind is DocumentKind.KEY_ERRATA
        own = [each for each in self.issues.corrections(number) if (each.field not in ON_PAPER) is is_key]
        return self._composers[1].errata(self.issues.variants(number), own, kind) if own else None

    def _print_errata(self, kind: DocumentKind, sheets: Mapping[int, Manuscript], bundles: bool) -> None:
        plan = self.issues.after
        equipment = equip(plan, kind, list(sheets.values()))
        labels = plan.template.labels(plan.blueprint.language, plan.blueprint.letters)
        proof = Proof(plan.audit, wording_of(labels, plan.blueprint.issue), plan.blueprint, None)
        writer: BundleWriter | None = None
        for number, sheet in sheets.items():
            pressed, path = equipment.pressed(sheet), plan.path(kind, number)
            path.write_bytes(pressed.file)
            proof.prove_errata(path, self.issues.variants(number), kind, equipment.signs)
            if bundles:
                lender = equipment.pressed(sheet, lends=True).file if writer is None else b""
                writer = writer or _writer(plan, BUNDLES[kind], {kind.value: lender})
                writer.add(pressed.document, bookmark=f"{labels.variant} {number}", label_prefix=f"{number}-")
        if writer:
            writer.close()


class ChangedSheets:
    """Binds the sheets of paper, printed on both sides, on which a page has changed."""

    def __init__(self, plan: PrintPlan, changed: Sequence[ChangedPages]) -> None:
        self._changed = {each.variant: each.pages for each in changed}
        self._label = plan.template.labels(plan.blueprint.language).variant
        self._writer = _writer(plan, CHANGED, {})

    def add(self, printed: Printed) -> None:
        """Append the changed sheets of one paper."""
        document = printed.documents[0]
        if printed.lent:
            self._writer.lend(DocumentKind.EXAM.value, printed.lent.lot, printed.lent.files[DocumentKind.EXAM])
        for sheet in sorted({(page - 1) // 2 for page in self._changed.get(printed.number, ())}):
            pages = document.pages[2 * sheet : 2 * sheet + 2]
            name = f"{self._label} {printed.number} · {2 * sheet + 1}"
            self._writer.add(
                replace(document, pages=pages), bookmark=name, label_prefix=f"{printed.number}-", first=2 * sheet + 1
            )

    def close(self) -> None:
        """Write what is left."""
        self._writer.close()


def _writer(plan: PrintPlan, stem: str, samples: Mapping[str, bytes]) -> BundleWriter:
    blueprint = plan.blueprint
    return BundleWriter(plan.folder / stem, title=blueprint.title, language=blueprint.language, samples=samples)


def _differing(before: Sequence[Page], after: Sequence[Page]) -> Iterator[int]:
    for place, page in enumerate(after):
        if place >= len(before) or _ink(before[place]) != _ink(page):
            yield place + 1


def _ink(page: Page) -> list[tuple[object, ...]]:
    return [(mark.x, mark.y, mark.frames, mark.texts) for mark in page.marks]
