"""Packages of QTI 1.2 and 2.1 that are written: what comes back, and that the rest is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from string import ascii_letters
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.formats import parse_bank
from examgen.formats.carried import differences
from examgen.formats.format import Writer
from examgen.formats.qti.recognition import version_of
from examgen.formats.qti.written import first, second
from examgen.formats.qti.written.packing import read_back
from examgen.formats.source import Source
from examgen.model.bank import Bank, Explanation, Option, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Prompt, Written
from examgen.model.text import Gap, Paragraph, Text, Words, paragraph, wording

WRITERS = (first.WRITER, second.WRITER)
each_writer = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)

BANK = """---
language: en
---

# Leaves

## Light

### Question 1 {#gas points=2}

Which gas do leaves take up, $x < 3$ & so on?

- [x] Carbon dioxide
  > It is in the air.
- [ ] Nitrogen
- [ ] None of the above

Because of *photosynthesis*: option A.

### Question 2 {#several}

Which two?

- [x] one
- [ ] two
- [x] three

### Question 3 {#number}

How fast?

= 9.81 ± 0.02

### Question 4 {#word}

Name it.

= oxygen
= O2

### Question 5 {#pairs}

Match.

- Iron => Fe
- Lead => Pb
- => Pt

### Question 6 {#steps kind=ordering}

Sort.

1. first
2. second
3. third

### Question 7 {#gaps}

Roses are ____{red | crimson} and violets ____{blue}.

### Question 8 {#menu}

Roses are ____{[x] red [ ] blue}.

### Question 9 {#essay kind=open}

Discuss.

**Answer:** It depends.

### Lake {.set #lake}

Lake Chad lies in the Sahel.

#### Question 10 {#outlet}

Has it an outlet?

- [ ] True
- [x] False
"""


@each_writer
def test_a_bank_comes_back(writer: Writer) -> None:
    """what both versions hold comes back as it was, and nothing is told to be lost."""
    bank, _ = parse_bank(BANK)

    dumped = writer.dump(bank)

    back = read_back(dumped.data, bank)
    assert [found.message for found in dumped.lost] == []
    assert [question.id for question in back.questions] == [question.id for question in bank.questions]
    assert (back.title, back.language, [each.id for each in back.sets]) == ("Leaves", "en", ["lake"])


@each_writer
def test_packages_are_recognised_and_the_same_bytes(writer: Writer) -> None:
    """a package is known by its contents, and written twice it is the same, byte for byte."""
    bank, _ = parse_bank(BANK)

    data = writer.dump(bank).data

    assert version_of(Source(path="x.zip", data=data)) == writer.name
    assert writer.dump(bank).data == data


def test_canvas_knows_the_types_of_questions() -> None:
    """each item of QTI 1.2 states the type that Canvas reads."""
    import io

    bank, _ = parse_bank(BANK)

    with ZipFile(io.BytesIO(first.WRITER.dump(bank).data)) as archive:
        source = archive.read("assessment/assessment.xml").decode()

    for name in ("multiple_choice", "multiple_answers", "numerical", "short_answer", "matching", "essay", "text_only"):
        assert f"<fieldentry>{name}_question</fieldentry>" in source
    assert "fill_in_multiple_blanks_question" in source and "[gap1]" in source


SIGNS = ascii_letters + "äß &<>\"'*_[]{}=$\\/|~#%;:.,?!-+()»€"
WORDS = st.text(SIGNS, min_size=1, max_size=24).map(lambda s: " ".join(s.split()))
TEXTS = WORDS.filter(lambda words: any(sign.isalpha() for sign in words)).map(paragraph)
ID = st.text(ascii_letters + "-_.7&\"'ä", min_size=1, max_size=8).filter(lambda name: '"' not in name)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any kind without parts of its own."""
    kind = draw(st.sampled_from([kind for kind in Kind if kind not in (Kind.MULTI_PART, Kind.TRUE_FALSE)]))
    question = Question(
        id=draw(ID),
        has_own_id=True,
        stem=draw(TEXTS),
        kind=kind,
        points=draw(st.sampled_from([Decimal(1), Decimal("2.5")])),
        topic=draw(st.sampled_from(["", "Plants & co"])),
        explanation=Explanation(text=draw(st.just(()) | TEXTS)),
    )
    texts = draw(st.lists(TEXTS, min_size=2, max_size=4, unique_by=lambda text: wording(text).casefold()))
    if kind in (Kind.CHOICE, Kind.MULTIPLE_RESPONSE):
        keys = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=1 if kind is Kind.CHOICE else None))
        rationale = draw(st.just(()) | TEXTS)
        options = tuple(Option(text=t, is_key=place in keys, rationale=rationale) for place, t in enumerate(texts))
        return replace(question, options=options)
    if kind in (Kind.MATCHING, Kind.ORDERING):
        options = tuple(Option(text=text) for text in texts)
        prompts = tuple(Prompt(text=paragraph(f"p{place}"), target=place) for place in range(len(texts)))
        return replace(question, options=options, response=Matching(prompts=prompts) if kind is Kind.MATCHING else None)
    return _answered(draw, question, texts)


def _answered(draw: st.DrawFn, question: Question, texts: list[Text]) -> Question:
    written = Written(accepted=tuple(texts))
    if question.kind is Kind.FILL_IN:
        stem = (Paragraph((Words(f"{wording(draw(TEXTS))} "), Gap(0), Words(" and so on."))),)
        gap = Question(id=f"{question.id}/1", stem=(), kind=Kind.SHORT_ANSWER, response=written, points=question.points)
        return replace(question, stem=stem, parts=(gap,))
    number = Numeric(
        value=draw(st.decimals(-1000, 1000, places=2)),
        tolerance=draw(st.sampled_from([Decimal(0), Decimal(1), Decimal("0.5")])),
    )
    responses = {Kind.NUMERIC: number, Kind.SHORT_ANSWER: written, Kind.OPEN: Open(answer=texts[0])}
    return replace(question, response=responses[question.kind])


@each_writer
@given(question=questions())
def test_losses_are_told(writer: Writer, question: Question) -> None:
    """what is read back is the same, or the writer says what is not; the key never changes in silence."""
    bank = Bank(title="", questions=(question,))

    dumped = writer.dump(bank)

    assert not [found for found in dumped.lost if found.severity == "error"]
    (back,) = read_back(dumped.data, bank).questions
    assert (back.key, back.kind) == (question.key, question.kind)
    told = [found.message.removeprefix(f"{writer.title} cannot carry ") for found in dumped.lost]
    assert told == list(differences(question, back))
    assert all("its place" in each for each in told)  # a reader pins an option that says "NONE"
