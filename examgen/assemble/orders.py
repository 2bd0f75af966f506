"""The options of a question in, the orders they may stand in out.

Options that speak of others ("Both A and C") stand behind those, and pinned ones among them behind all that are not;
other pinned options keep their index in every order.
The rest is shuffled, or keeps to its scale where it has one, such as numbers, up or down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import factorial, prod

from examgen.assemble.shuffling import Shuffling
from examgen.markup.scales import ranks_on_scale
from examgen.model.bank import Option, Question
from examgen.model.blueprint import OrderedOptions
from examgen.model.response import CHOOSING, Kind
from examgen.model.text import OptionReference, content, spans_of

FREE = (0, False)
"""The group of the options that speak of no others and are not pinned."""

HELD = (0, True)


@dataclass(frozen=True, slots=True)
class Scale:
    """Options that are in order by themselves."""

    steps: tuple[int, ...]
    """For each place in the bank, where on the scale it is; 0 for what is held or stands behind."""

    may_fall: bool
    """Whether they may descend, too."""


def option_orders(question: Question, shuffling: Shuffling) -> OptionOrders:
    """The orders of a question's options where options are shuffled."""
    return OptionOrders(question, _scale(question, shuffling))


def _scale(question: Question, shuffling: Shuffling) -> Scale | None:
    """The scale of a question's options; steps to be put in order, and what is matched, have none on paper."""
    free = [place for place, group in enumerate(_groups(question.options)) if group == FREE]
    if shuffling.ordered is OrderedOptions.SHUFFLE or question.locked or question.kind not in CHOOSING:
        return None
    ranks = ranks_on_scale([question.options[place].text for place in free], shuffling.language)
    if ranks is None:
        return None
    steps = dict(zip(free, ranks, strict=True))
    every = tuple(steps.get(place, 0) for place in range(len(question.options)))
    return Scale(every, shuffling.ordered is OrderedOptions.BOTH)


class OptionOrders:
    """The orders of one question's options; what does not depend on the variant is worked out once."""

    def __init__(self, question: Question, scale: Scale | None = None) -> None:
        options = question.options
        self._scale = scale
        self._groups = _groups(options)
        locked = question.locked or question.kind is Kind.TRUE_FALSE
        held = (locked or group == HELD for group in self._groups)
        self._moving = tuple(place for place, is_held in enumerate(held) if not is_held)
        self._names = option_names(options)
        self._places = tuple(range(len(options)))
        self._answer = self._places if question.kind is Kind.ORDERING and self._count(None) > 2 else None

    def order(self, name: Callable[[str, int], bytes], falls: bool = False) -> tuple[int, ...]:
        """Order the options that move by rank, scale and digest; `name` gets a wording and which of its equals it is.

        ``falls`` says whether what is on a scale descends.
        """
        steps = self._steps(falls)
        digests = {place: b"" if self._groups[place][1] else name(*self._names[place]) for place in self._moving}
        rest = iter(sorted(self._moving, key=lambda place: (*self.group(place), steps[place], digests[place])))
        order = list(self._places)
        for place in self._moving:  # so options that are held keep their index, and those behind all others stay last
            order[place] = next(rest)
        return tuple(order)

    def gives_away(self, order: tuple[int, ...]) -> bool:
        """Whether steps to be put in order stand in it already; where only one other order is left, that tells more."""
        return order == self._answer

    @property
    def may_fall(self) -> bool:
        """Whether some options are on a scale, and may descend on it."""
        return self._scale is not None and self._scale.may_fall

    @property
    def steps(self) -> tuple[int, ...] | None:
        """Where on their scale the options are, if they are on one."""
        return self._scale.steps if self._scale else None

    @property
    def are_all_free(self) -> bool:
        """Whether every option may take every place, or every one that its scale allows."""
        return len(self._moving) == len(self._places) and set(self._groups) == {FREE}

    def places_of(self, place: int) -> tuple[int, ...]:
        """Where an option may stand, each as likely as the others."""
        if place not in self._moving:
            return (place,)
        group = self.group(place)
        lower = sum(self.group(other) < group for other in self._moving)
        alike = [other for other in self._moving if self.group(other) == group]
        slots = self._moving[lower : lower + len(alike)]
        if group[1]:
            return (slots[alike.index(place)],)
        if self._scale is None or group != FREE:
            return slots
        step = sum(self._scale.steps[other] < self._scale.steps[place] for other in alike)
        return (slots[step], slots[-1 - step]) if self.may_fall else (slots[step],)

    def _steps(self, falls: bool) -> Sequence[int]:
        """By what the options of the first group are sorted before their digests."""
        if self._scale is None:
            return [0] * len(self._places)
        return [-step if falls else step for step in self._scale.steps]

    def count(self, shown: Collection[int] | None = None) -> int:
        """How many different orders there are, of those options that are shown if not of all."""
        return self._count(shown) - (self._answer is not None)

    def _count(self, shown: Collection[int] | None) -> int:
        moving = (place for place in self._moving if shown is None or place in shown)
        groups = Counter(self.group(place) for place in moving if not self._groups[place][1])
        on_scale = groups.pop(FREE, 0) if self._scale else 0
        directions = 2 if on_scale > 1 and self.may_fall else 1
        return directions * prod(factorial(size) for size in groups.values())

    def group(self, place: int) -> tuple[int, bool]:
        """Options are shuffled within their group; in a group of pinned ones they keep the bank's order."""
        return self._groups[place]


def option_names(options: Sequence[Option]) -> tuple[tuple[str, int], ...]:
    """What names each option whatever its place: its wording, and which of its equals it is."""
    met: Counter[str] = Counter()
    names = []
    for option in options:
        text = " ".join(content(option.text).casefold().split())
        names.append((text, met[text]))
        met[text] += 1
    return tuple(names)


def _groups(options: Sequence[Option]) -> tuple[tuple[int, bool], ...]:
    return tuple((rank, option.pinned) for rank, option in zip(_ranks(options), options, strict=True))


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
