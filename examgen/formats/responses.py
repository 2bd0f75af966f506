"""A drafted question of a kind in, what is right for it out, where no options say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from examgen.formats.decode import shortened
from examgen.formats.draft import AcceptedAnswer, DraftQuestion
from examgen.formats.identity import plain_content, same_wording
from examgen.formats.numbers import StatedNumber, stated_number
from examgen.formats.reporting import Report
from examgen.formats.stated_references import settled
from examgen.model.response import Criterion, Kind, Matching, Numeric, Open, Prompt, Response, Written
from examgen.model.text import Paragraph, wording


def response_of(draft: DraftQuestion, kind: Kind, report: Report) -> Response | None:
    """What is right, with an error for each thing that is missing or not understood."""
    match kind:
        case Kind.NUMERIC:
            return _numeric(draft, report)
        case Kind.SHORT_ANSWER:
            return _written(draft, report)
        case Kind.MATCHING:
            return _matching(draft, report)
        case Kind.OPEN:
            return _open(draft, report)
        case _:
            return None


_NUMBER_HINT = 'write "= 9.81", "= 9.81 ± 0.02 m/s²" or "= 9.81 +- 2%" on a line of its own'


def _numeric(draft: DraftQuestion, report: Report) -> Numeric | None:
    if not draft.accepted:
        _report_none(draft, report)
        return None
    first, *more = draft.accepted
    number = stated_number(first.text, is_certain=True)
    if number is None or number.doubt:
        problem = number.doubt if number else f'"{shortened(wording(first.text))}" is no number'
        report.error("unclear-number", problem, first.line, _hint_for(number))
        return None
    _check_twice(draft.accepted, report)
    return Numeric(
        value=number.value,
        tolerance=number.tolerance,
        is_relative=number.is_relative,
        unit=number.unit,
        forms=tuple(settled(answer.text) for answer in ([first] if number.is_form else []) + more),
    )


def _hint_for(number: StatedNumber | None) -> str:
    if number and "thousands" in number.doubt:
        return "write 1234 for thousands and 1.234 for a decimal"
    return _NUMBER_HINT


def _written(draft: DraftQuestion, report: Report) -> Written | None:
    if not draft.accepted:
        _report_none(draft, report)
        return None
    _check_twice(draft.accepted, report)
    return Written(accepted=tuple(settled(answer.text) for answer in draft.accepted))


def _report_none(draft: DraftQuestion, report: Report) -> None:
    what, hint = "the question", 'write each accepted answer on a line that begins with "= "'
    if draft.letter.isdigit():
        what, hint = "a gap", "write its answer between the braces: ____{carbon dioxide}"
    report.error("no-answer", f"{what} has no answer", draft.line, hint)


def _check_twice(accepted: Iterable[AcceptedAnswer], report: Report) -> None:
    """Report answers that are accepted twice; in other capitals they may be meant."""
    seen: dict[str, int] = {}
    folded: dict[str, int] = {}
    for answer in accepted:
        words = plain_content(answer.text)
        if not words.strip():
            report.error("no-answer", "an accepted answer has no words", answer.line, "write it, or delete its line")
        elif words in seen:
            message = f'"{shortened(words)}" is accepted twice, lines {seen[words]} and {answer.line}'
            report.error("duplicate-answers", message, answer.line, "delete one of them")
        elif same_wording(words) in folded:
            message = f'"{shortened(words)}" differs from another accepted answer in capitals or its stop only'
            report.warning("duplicate-answers", message, answer.line, "delete one of them if that is not meant")
        seen.setdefault(words, answer.line)
        folded.setdefault(same_wording(words), answer.line)


def _matching(draft: DraftQuestion, report: Report) -> Matching:
    if len(draft.prompts) < 2:
        found = "one pair" if draft.prompts else "no pairs"
        message = f"a matching question has {found}; wanted two or more"
        report.error("matching-pairs", message, draft.line, "write each on a line such as - Paris => France")
    seen: dict[str, int] = {}
    for prompt in draft.prompts:
        first = seen.setdefault(plain_content(prompt.text), prompt.line)
        if first != prompt.line:
            message = f'"{shortened(wording(prompt.text))}" stands on the left twice, lines {first} and {prompt.line}'
            report.error("matching-pairs", message, prompt.line, "delete one of them")
    return Matching(
        prompts=tuple(Prompt(text=settled(each.text), target=each.target, line=each.line) for each in draft.prompts)
    )


def _open(draft: DraftQuestion, report: Report) -> Open:
    for criterion in draft.rubric:
        if criterion.points is None or not 0 < criterion.points <= 1000:
            earned = (
                "says no points that it earns" if criterion.points is None else f"earns {criterion.points:f} points"
            )
            hint = "begin it with its points, more than 0 and at most 1000: - (2 points) names both products"
            report.error("rubric", f'"{shortened(wording(criterion.text))}" {earned}', criterion.line, hint)
        elif not wording(criterion.text).strip():
            report.error(
                "rubric", "a line of the rubric says nothing but points", criterion.line, "say what earns them"
            )
        elif not all(isinstance(block, Paragraph) for block in criterion.text):
            message = (
                "a line of the rubric holds more than paragraphs: lists, code, quotes and tables have no room there"
            )
            report.error("rubric", message, criterion.line, "write it in sentences, or move it to the model answer")
    rubric = tuple(Criterion(text=settled(each.text), points=each.points or Decimal(0)) for each in draft.rubric)
    return Open(answer=settled(draft.model_answer), rubric=rubric)


def shared_points(draft: DraftQuestion, kind: Kind, report: Report) -> DraftQuestion:
    """The question with the points that its parts, gaps or rubric add up to, and gaps with their share."""
    match kind:
        case Kind.MULTI_PART if draft.parts:
            total = sum((_worth(part) for part in draft.parts), Decimal(0))
            return _summed(draft, total, "its parts", report)
        case Kind.OPEN if draft.rubric and all(each.points for each in draft.rubric):
            total = sum((each.points or Decimal(0) for each in draft.rubric), Decimal(0))
            return _summed(draft, total, "its rubric", report)
        case Kind.FILL_IN if draft.parts:
            return _divided(draft, report)
        case _:
            return draft


def _worth(part: DraftQuestion) -> Decimal:
    """The points of a part, stated or not."""
    if part.points is not None:
        return part.points
    rubric = sum((each.points or Decimal(0) for each in part.rubric), Decimal(0))
    return rubric or Decimal(len(part.parts) or 1)


def _summed(draft: DraftQuestion, total: Decimal, what: str, report: Report) -> DraftQuestion:
    if draft.points is not None and draft.points != total:
        message = f"the question is worth {draft.points:f} points, but {what} adds up to {total:f}"
        message = message.replace("parts adds", "parts add")
        report.error("points-sum", message, draft.line, "correct the points, or leave out those of the question")
        return draft
    return replace(draft, points=total)


_CENT = Decimal("0.01")


def _divided(draft: DraftQuestion, report: Report) -> DraftQuestion:
    """A gap is worth one point where the question does not say what all of them are."""
    count = len(draft.parts)
    total = Decimal(count) if draft.points is None else draft.points
    share = (total / count).quantize(_CENT).normalize() if total.is_finite() and 0 < total <= 1000 else Decimal(1)
    if share * count != total:
        message = f"{total:f} points cannot be shared equally by {count} gaps: each is worth {share:f}"
        report.warning("points-sum", message, draft.line, f"write points={count}, or another multiple of {count}")
    parts = tuple(replace(part, points=Decimal(f"{share:f}")) for part in draft.parts)
    return replace(draft, points=total, parts=parts)
