"""Whatever a bank holds, rules say something of it or nothing, and never fail; and they are done soon."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from written import bank_of

from examgen.formats import parse_bank
from examgen.lint import RULES, lint
from examgen.lint.whole_bank import upper_tail
from examgen.model.bank import Bank, Option, Question
from examgen.model.response import Kind
from examgen.model.text import CodeBlock, Formula, Paragraph, Words

# fmt: off
STRANGE = st.sampled_from([
    "", "  ", "not", "____", "5 kg", "<5", "5–", "1/0", "10^999", "½", "a", "an", "?", ".", "the the", "𝟙", "٣", "IV",
    "e\u0301", "which is not", "always",
]) | st.text(max_size=12)
# fmt: on
SPANS = st.builds(Words, STRANGE) | st.builds(Formula, STRANGE)
BLOCKS = st.lists(SPANS, max_size=3).map(lambda spans: Paragraph(tuple(spans))) | st.builds(CodeBlock, STRANGE)
TEXTS = st.lists(BLOCKS, max_size=2).map(tuple)
OPTIONS = st.builds(Option, text=TEXTS, is_key=st.booleans(), pinned=st.booleans())
QUESTIONS = st.builds(
    Question,
    id=st.sampled_from("abcd"),
    stem=TEXTS,
    options=st.lists(OPTIONS, max_size=5).map(tuple),
    kind=st.sampled_from(Kind),
    path=st.sampled_from("xy"),
)


@given(st.lists(QUESTIONS, max_size=4), st.sampled_from([None, "en", "fr-CA", "pl", "ja", "und", "x"]))
@settings(max_examples=150)
def test_rules_never_fail(questions: list[Question], language: str | None) -> None:
    """Any bank, in any language, with questions that lack what they need, gets advice of known rules and levels."""
    levels = {rule.name: rule.level for rule in RULES}
    bank = Bank(title="", questions=tuple(questions), paths=("x",))

    assert all(found.severity is levels[found.rule] for found in lint(bank, language))


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_any_text_is_linted(text: str) -> None:
    """Whatever was read from a text can be advised on."""
    lint(parse_bank(text, "x.txt", format="plain-text")[0])


def test_work_grows_with_the_bank() -> None:
    """Four times the questions take about four times as long, even where all are the same."""
    bank, _ = bank_of("Which planet of the solar system has the most moons, seen so far?\n*Saturn\nMars\nVenus")

    def seconds(count: int) -> float:
        many = tuple(replace(bank.questions[0], id=f"q{n}") for n in range(count))
        begin = time.process_time()
        lint(replace(bank, questions=many), "en")
        return time.process_time() - begin

    assert seconds(2000) < 8 * max(seconds(500), 0.05)


def test_monsters_take_no_time() -> None:
    """A question with thousands of options, or with words of a hundred thousand letters, is done at once."""
    letters = "a" * 100_000
    many = tuple(Option(text=(Paragraph((Words(f"{n}–{n + 2} kg"),)),), is_key=n == 0) for n in range(3000))
    long = tuple(Option(text=(Paragraph((Words(f"{letters} {n} " * 3),)),), is_key=n == 0) for n in range(3))
    stem = (Paragraph((Words("_ . : " * 20_000 + letters),)),)
    bank = Bank(title="", questions=tuple(Question(id="q", stem=stem, options=o, path="x") for o in (many, long)))
    begin = time.process_time()

    lint(bank, "en")

    assert time.process_time() - begin < 5


def test_tail_of_chance() -> None:
    """The tail is that of coins: eight heads in ten, 56 of 1024; all of many is no number too large."""
    assert abs(upper_tail(8, 10, 0.5) - 56 / 1024) < 1e-12
    assert upper_tail(20_000, 20_000, 0.25) < 1e-300
    assert abs(upper_tail(0, 20_000, 0.25) - 1) < 1e-6
