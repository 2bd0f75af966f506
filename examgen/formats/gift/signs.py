"""GIFT source in, the same with every sign that is text hidden, so that the signs left over all have a meaning.

A sign is text behind a backslash.
Where formulas, code and tags hold signs without one, their authors mean text, too: these are hidden apart, to be told.
"""

from __future__ import annotations

import re

NEWLINE = "\ufdd0"
"""What ``\\n`` stands for while the other signs are looked for."""

_ESCAPED = dict(zip(":#={}~", "\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6", strict=True))
_BARE = dict(zip("#={}~", "\ufdd8\ufdd9\ufdda\ufddb\ufddc", strict=True))
_SHOWN = str.maketrans({hidden: sign for signs in (_ESCAPED, _BARE) for sign, hidden in signs.items()})
_TAKEN = re.compile("[\ufdd0-\ufddf]")
"""Characters that no text may hold: Unicode keeps them for programs' own use."""

_ESCAPE = re.compile(r"\\([\\:#={}~n])|&(#)(?=\d+;|[xX][0-9a-fA-F]+;)")
_MATH = re.compile(
    r"\\\((?:(?!\\[()\[\]]|\n[ \t]*\n).){1,2000}?\\\)"
    r"|\\\[(?:(?!\\[()\[\]]|\n[ \t]*\n).){1,2000}?\\\]"
    r"|\$\$(?:(?!\n[ \t]*\n)[^$]){1,2000}?\$\$"
    r"|\$[^$\n]{1,200}\$",
    re.DOTALL,
)
_TEX = re.compile(r"\$(?=\S)[^$]*\\[A-Za-z][^$]*(?<=\S)\$")
_CODE = re.compile(r"`[^`\n]{1,300}`")
_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9]{0,20}\s[^<>]{0,4000}?=\s*[\"'][^<>]{0,4000}>")
_COMMAND = re.compile(f"{NEWLINE}(?=(?:abla|atural|e|earrow|eg|eq|exists|geq|i|leq|mid|ot|otin|u|warrow)(?![A-Za-z]))")
_BARE_BRACES = str.maketrans(_BARE)

ODD_COMMAND = "\ufddd"
"""Stands before a command of TeX whose ``\\n`` GIFT takes for a line end."""


def hidden(source: str) -> str:
    """The source with its text hidden."""
    source = _TAKEN.sub("\ufffd", source)
    source = _ESCAPE.sub(_escaped, source)
    if "\\" in source or "$" in source:
        source = _MATH.sub(_formula, source)
    if "`" in source:
        source = _CODE.sub(lambda match: _bare(match[0]) if "{" in match[0] else match[0], source)
    return _TAG.sub(lambda match: match[0].translate(_BARE_BRACES), source) if "<" in source else source


def _escaped(match: re.Match[str]) -> str:
    sign = match[1]
    if sign is None:
        return f"&{_ESCAPED['#']}"
    return NEWLINE if sign == "n" else _ESCAPED.get(sign, sign)


def _formula(match: re.Match[str]) -> str:
    """A formula with its commands whole; its signs are hidden where its braces come in pairs."""
    formula = _COMMAND.sub(f"{ODD_COMMAND}\\\\n", match[0])
    is_sure = not formula.startswith("$") or formula.startswith("$$") or _TEX.fullmatch(formula) is not None
    return _bare(formula) if is_sure else formula


def _bare(source: str) -> str:
    """The source with its signs hidden, where its braces come in pairs."""
    return source.translate(_BARE_BRACES) if _is_paired(source) else source


def _is_paired(source: str) -> bool:
    depth = 0
    for sign in re.findall("[{}]", source):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def shown(source: str) -> str:
    """What a hidden text says; line ends that were written as ``\\n`` stay hidden."""
    return source.translate(_SHOWN).replace(ODD_COMMAND, "")


def bare_signs(source: str) -> str:
    """The signs in a hidden text that stand there without a backslash, each once."""
    return "".join(sign for sign, hidden in _BARE.items() if hidden in source)
