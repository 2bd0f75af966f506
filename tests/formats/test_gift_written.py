"""Tests of banks written as GIFT and as Aiken; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from drawn_texts import any_image, rich_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Severity, errors_in
from examgen.formats import parse_bank
from examgen.formats.aiken import parse as parse_aiken
from examgen.formats.aiken.dump import dump as dump_aiken
from examgen.formats.carried import differences
from examgen.formats.finish import finish
from examgen.formats.format import Parsed
from examgen.formats.gift import parse as parse_gift
from examgen.formats.gift.dump import dump as dump_gift
from examgen.formats.source import Source
from examgen.model.bank import Bank, Explanation, Option, Question, QuestionSet
from examgen.model.response import Kind, Matching, Numeric, Open, Prompt, Response, Scoring, Written
from examgen.model.text import Gap, Paragraph, Text, Words, paragraph, spans_of, wording

SIGNS = "ab ~=#{}:\\n%/$<>&*_`|[].-()1é²μ"
words = st.one_of(
    st.text(SIGNS, min_size=1, max_size=14),
    st.sampled_from(["{T}", "a -> b", "//x", "$CATEGORY: y", "::t::", "[html]b", "%50%c", "A. x", "ANSWER: B", "true",
                     "1. z", "essay", "<b>", "&lt;", "a\\nb", "C#", "####", "Feedback: q", "$x$", "\\(y\\)", "2 = 2"]),
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
plain = words.filter(lambda text: any(map(str.isalnum, text))).map(paragraph)
texts = st.one_of(plain, rich_texts().filter(lambda text: wording(text).strip() != ""))


@st.composite
def choices(draw: st.DrawFn, several: bool = False) -> tuple[Option, ...]:
    found = draw(st.lists(texts, min_size=3, max_size=4, unique_by=lambda text: wording(text).casefold().strip(" .")))
    key = draw(st.integers(0, 1))
    return tuple(
        Option(text=text, is_key=place in (key, key + several), rationale=draw(st.just(()) | texts))
        for place, text in enumerate(found)
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of a kind that GIFT holds."""
    question = Question(
        id="q-]1",
        has_own_id=True,
        number=draw(st.sampled_from(["", "7", "A: b::c"])),
        stem=draw(texts),
        topic=draw(st.sampled_from(["", "Plants", "a/b: {c}"])),
        tags=draw(st.sampled_from([(), ("a", "b \\] c")])),
        explanation=Explanation(text=draw(st.just(()) | texts)),
    )
    options: tuple[Option, ...] = ()
    response: Response | None = None
    kind = draw(st.sampled_from(sorted(set(Kind) - {Kind.ORDERING, Kind.MULTI_PART})))
    match kind:
        case Kind.CHOICE:
            options = draw(choices())
        case Kind.MULTIPLE_RESPONSE:
            options = draw(choices(several=True))
            question = replace(question, scoring=Scoring.PENALTY)
        case Kind.TRUE_FALSE:
            is_true = draw(st.booleans())
            options = (
                Option(text=paragraph("True"), is_key=is_true),
                Option(text=paragraph("False"), is_key=not is_true),
            )
        case Kind.NUMERIC:
            tolerance = Decimal("0.05") * draw(st.integers(0, 3))
            response = Numeric(value=draw(st.decimals(-1000, 1000, places=3)), tolerance=tolerance)
        case Kind.MATCHING:
            options = tuple(Option(text=option.text) for option in draw(choices()))
            targets = draw(st.lists(st.integers(0, len(options) - 1), min_size=2, max_size=4))
            prompts = (Prompt(text=paragraph(f"prompt {n}"), target=target) for n, target in enumerate(targets))
            response = Matching(prompts=tuple(prompts))
        case Kind.FILL_IN:
            gap = Question(id="q-]1/1", stem=(), kind=Kind.SHORT_ANSWER, response=Written(accepted=(draw(plain),)))
            stem = (Paragraph((Words(f"{draw(words)} a "), Gap(0), Words(" b"))),)
            return replace(question, kind=kind, stem=stem, parts=(gap,))
        case Kind.SHORT_ANSWER:
            accepted = draw(st.lists(plain, min_size=1, max_size=3, unique_by=lambda text: wording(text).casefold()))
            response = Written(accepted=tuple(accepted))
        case _:
            response = Open()
    return replace(question, kind=kind, options=options, response=response)


def back(parsed: Parsed) -> Bank:
    return finish(parsed[0], "", "en")[0]


def bank_of(*questions: Question) -> Bank:
    return Bank(title="t", questions=questions, language="en")


def gift(question: Question) -> Question:
    """The question as it is read back."""
    source, lost = dump_gift(bank_of(question))
    (found,) = back(parse_gift(Source.of(source, load=any_image))).questions
    assert errors_in(lost) == ()
    return found


@settings(max_examples=60)
@given(questions())
def test_gift_is_read_back(question: Question) -> None:
    """what GIFT holds is read back as the same question, once its mentions are understood."""
    understood = gift(question)
    found = gift(understood)

    assert list(differences(understood, found)) == []
    assert (found.kind, found.key, found.number) == (question.kind, question.key, question.number)
    assert [spaceless(each.text) for each in found.texts] == [spaceless(each.text) for each in understood.texts]


def spaceless(text: Text) -> str:
    return "".join(wording(text).split())


@settings(max_examples=30)
@given(choices(), texts)
def test_aiken_is_read_back(options: tuple[Option, ...], stem: Text) -> None:
    """what Aiken holds is read back as the same question, and nothing else is."""
    question = Question(id="q", stem=stem, options=tuple(replace(option, rationale=()) for option in options))
    understood = aiken(question)
    found = aiken(understood)

    assert list(differences(understood, found)) == []
    assert found.key == question.key


def aiken(question: Question) -> Question:
    source, _ = dump_aiken(bank_of(question))
    (found,) = back(parse_aiken(Source.of(source, load=any_image))).questions
    return found


OPTIONS = (Option(text=paragraph("red"), is_key=True), Option(text=paragraph("blue")))
ASKED = Question(id="q", stem=paragraph("What?"), options=OPTIONS)


def test_what_gift_looks_like() -> None:
    """GIFT is written as a person would write it."""
    question = replace(
        ASKED, number="1", tags=("easy",), topic="Colours", explanation=Explanation(text=paragraph("So."))
    )

    assert dump_gift(bank_of(question))[0] == (
        "$CATEGORY: $course$/top/Colours\n\n// [id:q] [tag:easy]\n::1::What? {\n\t=red\n\t~blue\n\t####So.\n}\n"
    )


def test_what_aiken_looks_like() -> None:
    """Aiken is written as Moodle reads it."""
    source = dump_aiken(bank_of(ASKED, replace(ASKED, id="r")))[0]

    assert source == "What?\nA. red\nB. blue\nANSWER: A\n\nWhat?\nA. red\nB. blue\nANSWER: A\n"


def lost(bank: Bank) -> dict[str, list[str]]:
    return {
        name: [each.message.removeprefix(f"{name} cannot carry ") for each in dump(bank)[1] if each.question]
        for name, dump in (("GIFT", dump_gift), ("Aiken", dump_aiken))
    }


ORDERING = "a question of kind ordering; it is left out"


@pytest.mark.parametrize(
    ("question", "gift", "aiken"),
    [
        (replace(ASKED, points=Decimal(2)), ["the points"], ["the points"]),
        (replace(ASKED, kind=Kind.ORDERING), [ORDERING], [ORDERING]),
        (replace(ASKED, explanation=Explanation(text=paragraph("So."))), [], ["the wording of the explanation"]),
        (
            Question(id="q", stem=paragraph("Why?"), kind=Kind.OPEN, response=Open(answer=paragraph("So."))),
            ["the model answer and the rubric"],
            ["a question of kind open; it is left out"],
        ),
    ],
)  # fmt: skip
def test_what_is_lost(question: Question, gift: list[str], aiken: list[str]) -> None:
    """what a format cannot hold is named with its question."""
    assert lost(bank_of(question)) == {"GIFT": gift, "Aiken": aiken}


def test_what_questions_share() -> None:
    """the text of a question set is written before its first question, and that it is shared is lost."""
    bank = replace(bank_of(replace(ASKED, set_id="s")), sets=(QuestionSet(id="s", stimulus=paragraph("Read this.")),))
    source, told = dump_gift(bank)

    assert source.startswith("::s::Read this.\n\n// [id:q]\n")
    assert "GIFT cannot carry the question set that it belongs to" in [each.message for each in told]


def test_what_is_written_is_recognised() -> None:
    """written files are recognised as what they are."""
    for dump, kind in ((dump_gift, Kind.CHOICE), (dump_aiken, Kind.CHOICE)):
        bank, diagnostics = parse_bank(dump(bank_of(ASKED))[0])
        assert [question.kind for question in bank.questions] == [kind]
        assert [each for each in diagnostics if each.severity is Severity.ERROR] == []
        assert [type(span) for span in spans_of(bank.questions[0].stem)] == [Words]
