"""Finished files in, nothing out, or `AuditError`: which reader proves which document of a build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from examgen.audit import (
    Readers,
    Signs,
    Wording,
    audit_errata,
    audit_exam,
    audit_fonts,
    audit_grids,
    audit_key,
    audit_overlaps,
    audit_overview,
    audit_practice,
    audit_seats,
    readers_of_key,
    readers_of_paper,
)
from examgen.compose import Labels
from examgen.model.bank import Question
from examgen.model.blueprint import AnswerPlace, Blueprint
from examgen.model.manuscript import DocumentKind
from examgen.model.pages import Pages
from examgen.model.seats import Seating
from examgen.model.variant import Variant
from examgen.pipeline.request import AuditMode
from examgen.typeset import Frame


@dataclass(frozen=True)
class Proof:
    """What a print shop proves of its documents, as far as the audit mode asks for it."""

    mode: AuditMode
    wording: Wording
    blueprint: Blueprint
    practice: AnswerPlace | None

    def prove(self, kind: DocumentKind, path: Path, variant: Variant, signs: Signs) -> None:
        """Prove one document of one variant."""
        if self.mode is AuditMode.OFF:
            return
        full = self.mode is AuditMode.FULL
        match kind:
            case DocumentKind.EXAM | DocumentKind.LARGE:
                readers = readers_of_paper(full=full)
                audit_exam(path, variant, self.wording, readers, signs, self.blueprint.grading_table)
            case DocumentKind.KEY:
                readers = readers_of_key(variant.number, self.blueprint.variants, full=full)
                audit_key(path, variant, self.wording, self.blueprint.key, readers, signs)
            case _:
                assert self.practice is not None
                readers = Readers.BOTH if full else Readers.INK | readers_of_paper(full=full)
                audit_practice(path, variant, self.wording, self.practice, readers, signs)

    def prove_errata(self, path: Path, issues: tuple[Variant, Variant], kind: DocumentKind, signs: Signs) -> None:
        """Prove a sheet of corrections."""
        if self.mode is not AuditMode.OFF:
            audit_errata(path, issues, self.wording, kind is DocumentKind.KEY_ERRATA, signs)
            audit_fonts(path)

    def prove_grids(self, path: Path, variants: Sequence[Variant]) -> None:
        """Prove the sheet of all grids."""
        if self.mode is not AuditMode.OFF:
            audit_grids(path, variants, self.wording)
            audit_fonts(path)

    def prove_seats(self, path: Path, seating: Seating) -> None:
        """Prove the plan of the room."""
        if self.mode is not AuditMode.OFF:
            audit_seats(path, seating, self.wording)
            audit_fonts(path)

    def prove_overview(self, path: Path, questions: Sequence[Question], variants: Sequence[Variant]) -> None:
        """Prove the overview of all variants."""
        if self.mode is not AuditMode.OFF:
            audit_overview(path, questions, variants, self.wording)

    def prove_layout(self, path: Path, pages: Pages, frame: Frame) -> None:
        """Prove the fonts of a document's kind, and a page map."""
        if self.mode is not AuditMode.OFF:
            audit_fonts(path)
            audit_overlaps(path, pages, (frame.left, frame.bottom, frame.right, frame.top), frame.column_edges)


def wording_of(labels: Labels, issue: int = 1) -> Wording:
    """What the audit knows of the wordings."""
    shared = {field.name for field in fields(Wording)} & {field.name for field in fields(Labels)} - {"issue"}
    return Wording(
        issue=labels.issue.replace("{number}", str(issue)) if issue > 1 else "",
        plural=labels.conventions.category,
        decimal_sign=labels.conventions.decimal_sign,
        percentage=labels.conventions.percentage,
        **{name: getattr(labels, name) for name in shared},
    )
