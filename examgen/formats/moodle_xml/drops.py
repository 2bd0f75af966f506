"""A question whose gaps are filled from a list of words in, the gaps drafted as choices out: ``[[1]]``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from examgen.formats.draft import DraftOption, DraftQuestion
from examgen.formats.moodle_xml.entry import Entry, gap_mark, plain_of
from examgen.formats.xml import Element, line_of, local_name
from examgen.markup.html_flow import cell_spans
from examgen.model.text import Paragraph, Text

_GAP = re.compile(r"\[\[(?P<number>\d{1,3})\]\]")


class _Word(NamedTuple):
    text: Text
    group: str
    line: int


@dataclass(frozen=True, slots=True)
class Drops:
    """The gaps of one question while they are found."""

    entry: Entry
    found: list[DraftQuestion] = field(default_factory=list)

    def marked(self, source: str) -> str:
        """The source with a mark for each gap."""
        words = [_word(self.entry, element) for element in self.entry.all("dragbox", "selectoption")]

        def mark(match: re.Match[str]) -> str:
            place = int(match["number"]) - 1
            if not 0 <= place < len(words):
                hint = "add it to the list, or delete the gap"
                self.entry.error("gap", f"the gap {match[0]} has no word that belongs to it", hint)
                return match[0]
            self.found.append(_gap(words, place, str(len(self.found) + 1)))
            return gap_mark(len(self.found) - 1)

        return _GAP.sub(mark, source)


def _word(entry: Entry, element: Element) -> _Word:
    group = next((plain_of(child) for child in element if local_name(child) == "group"), "1")
    spans = cell_spans(entry.text(element))
    return _Word((Paragraph(spans),) if spans else (), group, line_of(element))


def _gap(words: list[_Word], place: int, letter: str) -> DraftQuestion:
    """A choice among the words of a group; a group of one word shows those of all."""
    group = [number for number, word in enumerate(words) if word.group == words[place].group]
    offered = group if len(group) > 1 else range(len(words))
    options = tuple(
        DraftOption(text=words[number].text, is_marked=number == place, line=words[number].line) for number in offered
    )
    return DraftQuestion(letter=letter, stem=(), options=options, line=words[place].line)
