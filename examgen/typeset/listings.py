"""Code in, galleys out: every line as its author broke it; one that is too long goes on in the next, behind a hook.

Keywords are bold and comments italic, which a grey copy shows too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from examgen.model.style import Tone
from examgen.model.text import CodeBlock, LineBreak, Style, Words, printed
from examgen.typeset.galley import Bar, Galley, Line
from examgen.typeset.paragraph import ParagraphSetter, rise_of
from examgen.typeset.tokens import code_size

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CODE_INDENT = 0.9
"""From the text's edge to the code, in ems: a thin line stands there."""

BELOW = 0.2
"""White space below the code, as a part of the leading."""

TAB = 4
NO_BREAK = "\u00a0"
SIDE, SIDE_WIDTH = -0.55, 0.6
"""Of the line beside the code: ems from the code, PDF points."""


@dataclass(frozen=True)
class ListingSetter:
    """Sets code through one paragraph setter."""

    paragraphs: ParagraphSetter

    def galley(self, code: CodeBlock, tone: Tone, measure: float) -> Galley:
        """The lines of a block; long ones broken, with numbers where they are asked for."""
        mono = replace(tone, family="mono", justified=False, size=code_size(tone), italic=False)
        em = tone.size
        lines: list[Line] = []
        sources = list(_highlighted(code))
        digits = len(str(len(sources)))
        for number, words in enumerate(sources, start=1):
            lead = (Words(f"{number:>{digits}}  ".replace(" ", NO_BREAK)),) if code.is_numbered else ()
            # Behind a line that is broken off there is a space to be read, and an empty line that is not wanted.
            *set_lines, _ = self.paragraphs.galley((*lead, *words, LineBreak()), mono, measure).lines
            lines += [
                line._replace(bars=(*line.bars, *(_hook(em) if place else ()), _side(tone)))
                for place, line in enumerate(set_lines)
            ]
        lines[-1] = lines[-1]._replace(below=BELOW * tone.leading)
        return Galley(tuple(lines), tone.leading, rise_of(tone), tone.grey)


def _side(tone: Tone) -> Bar:
    """The line beside the code."""
    return Bar(SIDE * tone.size, rise_of(tone) - tone.leading, SIDE_WIDTH, tone.leading)


def _hook(em: float) -> tuple[Bar, ...]:
    """What says that a line goes on: down, then to the right."""
    left, width, weight = (SIDE + 0.15) * em, 0.28 * em, 0.7
    return Bar(left, 0.2 * em, weight, 0.4 * em), Bar(left, 0.2 * em, width, weight)


def _highlighted(code: CodeBlock) -> Iterator[tuple[Words, ...]]:
    """The lines of a block in words of one style each; white space stays as it is."""
    text = code.text.expandtabs(TAB)
    lexer = _lexer(code.language)
    if lexer is None:
        yield from ((Words(_kept(line) or NO_BREAK),) for line in text.split("\n"))
        return
    line: list[Words] = []
    for kind, part in lexer.get_tokens(text):
        first, *more = part.split("\n")
        line += _styled(str(kind), first)
        for following in more:
            yield tuple(line) or (Words(NO_BREAK),)
            line = _styled(str(kind), following)
    yield tuple(line) or (Words(NO_BREAK),)


def _styled(kind: str, part: str) -> list[Words]:
    style = Style(bold="Keyword" in kind, italic="Comment" in kind)
    return [Words(_kept(part), style)] if part else []


def _kept(part: str) -> str:
    """Spaces that begin a line or follow one another do not break or vanish."""
    words = part.lstrip(" ")
    return NO_BREAK * (len(part) - len(words)) + printed(words).replace("  ", f" {NO_BREAK}")


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
