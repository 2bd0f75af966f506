"""Chemistry as mhchem writes it, ``2 H2 + O2 -> 2 H2O``, in; LaTeX with upright letters out.

A number after an atom is a subscript and a number before one a coefficient, so each rule says after what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from examgen.typeset.formula.tokens import FormulaError

_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}"
_SCRIPT = rf"(?:{_GROUP}|\$[^$]*\$|\d*[+\-−]+|\d+[+\-−]?|[IVX]+|[A-Za-z][+\-−]?|[.•*'])"
_LABEL = rf"(?:\[((?:[^\[\]{{}}$]|{_GROUP}|\$[^$]*\$)*)\])?"
_STATE = r"\((?:aq|s|l|g|ad|am|cr|sln|lc|vit)\)"
_SHAFT = r"<-->|<=>|<->|<-|->|→|←|↔|⇌"

_ARROWS = {
    "->": r"\xrightarrow", "<-": r"\xleftarrow", "<->": r"\xleftrightarrow", "<-->": r"\xrightleftarrows",
    "<=>": r"\xrightleftharpoons", "→": r"\xrightarrow", "←": r"\xleftarrow", "↔": r"\xleftrightarrow",
    "⇌": r"\xrightleftharpoons",
}  # fmt: skip

_BONDS = {
    "-": "{-}", "−": "{-}", "=": "{=}", "#": r"{\equiv}", "≡": r"{\equiv}", "1": "{-}", "2": "{=}", "3": r"{\equiv}",
    "->": r"{\rightarrow}", "<-": r"{\leftarrow}", "...": r"{\cdots}", "~": r"{\sim}",
}  # fmt: skip

_HINT = "the manual's page on formulas shows how formulas of chemistry are written"


def chemistry(source: str) -> str:
    """The LaTeX of what stands in ``\\ce{…}``."""
    written, at, after_atom = "", 0, False
    source = source.strip()
    while at < len(source):
        rule, match = _applied(source, at, after_atom)
        written += rule.write(match)
        at, after_atom = match.end(), rule.leaves_atom
    return written


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    holds_after_atom: bool
    holds_elsewhere: bool
    leaves_atom: bool
    write: Callable[[re.Match[str]], str]


def _applied(source: str, at: int, after_atom: bool) -> tuple[_Rule, re.Match[str]]:
    for rule in _RULES:
        if (rule.holds_after_atom if after_atom else rule.holds_elsewhere) and (
            match := rule.pattern.match(source, at)
        ):
            return rule, match
    raise FormulaError(f"“{source[at : at + 12]}” is not understood in \\ce", _HINT)


def _arrow(match: re.Match[str]) -> str:
    shaft, above, below = match.groups()
    return f"{_ARROWS[shaft]}[{{{chemistry(below or '')}}}]{{{chemistry(above or '')}}}"


def _charge(match: re.Match[str]) -> str:
    return f"{{}}^{{{match[1]}}}"


def _bond(match: re.Match[str]) -> str:
    name = match[1]
    if name not in _BONDS:
        raise FormulaError(f"the bond “{name}” is not understood", "write - = or # between the atoms")
    return _BONDS[name]


def _prescript(match: re.Match[str]) -> str:
    above, below = match[1] or match[4] or "", match[2] or match[3] or ""
    return rf"\prescript{{{_script(above)}}}{{{_script(below)}}}{{}}"


def _script(text: str) -> str:
    """What stands in a script: letters alone are variables, words are upright."""
    inner = text[1:-1] if text[:1] in {"{", "$"} else text
    if text.startswith("$"):
        return rf"\mathnormal{{{inner}}}"
    if re.fullmatch(r"[\d+\-−]*[a-z][\d+\-−]*", inner):
        return rf"\mathnormal{{{inner}}}"
    return re.sub(r"\$([^$]*)\$", r"\\mathnormal{\1}", re.sub(r"(?<!\d)\.|•", r"\\bullet ", inner))


def _rule(pattern: str, where: str, leaves: str, write: str | Callable[[re.Match[str]], str]) -> _Rule:
    made = write if callable(write) else lambda match: match.expand(write)
    return _Rule(re.compile(pattern), where in {"atom", "any"}, where in {"start", "any"}, leaves == "atom", made)


_RULES = (
    _rule(rf"\s*({_SHAFT})\s*{_LABEL}\s*{_LABEL}\s*", "any", "start", _arrow),
    _rule(r"\s+([+\-−=])(?=\s|$)\s*|\s+(\+)\s*", "any", "start", lambda match: match[1] or match[2]),
    _rule(r"\s+v(?=\s|$)|\(v\)", "any", "atom", r"\\mspace{3mu}{\\downarrow}"),
    _rule(r"\s+\^(?=\s|$)|\(\^\)", "any", "atom", r"\\mspace{3mu}{\\uparrow}"),
    _rule(r"\s*[*·]\s*|\s+\.\s+|\.(?=\d*[A-Z(])", "any", "start", r"\\mspace{2mu}{\\cdot}\\mspace{2mu}"),
    _rule(rf"\s*({_STATE})", "atom", "atom", r"\\mspace{2mu}\1"),
    _rule(r"\s+", "any", "start", r"\\ "),
    _rule(r"(\d+)/(\d+)\s*", "start", "start", r"\\tfrac{\1}{\2}\\,"),
    _rule(r"(\d+)\s*", "start", "start", r"\1\\,"),
    _rule(r"([a-z])\s+(?=[A-Z(\[])|([nmx])(?=[A-Z(\[])", "start", "start",
          lambda match: rf"\mathnormal{{{match[1] or match[2]}}}\,"),
    _rule(rf"\^({_SCRIPT})(?:_({_SCRIPT}))?|_({_SCRIPT})(?:\^({_SCRIPT}))?", "start", "start", _prescript),
    _rule(r"\+\s*", "start", "start", "+"),
    _rule(r"(\d+)", "atom", "atom", r"_{\1}"),
    _rule(rf"([+\-−]+)(?=\s|$|[)\],;}}^_]|{_SHAFT}|{_STATE})", "atom", "atom", _charge),
    _rule(rf"_({_SCRIPT})", "atom", "atom", lambda match: f"_{{{_script(match[1])}}}"),
    _rule(rf"\^({_SCRIPT})", "atom", "atom", lambda match: f"{{}}^{{{_script(match[1])}}}"),
    _rule(r"([-−=#≡])", "any", "start", _bond),
    _rule(r"\\bond\{([^{}]*)\}", "any", "start", _bond),
    _rule(r"([A-Z][a-z]*|[a-z]+)", "any", "atom", r"\1"),
    _rule(r"([(\[])", "any", "start", r"\1"),
    _rule(r"([)\]]|'|•)", "any", "atom", r"\1"),
    _rule(r"(\.\.\.|…)", "any", "start", r"\\ldots "),
    _rule(r"([,;:/])\s*", "any", "start", r"\1"),
    _rule(r"\$([^$]*)\$", "any", "atom", r"\\mathnormal{\1}"),
    _rule(rf"(\\[A-Za-z]+(?:{_GROUP})*)\s*", "any", "atom", r"\1 "),
    _rule(r"(\\[{},;:! ])", "any", "start", r"\1"),
    _rule(rf"({_GROUP})", "any", "atom", r"\\text\1"),
)  # fmt: skip
"""In order: a pattern, where it holds, what it leaves behind, and what it writes."""
