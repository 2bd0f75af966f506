"""The options of a question in, the orders they may stand in out.

Options that speak of others ("Both A and C") stand behind those, and pinned ones among them behind all that are not;
other pinned options keep their index in every order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from math import factorial, prod

from examgen.model.bank import Option, Question
from examgen.model.response import Kind
from examgen.model.text import OptionReference, content, spans_of


class OptionOrders:
    """The orders of one question's options; what does not depend on the variant is worked out once."""

    def __init__(self, question: Question) -> None:
        options = question.options
        self._ranks = _ranks(options)
        self._pinned = tuple(option.pinned for option in options)
        locked = question.locked or question.kind is Kind.TRUE_FALSE
        held = (locked or (pinned and not rank) for pinned, rank in zip(self._pinned, self._ranks, strict=True))
        self._moving = tuple(place for place, is_held in enumerate(held) if not is_held)
        self._names = option_names(options)
        self._places = tuple(range(len(options)))

    def order(self, name: Callable[[str, int], bytes]) -> tuple[int, ...]:
        """Order the options that move by rank and digest; `name` gets a wording and which of its equals it is."""
        digests = {place: b"" if self._pinned[place] else name(*self._names[place]) for place in self._moving}
        rest = iter(sorted(self._moving, key=lambda place: (*self.group(place), digests[place])))
        order = list(self._places)
        for place in self._moving:  # so options that are held keep their index, and those behind all others stay last
            order[place] = next(rest)
        return tuple(order)

    def count(self, shown: Collection[int] | None = None) -> int:
        """How many different orders there are, of those options that are shown if not of all."""
        moving = (place for place in self._moving if shown is None or place in shown)
        groups = Counter(self.group(place) for place in moving if not self._pinned[place])
        return prod(factorial(size) for size in groups.values())

    def group(self, place: int) -> tuple[int, bool]:
        """Options are shuffled within their group; in a group of pinned ones they keep the bank's order."""
        return self._ranks[place], self._pinned[place]


def option_names(options: Sequence[Option]) -> tuple[tuple[str, int], ...]:
    """What names each option whatever its place: its wording, and which of its equals it is."""
    met: Counter[str] = Counter()
    names = []
    for option in options:
        text = " ".join(content(option.text).casefold().split())
        names.append((text, met[text]))
        met[text] += 1
    return tuple(names)


def _ranks(options: Sequence[Option]) -> tuple[int, ...]:
    """How deep each option speaks of others; options that speak of each other in a circle share the deepest rank."""
    targets = [_targets(option) for option in options]
    ranks = [0] * len(options)
    for _ in options if any(targets) else ():
        ranks = [1 + max((ranks[target] for target in spoken_of), default=-1) for spoken_of in targets]
    return tuple(ranks)


def _targets(option: Option) -> frozenset[int]:
    return frozenset(
        target for span in spans_of(option.text) if isinstance(span, OptionReference) for target in span.targets
    )
