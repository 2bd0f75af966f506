"""JSON, or lines of JSON, in; their values with lines, or what is damaged and where, out.

Nesting is counted, not recursed into; a name that stands twice in one entry is damage, for one of its values would be
lost.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from examgen.formats.bounds import admit
from examgen.formats.decode import shortened
from examgen.formats.records.values import MOST_NESTED, MOST_VALUES, Damage, Entry, Number, Value

_TOKEN = re.compile(
    r"[ \t\n]*(?:"
    r'(?P<string>"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.])"
    r"|(?P<word>true|false|null)\b"
    r"|(?P<sign>[\[\]{}:,])"
    r"|(?P<end>\Z))"
)
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


def json_values(text: str) -> tuple[list[Value], list[Damage]]:
    """All values of a text: one, or one on each line, where a damaged line leaves the others whole."""
    reader = _Reader(text)
    try:
        value, end = reader.value(0)
        if not text[end:].strip():
            return [value], []
        if "\n" not in text[:end].strip() and text[end:].lstrip(" \t").startswith("\n"):
            return _lines(text)
        return [], [reader.damage("there is more behind the end of the JSON", end)]
    except Damage as damage:
        values, others = _lines(text) if _looks_like_lines(text) else ([], [])
        return (values, others) if values else ([], [damage])


def _looks_like_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return first.startswith("{") and rest.lstrip().startswith("{")


def _lines(text: str) -> tuple[list[Value], list[Damage]]:
    values: list[Value] = []
    damages: list[Damage] = []
    admit(text.count("\n{"))
    lines = text.split("\n")
    admit(sum(bool(line.strip()) for line in lines))
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        reader = _Reader(line, number)
        try:
            value, end = reader.value(0)
            if line[end:].strip():
                raise reader.damage("there is more behind the end of the JSON", end)
            values.append(value)
        except Damage as damage:
            damages.append(damage)
    return values, damages


@dataclass(slots=True)
class _Open:
    """A list or an entry that is not closed yet."""

    start: int
    items: list[Value] | None = None
    fields: dict[str, Value] | None = None
    name: str | None = None

    def take(self, value: Value) -> None:
        if self.items is not None:
            self.items.append(value)
        elif self.fields is not None and self.name is not None:
            self.fields[self.name] = value
            self.name = None


@dataclass(slots=True)
class _Reader:
    """One text while its values are read."""

    text: str
    first: int = 1
    """Number of its first line."""

    ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ends = [match.start() for match in re.finditer("\n", self.text)]

    def line(self, place: int) -> int:
        return self.first + bisect_right(self.ends, place - 1)

    def damage(self, message: str, place: int) -> Damage:
        start = self.text.rfind("\n", 0, place) + 1
        return Damage(message, self.line(place), place - start + 1)

    def value(self, place: int) -> tuple[Value, int]:
        """One value, and where it ends."""
        opened: list[_Open] = []
        expected, count = "a value", 0
        while True:
            kind, token, start, place = self.token(place, opened)
            count += expected == "a value" and token not in "]}"
            if count > MOST_VALUES:
                raise self.damage(f"there are more than {MOST_VALUES} values, the most that one file may hold", start)
            if kind == "sign":
                expected, done = self.sign(token, start, expected, opened)
                if done is not None:
                    if not opened:
                        return done, place
                    opened[-1].take(done)
                    expected = "a comma"
                continue
            if expected == "a name" and kind == "string":
                self.name(opened[-1], token, start)
                expected = "a colon"
                continue
            if expected != "a value":
                raise self.damage(f"{expected} is missing before {shortened(token, 20)}", start)
            value = self.single(kind, token, start)
            if not opened:
                return value, place
            opened[-1].take(value)
            expected = "a comma"

    def token(self, place: int, opened: list[_Open]) -> tuple[str, str, int, int]:
        match = _TOKEN.match(self.text, place)
        if match is None:
            start = place + len(self.text[place:]) - len(self.text[place:].lstrip(" \t\n"))
            raise self.damage(_why_no_token(self.text, start), start)
        kind = match.lastgroup or "end"
        if kind == "end":
            where = f"what begins in line {self.line(opened[-1].start)} is not closed" if opened else "it is empty"
            raise self.damage(f"the JSON ends too early: {where}", len(self.text))
        return kind, match[kind], match.start(kind), match.end()

    def sign(self, sign: str, start: int, expected: str, opened: list[_Open]) -> tuple[str, Value]:
        """What may follow a sign, and the list or entry that it closes."""
        inner = opened[-1] if opened else None
        if sign in "[{" and expected == "a value":
            if len(opened) >= MOST_NESTED:
                raise self.damage(f"lists and entries are nested more than {MOST_NESTED} deep", start)
            is_list = sign == "["
            opened.append(_Open(start, items=[] if is_list else None, fields=None if is_list else {}))
            return ("a value" if is_list else "a name"), None
        if sign == ":" and expected == "a colon":
            return "a value", None
        if sign == "," and expected == "a comma" and inner:
            return ("a value" if inner.items is not None else "a name"), None
        if sign == "]" and inner and inner.items is not None and (expected == "a comma" or not inner.items):
            opened.pop()
            return "", inner.items
        if sign == "}" and inner and inner.fields is not None and (expected == "a comma" or not inner.fields):
            opened.pop()
            return "", Entry(inner.fields, self.line(inner.start))
        raise self.damage(f'"{sign}" stands where {expected} should', start)

    def name(self, inner: _Open, token: str, start: int) -> None:
        name = self.string(token, start)
        if inner.fields is not None and name in inner.fields:
            raise self.damage(f'the name "{shortened(name)}" stands twice in one entry', start)
        inner.name = name

    def single(self, kind: str, token: str, start: int) -> Value:
        if kind == "string":
            return self.string(token, start)
        return Number(token) if kind == "number" else _WORDS[token]

    def string(self, token: str, start: int) -> str:
        if "\\" not in token:
            return token[1:-1]
        try:
            text = json.loads(token)
        except ValueError:
            raise self.damage("a backslash in a text is followed by no sign that JSON knows", start) from None
        if not isinstance(text, str) or _SURROGATE.search(text):
            raise self.damage("a text holds half of a character", start)
        return text


def _why_no_token(text: str, start: int) -> str:
    rest = text[start : start + 20]
    if rest.startswith('"'):
        return "a text is not closed on its line"
    if rest.startswith(("NaN", "Infinity", "-Infinity")):
        return f'"{rest.split(",")[0].strip()}" is no number'
    return f'JSON knows nothing like "{shortened(rest.splitlines()[0] if rest.strip() else rest, 20)}"'
