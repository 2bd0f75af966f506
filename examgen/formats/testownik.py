"""A question of Testownik in, its parts out: ``X010`` says which options are right, the stem and the options follow.

Blank lines may part several questions of one file.
"""

from __future__ import annotations

import re
from itertools import pairwise

from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import Draft, DraftOption, DraftQuestion
from examgen.formats.format import Parsed, text_format
from examgen.formats.reporting import Report
from examgen.markup import plain
from examgen.markup.context import LoadImage
from examgen.model.response import Kind

_HEAD = re.compile(r"[ \t]*X(?P<key>[01]{2,20})[ \t]*")
_SHAPE = re.compile(rf"\A\s*{_HEAD.pattern}\n")


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a file into its questions."""
    admit_lines(text)
    report = Report(path, None)
    lines = text.split("\n")
    starts = [place for place, line in enumerate(lines) if _HEAD.fullmatch(line)]
    admit_questions([start + 1 for start in starts], lines, path)
    above = [place for place, line in enumerate(lines[: starts[0] if starts else len(lines)], 1) if line.strip()]
    if above:
        message = f'text above the first key is of no question: "{lines[above[0] - 1].strip()[:60]}"'
        report.error("stray-text", message, above[0], "begin each question with its key, such as X010, or delete it")
    questions: list[DraftQuestion] = []
    for start, end in pairwise([*starts, len(lines)]):
        filled = [(place, line.strip()) for place, line in enumerate(lines[start:end], start + 1) if line.strip()]
        questions.append(_question(filled, len(questions) + 1, report))
    return Draft(questions=tuple(questions)), tuple(report.diagnostics)


def _question(lines: list[tuple[int, str]], number: int, report: Report) -> DraftQuestion:
    """The line of the key, the stem, then a line for each option."""
    (line, head), *others = lines
    key = head.strip()[1:]
    if len(others) != len(key) + 1:
        message = f"the key {head} is for {len(key)} options, but {max(len(others) - 1, 0)} lines follow the stem"
        report.error("option-labels", message, line, "write the stem and each option on a line of its own")
    stem, *options = others or [(line, "")]
    return DraftQuestion(
        number=str(number),
        stem=plain.parse(stem[1]),
        options=tuple(
            DraftOption(text=plain.parse(words), is_marked=key[place : place + 1] == "1", line=at)
            for place, (at, words) in enumerate(options)
        ),
        kind=Kind.MULTIPLE_RESPONSE if key.count("1") > 1 else None,
        line=line,
    )


def sniff(text: str) -> float:
    """The line of the key stands first."""
    return 1.0 if _SHAPE.match(text) else 0.0


FORMAT = text_format("testownik", sniff, parse)
