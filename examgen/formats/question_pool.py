"""A pool of licence questions in, its parts out: a head such as ``T1A03 (B) [97.119]``, a stem, options from ``A.`` on.

So the NCVEC publishes its pools, and many clubs and schools theirs: the head holds the number, the key and
where the answer stands; ``~~`` closes a question; other lines above a head name its part of the pool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import Draft, DraftOption, DraftQuestion, QuestionFacts, StatedAnswer
from examgen.formats.format import Parsed, text_format
from examgen.formats.reporting import Report
from examgen.markup import plain
from examgen.markup.context import LoadImage
from examgen.model.text import Text

_HEAD = re.compile(
    r"(?P<id>[A-Z]{1,3}\d{1,3}[A-Z]{0,2}\d{1,3}[a-z]?)\s*\((?P<key>[A-H])\)\s*(?:\[(?P<source>[^\]]*)\])?"
)
_OPTION = re.compile(r"(?P<label>[A-H])[.)]\s*(?P<words>\S.*)")
_END = "~~"
_HEADS = re.compile(rf"^{_HEAD.pattern}\s*$", re.MULTILINE)


@dataclass(slots=True)
class _Question:
    """One question while it is read."""

    head: re.Match[str]
    line: int
    topic: str
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, int, list[str]]] = field(default_factory=list)
    is_closed: bool = False

    def add(self, words: str, number: int) -> None:
        option = _OPTION.fullmatch(words)
        if option and option["label"] == "ABCDEFGH"[len(self.options) :][:1]:
            self.options.append((option["label"], number, [option["words"]]))
        else:
            (self.options[-1][2] if self.options else self.stem).append(words)

    def draft(self) -> DraftQuestion:
        return DraftQuestion(
            number=self.head["id"],
            id=self.head["id"],
            stem=_text(self.stem),
            options=tuple(
                DraftOption(text=_text(words), label=label, line=line) for label, line, words in self.options
            ),
            answers=(StatedAnswer(label=self.head["key"], line=self.line),),
            facts=QuestionFacts(source=(self.head["source"] or "").strip()),
            topic=self.topic,
            line=self.line,
        )


def _text(lines: Iterable[str]) -> Text:
    return plain.parse("\n".join(lines))


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a pool into its questions."""
    admit_lines(text)
    questions: list[_Question] = []
    diagnostics: list[Diagnostic] = []
    topic, was_blank = "", True
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        if head := _HEAD.fullmatch(words):
            questions.append(_Question(head, number, topic))
        elif words == _END and questions:
            questions[-1].is_closed = True
        elif words and questions and not questions[-1].is_closed and not (was_blank and questions[-1].options):
            questions[-1].add(words, number)
        elif words:
            topic = words
            diagnostics += _heading(words, path, number)
        was_blank = not words
    admit_questions([question.line for question in questions], text.split("\n"), path)
    return Draft(questions=tuple(question.draft() for question in questions)), tuple(diagnostics)


def _heading(words: str, path: str, line: int) -> list[Diagnostic]:
    report = Report(path, None)
    message = f'a line between questions becomes the topic of those below it: "{words[:60]}"'
    report.advice("stray-text", message, line, "check that it belongs to no question")
    return report.diagnostics


def sniff(text: str) -> float:
    """Heads that hold a key are unmistakable where there are several, or one stands first."""
    heads = _HEADS.findall(text[:65_536])
    return 1.0 if len(heads) > 1 or (heads and _HEAD.match(text.lstrip())) else 0.0


FORMAT = text_format("question-pool", sniff, parse)
