"""Text of a file in examgen's own format in, the same with sample values in it and the programs they come from out.

A block of ``variables`` under a question's heading makes its ``{{ … }}`` places for values. What follows reads the file
with one set of values, line for line where its author wrote it, so that whatever is wrong is found and located as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.attributes import split_attributes
from examgen.formats.draft import Draft, DraftQuestion
from examgen.formats.question_facts import HEAD_NAMES, SAME, VALUES
from examgen.model.program import Program
from examgen.seeds import digests

if TYPE_CHECKING:
    from examgen.parameters import ProgramMistake

_OPENING = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,}) *variables *")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})(?: |$)")
_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_FRONT = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(slots=True)
class Parametrised:
    """A file with sample values in it."""

    text: str
    programs: dict[int, Program] = field(default_factory=dict)
    """By the line of the question's heading."""

    mistakes: dict[int, list[Diagnostic]] = field(default_factory=dict)
    """Of each program, likewise."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    """All that are known to belong to a question, or to none."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Where a block of variables stands, in places of lines from 0."""

    heading: int
    start: int
    end: int
    """Behind its closing fence."""

    stop: int
    """Where the question ends."""


def with_samples(text: str, path: str) -> Parametrised:
    """Fill in sample values; a file without blocks of variables stays as it is."""
    if "variables" not in text:
        return Parametrised(text)
    lines = text.split("\n")
    found = Parametrised(text)
    front = _FRONT.match(text)
    language = _LANGUAGE.search(front[0]) if front else None
    for block in _blocks(lines, found, path):
        _fill(lines, block, language[1] if language else None, found, path)
    found.text = "\n".join(lines)
    return found


def _blocks(lines: Sequence[str], found: Parametrised, path: str) -> list[_Block]:
    """The blocks under headings; one elsewhere is an error."""
    blocks: list[_Block] = []
    fences = list(_fences(lines))
    inside = {place for start, end in fences for place in range(start, end)}
    headings = [
        (place, len(match["signs"]))
        for place, line in enumerate(lines)
        if place not in inside and (match := _HEADING.match(line))
    ]
    for start, end in fences:
        if not _OPENING.fullmatch(lines[start]):
            continue
        above = next((place for place in range(start - 1, -1, -1) if lines[place].strip()), -1)
        level = dict(headings).get(above)
        if level is None:
            hint = "put the block directly under the heading of its question"
            found.diagnostics.append(_error(path, "a block of variables stands under no heading", start + 1, hint))
            continue
        stop = next((place for place, other in headings if place > above and other <= level), len(lines))
        blocks.append(_Block(above, start, end, stop))
    return blocks


def _fences(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First line and the one behind the last of each block of code; an open one ends with the file."""
    opened, sign = -1, ""
    for place, line in enumerate(lines):
        match = _FENCE.match(line)
        if match is None:
            continue
        if opened < 0:
            opened, sign = place, match["fence"]
        elif match["fence"].startswith(sign) and not line.strip().strip(sign[0]):
            yield opened, place + 1
            opened = -1
    if opened >= 0:
        yield opened, len(lines)


def _fill(lines: list[str], block: _Block, language: str | None, found: Parametrised, path: str) -> None:
    from examgen.parameters import ProgramMistake, check_places, declared, filled  # Jinja: only where it is needed

    said = declared([line.strip() for line in lines[block.start + 1 : block.end - 1]], block.start + 2)
    declared_source = "\n".join(lines[block.start : block.end])
    lines[block.start : block.end] = [""] * (block.end - block.start)  # so that all others keep their numbers
    program = Program(
        draws=tuple(said.draws),
        steps=tuple(said.steps),
        shows=tuple(said.shows.items()),
        declared=declared_source,
        source="\n".join(lines[block.heading : block.stop]),
        line=block.heading + 1,
        language=language,
        is_same=_is_same(lines[block.heading]),
    )
    mistakes = said.mistakes or check_places(program)
    if not mistakes:
        try:
            sample = filled(program, digests("sample"), language or "en")
            lines[block.heading : block.stop] = sample.text.split("\n")
        except ProgramMistake as mistake:
            mistakes = [mistake]
    found.mistakes[block.heading + 1] = [_located(mistake, path, block.heading + 1) for mistake in mistakes]
    found.programs[block.heading + 1] = program


def _is_same(heading: str) -> bool:
    return split_attributes(heading, HEAD_NAMES)[1].values.get(VALUES) == SAME


def _located(mistake: ProgramMistake, path: str, line: int) -> Diagnostic:
    return _error(path, mistake.message, mistake.line or line, mistake.hint, mistake.rule)


def _error(path: str, message: str, line: int, hint: str, rule: str = "variables") -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule=rule, message=message, path=path, line=line, hint=hint)


def with_programs(draft: Draft, found: Parametrised, path: str) -> Draft:
    """The draft with each program at its question; a heading that opens no question has none."""
    if not found.programs:
        return draft
    opened = {question.line for question in draft.questions}
    for line in sorted(found.programs.keys() - opened):
        message = "variables stand under a heading that opens no question of its own"
        hint = "put the block under the heading of the whole question; its parts may use the values"
        found.diagnostics.append(_error(path, message, line, hint))
        found.diagnostics += found.mistakes[line]
    for question in draft.questions:
        for mistake in found.mistakes.get(question.line, ()):
            name = question.number or question.id or source_identity(found.programs[question.line])
            found.diagnostics.append(replace(mistake, question=name))
    questions = tuple(replace(each, program=found.programs.get(each.line)) for each in draft.questions)
    return replace(draft, questions=questions)


def with_others(drafts: Sequence[DraftQuestion], ids: Sequence[str]) -> list[DraftQuestion]:
    """The drafts, each program with those questions that its source may speak of."""
    numbered = list(zip(ids, (draft.number for draft in drafts), strict=True))
    return [replace(draft, program=_placed(draft.program, numbered)) if draft.program else draft for draft in drafts]


def _placed(program: Program, others: Sequence[tuple[str, str]]) -> Program:
    spoken_of = tuple(
        (identity, number)
        for identity, number in others
        if identity in program.source or (number and number in program.source)
    )
    return replace(program, others=spoken_of)


def source_identity(program: Program) -> str:
    """What stands for stem and options where an id is derived: the same whatever the ranges of the variables."""
    hashed = blake2b("\n".join(program.source.split()).encode(), digest_size=4)
    return f"q-{hashed.hexdigest()}"
