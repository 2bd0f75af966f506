"""A bank's questions and a blueprint in, what is on the papers out: a draw that keeps all rules, if there is one.

Rules outrank the plain draw by digests, and what they moved is said.
A draw for one variant looks only at lower-numbered ones; where variants share no question and that leaves too few
for a later one, they are drawn together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from examgen.assemble.candidates import Candidate, Index, candidates_of
from examgen.assemble.collisions import collision, for_variants
from examgen.assemble.contradictions import check_names, check_rules
from examgen.assemble.exact import Drawn, Rank, draw_exactly, is_possible
from examgen.assemble.problem import Field, available, problem_of
from examgen.assemble.rules import Measure, Rule, rules_of, sections_of
from examgen.assemble.selection import SELECTION, draw
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.history import Use
from examgen.model.sections import Section, Selecting
from examgen.model.selection import Drawing, Move, SelectedSection, Selection, Tally, unsectioned
from examgen.seeds import digest


@dataclass(frozen=True, slots=True)
class Draw:
    """What a drawing is made from, beside the questions."""

    blueprint: Blueprint
    path: str = ""
    """The file that the blueprint stands in, for messages."""

    used: frozenset[str] = frozenset()
    """Ids of questions that were used too lately to be drawn again."""

    uses: Mapping[str, Use] = field(default_factory=dict)
    """Id → how often and when it was used, where what was used least is drawn first; else empty."""

    purpose: str = "sample"
    """Practice sheets have another, so that they do not rehearse the exam."""

    def rank(self, variant: int) -> Rank:
        """The digests by which candidates are drawn for a variant; `SELECTION` for all.

        Each section has its own, so that it makes a difference which of two a question stands in.
        """

        wear = _wear_of(self.uses)

        def rank(candidate: Candidate, section: int) -> bytes:
            name = digest(self.blueprint.seed, variant, candidate.id, self.purpose, *([section] if section else []))
            return wear(candidate) + name

        return rank


def _wear_of(uses: Mapping[str, Use]) -> Callable[[Candidate], bytes]:
    """What rises with how often any question of a candidate was used, then with how lately; nothing without uses.

    A byte each, at the front, so that the solver's costs see them: beyond 255 uses, or days, all count as 255.
    """
    days = {day: place for place, day in enumerate(sorted({use.last for use in uses.values()}), start=1)}

    def wear(candidate: Candidate) -> bytes:
        found = [uses[question.id] for question in candidate.questions if question.id in uses]
        count, last = max(((use.count, use.last) for use in found), default=(0, ""))
        return bytes((min(count, 255), min(days.get(last, 0), 255)))

    return wear if uses else lambda _: b""


def drawing_of(questions: Sequence[Question], asked: Draw) -> Drawing:
    """Draw what all variants hold, or each of them; raise what cannot be had."""
    blueprint = asked.blueprint
    if _is_plain(blueprint, questions) and not asked.used:
        rank = asked.rank(SELECTION)
        drawn = draw(questions, blueprint.questions, lambda question: rank(Candidate(question.id, (question,)), 0))
        return Drawing(selections=(unsectioned(drawn),))
    draw(questions, None, lambda _: b"")  # an empty bank is refused in the words of a plain draw
    index = Index(questions)
    check_names(blueprint, index, asked.path)
    field, plain = _fields(questions, asked, index)
    check_rules(field, blueprint, asked.path)
    draws = _draws(field, asked)
    return Drawing(
        selections=tuple(_selection(field.sections, drawn, questions) for drawn in draws),
        moves=tuple(_moves(plain, draws, asked, questions)),
        tallies=tuple(_tallies(field, draws)),
    )


def _is_plain(blueprint: Blueprint, questions: Sequence[Question]) -> bool:
    """Whether nothing but a number is asked for, the same for all variants."""
    ruled = (
        blueprint.sections,
        blueprint.quotas,
        blueprint.must_use,
        blueprint.never_use,
        blueprint.enemies,
        blueprint.one_of,
        blueprint.points,
        blueprint.selection is not Selecting.SAME,
    )
    return not any(ruled) and (blueprint.questions is None or not any(question.set_id for question in questions))


def _fields(questions: Sequence[Question], asked: Draw, index: Index) -> tuple[Field, Field]:
    """What is drawn from, and the same without any rules but how much each section draws."""
    blueprint, candidates = asked.blueprint, candidates_of(questions)
    sections = sections_of(blueprint)
    whole = tuple(_whole(index.found(section.pool), candidates) for section in sections)
    never = asked.used | (index.found(blueprint.never_use) if blueprint.never_use else frozenset())
    pools = tuple(_whole(pool - never, candidates) for pool in whole)
    field = Field(candidates, sections, pools, rules_of(blueprint, index, pools))
    picks = tuple(rule for rule in rules_of(blueprint, index, whole) if rule.is_pick)
    return field, Field(candidates, sections, whole, picks)


def _whole(ids: frozenset[str], candidates: Sequence[Candidate]) -> frozenset[str]:
    """Without sets that are not all among them."""
    inside = (c for c in candidates if all(question.id in ids for question in c.questions))
    return frozenset(question.id for candidate in inside for question in candidate.questions)


def _draws(field: Field, asked: Draw) -> list[Drawn]:
    """A draw for all variants, or for each."""
    match asked.blueprint.selection:
        case Selecting.SAME:
            return [_drawn(field, asked, SELECTION)]
        case Selecting.EACH:
            return [_drawn(field, asked, number) for number in range(1, asked.blueprint.variants + 1)]
    return _apart(field, asked) or _together(field, asked)


def _drawn(field: Field, asked: Draw, variant: int) -> Drawn:
    found = _tried(field, asked, variant)
    if found is None:
        raise collision(field, asked.path)
    return found


def _tried(field: Field, asked: Draw, variant: int) -> Drawn | None:
    return draw_exactly(problem_of(field), field.candidates, asked.rank(variant))


def _apart(field: Field, asked: Draw) -> list[Drawn] | None:
    """A draw for each variant from what lower-numbered ones left; ``None`` if that is not enough for one."""
    draws = []
    for number in range(1, asked.blueprint.variants + 1):
        drawn = _tried(field, asked, number)
        if drawn is None:
            return None
        draws.append(drawn)
        field = _without(field, drawn)
    return draws


def _without(field: Field, drawn: Drawn) -> Field:
    taken = {candidate.id for candidates in drawn.values() for candidate in candidates}
    return replace(field, candidates=tuple(c for c in field.candidates if c.id not in taken))


def _together(field: Field, asked: Draw) -> list[Drawn]:
    """A draw for all variants at once."""
    variants, own = asked.blueprint.variants, len(field.sections)
    problem = problem_of(field)
    if not is_possible(for_variants(problem, variants)):
        raise collision(field, asked.path, variants)
    ranks = [asked.rank(number) for number in range(1, variants + 1)]
    drawn = draw_exactly(
        problem.copies(variants), field.candidates, lambda c, place: ranks[place // own](c, place % own)
    )
    assert drawn is not None, "several variants can be drawn, and are not"
    return [{place: drawn[number * own + place] for place in range(own)} for number in range(variants)]


def _selection(sections: Sequence[Section], drawn: Drawn, questions: Sequence[Question]) -> Selection:
    """What was drawn, in the bank's order, with the points that its section gives."""
    homes = {question.id: section for section, found in drawn.items() for each in found for question in each.questions}
    return Selection(
        tuple(
            SelectedSection(
                section, tuple(worth(q, section.points_each) for q in questions if homes.get(q.id) == place)
            )
            for place, section in enumerate(sections)
        )
    )


def worth(question: Question, points: Decimal | None) -> Question:
    """The question with so many points, its own without a number."""
    if points is None:
        return question
    program = replace(question.program, worth=points) if question.program else None
    return replace(question, points=points, program=program)


def _moves(plain: Field, draws: Sequence[Drawn], asked: Draw, questions: Sequence[Question]) -> Iterator[Move]:
    """Where the draws differ from those without rules."""
    shared = asked.blueprint.selection is Selecting.SAME
    for number, drawn in enumerate(draws, start=1):
        without = _tried(plain, asked, SELECTION if shared else number)
        if without is None:
            continue  # the sections alone cannot be drawn from all questions: there is nothing to compare with
        ids, others = _ids(drawn), _ids(without)
        if ids != others:
            yield Move(
                variant=0 if shared else number,
                came=tuple(q.id for q in questions if q.id in ids - others),
                left=tuple(q.id for q in questions if q.id in others - ids),
            )
        if asked.blueprint.selection is Selecting.DISJOINT:
            plain = _without(plain, drawn)


def _ids(drawn: Drawn) -> frozenset[str]:
    return frozenset(question.id for found in drawn.values() for each in found for question in each.questions)


def _tallies(field: Field, draws: Sequence[Drawn]) -> Iterator[tuple[Tally, ...]]:
    """What each draw holds of what each rule counts."""
    stocks = [(rule, available(field, rule)) for rule in field.rules]
    for drawn in draws:
        yield tuple(
            Tally(
                words=rule.words,
                drawn=_amount(field, rule, drawn),
                available=stock,
                is_points=rule.measure is Measure.POINTS,
                line=rule.line,
            )
            for rule, stock in stocks
        )


def _amount(field: Field, rule: Rule, drawn: Drawn) -> Decimal:
    """What a rule counts in a draw."""
    weights = (
        rule.weight(candidate, section, field.sections[section].points_each)
        for section, candidates in drawn.items()
        for candidate in candidates
    )
    return sum(weights, Decimal(0))
