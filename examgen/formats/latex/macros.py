"""The macros that a file defines: simple ones stand for their text; others stay unknown, and are told of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

_MOST_DEEP = 8
_MOST_LONG = 20_000
_NAME = r"\{?\\(?P<name>[A-Za-z]+)\}?"
_GROUP = r"\{(?P<body>(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
_DEFINITIONS = (
    re.compile(rf"\\(?:re)?(?:newcommand|providecommand)\*?\s*{_NAME}\s*(?:\[(?P<count>\d)\])?\s*{_GROUP}"),
    re.compile(rf"\\def\s*{_NAME}(?P<marks>(?:#\d)*)\s*{_GROUP}"),
    re.compile(rf"\\giftdef\s*{_NAME}\s*{_GROUP}"),
    re.compile(rf"\\DeclareMathOperator\*?\s*{_NAME}\s*{_GROUP}"),
)
_OPERATOR = 3
_ARGUMENT = re.compile(r"\s*(?:\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}|(\\[A-Za-z]+|\S))")
_MARK = re.compile(r"#(\d)")


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro of the file stands for."""

    count: int
    body: str


_GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega"
KNOWN = {f"up{name}": Macro(0, rf"\{name}") for name in _GREEK.split()} | {
    "iu": Macro(0, r"\mathrm{i}"),
    "eu": Macro(0, r"\mathrm{e}"),
    "piu": Macro(0, r"\pi"),
}
"""What packages define that classes for exams load: upgreek, and the constants of exam-zh."""


def defined(text: str) -> dict[str, Macro]:
    """All macros that stand for a text: those of well-known packages, and those that a file defines."""
    found = dict(KNOWN)
    for kind, pattern in enumerate(_DEFINITIONS):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            count = int(groups.get("count") or 0) or len(groups.get("marks") or "") // 2
            body = rf"\operatorname{{{match['body']}}}" if kind == _OPERATOR else match["body"]
            found[match["name"]] = Macro(count, body)
    return found


def without_definitions(text: str) -> str:
    """The text with definitions blanked, so that lines stay where they are."""
    for pattern in _DEFINITIONS:
        text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
    return text


_STRUCTURE = re.compile(r"\\(?:begin|end|if|input|include|write|def|newcommand|item|question|choice|part)")


def with_arguments_filled(text: str, macros: Mapping[str, Macro]) -> str:
    """The text with macros of one or more arguments written out where these stand in the same line."""
    simple = {
        name: macro
        for name, macro in macros.items()
        if macro.count and "\n" not in macro.body and not _STRUCTURE.search(macro.body)
    }
    if not simple:
        return text
    signs = tuple(f"\\{name}" for name in simple)
    return "\n".join(
        expanded(line, simple) if any(sign in line for sign in signs) else line for line in text.split("\n")
    )


_IF_ANSWERS = re.compile(
    r"\\ifprintanswers(?![A-Za-z])(?P<shown>.*?)(?:\\else(?![A-Za-z])(?P<hidden>.*?))?\\fi(?![A-Za-z])", re.DOTALL
)
_KEYED = re.compile(r"\\begin\{solution|\\(?:CorrectChoice|correctchoice)")


def with_answers_shown(text: str) -> str:
    """The text with what stands there where answers are printed; words alone are a solution, and no part of a stem."""

    def shown(match: re.Match[str]) -> str:
        words = match["shown"]
        is_bare = words.strip() and not _KEYED.search(words)
        words = rf"\begin{{solution}}{words}\end{{solution}}" if is_bare else words
        return words + "\n" * (match["hidden"] or "").count("\n")

    return _IF_ANSWERS.sub(shown, text)


def expanded(source: str, macros: Mapping[str, Macro]) -> str:
    """A piece of source with the file's macros written out, as deep and as long as is sound."""
    if not macros:
        return source
    pattern = re.compile(r"\\(" + "|".join(sorted(map(re.escape, macros), key=len, reverse=True)) + r")(?![A-Za-z])")
    for _ in range(_MOST_DEEP):
        match = pattern.search(source)
        if match is None or len(source) > _MOST_LONG:
            break
        source = _once(source, pattern, macros)
    return source


def _once(source: str, pattern: re.Pattern[str], macros: Mapping[str, Macro]) -> str:
    parts, at = list[str](), 0
    for match in pattern.finditer(source):
        if match.start() < at:
            continue
        macro, end, values = macros[match[1]], match.end(), list[str]()
        for _ in range(macro.count):
            found = _ARGUMENT.match(source, end)
            values.append((found[1] or found[2] or "") if found else "")
            end = found.end() if found else end
        body = _MARK.sub(partial(_value, values), macro.body)
        needs_space = body[-1:].isalpha() and source[end : end + 1].isalpha() and re.search(r"\\[A-Za-z]+$", body)
        parts += [source[at : match.start()], body, " " if needs_space else ""]
        at = end
    return "".join([*parts, source[at:]])


def _value(values: Sequence[str], mark: re.Match[str]) -> str:
    place = int(mark[1])
    return values[place - 1] if 0 < place <= len(values) else ""
