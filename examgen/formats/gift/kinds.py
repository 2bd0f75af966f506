"""What stands between the braces of a GIFT question in, a `DraftQuestion` of its kind, but without its stem, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from examgen.formats.decode import shortened
from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftPrompt, DraftQuestion, QuestionFacts
from examgen.formats.gift.answers import FULL, Answer, answers
from examgen.formats.gift.numbers import number_text
from examgen.formats.gift.signs import NEWLINE, shown
from examgen.formats.gift.texts import Texts
from examgen.formats.identity import plain_content
from examgen.formats.reporting import Report, listed
from examgen.model.response import Kind, Scoring
from examgen.model.text import Text, paragraph

_TRUE, _FALSE = frozenset({"T", "TRUE"}), frozenset({"F", "FALSE"})
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Braces:
    """What stands between the braces: answers, and behind ``####`` feedback on the whole question."""

    body: str
    line: int
    feedback: str
    feedback_line: int


def answered(braces: Braces, texts: Texts, truth: tuple[str, str], report: Report) -> DraftQuestion:
    """The question, as Moodle tells its kind: by the signs between the braces."""
    body = braces.body.strip()
    line = braces.line + braces.body[: len(braces.body) - len(braces.body.lstrip())].count("\n")
    plain = DraftQuestion(stem=(), options=(), line=braces.line)
    if braces.feedback.strip():
        explanation = texts.aside(braces.feedback, braces.feedback_line)
        plain = replace(plain, explanation=explanation, explanation_line=braces.feedback_line)
    said = body.partition("#")[0].strip().upper()
    if not body:
        return replace(plain, kind=Kind.OPEN)
    if body.startswith("#"):
        return _numeric(plain, body[1:], line, texts, report)
    if "~" in body:
        return _choice(plain, answers(body, line, "~="), texts, report)
    if "=" in body and "->" in body:
        return _matching(plain, answers(body, line, "="), texts, report)
    if said in _TRUE | _FALSE:
        return _true_false(plain, body, texts, truth, line)
    return _written(plain, answers(body, line, "="), texts, report)


def _choice(plain: DraftQuestion, found: Sequence[Answer], texts: Texts, report: Report) -> DraftQuestion:
    """Options; those of full weight are right, or where there are none, all whose weight is more than nothing."""
    weights = [_weight(answer) for answer in found]
    full = [place for place, weight in enumerate(weights) if weight is not None and weight >= FULL]
    right = full or [place for place, weight in enumerate(weights) if weight is not None and weight > 0]
    is_weighted = any(weight not in (None, _NOTHING, FULL) for weight in weights)
    _check_signs(found, report)
    _check_weights(found, weights, full, report)
    options = tuple(
        DraftOption(
            text=texts.text(answer.text, answer.line),
            is_marked=place in right,
            rationale=texts.aside(answer.feedback, answer.line) if answer.feedback else (),
            weight=(weights[place] or _NOTHING) if is_weighted else None,
            line=answer.line,
        )
        for place, answer in enumerate(found)
    )
    several = len(right) > 1 or (is_weighted and not full)
    question = replace(plain, options=options, kind=Kind.MULTIPLE_RESPONSE if several else None)
    return _penalised(question) if several else question


_NEAR = Decimal("0.0001")


def _penalised(question: DraftQuestion) -> DraftQuestion:
    """The question, scored by a rule where each right mark earns as much as each wrong one costs."""
    signed = [(o.weight if o.is_marked else -o.weight) for o in question.options if o.weight is not None]
    share = FULL / (sum(option.is_marked for option in question.options) or 1)
    if not signed or any(abs(weight - share) > _NEAR for weight in signed):
        return question
    options = tuple(replace(option, weight=None) for option in question.options)
    return replace(question, options=options, facts=QuestionFacts(scoring=Scoring.PENALTY))


def _weight(answer: Answer) -> Decimal | None:
    return FULL if answer.sign == "=" and answer.weight is None else answer.weight


def _check_signs(found: Sequence[Answer], report: Report) -> None:
    """Report signs that may be part of a text, options that bear none, and several that bear the one of right ones."""
    _check_equals(found, report)
    equals = [answer for answer in found if answer.sign == "="]
    if len(equals) > 1 and not any(answer.weight for answer in equals):
        message = f"{len(equals)} answers bear = and count as right together; Moodle takes any one of them"
        hint = "give each its share: ~%50%one ~%50%other; or leave one ="
        report.warning("several-keys", message, equals[1].line, hint)
    for answer in found:
        if not answer.sign:
            message = f'no sign stands before "{shortened(_words(answer))}", which is read as a wrong answer'
            report.warning(
                "gift-signs", message, answer.line, "write ~ before a wrong answer and = before the right one"
            )
        if answer.loses_hash:
            message = f'"#" behind "{shortened(_words(answer))}" begins feedback, but none follows'
            report.warning("gift-signs", message, answer.line, r"write \# if the sign belongs to the words, as in C\#")


def _check_equals(found: Sequence[Answer], report: Report) -> None:
    """Report each ``=`` that may be text: within a line where others begin theirs, or in an operator."""
    equals = [answer for answer in found if answer.sign == "="]
    is_listed = any(answer.begins_line and answer.line > found[0].line for answer in equals)
    for answer in equals:
        if answer.follows_sign or (is_listed and not answer.begins_line):
            message = f'"={shortened(_words(answer))}" may be an answer of its own, or part of the one before it'
            report.error(
                "gift-signs", message, answer.line, r"write \= in a text, and each answer on a line of its own"
            )


_LEAST_SUM, _MOST_SUM = Decimal("0.98"), Decimal("1.02")
"""Shares such as 33.3 % do not add up to a whole."""


def _check_weights(
    found: Sequence[Answer], weights: Sequence[Decimal | None], full: Sequence[int], report: Report
) -> None:
    for answer, weight in zip(found, weights, strict=True):
        if weight is not None and abs(weight) > FULL:
            message = f"a weight of {_per_cent(weight)}; wanted -100 to 100 %"
            report.error("gift-weights", message, answer.line, "correct the weight")
    total = sum((weight for weight in weights if weight is not None and weight > 0), _NOTHING)
    if total and not full and not _LEAST_SUM <= total <= _MOST_SUM:
        message = f"the weights of the right answers add up to {_per_cent(total)}, not to 100 %"
        report.warning("gift-weights", message, found[0].line, "share 100 % among the right answers")


def _per_cent(weight: Decimal) -> str:
    return f"{(weight * 100).normalize():f} %"


def _words(answer: Answer) -> str:
    return " ".join(shown(answer.text).replace(NEWLINE, " ").split())


def _true_false(plain: DraftQuestion, body: str, texts: Texts, words: tuple[str, str], line: int) -> DraftQuestion:
    """Two options; feedback stands first for the wrong one."""
    said, *feedback = body.split("#", 2)
    is_true = said.strip().upper() in _TRUE
    wrong, right = (*feedback, "", "")[:2]
    reasons = (right, wrong) if is_true else (wrong, right)
    options = tuple(
        DraftOption(
            text=paragraph(word),
            is_marked=is_true == (place == 0),
            rationale=texts.aside(reason, line) if reason.strip() else (),
            line=line,
        )
        for place, (word, reason) in enumerate(zip(words, reasons, strict=True))
    )
    return replace(plain, options=options, kind=Kind.TRUE_FALSE)


def _matching(plain: DraftQuestion, found: Sequence[Answer], texts: Texts, report: Report) -> DraftQuestion:
    """Pairs; one without a left side is a distractor, and equal right sides are one option."""
    places: dict[str, int] = {}
    options: list[DraftOption] = []
    prompts: list[DraftPrompt] = []
    for answer in found:
        left, arrow, right = answer.text.partition("->")
        text = texts.text(right, answer.line)
        if not arrow or not text:
            message = f'"{shortened(_words(answer))}" is no pair'
            report.error("matching-pairs", message, answer.line, "write =left -> right, or = -> right for a distractor")
            continue
        place = places.setdefault(plain_content(text), len(options))
        if place == len(options):
            options.append(DraftOption(text=text, line=answer.line))
        if left.strip():
            prompts.append(DraftPrompt(text=texts.text(left, answer.line), target=place, line=answer.line))
    _report_feedback([answer for answer in found if answer.feedback], report)
    return replace(plain, kind=Kind.MATCHING, options=tuple(options), prompts=tuple(prompts))


def _written(plain: DraftQuestion, found: Sequence[Answer], texts: Texts, report: Report) -> DraftQuestion:
    _check_equals(found, report)
    accepted = [(answer, texts.text(answer.text, answer.line)) for answer in found if _is_right(answer)]
    return _accepting(replace(plain, kind=Kind.SHORT_ANSWER), accepted, found, texts, report)


def _is_right(answer: Answer) -> bool:
    return answer.weight is None or answer.weight >= FULL


def _numeric(plain: DraftQuestion, body: str, line: int, texts: Texts, report: Report) -> DraftQuestion:
    """A number; what follows ``~`` is feedback on all others."""
    found = answers(body, line, "=~")
    accepted: list[tuple[Answer, Text]] = []
    for answer in found:
        if answer.sign != "~" and _is_right(answer):
            words = _words(answer)
            accepted.append((answer, paragraph(number_text(words) or words)))
    return _accepting(replace(plain, kind=Kind.NUMERIC), accepted, found, texts, report)


def _accepting(
    plain: DraftQuestion,
    accepted: Sequence[tuple[Answer, Text]],
    found: Sequence[Answer],
    texts: Texts,
    report: Report,
) -> DraftQuestion:
    """The question with what it accepts; feedback on its first right answer explains it, and the rest is told."""
    first = accepted[0][0] if accepted else None
    partial = [answer for answer in found if answer.weight and 0 < answer.weight < FULL]
    if partial:
        shares = (f'"{shortened(_words(a))}" ({_per_cent(a.weight or _NOTHING)})' for a in partial)
        message = f"answers for a part of the points are not accepted: {listed(shares)}"
        report.warning("not-carried", message, partial[0].line, "tell those who mark it, or accept them in full")
    _report_feedback([answer for answer in found if answer.feedback and answer is not first], report)
    explanation = texts.aside(first.feedback, first.line) if first and first.feedback else ()
    return replace(
        plain,
        accepted=tuple(AcceptedAnswer(text=text, line=answer.line) for answer, text in accepted),
        explanation=(*explanation, *plain.explanation),
        explanation_line=first.line if first and explanation else plain.explanation_line,
    )


def _report_feedback(found: Iterable[Answer], report: Report) -> None:
    answers_told = list(found)
    if answers_told:
        told = listed(f'"{shortened(_words(a)) or "any other"}"' for a in answers_told)
        message = f"feedback on single answers is not printed: on {told}"
        hint = "move it behind ####, which explains the question"
        report.warning("not-carried", message, answers_told[0].line, hint)
