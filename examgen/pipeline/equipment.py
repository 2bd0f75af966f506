"""A plan and sample manuscripts of a kind in, what sets and presses all documents of that kind out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.audit import Signs, signs_of
from examgen.compose import Template, laid_out, laid_out_large, laid_out_overview
from examgen.errors import TypesetError
from examgen.model.blueprint import Blueprint
from examgen.model.manuscript import DocumentKind, Manuscript, Placement, QuestionBlock
from examgen.model.style import PageStyle
from examgen.pipeline.plan import PrintPlan
from examgen.press import Press, PressedFile
from examgen.typeset import Flaw, Shelf, Typesetter


@dataclass(frozen=True, slots=True)
class Equipment:
    """A typesetter whose fonts are closed, with every question set, and its press."""

    typesetter: Typesetter
    press: Press
    signs: Signs
    """What the audit must read for each formula and picture."""

    flaws: tuple[tuple[str, Flaw], ...]
    """What setting the questions showed, with their ids."""

    def pressed(self, manuscript: Manuscript, *, lends: bool = False) -> PressedFile:
        """Set and press one document; one that lends its resources to a bundle holds the drawings of all."""
        return self.press.press(self.typesetter.set(manuscript), lends=lends)


def equip(plan: PrintPlan, kind: DocumentKind, samples: Sequence[Manuscript], *, keeps: bool = False) -> Equipment:
    """Set all that the samples hold; they must hold every question that any document of the kind holds.

    With ``keeps``, the pages of the samples stay until each is pressed.
    """
    blueprint, template = plan.blueprint, plan.template
    typesetter = Typesetter(
        _style(template, blueprint, kind), blueprint.sheet, Shelf(blueprint.language, plan.fonts), samples[0].letters
    )
    try:
        flaws = tuple(typesetter.prepare(_blocks(plan, samples), samples, keeps=keeps))
    except TypesetError as error:
        where, how = _place(plan, error.question), "in large print, " if kind.is_large else ""
        raise TypesetError(where + how + error.message, remedy=error.remedy) from error
    press = Press(
        kind, typesetter.subsets, typesetter.graphics, are_alike=len(samples) == 1 or kind is DocumentKind.GRIDS
    )
    return Equipment(typesetter, press, signs_of(typesetter.drawn), flaws)


def _style(template: Template, blueprint: Blueprint, kind: DocumentKind) -> PageStyle:
    if kind.is_large:
        return laid_out_large(template.large_style, blueprint)
    if kind is DocumentKind.OVERVIEW:
        return laid_out_overview(template.style, blueprint)
    return laid_out(template.style, blueprint)


def _place(plan: PrintPlan, identity: str) -> str:
    """Where a question stands in its bank, before a message."""
    found = next((question for question in plan.questions if question.id == identity), None)
    if found is None:
        return ""
    return f"{found.path}:{found.line}: " if found.line else f"{found.path}: "


def _blocks(plan: PrintPlan, samples: Sequence[Manuscript]) -> list[QuestionBlock]:
    """The question blocks of some manuscripts, each once, in the bank's order."""
    placed = (block.block for sample in samples for block in sample.blocks if isinstance(block, Placement))
    rank = {question.id: place for place, question in enumerate(plan.questions)}
    return sorted({id(block): block for block in placed}.values(), key=lambda block: rank[block.id])
