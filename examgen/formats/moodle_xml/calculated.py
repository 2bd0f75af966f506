"""A calculated question of Moodle in, a parametrised question out.

It is written in examgen's own format, whose variables draw the rows of its data sets, and read from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from examgen.formats import examgen_markdown
from examgen.formats.answers_dump import indented
from examgen.formats.attributes import written
from examgen.formats.draft import DraftQuestion
from examgen.formats.moodle_xml.answers import unit_of
from examgen.formats.moodle_xml.choices import Rated, is_whole, keys_of, rated, scored
from examgen.formats.moodle_xml.entry import Entry, has_text, number_of, plain_of
from examgen.formats.moodle_xml.formula import NotUnderstood, expression_of
from examgen.formats.xml import Element, local_name
from examgen.markup import commonmark_dump
from examgen.markup.context import Refusal
from examgen.model.response import Kind, Scoring
from examgen.model.text import Image, ImageFile, Text, spans_of

_MARKS = "\ue000", "\ue001"
"""Around the number of an expression, while the text about it is read."""

_MARK = re.compile(f"{_MARKS[0]}(\\d+){_MARKS[1]}")
_PLACE = re.compile(r"\{=(?P<formula>(?:[^{}]|\{[^{}]*\})*)\}|\{(?P<name>[A-Za-z_][\w -]*)\}")
_EXPLAIN = "write it into the general feedback"
_HINT = "write it as a parametrised question in examgen's own format"


def calculated(entry: Entry, draft: DraftQuestion) -> DraftQuestion | None:
    """The question with its variables; ``None`` where they are not understood, which is told."""
    try:
        source = _Source(entry, draft)
        text = source.written()
    except NotUnderstood as doubt:
        entry.loss(f"a calculated question is left out: {doubt}", _HINT)
        return None
    found, diagnostics = examgen_markdown.parse(text, entry.export.source.path, source.picture)
    for diagnostic in diagnostics:
        entry.export.losses.tell(replace(diagnostic, line=entry.line, question=entry.name or None))
    return replace(found.questions[0], line=entry.line) if len(found.questions) == 1 else None


@dataclass
class _Source:
    """One question while it is written in examgen's own format."""

    entry: Entry
    draft: DraftQuestion
    expressions: list[str] = field(default_factory=list)
    pictures: dict[str, ImageFile] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Of data sets in the file → of variables."""

    scoring: Scoring | None = None
    shows: list[tuple[str, str]] = field(default_factory=list)
    """What answers come to, and how they are written."""

    def written(self) -> str:
        entry = self.entry
        self.names = _names(entry)
        answers = rated(entry)
        stem = self.text(entry.first("questiontext"))
        explanation = self.text(entry.first("generalfeedback"))
        ways = [*self.options(answers)] if entry.kind == "calculatedmulti" else [*self.numbers(answers)]
        shown = [f"show answer{place} with {shown}" for place, (_, shown) in enumerate(self.shows)]
        computed = [f"answer{place} = {expression}" for place, (expression, _) in enumerate(self.shows)]
        block = ["```variables", *_rows(entry, self.names), *computed, *shown, "```"]
        parts = [self.heading(), "\n".join(block), stem, "\n".join(ways)]
        parts += [f"**Explanation:** {explanation}"] if explanation else []
        return "\n\n".join(parts) + "\n"

    def heading(self) -> str:
        draft = self.draft
        values = {"id": draft.id} if draft.id else {}
        values |= {"points": f"{draft.points:f}"} if draft.points is not None else {}
        values |= {"topic": draft.topic} if draft.topic else {}
        values |= {"tags": ", ".join(draft.facts.tags)} if draft.facts.tags else {}
        values |= {"number": draft.number} if draft.number else {}
        values |= {"scoring": self.scoring.value} if self.scoring else {}
        values |= {"locked": "yes"} if draft.locked and self.entry.kind == "calculatedmulti" else {}
        is_multi = self.entry.kind == "calculatedmulti"
        is_single = self.entry.is_set("single", True)
        kind = (Kind.CHOICE if is_single else Kind.MULTIPLE_RESPONSE) if is_multi else Kind.NUMERIC
        return f"## Question {written(values | {'kind': kind.value})}"

    def text(self, element: Element | None) -> str:
        """A text with expressions where its places are."""
        found = self.entry.text(element, self.marked)
        self.pictures |= {span.file.name: span.file for span in spans_of(found) if isinstance(span, Image)}
        return self.filled(found)

    def filled(self, text: Text) -> str:
        source = commonmark_dump.dump(text)
        return _MARK.sub(lambda match: f"{{{{ {self.expressions[int(match[1])]} }}}}", source)

    def marked(self, source: str) -> str:
        def mark(match: re.Match[str]) -> str:
            if match["name"] is not None and match["name"] not in self.names:
                return match[0]
            formula = match["formula"] if match["name"] is None else match[0]
            self.expressions.append(expression_of(formula, self.names))
            return f"{_MARKS[0]}{len(self.expressions) - 1}{_MARKS[1]}"

        return _PLACE.sub(mark, source)

    def picture(self, address: str) -> ImageFile | Refusal:
        return self.pictures.get(address) or Refusal(f'there is no picture "{address}"', "check its name")

    def numbers(self, answers: Sequence[Rated]) -> Iterator[str]:
        """The answer that earns all points."""
        if any(answer.share > 0 and not is_whole(answer.share) for answer in answers):
            self.entry.loss("answers that earn a part of the points are left out", "accept them in full")
        if any(has_text(next(answer.element.iterchildren("feedback"), None)) for answer in answers):
            self.entry.loss("feedback to single answers of questions without options is left out", _EXPLAIN)
        whole = [answer.element for answer in answers if is_whole(answer.share)]
        if len(whole) != 1:
            raise NotUnderstood(f"it has {len(whole)} answers that earn all points")
        (answer,) = whole
        unit = unit_of(self.entry)
        self.shows.append((expression_of(plain_of(answer), self.names), _shown(answer)))
        yield f"= {{{{ answer0 }}}}{_tolerance(answer)} {unit}".rstrip()

    def options(self, answers: Sequence[Rated]) -> Iterator[str]:
        """A line for each option, with what marking it earns and why it is right or wrong below it."""
        is_single = self.entry.is_set("single", True)
        shares = [answer.share for answer in answers]
        keys = keys_of(shares, is_single)
        self.scoring, weights = scored(shares, keys, is_single)
        for place, answer in enumerate(answers):
            weight = weights[place]
            more = written({"weight": f"{weight:f}"}) if weight is not None else ""
            yield indented(f"- [{'x' if place in keys else ' '}] {self.text(answer.element)} {more}".rstrip(), 2)
            reason = self.text(next(answer.element.iterchildren("feedback"), None))
            yield from (f"  > {line}" for line in reason.split("\n") if reason)


def _value(element: Element, name: str) -> str:
    found = next((child for child in element if local_name(child) == name), None)
    return "" if found is None else plain_of(found)


def _shown(answer: Element) -> str:
    """How many digits an answer has."""
    length = number_of(_value(answer, "correctanswerlength"))
    digits = int(length) if length is not None and 0 <= length <= 12 else 2
    is_significant = _value(answer, "correctanswerformat") == "2"
    return f"{max(digits, 1)} digits" if is_significant else f"{digits} decimals"


_RELATIVE = ("1", "3", "")


def _tolerance(answer: Element) -> str:
    tolerance = number_of(_value(answer, "tolerance"))
    if not tolerance:
        return ""
    if _value(answer, "tolerancetype") in _RELATIVE:
        return f" ± {(tolerance * 100).normalize():f}%"
    return f" ± {tolerance.normalize():f}"


# Data sets


def _definitions(entry: Entry) -> list[Element]:
    group = entry.first("dataset_definitions")
    return [child for child in group if local_name(child) == "dataset_definition"] if group is not None else []


def _names(entry: Entry) -> dict[str, str]:
    """What data sets are called in the file, and what variables of theirs are."""
    from examgen.parameters.expressions import TAKEN  # Jinja: only where it is needed

    found: dict[str, str] = {}
    for place, definition in enumerate(_definitions(entry)):
        name = _value(definition, "name")
        is_plain = re.fullmatch(r"[A-Za-z]\w*", name) and name not in TAKEN and not name.startswith("answer")
        found[name] = name if is_plain else f"wild{place}"
    return found


def _rows(entry: Entry, names: Mapping[str, str]) -> list[str]:
    """The lines that draw a row of all data sets, as Moodle does, or from ranges where there are no rows."""
    columns = {_value(each, "name"): _items(each) for each in _definitions(entry)}
    if not columns:
        raise NotUnderstood("it has no data sets")
    common = sorted(set.intersection(*(set(items) for items in columns.values())))
    if not common:
        return [f"{names[_value(each, 'name')]} = {_range(each)}" for each in _definitions(entry)]
    rows = [[f"{items[number]:f}" for items in columns.values()] for number in common]
    if len(columns) == 1:
        return [f"{names[next(iter(columns))]} = {' | '.join(row[0] for row in rows)}"]
    drawn = " | ".join(f"({', '.join(row)})" for row in rows)
    return [f"({', '.join(names[name] for name in columns)}) = {drawn}"]


def _items(definition: Element) -> dict[int, Decimal]:
    items: dict[int, Decimal] = {}
    for item in definition.iter("dataset_item"):
        number, value = number_of(_value(item, "number")), number_of(_value(item, "value"))
        if number is not None and value is not None:
            items[int(number)] = value
    return items


def _range(definition: Element) -> str:
    least, most = (number_of(_value(definition, name)) for name in ("minimum", "maximum"))
    places = number_of(_value(definition, "decimals")) or Decimal(0)
    if least is None or most is None or not 0 <= places <= 6:
        raise NotUnderstood(f'its data set "{_value(definition, "name")}" has no values')
    return f"{least:f}..{most:f} step {Decimal(1).scaleb(-int(places)):f}"
