"""The source of a question with gaps in, the gaps drafted as its parts out: ``{1:SHORTANSWER:=carbon dioxide}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape

from examgen.formats.draft import DraftOption, DraftQuestion
from examgen.formats.moodle_xml.answers import Answer, accepted_numbers, accepted_words
from examgen.formats.moodle_xml.choices import keys_of, scored
from examgen.formats.moodle_xml.entry import Entry, gap_mark, number_of
from examgen.markup import html
from examgen.markup.html_flow import cell_spans
from examgen.model.response import Kind
from examgen.model.text import Paragraph, Text

_TYPES = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"), Kind.SHORT_ANSWER),
    **dict.fromkeys(("NUMERICAL", "NM"), Kind.NUMERIC),
    **dict.fromkeys(("MULTICHOICE", "MC", "MULTICHOICE_S", "MCS", "MULTICHOICE_V", "MCV"), Kind.CHOICE),
    **dict.fromkeys(("MULTICHOICE_VS", "MCVS", "MULTICHOICE_H", "MCH", "MULTICHOICE_HS", "MCHS"), Kind.CHOICE),
    **dict.fromkeys(("MULTIRESPONSE", "MR", "MULTIRESPONSE_S", "MRS"), Kind.MULTIPLE_RESPONSE),
    **dict.fromkeys(("MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_HS", "MRHS"), Kind.MULTIPLE_RESPONSE),
}
_CASED = ("SHORTANSWER_C", "SAC", "MWC")
_GAP = re.compile(
    rf"\{{\s*(?P<weight>\d{{0,6}})\s*:\s*(?P<type>{'|'.join(sorted(_TYPES, key=len, reverse=True))})\s*:"
    r"(?P<inner>(?:[^}]|(?<=\\)\}){0,5000}+)(?<!\\)\}"
)
"""As in Moodle, only a brace that stands behind a backslash is none."""

_LEFT = re.compile(r"\{\s*\d*\s*:\s*[A-Z_]{2,}\s*:[^}]*\}?")
_HINT = "its form is {1:SHORTANSWER:=answer}; close its brace, and write \\} for a brace within it"
_PARTED = re.compile(r"(?<!\\)~")
_SHARE = re.compile(r"\s*(?:(?P<whole>=)|%(?P<share>-?\d{1,3}(?:[.,]\d*)?)%)\s*")
_FEEDBACK = re.compile(r"(?<!\\)(?<!&)#")
_ESCAPED = re.compile(r"\\(?P<sign>[}#~/\"=]|(?<=^\\)%)")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of one source while they are found."""

    entry: Entry
    found: list[DraftQuestion] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)

    def marked(self, source: str) -> str:
        """The source with a mark for each gap."""
        lines = _Lines(source)

        def mark(match: re.Match[str]) -> str:
            self.found.append(self._gap(match, lines.at(match.start())))
            self.weights.append(int(match["weight"] or 1))
            return gap_mark(len(self.found) - 1)

        marked = _GAP.sub(mark, source)
        if left := _LEFT.search(marked):
            self.entry.error("gap", f'a gap that is not understood: "{left[0][:60]}"', _HINT)
        return marked

    def _gap(self, match: re.Match[str], offset: int) -> DraftQuestion:
        text = self.entry.first("questiontext")
        line = (self.entry.line if text is None else int(text.sourceline or 1)) + offset
        kind = _TYPES[match["type"]]
        answers = list(_answers(match["inner"]))
        letter = str(len(self.found) + 1)
        if kind in (Kind.CHOICE, Kind.MULTIPLE_RESPONSE):
            return self._choice(answers, kind, letter, line)
        if match["type"] in _CASED:
            self.entry.loss("that capitals count in an answer is left out", "say so in the question", is_advice=True)
        stated = [self._short(answer, kind, line) for answer in answers]
        read = accepted_numbers if kind is Kind.NUMERIC else accepted_words
        accepted = read(self.entry, stated)
        return DraftQuestion(letter=letter, stem=(), options=(), accepted=accepted, kind=kind, line=line)

    def _short(self, answer: _Answer, kind: Kind, line: int) -> Answer:
        words = " ".join(unescape(_TAG.sub("", answer.words)).split())
        tolerance = ""
        if kind is Kind.NUMERIC:
            words, _, tolerance = (part.strip() for part in words.partition(":"))
        return Answer(words, answer.share, line, tolerance, bool(answer.feedback.strip()))

    def _choice(self, answers: list[_Answer], kind: Kind, letter: str, line: int) -> DraftQuestion:
        shares = [answer.share for answer in answers]
        is_single = kind is Kind.CHOICE
        keys = keys_of(shares, is_single)
        weights = scored(shares, keys, is_single)[1] if is_single else [None] * len(shares)
        options = tuple(
            DraftOption(
                text=self._text(answer.words, line),
                is_marked=place in keys,
                rationale=self._text(answer.feedback, line),
                weight=weights[place],
                line=line,
            )
            for place, answer in enumerate(answers)
        )
        return DraftQuestion(letter=letter, stem=(), options=options, kind=None if is_single else kind, line=line)

    def _text(self, source: str, line: int) -> Text:
        markup = html.parse(source, line=line, load=self.entry.export.source.load)
        spans = cell_spans(markup.text)
        return (Paragraph(spans),) if spans else ()


@dataclass(frozen=True, slots=True)
class _Answer:
    words: str
    share: Decimal
    feedback: str


def _answers(inner: str) -> Iterator[_Answer]:
    """The alternatives of a gap; one without a sign earns nothing, and none stands before a sign that parts."""
    for part in filter(str.strip, _PARTED.split(inner)):
        sign = _SHARE.match(part)
        share = Decimal(0)
        if sign:
            share = Decimal(100) if sign["whole"] else number_of(sign["share"]) or Decimal(0)
        words, *feedback = _FEEDBACK.split(part[sign.end() if sign else 0 :], maxsplit=1)
        yield _Answer(_plain(words), share, _plain("".join(feedback)))


def _plain(source: str) -> str:
    return _ESCAPED.sub(r"\g<sign>", source).strip()


class _Lines:
    """Counts line ends from one place of a source to the next."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = self.count = 0

    def at(self, place: int) -> int:
        self.count += self.source.count("\n", self.place, place)
        self.place = place
        return self.count
