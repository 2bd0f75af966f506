"""A parametrised question in, its source in examgen's own format out, as its author wrote it."""

from __future__ import annotations

import re

from examgen.formats.attributes import split_attributes, written
from examgen.formats.question_facts import HEAD_NAMES
from examgen.model.bank import Question
from examgen.model.program import Program

_HEADING = re.compile(r"(?P<indent> {0,3})(?P<signs>#{1,6})(?P<words>(?: .*)?)")
_FENCE = re.compile(r" {0,3}(?:`{3}|~{3})")
_DEEPEST = 6


def source_of(question: Question, program: Program, level: int) -> str:
    """The question with its block of variables, under a heading of this level that says its id and topic."""
    head, *lines = program.source.split("\n")
    match = _HEADING.fullmatch(head)
    assert match
    words, attributes = split_attributes(match["words"].strip().rstrip("#").rstrip(), HEAD_NAMES)
    values = {"id": question.id} | dict(attributes.values)
    values |= {"topic": question.topic} if question.topic else {}
    body = "\n".join(_moved(lines, level - len(match["signs"]))).strip("\n")
    return "\n\n".join((f"{'#' * level} {words} {written(values)}", program.declared, body))


def _moved(lines: list[str], levels: int) -> list[str]:
    """The lines with the headings of parts so many levels lower."""
    moved, is_code = [], False
    for line in lines:
        is_code ^= _FENCE.match(line) is not None
        match = None if is_code else _HEADING.fullmatch(line)
        signs = "#" * min(_DEEPEST, len(match["signs"]) + levels) if match else ""
        moved.append(f"{signs}{match['words']}" if match else line)
    return moved
