"""A question that shows k of its distractors in, those that one variant shows out.

What is right is always shown, and so is what is pinned, and what any text of the question speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import comb, prod

from examgen.assemble.orders import OptionOrders, option_names
from examgen.model.bank import Question
from examgen.model.response import CHOOSING, Matching
from examgen.model.text import OptionReference, spans_of
from examgen.seeds import ranked


class Distractors:
    """Which options of one question a variant shows; what does not depend on the variant is worked out once."""

    def __init__(self, question: Question) -> None:
        places = range(len(question.options))
        right = _right(question)
        fixed = needed(question) | {place for place in places if question.options[place].pinned}
        limit = len(places) if question.shown_distractors is None else question.shown_distractors
        self.fixed = frozenset(fixed)
        """Places of the options that every variant shows."""
        self.free = tuple(place for place in places if place not in fixed)
        """Places of those from which some are drawn."""

        self.drawn = min(len(self.free), max(0, limit - len(fixed - right)))
        self._names = option_names(question.options)

    @property
    def are_all_shown(self) -> bool:
        """Whether nothing is left out of any variant."""
        return self.drawn == len(self.free)

    def shown(self, name: Callable[[str, int], bytes]) -> frozenset[int]:
        """Places of the options that are shown; `name` gets a wording and which of its equals it is."""
        drawn = ranked(self.free, lambda place: name(*self._names[place]))[: self.drawn]
        return self.fixed.union(drawn)

    def count(self, orders: OptionOrders) -> int:
        """How many different papers the question gives, with all draws, and all orders of what is drawn."""
        if self.are_all_shown:
            return orders.count()
        alike: dict[object, list[int]] = {}
        for place in self.free:
            alike.setdefault(orders.group(place), []).append(place)
        groups = list(alike.values())
        return sum(
            prod(comb(len(group), size) for group, size in zip(groups, sizes, strict=True))
            * orders.count(self.fixed.union(*(group[:size] for group, size in zip(groups, sizes, strict=True))))
            for sizes in _shares(groups, self.drawn)
        )


def needed(question: Question) -> frozenset[int]:
    """Places of the options without which no paper has a key, or a text speaks of what is not there."""
    return _right(question) | _spoken_of(question)


def _shares(groups: Sequence[Sequence[int]], drawn: int) -> Iterator[tuple[int, ...]]:
    """How many each group may give."""
    sizes: Iterable[tuple[int, ...]] = product(*(range(len(group) + 1) for group in groups))
    return (each for each in sizes if sum(each) == drawn)


def _right(question: Question) -> frozenset[int]:
    """What every variant needs for its key; of a question that is no choice, all that no prompt leaves over."""
    if isinstance(question.response, Matching):
        return frozenset(prompt.target for prompt in question.response.prompts)
    return frozenset(question.key if question.kind in CHOOSING else range(len(question.options)))


def _spoken_of(question: Question) -> frozenset[int]:
    return frozenset(
        target
        for _field, text, _line in question.own_texts
        for span in spans_of(text)
        if isinstance(span, OptionReference)
        for target in span.targets
    )
