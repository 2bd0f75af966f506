"""A bank and questions to leave out in, the rest out as a bank of its own, whose texts refer to nothing outside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.spoken import joined
from examgen.model.bank import Bank, Question, with_texts
from examgen.model.text import QuestionReference, Span, Text, Words, map_spans, spans_of


def without(bank: Bank, broken: Collection[str]) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """A bank without some questions and the sets of no others, and a warning for each question that refers to them."""
    if not broken:
        return bank, ()
    kept = tuple(question for question in bank.questions if question.id not in broken)
    unmet = {question.id: names for question in kept if (names := tuple(_unmet(question, broken)))}
    questions = tuple(_unreferred(question, broken) if question.id in unmet else question for question in kept)
    held = {question.set_id for question in kept}
    sets = tuple(each for each in bank.sets if each.id in held)
    warnings = tuple(_warning(question, unmet[question.id]) for question in kept if question.id in unmet)
    return replace(bank, questions=questions, sets=sets), warnings


def _unmet(question: Question, broken: Collection[str]) -> Iterator[str]:
    for _, text, _ in question.texts:
        yield from (reference.source for span in spans_of(text) if (reference := _reference(span, broken)))


def _reference(span: Span, broken: Collection[str]) -> QuestionReference | None:
    """The span, if it refers to one of these questions or to a part of it."""
    return span if isinstance(span, QuestionReference) and span.target.split("/")[0] in broken else None


def _unreferred(question: Question, broken: Collection[str]) -> Question:
    """The question with the words that its author wrote instead of references to what is left out."""

    def words(span: Span) -> Span:
        reference = _reference(span, broken)
        return Words(reference.source, reference.style) if reference else span

    def changed(text: Text) -> Text:
        return map_spans(text, lambda spans: joined(tuple(map(words, spans))))

    return with_texts(question, changed)


def _warning(question: Question, names: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        severity=Severity.WARNING,
        rule="not-carried",
        message=f"the question speaks of question {', '.join(dict.fromkeys(names))}, which is left out",
        path=question.path,
        line=question.line,
        question=question.number or question.id,
        hint="correct that question, or make this one stand alone",
    )
