"""Synthetic banks of 5,000 questions and a blueprint of 50 rules → how long it takes to draw, and to say what collides.

Topics, difficulties, tags and points cross each other, as do the quotas on them; two sections draw from one bank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from time import perf_counter

from examgen.assemble.drawing import Draw, drawing_of
from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.sections import Filter, Property, Quota, Section, Term
from examgen.seeds import digest

QUESTIONS = 5000
TOPICS = [f"topic {n}" for n in range(12)]
LEVELS = ["easy", "medium", "hard"]
TAGS = [f"tag {n}" for n in range(9)]


def bank() -> tuple[Question, ...]:
    """Questions without texts; what they have is drawn evenly."""
    return tuple(_question(number) for number in range(QUESTIONS))


def blueprint() -> Blueprint:
    """Sixty questions, 110 points, and fifty rules in all."""
    quotas = [Quota(filter=_of(topic=topic), least=3, most=8) for topic in TOPICS]
    quotas += [Quota(filter=_of(difficulty=level), least=10, most=35) for level in LEVELS]
    quotas += [Quota(filter=_of(topic=topic, difficulty="hard"), least=1, most=3) for topic in TOPICS]
    quotas += [Quota(filter=_of(tag=tag), least=4, most=24) for tag in TAGS]
    return Blueprint(
        title="",
        seed="bench",
        sections=(Section(title="A", questions=30, pool=_of(difficulty="easy")), Section(title="B", questions=30)),
        quotas=tuple(quotas),
        enemies=tuple(_ids(f"q{n}", f"q{n + 1}") for n in range(0, 12, 2)),
        one_of=tuple(_ids(f"q{n}", f"q{n + 1}", f"q{n + 2}") for n in range(1000, 1009, 3)),
        must_use=_ids("q77", "q99"),
        points=Decimal(110),
    )


def blueprint_lines() -> Iterator[str]:
    """Two rows of a table."""
    questions, asked = bank(), blueprint()
    impossible = replace(asked, quotas=(*asked.quotas, Quota(filter=_of(difficulty="easy"), most=29)))
    yield "| drawing by a blueprint: 5,000 questions, 50 rules | seconds |"
    yield "| --- | --- |"
    yield f"| the selection, and what rules moved | {_seconds(lambda: drawing_of(questions, Draw(asked))):.1f} |"
    yield f"| which rules collide, where none is possible | {_seconds(lambda: _refused(questions, impossible)):.1f} |"


def _question(number: int) -> Question:
    drawn = digest("bench", number)
    return Question(
        id=f"q{number}",
        stem=(),
        topic=TOPICS[drawn[0] % len(TOPICS)],
        difficulty=LEVELS[drawn[1] % len(LEVELS)],
        points=Decimal((1, 1, 2, 3)[drawn[2] % 4]),
        tags=tuple({TAGS[drawn[3] % len(TAGS)], TAGS[drawn[4] % len(TAGS)]}),
        path="bank.md",
    )


def _of(**values: str) -> Filter:
    return Filter(tuple(Term(property=Property(name), values=(value,)) for name, value in values.items()))


def _ids(*names: str) -> Filter:
    return Filter((Term(property=Property.ID, values=names),))


def _seconds(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def _refused(questions: tuple[Question, ...], asked: Blueprint) -> None:
    try:
        drawing_of(questions, Draw(asked))
    except RequestError:
        return
    raise AssertionError("the benchmark's impossible blueprint was drawn")


if __name__ == "__main__":
    print("\n".join(blueprint_lines()))
