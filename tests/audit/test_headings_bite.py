"""Headings of sections: what a paper or key prints otherwise than the variant has it is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from examgen.audit import Readers, audit_exam, audit_key
from examgen.compose import load_template
from examgen.errors import AuditError
from examgen.formats import read_bank
from examgen.model.blueprint import Blueprint, KeyStyle
from examgen.model.manuscript import DocumentKind
from examgen.model.sections import Section
from examgen.model.selection import SelectedSection, Selection
from examgen.model.variant import PlacedSection, Variant
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import PrintShop
from examgen.pipeline.proof import wording_of
from examgen.pipeline.request import AuditMode


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> PrintPlan:
    """Papers of two sections, printed without audit."""
    bank, _ = read_bank([repository / "banks/generative-models-quiz.md"])
    parts = (
        SelectedSection(Section(title="First part", instructions="Mark **one** letter."), bank.questions[:2]),
        SelectedSection(Section(title="Second part"), bank.questions[2:]),
    )
    folder = tmp_path_factory.mktemp("papers")
    asked = Blueprint(title="Sections", seed="s", variants=1)
    plan = PrintPlan(
        asked, load_template(), bank.questions, folder, AuditMode.OFF, selections=(Selection(parts),), sets=bank.sets
    )
    PrintShop(plan).print(1)
    return plan


def prove(plan: PrintPlan, kind: DocumentKind, variant: Variant) -> None:
    wording = wording_of(plan.template.labels("en"))
    if kind is DocumentKind.EXAM:
        audit_exam(plan.path(kind, 1), variant, wording, Readers.BOTH)
    else:
        audit_key(plan.path(kind, 1), variant, wording, KeyStyle.FULL, Readers.BOTH)


def altered(plan: PrintPlan, **changes: object) -> Variant:
    """The variant with another first section."""
    variant = plan.variant(1)
    first: PlacedSection = replace(variant.sections[0], **changes)  # type: ignore[arg-type]
    return replace(variant, sections=(first, *variant.sections[1:]))


@pytest.mark.parametrize("kind", [DocumentKind.EXAM, DocumentKind.KEY])
@pytest.mark.parametrize(
    "changes",
    [{"title": "Other part"}, {"points": Decimal(7)}, {"instructions": "Mark two letters."}, {"first": 2}],
    ids=lambda changes: next(iter(changes)),
)
def test_wrong_headings_are_found(plan: PrintPlan, kind: DocumentKind, changes: dict[str, object]) -> None:
    """A title, a number of points, instructions on a paper, or a heading elsewhere."""
    prove(plan, kind, plan.variant(1))
    if kind is DocumentKind.KEY and "instructions" in changes:
        prove(plan, kind, altered(plan, **changes))  # keys print none
        return
    with pytest.raises(AuditError, match="where its section begins, it should read"):
        prove(plan, kind, altered(plan, **changes))
