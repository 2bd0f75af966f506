"""Parametrised questions in examgen's own format: read with sample values, realised, and written out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.errors import BankError
from examgen.formats import parse_bank, read_bank
from examgen.formats.examgen_markdown_dump import dump
from examgen.formats.realise import realised
from examgen.model.bank import Question
from examgen.model.response import Kind, Numeric
from examgen.model.text import QuestionReference, spans_of, wording
from examgen.parameters import filled
from examgen.seeds import digests

BANK = """\
# Physics

## Waves

### How far is {{ s }}? {#far points=2 difficulty=easy}

```variables
s = 2..9
t = 10 | 20
show s unit m
```

It takes {{ t }} s; see [[#near]] and question 7.

- [x] a) {{ s / t | places(2) }}
- [ ] b) {{ s * t }}
- [ ] c) 0

Option [[b]] multiplies {{ s }}.

### Question 7 {#near}

What is `{{ s }}`?

- [x] braces
- [ ] a value

### Question 8

```variables
n = 2..4
```

Two tasks:

#### (a) {points=2}

Double {{ n }}.

= {{ 2 * n }} ± 0.5

#### (b)

Fill in: half of {{ 2 * n }} is ____{= {{ n }}}.
"""


def questions_of(text: str) -> tuple[Question, ...]:
    bank, found = parse_bank(text, "bank.md")
    assert not found
    return bank.questions


def with_seed(question: Question, seed: int, language: str = "en") -> Question:
    assert question.program
    return realised(question, filled(question.program, digests(seed), language))


def test_only_questions_with_variables_have_places() -> None:
    """Braces in another question are what they are."""
    far, near, parts = questions_of(BANK)

    assert far.program and parts.program and near.program is None
    assert "{{ s }}" in wording(near.stem)
    assert "{{" not in wording(far.stem) + wording(parts.parts[0].stem)


def test_values_reach_every_text() -> None:
    """Stem, options, explanation, parts, answers and gaps agree on one set of values."""
    far, _, parts = questions_of(BANK)
    for seed in range(10):
        made = with_seed(far, seed, "de")
        values = dict(made.values)
        assert f"How far is {values['s']}\u00a0m?" in wording(made.stem)
        assert wording(made.options[1].text) == str(int(values["s"]) * int(values["t"]))
        assert "," in wording(made.options[0].text)
        assert f"multiplies {values['s']}\u00a0m" in wording(made.explanation.text)
        both = with_seed(parts, seed)
        n = int(dict(both.values)["n"])
        answers = [both.parts[0].response, both.parts[1].parts[0].response]
        assert [answer.value for answer in answers if isinstance(answer, Numeric)] == [2 * n, n]
        assert both.parts[0].values == both.values


def test_a_realised_question_is_the_same_question() -> None:
    """Id, place, topic, points, kind and what it says of others are those that the bank has."""
    for question in questions_of(BANK):
        if question.program:
            made = with_seed(question, 1)
            assert made.program is None
            for name in ("id", "topic", "points", "kind", "number", "line", "path", "difficulty", "has_own_id"):
                assert getattr(made, name) == getattr(question, name)
            assert [part.id for part in made.parts] == [part.id for part in question.parts]
    far = with_seed(questions_of(BANK)[0], 1)
    targets = [span.target for span in spans_of(far.stem) if isinstance(span, QuestionReference)]
    assert targets == ["near", "near"]


def test_an_id_outlives_a_change_of_ranges() -> None:
    """Without an id of its own, a question is known by its text, not by its values."""
    ids = {questions_of(BANK.replace("n = 2..4", f"n = {first}..9"))[2].id for first in range(2, 8)}

    assert len(ids) == 1


def test_bank_is_written_as_its_author_wrote_it() -> None:
    """Converted and read again, questions have the same variables and the same text with places for values."""
    before = questions_of(BANK)
    bank, _ = parse_bank(BANK, "bank.md")
    text, lost = dump(bank)
    after = questions_of(text)

    assert not lost
    assert "s = 2..9\nt = 10 | 20\nshow s unit m" in text
    assert dump(parse_bank(text, "bank.md")[0])[0] == text
    for old, new in zip(before, after, strict=True):
        assert (old.id, old.topic, old.points, old.kind) == (new.id, new.topic, new.points, new.kind)
        if old.program and new.program:
            assert (old.program.draws, old.program.steps) == (new.program.draws, new.program.steps)
            assert with_seed(old, 3).stem == with_seed(new, 3).stem


@pytest.mark.parametrize(
    ("wrong", "right", "rule", "line"),
    [
        ("s = 2..9", "s = 9..2", "variables", 8),
        ("s = 2..9", "s = 2..9\nrequire s > 20", "infinite-condition", 9),
        ("{{ s }}?", "{{ r }}?", "variables", 5),
        ("{{ t }} s;", "{{ t.real }} s;", "variables", 13),
        ("{{ s / t | places(2) }}", "{{ s / 7 }}", "unreadable-number", 15),
        ("{{ s * t }}", "{{ s / t | places(2) }}", "equal-options", 5),
        ("{#far points=2", "{#far values=all points=2", "attribute", 5),
        ("Two tasks:\n", "Two tasks:\n\n```variables\nq = 1..2\n```\n", "variables", 36),
        ("Double {{ n }}.", "```variables\nq = 1..2\n```\n\nDouble {{ n }}.", "variables", 36),
    ],
)
def test_mistakes_are_located(wrong: str, right: str, rule: str, line: int) -> None:
    """Each mistake is an error at its own line of the file, with a hint."""
    assert wrong in BANK
    _, found = parse_bank(BANK.replace(wrong, right, 1), "bank.md")

    assert [(message.rule, message.line) for message in found[:1]] == [(rule, line)]
    assert found[0].hint


def test_values_that_change_the_question_are_refused() -> None:
    """A text that some values turn into another kind of question names the values."""
    text = BANK.replace("n = 2..4", 'n = 2..4\nsign = "=" | "= word"').replace(
        "= {{ 2 * n }} ± 0.5", "{{ sign }} {{ n }}"
    )
    bank, _ = parse_bank(text, "bank.md")
    kinds = set()
    for seed in range(20):
        try:
            kinds.add(with_seed(bank.questions[2], seed).parts[0].kind)
        except BankError as error:
            assert "sign = " in error.diagnostics[0].message
            kinds.add(None)

    assert None in kinds
    assert kinds & {Kind.NUMERIC, Kind.SHORT_ANSWER}


def test_shipped_parametrised_bank_is_right(repository: Path) -> None:
    """The sample bank is without a message, and its numbers are right under many seeds."""
    bank, found = read_bank([repository / "banks/kinds/parametrised.md"])
    assert not found
    energy, roots, train = bank.questions
    for seed in range(30):
        values = dict(with_seed(energy, seed).values)
        assert float(values["E"]) == float(values["m"]) * float(values["v"]) ** 2 / 2
        made = with_seed(roots, seed)
        p, q, b, c = (int(dict(made.values)[name]) for name in "pqbc")
        assert q > p and q * q + b * q + c == 0 == p * p + b * p + c
        assert isinstance(made.response, Numeric) and made.response.value == q
        assert len({wording(option.text) for option in with_seed(train, seed).options}) == 3


@pytest.mark.parametrize(
    ("place", "message", "hint"),
    [
        ("{{ m | unit }}", 'filter "unit" takes 1 in brackets, found none', 'x | unit("kg")'),
        ("{{ m | plural }}", "plural takes the forms of a word", 'plural("apple", "apples")'),
        ("{{ m | signed(2) }}", 'filter "signed" takes 0 in brackets, found 1', "x | signed"),
        ("{{ sqrt(1, 2, 3) }}", 'function "sqrt" takes 1 in brackets, found 3', "sqrt(x)"),
        ("{{ round() }}", 'function "round" takes 1 to 2 in brackets, found none', "round(x)"),
        ("{{ min() }}", 'function "min" takes 1 or more in brackets, found none', "min(x)"),
        ('{{ m < "a" }}', "a text stands where a number should", "write variables"),
    ],
)
def test_wrong_numbers_of_values_are_told(place: str, message: str, hint: str) -> None:
    """A function or filter says what it takes, in the line where it stands, never what Python says."""
    _, found = parse_bank(f"# T\n\n## Q1\n\n```variables\nm = 1..3\n```\n\nSo {place}?\n\n= 2\n", "bank.md")

    assert found[0].line == 9
    assert message in found[0].message
    assert hint in (found[0].hint or "")


def test_points_that_values_change_are_told_as_such() -> None:
    """Points are the same on every paper."""
    text = "# T\n\n## Q1 {points={{ m }}}\n\n```variables\nm = 1..9\n```\n\nSo {{ m }}?\n\n= 2\n"
    bank, _ = parse_bank(text, "bank.md")

    with pytest.raises(BankError) as caught:
        for seed in range(20):
            with_seed(bank.questions[0], seed)
    assert "points, with other values" in caught.value.diagnostics[0].message
