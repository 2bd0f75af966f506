"""A synthetic bank of 20,000 questions → how long the rules of question writing take for it.

The questions are those of both shipped banks, with two words in five of each stem drawn from all their words,
so that no two are alike and all are in English; every hundredth is the one before it with one word changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import process_time

from measure import BANKS

from examgen.formats import read_bank
from examgen.lint import lint
from examgen.model.bank import Bank, Question
from examgen.model.text import paragraph, wording
from examgen.seeds import digest

QUESTIONS = 20_000
CLONES = 100
"""Every question of so many is a clone."""

CHANGED = 5
"""Of so many words two are drawn anew."""


def large_bank() -> Bank:
    """Questions that are all different, but for the clones."""
    shipped, _ = read_bank(BANKS)
    words = sorted({word for question in shipped.questions for word in wording(question.stem).split()})
    made: list[Question] = []
    for number in range(QUESTIONS):
        source = shipped.questions[number % len(shipped.questions)]
        if number % CLONES == CLONES - 1:
            made.append(_named(made[-1], number, wording(made[-1].stem) + " Why?"))
        else:
            made.append(_named(source, number, _changed(wording(source.stem), words, number)))
    return replace(shipped, questions=tuple(made), language="en", paths=("large.json",))


def lint_lines() -> Iterator[str]:
    """One row of a table."""
    bank = large_bank()
    begin = process_time()
    found = lint(bank)
    seconds = process_time() - begin
    clones = sum(each.rule == "similar-questions" for each in found)
    yield f"| rules of question writing: {QUESTIONS:,} questions | CPU seconds |"
    yield "| --- | --- |"
    yield f"| all rules; {clones} questions told to be nearly another, {QUESTIONS // CLONES} made so | {seconds:.1f} |"


def _named(source: Question, number: int, stem: str) -> Question:
    return replace(
        source, id=f"q{number}", number=str(number), line=number + 1, path="large.json", stem=paragraph(stem)
    )


def _changed(stem: str, words: list[str], number: int) -> str:
    drawn = (digest("bench", number, place) for place, _ in enumerate(stem.split()))
    pairs = zip(stem.split(), drawn, strict=True)
    return " ".join(words[_number(d[1:5]) % len(words)] if d[0] % CHANGED < 2 else word for word, d in pairs)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
