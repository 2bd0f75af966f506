"""The options of a question in, the orders they may stand in out: pinned options keep their place in all of them.

An option that speaks of others ("Both A and C") stands behind those it may speak of,
so options are shuffled in ranks: rank 0 speaks of none, rank 1 only of rank 0, and so on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import factorial, prod

from examgen.model.bank import Option, Question
from examgen.model.text import OptionReference, spans_of, wording


class OptionOrders:
    """The orders of one question's options; what does not depend on the variant is worked out once."""

    def __init__(self, question: Question) -> None:
        options = question.options
        self._free = () if question.locked else tuple(k for k, option in enumerate(options) if not option.pinned)
        self._ranks = _ranks(options)
        self._names = _names(options)
        self._places = tuple(range(len(options)))

    def order(self, name: Callable[[str, int], bytes]) -> tuple[int, ...]:
        """Order the free options by rank and digest; `name` gets a wording and which of its equals it is."""
        digests = {place: name(*self._names[place]) for place in self._free}
        rest = iter(sorted(self._free, key=lambda place: (self._ranks[place], digests[place])))
        order = list(self._places)
        for place in self._free:  # so pinned options keep their index, and those behind all others stay last
            order[place] = next(rest)
        return tuple(order)

    def count(self) -> int:
        """How many different orders there are."""
        return prod(factorial(size) for size in Counter(self._ranks[place] for place in self._free).values())


def _names(options: Sequence[Option]) -> tuple[tuple[str, int], ...]:
    """What names each option whatever its place: its wording, and which of its equals it is."""
    met: Counter[str] = Counter()
    names = []
    for option in options:
        text = " ".join(wording(option.text).casefold().split())
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
