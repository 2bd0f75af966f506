"""How alike variants are: each measure against plain counting."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.assemble import likenesses, make_variant
from examgen.deliver import write_fairness
from examgen.formats import read_bank
from examgen.model.bank import Option, Question
from examgen.model.text import paragraph
from examgen.model.variant import Variant


def bank(count: int) -> tuple[Question, ...]:
    """Questions of four options, worth 1 or 2 points."""
    return tuple(
        Question(
            id=f"q{n}",
            stem=paragraph("one two three"),
            options=tuple(Option(text=paragraph(f"word {k}"), is_key=k == n % 4) for k in range(4)),
            points=Decimal(1 + n % 2),
            topic=f"t{n % 3}",
        )
        for n in range(count)
    )


def made(questions: tuple[Question, ...], count: int, seed: str = "s") -> tuple[Variant, ...]:
    return tuple(make_variant(questions, number, seed, True, True) for number in range(1, count + 1))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(1, 9), st.text("abc", max_size=3))
def test_measures_agree_with_plain_counting(questions: int, count: int, seed: str) -> None:
    """Overlap of every pair, displacement, letters, runs and the score of one letter."""
    asked = bank(questions)
    variants = made(asked, count, seed)
    keys = [[placed.key_letters for placed in variant.questions] for variant in variants]

    for like, variant, key in zip(likenesses(variants, asked), variants, keys, strict=True):
        others = [
            (sum(a == b for a, b in zip(key, other, strict=True)) / questions, -number)
            for number, other in enumerate(keys, start=1)
            if number != variant.number
        ]
        assert like.overlap_mean == pytest.approx(sum(share for share, _ in others) / max(1, len(others)))
        most, number = max(others, default=(0.0, 0))
        assert (like.overlap_most, like.overlap_with) == (pytest.approx(most), -number)
        moved = [abs(place - asked.index(placed.question)) for place, placed in enumerate(variant.questions)]
        assert like.displacement == pytest.approx(sum(moved) / questions)
        assert like.letters == {letter: key.count(letter) for letter in sorted(set(key))}
        assert like.longest_run == max(len([*run]) for _, run in groupby(key))
        points = {
            letter: sum(p.question.points for p in variant.questions if p.key_letters == letter) for letter in "ABCD"
        }
        assert like.one_letter == max(points.values()) / variant.points
        assert like.words == questions * (3 + 4 * 2)


def test_many_variants_are_quick() -> None:
    """A thousand variants of fifty questions, all pairs of them."""
    asked = bank(50)
    variants = made(asked, 1000)

    start = process_time()
    likenesses(variants, asked)
    assert process_time() - start < 3


def test_files_of_a_build(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """A line for each variant, and a summary with a line for each measure."""
    questions = read_bank(shipped_banks)[0].questions
    variants = made(questions, 5)

    write_fairness(tmp_path, "A  title", likenesses(variants, questions), [4] * 5)
    lines = (tmp_path / "fairness.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 6 and lines[0].startswith("variant,questions,points,pages,words,displacement")
    summary = (tmp_path / "fairness.md").read_text(encoding="utf-8")
    assert summary.startswith("# A title: how alike the variants are\n")
    assert "| pages | 4 | 4 | 4 |" in summary


def test_words_of_scripts_without_spaces() -> None:
    """Each sign counts as one word, and stops as none."""
    question = Question(id="q", stem=paragraph("日本の首都 Tokyo は？"), options=())

    (like,) = likenesses(made((question,), 1), (question,))
    assert like.words == 7
    assert (like.overlap_with, like.longest_run, like.one_letter) == (0, 0, 0)
