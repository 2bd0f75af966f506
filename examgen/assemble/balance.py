"""The chances of each key in, a judgement of the letters that one variant has out: is their fall grossly uneven?

Keys fall at random, and random letters are left alone: a student who expects balance can use it.
Bar-Hillel and Attali (2001) estimate what balanced keys give away at 10 to 16 points of the SAT.
What is refused is what chance alone would bring about with less than a stated probability, the tail.
Half of it is for long runs of one letter, half for letters that come too often or too seldom,
the latter shared evenly by all letters, both ways; by Boole's inequality, all tests together refuse no more than it.

How often a letter comes is a sum of independent indicators with chances of their own (Poisson-binomial);
its distribution is worked out by convolution, in floating point. It does not depend on the order of the questions.
The longest run is judged given the order of the questions, by the recursion over the first completed run
(finite Markov chain imbedding: Fu and Koutras 1994, doi 10.1080/01621459.1994.10476841), which is exact as well.
Given its order, each variant is refused with at most the tail, so all orders together are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from math import log, prod

from examgen.assemble.chances import Chances


class Balance:
    """Judges the letters of variants that hold the same questions."""

    def __init__(self, chances: Mapping[str, Chances], tail: float, is_strict: bool = False) -> None:
        """Take the chances of each question that is judged, by its id."""
        self._chances = chances
        self._tail = tail
        self._is_strict = is_strict
        count = max(map(len, chances.values()), default=0)
        share = tail / 2 / (2 * count or 1)
        columns = [[_at(each, letter) for each in chances.values()] for letter in range(count)]
        limits = [_limits(tuple(sorted(column)), share) for column in columns]
        self._least, self._most = [low for low, _ in limits], [high for _, high in limits]
        common = max((min(column, default=0.0) for column in columns), default=0.0)
        self._likely_run = log(tail / 2) / log(common) if tail and 0 < common < 1 else 0
        self._groups = _groups(chances)

    def at_fault(self, letters: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        """Ids of the questions of which one is to be drawn again; none where all is well.

        ``letters`` are the ids in printed order, each with its letter, from 0.
        """
        return (self._is_strict and self._unbalanced(letters)) or self._uneven(letters) or self._running(letters)

    def _uneven(self, letters: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        """Those whose letter comes too often, or that might have the one that comes too seldom."""
        met = Counter(letter for _, letter in letters)
        for letter, (least, most) in enumerate(zip(self._least, self._most, strict=True)):
            if met[letter] > most:
                return self._movable(name for name, own in letters if own == letter)
            if met[letter] < least:
                return self._movable(name for name, own in letters if own != letter and self._chance(name, letter))
        return ()

    def _running(self, letters: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        """Those of the longest run, if it is too long."""
        runs = [list(run) for _, run in groupby(letters, key=lambda pair: pair[1])]
        longest = max(runs, key=len, default=[])
        if (
            not self._tail or len(longest) <= self._likely_run
        ):  # any questions in this order would have as long a run often enough
            return ()
        tail = run_tail([self._chances[name] for name, _ in letters], len(longest))
        return self._movable(name for name, _ in longest) if tail < self._tail / 2 else ()

    def _unbalanced(self, letters: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        """Those with the most frequent letter of a group, if another of its letters comes less often by two or more."""
        own = dict(letters)
        for support, names in self._groups.items():
            met = Counter(own[name] for name in names)
            frequent = max(support, key=lambda letter: met[letter])
            if met[frequent] - min(met[letter] for letter in support) > 1:
                return tuple(name for name in names if own[name] == frequent)
        return ()

    def _movable(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if max(self._chances[name]) < 1)

    def _chance(self, name: str, letter: int) -> float:
        return _at(self._chances[name], letter)


def _groups(chances: Mapping[str, Chances]) -> dict[tuple[int, ...], list[str]]:
    """The letters that a key may fall on → the questions of which this is so."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, each in chances.items():
        support = tuple(letter for letter, chance in enumerate(each) if chance > 0)
        if len(support) > 1:
            groups.setdefault(support, []).append(name)
    return groups


def _at(chances: Chances, letter: int) -> float:
    return chances[letter] if letter < len(chances) else 0.0


@lru_cache(maxsize=64)
def _limits(column: tuple[float, ...], tail: float) -> tuple[int, int]:
    """The least and the most times that a letter may come, so that less and more are rarer than the tail."""
    likely = count_chances(column)
    least, most = 0, len(column)
    below = above = 0.0
    while least < len(column) and (below := below + likely[least]) < tail:
        least += 1
    while most > 0 and (above := above + likely[most]) < tail:
        most -= 1
    return least, most


def count_chances(column: Sequence[float]) -> list[float]:
    """How likely each number of occurrences is, from 0, of something that is so likely at each place."""
    likely = [1.0]
    for chance in column:
        shifted = [0.0, *(each * chance for each in likely)]
        likely = [each * (1 - chance) + more for each, more in zip([*likely, 0.0], shifted, strict=True)]
    return likely


def run_tail(chances: Sequence[Chances], length: int) -> float:
    """How likely these letters, in this order, are to hold a run of one letter at least so long.

    With u(i) the chance of no such run among the first i, and v(i, a) the same with a in place i, the first run
    is completed in i by a with chance c = (u(i - length) - v(i - length, a)) · product of a's chances in the run;
    u(i) = u(i - 1) - sum of c, and v(i, a) = u(i - 1) · chance of a in i, less c.
    """
    count = max(map(len, chances), default=0)
    table = [[_at(each, letter) for letter in range(count)] for each in chances]
    without, ending = [1.0], [[0.0] * count]
    for end in range(1, len(table) + 1):
        start = end - length
        window = table[start:end] if start >= 0 else []
        first = [
            (without[start] - ending[start][a]) * prod(row[a] for row in window) if window else 0.0
            for a in range(count)
        ]
        ending.append([without[-1] * table[end - 1][a] - first[a] for a in range(count)])
        without.append(without[-1] - sum(first))
    return 1 - without[-1]
