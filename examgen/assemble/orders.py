"""The options of a question in, the orders they may stand in out: pinned options keep their place in all of them.

An option that speaks of others ("Both A and C") stands behind those it may speak of,
so options are shuffled in ranks: rank 0 speaks of none, rank 1 only of rank 0, and so on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import factorial

from examgen.model.bank import Option, Question
from examgen.model.text import OptionReference, spans_of, wording


def option_order(question: Question, name: Callable[[str, int], bytes]) -> tuple[int, ...]:
    """Order the options by the digests of their wordings; `name` gets a wording and which of its equals this one is."""
    if question.locked:
        return tuple(range(len(question.options)))
    names = [name(*wanted) for wanted in option_names(question)]
    ranks = _ranks(question.options)
    free = [place for place, option in enumerate(question.options) if not option.pinned]
    return _around_pinned(question.options, sorted(free, key=lambda place: (ranks[place], names[place])))


def count_option_orders(question: Question) -> int:
    """How many different orders `option_order` can give."""
    if question.locked:
        return 1
    ranks = _ranks(question.options)
    sizes = Counter(ranks[place] for place, option in enumerate(question.options) if not option.pinned)
    product = 1
    for size in sizes.values():
        product *= factorial(size)
    return product


def option_names(question: Question) -> tuple[tuple[str, int], ...]:
    """What names each option whatever its place: its wording, and which of its equals it is."""
    met: Counter[str] = Counter()
    names = []
    for option in question.options:
        text = " ".join(wording(option.text).casefold().split())
        names.append((text, met[text]))
        met[text] += 1
    return tuple(names)


def _around_pinned(options: Sequence[Option], free: Sequence[int]) -> tuple[int, ...]:
    """Pinned options at their own index, those behind all others last; the free ones fill the rest in order."""
    last_free = max((place for place, option in enumerate(options) if not option.pinned), default=-1)
    order: list[int] = []
    rest = iter(free)
    for place, option in enumerate(options[: last_free + 1]):
        order.append(place if option.pinned else next(rest))
    return (*order, *range(last_free + 1, len(options)))


def _ranks(options: Sequence[Option]) -> tuple[int, ...]:
    """How deep each option speaks of others; options that speak of each other in a circle share the deepest rank."""
    targets = [_targets(option) for option in options]
    ranks = [0] * len(options)
    for _ in options:
        ranks = [1 + max((ranks[target] for target in spoken_of), default=-1) for spoken_of in targets]
    return tuple(min(rank, len(options)) for rank in ranks)


def _targets(option: Option) -> frozenset[int]:
    return frozenset(
        target for span in spans_of(option.text) if isinstance(span, OptionReference) for target in span.targets
    )
