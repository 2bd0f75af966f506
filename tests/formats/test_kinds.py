"""Tests of every kind of question in files; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from drawn_texts import any_image, paragraphs, rich_texts, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic
from examgen.formats import parse_bank
from examgen.formats.examgen_markdown import parse
from examgen.formats.examgen_markdown_dump import dump
from examgen.formats.finish import finish
from examgen.formats.numbers import stated_number, written_number
from examgen.formats.question_dump import carried_labels
from examgen.markup.inline import merged
from examgen.model.answer_space import AnswerSpace, Pattern
from examgen.model.bank import Bank, Explanation, Option, Question, QuestionSet
from examgen.model.response import (
    Criterion,
    Kind,
    Matching,
    Numeric,
    Open,
    Prompt,
    Response,
    Scoring,
    Written,
)
from examgen.model.text import (
    CodeBlock,
    Gap,
    ListBlock,
    Paragraph,
    Quote,
    Style,
    Text,
    Words,
    map_spans,
    paragraph,
    wording,
)


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.md", format="examgen-markdown")


def one(source: str) -> Question:
    """The only question of a source that is read without errors and warnings."""
    bank, diagnostics = read(source)
    assert [str(d) for d in diagnostics] == []
    (question,) = bank.questions
    return question


def shown(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options]


def test_several_ticks_make_a_multiple_response() -> None:
    """a question with several ticked options is a multiple response, with the scoring that it states."""
    question = one("## Q1 {scoring=penalty}\nWhich?\n- [x] a\n- [ ] b\n- [x] c\n")

    assert (question.kind, question.key, question.scoring) == (Kind.MULTIPLE_RESPONSE, (0, 2), Scoring.PENALTY)


def test_one_tick_may_be_a_multiple_response() -> None:
    """a question that says so is a multiple response with one right option."""
    question = one("## Q1 {kind=multiple-response}\nWhich?\n- [x] a\n- [ ] b\n")

    assert (question.kind, question.key) == (Kind.MULTIPLE_RESPONSE, (0,))


@pytest.mark.parametrize("answer", ["Answer: A, C", "Answer: A and C", "Answers: AC", "Correct answers: (a), (c)"])
def test_plain_text_states_several_answers(answer: str) -> None:
    """one answer line that names several options makes a multiple response of a question in plain text."""
    bank, diagnostics = parse_bank(f"1. Which?\nA. one\nB. two\nC. three\n{answer}\n")

    assert (diagnostics, bank.questions[0].kind, bank.questions[0].key) == ((), Kind.MULTIPLE_RESPONSE, (0, 2))


def test_plain_text_marks_several_options() -> None:
    """several stars in plain text make a multiple response."""
    bank, diagnostics = parse_bank("1. Which?\n*A. one\nB. two\n*C. three\n")

    assert (diagnostics, bank.questions[0].key) == ((), (0, 2))


def test_statements_that_differ_stay_an_error() -> None:
    """two statements of different answers are no multiple response."""
    _, diagnostics = parse_bank("1. Which?\nA. one\nB. two\nC. three\nAnswer: A\nAnswer: C\n")

    assert [d.rule for d in diagnostics] == ["key-conflict"]


@pytest.mark.parametrize(
    "pair", [("True", "False"), ("false", "true"), ("Wahr", "Falsch"), ("Vrai", "Faux"), ("对", "错")]
)
def test_true_and_false_are_told_by_their_words(pair: tuple[str, str]) -> None:
    """two options that say true and false in one language are a question of that kind, in the order of the file."""
    question = one(f"## Q1\nIs it so?\n- [x] {pair[0]}\n- [ ] {pair[1]}\n")

    assert (question.kind, shown(question)) == (Kind.TRUE_FALSE, list(pair))


@pytest.mark.parametrize(
    ("answer", "options", "key"),
    [
        ("true", ["True", "False"], 0),
        ("False.", ["True", "False"], 1),
        ("F", ["True", "False"], 1),
        ("falsch", ["Wahr", "Falsch"], 1),
        ("vrai", ["Vrai", "Faux"], 0),
    ],
)
def test_an_answer_that_says_true_gives_the_options(answer: str, options: list[str], key: int) -> None:
    """a question in plain text whose answer is true or false needs no options."""
    bank, diagnostics = parse_bank(f"1. Water boils at 100 degrees at sea level.\nAnswer: {answer}\n")
    (question,) = bank.questions

    assert [str(d) for d in diagnostics] == []
    assert (question.kind, shown(question), question.key) == (Kind.TRUE_FALSE, options, (key,))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("9.81", Numeric(value=Decimal("9.81"))),
        ("9,81", Numeric(value=Decimal("9.81"))),
        ("−5 °C", Numeric(value=Decimal(-5), unit="°C")),
        ("9.81 ± 0.02 m/s²", Numeric(value=Decimal("9.81"), tolerance=Decimal("0.02"), unit="m/s²")),
        ("9.81 m/s^2^ ± 0.02", Numeric(value=Decimal("9.81"), tolerance=Decimal("0.02"), unit="m/s²")),
        ("9.81 m s^-2^", Numeric(value=Decimal("9.81"), unit="m s⁻²")),
        ("9.81 +- 2%", Numeric(value=Decimal("9.81"), tolerance=Decimal("0.02"), is_relative=True)),
        ("50 m +/- 2 %", Numeric(value=Decimal(50), tolerance=Decimal("0.02"), is_relative=True, unit="m")),
        ("45 % ± 2 %", Numeric(value=Decimal(45), tolerance=Decimal(2), unit="%")),
        ("3.0e8 m/s", Numeric(value=Decimal("3.0E8"), unit="m/s")),
        ("3.0·10^8^ m/s", Numeric(value=Decimal("3.0E8"), unit="m/s")),
        ("6.67 × 10^-11^", Numeric(value=Decimal("6.67E-11"))),
        ("1 000 000", Numeric(value=Decimal(1000000))),
        ("1,000,000", Numeric(value=Decimal(1000000))),
        ("12 apples", Numeric(value=Decimal(12), unit="apples")),
        ("3 ± 5 % m/s²", Numeric(value=Decimal(3), tolerance=Decimal("0.05"), is_relative=True, unit="m/s²")),
        ("3 m/s² ± 5 % m/s²", Numeric(value=Decimal(3), tolerance=Decimal("0.05"), is_relative=True, unit="m/s²")),
        ("12 % vol ± 1 % vol", Numeric(value=Decimal(12), tolerance=Decimal(1), unit="% vol")),
        ("12 ± ½ cm", Numeric(value=Decimal(12), tolerance=Decimal("0.5"), unit="cm")),
    ],
)
def test_numbers_are_read(written: str, expected: Numeric) -> None:
    """an accepted answer that is a number makes its question numeric, with its tolerance and unit."""
    question = one(f"## Q1\nHow much?\n\n= {written}\n")

    assert (question.kind, question.response) == (Kind.NUMERIC, expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1/4", Numeric(value=Decimal("0.25"))),
        ("½", Numeric(value=Decimal("0.5"))),
        ("−2½ m", Numeric(value=Decimal("-2.5"), unit="m")),
        ("2 ⅔", Numeric(value=Decimal("2.66667"))),
        ("2 1/2 m ± 5 %", Numeric(value=Decimal("2.5"), tolerance=Decimal("0.05"), is_relative=True, unit="m")),
        ("3/4 m/s", Numeric(value=Decimal("0.75"), unit="m/s")),
    ],
)
def test_a_fraction_is_a_form_of_its_value(written: str, expected: Numeric) -> None:
    """a fraction is a number, and stays what the key prints as well."""
    response = one(f"## Q1\nHow much?\n= {written}\n").response

    assert response == replace(expected, forms=(paragraph(written),))


def test_more_answers_of_a_number_are_forms() -> None:
    """further lines below a number are other forms of it, formulas too."""
    response = one("## Q1\nHow much?\n\n= 1.414 ± 0.001\n= $\\sqrt{2}$\n").response

    assert isinstance(response, Numeric)
    assert [wording(form) for form in response.forms] == [r"\sqrt{2}"]


@pytest.mark.parametrize(
    "words", ["1984 by Orwell", "the 4th of July", "4th", "12:30", "H~2~O", "$x^2$", "2²", "1/2/2020"]
)
def test_words_with_digits_are_a_short_answer(words: str) -> None:
    """an accepted answer that is more than a number makes a short answer."""
    assert one(f"## Q1\nWhat?\n\n= {words}\n").kind is Kind.SHORT_ANSWER


def test_kind_settles_what_an_answer_is() -> None:
    """a question says itself where a number is but a word."""
    assert one("## Q1 {kind=short-answer}\nWhich year?\n\n= 1984\n").kind is Kind.SHORT_ANSWER


def test_pairs_make_a_matching() -> None:
    """pairs are prompts and options, each option once, with those that nothing belongs to."""
    question = one(
        "## Q1\nMatch.\n\n- Paris => France\n- Lyon => France\n- Rome => b) Italy\n- => Spain\n\nSee [[b]].\n"
    )

    assert (question.kind, shown(question)) == (Kind.MATCHING, ["France", "Italy", "Spain"])
    assert isinstance(question.response, Matching)
    assert [(wording(p.text), p.target) for p in question.response.prompts] == [("Paris", 0), ("Lyon", 0), ("Rome", 1)]


def test_steps_keep_their_order() -> None:
    """the steps of an ordering are its options in their right order; what follows is the explanation."""
    question = one("## Q1 {kind=ordering}\nOrder.\n\n1. first\n2. second\n\nBecause.\n\n1. no step\n")

    assert (shown(question), wording(question.explanation.text)) == (["first", "second"], "Because.\nno step")


def test_open_question_has_answer_and_rubric() -> None:
    """a model answer, a rubric, a note and an explanation are told apart; the rubric gives the points."""
    question = one(
        "## Q1\nWhy?\n\n**Answer:** Light.\n\nMore.\n\n**Rubric:**\n\n- (2 points) light\n- (0.5) air\n\n"
        "**Note:** short\n\n**Explanation:** long\n"
    )

    assert isinstance(question.response, Open)
    assert wording(question.response.answer) == "Light.\nMore."
    assert [(wording(c.text), c.points) for c in question.response.rubric] == [
        ("light", Decimal(2)),
        ("air", Decimal("0.5")),
    ]
    assert (question.points, wording(question.note)) == (Decimal("2.5"), "short")
    assert wording(question.explanation.text) == "long"


@pytest.mark.parametrize("head", ['{answer-space="6 lines"}', "{kind=open}", "{answer-space=rest}"])
def test_room_to_write_makes_an_open_question(head: str) -> None:
    """a question without answers that asks for room, or says so, is open."""
    assert one(f"## Q1 {head}\nWhy?\n").kind is Kind.OPEN


PARTED = """## Question 4 {#cell}

Look.

### (a) Name it. {points=2}

= mitochondrion

### (b)

Which?

- [x] a) this
- [ ] b) that

See [[b]] and [[#cell/a]].
"""


def test_parts_are_questions() -> None:
    """deeper headings with letters are parts, with ids, numbers, points and references of their own."""
    question = one(PARTED)

    assert (question.kind, question.points) == (Kind.MULTI_PART, Decimal(3))
    assert [(part.id, part.number, part.kind, part.points) for part in question.parts] == [
        ("cell/a", "4a", Kind.SHORT_ANSWER, Decimal(2)),
        ("cell/b", "4b", Kind.CHOICE, Decimal(1)),
    ]
    assert wording(question.parts[1].explanation.text) == "See b and 4a."


def test_a_name_with_parts_below_is_a_question() -> None:
    """a heading with text above labelled headings opens a question, even if it has neither number nor attributes."""
    bank, _ = read("# T\n\n## Cells\n\nLook.\n\n### a) Name?\n\n= x\n\n### b) Why?\n\n= y\n")

    assert [(question.kind, len(question.parts)) for question in bank.questions] == [(Kind.MULTI_PART, 2)]


@pytest.mark.parametrize("answer", ["= 5", "- a => b\n- c => d", "**Rubric:**\n- (1) x", "It is ____{so}."])
def test_a_question_may_be_its_heading(answer: str) -> None:
    """a heading with an answer below it opens a question, without a number and without boxes."""
    bank, diagnostics = parse_bank(f"# T\n\n## Why?\n\n{answer}\n\n## How?\n\n{answer}\n")

    assert (len(bank.questions), [d.rule for d in diagnostics]) == (2, [])


def test_labelled_headings_below_options_stay_questions() -> None:
    """a file in which deeper headings with letters are questions of their own is read as before."""
    bank, _ = read("# T\n## Plants\n### a) What?\n- [x] a\n- [ ] b\n### b) Why?\n- [x] c\n- [ ] d\n")

    assert [question.topic for question in bank.questions] == ["Plants", "Plants"]


def test_gaps_are_parts() -> None:
    """blanks with braces are gaps: words, numbers, or options, each worth a point."""
    question = one(
        "## Q1\nTake ____{CO~2~ | a \\| b}, ____{= 3.14 ± 0.01} and ____{[x] red [ ] blue}.\n\n**Explanation:** so\n"
    )

    assert (question.kind, question.points, wording(question.stem)) == (
        Kind.FILL_IN,
        Decimal(3),
        "Take ____, ____ and ____.",
    )
    assert [part.kind for part in question.parts] == [Kind.SHORT_ANSWER, Kind.NUMERIC, Kind.CHOICE]
    assert isinstance(response := question.parts[0].response, Written)
    assert [wording(text) for text in response.accepted] == ["CO2", "a | b"]
    assert [part.id.rpartition("/")[2] for part in question.parts] == ["1", "2", "3"]


def test_gaps_may_stand_in_headings_and_tables() -> None:
    """a gap at the end of a heading is no attribute, and bars in one in a table are escaped."""
    question = one("## The capital of Italy is ____{Rome}\n\n| x |\n|---|\n| ____{a \\| b} |\n")

    assert [len(part.response.accepted) for part in question.parts if isinstance(part.response, Written)] == [1, 2]


@pytest.mark.parametrize("stem", ["2 + 3\n= ____{5}", "- $A$ => ____{B}", "- a => b\n\n= ____{5}"])
def test_signs_beside_gaps_mean_nothing(stem: str) -> None:
    """an equals sign before a gap, and an arrow in a text with gaps, are words of the stem."""
    question = one(f"## Q1\n{stem}\n")

    assert (question.kind, len(question.parts), question.options) == (Kind.FILL_IN, 1, ())


def test_arrows_above_parts_mean_nothing() -> None:
    """a list with arrows in the stem of a question with parts is no matching."""
    question = one("## Q1\nReactions:\n\n- A => B\n- C => D\n\n### (a) Which is faster?\n= one\n")

    assert (question.kind, question.options) == (Kind.MULTI_PART, ())


SET = """# T

## Algae {.set #algae shuffled topic=Plants}

They are green.

### A table

of them

### Question 1

Is it so?

- [x] yes
- [ ] no

### Question 2

#### (a) Why?

= because

## Question 3

What?

= that
"""


def test_what_follows_gaps_without_a_word_is_told() -> None:
    """It is printed on the paper, and may give the answer away."""
    gaps = "# Q\n\n## Question 1\n\nLeaves take up ____{water}.\n\n"

    assert [found.rule for found in read(f"{gaps}They drink water.\n")[1]] == ["behind-gaps"]
    assert read(f"{gaps}**Explanation:** They drink water.\n")[1] == ()
    assert read(gaps)[1] == ()


def test_a_set_shares_its_text() -> None:
    """the text below the heading of a set is the stimulus of the questions below it, up to a heading of its level."""
    bank, diagnostics = read(SET)

    assert diagnostics == ()
    assert [(question.set_id, question.topic) for question in bank.questions] == [("algae", "Plants")] * 2 + [("", "")]
    assert [(each.id, each.shuffled) for each in bank.sets] == [("algae", True)]
    assert wording(bank.sets[0].stimulus) == "Algae\nThey are green.\nA table\nof them"


def test_facts_are_read() -> None:
    """attributes say what is known about a question and its options."""
    question = one(
        '## Q1 {difficulty=hard tags="a, b" author=Ada source="p. 3" time=90s show-distractors=1}\nS\n'
        "- [x] a\n  > since\n- [ ] b {weight=-0.5 pinned}\n- [ ] c\n"
    )

    assert (question.difficulty, question.tags, question.author, question.source) == ("hard", ("a", "b"), "Ada", "p. 3")
    assert (question.time, question.shown_distractors) == (Decimal("1.5"), 1)
    assert [(wording(o.rationale), o.weight, o.pinned) for o in question.options] == [
        ("since", None, False),
        ("", Decimal("-0.5"), True),
        ("", None, False),
    ]


def test_ids_do_not_hang_on_the_key() -> None:
    """the id of a question without one depends on what is shown, never on what is right."""
    pairs = [
        ("## Q1\nS\n- [x] a\n- [ ] b\n- [ ] c\n", "## Q1\nS\n- [x] a\n- [x] b\n- [ ] c\n"),
        ("## Q1\nS\n\n= 1\n", "## Q1\nS\n\n= 2 ± 1\n"),
        ("## Q1\nS\n- a => x\n- b => y\n", "## Q1\nS\n- b => x\n- a => y\n"),
        ("## Q1 {kind=ordering}\nS\n1. a\n2. b\n", "## Q1 {kind=ordering}\nS\n1. b\n2. a\n"),
        ("## Q1\nS ____{a}\n", "## Q1\nS ____{b}\n"),
        ("## Q1\nS\n### (a) T\n= 1\n", "## Q1\nS\n### (a) T\n= 2\n"),
    ]

    for first, second in pairs:
        assert one(first).id == one(second).id


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## Q1\nS\n\n= 5\n\n- [x] a\n- [ ] b\n", "1:mixed-kinds"),
        ("## Q1\nS ____{a}\n- [x] a\n- [ ] b\n", "1:mixed-kinds"),
        ("## Q1\nS ____{a}\n### (a) T\n= b\n", "1:mixed-kinds"),
        ("## Q1 {kind=multi-part}\nS ____{a}\n### T\n= b\n", "1:mixed-kinds"),
        ("## Q1\nS ____{[x] a [x] b [ ] c}\n", "2:several-keys"),
        ("## Q1 {kind=numeric}\nS\n- [x] a\n- [ ] b\n", "1:mixed-kinds 1:no-answer"),
        ("## Q1\nS\n- Paris => France\n- Rome\n- Bern => Berne\n", "4:matching-pairs"),
        ("## Q1\nS\n- Paris => France\n- => Spain\n", "1:matching-pairs"),
        ("## Q1\nS\n- Paris => France\n- Paris => Spain\n", "4:matching-pairs"),
        ("## Q1 {kind=ordering}\nS\n1. one\n", "1:ordering"),
        ("## Q1 {kind=ordering}\nS\n", "1:ordering"),
        ("## Q1 {kind=multi-part}\nS\n", "1:parts"),
        ("## Q1\nS\n### (a) A\n= x\n### (c) C\n= y\n", "5:parts"),
        ("## Q1\nS\n### (a) A {#own}\n= x\n", "3:attribute"),
        ("## Q1 {points=5}\nS\n### (a) A {points=2}\n= x\n### (b) B\n= y\n", "1:points-sum"),
        ("## Q1 {points=5}\nS\n\n**Rubric:**\n- (2) a\n", "1:points-sum"),
        ("## Q1\nS\n\n**Rubric:**\n- (2) a\n- b\n", "6:rubric"),
        ("## Q1\nS\n\n**Rubric:** two for a\n", "4:rubric"),
        ("## Q1\nS\n\n**Rubric:**\n- (2 points) a\n  - b\n", "5:rubric"),
        ("## Q1\nS\n\n**Rubric:**\n- (2 points) a\n\n  ```\n  b\n  ```\n", "5:rubric"),
        ("## Q1 {points=2}\n____{a} ____{b} ____{c}\n", "1:points-sum"),
        ("## Q1\nS ____{}\n", "2:no-answer"),
        ("## Q1 {kind=fill-in}\nS ____\n", "1:gap"),
        ("## Q1\nS\n- [x] a ____{b}\n- [ ] c\n", "3:gap"),
        ("## Q1 {kind=numeric}\nS\n\n= many\n", "4:unclear-number"),
        ("## Q1\nS\n\n= 1,234\n", "4:unclear-number"),
        ("## Q1\nS\n\n= 5 m ± 2 s\n", "4:unclear-number"),
        ("## Q1\nS\n\n= 5 m ± 2 % s\n", "4:unclear-number"),
        ("## Q1\nS\n\n= 1 000/3\n", "4:unclear-number"),
        ("## Q1\nS ____{a end.\n", "1:gap 2:gap"),
        ("## Q1\nS ____{a} and ____{b\nc}\n", "2:gap"),
        ("## Q1\nS ____{a}\n\n- more\n", "1:behind-gaps"),
        ("## Q1\nS\n\n**Rubric:**\n- a\n- (0 points) b\n", "5:rubric 6:rubric"),
        ("## Q1\nS\n\n- a =>b\n- c=> d\n", "1:too-few-options 4:matching-pairs 5:matching-pairs"),
        ("## Q1\nS\n\n- a => b\n- c => d\n- e=>f\n", "6:matching-pairs"),
        ("## Q1\nS\n### 1. T\n= b\n", "1:too-few-options 3:parts"),
        ("## Q1\nS\n### (a) T\n= b\n#### (b) U\n= c\n", "5:parts"),
        ("## Q1\nS\n\n= one\n= one\n", "5:duplicate-answers"),
        ("## Q1\nS\n\n= one\n= One\n", "5:duplicate-answers"),
        ("## Q1 {kind=choice}\nS\n- [x] a\n- [x] b\n", "3:several-keys"),
        ("## Q1\nS\n- [x] true\n- [x] false\n", "3:several-keys"),
        ("## Q1 {kind=multiple-response}\nS\n- [ ] a\n- [ ] b\n", "1:unresolved-key"),
        ("## Q1 {kind=essay}\nS\n- [x] a\n- [ ] b\n", "1:attribute"),
        ("## Q1 {scoring=penalty}\nS\n\n= 1\n", "1:attribute"),
        ("## Q1 {show-distractors=3}\nS\n- [x] a\n- [ ] b\n", "1:attribute"),
        ("## Q1 {show-distractors=0}\nS\n- [x] a\n- [ ] b\n", "1:attribute"),
        ("## Q1 {time=soon}\nS\n- [x] a\n- [ ] b\n", "1:attribute"),
        ("## Q1\nS\n- [x] a\n- [ ] b {weight=2}\n", "4:attribute"),
        ("## Q1\nS\n- [x] a\n- [ ] b {weight=much}\n", "4:attribute"),
        ("# T\n## S {.set}\ntext\n\n## Q1\nS\n- [x] a\n- [ ] b\n", "2:empty-set"),
        ("# T\n## Set {.set #s}\n### Q1\nS\n- [x] a\n- [ ] b\n", "2:empty-set"),
        ("# T\n## S {.set}\nt\n### U {.set}\nu\n#### Q1\nS\n- [x] a\n- [ ] b\n", "2:empty-set 4:nested-set"),
        ("# T\n## S {.set #q}\nt\n### Q1 {#q}\nS\n- [x] a\n- [ ] b\n", "2:duplicate-id"),
        ("# T\n## S {.set shufled}\nt\n### Q1\nS\n- [x] a\n- [ ] b\n", "2:attribute"),
    ],
)
def test_mistakes_are_located(source: str, expected: str) -> None:
    """each mistake is reported once, in its line, with a hint."""
    _, diagnostics = read(source)

    assert " ".join(f"{d.line}:{d.rule}" for d in diagnostics) == expected
    assert all(d.hint for d in diagnostics)


SIGNS = st.sampled_from(
    ["= 5", "=> x", "a => b", "Answer: B", "**Answer:**", "Note:", "Rubric:", "(a)", "(2 points)", "{x}", "a | b",
     "____", "____{x}", "[x] y", "- z", "1. x", "9.81", "true", "> q", "# h", "$x$", "`a|b`", "}", "{"]
)  # fmt: skip
styles = st.builds(Style, bold=st.booleans())
plain = st.builds(Words, SIGNS | st.text("ab =>|{}[]1.-", min_size=1, max_size=6), styles)


def canonical(text: Text) -> Text:
    return map_spans(text, merged)


lines = st.lists(plain, min_size=1, max_size=3).map(lambda spans: (Paragraph(merged(spans)),)).filter(
    lambda text: bool(wording(text).strip())
)  # fmt: skip
long_texts = (texts(plain) | rich_texts(plain)).map(canonical)
stems = st.tuples(paragraphs(plain), long_texts).map(lambda parts: canonical((parts[0], *parts[1])))
numbers = st.builds(
    Numeric,
    value=st.decimals(-1000, 1000, places=2) | st.sampled_from([Decimal("3.0E8"), Decimal("1E-11"), Decimal(0)]),
    tolerance=st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.02")]),
    unit=st.sampled_from(["", "m/s²", "km per hour", "°C", "%"]),
    forms=st.lists(lines, max_size=2, unique_by=wording).map(tuple),
)
options = st.lists(
    st.builds(
        Option,
        text=long_texts.filter(bool),
        rationale=long_texts,
        weight=st.sampled_from([None, Decimal("-0.5"), Decimal(1)]),
    ),
    min_size=2,
    max_size=4,
).map(tuple)


blocks = st.sampled_from(
    [CodeBlock("a => b\n= c", "python"), ListBlock((paragraph("x => y"), paragraph("z"))), Quote(paragraph("q"))]
)
item_texts = lines | st.tuples(lines, blocks).map(lambda parts: (*parts[0], parts[1]))
items = st.lists(st.builds(Option, text=item_texts), min_size=2, max_size=4, unique_by=lambda o: wording(o.text)).map(
    tuple
)


def keyed(drawn: tuple[Option, ...], keys: int) -> tuple[Option, ...]:
    return tuple(replace(option, is_key=place < keys) for place, option in enumerate(drawn))


def unmarked(drawn: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(option, rationale=(), weight=None) for option in drawn)


@st.composite
def answers(draw: st.DrawFn, kind: Kind) -> Question:
    """A question of a kind, whose texts are full of signs that mean something elsewhere."""
    response: Response | None = None
    offered: tuple[Option, ...] = ()
    match kind:
        case Kind.CHOICE | Kind.MULTIPLE_RESPONSE:
            offered = keyed(draw(options), 1 if kind is Kind.CHOICE else draw(st.integers(1, 2)))
        case Kind.TRUE_FALSE:
            words = draw(st.sampled_from([("True", "False"), ("Falsch", "Wahr"), ("yes", "no")]))
            offered = keyed(tuple(Option(text=paragraph(word)) for word in words), 1)
        case Kind.NUMERIC:
            response = draw(numbers)
        case Kind.SHORT_ANSWER:
            response = Written(accepted=tuple(draw(st.lists(lines, min_size=1, max_size=3, unique_by=wording))))
        case Kind.MATCHING:
            offered = unmarked(draw(items))
            targets = draw(st.lists(st.integers(0, len(offered) - 1), min_size=2, max_size=4))
            response = Matching(prompts=tuple(Prompt(text=draw(item_texts), target=target) for target in targets))
        case Kind.ORDERING:
            offered = unmarked(draw(items))
        case Kind.OPEN:
            rubric = st.lists(
                st.builds(Criterion, text=stems, points=st.sampled_from([Decimal(1), Decimal("0.5")])), max_size=2
            )
            response = Open(answer=draw(long_texts), rubric=tuple(draw(rubric)))
        case _:
            raise AssertionError(kind)
    worth = sum((c.points for c in response.rubric), Decimal(0)) if isinstance(response, Open) else Decimal(0)
    return Question(
        id="q",
        kind=kind,
        stem=draw(stems),
        options=offered,
        response=response,
        points=worth or draw(st.sampled_from([Decimal(1), Decimal("2.5")])),
        explanation=Explanation(text=draw(long_texts)),
        note=draw(long_texts),
        answer_space=draw(
            st.sampled_from([None, AnswerSpace(lines=4), AnswerSpace(is_rest=True, pattern=Pattern.DOTS)])
        ),
        tags=draw(st.sampled_from([(), ("a", "b c")])),
        time=draw(st.sampled_from([None, Decimal("1.5"), Decimal(100) / 60])),
    )


SIMPLE = tuple(kind for kind in Kind if kind not in (Kind.FILL_IN, Kind.MULTI_PART))


def part(question: Question, letter: str) -> Question:
    return replace(question, id=f"q/{letter}", tags=(), time=None)


@st.composite
def parted(draw: st.DrawFn) -> Question:
    """A question with parts of several kinds."""
    kinds = draw(st.lists(st.sampled_from(SIMPLE), min_size=1, max_size=3))
    parts = tuple(part(draw(answers(kind)), "abc"[place]) for place, kind in enumerate(kinds))
    points = sum((each.points for each in parts), Decimal(0))
    explanation = Explanation(text=draw(long_texts))
    return Question(
        id="q",
        kind=Kind.MULTI_PART,
        stem=draw(stems),
        parts=parts,
        points=points,
        explanation=explanation,
        note=draw(lines),
    )


gap_options = st.lists(lines, min_size=2, max_size=3, unique_by=wording)


@st.composite
def gapped(draw: st.DrawFn) -> Question:
    """A fill-in with gaps of all sorts among its words."""
    parts: list[Question] = []
    spans: list[Words | Gap] = []
    for place in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from([Kind.SHORT_ANSWER, Kind.NUMERIC, Kind.CHOICE]))
        own = Question(id=f"q/{place + 1}", kind=kind, stem=())
        if kind is Kind.CHOICE:
            own = replace(own, options=keyed(tuple(Option(text=text) for text in draw(gap_options)), 1))
        elif kind is Kind.NUMERIC:
            own = replace(own, response=replace(draw(numbers), unit=""))
        else:
            own = replace(
                own, response=Written(accepted=tuple(draw(st.lists(lines, min_size=1, max_size=2, unique_by=wording))))
            )
        parts.append(own)
        spans += [draw(plain), Gap(place)]
    stem = (Paragraph(merged(spans)), *draw(long_texts))
    return Question(
        id="q",
        kind=Kind.FILL_IN,
        stem=stem,
        parts=tuple(parts),
        points=Decimal(len(parts)),
        explanation=Explanation(text=draw(long_texts)),
    )


def place_free(question: Question) -> Question:
    """The question without lines, and with the labels that `dump` writes."""
    labels = carried_labels(question)
    named = tuple(replace(o, line=None, label=label) for o, label in zip(question.options, labels, strict=True))
    response = question.response
    if isinstance(response, Matching):
        response = Matching(prompts=tuple(replace(prompt, line=None) for prompt in response.prompts))
    return replace(
        question,
        path="",
        line=None,
        options=named,
        response=response,
        explanation=replace(question.explanation, line=None, unclear=()),
        parts=tuple(map(place_free, question.parts)),
    )


def reread(bank: Bank) -> Bank:
    source, lost = dump(bank)
    assert lost == ()
    return finish(parse(source, "quiz.md", any_image)[0], "quiz.md")[0]


def outline(question: Question) -> object:
    """What the answers of a question are, without their wording."""
    response = question.response
    counts = (
        len(response.accepted) if isinstance(response, Written) else 0,
        len(response.prompts) if isinstance(response, Matching) else 0,
        len(response.rubric) if isinstance(response, Open) else 0,
        (response.value, response.tolerance, response.unit) if isinstance(response, Numeric) else (),
    )
    return question.kind, question.key, len(question.options), counts, [outline(each) for each in question.parts]


def assert_whole(question: Question) -> None:
    """Write a question and read it, twice: all its parts are there, and nothing changes any more."""
    first = reread(Bank(title="T", questions=(question,), language="en"))
    again = reread(first)

    assert [outline(each) for each in first.questions] == [outline(question)]
    assert [place_free(each) for each in again.questions] == [place_free(each) for each in first.questions]


@pytest.mark.parametrize("kind", SIMPLE)
def test_a_question_of_each_kind_is_read_back(kind: Kind) -> None:
    """a question of any kind is written and read back as the same, whatever signs its texts hold."""

    @settings(max_examples=40)
    @given(answers(kind))
    def check(question: Question) -> None:
        assert_whole(question)

    check()


@settings(max_examples=30)
@given(parted())
def test_parts_are_read_back(question: Question) -> None:
    """a question with parts is written and read back as the same."""
    assert_whole(question)


@settings(max_examples=60)
@given(gapped())
def test_gaps_are_read_back(question: Question) -> None:
    """a fill-in is written and read back as the same."""
    assert_whole(question)


@settings(max_examples=30)
@given(long_texts.filter(bool), st.booleans(), st.sampled_from(SIMPLE))
def test_sets_are_read_back(stimulus: Text, shuffled: bool, kind: Kind) -> None:
    """a question set is written and read back with its questions."""
    asked = Question(id="q", stem=paragraph("Why?"), kind=Kind.OPEN, response=Open(), set_id="s")
    bank = Bank(
        title="T",
        questions=(asked, replace(asked, id="r", stem=paragraph("How?"), set_id="")),
        sets=(QuestionSet(id="s", stimulus=stimulus, shuffled=shuffled),),
    )
    first = reread(bank)
    again = reread(first)

    assert [question.set_id for question in first.questions] == ["s", ""]
    assert [replace(each, line=None, path="") for each in again.sets] == [
        replace(each, line=None, path="") for each in first.sets
    ]
    assert first.sets[0].shuffled is shuffled


@given(st.integers(-(10**9), 10**9), st.integers(-40, 40))
def test_numbers_are_written_as_they_are_read(digits: int, power: int) -> None:
    """a number that is written is read as the same number, digit for digit."""
    value = Decimal(digits).scaleb(power)
    number = stated_number(paragraph(written_number(value)))

    assert number is not None
    assert (number.value, number.doubt) == (value, "")


def test_the_bank_of_every_kind() -> None:
    """the shipped bank holds every kind, is read without a word, and is the same when it is written and read again."""
    folder = Path(__file__).parents[2] / "banks" / "kinds"
    source = (folder / "kinds.md").read_text(encoding="utf-8")
    bank, diagnostics = parse_bank(source, folder=folder)
    again, doubts = parse_bank(dump(bank)[0], folder=folder)

    assert (diagnostics, doubts) == ((), ())
    assert {question.kind for question in bank.questions} == set(Kind)
    assert [place_free(replace(q, has_own_id=True)) for q in again.questions] == [place_free(q) for q in bank.questions]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("## Q1\nS ____{a end.\n", '"____{a end." opens a gap that is not closed'),
        ("## Q1\nS `____{` and ____{a {b}} and ____\\{c\n", ""),
        ("## Q1\nS\n\n- a => b\n- c=>d\n", '"c=>d" has no space on both sides of its arrow'),
        ("## Q1\nS\n\n**Rubric:**\n- (0 points) b\n", '"b" earns 0 points'),
        ("## Q1 {#q}\nS [[#r/1]] ____{a}\n", "write [[#r]]"),
        ("## Q1 {kind=ordering}\nS\n" + "".join(f"{n}. s{n}\n" for n in range(1, 29)), "28 steps"),
        ('## Q1 {answer-space="40cm"}\nS\n\n**Answer:** a\n', "5mm to 254mm"),
        ("## Q1\nS\n### (أ) T\n", 'the heading "(أ) T" is no part'),
        ("## Q1\nS\n### (a) T\n#### (i) U\n= c\n", '"(i)" stands inside a part'),
    ],
)
def test_mistakes_are_told_as_what_they_are(source: str, words: str) -> None:
    """a message names what is wrong, and its hint what is right."""
    _, diagnostics = read(source)

    assert words in " ".join(f"{each.message} {each.hint}" for each in diagnostics if each.rule != "behind-gaps")


@pytest.mark.parametrize(
    ("written", "points"), [("(½ point)", "0.5"), ("(1½ points)", "1.5"), ("(¾)", "0.75"), ("(2)", "2")]
)
def test_halves_of_points_are_read(written: str, points: str) -> None:
    """a criterion, like a question, may earn half a point."""
    response = one(f"## Q1\nS\n\n**Rubric:**\n\n- {written} a\n- (1 point) b\n").response

    assert isinstance(response, Open)
    assert response.rubric[0].points == Decimal(points)
    assert one("## Q1 (½ point)\nS\n\n= 2\n").points == one("## Q1 {points=½}\nS\n\n= 2\n").points == Decimal("0.5")
