"""A paragraph's characters in, their embedding levels out: which way each runs (Unicode Standard Annex #9).

Even levels run from left to right, odd ones from right to left.
Names such as W4 or N0 are the annex's rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

MOST_DEPTH = 125
MOST_OPENED = 63
"""Brackets that may be open at once (BD16)."""

STRONG = {"L": "L", "R": "R", "AL": "R"}
AS_STRONG = {**STRONG, "EN": "R", "AN": "R"}
"""What a class counts as beside neutral characters (N1)."""

EMBEDDINGS: dict[str, tuple[str, str | None]] = {
    "RLE": ("R", None),
    "LRE": ("L", None),
    "RLO": ("R", "R"),
    "LRO": ("L", "L"),
}
"""Direction, and the class that is given to what stands inside."""

ISOLATES = frozenset({"LRI", "RLI", "FSI"})
NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI", *ISOLATES})
REMOVED = frozenset({"PDF", "BN", *EMBEDDINGS})
"""Classes that rule X9 takes out of play; they get the level of what stands before them."""

TRAILING = frozenset({"S", "B", "WS", "PDI", *REMOVED, *ISOLATES})
"""Classes that fall back to the paragraph's level at a line's end (L1)."""

RIGHTWARD = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Characters without which everything runs from left to right."""

BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
"""Pairs, opening and closing by turns (BidiBrackets.txt), composed as the text is."""

CLOSING = dict(zip(BRACKETS[::2], BRACKETS[1::2], strict=True))


class LevelRun(NamedTuple):
    """Neighbouring characters of one level."""

    start: int
    end: int
    level: int


@lru_cache(maxsize=8192)
def bidi_class(character: str) -> str:
    """The bidirectional class; unassigned characters count as letters from left to right."""
    return unicodedata.bidirectional(character) or "L"


def paragraph_level(text: str, *, is_rightward: bool, is_label: bool = False) -> int | None:
    """A paragraph's own level; ``None`` where all of it runs from left to right in a document that does.

    It is that of its first letter (P2, P3). In a document from right to left any letter of such a script decides,
    whatever stands before it, and a label without letters follows the document.
    """
    if not is_rightward:
        if not RIGHTWARD.search(text):
            return None
        return int(_first_strong([bidi_class(character) for character in text]) == "R")
    strong = {STRONG[kind] for character in text if (kind := bidi_class(character)) in STRONG}
    return int("R" in strong or (is_label and not strong))


def levels(text: str, base: int) -> list[int]:
    """The level of each character of a paragraph."""
    original = [bidi_class(character) for character in text]
    classes = list(original)
    found = _explicit(classes, base)
    for sequence in list(_sequences(original, classes, found, base)):
        _settle_weak(sequence)
        _settle_brackets(sequence, text, original)
        _settle_neutral(sequence)
        for place, kind in zip(sequence.places, sequence.kinds, strict=True):
            if kind != sequence.direction:
                found[place] += 2 if kind in ("EN", "AN") and sequence.level % 2 == 0 else 1
    for place, kind in enumerate(original):
        if kind in REMOVED:
            found[place] = found[place - 1] if place else base
    return found


def line_runs(text: str, found: Sequence[int], base: int) -> list[LevelRun]:
    """The runs of one line in logical order, white space at its end at the paragraph's level (L1)."""
    end = len(text)
    while end and bidi_class(text[end - 1]) in TRAILING:
        end -= 1
    settled = [*found[:end], *[base] * (len(text) - end)]
    runs: list[LevelRun] = []
    for place, level in enumerate(settled):
        if runs and runs[-1].level == level:
            runs[-1] = runs[-1]._replace(end=place + 1)
        else:
            runs.append(LevelRun(place, place + 1, level))
    return runs


def visual_order(of_runs: Sequence[int]) -> list[int]:
    """Indices of a line's runs, given by their levels, from left to right (L2)."""
    order = list(range(len(of_runs)))
    for level in range(max(of_runs, default=0), 0, -1):
        start = 0
        for is_within, group in groupby([of_runs[index] >= level for index in order]):
            end = start + len(list(group))
            if is_within:
                order[start:end] = order[start:end][::-1]
            start = end
    return order


@dataclass(slots=True)
class _Sequence:
    """An isolating run sequence: characters that are settled as if nothing stood between them (BD13)."""

    places: list[int]
    kinds: list[str]
    level: int
    before: str
    after: str
    """The directions at its edges (sos and eos)."""

    @property
    def direction(self) -> str:
        return "R" if self.level % 2 else "L"


@dataclass(slots=True)
class _Embedding:
    """Follows embeddings, overrides and isolates through a paragraph (X1 to X8)."""

    stack: list[tuple[int, str | None, bool]]
    """Level, override, and whether an isolate opened it."""

    lost_isolates: int = 0
    lost_embeddings: int = 0

    def open(self, direction: str, override: str | None, is_isolate: bool) -> None:
        level = self.stack[-1][0]
        deeper = level + 1 + (level % 2 == (direction == "R"))
        if deeper <= MOST_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.stack.append((deeper, override, is_isolate))
        elif is_isolate:
            self.lost_isolates += 1
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def close_isolate(self) -> None:
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif any(is_isolate for _, _, is_isolate in self.stack):
            self.lost_embeddings = 0
            while not self.stack.pop()[2]:
                pass

    def close_embedding(self) -> None:
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1][2]:
            self.stack.pop()


def _explicit(classes: list[str], base: int) -> list[int]:
    """Levels before any character's own class counts; overrides change the classes."""
    found: list[int] = []
    state = _Embedding([(base, None, False)])
    original = tuple(classes)
    for place, kind in enumerate(original):
        if kind == "PDI":
            state.close_isolate()
        level, override, _ = state.stack[-1]
        found.append(level)
        if override and kind not in REMOVED:
            classes[place] = override
        if kind in EMBEDDINGS:
            state.open(*EMBEDDINGS[kind], False)
        elif kind in ISOLATES:
            state.open(_isolate_direction(kind, original[place + 1 :]), None, True)
        elif kind == "PDF":
            state.close_embedding()
    return found


def _isolate_direction(kind: str, following: Sequence[str]) -> str:
    """The direction that an isolate opens; ``FSI`` takes that of its first letter (X5c)."""
    if kind == "FSI":
        return _first_strong(following, is_isolated=True) or "L"
    return "R" if kind == "RLI" else "L"


def _first_strong(classes: Sequence[str], *, is_isolated: bool = False) -> str | None:
    """The direction of the first letter that no isolate holds, up to the end of the isolate around it."""
    depth = 0
    for kind in classes:
        if kind in ISOLATES:
            depth += 1
        elif kind == "PDI" and depth:
            depth -= 1
        elif kind == "PDI" and is_isolated:
            break
        elif depth == 0 and kind in STRONG:
            return STRONG[kind]
    return None


def _sequences(original: Sequence[str], classes: Sequence[str], found: Sequence[int], base: int) -> Iterator[_Sequence]:
    """Level runs, joined across the isolates between them (X9, X10)."""
    places = [place for place, kind in enumerate(original) if kind not in REMOVED]
    rank = {place: index for index, place in enumerate(places)}
    openers = {pdi: isolate for isolate, pdi in _isolates(original)}
    homes: dict[int, list[int]] = {}
    """Last place of a sequence so far → its places."""

    for _, run in groupby(places, key=lambda place: found[place]):
        own = list(run)
        sequence = homes.pop(openers.get(own[0], -1), [])
        sequence += own
        homes[own[-1]] = sequence
    for last, members in homes.items():
        level = found[members[0]]
        first, following = rank[members[0]], rank[last] + 1
        is_open = original[last] in ISOLATES or following == len(places)
        around = (
            found[places[first - 1]] if first else base,
            base if is_open else found[places[following]],
        )
        before, after = ("R" if max(level, other) % 2 else "L" for other in around)
        yield _Sequence(members, [classes[place] for place in members], level, before, after)


def _isolates(classes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Isolates with the characters that close them (BD9)."""
    opened: list[int] = []
    for place, kind in enumerate(classes):
        if kind in ISOLATES:
            opened.append(place)
        elif kind == "PDI" and opened:
            yield opened.pop(), place


def _settle_weak(sequence: _Sequence) -> None:
    """Marks, numbers and what belongs to numbers (W1 to W7)."""
    kinds = sequence.kinds
    letter = previous = sequence.before
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = "ON" if previous in ISOLATES or previous == "PDI" else previous
        elif kind == "EN" and letter == "AL":
            kinds[index] = "AN"
        previous = kinds[index]
        letter = kind if kind in STRONG else letter
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for index in range(1, len(kinds) - 1):
        around = {kinds[index - 1], kinds[index + 1]}
        if (kinds[index] == "ES" and around == {"EN"}) or (kinds[index] == "CS" and around in ({"EN"}, {"AN"})):
            kinds[index] = kinds[index - 1]
    _join_terminators(kinds)
    letter = sequence.before
    for index, kind in enumerate(kinds):
        letter = kind if kind in STRONG else letter
        if kind in ("ES", "CS", "ET"):
            kinds[index] = "ON"
        elif kind == "EN" and letter == "L":
            kinds[index] = "L"


def _join_terminators(kinds: list[str]) -> None:
    """Signs such as % and $ belong to the number beside them (W5)."""
    start = 0
    for kind, group in groupby(list(kinds)):
        end = start + len(list(group))
        if kind == "ET" and "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end


def _settle_brackets(sequence: _Sequence, text: str, original: Sequence[str]) -> None:
    """Brackets point the way of what they hold or stand in (N0)."""
    kinds = sequence.kinds
    for opening, closing in _pairs(sequence, text):
        held = {AS_STRONG[kind] for kind in kinds[opening + 1 : closing] if kind in AS_STRONG}
        if sequence.direction in held:
            direction = sequence.direction
        elif held:
            earlier = (AS_STRONG[kind] for kind in reversed(kinds[:opening]) if kind in AS_STRONG)
            outside = next(earlier, sequence.before)
            direction = outside if outside in held else sequence.direction
        else:
            continue
        for bracket in (opening, closing):
            kinds[bracket] = direction
            for index in range(bracket + 1, len(kinds)):
                if original[sequence.places[index]] != "NSM":
                    break
                kinds[index] = direction


def _pairs(sequence: _Sequence, text: str) -> list[tuple[int, int]]:
    """Brackets that belong together, in the order of the opening ones (BD16)."""
    opened: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for index, (place, kind) in enumerate(zip(sequence.places, sequence.kinds, strict=True)):
        character = text[place]
        if kind != "ON" or character not in BRACKETS:
            continue
        if character in CLOSING:
            if len(opened) == MOST_OPENED:
                return []
            opened.append((CLOSING[character], index))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == character:
                found.append((opened[depth][1], index))
                del opened[depth:]
                break
    return sorted(found)


def _settle_neutral(sequence: _Sequence) -> None:
    """White space and signs follow what they stand between, else their sequence (N1, N2)."""
    kinds = sequence.kinds
    before, start = sequence.before, 0
    for is_neutral, group in groupby(list(kinds), key=NEUTRAL.__contains__):
        end = start + len(list(group))
        if is_neutral:
            after = AS_STRONG[kinds[end]] if end < len(kinds) else sequence.after
            kinds[start:end] = [before if before == after else sequence.direction] * (end - start)
        else:
            before = AS_STRONG[kinds[end - 1]]
        start = end
