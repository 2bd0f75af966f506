"""The lines of one question in, its stem, options, answers and explanation out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from examgen.diagnostics import Diagnostic
from examgen.formats.checks import check_labels
from examgen.formats.circled import with_references
from examgen.formats.decode import shortened
from examgen.formats.draft import DraftOption, DraftQuestion, QuestionFacts, StatedAnswer
from examgen.formats.identity import same_wording
from examgen.formats.plain_text.answers import answer_among, is_known, known_wordings
from examgen.formats.plain_text.bare import divide_bare
from examgen.formats.plain_text.choices import OptionLines, divide_options
from examgen.formats.plain_text.code import fenced_code, indented_code, is_fenced, is_statement
from examgen.formats.plain_text.doubts import like_answers, report_doubts, report_feedback, report_points
from examgen.formats.plain_text.field_names import Field, FieldSign
from examgen.formats.plain_text.lone_keys import with_lone_key
from examgen.formats.plain_text.option_texts import drafted_options
from examgen.formats.plain_text.pairs import names_pairs, paired
from examgen.formats.plain_text.reasoned_answers import read_answer
from examgen.formats.plain_text.romans import may_mention, with_plain_number
from examgen.formats.plain_text.sentences import answer_sentence
from examgen.formats.plain_text.signs import (
    Line,
    answer_and_explanation,
    closing_points,
    field_sign,
    heads_explanation,
    leading_points,
)
from examgen.formats.plain_text.split import Chunk
from examgen.formats.plain_text.trappings import meaning, test_bank_tags, without_catalogue
from examgen.formats.reporting import Report
from examgen.markup.plain import parse
from examgen.model.response import Kind
from examgen.model.text import Block, Text

_CODE_INDENT = 4
_LEAST_BARE = 3
"""A stem and bare options take so many lines; with fewer, labels behind an explanation are the options."""

_SENTENCE_ENDS = ("?", ":", ".", "!", ")")
_CODE_SIGN = re.compile(r"[(){}\[\]=;<>#:]|^\w+$")


@dataclass(slots=True)
class _Parts:
    """The lines of a question, sorted by what they belong to."""

    body: list[Line] = field(default_factory=list)
    answers: list[tuple[Line, FieldSign]] = field(default_factory=list)
    explanation: list[Line] = field(default_factory=list)
    explanation_line: int | None = None
    is_headed: bool = False
    """Whether the explanation begins with its name."""

    points: str | None = None
    topic: str = ""
    difficulty: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()


def question_of(chunk: Chunk, path: str) -> tuple[DraftQuestion, list[Diagnostic]]:
    """Cut the lines of one question into its parts."""
    report = Report(path, chunk.number or None)
    points, first = leading_points(chunk.lines[0].text) if chunk.lines else (None, "")
    lines = [replace(chunk.lines[0], text=first), *chunk.lines[1:]] if chunk.lines else []
    parts = _sorted_by_field(with_lone_key(lines), report)
    if chunk.answer:
        parts.answers.insert(0, (chunk.lines[0], FieldSign(Field.ANSWER, chunk.answer)))
    divided = divide_options(parts.body) or _without_lone_option(divide_bare(parts.body), parts)
    divided, prompts = paired(divided, parts.answers)
    stem, late_points = _stem(divided.stem)
    options = drafted_options(divided)
    check_labels(options, report)
    for line in divided.lost:
        message = f'"{shortened(line.text)}" belongs to no part of the question'
        report.error("lost-text", message, line.number, "begin an explanation with Explanation:, or join the lines")
    report_feedback(parts.body, report)
    report_points(divided.stem, report)
    for line in like_answers(divided):
        message = f'"{shortened(line.text)}" may state the answer, but stands as part of an option'
        report.error("unclear-answer", message, line.number, 'write "Answer: B" on a line of its own')
    for problem in divided.problems:
        report.add(problem.severity, problem.rule, problem.message, problem.line, problem.hint)
    if not options:
        _join_answer_lines(parts)
    if divided.are_roman:
        _read_romans(parts, report)
    answers = () if prompts else _answers(parts, options)
    if not chunk.number and [option.label for option in options] == ["A"] and not answers:
        answers, options = (_card_answer(divided.options[0].lines),), ()
    question = DraftQuestion(
        number=chunk.number,
        stem=stem,
        options=options,
        prompts=prompts,
        kind=Kind.MATCHING if prompts else None,
        answers=answers,
        explanation=_prose(parts.explanation),
        explanation_line=parts.explanation_line,
        points=_decimal(parts.points or points or late_points or chunk.points),
        topic=parts.topic or chunk.topic,
        facts=QuestionFacts(difficulty=parts.difficulty, source=parts.source, tags=parts.tags),
        line=chunk.line,
    )
    report_doubts(question, report)
    return with_references(question) if divided.are_circled else question, report.diagnostics


def _sorted_by_field(lines: Sequence[Line], report: Report) -> _Parts:
    """Fields go to their parts, lines behind an answer or an explanation to the explanation, the rest to the body."""
    parts = _Parts()
    last_weak = _last_option_place(lines)
    in_body, options_to_come = True, False
    for place, line in enumerate(lines):
        in_body = in_body or (options_to_come and place == last_weak)
        if (place >= last_weak or parts.answers) and (tags := test_bank_tags(line.text)):
            _take_tags(parts, tags, line, report)
            continue
        sign = field_sign(line.text)
        if sign and sign.weak and place < last_weak:
            sign = None
        if sign is None and 0 < last_weak < place and not (parts.answers or parts.explanation):
            sign = answer_sentence(line.text)
        if sign is None and parts.answers and not parts.explanation and heads_explanation(line.text):
            in_body = False
            continue
        if sign is None and line.text and parts.answers and not parts.answers[-1][1].value:
            parts.answers[-1] = (line, replace(parts.answers[-1][1], value=line.text))
        elif sign is None:
            (parts.body if in_body else parts.explanation).append(line)
        elif sign.field is Field.EXPLANATION:
            options_to_come = place < last_weak and sum(bool(line.text) for line in parts.body) < _LEAST_BARE
            in_body = False
            _begin_explanation(parts, line, sign.value, report)
        elif sign.field is Field.ANSWER:
            value, points = without_catalogue(sign.value)
            value, explanation = (value, "") if names_pairs(value) else answer_and_explanation(value)
            parts.points = points or parts.points
            parts.answers.append((line, replace(sign, value=value)))
            in_body = in_body and place < last_weak
            if explanation:
                _begin_explanation(parts, line, explanation, report)
        elif sign.field is Field.POINTS:
            parts.points = sign.value
        elif sign.field is Field.DIFFICULTY:
            parts.difficulty = sign.value
        else:
            parts.topic = sign.value
    if parts.explanation_line is None:
        filled = next((line for line in parts.explanation if line.text), None)
        parts.explanation_line = filled.number if filled else None
    return parts


def _without_lone_option(divided: OptionLines, parts: _Parts) -> OptionLines:
    """Two lines without labels are a stem that was wrapped, unless the second repeats the answer."""
    if len(divided.options) != 1:
        return divided
    words = same_wording(divided.options[0].lines[0].text)
    if any(same_wording(sign.value) == words for _, sign in parts.answers):
        return divided
    return OptionLines(parts.body)


def _take_tags(parts: _Parts, tags: Sequence[tuple[str, str]], line: Line, report: Report) -> None:
    """Keep what the tags of a test bank say of difficulty and source; the others are named."""
    for name, value in tags:
        match meaning(name):
            case "difficulty":
                parts.difficulty = value
            case "source":
                parts.source = value
            case "tags":
                parts.tags = tuple(tag for each in value.split(",") if (tag := each.strip(" #")))
            case _ if value:
                report.warning("not-carried", f'what "{name}:" says is not carried', line.number, _TAG_HINT)


_TAG_HINT = "nothing needs to be done, unless it belongs on the key"


def _last_option_place(lines: Sequence[Line]) -> int:
    """The place of the first option line that other options follow: before it, "Reason: …" belongs to the stem."""
    divided = divide_options(lines)
    if divided is None or not divided.options:
        return 0
    first = divided.options[0].lines[0].number
    return next((place for place, line in enumerate(lines) if line.number == first), 0)


def _begin_explanation(parts: _Parts, line: Line, value: str, report: Report) -> None:
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
    parts.is_headed = True
    parts.explanation.append(replace(line, text=value))


def _answers(parts: _Parts, options: Sequence[DraftOption]) -> tuple[StatedAnswer, ...]:
    """The statements; "Solution: …" that names no option explains, and so does a reason behind a letter."""
    known = known_wordings(options)
    found = []
    for line, sign in parts.answers:
        answer, reasons = answer_among(sign.value, line.number, known), ""
        says_no_more = answer.label and not answer.text
        if sign.weak and not says_no_more and not is_known(answer.text, known):
            reasons = sign.value
        elif answer.label and answer.text and not is_known(answer.text, known):
            answer, reasons = read_answer(sign.value, line.number, options)
        if reasons:
            parts.explanation.insert(0, replace(line, text=reasons))
            parts.explanation_line = min(line.number, parts.explanation_line or line.number)
        if reasons != sign.value:
            found.append(answer)
    return tuple(found)


def _read_romans(parts: _Parts, report: Report) -> None:
    """Take answers by Roman numbers, and tell of such numbers in the explanation, which do not follow the shuffle."""
    parts.answers = [(line, replace(sign, value=with_plain_number(sign.value))) for line, sign in parts.answers]
    for line in (line for line in parts.explanation if may_mention(line.text)):
        message = f'a number that may name an option is printed as it stands: "{shortened(line.text)}"'
        report.warning("unclear-mention", message, line.number, "name the options in words, or letter them A, B, C")


def _card_answer(lines: Sequence[Line]) -> StatedAnswer:
    """The answer of a card with "Q: …" and "A: …"."""
    return StatedAnswer(text=" ".join(line.text for line in lines), line=lines[0].number)


def _join_answer_lines(parts: _Parts) -> None:
    """An answer in words goes on in the lines directly below it."""
    if len(parts.answers) != 1 or parts.is_headed:
        return
    line, sign = parts.answers[0]
    last, value = line.number, sign.value
    while parts.explanation and parts.explanation[0].text and parts.explanation[0].number == last + 1:
        following = parts.explanation.pop(0)
        last, value = following.number, f"{value} {following.text}"
    parts.answers[0] = (line, replace(sign, value=value))
    filled = next((each for each in parts.explanation if each.text), None)
    parts.explanation_line = filled.number if filled else None


def _prose(lines: Sequence[Line]) -> Text:
    """Paragraphs and fenced code."""
    blocks: list[Block] = []
    for is_code, group in groupby(lines, is_fenced):
        found = list(group)
        blocks += map(fenced_code, found) if is_code else _parsed(found)
    return tuple(blocks)


def _parsed(lines: Sequence[Line]) -> Text:
    return parse("\n".join(line.text for line in lines), [line.number for line in lines])


def _stem(lines: Sequence[Line]) -> tuple[Text, str | None]:
    """The stem with its indented code, and points that stand at the end of one of its lines."""
    points = None
    blocks: list[Block] = []
    for is_code, group in _grouped(lines):
        if is_code:
            blocks.append(indented_code(group))
            continue
        prose: list[Line] = []
        for line in group:
            found, text = (None, line.text) if points or is_fenced(line) else closing_points(line.text)
            points = points or found
            prose.append(replace(line, text=text))
        blocks += _prose(prose)
    return tuple(blocks), points


def _grouped(lines: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """Runs of unfenced code and of prose; blank lines stay with the run that they follow."""
    groups: list[tuple[bool, list[Line]]] = []
    before = ""
    for place, line in enumerate(lines):
        goes_on = bool(groups) and groups[-1][0] and line.indent > 0
        deep = bool(groups) and line.indent >= lines[0].indent + _CODE_INDENT
        begins = before.endswith(_SENTENCE_ENDS) and deep and bool(_CODE_SIGN.search(line.text))
        is_code = bool(groups) and (goes_on or begins or _is_statement(lines, place, bool(groups[-1][0])))
        is_code = is_code and bool(line.text) and not is_fenced(line)
        if groups and (not line.text or groups[-1][0] == is_code):
            groups[-1][1].append(line)
        else:
            groups.append((is_code, [line]))
        before = line.text or before
    return groups


def _is_statement(lines: Sequence[Line], place: int, in_code: bool) -> bool:
    """Whether a line that is not indented is code: it ends or begins as statements do, and so does one beside it."""
    if not is_statement(lines[place]):
        return False
    following = lines[place + 1] if place + 1 < len(lines) else None
    return in_code or (following is not None and (is_statement(following) or following.indent > lines[place].indent))


def _decimal(points: str | None) -> Decimal | None:
    return Decimal(points.replace(",", ".")) if points else None
