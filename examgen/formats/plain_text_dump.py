"""A bank in, numbered plain text out, with a warning for each thing that reading it back would not give.

What is carried is not claimed but tried: the text is read again and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase as LETTERS

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.finish import finish
from examgen.formats.format import Writer, text_writer
from examgen.formats.plain_text import parse
from examgen.markup.formulas import formula_in_prose
from examgen.model.bank import Bank, KeyOrigin, Option, Question
from examgen.model.response import Kind
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
    spans_of,
    wording,
)


def dump(bank: Bank) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a whole bank; keys that reading would derive again stay unstated."""
    unstated = frozenset(place for place, question in enumerate(bank.questions) if _is_derived(question))
    source = _source(bank, unstated)
    read = _read(source)
    if len(read) == len(bank.questions):
        kept = {place for place in unstated if _key(read[place]) == _key(bank.questions[place])}
        source = _source(bank, frozenset(kept))
    return source, tuple(_lost(bank, source))


def _is_derived(question: Question) -> bool:
    return question.key_origin is KeyOrigin.DERIVED and not question.note


def _key(question: Question) -> tuple[tuple[int, ...], KeyOrigin]:
    return question.key, question.key_origin


def _source(bank: Bank, unstated: frozenset[int]) -> str:
    title = f"Title: {bank.title}" if bank.title else ""
    questions = [_question(place, question, place not in unstated) for place, question in enumerate(bank.questions)]
    return "\n\n".join([*([title] if title else []), *questions]) + "\n"


def _read(source: str) -> tuple[Question, ...]:
    return finish(parse(source, "")[0], "")[0].questions


def _question(place: int, question: Question, is_stated: bool) -> str:
    labels = written_labels(question)
    points = "" if question.points == 1 else f" ({question.points:f} {'point' if question.points < 1 else 'points'})"
    stem = f"{question.number or place + 1}. {_plain(question.stem, labels)}{points}"
    topic = [f"Topic: {question.topic}"] if question.topic else []
    options = [
        f"{label}. {_plain(option.text, labels)}" for label, option in zip(labels, question.options, strict=True)
    ]
    note = f" ({_plain(question.note, labels)})" if question.note else ""
    key = ", ".join(labels[place] for place in question.key) if is_stated else ""
    answer = [f"Answer: {key}{note}"] if key else []
    explanation = question.explanation.text
    reason = [f"Explanation: {_plain(explanation, labels)}"] if explanation else []
    return "\n".join([stem, *topic, *options, *answer, *reason])


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


def _lost(bank: Bank, source: str) -> Iterator[Diagnostic]:
    """Read the text again and name what is not as it was."""
    draft, _ = parse(source, "")
    back, _ = finish(draft, "")
    if (bank.language or "") != (back.language or ""):
        yield _warning("the language", bank.questions[0].path if bank.questions else "", None)
    if len(back.questions) != len(bank.questions):
        yield Diagnostic(
            severity=Severity.ERROR,
            rule="not-carried",
            message=f"plain text would hold {len(back.questions)} questions instead of {len(bank.questions)}",
            path=bank.paths[0] if bank.paths else "",
            hint="write examgen Markdown instead: a target that ends in .md",
        )
        return
    for question, read in zip(bank.questions, back.questions, strict=True):
        for what in _differences(question, read):
            yield _warning(what, question.path, question)


def _differences(question: Question, read: Question) -> Iterator[str]:
    if question.id != read.id and question.has_own_id:
        yield f'the id "{question.id}"'
    yield from _drawn(question)
    if question.program:
        yield "its variables; one set of their values is written"
    if question.stem != read.stem:
        yield "the stem as it is set" if wording(question.stem) == wording(read.stem) else "the wording of the stem"
    yield from _option_differences(question.options, read.options)
    if question.key != read.key:
        yield "the key"
    elif question.options and question.key_origin is not read.key_origin:
        yield "that the key was taken from the explanation"
    if question.explanation.text != read.explanation.text:
        yield "the explanation as it is set" if _same(question, read) else "the wording of the explanation"
    if question.explanation.suspect and not read.explanation.suspect:
        yield "that letters in the explanation are doubtful"
    if question.note != read.note:
        yield "the note on the key"
    if question.points != read.points:
        yield "the points"
    if question.topic != read.topic:
        yield f'the topic "{question.topic}"'
    yield from _kind_differences(question, read)
    if question.locked:
        yield "that the options keep their order"
    if question.answer_space:
        yield "the answer space"


_ANSWERED = {
    Kind.NUMERIC: "the number that is right",
    Kind.SHORT_ANSWER: "the answers that are accepted",
    Kind.MATCHING: "its prompts",
    Kind.OPEN: "the model answer and the rubric",
    Kind.MULTI_PART: "its parts",
    Kind.FILL_IN: "what fills its gaps",
}


def _kind_differences(question: Question, read: Question) -> Iterator[str]:
    """What only some kinds of question hold, and what else is known about a question."""
    if question.kind is not read.kind:
        yield f"that it is a question of kind {question.kind}"
    if question.response or question.parts:
        yield _ANSWERED[question.kind]
    for name, is_lost in (
        ("the rationales of its options", any(option.rationale for option in question.options)),
        ("the weights of its options", any(option.weight is not None for option in question.options)),
        ("the scoring", question.scoring is not None),
        ("how many distractors are shown", question.shown_distractors is not None),
        ("the difficulty", question.difficulty),
        ("the tags", question.tags),
        ("the author", question.author),
        ("the source", question.source),
        ("the time", question.time is not None),
        ("the question set that it belongs to", question.set_id),
    ):
        if is_lost:
            yield name


def _drawn(question: Question) -> Iterator[str]:
    """Pictures and tables."""
    texts = (question.stem, *(option.text for option in question.options), question.explanation.text, question.note)
    pictures = (span.file.name for text in texts for span in spans_of(text) if isinstance(span, Image))
    yield from (f'the picture "{name}"' for name in dict.fromkeys(pictures))
    if any(isinstance(block, Table) for text in texts for block in text):
        yield "its tables"


def _same(question: Question, read: Question) -> bool:
    return wording(question.explanation.text) == wording(read.explanation.text)


def _option_differences(options: Sequence[Option], read: Sequence[Option]) -> Iterator[str]:
    if len(options) != len(read):
        yield "the number of options"
        return
    for option, found in zip(options, read, strict=True):
        if option.text != found.text:
            yield f'the option "{wording(option.text)[:40]}" as it is set'
        if option.pinned != found.pinned:
            yield f'that the option "{wording(option.text)[:40]}" {"keeps" if option.pinned else "changes"} its place'


def _warning(what: str, path: str, question: Question | None) -> Diagnostic:
    return Diagnostic(
        severity=Severity.WARNING,
        rule="not-carried",
        message=f"plain text cannot carry {what}",
        path=path,
        line=question.line if question else None,
        question=(question.number or question.id) if question else None,
        hint="examgen Markdown carries everything: write to a target that ends in .md",
    )


WRITER = Writer(name="plain-text", title="plain text", endings=(".txt",), dump=text_writer(dump))
