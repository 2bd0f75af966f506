"""Room to write: read from the exam and the question, left whole on the paper, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_documents import Bench
from hypothesis import given
from hypothesis import strategies as st
from page_rules import broken_rules
from set_samples import prepared, shipped_style

from examgen.errors import TypesetError
from examgen.formats import read_bank
from examgen.formats.examgen_markdown_dump import dump
from examgen.model.answer_space import AnswerSpace, parse_answer_space
from examgen.model.blueprint import AnswerPlace

CM = 72 / 2.54
QUESTION = """## Question {number} {{{attributes}}}

Stem {number}

- [x] a longer option, so that it takes a line of its own and no other stands beside it
- [ ] b

Why

"""
BANK = "".join(
    QUESTION.format(number=number, attributes=attributes)
    for number, attributes in enumerate(['#one answer-space="3 lines"', "#two answer-space=none", "#three"], start=1)
)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.md"
    path.write_text(f"# Room\n\n{BANK}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("none", AnswerSpace()),
        ("4cm", AnswerSpace(height=113.39)),
        (" 40 mm ", AnswerSpace(height=113.39)),
        ("1 line", AnswerSpace(lines=1)),
        ("12lines", AnswerSpace(lines=12)),
        ("0 lines", None),
        ("61 lines", None),
        ("4", None),
        ("1mm", None),
        ("4m", None),
        ("", None),
    ],
)
def test_what_is_understood(text: str, space: AnswerSpace | None) -> None:
    """A length, lines, or none, within bounds; nothing else."""
    assert parse_answer_space(text) == space


@given(
    st.one_of(
        st.integers(1, 60).map(lambda lines: AnswerSpace(lines=lines)),
        st.floats(14, 720).map(lambda height: AnswerSpace(height=round(height, 2))),
        st.just(AnswerSpace()),
    )
)
def test_what_is_written_is_read(space: AnswerSpace) -> None:
    """Every space is written so that it is read again as it was."""
    assert parse_answer_space(space.written) == space


def test_questions_say_their_own(bank: Path) -> None:
    """The attribute is read, written again by a conversion, and refused with its line where it is wrong."""
    found, _ = read_bank([str(bank)])

    assert [question.answer_space for question in found.questions] == [AnswerSpace(lines=3), AnswerSpace(), None]
    assert 'answer-space="3 lines"' in dump(found)[0] and "answer-space=none" in dump(found)[0]
    bank.write_text(bank.read_text().replace("=none", "=some"), encoding="utf-8")
    _, diagnostics = read_bank([str(bank)])
    assert [(d.rule, d.line, d.message) for d in diagnostics] == [("attribute", 12, 'answer-space="some"')]


def heights(bench: Bench, name: str) -> dict[int | None, float]:
    built = bench.exam(1) if name == "exam" else bench.key(1) if name == "key" else bench.practice(1, AnswerPlace(name))
    assert broken_rules(built.unmapped, built.frame) == []
    spots = [spot for page in built.pages.pages for spot in page.spots if spot.part == "answer space"]
    return {spot.question: round(spot.top - spot.bottom, 1) for spot in spots}


def test_space_is_left_on_papers_only(bank: Path, tmp_path: Path) -> None:
    """After each question that has no other wish stands the exam's; keys and answered sheets have none."""
    bench = Bench((bank,), tmp_path, answer_space=AnswerSpace(height=100.0), shuffle_questions=False)
    line = bench.commission.template.style.answer_line

    papers = sorted(heights(bench, "exam").values())
    assert papers == [pytest.approx(3.3 * line, abs=0.1), 100.0]
    assert heights(bench, "key") == heights(bench, "inline") == {}
    assert len(heights(bench, "none")) == len(heights(bench, "end")) == 2


def test_space_is_never_cut(tmp_path: Path) -> None:
    """Where it does not fit below its question it goes with it to the next page, blank or ruled."""
    for wish in ("9cm", "12 lines"):
        path = tmp_path / "bank.md"
        path.write_text(
            "# Room\n\n" + BANK.replace("#two answer-space=none", f'#two answer-space="{wish}"'), encoding="utf-8"
        )
        built = Bench((path,), tmp_path, answer_space=AnswerSpace(height=9 * CM)).exam(1)

        assert broken_rules(built.unmapped, built.frame) == []
        spots = [spot for page in built.pages.pages for spot in page.spots]
        for space in (spot for spot in spots if spot.part == "answer space"):
            assert space.bottom >= built.frame.bottom - 0.01
            assert {spot.page for spot in spots if spot.question == space.question} == {space.page}


def test_space_larger_than_a_page_names_its_question(bank: Path, tmp_path: Path) -> None:
    """What no page can hold is refused."""
    bench = Bench((bank,), tmp_path, answer_space=AnswerSpace(height=700.0))
    manuscript = bench.composer.exam(bench.variant(1))

    with pytest.raises(
        TypesetError, match=r"the question “Stem 3”: a piece of the page \(answer space\) is 700 pt tall"
    ):
        prepared(manuscript, shipped_style(margin_top=100.0, margin_bottom=100.0))
