"""The lines of one question in, its stem, options, answers and explanation out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from examgen.diagnostics import Diagnostic
from examgen.formats.decode import shortened
from examgen.formats.draft import DraftOption, DraftQuestion
from examgen.formats.plain_text.answers import stated_answer
from examgen.formats.plain_text.bare import divide_bare
from examgen.formats.plain_text.choices import OptionLines, divide_options
from examgen.formats.plain_text.options import without_mark
from examgen.formats.plain_text.signs import Field, FieldSign, Line, closing_points, field_sign, leading_points
from examgen.formats.plain_text.split import Chunk
from examgen.formats.reporting import Report
from examgen.markup.plain import parse, parse_spans
from examgen.model.text import CodeBlock, Paragraph, Text, Words, spans_of, wording

_CODE_INDENT = 4


@dataclass(slots=True)
class _Parts:
    """The lines of a question, sorted by what they belong to."""

    body: list[Line] = field(default_factory=list)
    answers: list[tuple[Line, str]] = field(default_factory=list)
    explanation: list[Line] = field(default_factory=list)
    explanation_line: int | None = None
    points: str | None = None
    topic: str = ""


def question_of(chunk: Chunk, path: str) -> tuple[DraftQuestion, list[Diagnostic]]:
    """Cut the lines of one question into its parts."""
    report = Report(path, chunk.number or None)
    points, first = leading_points(chunk.lines[0].text) if chunk.lines else (None, "")
    lines = [replace(chunk.lines[0], text=first), *chunk.lines[1:]] if chunk.lines else []
    parts = _sorted_by_field(lines, report)
    divided = divide_options(parts.body) or divide_bare(parts.body)
    stem, late_points = _stem(divided.stem)
    options = _options(divided)
    for line in divided.lost:
        message = f'"{shortened(line.text)}" belongs to no part of the question'
        report.error("lost-text", message, line.number, "begin an explanation with Explanation:, or join the lines")
    for problem in divided.problems:
        report.error(problem.rule, problem.message, problem.line, problem.hint)
    wordings = [wording(option.text) for option in options]
    question = DraftQuestion(
        number=chunk.number,
        stem=stem,
        options=options,
        answers=tuple(stated_answer(value, line.number, wordings) for line, value in parts.answers),
        explanation=_prose(parts.explanation),
        explanation_line=parts.explanation_line,
        points=_decimal(parts.points or points or late_points),
        topic=parts.topic or chunk.topic,
        line=chunk.line,
    )
    return question, report.diagnostics


def _sorted_by_field(lines: Sequence[Line], report: Report) -> _Parts:
    """Fields go to their parts, lines behind an answer or an explanation to the explanation, the rest to the body."""
    parts = _Parts()
    last_weak = _last_option_place(lines)
    in_body = True
    for place, line in enumerate(lines):
        sign = field_sign(line.text)
        if sign and sign.weak and place < last_weak:
            sign = None
        if sign is None:
            (parts.body if in_body else parts.explanation).append(line)
        elif sign.field is Field.EXPLANATION:
            in_body = False
            _begin_explanation(parts, line, sign, report)
        elif sign.field is Field.ANSWER:
            parts.answers.append((line, sign.value))
            in_body = in_body and place < last_weak
        elif sign.field is Field.POINTS:
            parts.points = sign.value.split()[0]
        else:
            parts.topic = sign.value
    if parts.explanation_line is None:
        filled = next((line for line in parts.explanation if line.text), None)
        parts.explanation_line = filled.number if filled else None
    return parts


def _last_option_place(lines: Sequence[Line]) -> int:
    """The place of the first option line that other options follow: before it, "Reason: …" belongs to the stem."""
    divided = divide_options(lines)
    if divided is None or not divided.options:
        return 0
    first = divided.options[0].lines[0].number
    return next((place for place, line in enumerate(lines) if line.number == first), 0)


def _begin_explanation(parts: _Parts, line: Line, sign: FieldSign, report: Report) -> None:
    if parts.explanation_line is not None:
        report.error(
            "second-explanation",
            f"a second explanation; the first is in line {parts.explanation_line}",
            line.number,
            "a question number may be missing before it; otherwise join the two",
        )
        parts.explanation.append(Line(line.number, ""))
    else:
        parts.explanation_line = line.number
    parts.explanation.append(replace(line, text=sign.value))


def _prose(lines: Sequence[Line]) -> Text:
    return parse("\n".join(line.text for line in lines))


def _stem(lines: Sequence[Line]) -> tuple[Text, str | None]:
    """The stem with its indented code, and points that stand at the end of one of its lines."""
    points = None
    prose: list[Line] = []
    blocks: list[Text] = []
    base = min((line.indent for line in lines[1:] if line.text), default=0) if len(lines) > 1 else 0
    first = lines[0].indent if lines else 0
    for code, group in _grouped(lines, max(first, 0)):
        if code:
            blocks.append((CodeBlock(_code(group)),))
            continue
        prose = []
        for line in group:
            found, text = closing_points(line.text) if points is None else (None, line.text)
            points = points or found
            prose.append(replace(line, text=text))
        blocks.append(_prose(prose))
    return tuple(block for text in blocks for block in text), points


def _grouped(lines: Sequence[Line], indent: int) -> list[tuple[bool, list[Line]]]:
    """Runs of code (indented by four spaces more than the stem) and of prose; blank lines stay with their run."""
    groups: list[tuple[bool, list[Line]]] = []
    for place, line in enumerate(lines):
        code = bool(line.text) and place > 0 and line.indent >= indent + _CODE_INDENT
        if groups and (not line.text or groups[-1][0] == code):
            groups[-1][1].append(line)
        else:
            groups.append((code, [line]))
    return groups


def _code(lines: Sequence[Line]) -> str:
    base = min(line.indent for line in lines if line.text)
    rows = [" " * (line.indent - base) + line.text if line.text else "" for line in lines]
    return "\n".join(rows).strip("\n")


def _options(divided: OptionLines) -> tuple[DraftOption, ...]:
    """Options with their marks; bold around some options, not around all, marks them."""
    found: list[DraftOption] = []
    for option in divided.options:
        text = " ".join(line.text for line in option.lines)
        words, is_marked = without_mark(text)
        spans = parse_spans(words)
        found.append(
            DraftOption(
                text=(Paragraph(spans),) if spans else (),
                label=option.label,
                is_marked=is_marked or option.is_marked,
                line=option.lines[0].number,
            )
        )
    bold = [_is_bold(option) for option in found]
    if any(bold) and not all(bold):
        found = [_unbolded(option) if is_bold else option for option, is_bold in zip(found, bold, strict=True)]
    if len(found) > 1 and all(option.is_marked for option in found):
        found = [replace(option, is_marked=False) for option in found]
    return tuple(found)


def _is_bold(option: DraftOption) -> bool:
    spans = tuple(spans_of(option.text))
    return bool(spans) and all(isinstance(span, Words) and (span.style.bold or not span.text.strip()) for span in spans)


def _unbolded(option: DraftOption) -> DraftOption:
    spans = tuple(
        replace(span, style=replace(span.style, bold=False)) for span in spans_of(option.text) if isinstance(span, Words)
    )
    return replace(option, text=(Paragraph(spans),), is_marked=True)


def _decimal(points: str | None) -> Decimal | None:
    return Decimal(points.replace(",", ".")) if points else None
