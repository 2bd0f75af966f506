"""A bank in, GIFT out; a warning for each thing that reading it back would not give."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase as LETTERS

from examgen.diagnostics import Diagnostic
from examgen.formats.carried import not_carried
from examgen.formats.categories import path_of
from examgen.formats.finish import finish
from examgen.formats.format import Pictures, Writer, text_writer
from examgen.formats.gift import parse
from examgen.formats.gift.questions_dump import question_source
from examgen.formats.gift.texts_dump import TextWriter, escaped
from examgen.formats.reading_back import pictures_of
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question, QuestionSet
from examgen.model.response import Kind

_NOT_HELD = frozenset({Kind.MULTI_PART, Kind.ORDERING})


def dump(bank: Bank) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a whole bank; questions of kinds that GIFT lacks are left out and named."""
    left_out = frozenset(question.id for question in bank.questions if not _is_held(question))
    source = "\n\n".join(_blocks(bank, left_out)) + "\n"
    back = finish(parse(Source.of(source, load=pictures_of(bank)))[0], "", bank.language)[0]
    return source, tuple(not_carried(bank, back, "GIFT", left_out=left_out))


def _is_held(question: Question) -> bool:
    return question.kind not in _NOT_HELD and not (question.kind is Kind.FILL_IN and len(question.parts) > 1)


def _blocks(bank: Bank, left_out: frozenset[str]) -> Iterator[str]:
    """Categories, what sets share, and questions."""
    sets = {each.id: each for each in bank.sets}
    load = pictures_of(bank)
    topic = ""
    for question in bank.questions:
        if question.id in left_out:
            continue
        if question.topic != topic:
            topic = question.topic
            yield f"$CATEGORY: {escaped(path_of(' '.join(topic.split())))}"
        if shared := sets.pop(question.set_id, None):
            yield _description(shared, TextWriter(LETTERS, load, (shared.stimulus,)))
        yield question_source(question, load)


def _description(shared: QuestionSet, writer: TextWriter) -> str:
    """What questions share, as a text that asks nothing."""
    return f"::{escaped(shared.id)}::{writer.prefix}{writer.source(shared.stimulus)}"


WRITER = Writer(name="gift", title="GIFT", endings=(".gift",), dump=text_writer(dump), pictures=Pictures.BESIDE)
