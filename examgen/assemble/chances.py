"""A question in, how likely its key is to fall on each letter out.

Letters of different questions are independent: each order is drawn by digests of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import TypeAlias

from examgen.assemble.distractors import Distractors
from examgen.assemble.orders import OptionOrders
from examgen.model.bank import Question
from examgen.model.response import CHOOSING

Chances: TypeAlias = tuple[float, ...]
"""For each letter from A, how likely it is; together 1."""


def key_chances(question: Question, orders: OptionOrders | None, draws: Distractors | None) -> Chances | None:
    """The chances of a question with one right option; ``None`` for others.

    Without orders its options stand as in the bank, without draws all are shown.
    Where some distractors are drawn from options that do not all move freely, the chances are not worked out:
    ``None`` leaves the question out of account, which makes every statement about the others no less true.
    """
    if len(question.key) != 1 or question.kind not in CHOOSING:
        return None
    (key,) = question.key
    if draws is None:
        places = orders.places_of(key) if orders else (key,)
        return _mixed([_certain(place) for place in places])
    if orders is None:
        return _among_drawn(draws, range(len(question.options)), key)
    if not orders.are_all_free:
        return None
    if orders.steps is None:
        shown = len(draws.fixed) + draws.drawn
        return (1 / shown,) * shown
    rising = _among_drawn(draws, orders.steps, key)
    falling = _among_drawn(draws, [-step for step in orders.steps], key)
    return _mixed([rising, falling]) if orders.may_fall else rising


def _certain(place: int) -> Chances:
    return (*(0.0,) * place, 1.0)


def _mixed(equally_likely: list[Chances]) -> Chances:
    """Several cases, each as likely as the others."""
    share = 1 / len(equally_likely)
    letters = max(map(len, equally_likely))
    padded = [(*chances, *(0.0,) * (letters - len(chances))) for chances in equally_likely]
    return tuple(sum(chances) * share for chances in zip(*padded, strict=True))


def _among_drawn(draws: Distractors, steps: Sequence[int], key: int) -> Chances:
    """The chances where options are in order by their steps: hypergeometric, behind those that are always shown."""
    before = sum(steps[place] < steps[key] for place in draws.fixed)
    below = sum(steps[place] < steps[key] for place in draws.free)
    free, drawn = len(draws.free), draws.drawn
    likely = (comb(below, x) * comb(free - below, drawn - x) / comb(free, drawn) for x in range(min(below, drawn) + 1))
    return (*(0.0,) * before, *likely)
