"""The runs of a line in, its words with the signs of plain text out; what these cannot say is behind a sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.docx.pieces import Run, words_of
from examgen.formats.tokens import Tokens
from examgen.model.text import PLAIN, Words

_BLANK = "____"
_SHORTEST_BLANK = 2
_LETTER = re.compile(r"[A-HTF√×✓✗对错]")
_OPENS = ("(", "[", "（", "【")


def written(runs: Sequence[Run], tokens: Tokens) -> str:
    """The words of a line; an underline below all of them, which only sets them apart, is left out."""
    shown = [run.style for run in runs if run.words.strip()]
    is_underlined = bool(shown) and all(style.underline for style in shown)
    line = _joined(runs)
    found: list[str] = []
    for place, run in enumerate(line):
        before, after = words_of(line[:place])[-1:], words_of(line[place + 1 :])[:1]
        if filled := _filled(run, "".join(found)):
            found.append(filled)
        else:
            style = replace(run.style, underline=run.style.underline and not is_underlined)
            found.append(_signed(replace(run, style=style), tokens, is_glued=_is_glued(before, run.words, after)))
    return "".join(found)


def _filled(run: Run, before: str) -> str:
    """An underlined space is a blank, and a letter alone in one is an answer written there."""
    if not run.style.underline:
        return ""
    inner = run.words.strip()
    if not inner:
        return _BLANK if len(run.words) >= _SHORTEST_BLANK or "\t" in run.words else ""
    if not _LETTER.fullmatch(inner) or (run.words == inner and not before.rstrip().endswith(_OPENS)):
        return ""
    return run.words if before.strip() else f"__{inner}__"


def _signed(run: Run, tokens: Tokens, *, is_glued: bool) -> str:
    """Words between the signs of their style; inside a word there are none, so the words are kept behind one sign."""
    style, words = run.style, run.words
    rest = replace(style, bold=False, italic=False, code=False)
    if not words.strip() or style == PLAIN:
        return words
    if rest != PLAIN or is_glued:
        return tokens.keep(Words(words, style))
    signs = "`" if style.code else "*" * (2 * style.bold + style.italic)
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}{signs}{words.strip()}{signs}{tail}"


def _is_glued(before: str, words: str, after: str) -> bool:
    """Whether a run begins or ends inside a word."""
    return (before.isalnum() and words[:1].isalnum()) or (words[-1:].isalnum() and after.isalnum())


def _joined(runs: Sequence[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if found and found[-1].style == run.style:
            found[-1] = replace(found[-1], words=found[-1].words + run.words)
        elif run.words:
            found.append(replace(run))
    return found
