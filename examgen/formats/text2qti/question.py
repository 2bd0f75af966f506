"""The pieces of one text2qti question in, a `DraftQuestion` out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from textwrap import dedent

from examgen.formats.decimals import decimal_of
from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftQuestion, QuestionFacts
from examgen.formats.located import located
from examgen.formats.reporting import Report
from examgen.formats.text2qti.signs import Sign
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.model.response import Kind
from examgen.model.text import Text, paragraph


@dataclass(slots=True)
class Piece:
    """One sign with all lines that belong to it."""

    sign: Sign
    label: str
    line: int
    lines: list[str]

    @property
    def words(self) -> str:
        """Its text without the indentation of further lines."""
        first, *more = self.lines
        below = dedent("\n".join(more))
        return f"{first}\n{below}".strip("\n")


@dataclass(slots=True)
class QuestionPieces:
    """One question while it is read."""

    number: str
    path: str
    load: LoadImage | None
    pieces: list[Piece]
    points: str = ""
    group: str = ""
    report: Report = field(init=False)

    def __post_init__(self) -> None:
        self.report = Report(self.path, self.number)

    def draft(self) -> DraftQuestion:
        first, *rest = self.pieces
        has_answers = any(piece.sign in _ANSWERING for piece in rest)
        kind = self._kind(rest)
        return DraftQuestion(
            number=self.number,
            stem=self._text(first),
            options=tuple(self._options(rest)),
            kind=kind,
            accepted=tuple(self._accepted(rest)),
            model_answer=self._joined(piece for piece in rest if kind is Kind.OPEN and piece.sign is Sign.SOLUTION),
            explanation=self._joined(self._reasons(rest, kind)),
            facts=QuestionFacts(tags=(self.group,) if self.group else ()),
            points=self._points(),
            line=first.line if has_answers else self._unanswered(first),
        )

    def _unanswered(self, first: Piece) -> int:
        hint = "put choices such as a) and *b) below it, or = 5, or * word, or ____ for an essay"
        self.report.error("too-few-options", "the question has no answers", first.line, hint)
        return first.line

    def _kind(self, pieces: Sequence[Piece]) -> Kind | None:
        """What the first answer shows; an answer of another kind is an error."""
        families = {_ANSWERING[piece.sign]: piece for piece in reversed(pieces) if piece.sign in _ANSWERING}
        if len(families) > 1:
            names = " and ".join(sorted(families))
            line = max(piece.line for piece in families.values())
            self.report.error("mixed-kinds", f"the question has answers of several kinds: {names}", line, "keep one")
        for sign, kind in _KINDS.items():
            if any(piece.sign is sign for piece in pieces):
                return kind
        return None

    def _options(self, pieces: Sequence[Piece]) -> Iterator[DraftOption]:
        for place, piece in enumerate(pieces):
            if piece.sign not in _CHOICES:
                continue
            following = pieces[place + 1] if place + 1 < len(pieces) else None
            has_reason = following is not None and following.sign is Sign.FEEDBACK
            yield DraftOption(
                text=self._text(piece),
                label=piece.label,
                is_marked=piece.sign in (Sign.RIGHT_CHOICE, Sign.RIGHT_ANSWER),
                is_boxed=not piece.label,
                rationale=self._text(following) if following and has_reason else (),
                line=piece.line,
            )

    def _accepted(self, pieces: Sequence[Piece]) -> Iterator[AcceptedAnswer]:
        for piece in pieces:
            if piece.sign is Sign.SHORT:
                yield AcceptedAnswer(text=self._text(piece), line=piece.line)
            elif piece.sign is Sign.NUMBER:
                yield AcceptedAnswer(text=paragraph(self._quantity(piece)), line=piece.line)

    def _quantity(self, piece: Piece) -> str:
        """A number as examgen writes it: a range by its middle and half its width."""
        if found := _RANGE.fullmatch(piece.words):
            low, high = (_decimal(found[name]) for name in ("low", "high"))
            if low is not None and high is not None and low <= high:
                return f"{_plain((low + high) / 2)} ± {_plain((high - low) / 2)}"
        if found := _MARGIN.fullmatch(piece.words):
            value, margin = _decimal(found["value"]), _decimal(found["margin"] or "0")
            if value is not None and margin is not None:
                sign = " %" if found["share"] else ""
                return f"{_plain(value)} ± {_plain(margin)}{sign}" if margin else _plain(value)
        hint = "write a number, a number with a margin such as 1.41 +- 0.01, or a range such as [1.2, 1.3]"
        self.report.error("unclear-number", f'"{piece.words[:40]}" is no number that is understood', piece.line, hint)
        return piece.words

    def _reasons(self, pieces: Sequence[Piece], kind: Kind | None) -> Iterator[Piece]:
        """General feedback, that for right and wrong answers, and the solution, which an essay has as its answer."""
        for place, piece in enumerate(pieces):
            after_choice = any(before.sign in _CHOICES for before in pieces[:place])
            is_general = piece.sign is Sign.FEEDBACK and not after_choice
            is_solution = piece.sign is Sign.SOLUTION and kind is not Kind.OPEN
            if is_general or is_solution or piece.sign in (Sign.RIGHT_FEEDBACK, Sign.WRONG_FEEDBACK):
                yield piece

    def _joined(self, pieces: Iterator[Piece]) -> Text:
        return tuple(block for piece in pieces for block in self._text(piece))

    def _text(self, piece: Piece) -> Text:
        markup = commonmark.parse(piece.words, line=piece.line, load=self.load)
        self.report.diagnostics.extend(located(markup.problems, self.path, self.number))
        return markup.text

    def _points(self) -> Decimal | None:
        points = _decimal(self.points) if self.points else None
        if self.points and points is None:
            message = f'the points are "{self.points}", which is no number'
            self.report.error("points", message, self.pieces[0].line, "write a number such as Points: 2")
        return points


_CHOICES = frozenset({Sign.RIGHT_CHOICE, Sign.WRONG_CHOICE, Sign.RIGHT_ANSWER, Sign.WRONG_ANSWER})
_ANSWERING = {
    Sign.RIGHT_CHOICE: "choices",
    Sign.WRONG_CHOICE: "choices",
    Sign.RIGHT_ANSWER: "boxes",
    Sign.WRONG_ANSWER: "boxes",
    Sign.SHORT: "words",
    Sign.NUMBER: "a number",
    Sign.ESSAY: "an essay",
    Sign.UPLOAD: "a file",
}
_KINDS = {
    Sign.WRONG_ANSWER: Kind.MULTIPLE_RESPONSE,
    Sign.RIGHT_ANSWER: Kind.MULTIPLE_RESPONSE,
    Sign.NUMBER: Kind.NUMERIC,
    Sign.SHORT: Kind.SHORT_ANSWER,
    Sign.ESSAY: Kind.OPEN,
    Sign.UPLOAD: Kind.OPEN,
}
_RANGE = re.compile(r"\[\s*(?P<low>[^,\s]+)\s*,\s*(?P<high>[^,\s]+)\s*\]")
_MARGIN = re.compile(r"(?P<value>[^\s%]+?)(?:\s*\+-\s*(?P<margin>[^\s%]+)\s*(?P<share>%)?)?")


def _decimal(words: str) -> Decimal | None:
    """A finite number; underscores may part its digits."""
    return decimal_of(words.replace("_", "").replace("\\%", ""))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
