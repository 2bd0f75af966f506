"""A question in, its block of GIFT out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from string import ascii_uppercase as LETTERS

from examgen.formats.blanks import mark
from examgen.formats.gift.texts_dump import TextWriter, escaped
from examgen.formats.identity import same_wording
from examgen.formats.kinds import says_true_false
from examgen.formats.moodle_xml.cloze_dump import tolerance_of
from examgen.formats.moodle_xml.shares import fractions_of, written_share
from examgen.formats.spoken import joined
from examgen.markup.context import LoadImage
from examgen.markup.words import all_parts
from examgen.model.bank import Option, Question
from examgen.model.response import Kind, Matching, Numeric, Written
from examgen.model.text import Gap, Span, Text, Words, map_spans, wording

_WHOLE = 100


def question_source(question: Question, load: LoadImage) -> str:
    """Comments with id and tags, title, stem, and what is right in braces."""
    writer = TextWriter(LETTERS, load, _texts(question))
    number = " ".join(question.number.split())
    title = f"::{escaped(number)}::" if number else ""
    marks = [f"[id:{_bracketed(question.id)}]", *(f"[tag:{_bracketed(tag)}]" for tag in question.tags)]
    braces = _braces(question, writer)
    return f"// {' '.join(marks)}\n{title}{writer.prefix}{_around(question, writer, braces)}"


def _texts(question: Question) -> tuple[Text, ...]:
    """All texts that share a format: those of a gap, too."""
    parts = tuple(text for part in question.parts for text in _texts(part))
    return (*(each.text for each in question.own_texts if each.text), *parts)


def _bracketed(words: str) -> str:
    """Words for a comment's brackets."""
    return " ".join(words.split()).replace("\\", "\\\\").replace("]", r"\]")


def _around(question: Question, writer: TextWriter, braces: str) -> str:
    """The stem with the braces behind it, or where its gap is."""
    if question.kind is not Kind.FILL_IN:
        return f"{writer.source(question.stem)} {braces}"
    stem = map_spans(question.stem, lambda spans: joined([_blank(span) for span in spans]))
    return writer.source(stem).replace(mark(0), braces)


def _blank(span: Span) -> Span:
    return Words(mark(0)) if isinstance(span, Gap) else span


def _braces(question: Question, writer: TextWriter) -> str:
    """What is right, one answer to a line, and the explanation."""
    asked = question.parts[0] if question.kind is Kind.FILL_IN else question
    answers = list(_answers(asked, writer))
    if question.explanation.text:
        answers.append(f"####{writer.source(question.explanation.text)}")
    if not answers:
        return "{}"
    head = "#" if asked.kind is Kind.NUMERIC else ""
    if len(answers) == 1 and question.kind is not Kind.CHOICE:
        return f"{{{head}{answers[0]}}}"
    return f"{{{head}\n\t" + "\n\t".join(answers) + "\n}"


def _answers(question: Question, writer: TextWriter) -> Iterator[str]:
    match question.response:
        case Numeric() as number:
            yield f"={_number(number)}"
        case Written(accepted=accepted):
            yield from (f"={writer.source(text)}" for text in accepted)
        case Matching() as matching:
            yield from _pairs(question, matching, writer)
        case _ if _is_statement(question):
            yield _truth(question, writer)
        case _:
            shares = fractions_of(question)
            yield from (_option(option, share, writer) for option, share in zip(question.options, shares, strict=True))


def _number(number: Numeric) -> str:
    tolerance = tolerance_of(number).normalize()
    return f"{number.value:f}:{tolerance:f}" if tolerance else f"{number.value:f}"


def _pairs(question: Question, matching: Matching, writer: TextWriter) -> Iterator[str]:
    """Prompts with their options, and distractors where they stand in the order of the options."""
    written = 0
    for prompt in matching.prompts:
        for option in question.options[written : prompt.target]:
            yield f"= -> {writer.source(option.text)}"
        yield f"={writer.source(prompt.text)} -> {writer.source(question.options[prompt.target].text)}"
        written = max(written, prompt.target + 1)
    for option in question.options[written:]:
        yield f"= -> {writer.source(option.text)}"


def _is_statement(question: Question) -> bool:
    options = [option.text for option in question.options]
    return question.kind is Kind.TRUE_FALSE and len(question.key) == 1 and says_true_false(options)


def _truth(question: Question, writer: TextWriter) -> str:
    """The letter, and feedback for the wrong answer before that for the right one."""
    (right,) = question.key
    says_true = same_wording(wording(question.options[right].text)) in _true_words()
    reasons = [writer.source(question.options[place].rationale) for place in (1 - right, right)]
    feedback = f"#{reasons[0]}#{reasons[1]}" if reasons[1] else f"#{reasons[0]}" if reasons[0] else ""
    return ("T" if says_true else "F") + feedback


@cache
def _true_words() -> frozenset[str]:
    return frozenset(same_wording(word) for words in all_parts() for word in words.true)


def _option(option: Option, share: Decimal, writer: TextWriter) -> str:
    feedback = f"#{writer.source(option.rationale)}" if option.rationale else ""
    return f"{_sign(option, share)}{writer.source(option.text)}{feedback}"


def _sign(option: Option, share: Decimal) -> str:
    if share == _WHOLE and option.is_key:
        return "="
    return f"~%{written_share(share)}%" if share else "~"
