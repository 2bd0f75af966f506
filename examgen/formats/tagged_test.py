"""Tests of learning systems of Russia and Kazakhstan in, their parts out: a tag opens each stem and each option.

Of AST: ``I:`` opens a question, ``S:`` its stem, ``+:`` a right option and ``-:`` a wrong one; ``L1:`` belongs to
``R1:``, ``1:``, ``2:`` … are steps in order, and ``V1:`` names a topic.
Of Platonus and its like: ``<question>``, ``<variant>``, and ``<variantright>`` for a right one.
Many files of these mean the first variant without saying so; that is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import AcceptedAnswer, Draft, DraftOption, DraftPrompt, DraftQuestion, QuestionFacts
from examgen.formats.format import Parsed, text_format
from examgen.formats.numbers import stated_number
from examgen.formats.reporting import Report
from examgen.markup import plain
from examgen.markup.context import LoadImage
from examgen.model.response import Kind

_TAG = re.compile(
    r"^[ \t]*(?P<sign>[ISQ+-]|[VF]\d|[LR]\d{1,2}|\d{1,2}):(?=\s|$)"
    r"|<(?P<name>question|variant|variantright)(?P<level>\d?)>",
    re.IGNORECASE | re.MULTILINE,
)
_RIGHT, _WRONG = ("+", "variantright"), ("-", "variant")
_GAP = "###"
"""In a stem, where words are to be written."""

_BLANK = "_____"


@dataclass(frozen=True, slots=True)
class _Part:
    """A tag with the words behind it."""

    name: str
    level: str
    words: str
    line: int

    @property
    def is_right(self) -> bool:
        return self.name in _RIGHT

    @property
    def option(self) -> DraftOption:
        return DraftOption(text=plain.parse(self.words), is_marked=self.is_right, line=self.line)


@dataclass(slots=True)
class _Question:
    """One question while it is read."""

    first: _Part
    topic: str
    stem: str = ""
    parts: list[_Part] = field(default_factory=list)

    def add(self, part: _Part) -> None:
        if part.name == "s":
            self.stem = part.words
        elif part.name != "q":
            self.parts.append(part)

    def draft(self, number: int, path: str, found: list[Diagnostic]) -> DraftQuestion:
        stem = plain.parse((self.stem if self.first.name == "i" else self.first.words).replace(_GAP, _BLANK))
        facts = QuestionFacts(difficulty=self.first.level)
        question = DraftQuestion(
            number=str(number), stem=stem, options=(), topic=self.topic, facts=facts, line=self.first.line
        )
        if any(part.name[0] in "lr" for part in self.parts):
            return self.matching(question, Report(path, str(number), found))
        if self.parts and all(part.name.isdecimal() for part in self.parts):
            return replace(question, kind=Kind.ORDERING, options=tuple(part.option for part in self.parts))
        rights = [part for part in self.parts if part.is_right]
        is_written = rights and len(rights) == len(self.parts) and (_GAP in self.stem or len(rights) == 1)
        return _written(question, rights) if is_written else self.choice(question, len(rights))

    def choice(self, question: DraftQuestion, rights: int) -> DraftQuestion:
        options = tuple(part.option for part in self.parts)
        return replace(question, options=options, kind=Kind.MULTIPLE_RESPONSE if rights > 1 else None)

    def matching(self, question: DraftQuestion, report: Report) -> DraftQuestion:
        """What is on the left belongs to what has its number on the right; some on the right may be left over."""
        lefts = [part for part in self.parts if part.name[0] == "l"]
        rights = {part.name[1:]: part for part in self.parts if part.name[0] == "r"}
        places = list(rights)
        for part in lefts:
            if part.name[1:] not in rights:
                message = f'nothing is said to belong to "{part.words[:60]}"'
                report.error("matching-pairs", message, part.line, f"add what belongs to it behind R{part.name[1:]}:")
        return replace(
            question,
            kind=Kind.MATCHING,
            options=tuple(part.option for part in rights.values()),
            prompts=tuple(
                DraftPrompt(text=plain.parse(part.words), target=places.index(part.name[1:]), line=part.line)
                for part in lefts
                if part.name[1:] in rights
            ),
        )


def _written(question: DraftQuestion, rights: list[_Part]) -> DraftQuestion:
    """A question for a word or a number."""
    accepted = tuple(AcceptedAnswer(text=plain.parse(part.words), line=part.line) for part in rights)
    is_number = all(stated_number(answer.text) for answer in accepted)
    return replace(question, kind=Kind.NUMERIC if is_number else Kind.SHORT_ANSWER, accepted=accepted)


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a test into its questions."""
    admit_lines(text)
    report = Report(path, None)
    questions: list[_Question] = []
    topic = ""
    for part in _parts(text):
        if part.name in ("i", "question"):
            questions.append(_Question(part, topic))
        elif part.name[0] == "v" and part.name[1:].isdecimal():
            topic = part.words.strip()
        elif questions and not part.name.startswith("f"):
            questions[-1].add(part)
        elif part.words.strip():
            message = f'text that belongs to no question is not printed: "{part.words.strip()[:60]}"'
            report.warning("stray-text", message, part.line, "check that no question is missing")
    admit_questions([question.first.line for question in questions], text.split("\n"), path)
    drafted = tuple(
        question.draft(place, path, report.diagnostics) for place, question in enumerate(questions, start=1)
    )
    return Draft(questions=drafted), (*report.diagnostics, *_unstated(questions, path))


def _parts(text: str) -> list[_Part]:
    """Each tag with what stands between it and the next one; what stands before the first is a part without name."""
    found = list(_TAG.finditer(text))
    head = text[: found[0].start()] if found else text
    parts = [_Part("f", "", head, 1)] if head.strip() else []
    line, at = 1, 0
    for place, match in enumerate(found):
        line, at = line + text.count("\n", at, match.start()), match.start()
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        name = (match["sign"] or match["name"]).lower()
        parts.append(_Part(name, match["level"] or "", text[match.end() : end].strip(), line))
    return parts


def _unstated(questions: list[_Question], path: str) -> tuple[Diagnostic, ...]:
    """A word on files in which no variant is said to be right."""
    variants = [part for question in questions for part in question.parts if part.name in ("variant", "variantright")]
    if not variants or any(part.is_right for part in variants):
        return ()
    report = Report(path, None)
    message = "no variant is said to be right; files of this kind often mean the first one, but that is not guessed"
    report.warning("unclear-answer", message, variants[0].line, "write <variantright> for <variant> at the right ones")
    return tuple(report.diagnostics)


_AST = re.compile(r"^[ \t]*I:[^\n]*\n(?:[^\n]*\n){0,6}?[ \t]*S:\s", re.MULTILINE)
_VARIANTS = re.compile(r"<question\d?>[^<]*<variant(?:right)?>")


def sniff(text: str) -> float:
    """A question with a stem, or with a variant, is unmistakable."""
    return 1.0 if _AST.search(text) or _VARIANTS.search(text) else 0.0


FORMAT = text_format("tagged-test", sniff, parse)
