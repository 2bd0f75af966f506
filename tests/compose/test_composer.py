"""Documents as the shipped template composes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.assemble import make_variant
from examgen.compose import Composer, load_template
from examgen.errors import BlueprintError
from examgen.model.bank import Explanation, KeyOrigin, Option, Question, QuestionMention
from examgen.model.blueprint import AnswerPlace, Blueprint, KeyStyle
from examgen.model.manuscript import (
    PAGE,
    PAGES,
    DocumentKind,
    Fields,
    Furniture,
    Grid,
    GridEntry,
    Heading,
    Manuscript,
    PageBreak,
    Placement,
    Prose,
)
from examgen.model.text import (
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Words,
    paragraph,
    spans_of,
    wording,
)
from examgen.model.variant import Variant

TEMPLATE = load_template()
LABELS = TEMPLATE.labels("en")


def question(name: str, **facts: object) -> Question:
    options = tuple(Option(text=paragraph(f"{name} {letter}"), is_key=letter == "b") for letter in "abc")
    question = Question(id=name, stem=paragraph(f"stem of {name}"), options=options, explanation=because(name))
    return replace(question, **facts)  # type: ignore[arg-type]


def because(name: str) -> Explanation:
    return Explanation(text=paragraph(f"because {name}"))


BANK = (
    question("one"),
    question("two", key_origin=KeyOrigin.DERIVED),
    question("three", points=Decimal("0.5"), note=paragraph("short note")),
)


def variant(bank: Iterable[Question] = BANK, number: int = 3) -> Variant:
    return make_variant(tuple(bank), number, "seed", True, True)


def composer(bank: Iterable[Question] = BANK, **settings: object) -> Composer:
    blueprint = Blueprint(**{"title": "Midterm", "seed": "seed", **settings})  # type: ignore[arg-type]
    return Composer(blueprint, TEMPLATE, LABELS, tuple(bank))


def placements(manuscript: Manuscript) -> list[Placement]:
    return [block for block in manuscript.blocks if isinstance(block, Placement)]


def printed(manuscript: Manuscript) -> str:
    """All words of the template, without the questions."""
    texts = [block.text for block in manuscript.blocks if isinstance(block, Heading | Prose)]
    return "\n".join(wording(text) for text in texts)


def remarks(bank: Iterable[Question], **settings: object) -> list[str]:
    """The remarks under the first question of a key in the bank's order."""
    manuscript = composer(bank, **settings).key(make_variant(tuple(bank), 1, "seed", False, False))
    return [wording(remark.text) for remark in placements(manuscript)[0].block.remarks]


def test_exam_says_what_a_paper_must() -> None:
    """A paper has title, course, date, instructor, variant, counts, points, fields, instructions, in that order."""
    manuscript = composer(course="Deep Learning", date="1 May", instructor="Dr. Who").exam(variant())

    assert printed(manuscript).splitlines() == [
        "Midterm",
        "Deep Learning · 1 May · Dr. Who",
        "Variant 3 · 3 questions · 2.5 points",
        "Choose one answer for each question.",
    ]
    assert [block for block in manuscript.blocks if isinstance(block, Fields)] == [Fields(("Name", "Student ID"))]
    assert (manuscript.kind, manuscript.title, manuscript.language) == (DocumentKind.EXAM, "Midterm – Variant 3", "en")
    assert manuscript.foot == Furniture("Midterm", "", f"Variant 3 · page {PAGE} of {PAGES}")


def test_absent_facts_leave_no_trace() -> None:
    """Without course, date and instructor there is neither an empty line nor a lonely dot."""
    assert printed(composer().exam(variant())).splitlines()[1] == "Variant 3 · 3 questions · 2.5 points"
    assert printed(composer(date="1 May").exam(variant())).splitlines()[1] == "1 May"


def test_exam_places_the_variants_questions() -> None:
    """Questions stand in the variant's order with its numbers, points and option orders."""
    asked = variant()
    placed = placements(composer().exam(asked))

    assert [(p.block.id, p.number, p.order) for p in placed] == [
        (q.question.id, q.number, q.order) for q in asked.questions
    ]
    assert {p.block.id: p.block.points for p in placed} == {"one": "1 point", "two": "1 point", "three": "0.5 points"}
    assert composer().exam(asked).numbers == {q.question.id: q.number for q in asked.questions}


@given(st.permutations(range(3)), st.booleans())
def test_student_papers_do_not_depend_on_keys(right: list[int], is_derived: bool) -> None:
    """With other keys, explanations, notes and key origins, papers and unanswered sheets are equal in every part."""
    other = tuple(
        replace(
            q,
            options=tuple(replace(o, is_key=place == right[k]) for place, o in enumerate(q.options)),
            explanation=Explanation(text=paragraph("other"), mentions=(QuestionMention(source="x", target="one"),)),
            note=paragraph("other") if k else (),
            key_origin=KeyOrigin.DERIVED if is_derived else KeyOrigin.STATED,
        )
        for k, q in enumerate(BANK)
    )

    assert composer(other).exam(variant(other)) == composer().exam(variant())
    before, after = composer(), composer(other)
    assert after.practice(variant(other), AnswerPlace.NONE) == before.practice(variant(), AnswerPlace.NONE)


def test_variants_share_their_blocks() -> None:
    """A question's block is one object in all variants, so that it is set once."""
    shared = composer()
    blocks = [{p.block.id: p.block for p in placements(shared.exam(variant(number=n)))} for n in (1, 2)]

    assert all(blocks[0][name] is blocks[1][name] for name in blocks[0])


def test_key_has_grid_answers_and_explanations() -> None:
    """A key has the grid on top, then every question with its right option marked and its explanation."""
    asked = variant()
    manuscript = composer().key(asked)
    (grid,) = [block for block in manuscript.blocks if isinstance(block, Grid)]

    assert grid.entries == tuple(
        GridEntry(str(p.number), p.key_letters, "†" if p.question.id == "two" else "") for p in asked.questions
    )
    assert manuscript.blocks.index(grid) < manuscript.blocks.index(placements(manuscript)[0])
    for placed in placements(manuscript):
        assert [option.is_key for option in placed.block.options] == [False, True, False]
        assert wording(placed.block.explanation) == f"because {placed.block.id}"
        assert placed.block.explanation_head == "Explanation."
    assert "† Key taken from the explanation." in printed(manuscript)
    assert manuscript.title == "Midterm – Variant 3 – Answer key"


def test_legend_stands_only_where_a_mark_does() -> None:
    """Without derived keys there is no legend."""
    assert "†" not in printed(composer(BANK[:1]).key(variant(BANK[:1])))


def test_keys_that_are_all_derived_bear_no_marks() -> None:
    """Where every key was taken from an explanation, each document with answers says so once instead."""
    bank = tuple(replace(question, key_origin=KeyOrigin.DERIVED) for question in BANK)
    made, asked = composer(bank), variant(bank)

    for document in (
        made.key(asked), composer(bank, key=KeyStyle.BRIEF).key(asked), made.grids([asked]),
        made.practice(asked, AnswerPlace.END), made.practice(asked, AnswerPlace.INLINE),
    ):  # fmt: skip
        assert printed(document).count(LABELS.all_derived) == 1
        assert LABELS.derived_legend not in printed(document)
        assert all(not entry.mark for block in document.blocks if isinstance(block, Grid) for entry in block.entries)
        said = [wording(remark.text) for placed in placements(document) for remark in placed.block.remarks]
        assert LABELS.derived not in said
    assert LABELS.all_derived not in printed(made.exam(asked)) + printed(made.practice(asked, AnswerPlace.NONE))


def test_a_page_must_say_that_all_keys_are_derived(tmp_path: Path) -> None:
    """A template that leaves it out is refused, because no mark would tell."""
    (tmp_path / "grids.md").write_text("{% for variant in variants %}{{ grid(variant) }}{% endfor %}", encoding="utf-8")
    bank = (BANK[1],)

    with pytest.raises(BlueprintError) as refused:
        Composer(Blueprint(title="Midterm", seed="seed"), load_template(tmp_path), LABELS, bank).grids([variant(bank)])

    assert "print {{ all_derived }} on it" in str(refused.value.diagnostics[0].hint)


@pytest.mark.parametrize("lists", [True, False])
def test_points_of_explanations_are_listed_unless_the_style_says_otherwise(tmp_path: Path, lists: bool) -> None:
    """An explanation that numbers its own points is a list in keys and practice sheets, or stays as it was written."""
    (tmp_path / "style.toml").write_text(f"[explanation]\nlists = {str(lists).lower()}\n", encoding="utf-8")
    text = paragraph("So: (1) one thing, (2) another thing.")
    bank = (question("one", explanation=Explanation(text=text)),)
    made = Composer(Blueprint(title="Midterm", seed="seed"), load_template(tmp_path), LABELS, bank)

    documents = made.key(variant(bank)), made.practice(variant(bank), AnswerPlace.END)

    for document in documents:
        explanation = placements(document)[-1].block.explanation
        assert isinstance(explanation[-1], ListBlock) if lists else explanation == text


def test_brief_key_has_grid_and_notes_only() -> None:
    """A brief key leaves stems, options and explanations out, and keeps the short notes with their numbers."""
    asked = variant()
    manuscript = composer(key=KeyStyle.BRIEF).key(asked)
    (note,) = placements(manuscript)

    assert any(isinstance(block, Grid) for block in manuscript.blocks)
    assert (note.block.stem, note.block.options, note.block.explanation, note.block.points) == ((), (), (), "")
    assert [wording(remark.text) for remark in note.block.remarks] == ["Note: short note"]
    assert note.number == next(p.number for p in asked.questions if p.question.id == "three")


def test_brief_key_without_notes_has_no_heading_for_them() -> None:
    """Where no question has a note, nothing stands below the grid."""
    manuscript = composer(BANK[:2], key=KeyStyle.BRIEF).key(variant(BANK[:2]))

    assert not placements(manuscript)
    assert "Notes" not in printed(manuscript)


def test_grids_of_all_variants() -> None:
    """The sheet to mark by has one captioned grid for each variant, equal to the one on its key."""
    asked = [variant(number=number) for number in (1, 2, 3)]
    grids = [block for block in composer().grids(asked).blocks if isinstance(block, Grid)]
    keys = [block for one in asked for block in composer().key(one).blocks if isinstance(block, Grid)]

    assert [grid.caption for grid in grids] == ["Variant 1", "Variant 2", "Variant 3"]
    assert [grid.entries for grid in grids] == [grid.entries for grid in keys]


def test_practice_answers_at_the_end() -> None:
    """Questions stand bare first; solutions follow on a fresh page, each with the letter of its right option."""
    asked = variant()
    manuscript = composer().practice(asked, AnswerPlace.END)
    before, after = placements(manuscript)[:3], placements(manuscript)[3:]

    assert manuscript.blocks.index(after[0]) > manuscript.blocks.index(PageBreak()) > manuscript.blocks.index(before[2])
    assert not any(option.is_key for placed in before for option in placed.block.options)
    assert all(placed.block.remarks == () == placed.block.explanation for placed in before)
    for solution in after:
        (right,) = [span for span in spans_of(solution.block.stem) if isinstance(span, OptionReference)]
        assert right.targets == (1,)
        assert wording(solution.block.stem).endswith(f"{solution.block.id} b")
        assert wording(solution.block.explanation) == f"because {solution.block.id}"


def test_practice_answers_inline() -> None:
    """Inline, each question is followed by its own answer at once."""
    placed = placements(composer().practice(variant(), AnswerPlace.INLINE))

    assert len(placed) == 3
    assert all(p.block.options[1].is_key and p.block.explanation for p in placed)


def test_practice_without_answers() -> None:
    """Without answers a sheet holds the questions and nothing of the key."""
    placed = placements(composer().practice(variant(), AnswerPlace.NONE))

    assert [p.block for p in placed] == [p.block for p in placements(composer().exam(variant()))]


def test_every_doubt_is_remarked_in_the_key() -> None:
    """Derived keys, notes, suspect letters and unclear capitals are noted under their question."""
    doubtful = replace(
        BANK[1],
        note=paragraph("see chapter 2"),
        explanation=Explanation(text=paragraph("because"), suspect=True, unclear=("… C is correct …", "A is")),
    )

    assert remarks([doubtful, BANK[0]]) == [
        "Key taken from the explanation.",
        "Note: see chapter 2",
        "Letters in this explanation follow the source’s own order, not this variant’s.",
        "Not recognised as option letters: “… C is correct …”, “A is”: they are as in the source.",
    ]


@pytest.mark.parametrize(
    ("target", "remark"),
    [
        ("two", "“the previous question” is question 4 here."),
        ("elsewhere", "“the previous question” is not in this exam."),
        (None, "The words “the previous question” follow the source’s own order."),
    ],
)
def test_mentions_of_other_questions_are_remarked(target: str | None, remark: str) -> None:
    """Words that speak of another question are resolved to its number here, or said not to be."""
    mention = QuestionMention(source="the previous question", target=target)
    speaking = replace(BANK[0], explanation=Explanation(text=paragraph("because"), mentions=(mention,)))

    assert remarks([speaking, BANK[1]]) == [remark.replace("4", "")]


def test_remarked_number_follows_the_variant() -> None:
    """The number in a remark is a reference, which prints what the variant gives that question."""
    mention = QuestionMention(source="the previous question", target="two")
    speaking = replace(BANK[0], explanation=Explanation(text=paragraph("because"), mentions=(mention,)))
    key = composer([speaking, BANK[1]]).key(variant([speaking, BANK[1]]))

    (block,) = [p.block for p in placements(key) if p.block.id == "one"]
    references = [s for r in block.remarks for s in spans_of(r.text) if isinstance(s, QuestionReference)]
    assert [reference.target for reference in references] == ["two"]


def test_number_of_an_absent_question_is_remarked() -> None:
    """A reference by number to a question outside the exam prints the source's number, and the key says so."""
    text = (Paragraph((Words("as in question "), QuestionReference("gone", "4"))),)

    assert remarks([replace(BANK[0], stem=text)]) == ["Question 4 of the source is not in this exam."]
    assert remarks([replace(BANK[0], stem=text), replace(BANK[1], id="gone")]) == []


HOSTILE = [
    "Dr.\u00a0No",
    "C* and *D*",
    "# of students",
    "::: box",
    "{{ 7 * 7 }} {% raw %}",
    "---",
    "1. first",
    "<b>&amp;",
    "[x](y)",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_plain_values_are_never_markup(words: str) -> None:
    """Title, course, date and instructor print as they are written, whatever they look like."""
    manuscript = composer(title=words, course=words, date=words, instructor=words).exam(variant())

    assert printed(manuscript).splitlines()[:2] == [words, f"{words} · {words} · {words}"]
    assert manuscript.foot.left == words
    assert manuscript.title.startswith(words)


@given(st.text(), st.text())
def test_any_title_composes(title: str, course: str) -> None:
    """Whatever the title and course hold, they come out on one line each, without signs of the template's own."""
    manuscript = composer(title=title, course=course).key(variant())

    assert len(placements(manuscript)) == 3
    assert not set("\ufdd0\ufdd1\ufdd2\ufdd3") & set(printed(manuscript) + manuscript.title)
    assert PAGE not in manuscript.foot.left


def test_instructions_are_markdown() -> None:
    """The teacher's instructions are Markdown, and replace the default ones."""
    manuscript = composer(instructions="Use **blue** ink.\n\n- no {{ phones }}").exam(variant())

    assert "Use blue ink.\nno {{ phones }}" in printed(manuscript)
    assert "Choose one" not in printed(manuscript)
    assert Words("blue").style != next(
        span.style
        for block in manuscript.blocks
        if isinstance(block, Prose)
        for span in spans_of(block.text)
        if isinstance(span, Words) and span.text == "blue"
    )
