r"""A place in a text in, the formula that begins there out.

It stands in ``$…$``, ``$$…$$``, ``\(…\)`` or ``\[…\]``, or is one of ``\ce{…}`` and ``\begin{…}…\end{…}``.
Dollars go by Pandoc's rule, so that prices stay prices: no space inside them, and no digit behind the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 3000
"""Characters; a longer formula is one that was left open."""

MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class FoundFormula:
    """A formula in a text, and the place behind it."""

    end: int
    source: str
    is_display: bool = False


def formula_at(text: str, place: int) -> FoundFormula | None:
    """The formula that begins with the dollar or backslash at this place; ``None`` where none does."""
    return _in_dollars(text, place) if text[place] == "$" else _behind_backslash(text, place)


SHORT = re.compile(r"\$(?![\s$])(?P<body>(?:[^$\\]++|\\.)*+)(?<!\s)\$(?![\d${])", re.DOTALL)
_LONG = re.compile(r"\$\$(?!\$)(?P<body>(?:[^$\\]++|\\.|\$(?!\$))*+)\$\$", re.DOTALL)
_SPACED = re.compile(r"\$(?P<body>\s(?:[^$\\]++|\\.)*+(?<=\s))\$(?![\d${])", re.DOTALL)
"""With spaces inside, as some write it: a formula only if a command of TeX leaves no doubt."""

_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_TEX = re.compile(r"\\[A-Za-z]|(?<!\\)[\^_{}=]")
_RAISED = re.compile(r"[\^_]|.*\\[A-Za-z]", re.DOTALL)
_VARIABLE = re.compile(r"[A-Za-z]\w+[-+*/=.,:&|%<>]?|[A-Za-z][-+*/=.,:&|%<>]")
_GOING_ON = re.compile(r"[^\W\d_]{2,}[^\w\s]*\s")
"""A word that another follows."""


def _in_dollars(text: str, place: int) -> FoundFormula | None:
    before = text[place - 1 : place]
    if before == "$":
        return None
    if match := _LONG.match(text, place, place + LONGEST):
        return _found(match.end(), match["body"], is_display=True)
    if (match := _SPACED.match(text, place, place + LONGEST)) and _COMMAND.search(match["body"]):
        return _found(match.end(), match["body"])
    match = SHORT.match(text, place, place + LONGEST)
    if match is None or is_prose(body := match["body"]):
        return None
    joins_word = before.isalnum() and not _RAISED.match(body)
    names_variable = text[match.end() : match.end() + 1].isalpha() and _VARIABLE.fullmatch(body)
    return None if joins_word or names_variable else _found(match.end(), body)


def is_prose(body: str) -> bool:
    """Whether two dollars rather stand at prices: "$5 and about 10$"."""
    words = 0 if _TEX.search(body) else len(_GOING_ON.findall(body))
    return words > (0 if body[0].isdigit() else 1)


def formula_in_prose(text: str, place: int) -> FoundFormula | None:
    """The same in plain text, where dollars mean other things more often: it must look like a formula."""
    found = formula_at(text, place)
    if found is None or text[place] == "\\" or _looks_like_formula(found.source):
        return found
    return None


def formula_in_html(text: str, place: int) -> FoundFormula | None:
    """The same in HTML, where no backslash escapes a bracket: behind one there is always a formula."""
    if match := _ROUND.match(text, place, place + LONGEST):
        return _found(match.end(), match["body"])
    if match := _SQUARE.match(text, place, place + LONGEST):
        return _found(match.end(), match["body"], is_display=True)
    return formula_in_prose(text, place)


_LONG_WORD = re.compile(r"[^\W\d_]{3,}|[^\W\d_]{2}(?=\s)|[A-Z]{2}")
_CONSTANT = re.compile(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+")


def _looks_like_formula(source: str) -> bool:
    """Whether it holds signs of TeX, or no words: $PATH$ and $MAX_SIZE$ are none."""
    if _TEX.search(source):
        return _CONSTANT.fullmatch(source) is None
    return _LONG_WORD.search(source) is None


ENVIRONMENTS = (
    "equation|align|alignat|flalign|gather|multline|eqnarray|split|aligned|gathered|cases|array|displaymath|math"
    "|[pbBvV]?matrix|smallmatrix"
)
_ROUND = re.compile(r"\\\((?P<body>(?:[^\\]++|\\[^()])*+)\\\)", re.DOTALL)
_SQUARE = re.compile(r"\\\[(?P<body>(?:[^\\]++|\\[^\]])*+)\\\]", re.DOTALL)
_ENVIRONMENT = re.compile(rf"\\begin\{{(?P<name>(?:{ENVIRONMENTS})\*?)\}}(?P<body>.*?)\\end\{{(?P=name)\}}", re.DOTALL)
_ONLY_DISPLAY = ("equation", "equation*", "displaymath", "math")
"""Environments that say nothing of what they hold."""

_CHEMISTRY = r"\ce{"
_BRACE = re.compile(r"[{}]")
_LONGEST_REACTION = 500
_WORD = re.compile(r"[^\W\d_]{3,}")


def _behind_backslash(text: str, place: int) -> FoundFormula | None:
    if match := _ROUND.match(text, place, place + LONGEST):
        return None if _reads_as_words(match["body"]) else _found(match.end(), match["body"])
    if match := _SQUARE.match(text, place, place + LONGEST):
        return _found(match.end(), match["body"], is_display=True) if _TEX.search(match["body"]) else None
    if match := _ENVIRONMENT.match(text, place, place + LONGEST):
        return _found(match.end(), _inside(match), is_display=True)
    return _chemistry(text, place) if text.startswith(_CHEMISTRY, place) else None


def _reads_as_words(body: str) -> bool:
    """Whether brackets are rather escaped ones around words, which CommonMark prints as they are."""
    return bool(_WORD.search(body)) and not _TEX.search(body)


def _inside(match: re.Match[str]) -> str:
    return match["body"] if match["name"] in _ONLY_DISPLAY else match[0]


def _chemistry(text: str, place: int) -> FoundFormula | None:
    depth = 0
    for brace in _BRACE.finditer(text, place, place + _LONGEST_REACTION):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return _found(brace.end(), text[place : brace.end()])
    return None


def _found(end: int, body: str, *, is_display: bool = False) -> FoundFormula | None:
    source = _tidy(body, is_display)
    return FoundFormula(end, source, is_display) if source else None


def _tidy(body: str, is_display: bool) -> str:
    """The lines of a formula without the spaces around them; only a displayed one keeps its lines."""
    lines = (line.strip() for line in body.split("\n"))
    source = ("\n" if is_display else " ").join(line for line in lines if line)
    while (len(source) - len(source.rstrip("\\"))) % 2:
        source = source[:-1].rstrip()
    return source


_OPENING = re.compile(rf"\$\$(?!\$)|\\\[|\\begin\{{(?:{ENVIRONMENTS})\*?\}}")
_MAY_CLOSE = re.compile(r"\$\$|\\\]|\\end\{")
STOP = re.compile(r"[.,;:?](?!\S)")
"""What may stand behind a displayed formula: it ends the sentence or clause, and is set with the formula."""


def block_formula(lines: Iterable[str]) -> tuple[int, str] | None:
    """The number of lines of a displayed formula that fills whole lines from here on, and its source."""
    taken: list[str] = []
    for line in lines:
        taken.append(line.strip())
        if not taken[-1] or len(taken) > MOST_LINES or (len(taken) == 1 and not _OPENING.match(taken[0])):
            return None
        if _MAY_CLOSE.search(taken[-1], 2 if len(taken) == 1 else 0) and (found := _display("\n".join(taken))):
            return (len(taken), found.source) if found.end == len("\n".join(taken)) else None
    return None


def _display(text: str) -> FoundFormula | None:
    """The displayed formula that a text begins with, and the stop behind it."""
    if match := _LONG.match(text) or _SQUARE.match(text):
        body = "" if match.re is _SQUARE and _reads_as_words(match["body"]) else match["body"]
    elif match := _ENVIRONMENT.match(text):
        body = _inside(match)
    else:
        return None
    stop = STOP.match(text, match.end())
    found = _found(stop.end() if stop else match.end(), body, is_display=True)
    return with_stop(found, stop[0]) if found and stop else found


def with_stop(found: FoundFormula, stop: str) -> FoundFormula:
    """A formula with the stop behind it."""
    return FoundFormula(found.end, found.source + stop, found.is_display)
