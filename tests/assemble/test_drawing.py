"""Drawing by a blueprint: exact, deterministic, and plain where nothing else is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from examgen.assemble import select
from examgen.assemble.counting import is_countable
from examgen.assemble.drawing import Draw, drawing_of
from examgen.assemble.flows import is_flowing
from examgen.assemble.selection import SELECTION
from examgen.errors import BlueprintError, RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.sections import Filter, Property, Quota, Section, Selecting, Term
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
COUNTS = st.integers(0, 2)
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
            has_first = is_countable(problem, rules) or is_flowing(problem, rules)
            assert names(found.selections[0]) == best(bank, asked, has_first)


@pytest.mark.parametrize("count", [1, 5, 29, 30])
@pytest.mark.parametrize("quota", [(), (Quota(filter=Filter(), least=0),)])
def test_numbers_alone_draw_the_lowest_digests(count: int, quota: tuple[Quota, ...]) -> None:
    """What only says how many is the plain draw, with or without rules that ask for nothing."""
    bank = bank_of(30)

    assert drawn(bank, questions=count, quotas=quota).questions == select(bank, count, SEED)


def test_counting_and_solver_agree_on_questions_alone() -> None:
    """Without sets, whoever finds the draw, it is the same."""
    bank = bank_of(60)
    quotas = tuple(Quota(filter=of(topic=topic), least=4, most=6) for topic in "abc")
    by_counting = drawn(bank, questions=15, quotas=quotas)
    with patch("examgen.assemble.exact.is_countable", return_value=False):
        by_flow = drawn(bank, questions=15, quotas=quotas)
        with patch("examgen.assemble.exact.is_flowing", return_value=False):
            by_solver = drawn(bank, questions=15, quotas=quotas)

    assert by_counting == by_flow == by_solver


@st.composite
def shared_pools(draw: st.DrawFn) -> Blueprint:
    """Sections that draw numbers of questions from pools that overlap."""
    quota = st.builds(
        lambda pool, least, more: Quota(filter=pool, least=least, most=least + more), FILTERS, *[COUNTS] * 2
    )
    return Blueprint(
        title="",
        seed=draw(st.sampled_from("stu")),
        sections=tuple(
            Section(
                pool=draw(FILTERS), questions=draw(st.integers(1, 3)), quotas=tuple(draw(st.lists(quota, max_size=1)))
            )
            for _ in range(draw(st.integers(2, 3)))
        ),
    )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["easy", "hard"])), min_size=5, max_size=6),
    shared_pools(),
)
def test_sections_that_share_questions_need_no_solver(natures: list[tuple[str, str]], asked: Blueprint) -> None:
    """Numbers and quotas inside sections are kept whichever of them a question may stand in; what cannot be is said."""
    bank = (
        *(question(f"q{n}", topic, level) for n, (topic, level) in enumerate(natures)),
        *(question(f"never-{topic}-{level}", topic, level) for topic in "abc" for level in ("easy", "hard")),
    )
    asked = replace(asked, never_use=ids(*(q.id for q in bank if q.id.startswith("never"))))
    with patch("examgen.assemble.exact._solved", side_effect=AssertionError("the solver is asked")):
        try:
            found = drawing_of(bank, Draw(asked, "exam.yaml")).selections[0]
        except RequestError:
            assert not trials(bank[: len(natures)], asked)
        else:
            assert names(found) == best(bank[: len(natures)], asked, True)


def test_many_variants_share_out_pools_without_a_solver() -> None:
    """Sections from one pool, disjoint between variants, are drawn in a moment."""
    bank = bank_of(600)
    sections = tuple(
        Section(questions=20, quotas=(Quota(filter=of(topic=topic), least=5, most=9),)) for topic in ("a", "b", "c")
    )
    with patch("examgen.assemble.exact._solved", side_effect=AssertionError("the solver is asked")):
        found = drawn(bank, sections=sections, selection=Selecting.DISJOINT, variants=8).selections

    assert len({q.id for each in found for q in each.questions}) == 8 * 60


def test_variants_are_drawn_together_without_a_solver() -> None:
    """What lower-numbered variants would have used up is shared out, though sections overlap."""
    bank = bank_of(12)
    sections = (Section(pool=of(topic="a"), questions=1), Section(questions=2))
    with patch("examgen.assemble.exact._solved", side_effect=AssertionError("the solver is asked")):
        found = drawn(bank, sections=sections, selection=Selecting.DISJOINT, variants=4).selections

    assert len({q.id for each in found for q in each.questions}) == 12
    assert all(each.sections[0].questions[0].topic == "a" for each in found)


def test_same_request_same_draw() -> None:
    """Drawing twice gives the same, and another seed something else."""
    bank = bank_of(200)
    levels = ("easy", "hard")
    quotas = (
        *(Quota(filter=of(topic=topic), least=2) for topic in "abc"),
        *(Quota(filter=of(difficulty=level), least=9) for level in levels),
    )
    first, again, other = (
        drawing_of(bank, Draw(Blueprint(title="", seed=seed, questions=20, quotas=quotas, points=Decimal(50))))
        for seed in ("s", "s", "t")
    )

    assert first == again
    assert first.questions != other.questions


def test_what_rules_moved_is_listed() -> None:
    """A question that must be used drives out another, and both are named."""
    bank = bank_of(30)
    plain = select(bank, 5, SEED)
    wanted = next(q for q in bank if q not in plain)
    (move,) = drawn(bank, questions=5, must_use=ids(wanted.id)).moves

    assert move.came == (wanted.id,)
    assert len(move.left) == 1
    assert drawn(bank, questions=5, must_use=ids(plain[0].id)).moves == ()


def test_disjoint_variants_share_no_question() -> None:
    """No question is on two variants, even where drawing one after the other would leave too few."""
    bank = bank_of(12)
    quotas = (Quota(filter=of(topic="a"), least=1), Quota(filter=of(difficulty="hard"), least=1))
    found = drawn(bank, questions=3, quotas=quotas, selection=Selecting.DISJOINT, variants=4).selections

    assert len({q.id for each in found for q in each.questions}) == 12
    assert all(any(q.topic == "a" for q in each.questions) for each in found)


def test_each_variant_draws_its_own() -> None:
    """Variants differ, and one does not depend on how many there are."""
    bank = bank_of(40)
    few = drawn(bank, questions=8, selection=Selecting.EACH, variants=2).selections
    many = drawn(bank, questions=8, selection=Selecting.EACH, variants=9).selections

    assert few == many[:2]
    assert len(set(map(names, many))) == 9


def test_sets_are_drawn_whole() -> None:
    """All questions of a set, or none."""
    bank = tuple(replace(q, set_id="one" if n < 4 else "two" if n < 7 else "") for n, q in enumerate(bank_of(20)))
    for seed in "abcdefgh":
        found = {q.id for q in drawing_of(bank, Draw(Blueprint(title="", seed=seed, questions=8))).questions}
        assert len(found) == 8
        assert len(found & {f"q{n}" for n in range(4)}) in (0, 4)
        assert len(found & {f"q{n}" for n in range(4, 7)}) in (0, 3)


def messages(bank: Sequence[Question], **asked: object) -> list[str]:
    with pytest.raises((RequestError, BlueprintError)) as raised:
        drawn(bank, **asked)
    return [found.message for found in raised.value.diagnostics]


def test_colliding_rules_are_named_and_no_others() -> None:
    """Of many rules, those that collide are told with what there is; each of them is needed for the collision."""
    bank = bank_of(24)
    quotas = (
        Quota(filter=of(topic="b"), least=1, line=3),
        Quota(filter=of(topic="a"), least=6, line=4),
        Quota(filter=of(difficulty="easy"), most=1, line=5),
        Quota(filter=of(topic="c"), least=1, line=6),
    )

    assert messages(bank, questions=10, quotas=quotas) == [
        "the exam holds at least 6 questions of topic a (there are 8)",
        "the exam holds at most 1 question of difficulty easy (there are 12)",
    ]
    assert drawn(bank, questions=10, quotas=quotas[:2] + quotas[3:])
    assert drawn(bank, questions=10, quotas=(quotas[0], *quotas[2:]))


def test_each_impossible_rule_is_named() -> None:
    """Rules that cannot be kept even alone are told together."""
    quotas = (Quota(filter=of(topic="a"), least=9), Quota(filter=of(topic="b"), least=1))

    assert messages(bank_of(24), questions=30, quotas=quotas) == [
        "the exam has 30 questions (there are 24)",
        "the exam holds at least 9 questions of topic a (there are 8)",
    ]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"must_use": ids("q1"), "never_use": ids("q1", "q2")}, '"q1" is named by must_use and by never_use'),
        ({"must_use": ids("q1", "q2"), "enemies": (ids("q1", "q2"),)}, "q1, q2 are all named by must_use, and enemies"),
        ({"must_use": ids("q1", "q2"), "one_of": (ids("q1", "q2"),)}, "q1, q2 are all named by must_use, and one_of"),
        ({"must_use": ids("q99")}, 'no question of the bank has the id "q99"'),
        ({"quotas": (Quota(filter=of(topic="d"), least=1),)}, 'no question of the bank has the topic "d"'),
        (
            {"sections": (Section(points=Decimal(4), questions=3, points_each=Decimal(2)),)},
            "section 1 is worth 4 points",
        ),
        ({"sections": (Section(points=Decimal(4)),), "points": Decimal(5)}, "the sections are worth 4 points together"),
        ({"must_use": ids("q1"), "selection": Selecting.DISJOINT}, "must_use wants questions on every variant"),
    ],
)
def test_contradictions_are_told_before_anything_is_drawn(asked: dict[str, object], message: str) -> None:
    """Rules that can never agree are mistakes in the blueprint."""
    assert messages(bank_of(9), **asked)[0].startswith(message)


def test_rules_that_cross_ask_for_the_solver() -> None:
    """Without the extra, a blueprint that needs it is refused with what to install; others are drawn."""
    crossing = (Quota(filter=of(topic="a"), least=2), Quota(filter=of(difficulty="hard"), least=2))
    with patch.dict("sys.modules", {"examgen.assemble.solver": None}):
        assert len(drawn(bank_of(30), questions=9, quotas=crossing[:1]).questions) == 9
        with pytest.raises(RequestError, match="takes a solver") as raised:
            drawn(bank_of(30), questions=9, quotas=crossing)

    assert "examgen-print[solver]" in (raised.value.remedy or "")
