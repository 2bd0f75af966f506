"""An R/exams exercise in R Markdown in, its sections out; chunks of R that make something are refused, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.located import located
from examgen.formats.rexams.exercise import Exercise, ReadText, Setting
from examgen.formats.sections import Line, trimmed
from examgen.markup import commonmark
from examgen.markup.context import LoadImage, MakeGap
from examgen.model.text import Text

_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*")
_ATX = re.compile(r"#{1,2}\s+(?P<words>[A-Z].*?)\s*#*\s*")
_SECTIONS = ("question", "solution", "meta-information")
_LIST = "answerlist"
_ITEM = re.compile(r"[*+-](?:\s+(?P<words>.*))?")
_SETTING = re.compile(r"(?P<name>ex[a-z]+(?:\[[^\]]*\])?)\s*:\s*(?P<value>.*?)\s*")
_CHUNK = re.compile(r"\s*```+\s*\{\s*(?P<engine>[A-Za-z]+)\b(?P<options>[^}]*)\}\s*")
_INLINE = re.compile(r"`r\s[^`]*`")
_SHOWN = re.compile(r"\beval\s*=\s*(?:FALSE|F)\b")
_HIDDEN = re.compile(r"\becho\s*=\s*(?:FALSE|F)\b")
_COMMENT = re.compile(r"<!--.*?-->")


def sections_of(text: str) -> Iterator[tuple[str, list[Line]]]:
    """Each heading of an exercise, in lower case, with the lines below it; "" for what comes before the first."""
    name, found, is_code = "", list[Line](), False
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if re.match(r"\s*(?:```|~~~)", line):
            is_code = not is_code
        following = lines[place + 1] if place + 1 < len(lines) else ""
        heading = None if is_code else _heading(line, following)
        if heading:
            yield name, found
            name, found = heading, []
        elif is_code or not _UNDERLINE.fullmatch(line) or place == 0 or not _heading(lines[place - 1], line):
            found.append(Line(place + 1, _COMMENT.sub("", line), is_code))
    yield name, found


def _heading(line: str, following: str) -> str | None:
    words = line.strip() if _UNDERLINE.fullmatch(following) else ""
    if not words and (atx := _ATX.fullmatch(line)):
        words = atx["words"]
    return words.lower() if words.lower() in (*_SECTIONS, _LIST) else None


def dynamic(text: str, path: str) -> tuple[Diagnostic, ...]:
    """An error at the first place where R would make part of the exercise."""
    for number, line in enumerate(text.split("\n"), start=1):
        chunk = _CHUNK.fullmatch(line)
        if (chunk and not _SHOWN.search(chunk["options"])) or _INLINE.search(line):
            what = "a chunk of R" if chunk else "a value that R works out"
            return (
                Diagnostic(
                    severity=Severity.ERROR,
                    rule="runs-code",
                    message=f'the exercise needs R, and examgen never runs code: {what}, "{line.strip()[:60]}"',
                    path=path,
                    line=number,
                    hint="let R/exams write it once, e.g. with exams2moodle(), and read the file that it writes",
                ),
            )
    return ()


def exercise_of(text: str, path: str, load: LoadImage | None) -> Exercise:
    """Cut an exercise into its sections."""
    exercise = Exercise(path=path, line=1, read=_reader(path, load))
    part = ""
    seen: set[tuple[str, str]] = set()
    for name, lines in sections_of(text):
        if name in _SECTIONS:
            part = name
        if (part, name) in seen:
            message = f'"{name}" stands twice in the section "{part}"'
            line = next((each.number for each in lines), exercise.line)
            exercise.report.error(
                "unclear-answer", message, line, "give each section its heading, and each list its own"
            )
        seen.add((part, name))
        match part, name:
            case "question", "question":
                exercise.line = trimmed(lines)[0].number if trimmed(lines) else exercise.line
                exercise.question = _without_chunks(lines)
            case "question", "answerlist":
                exercise.items = list(_items(lines))
            case "solution", "solution":
                exercise.solution = list(trimmed(_without_chunks(lines)))
            case "solution", "answerlist":
                exercise.reasons = list(_items(lines))
            case "meta-information", _:
                exercise.settings = dict(_settings(lines))
    return exercise


def _settings(lines: Sequence[Line]) -> Iterator[tuple[str, Setting]]:
    for line in lines:
        if found := _SETTING.fullmatch(line.text.strip()):
            yield found["name"], Setting(value=found["value"], line=line.number)


def _without_chunks(lines: Sequence[Line]) -> list[Line]:
    """Code that is only shown, in fences of its language; chunks that are neither run nor shown are left out."""
    kept, hidden = list[Line](), False
    for line in lines:
        chunk = _CHUNK.fullmatch(line.text)
        if hidden:
            hidden = line.text.strip() != "```"
        elif chunk and _HIDDEN.search(chunk["options"]):
            hidden = True
        else:
            kept.append(Line(line.number, f"```{chunk['engine']}", True) if chunk else line)
    return kept


def _items(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The items of an answer list; lines that are no bullets go on with the item above."""
    item: list[Line] = []
    for line in lines:
        found = None if line.is_code else _ITEM.fullmatch(line.text)
        if found:
            if item:
                yield item
            item = [Line(line.number, found["words"] or "")]
        elif item:
            item.append(Line(line.number, line.text.removeprefix("  "), line.is_code))
    if item:
        yield item


def _reader(path: str, load: LoadImage | None) -> ReadText:
    def read(lines: Sequence[Line], gap: MakeGap | None, report: list[Diagnostic]) -> Text:
        shown = trimmed(lines)
        if not shown:
            return ()
        markup = commonmark.parse("\n".join(line.text for line in shown), line=shown[0].number, load=load, gap=gap)
        report.extend(located(markup.problems, path))
        return markup.text

    return read
