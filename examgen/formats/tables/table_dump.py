"""A bank in, the rows of a table out, one for each question; texts are Markdown, keys are letters.

What a row cannot hold is found by reading the table back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence

from examgen.diagnostics import Diagnostic
from examgen.formats.answers_dump import accepted_sources
from examgen.formats.carried import not_carried
from examgen.formats.finish import finish
from examgen.formats.format import Dumped
from examgen.formats.reading_back import pictures_of
from examgen.formats.records.drafting import drafted
from examgen.formats.source import Source
from examgen.formats.spoken import spoken
from examgen.formats.tables.rows import Row
from examgen.formats.tables.table import Table
from examgen.markup import commonmark_dump
from examgen.markup.words import LATIN
from examgen.model.bank import Bank, Question
from examgen.model.response import CHOOSING, Kind, Numeric, Open, Written
from examgen.model.text import Text, wording

KINDS = CHOOSING | {Kind.NUMERIC, Kind.SHORT_ANSWER, Kind.ORDERING, Kind.OPEN}
"""What one row can hold."""

_SHORT = re.compile(r"\w{1,2}")
_FACTS: tuple[tuple[str, Callable[[Question], str]], ...] = (
    ("points", lambda question: f"{question.points:f}"),
    ("topic", lambda question: question.topic),
    ("difficulty", lambda question: question.difficulty),
    ("tags", lambda question: ", ".join(question.tags)),
    ("author", lambda question: question.author),
    ("source", lambda question: question.source),
    ("minutes", lambda question: f"{question.time.normalize():f}" if question.time is not None else ""),
    ("shuffle options", lambda question: "no" if question.locked else ""),
)


def dump_csv(bank: Bank) -> Dumped:
    """The bank as CSV, with a byte-order mark, without which spreadsheets misread letters."""
    rows = rows_of(bank)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return Dumped(("\ufeff" + out.getvalue()).encode(), lost_in(bank, rows, "CSV"))


def lost_in(bank: Bank, rows: Sequence[Sequence[str]], title: str) -> tuple[Diagnostic, ...]:
    """What is no longer there when the rows are read again."""
    table = Table("table")
    table.read([Row(tuple(row), line) for line, row in enumerate(rows, start=1)])
    source = Source(path="table", data=b"", load=pictures_of(bank))
    back, _ = finish(drafted(table.questions, source)[0], source.path, bank.language)
    left_out = frozenset(question.id for question in bank.questions if not _is_held(question))
    return tuple(not_carried(bank, back, title, left_out=left_out))


def rows_of(bank: Bank) -> list[list[str]]:
    """The names of the columns, and a row for each question that a row can hold."""
    questions = [question for question in bank.questions if _is_held(question)]
    stimuli = {each.id: each.stimulus for each in bank.sets}
    room = max((len(question.options) for question in questions), default=0)
    letters = LATIN[:room]
    has_reasons = any(option.rationale for question in questions for option in question.options)
    columns: list[tuple[str, Callable[[Question], str]]] = [
        ("id", lambda question: question.id),
        ("number", lambda question: question.number),
        ("kind", lambda question: question.kind.value),
        ("language", lambda question: bank.language or ""),
        ("markup", lambda question: "markdown"),
        ("passage", lambda question: _source(stimuli.get(question.set_id, ()))),
        ("stem", lambda question: _source(question.stem)),
        *((f"option {letter}", _option(place)) for place, letter in enumerate(letters)),
        ("answer", _answer),
        ("model answer", _model_answer),
        ("explanation", lambda question: _source(question.explanation.text)),
        *((f"feedback {letter}", _reason(place)) for place, letter in enumerate(letters if has_reasons else "")),
        ("note", lambda question: _source(question.note)),
        *_FACTS,
    ]
    rows = [[cell(question) for _, cell in columns] for question in questions]
    kept = [place for place, (name, _) in enumerate(columns) if name in _ALWAYS or any(row[place] for row in rows)]
    return [[columns[place][0] for place in kept], *([row[place] for place in kept] for row in rows)]


_ALWAYS = ("id", "kind", "markup", "stem", "answer")


def _is_held(question: Question) -> bool:
    return question.kind in KINDS and len(question.options) <= len(LATIN)


def _source(text: Text) -> str:
    return commonmark_dump.dump(spoken(text, LATIN))


def _option(place: int) -> Callable[[Question], str]:
    return lambda question: _source(question.options[place].text) if place < len(question.options) else ""


def _reason(place: int) -> Callable[[Question], str]:
    return lambda question: _source(question.options[place].rationale) if place < len(question.options) else ""


def _answer(question: Question) -> str:
    """The letters of the right options, or the accepted answers, apart by bars."""
    if isinstance(question.response, Numeric | Written):
        return " | ".join(accepted_sources(question, _source))
    if question.kind not in CHOOSING:
        return ""
    is_unclear = any(_SHORT.fullmatch(wording(option.text).strip()) for option in question.options)
    return ", ".join(f"option {LATIN[place]}" if is_unclear else LATIN[place] for place in question.key)


def _model_answer(question: Question) -> str:
    return _source(question.response.answer) if isinstance(question.response, Open) else ""
