"""An item of QTI 2 or 3 in, a `DraftQuestion` out; what a paper cannot ask is a diagnostic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from string import ascii_lowercase

from examgen.formats.bounds import admit_question
from examgen.formats.draft import DraftQuestion
from examgen.formats.qti.file import File
from examgen.formats.qti.v2.asks import asked
from examgen.formats.qti.v2.declarations import declarations_of, default_of, outcome
from examgen.formats.qti.v2.feedback import feedback_of
from examgen.formats.qti.v2.gaps import filled
from examgen.formats.qti.v2.item import Item
from examgen.formats.qti.v2.processing import score
from examgen.formats.qti.v2.rules import rules_of, uses_mapping
from examgen.formats.qti.v2.tree import UNFIT, extracted, pieces
from examgen.formats.qti.values import identity, number
from examgen.formats.reporting import Report
from examgen.formats.xml import Element, line_of, local_name, written_in
from examgen.model.response import Kind
from examgen.model.text import Text

_NO_PAPER = "ask it in another way, or leave it out"
_BESIDE = {
    "companionMaterialsInfo": "what lies beside a question, such as a calculator,",
    "catalogInfo": "support for accessibility",
    "apipAccessibility": "support for accessibility",
}
_NEVER_PRINTED = ("endAttemptInteraction", "mediaInteraction", "infoControl", "stylesheet")


def question_of(element: Element, file: File) -> DraftQuestion | None:
    """The question that an item asks; ``None``, with a diagnostic, where no paper can ask it."""
    admit_question(written_in(element), file.path, line_of(element))
    name = identity(element.get("identifier"))
    report = file.report(name)
    body = element.find("itemBody")
    if body is None or _is_unfit(element, report):
        if body is None:
            report.error("empty-stem", "the question has no stem", line_of(element), "write what it asks")
        return None
    for lost in extracted(body, *_NEVER_PRINTED):
        if local_name(lost) != "stylesheet":
            file.lose("sound, film or a button inside a question", lost, "say in words what it shows")
    for child in element:
        if what := _BESIDE.get(local_name(child)):
            file.lose(what, child)
    feedback = feedback_of(element, body, file, name)
    item = Item(
        element=element,
        file=file,
        name=name,
        declarations=declarations_of(element),
        rules=rules_of(element),
        is_mapped=uses_mapping(element),
        report=report,
        feedback=feedback,
    )
    return _finished(_assembled(item, pieces(body)), item)


def _is_unfit(element: Element, report: Report) -> bool:
    unfit = next((each for each in element.iter(*UNFIT)), None)
    if unfit is not None:
        what = f"asks to point, draw or slide ({local_name(unfit)})"
    elif next(element.iter("templateDeclaration"), None) is not None:
        what = "is made of a template with values that change"
    else:
        return False
    report.warning(
        "not-carried", f"the question {what}: it is left out", line_of(element if unfit is None else unfit), _NO_PAPER
    )
    return True


def _finished(question: DraftQuestion, item: Item) -> DraftQuestion:
    feedback, is_open = item.feedback, question.kind is Kind.OPEN
    return replace(
        question,
        id=item.name,
        points=question.points if question.points is not None else _points(item),
        explanation=feedback.explanation if is_open else feedback.explanation + feedback.scorer,
        explanation_line=feedback.line,
        model_answer=question.model_answer + feedback.scorer if is_open else (),
    )


def _points(item: Item) -> Decimal | None:
    """What the item says that it is worth at most; else what its mappings or rules give for right responses."""
    total = outcome(item.element, "SCORE")
    stated = [default_of(outcome(item.element, "MAXSCORE"))]
    stated += [number(total.get("normalMaximum"))] if total is not None else []
    if item.is_mapped:
        totals = [declaration.total for declaration in item.declarations.values()]
        stated += [sum((total for total in totals if total is not None), Decimal(0))] if None not in totals else []
    right = {name: declaration.best for name, declaration in item.declarations.items()}
    stated += [score(item.element.find("responseProcessing"), item.declarations, right)]
    return next((points for points in stated if points is not None and points > 0), None)


def _assembled(item: Item, found: Sequence[Element]) -> DraftQuestion:
    """One question of all pieces, or one in parts where several of them ask."""
    asks: list[DraftQuestion] = []
    opening: Text = ()
    before: Text = ()
    for piece in found:
        ask = filled(item, piece) if piece.tag == "div" else asked(item, piece)
        if not isinstance(ask, DraftQuestion):
            before += ask
        elif not asks and ask.stem:
            asks, opening, before = [ask], before, ()
        else:
            asks.append(replace(ask, stem=before + ask.stem))
            before = ()
    if not asks:
        item.report.error("no-answer", "the question asks for nothing", item.line, "delete it, or say what it asks")
        return DraftQuestion(stem=before, options=(), kind=Kind.OPEN, line=item.line)
    asks[-1] = replace(asks[-1], stem=asks[-1].stem + before)
    if len(asks) == 1:
        return replace(asks[0], stem=opening + asks[0].stem, line=item.line)
    return replace(_in_parts(item, asks), stem=opening)


def _in_parts(item: Item, asks: Sequence[DraftQuestion]) -> DraftQuestion:
    points = _points(item)
    share = None if points is None else points / len(asks)
    is_even = share is not None and share == round(share, 2)
    parts = tuple(
        replace(ask, letter=letter, points=share if is_even else None)
        for letter, ask in zip(ascii_lowercase, asks, strict=False)
    )
    if len(asks) > len(parts):
        item.report.error("parts", f"{len(asks)} parts, more than letters", item.line, "make it several questions")
    return DraftQuestion(stem=(), options=(), kind=Kind.MULTI_PART, parts=parts, line=item.line)
