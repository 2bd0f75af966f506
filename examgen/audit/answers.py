"""A question of any kind in, what its direction, its prompts and its answer must say out.

All rules are written here again, from the bank alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from examgen.audit.filling import Filling, Plain, plain
from examgen.audit.wording import Wording
from examgen.model.bank import Option, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Prompt, Scoring, Written
from examgen.model.text import Paragraph, Text, Words, printed

MOST_IN_CELL = 6
"""Characters of an answer in a cell of the key grid."""

BLANK = re.compile(r"\{(\w+)\}")
RAISED = dict(zip("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", strict=True))
DOT = "·"


class Answers(NamedTuple):
    """What is said of one question's answers, with the letters that a variant gives its options."""

    question: Question
    wording: Wording
    fill: Filling

    @property
    def marks_options(self) -> bool:
        """Whether options are marked, so that ticks stand before the right ones."""
        return self.question.kind not in (Kind.MATCHING, Kind.ORDERING)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Those of a matching question."""
        return self.question.response.prompts if isinstance(self.question.response, Matching) else ()

    @property
    def model(self) -> Text:
        """The model answer of an open question."""
        return self.question.response.answer if isinstance(self.question.response, Open) else ()

    @property
    def unit(self) -> str:
        """What stands behind the line for a number."""
        return printed(self.question.response.unit) if isinstance(self.question.response, Numeric) else ""

    def direction(self) -> str:
        """What stands below the stem."""
        said = self.wording
        if self.question.kind in (Kind.CHOICE, Kind.TRUE_FALSE):
            return ""
        if self.question.kind is Kind.MULTIPLE_RESPONSE:
            return f"{said.mark_all} {self._scoring()}"
        if self.question.kind is Kind.ORDERING:
            return said.put_in_order
        if not self.prompts:
            return ""
        meant = [prompt.target for prompt in self.prompts]
        is_one_each = sorted(meant) == list(range(len(self.question.options)))
        return said.match if is_one_each else f"{said.match} {said.match_freely}"

    def _scoring(self) -> str:
        if any(option.weight is not None for option in self.question.options):
            return self.wording.scoring_weights
        match self.question.scoring:
            case Scoring.PER_OPTION:
                return self.wording.scoring_each
            case Scoring.PENALTY:
                return self.wording.scoring_penalty
        return self.wording.scoring_all

    def rationale(self, option: Option) -> tuple[str, ...]:
        """What the key says below an option."""
        if option.weight is None and not option.rationale:
            return ()
        weight: tuple[str, ...] = ()
        if option.weight is not None:
            sign = "+" if option.weight > 0 else ""
            weight = (_worded(self.wording.weight, share=sign + self._percent(option.weight)), " ")
        return (*weight, *self.said(option.rationale))

    def sequence(self) -> tuple[str, ...]:
        """The letters of the options in their right order."""
        question = self.question
        if question.kind is not Kind.ORDERING:
            return ()
        return tuple(self.fill.letters[place] for place in question.steps or range(len(question.options)))

    def written(self) -> tuple[str, ...]:
        """The answer on the line."""
        match self.question.response:
            case Numeric() as numeric:
                return (self._quantity(numeric),)
            case Written(accepted=accepted):
                return self.said(accepted[0])
        return ()

    def solution(self) -> tuple[str, ...]:
        """The answer by itself, where it is no marked option."""
        pairs = (f"{n} {self.fill.letters[prompt.target]}" for n, prompt in enumerate(self.prompts, start=1))
        return self.written() or self.sequence() or tuple(_between(pairs, f" {DOT} "))

    def others(self) -> Iterator[tuple[str, ...]]:
        """What else is right, remark by remark."""
        match self.question.response:
            case Numeric(forms=forms) as numeric:
                yield from self._accepted(forms)
                if numeric.tolerance:
                    room = numeric.tolerance * (abs(numeric.value) if numeric.is_relative else 1)
                    low, high = self.number(numeric.value - room), self.number(numeric.value + room)
                    yield (_worded(self.wording.tolerated, low=low, high=high),)
            case Written(accepted=accepted):
                yield from self._accepted(accepted[1:])

    def cell(self, right: Sequence[str]) -> str:
        """What the key grid says; `right` are the right letters, or those by prompt, or in sequence."""
        if self.question.options:
            stand_apart = len(right) > 1 and any(map(_is_joined, self.wording.letters))
            return (" " if stand_apart else "").join(right)
        return self._short() + self.wording.whole_mark * self.is_shortened

    @property
    def is_shortened(self) -> bool:
        """Whether the grid does not say all of the answer."""
        if self.question.options:
            return False
        match self.question.response:
            case Numeric() as numeric:
                has_more = bool(numeric.tolerance or numeric.unit or numeric.forms)
            case Written(accepted=accepted):
                has_more = len(accepted) != 1
            case _:
                has_more = True
        return has_more or self._short() == ""

    def _short(self) -> str:
        match self.question.response:
            case Numeric(value=value):
                said = self.number(value)
            case Written(accepted=((Paragraph(spans),), *_)):
                is_plain = all(isinstance(span, Words) and span.style.shift == 0 for span in spans)
                said = " ".join("".join(self.said((Paragraph(spans),))).split()) if is_plain else ""
            case _:
                said = ""
        return said if len(said) <= MOST_IN_CELL else ""

    def _accepted(self, texts: Sequence[Text]) -> Iterator[tuple[str, ...]]:
        lead, short = f"{printed(self.wording.accepted)} ", [text for text in texts if _is_paragraph(text)]
        if short:
            parts = ("".join(self.said(text)) for text in short)
            yield (lead, *_between(parts, f" {DOT} "))
        for text in texts:
            if not _is_paragraph(text):
                yield (lead, *self.said(text))

    def _quantity(self, numeric: Numeric) -> str:
        said = [self.number(numeric.value)]
        tolerance = numeric.tolerance
        if tolerance and not numeric.is_relative:
            said += ["±", self.number(tolerance)]
        said += [self.unit] * bool(numeric.unit)
        if tolerance and numeric.is_relative:
            said += ["±", self._percent(tolerance)]
        return " ".join(said)

    def _percent(self, part: Decimal) -> str:
        return self.wording.percentage(self.number((100 * part).normalize()))

    def number(self, value: Decimal) -> str:
        """A number as it is written."""
        power = value.adjusted() if value else 0
        if not -6 <= power <= 12:
            raised = "".join(RAISED[digit] for digit in str(power))
            return f"{self.number(value.scaleb(-power))} {DOT} 10{raised}"
        sign, digits = ("−" if value < 0 else ""), format(abs(value), "f")
        return sign + digits.replace(".", self.wording.decimal_sign)

    def said(self, text: Text) -> tuple[str, ...]:
        """A text with the letters of the options."""
        return self.fill.parts((plain(text) if text else Plain(text)).whole)


def _worded(wording: str, **blanks: str) -> str:
    return printed(BLANK.sub(lambda blank: blanks[blank[1]], wording))


def _between(parts: Iterator[str], sign: str) -> Iterator[str]:
    for place, part in enumerate(parts):
        yield sign + part if place else part


def _is_paragraph(text: Text) -> bool:
    return len(text) == 1 and isinstance(text[0], Paragraph)


def _is_joined(letter: str) -> bool:
    """Whether letters in a row would run together: those written out, and Arabic ones."""
    bases = [character for character in letter if not unicodedata.combining(character)]
    return len(bases) > 1 or unicodedata.bidirectional(bases[0]) == "AL"
