"""The tokens of a paragraph in, what may be meant as a formula in it and is read as words out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from examgen.markup.formulas import SHORT, is_prose

_ROUND, _SQUARE, _OTHER = "\ue001", "\ue002", "\ue000"


def doubts(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """The line from 0, the message and the hint for each doubt."""
    probe = "".join(_PROBE.get(token.type, _other)(token) for token in tokens)
    for match in _DOUBT.finditer(probe):
        message, hint = _said(match)
        if message:
            yield probe.count("\n", 0, match.start()), message, hint


def _said(match: re.Match[str]) -> tuple[str, str]:
    found = match[0].replace(_ROUND, r"\(").replace(_SQUARE, r"\[")
    if match["short"]:
        message = f'"{found[:60]}" is read as words between dollar signs'
        return (
            (message, r"write \$ for a dollar sign, and words in a formula as \text{…}")
            if _doubtful(match)
            else ("", "")
        )
    if match["command"]:
        return f'"{found}" stands in no formula, and is printed as it is', f"write a formula as ${found}…}}$"
    hint = "close it in the same paragraph, without a blank line in it"
    return f'a formula begins with "{found[:2]}" and does not end; it is printed as it is written', hint


def _doubtful(match: re.Match[str]) -> bool:
    return is_prose(match["body"])


_DOUBT = re.compile(
    rf"(?P<command>\\[A-Za-z]+\{{)|(?P<long>(?<!\$)\$\$(?!\$))|(?P<short>(?<!\$){SHORT.pattern})"
    rf"|(?P<open>[{_ROUND}{_SQUARE}](?=[^{_ROUND}{_SQUARE}]{{0,200}}?(?:\\[A-Za-z]|\^)))",
    re.DOTALL,
)


def _other(token: Token) -> str:
    return _OTHER


def _escaped(token: Token) -> str:
    if token.content.startswith("\\") and len(token.content) > 1:
        return token.content
    return {r"\(": _ROUND, r"\[": _SQUARE}.get(token.markup, _OTHER)


_PROBE: dict[str, Callable[[Token], str]] = {
    "text": lambda token: token.content,
    "text_special": _escaped,
    "softbreak": lambda token: "\n",
    "hardbreak": lambda token: "\n",
}
"""What stands for a token where doubts are looked for: escaped signs mean nothing."""
