"""The parts of one question of Respondus or ExamView in, a `DraftQuestion` out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from examgen.formats.blanks import gap_for_blank
from examgen.formats.checks import check_labels
from examgen.formats.decode import shortened
from examgen.formats.draft import (
    AcceptedAnswer,
    DraftOption,
    DraftPrompt,
    DraftQuestion,
    QuestionFacts,
    StatedAnswer,
)
from examgen.formats.gift.numbers import number_text
from examgen.formats.located import located
from examgen.formats.losses import Losses
from examgen.formats.plain_text.answers import answer_among, known_wordings
from examgen.formats.prose import prose
from examgen.formats.reporting import Report
from examgen.formats.respondus import tags
from examgen.formats.respondus.items import Choice, Item, Piece
from examgen.markup.context import LoadImage
from examgen.model.response import Kind
from examgen.model.text import Text, paragraph

_POINTS = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?")
_TRUTH = re.compile(r"(?P<said>true|false|yes|no|t|f|y|n)\b[\s.,;:–-]*(?P<more>.*)", re.IGNORECASE | re.DOTALL)
_PAIR = re.compile(r"(?P<left>.*?)\s*=\s*(?P<right>.*)", re.DOTALL)
_CARRIED = frozenset(
    {tags.ANSWER, tags.POINTS, tags.DIFFICULTY, tags.SOURCE, tags.TOPIC, tags.KEYWORDS, tags.NOTES},
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the questions of one file."""

    report: Report
    load: LoadImage | None
    losses: Losses

    def question(self, item: Item) -> DraftQuestion:
        """The question with what is right and what is known about it."""
        named = replace(self, report=replace(self.report, question=item.number or None))
        return named._question(item)

    def text(self, piece: Piece) -> Text:
        """What a piece says."""
        markup = prose(piece.source, line=piece.line, load=self.load)
        self.report.diagnostics.extend(located(markup.problems, self.report.path, self.report.question or ""))
        return markup.text

    def _question(self, item: Item) -> DraftQuestion:
        stem = item.stem or Piece(item.line, [""])
        plain = DraftQuestion(number=item.number, stem=self.text(stem), options=(), line=item.line)
        plain = self._with_facts(plain, item)
        match item.kind:
            case "E":
                samples = (choice.text for choice in item.choices)
                return replace(plain, kind=Kind.OPEN, model_answer=self._texts((*samples, *_answers(item))))
            case "F" | "NUM":
                return self._accepting(plain, item, stem)
            case "TF" if not item.choices:
                return self._true_false(plain, item)
            case "MT":
                return self._pairs(plain, item)
            case "ORD":
                return replace(plain, kind=Kind.ORDERING, options=tuple(self._options(item.choices)))
            case "GROUP":
                return self._group(plain, item)
            case "MC" | "MA" | "TF":
                return self._choice(plain, item)
            case _:
                message = f'there is no kind "{shortened(item.kind)}"; the question is read by what it holds'
                self.report.error("respondus-type", message, item.line, "write Type: MC, MA, TF, E, F or MT")
                return self._choice(plain, item)

    def _texts(self, pieces: Iterable[Piece]) -> Text:
        return tuple(block for piece in pieces if piece.source for block in self.text(piece))

    def _with_facts(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """Points, topic, difficulty, source and tags, and feedback and notes as the explanation."""
        said = {name: " ".join(piece.source.split()) for name, piece in item.tags}
        for name, piece in item.tags:
            if name not in _CARRIED and piece.source:
                self.losses.note(f'what "{name}:" says', self.report.path, piece.line, "add it as a tag")
        if item.title:
            self.losses.note("the title of a question", self.report.path, item.line)
        reasons = [*item.feedback, *(piece for name, piece in item.tags if name == tags.NOTES)]
        keywords = re.split(r"\s*[|,;]\s*", said.get(tags.KEYWORDS, ""))
        facts = QuestionFacts(
            difficulty=said.get(tags.DIFFICULTY, ""),
            source=said.get(tags.SOURCE, ""),
            tags=tuple(dict.fromkeys(word for word in keywords if word)),
        )
        return replace(
            plain,
            points=self._points(said.get(tags.POINTS) or item.points, item),
            topic=said.get(tags.TOPIC, ""),
            facts=facts,
            explanation=self._texts(reasons),
            explanation_line=reasons[0].line if reasons else None,
        )

    def _points(self, words: str, item: Item) -> Decimal | None:
        match = _POINTS.match(words)
        if words and match is None:
            self.report.error("points", f'"{shortened(words)}" are no points', item.line, "write a number")
        return Decimal(match[0].replace(",", ".")) if match else None

    def _options(self, choices: Iterable[Choice]) -> Iterator[DraftOption]:
        for choice in choices:
            yield DraftOption(
                text=self.text(choice.text),
                label=choice.label,
                is_marked=choice.is_starred,
                rationale=self._texts(choice.feedback),
                line=choice.text.line,
            )

    def _choice(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """Options in the order of their letters: where they stand in columns, lines mix them."""
        choices = sorted(item.choices, key=lambda choice: choice.label.casefold())
        options = tuple(self._options(choices))
        check_labels(options, self.report)
        known = known_wordings(options)
        stated = tuple(answer_among(piece.source, piece.line, known) for piece in _answers(item) if piece.source)
        kinds = {"MA": Kind.MULTIPLE_RESPONSE, "TF": Kind.TRUE_FALSE}
        return replace(plain, kind=kinds.get(item.kind), options=options, answers=stated)

    def _true_false(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """The answer in a word or letter; what stands behind it corrects a false statement."""
        stated: list[StatedAnswer] = []
        reasons: list[Piece] = []
        for piece in _answers(item):
            match = _TRUTH.match(piece.source)
            stated.append(StatedAnswer(text=match["said"] if match else piece.source, line=piece.line))
            reasons += [Piece(piece.line, [match["more"]])] if match and match["more"] else []
        explanation = (*self._texts(reasons), *plain.explanation)
        return replace(plain, kind=Kind.TRUE_FALSE, answers=tuple(stated), explanation=explanation)

    def _accepting(self, plain: DraftQuestion, item: Item, stem: Piece) -> DraftQuestion:
        """Accepted answers, each on a line of its own; they fill the one blank of a stem."""
        pieces = [choice.text for choice in item.choices]
        pieces += [Piece(piece.line, [line]) for piece in _answers(item) for line in piece.lines if line.strip()]
        if item.kind == "NUM":
            numbers = tuple(
                AcceptedAnswer(text=paragraph(number_text(piece.source) or piece.source), line=piece.line)
                for piece in pieces
            )
            return replace(plain, kind=Kind.NUMERIC, accepted=numbers)
        accepted = tuple(AcceptedAnswer(text=self.text(piece), line=piece.line) for piece in pieces)
        question = replace(plain, kind=Kind.SHORT_ANSWER, accepted=accepted)
        return gap_for_blank(question, stem.source, lambda source: self.text(Piece(stem.line, [source])))

    def _pairs(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """Pairs with an equals sign between; equal right sides are one option."""
        places: dict[str, int] = {}
        options: list[DraftOption] = []
        prompts: list[DraftPrompt] = []
        for choice in item.choices:
            match, line = _PAIR.fullmatch(choice.text.source), choice.text.line
            if match is None:
                message = f'"{shortened(choice.text.source)}" is no pair'
                self.report.error("matching-pairs", message, line, "write each as: a. left = right")
                continue
            if places.setdefault(match["right"], len(options)) == len(options):
                options.append(DraftOption(text=self.text(Piece(line, [match["right"]])), line=line))
            left = self.text(Piece(line, [match["left"]]))
            prompts.append(DraftPrompt(text=left, target=places[match["right"]], line=line))
        return replace(plain, kind=Kind.MATCHING, options=tuple(options), prompts=tuple(prompts))

    def _group(self, plain: DraftQuestion, item: Item) -> DraftQuestion:
        """Items below the options that they share; each states the letter of its own."""
        choices = sorted(item.choices, key=lambda choice: choice.label.casefold())
        options = tuple(self._options(choices))
        labels = [choice.label.casefold() for choice in choices]
        prompts: list[DraftPrompt] = []
        for each in item.prompts:
            said = next((piece.source.strip(" .)").casefold() for piece in _answers(each)), "")
            if said in labels:
                text = self.text(each.stem or Piece(each.line, [""]))
                prompts.append(DraftPrompt(text=text, target=labels.index(said), line=each.line))
            else:
                message = f'item {each.number} has the answer "{shortened(said)}", which is none of the options'
                self.report.error("matching-pairs", message, each.line, "write the letter of its option behind ANS:")
        first = self._with_facts(plain, item.prompts[0]) if item.prompts else plain
        points = [self._points(_said(each, tags.POINTS), each) or Decimal(0) for each in item.prompts]
        number = item.prompts[0].number if item.prompts else ""
        return replace(
            first,
            kind=Kind.MATCHING,
            number=number,
            options=options,
            prompts=tuple(prompts),
            points=sum(points, Decimal(0)) or None,
        )


def _said(item: Item, tag: str) -> str:
    return next((piece.source for name, piece in item.tags if name == tag), "")


def _answers(item: Item) -> list[Piece]:
    return [piece for name, piece in item.tags if name == tags.ANSWER]
