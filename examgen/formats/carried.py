"""A bank, and the bank that is read back from what was written of it, in; a warning for each difference out.

What a format carries is not claimed but tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.reading import readable_name
from examgen.model.bank import Bank, Option, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Response, Written
from examgen.model.text import Image, OptionReference, Span, Table, Text, map_spans, spans_of, wording

MARKDOWN = "examgen Markdown carries everything: write to a target that ends in .md"


_LEFT_OUT = "; it is left out"


def left_out_of(lost: Sequence[Diagnostic]) -> int:
    """How many questions a format left out."""
    return sum(found.message.endswith(_LEFT_OUT) for found in lost)


def not_carried(bank: Bank, back: Bank, title: str, *, left_out: frozenset[str] = frozenset()) -> list[Diagnostic]:
    """What the format with this title lost, by question.

    ``left_out`` are the ids of questions that the writer did not write, since the format has no such kind;
    the others must come back in their order, or the outcome is an error.
    """
    written = [question for question in bank.questions if question.id not in left_out]
    found = [
        _warning(title, f"a question of kind {question.kind}{_LEFT_OUT}", question)
        for question in bank.questions
        if question.id in left_out
    ]
    if len(back.questions) != len(written):
        return [*found, _wrong_number(title, bank, len(back.questions), len(written))]
    path = bank.paths[0] if bank.paths else ""
    if bank.title not in ("", back.title, readable_name(path)):
        found.append(_warning(title, f'the title "{bank.title}"', None, path=path))
    if bank.language and bank.language != back.language:
        found.append(_warning(title, "the language", None, path=path))
    pairs = tuple(zip(written, back.questions, strict=True))
    for question, read in pairs:
        found += [_warning(title, what, question) for what in differences(question, read)]
    return [*found, *(_warning(title, what, first) for first, what in _set_differences(bank, back, pairs))]


def _wrong_number(title: str, bank: Bank, found: int, wanted: int) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="not-carried",
        message=f"{title} would hold {found} questions instead of {wanted}",
        path=bank.paths[0] if bank.paths else "",
        hint="write examgen Markdown instead: a target that ends in .md",
    )


def _warning(title: str, what: str, question: Question | None, *, path: str = "") -> Diagnostic:
    return Diagnostic(
        severity=Severity.WARNING,
        rule="not-carried",
        message=f"{title} cannot carry {what}",
        path=question.path if question else path,
        line=question.line if question else None,
        question=(question.number or question.id) if question else None,
        hint=MARKDOWN,
    )


def differences(question: Question, read: Question) -> Iterator[str]:
    """What is not as it was, in words that follow "cannot carry"."""
    if question.id != read.id and question.has_own_id:
        yield f'the id "{question.id}"'
    yield from _drawn(question, read)
    if question.program and question.program != read.program:
        yield "its variables; one set of their values is written"
    yield from _text_differences(question, read)
    yield from _option_differences(question.options, read.options)
    if question.key != read.key:
        yield "the key"
    elif question.options and question.key_origin is not read.key_origin:
        yield "that the key was taken from the explanation"
    if question.kind is not read.kind:
        yield f"that it is a question of kind {question.kind}"
    if not _is_same_response(question, read):
        yield _ANSWERED.get(question.kind, "what is right")
    yield from _fact_differences(question, read)


def _text_differences(question: Question, read: Question) -> Iterator[str]:
    if not _is_same(question.stem, read.stem):
        yield "the stem as it is set" if wording(question.stem) == wording(read.stem) else "the wording of the stem"
    was, now = question.explanation, read.explanation
    if not _is_same(was.text, now.text):
        yield "the explanation as it is set" if wording(was.text) == wording(now.text) else _EXPLANATION
    if was.suspect and not now.suspect:
        yield "that letters in the explanation are doubtful"
    if question.note != read.note:
        yield "the note on the key"


def _is_same(text: Text, read: Text) -> bool:
    """Whether two texts print the same: the letter by which a file calls an option is its own."""
    return map_spans(text, _unnamed) == map_spans(read, _unnamed)


def _unnamed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(replace(span, source="") if isinstance(span, OptionReference) else span for span in spans)


_EXPLANATION = "the wording of the explanation"
_ANSWERED = {
    Kind.NUMERIC: "the number that is right",
    Kind.SHORT_ANSWER: "the answers that are accepted",
    Kind.MATCHING: "its prompts",
    Kind.OPEN: "the model answer and the rubric",
    Kind.MULTI_PART: "its parts",
    Kind.FILL_IN: "what fills its gaps",
}


def _is_same_response(question: Question, read: Question) -> bool:
    """Whether the same answers are right, in the question and in its parts."""
    if _plain(question.response) != _plain(read.response) or len(question.parts) != len(read.parts):
        return False
    return all(not list(differences(part, other)) for part, other in zip(question.parts, read.parts, strict=True))


def _plain(response: Response | None) -> object:
    """A response without the lines of its file; an open one that holds nothing is none."""
    match response:
        case Matching(prompts=prompts):
            return tuple((prompt.text, prompt.target) for prompt in prompts)
        case Open(answer=answer, rubric=rubric):
            return (answer, rubric) if answer or rubric else None
        case Numeric() | Written() | None:
            return response


_FACTS: tuple[tuple[str, Callable[[Question], object]], ...] = (
    ("the points", lambda question: question.points),
    ("the topic", lambda question: question.topic),
    ("the scoring", lambda question: question.scoring),
    ("how many distractors are shown", lambda question: question.shown_distractors),
    ("the difficulty", lambda question: question.difficulty),
    ("the tags", lambda question: question.tags),
    ("the author", lambda question: question.author),
    ("the source", lambda question: question.source),
    ("the time", lambda question: question.time),
    ("the question set that it belongs to", lambda question: question.set_id),
    ("that the options keep their order", lambda question: question.locked),
    ("the answer space", lambda question: question.answer_space),
)


def _fact_differences(question: Question, read: Question) -> Iterator[str]:
    """What is known about a question beside its wording; what a reader adds of its own is no loss."""
    for name, fact in _FACTS:
        if fact(question) and fact(question) != fact(read):
            yield f'{name} "{fact(question)}"' if name == "the topic" else name


def _set_differences(
    bank: Bank, back: Bank, pairs: Sequence[tuple[Question, Question]]
) -> Iterator[tuple[Question, str]]:
    """What is not as it was of sets whose questions are still sets, with the first question of each."""
    were, are = ({each.id: each for each in whole.sets} for whole in (bank, back))
    firsts = {question.set_id: (question, read) for question, read in reversed(pairs) if question.set_id}
    for set_id, (first, read) in reversed(firsts.items()):
        was, now = were.get(set_id), are.get(read.set_id)
        if was and now and not _is_same(was.stimulus, now.stimulus):
            yield first, f'what the question set "{set_id}" shares, as it is set'
        if was and now and was.shuffled and not now.shuffled:
            yield first, f'that the question set "{set_id}" shuffles its questions'


def _drawn(question: Question, read: Question) -> Iterator[str]:
    """Pictures and tables."""
    kept = {span.file.digest for span in _pictures(read)}
    lost = (span.file.name for span in _pictures(question) if span.file.digest not in kept)
    yield from (f'the picture "{name}"' for name in dict.fromkeys(lost))
    if _tables(question) != _tables(read):
        yield "its tables"


def _pictures(question: Question) -> Iterator[Image]:
    for each in question.texts:
        yield from (span for span in spans_of(each.text) if isinstance(span, Image))


def _tables(question: Question) -> int:
    return sum(isinstance(block, Table) for each in question.texts for block in each.text)


def _option_differences(options: Sequence[Option], read: Sequence[Option]) -> Iterator[str]:
    if len(options) != len(read):
        yield "the number of options"
        return
    for option, found in zip(options, read, strict=True):
        name = f'the option "{wording(option.text)[:40]}"'
        if not _is_same(option.text, found.text):
            yield f"{name} as it is set"
        if option.pinned != found.pinned:
            yield f"that {name} {'keeps' if option.pinned else 'changes'} its place"
    pairs = tuple(zip(options, read, strict=True))
    if any(option.rationale and not _is_same(option.rationale, found.rationale) for option, found in pairs):
        yield "the rationales of its options"
    if any(option.weight is not None and option.weight != found.weight for option, found in pairs):
        yield "the weights of its options"
