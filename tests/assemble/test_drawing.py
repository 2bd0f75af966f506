"""Drawing by a blueprint: exact, deterministic, and plain where nothing else is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from examgen.assemble.counting import is_countable
from examgen.assemble.drawing import Draw, drawing_of
from examgen.assemble.selection import SELECTION
from examgen.errors import BlueprintError, RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.sections import Filter, Property, Quota, Section, Term
from examgen.model.selection import Drawing, Selection
from examgen.seeds import digest

SEED = "seed"


def ids(*names: str) -> Filter:
    return Filter((Term(property=Property.ID, values=names),))


def of(**values: str) -> Filter:
    return Filter(tuple(Term(property=Property(name), values=(value,)) for name, value in values.items()))


def question(name: str, topic: str = "a", difficulty: str = "easy", points: int = 1, set_id: str = "") -> Question:
    return Question(
        id=name, stem=(), topic=topic, difficulty=difficulty, points=Decimal(points), set_id=set_id, path="bank.md"
    )


def bank_of(count: int) -> tuple[Question, ...]:
    """Topics a, b, c and difficulties easy, hard in turn."""
    return tuple(question(f"q{n}", "abc"[n % 3], ("easy", "hard")[n % 2], 1 + n % 4) for n in range(count))


def drawn(bank: Sequence[Question], **asked: object) -> Drawing:
    return drawing_of(bank, Draw(Blueprint(title="", seed=SEED, **asked), "exam.yaml"))  # type: ignore[arg-type]


def names(selection: Selection) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(question.id for question in part.questions) for part in selection.sections)


FILTERS = st.sampled_from(
    [of(topic="a"), of(topic="b"), of(difficulty="easy"), of(topic="a", difficulty="hard"), of(topic="c"), Filter()]
)
GROUPS = st.sets(st.sampled_from([f"q{n}" for n in range(7)]), min_size=2, max_size=3).map(lambda names: ids(*names))


@st.composite
def quotas(draw: st.DrawFn) -> Quota:
    least = draw(st.integers(0, 3))
    return Quota(filter=draw(FILTERS), least=least, most=draw(st.none() | st.integers(least, 4)))


@st.composite
def sections(draw: st.DrawFn) -> Section:
    pick = draw(st.sampled_from(["questions", "points", "both", "all"]))
    return Section(
        title=draw(st.sampled_from("XY")),
        pool=draw(FILTERS),
        questions=draw(st.integers(1, 4)) if pick in ("questions", "both") else None,
        points=Decimal(draw(st.integers(1, 7))) if pick in ("points", "both") else None,
        quotas=tuple(draw(st.lists(quotas(), max_size=2))) if pick != "all" else (),
    )


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    return Blueprint(
        title="",
        seed=draw(st.sampled_from(["s", "t", "u"])),
        sections=tuple(draw(st.lists(sections(), min_size=1, max_size=2))),
        quotas=tuple(draw(st.lists(quotas(), max_size=2))),
        enemies=tuple(draw(st.lists(GROUPS, max_size=1))),
        one_of=tuple(draw(st.lists(GROUPS, max_size=1))),
        must_use=draw(st.none() | st.sampled_from([ids("q0"), ids("q1", "q4")])),
        never_use=draw(st.none() | st.just(ids("q2"))),
        points=draw(st.none() | st.integers(3, 9).map(Decimal)),
    )


@st.composite
def banks(draw: st.DrawFn) -> tuple[Question, ...]:
    return tuple(
        question(
            f"q{n}",
            "abc"[n] if n < 3 else draw(st.sampled_from("abc")),
            ("easy", "hard")[n] if n < 2 else draw(st.sampled_from(["easy", "hard"])),
            draw(st.integers(1, 3)),
            draw(st.sampled_from(["", "", "", "one set"])),
        )
        for n in range(7)
    )


Home = tuple[tuple[str, ...], ...]


def kept(bank: Sequence[Question], homes: Sequence[int | None], asked: Blueprint) -> bool:
    """Whether an assignment of questions to sections keeps every rule: the blueprint said again."""
    placed = [(q, home) for q, home in zip(bank, homes, strict=True) if home is not None]

    def within(quota: Quota, found: Sequence[Question]) -> bool:
        count = sum(quota.filter.matches(q) for q in found)
        return quota.least <= count and (quota.most is None or count <= quota.most)

    def section_kept(place: int, section: Section) -> bool:
        found = [q for q, home in placed if home == place]
        sets = {q.set_id for q in bank if q.set_id and not (section.pool.matches(q) and not is_never(q))}
        pool = [q for q in bank if section.pool.matches(q) and not is_never(q) and q.set_id not in sets]
        if not all(q in pool for q in found):
            return False
        if section.questions is None and section.points is None and len(found) < len(pool):
            return False
        return (
            section.questions in (None, len(found))
            and section.points in (None, sum(q.points for q in found))
            and all(within(quota, found) for quota in section.quotas)
        )

    def is_never(question: Question) -> bool:
        return bool(asked.never_use and asked.never_use.matches(question))

    every = [q for q, _ in placed]
    together = all(
        len({home for q, home in zip(bank, homes, strict=True) if q.set_id == name}) <= 1 for name in ("one set",)
    )
    return (
        together
        and all(section_kept(place, section) for place, section in enumerate(asked.sections))
        and all(within(quota, every) for quota in asked.quotas)
        and all(sum(group.matches(q) for q in every) <= 1 for group in asked.enemies)
        and all(sum(group.matches(q) for q in every) == 1 for group in asked.one_of)
        and (not asked.must_use or all(q in every for q in bank if asked.must_use.matches(q)))
        and asked.points in (None, sum(q.points for q in every))
    )


def trials(bank: Sequence[Question], asked: Blueprint) -> list[tuple[int | None, ...]]:
    """All assignments of questions to sections that keep the rules."""
    choices = [*range(len(asked.sections)), None]
    return [homes for homes in product(choices, repeat=len(bank)) if kept(bank, homes, asked)]


def best(bank: Sequence[Question], asked: Blueprint, by_counting: bool) -> Home:
    """The draw that comes first in the order of digests, or whose digests add up to least."""

    def rank(q: Question, home: int) -> bytes:
        return digest(asked.seed, SELECTION, q.set_id or q.id, "sample", *([home] if home else []))

    pairs = sorted(product(range(len(bank)), range(len(asked.sections))), key=lambda pair: rank(bank[pair[0]], pair[1]))

    def place_in_order(homes: Sequence[int | None]) -> list[bool]:
        return [homes[place] != home for place, home in pairs]

    def cost(homes: Sequence[int | None]) -> Decimal:
        return sum(
            (
                (1 + int.from_bytes(rank(q, home)[:3], "big"))
                * (q.points if asked.sections[home].questions is None and asked.sections[home].points else Decimal(1))
                for q, home in zip(bank, homes, strict=True)
                if home is not None
            ),
            Decimal(0),
        )

    found = trials(bank, asked)
    first = min(found, key=place_in_order) if by_counting else min(found, key=cost)
    return tuple(
        tuple(q.id for q, home in zip(bank, first, strict=True) if home == place)
        for place in range(len(asked.sections))
    )


@settings(max_examples=300, deadline=None)
@given(banks(), blueprints())
def test_draw_is_the_best_of_all_that_keep_the_rules(bank: tuple[Question, ...], asked: Blueprint) -> None:
    """If a draw keeps all rules, the one that comes first is found; if none does, that is said."""
    with patch("examgen.assemble.exact.is_countable", wraps=is_countable) as counted:
        try:
            found = drawing_of(bank, Draw(asked, "exam.yaml"))
        except BlueprintError:
            assume(False)
        except RequestError:
            assert not trials(bank, asked)
        else:
            problem, rules = counted.call_args_list[0].args
            assert names(found.selections[0]) == best(bank, asked, is_countable(problem, rules))
