"""Numbered paragraphs of Word in, the numbers and letters out that Word shows (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from examgen.formats.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ALPHABETS = {
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "hebrew1": "אבגדהוזחטי",
    "hebrew2": "אבגדהוזחטי",
    "arabicAlpha": "أبتثجحخد",
    "arabicAbjad": "أبجدهوزح",
    "ganada": "가나다라마바사아자차",
    "aiueo": "アイウエオカキクケコ",
    "aiueoFullWidth": "アイウエオカキクケコ",
    "thaiLetters": "กขคงจฉ",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩",
}
LETTERED = frozenset(("lowerLetter", "upperLetter", *_ALPHABETS))
"""Formats that label options."""

_PLACE = re.compile(r"%([0-9])")
_MOST_DIGITS = 9
_MOST_START = 32_767
"""What Word itself counts to; letters and Roman numbers grow with it."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts."""

    format: str
    """E.g. "decimal", "lowerLetter", "bullet"."""

    text: str
    """E.g. "%1." or "(%2)"."""

    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document while its paragraphs are read in order."""

    lists: Mapping[str, Mapping[int, Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def level(self, list_id: str, depth: int) -> Level | None:
        return self.lists.get(list_id, {}).get(depth)

    def label(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of a list; empty for bullets and lists without numbers."""
        level = self.level(list_id, depth)
        if level is None or level.format in ("bullet", "none"):
            return ""
        counts = self.counts[list_id]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda place: self._shown(list_id, int(place[1]) - 1), level.text)

    def _shown(self, list_id: str, depth: int) -> str:
        level = self.level(list_id, depth)
        number = self.counts[list_id].get(depth, level.start if level else 1)
        return counted(number, level.format if level else "decimal")


def counted(number: int, format: str) -> str:
    """A number as a list shows it."""
    if format in ("lowerLetter", "upperLetter"):
        letters = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letters if format == "lowerLetter" else letters.upper()
    if number <= len(letters := _ALPHABETS.get(format, "")):
        return letters[number - 1]
    if format in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if format == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found


def numbering_of(root: Element | None) -> Numbering:
    """The lists that ``numbering.xml`` defines; overrides of single lists included."""
    if root is None:
        return Numbering({})
    abstract = {each.get(f"{W}abstractNumId"): _levels(each) for each in root.findall(f"{W}abstractNum")}
    lists = {}
    for each in root.findall(f"{W}num"):
        base = each.find(f"{W}abstractNumId")
        levels = dict(abstract.get(base.get(f"{W}val"), {}) if base is not None else {})
        for override in each.findall(f"{W}lvlOverride"):
            levels |= _levels(override)
        lists[str(each.get(f"{W}numId"))] = levels
    return Numbering(lists)


def _levels(parent: Element) -> dict[int, Level]:
    return {whole_number(each.get(f"{W}ilvl", "0"), 0): _level(each) for each in parent.findall(f"{W}lvl")}


def _level(level: Element) -> Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return default if found is None else str(found.get(f"{W}val", default))

    start = min(whole_number(value("start", "1"), 1), _MOST_START)
    return Level(value("numFmt", "decimal"), value("lvlText", ""), start)


def whole_number(written: str, otherwise: int) -> int:
    """A number of an attribute; what is no such number, or has more digits than Word writes, is taken otherwise."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS else otherwise
