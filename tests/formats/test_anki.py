"""Notes that Anki exports as text: cards, clozes, the note type AllInOne, head lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.reading import parse_bank
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank
from examgen.model.response import Kind, Open, Written
from examgen.model.text import Gap, spans_of, wording

EXPORT = """#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
aB1{\tBasic\tGeo::Europe\tCapital of <b>France</b>?\tParis\tcity easy
cD2\tBasic\tGeo\tWhy is the sky blue?\tBecause short waves of light are scattered far more than long ones by the air.\t
eF3\tCloze\tGeo\t{{c1::Paris}} lies on the {{c2::Seine::river}}.\tLook at a map.\t
"""


def read(text: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    form = recognised(Source.of(text))
    assert form is not None and form.name == "anki"
    return parse_bank(text, "notes.txt")


def errors(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None]]:
    return [(each.rule, each.line) for each in found if each.severity is Severity.ERROR]


def test_cards_and_clozes_are_read() -> None:
    """a short back is a short answer, a long one a model answer, a cloze a fill-in; decks are topics."""
    bank, found = read(EXPORT)

    short, long, cloze = bank.questions
    assert errors(found) == []
    assert [question.kind for question in bank.questions] == [Kind.SHORT_ANSWER, Kind.OPEN, Kind.FILL_IN]
    assert isinstance(short.response, Written) and wording(short.response.accepted[0]) == "Paris"
    assert (wording(short.stem), short.topic, short.tags, short.line) == (
        "Capital of France?",
        "Europe",
        ("city", "easy"),
        7,
    )
    assert isinstance(long.response, Open) and wording(long.response.answer).startswith("Because")
    assert wording(cloze.stem) == "____ lies on the ____ (river)." and len(cloze.parts) == 2
    assert sum(isinstance(span, Gap) for span in spans_of(cloze.stem)) == 2
    assert wording(cloze.explanation.text) == "Look at a map."


def test_the_note_type_all_in_one_is_read() -> None:
    """its options and flags are a choice, or a multiple response."""
    head = "#separator:tab\n#html:true\n"
    bank, found = read(head + "Which?\tT\t2\tred\tblue\tgrey\t\t\t0 1 0\t\t\nEven?\tT\t1\t2\t3\t4\t\t\t1 0 1\tbook\t\n")

    assert errors(found) == []
    assert [(question.kind, question.key) for question in bank.questions] == [
        (Kind.CHOICE, (1,)),
        (Kind.MULTIPLE_RESPONSE, (0, 2)),
    ]


def test_what_is_no_question_is_an_error() -> None:
    """a note without a back, and a cloze inside a formula, are errors at their lines."""
    _, found = read("#separator:tab\n#html:false\nonly a front\t\n$x = {{c1::2}}$\tmore\nfront [sound:a.mp3]\tback\n")

    assert "unread-question" in dict(errors(found))
    assert any(each.rule == "not-carried" for each in found)


@given(st.text(max_size=60) | st.text(st.sampled_from('{}c1:\t"\n<b>2 0'), max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    """any text below the head gives a bank and diagnostics."""
    parse_bank(f"#separator:tab\n#html:true\n{text}", "notes.txt", format="anki")


def test_a_letter_on_the_back_is_the_key_of_options_on_the_front() -> None:
    """a card whose front lists lettered options, each on a line, is a choice."""
    head = "#separator:tab\n#html:true\n"
    bank, found = read(
        head
        + "Sky?<br>A) red<br>B) <i>blue</i>\tB\n<div>Even?</div><div>a. 2</div><div>b. 3</div><div>c. 4</div>\ta, c\n"
        "Which letter follows A?\tB\n"
    )

    first, second, third = bank.questions
    assert errors(found) == []
    assert [wording(option.text) for option in first.options] == ["red", "blue"] and first.key == (1,)
    assert second.key == (0, 2) and second.kind is Kind.MULTIPLE_RESPONSE and wording(second.stem) == "Even?"
    assert third.kind is Kind.SHORT_ANSWER


def test_a_back_that_repeats_an_option() -> None:
    """a back with the letter and the words of an option of the front is its key."""
    bank, found = read("#separator:tab\n#html:true\nWhich?<br>A) this<br>B) that\tB) that\n")

    assert errors(found) == [] and bank.questions[0].key == (1,)
