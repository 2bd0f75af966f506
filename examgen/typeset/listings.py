"""Code in, galleys out: every line as its author broke it; one that is too long goes on in the next, behind a hook.

Keywords are bold and comments italic, which a grey copy shows too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from examgen.model.style import Tone
from examgen.model.text import CodeBlock, LineBreak, Style, Words, printed
from examgen.typeset.galley import Bar, Galley, Line
from examgen.typeset.line_room import rise_of
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.tokens import code_size

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CODE_INDENT = 0.9
"""From the text's edge to the code, in ems: a thin line stands there."""

HOOKED = 1.0
"""Indent of a line that goes on, in ems."""

BELOW = 0.2
"""White space below the code, as a part of the leading."""

TAB = 4
NO_BREAK = "\u00a0"
LONE_SPACE = re.compile(f"(?<=[^{NO_BREAK}]){NO_BREAK}(?=[^{NO_BREAK}])")
"""A space between two words, at which a line that is too long may break."""

SIDE, SIDE_WIDTH = -0.55, 0.6
"""Of the line beside the code: ems from the code, PDF points."""


@dataclass(frozen=True)
class ListingSetter:
    """Sets code through one paragraph setter."""

    paragraphs: ParagraphSetter

    def galley(self, code: CodeBlock, tone: Tone, measure: float) -> Galley:
        """The lines of a block; long ones broken, with numbers where they are asked for."""
        mono = replace(tone, family="mono", justified=False, size=code_size(tone), italic=False)
        lines: list[Line] = []
        sources = list(_highlighted(code, tone.emphasis == "italic"))
        digits = len(str(len(sources)))
        for number, words in enumerate(sources, start=1):
            lead = (Words(f"{number:>{digits}}  ".replace(" ", NO_BREAK)),) if code.is_numbered else ()
            if number - 1 in code.marks:
                words = tuple(_marked(words, code.mark))
            lines += self._line((*lead, *words), mono, tone, measure)
        lines[-1] = lines[-1]._replace(below=BELOW * tone.leading)
        return Galley(tuple(lines), tone.leading, rise_of(tone), tone.grey, measure)

    def _line(self, words: tuple[Words, ...], mono: Tone, tone: Tone, measure: float) -> list[Line]:
        """A line of code; where it takes several, all but the first are indented behind a hook."""
        # Behind a line that is broken off there is a space to be read, and an empty line that is not wanted.
        *lines, _ = self.paragraphs.galley((*words, LineBreak()), mono, measure).lines
        indent = HOOKED * tone.size
        if len(lines) > 1:
            *lines, _ = self.paragraphs.galley((*words, LineBreak()), mono, measure - indent).lines
        hook = _hook(tone.size, -indent)
        first, *more = lines
        return [
            first._replace(bars=(*first.bars, _side(tone, 0.0))),
            *(line._replace(indent=indent, bars=(*line.bars, *hook, _side(tone, -indent))) for line in more),
        ]


def _side(tone: Tone, edge: float) -> Bar:
    """The line beside the code, whose edge is so far from where its line begins."""
    return Bar(edge + SIDE * tone.size, rise_of(tone) - tone.leading, SIDE_WIDTH, tone.leading)


def _hook(em: float, edge: float) -> tuple[Bar, ...]:
    """What says that a line goes on: down, then to the right."""
    left, down, width, weight = edge + 0.15 * em, 0.2 * em, 0.55 * em, 0.6
    return Bar(left, down, weight, 0.45 * em), Bar(left, down, width, weight)


def _highlighted(code: CodeBlock, is_slanted: bool) -> Iterator[tuple[Words, ...]]:
    """The lines of a block in words of one style each; white space stays as it is.

    Comments are slanted or plain, never bold as keywords are.
    """
    text = code.text.expandtabs(TAB)
    lexer = _lexer(code.language)
    parts = lexer.get_tokens(text) if lexer else [("", text)]
    line: list[Words] = []
    for kind, part in parts:
        style = Style(bold="Keyword" in str(kind), italic=is_slanted and "Comment" in str(kind))
        for number, words in enumerate(part.split("\n")):
            if number:
                yield _kept(line)
                line = []
            line.append(Words(printed(words), style))
    yield _kept(line)


def _kept(line: Sequence[Words]) -> tuple[Words, ...]:
    """A line in which spaces that begin it or follow one another neither break nor vanish; an empty one has one."""
    whole = "".join(words.text for words in line)
    kept = LONE_SPACE.sub(" ", whole.replace(" ", NO_BREAK)) or NO_BREAK
    ends = [*accumulate(len(words.text) for words in line[:-1]), len(kept)]
    starts = [0, *ends]
    return tuple(
        Words(kept[start:end], words.style)
        for words, start, end in zip(line, starts, ends, strict=False)
        if start < end
    )


def _marked(line: Sequence[Words], mark: Style) -> Iterator[Words]:
    """A line that is marked from its first letter on."""
    at = 0
    whole = "".join(words.text for words in line)
    begin = len(whole) - len(whole.lstrip(NO_BREAK))
    for words in line:
        blank = max(0, min(len(words.text), begin - at))
        at += len(words.text)
        parts = Words(words.text[:blank], words.style), Words(words.text[blank:], words.style.marked(mark))
        yield from (part for part in parts if part.text)


@cache
def _lexer(language: str) -> Lexer | None:
    """Pygments' lexer for a language's name; ``None`` where there is none."""
    if not language:
        return None
    from pygments.lexers import get_lexer_by_name  # Pygments is imported by banks with code alone
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
