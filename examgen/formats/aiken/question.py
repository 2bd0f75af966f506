"""The parts of one Aiken question in, a `DraftQuestion` out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from examgen.formats.aiken.items import Item, Piece
from examgen.formats.checks import check_labels
from examgen.formats.decode import shortened
from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftPrompt, DraftQuestion, StatedAnswer
from examgen.formats.gift.numbers import number_text
from examgen.formats.located import located
from examgen.formats.plain_text.answers import answer_among, known_wordings
from examgen.formats.prose import prose
from examgen.formats.reporting import Report
from examgen.markup.context import LoadImage
from examgen.model.response import Kind
from examgen.model.text import Text, paragraph

_NUMBER = re.compile(r"(?P<number>\d{1,5})[.)][ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the questions of one file."""

    report: Report
    load: LoadImage | None
    is_numbered: bool
    """Whether its stems begin with their numbers."""

    def question(self, item: Item) -> DraftQuestion | None:
        """The question; ``None`` for what asks nothing, or not in a way that paper has."""
        stem = item.stem or Piece(item.line, [""])
        number, source = self._numbered(stem.source)
        named = replace(self, report=replace(self.report, question=number or None))
        plain = DraftQuestion(
            number=number, stem=named.text(stem, source), options=(), topic=item.topic, line=stem.line
        )
        plain = replace(
            plain,
            explanation=tuple(block for piece in item.feedback for block in named.text(piece)),
            explanation_line=item.feedback[0].line if item.feedback else None,
        )
        return named.answered(plain, item)

    def answered(self, plain: DraftQuestion, item: Item) -> DraftQuestion | None:
        """The question with what is right, by the kind that is stated above it."""
        match item.head:
            case "description" | "cloze":
                self._report_left_out(item)
                return None
            case "essay":
                return replace(plain, kind=Kind.OPEN)
            case "truefalse":
                answers = tuple(StatedAnswer(text=piece.source, line=piece.line) for piece in item.answers)
                return replace(plain, kind=Kind.TRUE_FALSE, answers=answers)
            case "shortanswer" | "numerical":
                return self._accepting(plain, item)
            case "matching":
                return self._matching(plain, item)
            case "order":
                return self._ordering(plain, item)
            case _:
                return self._choice(plain, item)

    def text(self, piece: Piece, source: str | None = None) -> Text:
        """What a piece says."""
        markup = prose(piece.source if source is None else source, line=piece.line, load=self.load)
        self.report.diagnostics.extend(located(markup.problems, self.report.path, self.report.question or ""))
        return markup.text

    def _numbered(self, source: str) -> tuple[str, str]:
        match = _NUMBER.match(source) if self.is_numbered else None
        return (match["number"], source[match.end() :]) if match else ("", source)

    def _report_left_out(self, item: Item) -> None:
        words = shortened(" ".join(item.stem.source.split())) if item.stem else ""
        if item.head == "description":
            message = f'a description asks nothing and is not printed: "{words}"'
            hint = "a text that questions share needs examgen Markdown"
            self.report.warning("not-carried", message, item.line, hint)
        else:
            message = f'a question of kind "{item.head}" is left out: "{words}"'
            self.report.error("not-carried", message, item.line, "write it as a fill-in in examgen Markdown")

    def _options(self, item: Item) -> tuple[DraftOption, ...]:
        return tuple(DraftOption(text=self.text(piece), label=piece.label, line=piece.line) for piece in item.options)

    def _choice(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        options = self._options(item)
        if not options or options[0].label != "0":
            check_labels(options, self.report)
        known = known_wordings(options)
        answers = tuple(answer_among(piece.source, piece.line, known) for piece in item.answers if piece.source)
        return replace(plain, options=options, answers=answers)

    def _accepting(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """Answers in words or numbers, with commas between."""
        is_number = item.head == "numerical"
        accepted = tuple(
            AcceptedAnswer(text=paragraph((number_text(words) if is_number else None) or words), line=line)
            for words, line in _values(item)
        )
        return replace(plain, kind=Kind.NUMERIC if is_number else Kind.SHORT_ANSWER, accepted=accepted)

    def _matching(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """Each prompt with the match below it; equal matches are one option."""
        if len(item.matches) != len(item.options):
            message = f"{len(item.options)} items have {len(item.matches)} matches"
            self.report.error("matching-pairs", message, item.line, 'write "match: …" below each item')
            return replace(plain, kind=Kind.MATCHING)
        places: dict[str, int] = {}
        options: list[DraftOption] = []
        for piece in item.matches:
            if places.setdefault(piece.source, len(options)) == len(options):
                options.append(DraftOption(text=self.text(piece), line=piece.line))
        prompts = tuple(
            DraftPrompt(text=self.text(piece), target=places[match.source], line=piece.line)
            for piece, match in zip(item.options, item.matches, strict=True)
        )
        return replace(plain, kind=Kind.MATCHING, options=tuple(options), prompts=prompts)

    def _ordering(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """The items in the order in which the answer names them."""
        options = {option.label: option for option in self._options(item)}
        wanted = [words for words, _ in _values(item)]
        if sorted(wanted) != sorted(options):
            message = f'the order "{", ".join(wanted)}" does not name each item once'
            self.report.error("ordering", message, item.line, 'write their numbers in the right order: "ANSWER: 3,1,2"')
            return replace(plain, kind=Kind.ORDERING, options=tuple(options.values()))
        steps = tuple(replace(options[label], label="") for label in wanted)
        return replace(plain, kind=Kind.ORDERING, options=steps)


def _values(item: Item) -> Iterator[tuple[str, int]]:
    """What answers name, with commas between, each with its line."""
    for piece in item.answers:
        yield from ((words.strip(), piece.line) for words in piece.source.split(",") if words.strip())


def begins_with_number(item: Item) -> bool:
    return item.stem is not None and _NUMBER.match(item.stem.source) is not None
