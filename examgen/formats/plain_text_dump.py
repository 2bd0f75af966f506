"""A bank in, numbered plain text out, with a warning for each thing that reading it back would not give.

What is carried is not claimed but tried: the text is read again and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_uppercase as LETTERS

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats.carried import not_carried
from examgen.formats.finish import finish
from examgen.formats.format import Writer, text_writer
from examgen.formats.plain_text import parse
from examgen.markup.formulas import formula_in_prose
from examgen.model.bank import Bank, KeyOrigin, Question
from examgen.model.response import CHOOSING
from examgen.model.text import (
    Block,
    CodeBlock,
    Formula,
    Gap,
    Image,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Quote,
    Span,
    Table,
    Text,
    Words,
)

TITLE = "plain text"


def dump(bank: Bank) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a whole bank; where it would be read as another number of questions, those alone that offer options."""
    source, lost = _dumped(bank, frozenset())
    without = frozenset(question.id for question in bank.questions if question.kind not in CHOOSING)
    return _dumped(bank, without) if errors_in(lost) and without else (source, lost)


def _dumped(whole: Bank, left_out: frozenset[str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a bank; keys that reading would derive again stay unstated."""
    bank = replace(whole, questions=tuple(question for question in whole.questions if question.id not in left_out))
    unstated = frozenset(place for place, question in enumerate(bank.questions) if _is_derived(question))
    source = _source(bank, unstated)
    read = _read(source).questions
    if len(read) == len(bank.questions):
        kept = {place for place in unstated if _key(read[place]) == _key(bank.questions[place])}
        source = _source(bank, frozenset(kept))
    return source, tuple(not_carried(whole, _read(source), TITLE, left_out=left_out))


def _is_derived(question: Question) -> bool:
    return question.key_origin is KeyOrigin.DERIVED and not question.note


def _key(question: Question) -> tuple[tuple[int, ...], KeyOrigin]:
    return question.key, question.key_origin


def _source(bank: Bank, unstated: frozenset[int]) -> str:
    title = f"Title: {bank.title}" if bank.title else ""
    questions = [_question(place, question, place not in unstated) for place, question in enumerate(bank.questions)]
    return "\n\n".join([*([title] if title else []), *questions]) + "\n"


def _read(source: str) -> Bank:
    return finish(parse(source, "")[0], "")[0]


def _question(place: int, question: Question, is_stated: bool) -> str:
    labels = written_labels(question)
    points = "" if question.points == 1 else f" ({question.points:f} {'point' if question.points < 1 else 'points'})"
    stem = f"{question.number or place + 1}. {_plain(question.stem, labels)}{points}"
    topic = [f"Topic: {question.topic}"] if question.topic else []
    difficulty = [f"Difficulty: {question.difficulty}"] if question.difficulty else []
    options = [
        f"{label}. {_plain(option.text, labels)}" for label, option in zip(labels, question.options, strict=True)
    ]
    note = f" ({_plain(question.note, labels)})" if question.note else ""
    key = ", ".join(labels[place] for place in question.key) if is_stated else ""
    answer = [f"Answer: {key}{note}"] if key else []
    explanation = question.explanation.text
    reason = [f"Explanation: {_plain(explanation, labels)}"] if explanation else []
    return "\n".join([stem, *topic, *difficulty, *options, *answer, *reason])


def written_labels(question: Question) -> tuple[str, ...]:
    """The author's labels where they run from the first letter or digit, else letters."""
    own = tuple(option.label for option in question.options)
    count = len(own)
    for labels in (LETTERS[:count], LETTERS.lower()[:count], [str(place + 1) for place in range(count)]):
        if own == tuple(labels):
            return own
    return tuple(LETTERS[:count]) if count <= len(LETTERS) else tuple(str(place + 1) for place in range(count))


def _plain(text: Text, labels: Sequence[str]) -> str:
    return "\n\n".join("\n".join(_lines(block, labels)) for block in text)


def _lines(block: Block, labels: Sequence[str]) -> Iterator[str]:
    match block:
        case Paragraph(spans):
            yield from "".join(_span(span, labels) for span in spans).split("\n")
        case CodeBlock(text):
            yield from (f"    {line}" for line in text.split("\n"))
        case Quote(blocks):
            yield _plain(blocks, labels)
        case ListBlock(items, start):
            for place, item in enumerate(items):
                sign = "-" if start is None else f"{start + place}."
                yield f"{sign} {_plain(item, labels)}"
        case Table(header=header, rows=rows):
            for row in (header, *rows):
                yield " | ".join("".join(_span(span, labels) for span in cell) for cell in row)


def _span(span: Span, labels: Sequence[str]) -> str:
    match span:
        case LineBreak():
            return "\n"
        case Gap():
            return "____"
        case OptionReference(targets):
            return _styled(labels[targets[span.rank]] if targets else span.source, span)
        case Words(text):
            return _styled(text, span)
        case QuestionReference(source=source):
            return _styled(source, span)
        case Formula():
            return _formula(span)
        case Image(file, description):
            return f"[{description or file.name}]"


def _formula(formula: Formula) -> str:
    """A formula between dollars, or in TeX's own brackets where dollars would be taken for something else."""
    source = " ".join(formula.source.split("\n"))
    if formula.is_display:
        return f"$${source}$$"
    found = formula_in_prose(f"${source}$", 0)
    return f"${source}$" if found and found.source == source else rf"\({source}\)"


def _styled(text: str, span: Words | OptionReference | QuestionReference) -> str:
    style = span.style
    if style.code:
        return f"`{text}`"
    signs = "*" * (2 * style.bold + style.italic)
    return f"{signs}{text}{signs}"


WRITER = Writer(name="plain-text", title=TITLE, endings=(".txt",), dump=text_writer(dump))
