"""The values of a file in examgen's own schema in, a `Draft` out (docs/records.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit, admit_question
from examgen.formats.draft import Draft, DraftQuestion, DraftSet
from examgen.formats.located import located
from examgen.formats.records.own_question import File, OwnQuestion
from examgen.formats.records.own_values import FILE_NAMES, SET_NAMES, OwnValues
from examgen.formats.records.values import Entry, Value
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.formats.stated_references import References
from examgen.markup import commonmark
from examgen.markup.option_names import OptionNames
from examgen.markup.words import Speech, speech_for
from examgen.model.response import Kind

_KINDS = frozenset(kind.value for kind in Kind)


def is_own(values: Sequence[Value]) -> bool:
    """Whether a file is in examgen's own schema: its questions have stems, and kinds or options with true keys."""
    if len(values) != 1 or not isinstance(file := values[0], Entry) or not set(file.fields) & {"questions"}:
        return False
    listed = file.fields["questions"]
    if not isinstance(listed, list) or not all(isinstance(each, Entry) for each in listed):
        return False
    questions = [each for each in listed if isinstance(each, Entry)]
    return all("stem" in q.fields or "markdown" in q.fields for q in questions) and any(map(_is_own, questions))


def _is_own(question: Entry) -> bool:
    options = question.fields.get("options")
    entries = [each for each in options if isinstance(each, Entry)] if isinstance(options, list) else []
    has_keys = any(isinstance(each.fields.get("key"), bool) for each in entries)
    return question.fields.get("kind") in _KINDS or has_keys or "markdown" in question.fields


def read_own(file: Entry, source: Source) -> tuple[Draft, list[Diagnostic]]:
    """Read all questions and sets."""
    diagnostics: list[Diagnostic] = []
    values = OwnValues(file, Report(source.path, None, diagnostics))
    values.check_names(FILE_NAMES)
    language = values.words("language") or None
    questions, sets = values.entries("questions"), values.entries("sets")
    admit(len(questions))
    for entry in (*questions, *sets):
        admit_question(_words_in(entry, names=True), source.path, entry.line)
    speech = speech_for(language, (words for entry in (*questions, *sets) for words in _words_in(entry)))
    numbers = {identity: _plain(entry, "number") for entry in questions if (identity := _plain(entry, "id"))}
    names = {_plain(each, "id"): place for place, each in enumerate(sets)}
    shared = File(source, numbers, names, speech)
    drafted = [_question(entry, shared, language, diagnostics) for entry in questions]
    draft = Draft(
        title=values.words("title"),
        language=language,
        questions=tuple(question for question in drafted if question),
        sets=tuple(_set(entry, source, numbers, speech, diagnostics) for entry in sets),
    )
    return draft, diagnostics


def _question(entry: Entry, file: File, language: str | None, diagnostics: list[Diagnostic]) -> DraftQuestion | None:
    if "markdown" not in entry.fields:
        return OwnQuestion(entry, file, diagnostics=diagnostics).draft()
    return _of_markdown(entry, file, language, diagnostics)


def _of_markdown(entry: Entry, file: File, language: str | None, diagnostics: list[Diagnostic]) -> DraftQuestion | None:
    """A question that is given as a section of examgen's own Markdown, as parametrised ones are."""
    from examgen.formats import examgen_markdown

    report = Report(file.source.path, None, diagnostics)
    values = OwnValues(entry, report)
    values.check_names(("markdown", "set", "number"))
    front = f"---\ntitle: '-'\n{f'language: {language}' if language else ''}\n---\n"
    draft, found = examgen_markdown.parse(front + values.words("markdown"), file.source.path, file.source.load)
    diagnostics += (replace(each, line=entry.line) for each in found)
    if len(draft.questions) != 1:
        message = f'"markdown" holds {len(draft.questions)} questions'
        report.error("own-schema", message, entry.line, "give each question an entry of its own")
        return None
    question = replace(draft.questions[0], line=entry.line)
    place = OwnQuestion(entry, file, diagnostics=diagnostics).set_place(values)
    return replace(question, set_place=place, number=values.words("number") or question.number)


def _set(
    entry: Entry, source: Source, numbers: Mapping[str, str], speech: Speech, diagnostics: list[Diagnostic]
) -> DraftSet:
    values = OwnValues(entry, Report(source.path, _plain(entry, "id") or None, diagnostics))
    values.check_names(SET_NAMES)
    references = References(OptionNames.of((), speech), numbers)
    markup = commonmark.parse(values.words("stimulus"), line=entry.line, refer=references.span, load=source.load)
    diagnostics += located((replace(each, line=entry.line) for each in markup.problems), source.path)
    shuffled = values.truth("shuffled") or False
    return DraftSet(id=values.words("id"), stimulus=markup.text, shuffled=shuffled, line=entry.line)


def _plain(entry: Entry, name: str) -> str:
    value = entry.fields.get(name)
    return value if isinstance(value, str) else ""


def _words_in(value: Value, *, names: bool = False) -> Iterator[str]:
    """All texts of a value, and if asked for the names of its own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _words_in(each, names=names)
    elif isinstance(value, Entry):
        yield from value.fields if names else ()
        for each in value.fields.values():
            yield from _words_in(each, names=names)
