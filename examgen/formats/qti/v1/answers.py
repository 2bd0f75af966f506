"""The conditions on a written response of a QTI 1.2 item in, the answers that earn its points out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from examgen.formats.draft import AcceptedAnswer
from examgen.formats.qti.ranges import Range, around_value
from examgen.formats.qti.v1.scoring import Condition, Scoring, looked_for, wanted
from examgen.formats.qti.values import number
from examgen.formats.reporting import Report
from examgen.formats.word_patterns import words_of
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.text import paragraph

_PATTERNS = ("regexp", "regex")
_BOUNDS = {"vargte": (0, True), "vargt": (0, False), "varlte": (1, True), "varlt": (1, False)}


@dataclass(frozen=True, slots=True)
class Answers:
    """What one written response may say."""

    accepted: tuple[AcceptedAnswer, ...]
    is_number: bool
    """Whether it is compared as a number."""


def answers_of(response: str, scoring: Scoring, report: Report, *, is_number: bool, has_case: bool) -> Answers:
    """The answers that earn most; what earns less, or is only looked for within words, is named."""
    conditions = [each for each in scoring.conditions if each.earns > 0 and _tests(each, response)]
    full = max((condition.earns for condition in conditions), default=Decimal(0))
    for condition in conditions:
        if condition.earns < full:
            test = _tests(condition, response)[0]
            message = f'"{wanted(test)}" earns a part of the points, which a paper cannot say'
            report.warning("not-carried", message, line_of(test), "say it in the explanation")
    best = [condition for condition in conditions if condition.earns == full]
    ranges = [found for condition in best for found in _ranges(condition.test, response)]
    if is_number or ranges:
        return Answers(tuple(_numbers(best, ranges, response, report)), is_number=True)
    return Answers(tuple(_words(best, response, report, has_case)), is_number=False)


def _tests(condition: Condition, response: str) -> list[Element]:
    return list(looked_for(condition.test, response, "varequal", "varsubset", "varsubstring", *_BOUNDS))


def _words(conditions: Sequence[Condition], response: str, report: Report, has_case: bool) -> Iterator[AcceptedAnswer]:
    seen: set[str] = set()
    for condition in conditions:
        for test in looked_for(condition.test, response, "varequal", "varsubset", "varsubstring"):
            words = wanted(test)
            is_same_case = has_case and (test.get("case") or "").lower() == "yes"
            known = words if is_same_case else words.casefold()
            if not words or known in seen:
                continue
            seen.add(known)
            if (test.get("case") or "").lower() in _PATTERNS:
                yield from _patterns(test, report)
                continue
            if local_name(test) == "varsubstring" or (test.get("setmatch") or "").lower() == "contains":
                message = f'any answer that holds "{words}" is right, which a paper cannot say'
                report.warning("not-carried", message, line_of(test), "say it in the explanation")
            yield AcceptedAnswer(text=paragraph(words), line=line_of(test))


def _patterns(test: Element, report: Report) -> Iterator[AcceptedAnswer]:
    """The words that a pattern stands for."""
    words = words_of(wanted(test))
    if not words:
        message = f'any answer that fits the pattern "{wanted(test)}" is right, which a paper cannot say'
        report.warning("not-carried", message, line_of(test), "write out the words that are right")
    for each in words:
        yield AcceptedAnswer(text=paragraph(each), line=line_of(test))


def _numbers(
    conditions: Sequence[Condition], ranges: Sequence[Range], response: str, report: Report
) -> Iterator[AcceptedAnswer]:
    """Exact numbers, each with the range around it; then ranges that hold none of them."""
    left = list(ranges)
    seen: set[str] = set()
    for condition in conditions:
        for test in looked_for(condition.test, response, "varequal", "varsubset"):
            value = number(wanted(test))
            written = wanted(test)
            if value is not None:
                around = next((each for each in left if each.low <= value <= each.high), None)
                if around:
                    left.remove(around)
                written = around_value(value, around, report)
            if written and written not in seen:
                seen.add(written)
                yield AcceptedAnswer(text=paragraph(written), line=line_of(test))
    for each in left:
        yield AcceptedAnswer(text=paragraph(around_value(each.middle, each, report)), line=each.line)


def _ranges(test: Element | None, response: str) -> Iterator[Range]:
    """The ranges that the groups of a condition state, each group with its own bounds."""
    if test is None:
        return
    found: list[Element | None] = [None, None]
    closed = True
    for child in test:
        name = local_name(child)
        if name in _BOUNDS and (child.get("respident") or "").strip() == response:
            side, is_closed = _BOUNDS[name]
            found[side] = child
            closed = closed and is_closed
        elif name != "not":
            yield from _ranges(child, response)
    low, high = (number(wanted(each)) if each is not None else None for each in found)
    if low is not None and high is not None and low <= high and found[0] is not None:
        yield Range(low, high, closed, line_of(found[0]))
