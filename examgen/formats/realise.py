"""A parametrised question and its source with values in it in, the question that is printed out.

It is read like any text in examgen's own format, so that values may stand wherever something can be written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from examgen.diagnostics import Diagnostic, Severity, errors_in
from examgen.errors import BankError
from examgen.formats.examgen_markdown import parse_alone
from examgen.formats.finish import finish
from examgen.markup.context import LoadImage, Refusal
from examgen.model.bank import Question
from examgen.model.text import Image, ImageFile, spans_of
from examgen.parameters import Filled


def realised(question: Question, filled: Filled) -> Question:
    """The question with these values; raise `BankError` where they make it one that cannot be printed."""
    assert question.program
    program = question.program
    settings = {"title": "-"} | ({"language": program.language} if program.language else {})
    front = "\n".join(f"{name}: {json.dumps(value)}" for name, value in settings.items())
    text = f"---\n{front}\n---\n{filled.text}"
    draft, found = parse_alone(text, question.path, _pictures(question), program.others)
    if len(draft.questions) != 1 or errors_in(found):
        raise _error(question, filled, found)
    (drafted,) = draft.questions
    alone = replace(drafted, id=question.id, number=question.number, topic=question.topic)
    bank, more = finish(replace(draft, questions=(alone,)), question.path, program.language)
    (made,) = bank.questions
    made = made if program.worth is None else replace(made, points=program.worth)
    if errors_in(more) or _shape(made) != _shape(question):
        raise _error(question, filled, more, *_change(question, made))
    made = replace(
        made,
        set_id=question.set_id,
        has_own_id=question.has_own_id,
        line=question.line,
        explanation=replace(made.explanation, mentions=question.explanation.mentions, line=question.explanation.line),
    )
    return _with_values(made, question, filled.values)


def _with_values(made: Question, question: Question, values: tuple[tuple[str, str], ...]) -> Question:
    """The question with its values on it and its parts, and with what the exam settled since it was read."""
    parts = zip(made.parts, question.parts, strict=True)
    return replace(
        made,
        values=values,
        scoring=question.scoring,
        parts=tuple(_with_values(part, sample, values) for part, sample in parts),
    )


def _shape(question: Question) -> tuple[object, ...]:
    """What values must not change: else a selection by kind, or an order of options, would be another question's."""
    return question.kind, len(question.options), question.points, tuple(map(_shape, question.parts))


def _change(sample: Question, made: Question) -> tuple[str, str]:
    """What values change that they must not, and what to do."""
    if made.kind != sample.kind:
        said = f"the question is of kind {made.kind}, with other values of kind {sample.kind}"
        return said, f"state it at the heading, as in kind={sample.kind}, or let all values give answers of one kind"
    if len(made.options) != len(sample.options):
        said = f"the question has {len(made.options)} options, with other values {len(sample.options)}"
        return said, "write each option on a line of its own"
    if made.points != sample.points and not sample.parts:
        said = f"the question is worth {made.points:f} points, with other values {sample.points:f}"
        return said, "write its points as a number: they are the same on every paper"
    pairs = zip(sample.parts, made.parts, strict=False)
    changed = next((pair for pair in pairs if _shape(pair[0]) != _shape(pair[1])), None)
    return _change(*changed) if changed else ("the question has other parts with other values", "write its parts out")


def _pictures(question: Question) -> LoadImage:
    """Loads those pictures that the sample shows."""
    known = {image.name: image for image in _images(question)}

    def load(address: str) -> ImageFile | Refusal:
        refusal = Refusal(f'the picture "{address}" has values in its name', "write the names of pictures out")
        return known.get(address, refusal)

    return load


def _images(question: Question) -> Iterator[ImageFile]:
    for _field, text, _line in question.texts:
        yield from (span.file for span in spans_of(text) if isinstance(span, Image))


def _error(
    question: Question, filled: Filled, found: Iterable[Diagnostic], change: str = "", remedy: str = ""
) -> BankError:
    values = ", ".join(f"{name} = {value}" for name, value in filled.values)
    said = errors_in(found)
    message = said[0].message if said else change or "the values make another question, or none"
    diagnostic = Diagnostic(
        severity=Severity.ERROR,
        rule=said[0].rule if said else "variables",
        message=f"{message}, for {values}",
        path=question.path,
        line=question.line,
        question=question.number or question.id,
        hint=(said[0].hint if said else remedy) or "add a condition with require, or correct the text",
    )
    return BankError(f"{question.path}: values make a question that cannot be printed", diagnostics=[diagnostic])
