"""The questions of a bank in, what may be drawn out: questions alone, and sets whole; found by what they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from examgen.model.bank import Question
from examgen.model.sections import Filter, Property, Term, folded, values_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is drawn or left together: one question, or all of a set."""

    id: str
    questions: tuple[Question, ...]


def candidates_of(questions: Iterable[Question]) -> tuple[Candidate, ...]:
    """In the order of the first question of each."""
    together: dict[tuple[bool, str], list[Question]] = defaultdict(list)
    for question in questions:
        together[bool(question.set_id), question.set_id or question.id].append(question)
    return tuple(Candidate(name, tuple(members)) for (_, name), members in together.items())


class Index:
    """Questions by what they have of each property."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._every = frozenset(question.id for question in questions)
        self._ids: dict[tuple[Property, str], set[str]] = defaultdict(set)
        for question in questions:
            for property in Property:
                for value in values_of(question, property):
                    self._ids[property, folded(value)].add(question.id)

    def found(self, filter: Filter) -> frozenset[str]:
        """Ids of the questions that match."""
        found = self._every
        for term in filter.terms:
            found &= frozenset[str]().union(*self._of(term))
        return found

    def unknown(self, term: Term) -> Iterator[str]:
        """Its values that no question has."""
        return (value for value in term.values if not self._ids.get((term.property, folded(value))))

    def known(self, property: Property) -> tuple[str, ...]:
        """All values of a property, as they are compared."""
        return tuple(value for known, value in self._ids if known is property and value)

    def _of(self, term: Term) -> Iterator[set[str]]:
        return (self._ids.get((term.property, folded(value)), set()) for value in term.values)
