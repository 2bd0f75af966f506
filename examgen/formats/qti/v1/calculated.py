"""A calculated item of QTI 1.2 in, a parametrised question out, whose values are the sets that its system drew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from examgen.diagnostics import errors_in
from examgen.formats.draft import DraftQuestion
from examgen.formats.qti.v1.feedback import Feedback
from examgen.formats.qti.v1.item import Item
from examgen.formats.qti.values import number
from examgen.formats.xml import Element, local_name
from examgen.markup import commonmark_dump
from examgen.markup.context import LoadImage, Refusal
from examgen.model.text import Formula, Image, ImageFile, Span, Text, Words, map_spans, spans_of

_SIGN = "\ue000{}\ue001"
"""Stands for a variable until the text is written as Markdown; private characters, which no text holds."""


@dataclass(frozen=True, slots=True)
class _Values:
    """The names of the variables, and the sets of their values with the answer of each."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tolerance: str


def calculated(item: Item, feedback: Feedback) -> DraftQuestion | None:
    """The question with its sets of values; ``None`` where the file does not state them."""
    from examgen.formats.examgen_markdown import parse

    values = _values(item.element)
    if values is None:
        return None
    signs = {f"[{name}]": _SIGN.format(place) for place, name in enumerate(values.names)}
    stem, explanation = (_signed(text, signs) for text in (item.plain_stem(), feedback.explanation))
    source = _source(item, values, stem, explanation)
    draft, found = parse(source, item.file.path, _pictures((*stem, *explanation)))
    if errors_in(found) or len(draft.questions) != 1 or draft.questions[0].program is None:
        return None
    question = draft.questions[0]
    program = replace(question.program, line=item.line) if question.program else None
    accepted = tuple(replace(answer, line=item.line) for answer in question.accepted)
    return replace(question, number="", program=program, accepted=accepted, line=item.line)


def _values(element: Element) -> _Values | None:
    inside = {local_name(each): each for each in element.iter("{*}var_sets", "{*}answer_tolerance")}
    rows: list[tuple[str, ...]] = []
    names: tuple[str, ...] = ()
    for row in inside.get("var_sets", ()):
        values = {each.get("name") or "": (each.text or "").strip() for each in row.iter("{*}var")}
        answer = next(((each.text or "").strip() for each in row.iter("{*}answer")), "")
        names = names or tuple(values)
        found = (*(values.get(name, "") for name in names), answer)
        if any(number(value) is None for value in found):
            return None
        rows.append(found)
    tolerance = (inside["answer_tolerance"].text or "").strip() if "answer_tolerance" in inside else ""
    if not rows or (tolerance and number(tolerance.removesuffix("%")) is None):
        return None
    return _Values(names, tuple(dict.fromkeys(rows)), tolerance)


def _signed(text: Text, signs: Mapping[str, str]) -> Text:
    """The text with a sign for each variable, in words and in formulas."""

    def signed(words: str) -> str:
        for name, sign in signs.items():
            words = words.replace(name, sign)
        return words.replace("{{", "{ {")

    def span(each: Span) -> Span:
        match each:
            case Words(text=words):
                return replace(each, text=signed(words))
            case Formula(source=source):
                return replace(each, source=signed(source))
            case _:
                return each

    return map_spans(text, lambda spans: tuple(map(span, spans)))


def _source(item: Item, values: _Values, stem: Text, explanation: Text) -> str:
    """The question in examgen's own Markdown."""
    names = [f"v{place + 1}" for place in range(len(values.names))]
    rows = "\n  | ".join(f"({', '.join(row)})" for row in values.rows)
    points = item.metadata.points
    worth = f" points={points:f}" if points and points > 0 else ""
    tolerance = f" ± {values.tolerance}" if values.tolerance and number(values.tolerance.removesuffix("%")) else ""
    written = [commonmark_dump.dump(text, lambda reference: "") for text in (stem, explanation)]
    for place, name in enumerate(names):
        written = [each.replace(_SIGN.format(place), f"{{{{ {name} }}}}") for each in written]
    why = f"\n**Explanation:** {written[1]}\n" if written[1] else ""
    return (
        f"## Question 1 {{kind=numeric{worth}}}\n\n```variables\n({', '.join([*names, 'answer'])}) = {rows}\n```\n\n"
        f"{written[0]}\n\n= {{{{ answer }}}}{tolerance}\n{why}"
    )


def _pictures(text: Text) -> LoadImage:
    """Loads the pictures that the text shows already."""
    spans = (span for span in spans_of(text) if isinstance(span, Image))
    known = {span.file.name: span.file for span in spans}

    def load(address: str) -> ImageFile | Refusal:
        return known.get(address) or Refusal(f'there is no picture "{address}"', "check its name")

    return load
