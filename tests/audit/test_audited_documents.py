"""Every document kind, of every kind of question text, passes as it was pressed, whoever reads."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from samples import WORDING, Sample, printed
from tampering import Paper

from examgen.assemble import seat
from examgen.audit import (
    Readers,
    audit_exam,
    audit_fonts,
    audit_grids,
    audit_key,
    audit_overlaps,
    audit_practice,
    audit_seats,
)
from examgen.errors import AuditError
from examgen.formats import read_bank
from examgen.model.bank import Explanation, KeyOrigin, Option, Question, QuestionMention
from examgen.model.blueprint import AnswerPlace, KeyStyle
from examgen.model.manuscript import DocumentKind
from examgen.model.response import Criterion, Kind, Open
from examgen.model.seats import Seat, seats_of
from examgen.model.text import (
    CodeBlock,
    Formula,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Quote,
    Style,
    Text,
    Words,
    paragraph,
)

LONG = " ".join(f"well-known, self-supervised out-of-distribution representation number {n};" for n in range(120))


def options(*texts: str, key: tuple[int, ...] = (0,)) -> tuple[Option, ...]:
    return tuple(Option(text=paragraph(text), is_key=place in key) for place, text in enumerate(texts))


QUESTIONS = (
    Question(
        id="blocks",
        stem=(
            *paragraph("What does this print?"),
            CodeBlock("for x in y:\n\tprint(x  +  1)\n\nreturn -1"),
            ListBlock(
                (paragraph("first"), (*paragraph("second"), ListBlock((paragraph("inner"),), start=3))), start=None
            ),
            Quote(paragraph("a quotation, well-made")),
        ),
        options=options("1", "2", "12", "1 point"),
        points=Decimal("2.50"),
        note=paragraph("see 1. and A"),
    ),
    Question(
        id="list-first",
        stem=(ListBlock((paragraph("Only a list"), paragraph("of two items")), start=1), *paragraph("and a question?")),
        options=(Option(text=(CodeBlock("x = [1]"),), is_key=True), Option(text=(ListBlock((paragraph("item"),)),))),
    ),
    Question(
        id="references",
        stem=(Paragraph((Words("As in question "), QuestionReference("blocks", "1"), Words(", which holds?"))),),
        options=(
            *options("First claim", "Second claim", "Third claim", key=(3,)),
            Option(
                text=(
                    Paragraph(
                        (
                            Words("Both "),
                            OptionReference((0, 2), 0, "A"),
                            Words(" and "),
                            OptionReference((0, 2), 1, "C"),
                        )
                    ),
                ),
                is_key=True,
                pinned=True,
            ),
        ),
        explanation=Explanation(
            text=(
                Paragraph(
                    (
                        Words("Option "),
                        OptionReference((1,), 0, "b", Style(bold=True)),
                        Words(" is wrong."),
                        LineBreak(),
                        Words("See question "),
                        QuestionReference("gone", "7"),
                        Words("."),
                    )
                ),
                *paragraph("A second paragraph, " + LONG),
            ),
            unclear=("C is wrong",),
            mentions=(
                QuestionMention(source="the previous question", target="blocks"),
                QuestionMention(source="the next one", target=None),
                QuestionMention(source="question {number}", target="gone"),
            ),
        ),
        key_origin=KeyOrigin.DERIVED,
    ),
    Question(
        id="suspect",
        stem=paragraph("Which of these is eﬃcient: naïve café, cafe\u0301, ﬁne, σ² → ½·∂, soft\u00adhyphen?"),
        options=options("Ångström", "E = mc²", "well-\u200bknown", "ﬁnal", key=(1, 3)),
        explanation=Explanation(text=paragraph("Options A and F are wrong."), suspect=True),
    ),
    Question(id="same-stem", stem=paragraph("Same stem?"), options=options("yes it is", "no")),
    Question(id="same-stem-2", stem=paragraph("Same stem?"), options=options("yes it is", "no, not at all", key=(1,))),
    Question(
        id="endless",
        stem=paragraph(LONG * 2),
        options=options("short", LONG),
        explanation=Explanation(text=paragraph("ok")),
    ),
)

each_reader = pytest.mark.parametrize("reader", [Readers.INK, Readers.PDFIUM], ids=["ink", "pdfium"])


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Questions with everything that text may hold."""
    return printed(QUESTIONS, tmp_path_factory.mktemp("odd"), count=6)


@pytest.fixture(scope="module")
def shipped(shipped_banks: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Both shipped banks."""
    bank, _ = read_bank(shipped_banks)
    return printed(bank.questions, tmp_path_factory.mktemp("shipped"))


@each_reader
def test_odd_texts_pass(odd: Sample, reader: Readers) -> None:
    """Lists, code, quotes, references, doubtful letters, hyphens, long stems: all are read as the bank says them."""
    for variant in odd.variants:
        audit_exam(odd.path(DocumentKind.EXAM, variant.number), variant, WORDING, reader)
        audit_key(odd.path(DocumentKind.KEY, variant.number), variant, WORDING, KeyStyle.FULL, reader)


@each_reader
def test_keys_that_are_all_derived_say_so(tmp_path: Path, reader: Readers) -> None:
    """A key whose derived keys bear no marks passes with the words that say so, and is refused without them."""
    derived = (replace(QUESTIONS[0], key_origin=KeyOrigin.DERIVED), replace(QUESTIONS[1], key_origin=KeyOrigin.DERIVED))
    made = printed(derived, tmp_path, count=1)
    (variant,), path = made.variants, made.path(DocumentKind.KEY)

    audit_key(path, variant, WORDING, KeyStyle.FULL, reader)
    with pytest.raises(AuditError, match="nowhere does it say “Not on this key”"):
        audit_key(path, variant, replace(WORDING, all_derived="Not on this key"), KeyStyle.FULL, reader)


@each_reader
def test_brief_keys_pass(tmp_path: Path, reader: Readers) -> None:
    """A brief key holds the grid and the notes, and needs no more."""
    brief = printed(QUESTIONS, tmp_path, key=KeyStyle.BRIEF)

    for variant in brief.variants:
        audit_key(brief.path(DocumentKind.KEY, variant.number), variant, WORDING, KeyStyle.BRIEF, reader)


@each_reader
@pytest.mark.parametrize("answers", AnswerPlace)
def test_practice_sheets_pass(tmp_path: Path, reader: Readers, answers: AnswerPlace) -> None:
    """Practice sheets pass with answers inline, at the end, or without."""
    sheets = printed(QUESTIONS, tmp_path, practice=answers)

    for variant in sheets.variants:
        audit_practice(sheets.path(DocumentKind.PRACTICE, variant.number), variant, WORDING, answers, reader)


ANSWERS = (Open(), Open(answer=paragraph("So.")), Open(rubric=(Criterion(text=paragraph("clear"), points=Decimal(1)),)))


@each_reader
@pytest.mark.parametrize("response", ANSWERS, ids=["nothing", "answer", "rubric"])
@pytest.mark.parametrize("note", [(), paragraph("Mind this.")], ids=["", "note"])
def test_open_questions_pass(tmp_path: Path, reader: Readers, response: Open, note: Text) -> None:
    """With a note or without, behind the answers at the end and in brief keys, where the answered alone stand."""
    why = Explanation(text=paragraph("Because."))
    asked = Question(id="q", stem=paragraph("Why?"), kind=Kind.OPEN, response=response, note=note, explanation=why)
    sheets = printed((asked,), tmp_path / "sheets", count=1, practice=AnswerPlace.END)
    brief = printed((asked,), tmp_path / "keys", count=1, key=KeyStyle.BRIEF)

    sheet, key = sheets.path(DocumentKind.PRACTICE), brief.path(DocumentKind.KEY)
    audit_practice(sheet, sheets.variants[0], WORDING, AnswerPlace.END, reader)
    audit_key(key, brief.variants[0], WORDING, KeyStyle.BRIEF, reader)


@each_reader
@pytest.mark.parametrize("answers", AnswerPlace)
@pytest.mark.parametrize("count", [0, 2])
def test_practice_of_questions_without_answers_passes(
    tmp_path: Path, reader: Readers, answers: AnswerPlace, count: int
) -> None:
    """Open questions without a model answer have nothing but a number among the answers at the end."""
    free = [Question(id=name, stem=paragraph(f"Why {name}?"), kind=Kind.OPEN, response=Open()) for name in "ab"]
    sheets = printed((free[0], *QUESTIONS[:count], free[1]), tmp_path, practice=answers)

    for variant in sheets.variants:
        audit_practice(sheets.path(DocumentKind.PRACTICE, variant.number), variant, WORDING, answers, reader)


@each_reader
@pytest.mark.parametrize("option", ["n", ""], ids=["a letter", "a drawing"])
def test_headings_behind_a_question_are_no_options(tmp_path: Path, reader: Readers, option: str) -> None:
    """The heading "Answers" behind the last option is not taken for an A and an option that says "n"."""
    formula = (Paragraph((Formula("x"),)),)
    last = Option(text=paragraph(option) if option else formula, is_key=True)
    question = Question(id="last", stem=paragraph("Which letter?"), options=(last, *options("m", key=())))
    sheets = printed((question,), tmp_path, practice=AnswerPlace.END)

    for variant in sheets.variants:
        path = sheets.path(DocumentKind.PRACTICE, variant.number)
        audit_practice(path, variant, WORDING, AnswerPlace.END, reader, sheets.signs(DocumentKind.PRACTICE))


@each_reader
@pytest.mark.parametrize("lead", [LONG, "Go"], ids=["within words", "near the beginning"])
def test_stems_longer_than_a_column_pass(tmp_path: Path, reader: Readers, lead: str) -> None:
    """The points stand where the column ends in which a stem begins."""
    tall = Formula("\\begin{matrix}" + "x \\\\" * 36 + "\\end{matrix}")
    stem = Paragraph((Words(lead), LineBreak(), tall, LineBreak(), tall, LineBreak(), Words("which?")))
    question = Question(id="long", stem=(stem,), options=options("a", "b"))
    sample = printed((question,), tmp_path, columns=2)

    for variant in sample.variants:
        audit_exam(
            sample.path(DocumentKind.EXAM, variant.number), variant, WORDING, reader, sample.signs(DocumentKind.EXAM)
        )


@each_reader
def test_answers_in_the_wrong_place_are_refused(tmp_path: Path, reader: Readers) -> None:
    """A sheet with answers does not pass for one without, nor the reverse."""
    with_answers = printed(QUESTIONS, tmp_path / "with", practice=AnswerPlace.END)
    without = printed(QUESTIONS, tmp_path / "without", practice=AnswerPlace.NONE)
    first = with_answers.variants[0]

    with pytest.raises(AuditError):
        audit_practice(with_answers.path(DocumentKind.PRACTICE), first, WORDING, AnswerPlace.NONE, reader)
    with pytest.raises(AuditError):
        audit_practice(without.path(DocumentKind.PRACTICE), first, WORDING, AnswerPlace.END, reader)


def test_sheet_of_grids_is_proved(shipped: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The grids of all variants pass, and not those of others or of fewer."""
    path = tmp_path / "grids.pdf"
    monkeypatch.setattr(Path, "unlink", lambda self: None)
    shipped.shop.print_grids(shipped.variants, path)

    audit_grids(path, shipped.variants, WORDING)
    for others in (shipped.variants[:1], shipped.variants[::-1]):
        with pytest.raises(AuditError, match="the key grid"):
            audit_grids(path, others, WORDING)


def test_plan_of_seats_is_proved(shipped: Sample, tmp_path: Path) -> None:
    """The plan passes, and not with two variants exchanged, a name or a seat more or less, or an aisle moved."""
    path = tmp_path / "seats.pdf"
    cells = (("Ada", "", "x"), ("Bo Li", "x", ""), ("x", "", "Cleo"))
    seating = seat(seats_of(cells), 4)
    shipped.shop.print_seats(seating, path)
    first, second, *others = seating.variants

    audit_seats(path, seating, WORDING)
    for wrong in (
        replace(seating, variants=(second, first, *others)),
        replace(seating, seats=(replace(seating.seats[0], candidate="Eda"), *seating.seats[1:])),
        replace(seating, seats=seating.seats[:-1], variants=seating.variants[:-1]),
        replace(seating, seats=(*seating.seats, Seat(4, 1)), variants=(*seating.variants, 1)),
    ):
        with pytest.raises(AuditError, match="the plan of seats"):
            audit_seats(path, wrong, WORDING)


def test_tampered_plan_of_seats_is_refused(shipped: Sample, tmp_path: Path) -> None:
    """Two cells that say each other's words in the finished file are found."""
    path = tmp_path / "seats.pdf"
    seating = seat(seats_of((("x",) * 4,) * 2), 4)
    shipped.shop.print_seats(seating, path)
    paper = Paper(path)
    one, two = ([piece for piece in paper.pieces() if piece.text == text][-1] for text in "12")
    paper.swap(one, two)
    paper.write(path)

    with pytest.raises(AuditError, match="the plan of seats: row 2, column"):
        audit_seats(path, seating, WORDING)


def test_fonts_and_layout_pass(odd: Sample, shipped: Sample) -> None:
    """Every glyph is the one its text says, and nothing overlaps or leaves the margins."""
    for sample in (odd, shipped):
        for kind in sample.plan.kinds:
            audit_fonts(sample.path(kind))
            typesetter = sample.shop.equipment[kind].typesetter
            pages = typesetter.set(sample.shop._compose(kind, sample.variants[0]), mapped=True)
            frame = typesetter.frame
            audit_overlaps(
                sample.path(kind), pages, (frame.left, frame.bottom, frame.right, frame.top), frame.column_edges
            )


OWN_WORDS = """# Our exam

1. Read all of it.
2. Option A is sometimes right.

{% for question in questions %}
Take two minutes for this one; well-known words may come back.

{{ place(question) }}
{% endfor %}

Good luck!
"""


def own_template(folder: Path, foot: str) -> Path:
    """A teacher's template that talks between the questions."""
    folder.mkdir()
    (folder / "exam.md").write_text(OWN_WORDS, encoding="utf-8")
    (folder / "exam-foot.md").write_text(foot, encoding="utf-8")
    return folder


@each_reader
def test_a_template_may_talk_between_questions(tmp_path: Path, reader: Readers) -> None:
    """Words of a teacher's template before, between and behind the questions are her own business."""
    foot = "{{ labels.page_of }} | {{ labels.variant }} {{ variant.number }} |"
    sample = printed(QUESTIONS, tmp_path / "out", template=own_template(tmp_path / "own", foot))

    for variant in sample.variants:
        audit_exam(sample.path(DocumentKind.EXAM, variant.number), variant, WORDING, reader)


@each_reader
def test_a_foot_without_the_variant_is_refused(tmp_path: Path, reader: Readers) -> None:
    """A page that does not say which variant it belongs to is refused, and the remedy speaks of the template."""
    template = own_template(tmp_path / "own", "{{ labels.page_of }} | |")
    sample = printed(QUESTIONS, tmp_path / "out", template=template)

    with pytest.raises(AuditError, match="should hold “Variant 1”") as refused:
        audit_exam(sample.path(DocumentKind.EXAM), sample.variants[0], WORDING, reader)
    assert "template" in (refused.value.remedy or "")
