"""An R/exams exercise in LaTeX (Sweave) in, its sections out; R that makes something is refused, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.latex.macros import defined
from examgen.formats.latex.prose import Prose
from examgen.formats.latex.walking import Node, Source, argument, name, walked
from examgen.formats.reporting import Report
from examgen.formats.rexams.exercise import Exercise, ReadText, Setting
from examgen.formats.sections import Line
from examgen.markup.context import LoadImage, MakeGap
from examgen.model.text import Span, Text

_CHUNK = re.compile(r"^<<(?P<options>[^\n]*)>>=[ \t]*$(?P<body>.*?)^@[ \t]*$", re.MULTILINE | re.DOTALL)
_SEXPR = re.compile(r"\\Sexpr\s*\{[^\n]*")
_SHOWN = re.compile(r"\beval\s*=\s*(?:FALSE|F|false)\b")
_HIDDEN = re.compile(r"\becho\s*=\s*(?:FALSE|F|false)\b")
_SETTING = re.compile(
    r"^[ \t]*(?:%+[ \t]*)?\\(?P<name>ex[a-z]+(?:\[[^\]]*\])?)\{(?P<value>[^\n]*)\}[ \t]*$", re.MULTILINE
)
_ITEM = re.compile(r"\\item\b[ \t]*")
_BLANK = re.compile(r"____\{(\d{1,2})\}")


def dynamic(text: str, path: str) -> tuple[Diagnostic, ...]:
    """An error at the first place where R would make part of the exercise."""
    chunks = (found for found in _CHUNK.finditer(text) if not _SHOWN.search(found["options"]))
    found = min([*chunks, *_SEXPR.finditer(text)], key=lambda match: match.start(), default=None)
    if found is None:
        return ()
    first = found[0].split("\n")[0][:60]
    return (
        Diagnostic(
            severity=Severity.ERROR,
            rule="runs-code",
            message=f'the exercise needs R, and examgen never runs code: "{first}"',
            path=path,
            line=text.count("\n", 0, found.start()) + 1,
            hint="let R/exams write it once, e.g. with exams2moodle(), and read the file that it writes",
        ),
    )


def exercise_of(text: str, path: str, load: LoadImage | None) -> Exercise:
    """Cut an exercise into its sections."""
    shown = _CHUNK.sub(_code, text)
    question, items = _section(shown, "question")
    solution, reasons = _section(shown, "solution")
    return Exercise(
        path=path,
        line=question[0].number if question else 1,
        read=_reader(shown, path, load),
        question=question,
        items=items,
        solution=solution,
        reasons=reasons,
        settings=dict(_settings(text)),
    )


def _code(chunk: re.Match[str]) -> str:
    """A chunk that is only shown, as code; one that is neither run nor shown leaves its lines empty."""
    if _HIDDEN.search(chunk["options"]):
        return "\n" * chunk[0].count("\n")
    return rf"\begin{{verbatim}}{chunk['body']}\end{{verbatim}}"


def _settings(text: str) -> Iterator[tuple[str, Setting]]:
    for found in _SETTING.finditer(text):
        yield found["name"], Setting(value=found["value"].strip(), line=text.count("\n", 0, found.start()) + 1)


def _section(text: str, called: str) -> tuple[list[Line], list[list[Line]]]:
    """The lines of an environment without its answer list, and the items of that."""
    found = re.search(rf"\\begin\{{{called}\}}(.*?)\\end\{{{called}\}}", text, re.DOTALL)
    if found is None:
        return [], []
    first = text.count("\n", 0, found.start(1)) + 1
    answers = re.search(r"\\begin\{answerlist\}(.*?)\\end\{answerlist\}", found[1], re.DOTALL)
    if answers is None:
        return _lines(found[1], first), []
    start = first + found[1].count("\n", 0, answers.start(1))
    body = found[1][: answers.start()] + "\n" * answers[0].count("\n") + found[1][answers.end() :]
    return _lines(body, first), list(_items(answers[1], start))


def _items(source: str, first: int) -> Iterator[list[Line]]:
    places = [match.end() for match in _ITEM.finditer(source)]
    ends = [*(match.start() for match in list(_ITEM.finditer(source))[1:]), len(source)]
    for start, end in zip(places, ends, strict=True):
        yield _lines(source[start:end], first + source.count("\n", 0, start))


def _lines(source: str, first: int) -> list[Line]:
    return [Line(first + place, line) for place, line in enumerate(source.split("\n"))]


def _reader(text: str, path: str, load: LoadImage | None) -> ReadText:
    macros = defined(text)

    def read(lines: Sequence[Line], gap: MakeGap | None, report: list[Diagnostic]) -> Text:
        if not lines:
            return ()
        source = Source(_BLANK.sub(r"\\fillin[\1]", "\n".join(line.text for line in lines)))

        def blank(node: Node) -> Span | None:
            return gap(argument(node, 0), lines[0].number) if gap and name(node) == "fillin" else None

        prose = Prose(source, macros, load, Report(path, None, report), blank, lines[0].number - 1)
        return prose.text(walked(source.text) or [])

    return read
