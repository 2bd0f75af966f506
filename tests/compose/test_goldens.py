"""Documents of a shipped bank as text that a reviewer can read in a diff.

``EXAMGEN_UPDATE_GOLDENS=1`` in the environment rewrites them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from examgen.assemble import Shuffle, make_sheet, select
from examgen.compose import Composer, load_template
from examgen.formats import read_bank
from examgen.model.bank import Question
from examgen.model.blueprint import AnswerPlace, Blueprint, KeyStyle
from examgen.model.manuscript import Fields, Grid, Heading, Manuscript, ManuscriptBlock, Placement, Prose
from examgen.model.text import OptionReference, Text, wording
from examgen.model.variant import LETTERS, Variant, referred_place

GOLDENS = Path(__file__).parent / "goldens"
FIRST_WORDS = 60


def as_text(manuscript: Manuscript) -> str:
    """A manuscript in reading order, with this variant's letters; long explanations cut short."""
    lines = [f"[{manuscript.kind}] {manuscript.title} ({manuscript.language})"]
    for block in manuscript.blocks:
        lines += ["", *described(block)]
    foot = " | ".join((manuscript.foot.left, manuscript.foot.centre, manuscript.foot.right))
    return "\n".join([*lines, "", f"foot: {foot}"]).replace("\ue000", "#").replace("\ue001", "##") + "\n"


def described(block: ManuscriptBlock) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {wording(text)}"
        case Prose(text, tone):
            yield from (f"{tone}: {line}" for line in wording(text).splitlines())
        case Fields(labels):
            yield " ".join(f"{label} ______" for label in labels)
        case Grid(entries, caption):
            yield " ".join([f"grid {caption}:", *(f"{e.name}={e.letters}{e.mark}" for e in entries)])
        case Placement():
            yield from placed(block)
        case _:
            yield f"<{type(block).__name__}>"


def placed(placement: Placement) -> Iterator[str]:
    block = placement.block

    def letter(reference: OptionReference) -> str:
        return LETTERS[referred_place(reference, placement.order)]

    def line(text: Text) -> str:
        return wording(text, letter).replace("\n", " / ")

    yield f"{placement.number}. {line(block.stem)}" + (f" [{block.points}]" if block.points else "")
    for k, place in enumerate(placement.order if block.options else ()):
        option = block.options[place]
        yield f"   {LETTERS[k]}{'*' if option.is_key else ' '} {line(option.text)}"
    yield from (f"   ! {line(remark.text)}" for remark in block.remarks)
    if block.explanation:
        yield f"   {block.explanation_head} {line(block.explanation)[:FIRST_WORDS]}…"


SEED = "golden"
Selected: TypeAlias = Sequence[Question]


def variant(selection: Selected, number: int = 1) -> Variant:
    return Shuffle(selection, SEED).variant(number)


def practice(composer: Composer, selection: Selected) -> Manuscript:
    return composer.practice(make_sheet(selection, 1, SEED, 2), AnswerPlace.END)


DOCUMENTS: dict[str, tuple[KeyStyle, Callable[[Composer, Selected], Manuscript]]] = {
    "exam": (KeyStyle.FULL, lambda composer, selection: composer.exam(variant(selection))),
    "key": (KeyStyle.FULL, lambda composer, selection: composer.key(variant(selection))),
    "key-brief": (KeyStyle.BRIEF, lambda composer, selection: composer.key(variant(selection))),
    "grids": (KeyStyle.FULL, lambda composer, selection: composer.grids([variant(selection, n) for n in (1, 2, 3)])),
    "practice": (KeyStyle.FULL, practice),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_is_as_reviewed(name: str, shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """What a document of the shipped banks says changes only with its golden."""
    bank, _ = read_bank(shipped_banks)
    selection = select(bank.questions, 8, SEED)
    key, make = DOCUMENTS[name]
    blueprint = Blueprint(title=bank.title, seed=SEED, course="CS 230", instructor="Dr. Okafor", key=key)
    template = load_template()
    composer = Composer(blueprint, template, template.labels("en"), selection)
    golden, actual = GOLDENS / f"{name}.txt", tmp_path / f"{name}.txt"
    actual.write_text(as_text(make(composer, selection)), encoding="utf-8")
    if os.environ.get("EXAMGEN_UPDATE_GOLDENS"):
        golden.write_text(actual.read_text(encoding="utf-8"), encoding="utf-8")

    assert actual.read_text(encoding="utf-8") == golden.read_text(encoding="utf-8"), f"compare {actual} with {golden}"
