"""A question of the type gapfill in, whose gaps stand in brackets in its text, the gaps drafted as its parts out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftQuestion
from examgen.formats.moodle_xml.entry import Entry, gap_mark, plain_of, plain_words
from examgen.formats.word_patterns import words_of
from examgen.formats.xml import line_of
from examgen.model.response import Kind
from examgen.model.text import paragraph

_SIGNS = "[]"
_TAG = re.compile(r"<[^<>]*>")
_EMPTY = "!"
"""Stands for a gap in which nothing is to be written."""


@dataclass(frozen=True, slots=True)
class BracketGaps:
    """The gaps of one question while they are found."""

    entry: Entry
    found: list[DraftQuestion] = field(default_factory=list)

    def marked(self, source: str) -> str:
        """The source with a mark for each gap."""
        signs = self.entry.value("delimitchars") or _SIGNS
        first, last = re.escape(signs[0]), re.escape(signs[-1])
        pattern = re.compile(rf"(?<!\\){first}(?P<inner>[^{first}{last}<>]{{1,500}})(?<!\\){last}")
        inners = [_words(match["inner"]) for match in pattern.finditer(source)]
        offered = self._offered(inners)

        def mark(match: re.Match[str]) -> str:
            self.found.append(self._gap(_words(match["inner"]), offered))
            return gap_mark(len(self.found) - 1)

        return pattern.sub(mark, source)

    def _offered(self, inners: list[str]) -> list[str]:
        """The words that students choose from; none where they write."""
        if self.entry.value("answerdisplay") == "gapfill":
            return []
        answers = (_words(plain_of(answer)) for answer in self.entry.all("answer"))
        offered = list(dict.fromkeys((*inners, *filter(None, answers))))
        return offered if len(offered) > 1 else []

    def _gap(self, words: str, offered: list[str]) -> DraftQuestion:
        text = self.entry.first("questiontext")
        line = self.entry.line if text is None else line_of(text)
        letter = str(len(self.found) + 1)
        if offered:
            options = tuple(DraftOption(text=paragraph(each), is_marked=each == words, line=line) for each in offered)
            return DraftQuestion(letter=letter, stem=(), options=options, kind=Kind.CHOICE, line=line)
        accepted = tuple(AcceptedAnswer(text=paragraph(each), line=line) for each in self._accepted(words))
        return DraftQuestion(letter=letter, stem=(), options=(), accepted=accepted, kind=Kind.SHORT_ANSWER, line=line)

    def _accepted(self, words: str) -> tuple[str, ...]:
        """The words, or those of a pattern where patterns count."""
        if words == _EMPTY:
            hint = "take the gap out, or say what is to be written"
            self.entry.error("gap", "a gap that is to stay empty, which a paper cannot ask", hint)
        if self.entry.is_set("disableregex"):
            return (words,)
        return words_of(words) or (words,)


def _words(source: str) -> str:
    return plain_words(_TAG.sub("", source))
