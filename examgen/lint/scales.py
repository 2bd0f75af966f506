"""Rules on options that are numbers, dates or ranges, and on options that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from examgen.lint.finding import Finding
from examgen.lint.item import Item, common_start, has_formula, is_code
from examgen.lint.words import RuleWords
from examgen.markup.numbers import Measured
from examgen.markup.ranges import Range, ranges_in
from examgen.markup.scales import cut_at_numbers
from examgen.model.bank import Option
from examgen.model.text import wording
from examgen.model.variant import MOST_OPTIONS

LEAST_ORDERED = 3
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})")
_BOUND = re.compile(r"(?:^|\W)[^\W\d_]\s*(?:[<>≤≥]|\\[lg]eq?)|(?:[<>≤≥]|\\[lg]eq?)\s*[^\W\d_](?!\w)")
"""A variable with a bound: such options are sets of solutions, of which one alone is all of them."""


def unordered_options(item: Item) -> Iterator[Finding]:
    """Numbers, dates or words of degree that go neither up nor down."""
    if not item.is_choice or item.question.program or not LEAST_ORDERED <= len(item.free) <= MOST_OPTIONS:
        return
    rising = tuple(range(len(item.free)))
    if item.ranks and item.ranks not in (rising, rising[::-1]):
        message = "the options are on a scale, and neither go up nor down"
        locked = item.question.locked
        hint = "put them in order" + ("" if locked else "; examgen prints them so, other programs do not")
        yield Finding("unordered-options", item, message, hint, item.free[0].line, "options")


def overlapping_ranges(item: Item) -> Iterator[Finding]:
    """Two ranges share a value, so that both options are right for it."""
    cut = item.cut
    ranges = ranges_in(_signed(cut, item)) if cut and not all(map(_BOUND.search, item.options)) else None
    if not ranges or len(ranges) > MOST_OPTIONS or sum(each.low < each.high for each in ranges) < 2:
        return
    for one, other in combinations(range(len(ranges)), 2):
        shared = _shared(ranges[one], ranges[other])
        if shared:
            texts = [wording(item.free[place].text).strip() for place in (one, other)]
            message = f'"{texts[0]}" and "{texts[1]}" both hold {shared}'
            hint = "let each range begin behind the end of the one before"
            yield Finding("overlapping-ranges", item, message, hint, item.free[other].line, "options")
            return


def _signed(cut: Sequence[Measured], item: Item) -> list[Measured]:
    """The same with signs for the words of limits: "less than 20" is "<20"."""
    words = item.words
    return [replace(line, literals=_with_signs(line.literals, words)) for line in cut] if words else list(cut)


def _with_signs(literals: Sequence[str], words: RuleWords) -> tuple[str, ...]:
    before, *between, behind = (words.signs.get(literal.casefold(), literal) for literal in literals)
    if between and (before.casefold(), between[0].casefold()) == words.between:
        return "", "–", behind
    if between:
        return (before, *(sign.removesuffix(before) or sign for sign in between), behind)
    ending = next((each for each in words.closing_signs if behind.casefold().endswith(each)), "")
    return (words.closing_signs[ending] + before, behind[: -len(ending)]) if ending else (before, behind)


def _shared(one: Range, other: Range) -> str:
    """A value in both, or words for many; empty where there is none."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    if low < high:
        return "the same values"
    return f"{float(low):g}" if low == high and low in one and low in other else ""


def mixed_units(item: Item) -> Iterator[Finding]:
    """Quantities in different units."""
    cut = item.cut
    if not cut or len(cut) < LEAST_ORDERED or any(len(line.numbers) != 1 or not _has_one_unit(line) for line in cut):
        return
    units = ["".join(line.literals) for line in cut]
    varied: list[str] = []
    for unit in units:
        if not any(_is_same_unit(unit, other) for other in varied):
            varied.append(unit)
    if len({line.numbers for line in cut}) < len({(line.numbers, unit) for line, unit in zip(cut, units, strict=True)}):
        return  # one number in two units: the unit is what is asked for
    if len(varied) > 1 and all(varied) and len({line.numbers for line in cut}) > 1 and all(map(_is_unit, varied)):
        listed = ", ".join(f'"{unit}"' for unit in varied)
        hint = "give all quantities in one unit, unless conversion is what is asked for"
        yield Finding("mixed-units", item, f"the options are in different units: {listed}", hint, None, "options")


_LONGEST_UNIT = 12
_CURRENCIES = frozenset("€$£¥")
_SIGNS_OF_UNITS = _CURRENCIES | {"°", "µ"}
_SHORTEST_NUMBERED = 3
"""Letters that a unit has at least, where it has a plural: no "m", no "mm"."""


def _has_one_unit(line: Measured) -> bool:
    """Whether a unit stands behind the number, or a currency before it."""
    before, behind = line.literals
    return not before or (before in _CURRENCIES and not behind)


def _is_unit(text: str) -> bool:
    return len(text) <= _LONGEST_UNIT and (text[0].isalpha() or text[0] in _SIGNS_OF_UNITS or text == "%")


def _is_same_unit(one: str, other: str) -> bool:
    """Whether two units are equal, or one in the singular and in the plural."""
    if one == other or {one, other} == {"foot", "feet"}:
        return True
    common = common_start(one, other)
    return common >= _SHORTEST_NUMBERED and max(len(one), len(other)) - common <= 2


def similar_options(item: Item) -> Iterator[Finding]:
    """Two options differ in articles or punctuation alone, or name the same value."""
    if not item.is_choice or len(item.free) > MOST_OPTIONS or any(is_code(option.text) for option in item.free):
        return
    values = _values(item)
    written = [" ".join(wording(option.text).split()) for option in item.free]
    said = [None if has_formula(option.text) else _bare(option, item) for option in item.free]
    for one, other in combinations(range(len(item.free)), 2):
        if written[one].casefold().rstrip(" .") == written[other].casefold().rstrip(" ."):
            continue  # an error or a warning of its own
        is_equal = values[one] is not None and values[one] == values[other]
        if is_equal or (said[one] and said[one] == said[other]):
            what = "are the same value" if is_equal else "differ in articles or punctuation alone"
            message = f'"{written[one][:40]}" and "{written[other][:40]}" {what}'
            yield Finding("similar-options", item, message, "change one of them", item.free[other].line, "options")
            return


def _values(item: Item) -> list[Measured | None]:
    """Each option cut at its numbers, where it has some."""
    cuts = (cut_at_numbers([option.text], item.language) for option in item.free)
    return [_without_per_cent(cut[0]) if cut else None for cut in cuts]


def _without_per_cent(value: Measured) -> Measured:
    is_share = value.literals == ("", "%")
    return Measured(("", ""), (value.numbers[0] / 100,)) if is_share else value


def _bare(option: Option, item: Item) -> tuple[str, ...]:
    """The words of an option without articles and closing punctuation."""
    articles = item.words.among("articles") if item.words else frozenset()
    words = (word.rstrip(".,;:") for word in _HYPHEN.sub(" ", wording(option.text)).casefold().split())
    return tuple(word for word in words if word and word not in articles)
