"""The nodes of one question in, a `DraftQuestion` out, whatever class the file is written for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from string import ascii_lowercase as LETTERS

from examgen.diagnostics import Diagnostic
from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftQuestion, StatedAnswer
from examgen.formats.latex.commands import (
    CHOICES,
    DEEPER,
    DEFINITIONS,
    LAYOUT,
    LINES,
    OPTION_REASONS,
    PARTS,
    PATTERNS,
    REASONS,
    RIGHT,
    SCORES,
    SHARED,
    SLIDES,
    SOLUTIONS,
    SUBPARTS,
    WRONG,
)
from examgen.formats.latex.item_settings import Item, item_of
from examgen.formats.latex.macros import Macro
from examgen.formats.latex.parts import Part, are_scored, deeper_in, parted, unfolded
from examgen.formats.latex.prose import Prose, items_of
from examgen.formats.latex.walking import Node, Source, argument, inner, kind, name, within
from examgen.formats.reporting import Report
from examgen.markup.context import LoadImage
from examgen.model.answer_space import AnswerSpace, Pattern, parse_answer_space
from examgen.model.lengths import parse_length
from examgen.model.response import Kind
from examgen.model.text import Gap, Paragraph, Span, Text, Words, paragraph, wording

_APPROXIMATE = re.compile(r"\bapprox\s*=\s*[1-9]\d*")
_TOLERANCE = re.compile(r"\btolerance\s*=\s*\{?(\d+(?:\.\d+)?)")
_SCORE = re.compile(r"(?:^|,)\s*b\s*=\s*(\d+(?:\.\d+)?)")
_POINTS = re.compile(
    r"(?:points?|default grade|grade)\s*=\s*\{?(\d+(?:\.\d+)?)|^\s*+(\d+(?:\.\d+)?)?\s*+(\\half)?\s*+$"
)


@dataclass(slots=True)
class _Choice:
    """One option while it is read."""

    node: Node
    is_right: bool
    nodes: list[Node]
    reasons: list[Node] = field(default_factory=list)
    is_last: bool = False


@dataclass(slots=True)
class Pieces:
    """What one question holds, or a part of one."""

    stem: list[Node] = field(default_factory=list)
    choices: list[_Choice] = field(default_factory=list)
    solutions: list[Node] = field(default_factory=list)
    answers: list[StatedAnswer] = field(default_factory=list)
    accepted: list[Node] = field(default_factory=list)
    gaps: list[Node] = field(default_factory=list)
    parts: list[tuple[Node, Pieces]] = field(default_factory=list)
    space: AnswerSpace | None = None
    is_ordered: bool = False
    points: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every question of a file is read with."""

    source: Source
    macros: Mapping[str, Macro]
    load: LoadImage | None
    path: str
    base: int = 0

    def line(self, node: Node) -> int:
        return self.source.line(node.pos) + self.base


@dataclass(slots=True, kw_only=True)
class QuestionNodes:
    """One question of a file."""

    desk: Desk
    number: int
    node: Node
    """Where it begins."""

    body: list[Node]
    id: str = ""
    topic: str = ""
    points: str = ""
    is_multiple: bool = False
    kind: Kind | None = None
    items_answer: bool = False
    """Whether items in it are its answers, those with a star the right ones."""

    item_bodies: dict[int, Item] = field(default_factory=dict)
    """What stands behind items that are accepted answers."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def report(self) -> Report:
        return Report(self.desk.path, str(self.number), self.diagnostics)

    def draft(self) -> DraftQuestion:
        pieces = self.sorted(self.before_items() if self.items_answer else self.body)
        if self.items_answer:
            self.take_items(pieces)
        drafted = self.drafted(pieces, self.node)
        points = pieces.points if pieces.points is not None else self.read_points(self.points)
        drafted = replace(drafted, number=str(self.number), id=self.id, topic=self.topic, points=points)
        return replace(drafted, kind=Kind.MULTIPLE_RESPONSE) if self.is_multiple and drafted.options else drafted

    def before_items(self) -> list[Node]:
        first = next((place for place, node in enumerate(self.body) if name(node) == "item"), len(self.body))
        return self.body[:first]

    def take_items(self, pieces: Pieces) -> None:
        """Items as options, or as what is accepted where there are none."""
        items = list(items_of(self.body))
        if self.kind is Kind.TRUE_FALSE:
            place = next((place for place, (_, body) in enumerate(items) if _is_starred(body)), None)
            if place is not None:
                word = "true" if place == 0 else "false"
                pieces.answers.append(StatedAnswer(text=word, line=self.desk.line(items[place][0])))
        elif self.kind in (Kind.NUMERIC, Kind.SHORT_ANSWER):
            pieces.accepted += [head for head, _ in items]
            self.item_bodies.update((id(head), item_of(body)) for head, body in items)
        else:
            pieces.choices += self.options(self.body[len(self.before_items()) :])

    def read_points(self, words: str) -> Decimal | None:
        found = _POINTS.search(words)
        if found is None or not any(found.groups()):
            return None
        return Decimal(found[1] or found[2] or 0) + (Decimal("0.5") if found[3] else 0)

    def sorted(self, nodes: Sequence[Node]) -> Pieces:
        """Tell stem, options, solutions and the rest apart."""
        pieces = Pieces()
        self.sort(nodes, pieces)
        return pieces

    def sort(self, nodes: Sequence[Node], pieces: Pieces) -> None:
        for node in nodes:
            called = name(node)
            if kind(node) == "environment":
                self.sort_environment(node, called, pieces)
            elif kind(node) == "macro" and self.sort_macro(node, called, pieces):
                continue
            elif kind(node) != "comment":
                pieces.stem.append(node)

    def sort_environment(self, node: Node, called: str, pieces: Pieces) -> None:
        body = [each for each in node.nodelist or () if each is not None]
        if called in CHOICES:
            pieces.is_ordered = pieces.is_ordered or argument(node, 0) == "o"
            pieces.choices += self.options(body)
        elif called in SOLUTIONS:
            pieces.solutions.append(node)
        elif called == "parts" or called in DEEPER:
            self.sort_parts(body, pieces)
        elif called in SHARED and (called in SLIDES or any(name(each) in CHOICES | SOLUTIONS for each in body)):
            self.sort(body, pieces)
        elif called == "enumerate" and any(name(each) in RIGHT | WRONG for each in body):
            pieces.choices += self.options(body)
        else:
            pieces.stem.append(node)

    def sort_macro(self, node: Node, called: str, pieces: Pieces) -> bool:
        """Whether a macro is something else than text."""
        if called in ("fillin", "fillinblank"):
            pieces.gaps.append(node)
            pieces.stem.append(node)
        elif called == "paren":
            if label := argument(node, 0):
                pieces.answers.append(StatedAnswer(label=label, line=self.desk.line(node)))
        elif called == "answerline":
            pieces.accepted += [node] if argument(node, 0) else []
        elif called in REASONS:
            pieces.solutions.append(node)
        elif called in SCORES:
            self.score(node, pieces)
        elif called in ("AMCOpen", "AMCnumericChoices"):
            pieces.accepted += [node] if called == "AMCnumericChoices" else []
            if called == "AMCnumericChoices" and (found := _APPROXIMATE.search(argument(node, 1))):
                message = f'"{found[0]}", which gives a part of the points to numbers nearby, is not carried'
                self.report.warning("not-carried", message, self.desk.line(node), "write a tolerance: 3.14 ± 0.01")
        elif called in LINES:
            pieces.space = self.space(node, called)
        elif called == "Question":
            self.sort(within(node, 0), pieces)
        else:
            return False
        return True

    def score(self, node: Node, pieces: Pieces) -> None:
        words = argument(node, 0)
        if found := _SCORE.search(words):
            pieces.points = Decimal(found[1])
        if not found or found[0].strip(", ") != words:
            message = f'of the scoring "{words}", only the points of a right answer are carried'
            self.report.warning("not-carried", message, self.desk.line(node), "say how answers score in the bank")

    def space(self, node: Node, called: str) -> AnswerSpace | None:
        length = argument(node, 0)
        if r"\stretch" in length or "fill" in length:
            return parse_answer_space(f"{PATTERNS.get(called, Pattern.LINES)} rest".strip())
        height = parse_length(length)
        return AnswerSpace(height=round(height, 2), pattern=PATTERNS.get(called, Pattern.LINES)) if height else None

    def sort_parts(self, nodes: Sequence[Node], pieces: Pieces) -> None:
        before, parts = parted(nodes, PARTS | SUBPARTS)
        if any(kind(each) != "chars" or each.chars.strip() for each in before):
            pieces.stem += before
        for part in parts:
            pieces.parts += [(head, self.sorted(body)) for head, body in self.unfolded(part)]

    def unfolded(self, part: Part) -> list[Part]:
        """The part, or its own parts in its place, which is told."""
        head, body = part
        deeper = deeper_in(body)
        if deeper is None:
            return [part]
        line = self.desk.line(deeper)
        if not are_scored(head, deeper):
            hint = "give each of them its points"
            self.report.error("parts", "a part has points, and parts of its own that have none", line, hint)
        hint = "check what their texts say of parts by letter"
        self.report.warning("parts", "parts of a part are printed as parts of the question", line, hint)
        return list(unfolded(body, deeper))

    def options(self, nodes: Sequence[Node]) -> Iterator[_Choice]:
        """The options of a list; in one of items, a star marks the right ones."""
        current: _Choice | None = None
        before: list[Node] = []
        is_last = False
        has_commands = any(name(each) in RIGHT | WRONG for each in nodes)  # then items only number the options
        for node in self.flattened(nodes):
            called = name(node)
            is_item = called == "item" and not has_commands
            if kind(node) == "macro" and (called in RIGHT | WRONG or is_item):
                if current is not None:
                    yield current
                current = _Choice(node, called in RIGHT, within(node, -1), is_last=is_last)
            elif called == "lastchoices":
                is_last = True
            elif current is not None and called in SCORES:
                message = f'"{argument(node, 0)}", the score of an option, is not carried'
                self.report.warning(
                    "not-carried", message, self.desk.line(node), "say how the question scores in the bank"
                )
            elif current is not None and called in OPTION_REASONS:
                current.reasons += within(node, 0)
            elif kind(node) != "comment" and called != "item":
                (before if current is None else current.nodes).append(node)
        if current is not None:
            yield current
        elif first := next((node for node in before if kind(node) != "chars" or node.chars.strip()), None):
            message = "a list of options holds none that is understood"
            self.report.error("stray-text", message, self.desk.line(first), "begin each option with its command")
        for node, behind in pairwise(before):
            if kind(node) == "macro" and kind(behind) == "group" and name(node) not in LAYOUT | DEFINITIONS:
                message = f"\\{name(node)} stands where options are wanted, and begins none"
                self.report.error("stray-text", message, self.desk.line(node), "begin each option with its command")

    def flattened(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """Nodes with those of environments that only lay options out."""
        for node in nodes:
            if kind(node) == "environment" and name(node) in SHARED:
                yield from self.flattened([each for each in node.nodelist or () if each is not None])
            else:
                yield node

    def drafted(self, pieces: Pieces, node: Node) -> DraftQuestion:
        """The question without what only a whole one has."""
        drafted = DraftQuestion(
            stem=self.stem(pieces),
            options=tuple(self.option(choice) for choice in pieces.choices),
            answers=tuple(pieces.answers),
            accepted=tuple(self.accepted(each) for each in pieces.accepted),
            kind=self.kind,
            locked=pieces.is_ordered,
            explanation=self.solutions(pieces),
            answer_space=pieces.space,
            line=self.desk.line(node),
        )
        if pieces.gaps:
            return replace(drafted, kind=Kind.FILL_IN, parts=tuple(self.filled(pieces)))
        if pieces.parts:
            parts = (self.part(place, head, inside) for place, (head, inside) in enumerate(pieces.parts))
            return replace(drafted, kind=Kind.MULTI_PART, parts=tuple(parts))
        if not drafted.options and not drafted.accepted and not drafted.answers:
            return replace(drafted, kind=Kind.OPEN, model_answer=drafted.explanation, explanation=())
        return drafted

    def prose(self, gaps: Sequence[Node] = ()) -> Prose:
        def gap(node: Node) -> Span | None:
            return next((Gap(place) for place, each in enumerate(gaps) if each is node), None)

        return Prose(self.desk.source, self.desk.macros, self.desk.load, self.report, gap, self.desk.base)

    def stem(self, pieces: Pieces) -> Text:
        return self.prose(pieces.gaps).text(pieces.stem)

    def option(self, choice: _Choice) -> DraftOption:
        item = item_of(choice.nodes) if name(choice.node) == "item" else Item(choice.nodes)
        is_starred = name(choice.node) in ("item", "task") and _is_starred(item.nodes)
        text = self.prose().text(item.nodes)
        share = item.share
        return DraftOption(
            text=_without_star(text) if is_starred else text,
            is_marked=choice.is_right or is_starred or share == 1,
            weight=share if share is not None and 0 < share < 1 else None,
            is_boxed=True,
            pinned=True if choice.is_last else None,
            rationale=self.prose().text([*choice.reasons, *item.feedback]),
            line=self.desk.line(choice.node),
        )

    def solutions(self, pieces: Pieces) -> Text:
        prose = self.prose()
        return tuple(block for node in pieces.solutions for block in prose.text(_body(node)))

    def accepted(self, node: Node) -> AcceptedAnswer:
        item = self.item_bodies.get(id(node)) or Item(within(node, 0))
        text = self.prose().text(item.nodes)
        if item.share is not None and item.share < 1:
            message = f'"{wording(text)}" earns all points, not the part of them that it states'
            self.report.warning("not-carried", message, self.desk.line(node), "say how answers score in the bank")
        if self.kind is Kind.NUMERIC and (margin := _TOLERANCE.search(item.settings) or _TOLERANCE.search(self.points)):
            text = paragraph(f"{wording(text)} ± {margin[1]}")
        return AcceptedAnswer(text=text, line=self.desk.line(node))

    def filled(self, pieces: Pieces) -> Iterator[DraftQuestion]:
        for place, node in enumerate(pieces.gaps):
            text = self.prose().text([each for group in within(node, 0) for each in inner(group)])
            accepted = (AcceptedAnswer(text=text, line=self.desk.line(node)),) if text else ()
            yield DraftQuestion(
                stem=(), options=(), accepted=accepted, letter=str(place + 1), line=self.desk.line(node)
            )

    def part(self, place: int, head: Node, pieces: Pieces) -> DraftQuestion:
        points = self.read_points(argument(head, 0))
        letter = LETTERS[place] if place < len(LETTERS) else str(place)
        return replace(self.drafted(pieces, head), letter=letter, points=points)


def _body(node: Node) -> list[Node]:
    if kind(node) == "environment":
        return [each for each in node.nodelist or () if each is not None]
    return within(node, -1)


def _is_starred(nodes: Sequence[Node]) -> bool:
    return bool(nodes) and kind(nodes[0]) == "chars" and nodes[0].chars.lstrip().startswith("*")


def _without_star(text: Text) -> Text:
    """The text without the star that marks a right item."""
    first = text[0] if text else None
    if not isinstance(first, Paragraph) or not isinstance(word := first.spans[0], Words):
        return text
    bare = replace(word, text=word.text.lstrip(" ").removeprefix("*").lstrip(" "))
    spans = (bare, *first.spans[1:]) if bare.text else first.spans[1:]
    return (replace(first, spans=spans), *text[1:]) if spans else text[1:]
