"""Manuscripts that are hard to set, made by hand, and a typesetter with the shipped style to set them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from examgen.compose import load_template
from examgen.model.manuscript import (
    PAGE,
    PAGES,
    DocumentKind,
    Furniture,
    Manuscript,
    ManuscriptBlock,
    Placement,
    QuestionBlock,
    QuestionOption,
    Remark,
)
from examgen.model.style import PageStyle
from examgen.model.text import Text, paragraph
from examgen.typeset import Flaw, Shelf, Typesetter

A4 = (595.276, 841.89)
LETTER = (612.0, 792.0)
LOREM = (
    "Knowledge of the distribution between variants makes shuffling questions efficient, office staff say, "
    "and difficult flows of sufficiently long paragraphs are hyphenated where justified text wants it "
)


def shipped_style(**changes: Any) -> PageStyle:
    """The style of the shipped template, with some measures changed."""
    return replace(load_template().style, **changes)


def words(count: int) -> str:
    """Running text of so many words."""
    source = LOREM.split()
    return " ".join(source[n % len(source)] for n in range(count))


def as_text(text: str | Text) -> Text:
    return paragraph(text) if isinstance(text, str) else text


def question(
    identity: str,
    stem: str | Text,
    options: Sequence[str | Text],
    key: int | None = None,
    remarks: Sequence[str | Text] = (),
    explanation: str | Text = "",
) -> QuestionBlock:
    """A question block; with a key, as an answer key prints it."""
    return QuestionBlock(
        id=identity,
        stem=as_text(stem),
        points="1 point",
        options=tuple(QuestionOption(as_text(option), place == key) for place, option in enumerate(options)),
        remarks=tuple(Remark(as_text(remark)) for remark in remarks),
        explanation=as_text(explanation),
        explanation_head="Explanation." if explanation else "",
    )


def placed(block: QuestionBlock, number: int, order: tuple[int, ...] | None = None) -> Placement:
    """A question in its bank's order, or another."""
    return Placement(block, number, tuple(range(len(block.options))) if order is None else order)


def manuscript(blocks: Iterable[ManuscriptBlock], title: str = "Sample") -> Manuscript:
    """A paper of some blocks with a foot that names variant and page."""
    made = tuple(blocks)
    numbers = {block.block.id: block.number for block in made if isinstance(block, Placement)}
    foot = Furniture(left=title, right=f"Variant 1 · page {PAGE} of {PAGES}")
    return Manuscript(DocumentKind.EXAM, title, "en", Furniture(), foot, made, numbers)


def of_questions(blocks: Iterable[QuestionBlock]) -> Manuscript:
    """A paper of questions, numbered in their order."""
    return manuscript(placed(block, number) for number, block in enumerate(blocks, start=1))


def prepared(
    sample: Manuscript, style: PageStyle | None = None, paper: tuple[float, float] = A4
) -> tuple[Typesetter, list[tuple[str, Flaw]]]:
    """A typesetter ready for a manuscript, and the flaws that setting it showed."""
    typesetter = Typesetter(style or shipped_style(), paper, Shelf(sample.language), sample.letters)
    blocks = list({id(b.block): b.block for b in sample.blocks if isinstance(b, Placement)}.values())
    return typesetter, typesetter.prepare(blocks, [sample])
