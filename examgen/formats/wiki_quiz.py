"""Questions of MediaWiki's extension Quiz in, their parts out: ``{Which? |type="()"}``, ``+`` right and ``-`` wrong.

Feedback stands behind ``||`` below an option; signs in several columns judge the words of a head; braces in a text of
the type ``{}`` are gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import compress
from operator import not_
from string import ascii_lowercase as LETTERS

from examgen.diagnostics import Diagnostic
from examgen.formats.blanks import mark, with_blanks
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.decode import shortened
from examgen.formats.draft import AcceptedAnswer, Draft, DraftOption, DraftQuestion
from examgen.formats.format import Parsed, text_format
from examgen.formats.located import located
from examgen.formats.reporting import Report
from examgen.formats.wiki_text import html_of_wiki
from examgen.markup import plain
from examgen.markup.context import LoadImage
from examgen.model.response import Kind
from examgen.model.text import Gap, Text

_TAG = re.compile(r"\s*</?quiz\b[^<>]*>\s*", re.IGNORECASE)
_TYPED = re.compile(r"\|\s*type\s*=\s*\"?(?:\(\)|\[\]|\{\})", re.IGNORECASE)
_SETTINGS = re.compile(r"\s*\|(?P<settings>(?:\s*\w+\s*=\s*(?:\"[^\"]*\"|[^\s\"|}]+))+)\s*\Z")
_SETTING = re.compile(r"(?P<name>\w+)\s*=\s*\"?(?P<value>[^\"\s]*)")
_OPTION = re.compile(r"(?P<signs>[+-]+)(?P<words>.*)")
_HEADING = re.compile(r"\s*(={1,6})\s*(?P<words>[^=].*?)\s*\1\s*")
_GAP = re.compile(r"\{(?P<inner>[^{}]*)\}")
_SIZE = re.compile(r"\s*(?:\(i\))?\s*(?:_\s*\d+)?\s*\Z")
_TOLERANCE = re.compile(r"(?P<number>[-+]?\d+(?:[.,]\d+)?)\s+(?P<share>\d+(?:[.,]\d+)?)\s*%")
_RANGE = re.compile(r"(?P<least>\d+(?:[.,]\d+)?)\s*-\s*(?P<most>\d+(?:[.,]\d+)?)")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_COLUMNS = re.compile(r"\s*\|(?!\|)")
_ONE, _GAPS = "()", "{}"
_FEEDBACK = "||"


@dataclass(slots=True)
class _Block:
    """One question while its lines are taken."""

    line: int
    topic: str
    head: list[str] = field(default_factory=list)
    depth: int = 0
    lines: list[tuple[int, str]] = field(default_factory=list)

    def opens(self, line: str) -> None:
        """A line of the head."""
        self.head.append(line)
        self.depth += line.count("{") - line.count("}")

    @property
    def source(self) -> list[str]:
        return [*self.head, *(words for _, words in self.lines)]


def sniff(text: str) -> float:
    """A head in braces with the type of a question, or options below one between tags of a quiz."""
    head = text[:20_000]
    is_quiz = re.search(r"<quiz\b", head, re.IGNORECASE) and re.search(r"^[+-]", head, re.MULTILINE)
    opens = re.search(r"^\{(?![|{\"])", head, re.MULTILINE) is not None
    return 0.97 if opens and (is_quiz or _TYPED.search(head)) else 0.0


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a page into its questions."""
    admit_lines(text)
    report = Report(path, None)
    blocks = list(_blocks(text, report))
    admit_questions([block.line for block in blocks], text.split("\n"), path)
    questions = tuple(_Reader(path, load, block, report.diagnostics).question() for block in blocks)
    return Draft(questions=questions), tuple(report.diagnostics)


def _blocks(text: str, report: Report) -> Iterator[_Block]:
    block: _Block | None = None
    topic = ""
    for number, line in enumerate(text.split("\n"), start=1):
        line = _TAG.sub("", line)
        if block and block.depth > 0:
            block.opens(line)
        elif line.startswith("{") and not line.startswith(("{|", "{{")):
            if block:
                yield block
            block = _Block(number, topic)
            block.opens(line)
        elif heading := _HEADING.fullmatch(line):
            topic = heading["words"]
        elif block:
            block.lines.append((number, line))
        elif line.strip():
            report.warning("not-carried", f'"{shortened(line)}" stands before the questions', number, _ONLY_EXPLAINS)
    if block:
        yield block


_ONLY_EXPLAINS = "nothing to do if it only explains"


class _Reader:
    """One question while its parts are understood."""

    def __init__(self, path: str, load: LoadImage | None, block: _Block, diagnostics: list[Diagnostic]) -> None:
        self.block = block
        self.load = load
        self.report = Report(path, None, diagnostics)
        inner = "\n".join(block.head).strip().removeprefix("{").removesuffix("}")
        settings = _SETTINGS.search(inner)
        self.stem = inner[: settings.start()] if settings else inner
        stated = _SETTING.finditer(settings["settings"] if settings else "")
        self.settings = {match["name"].lower(): match["value"] for match in stated}

    def question(self) -> DraftQuestion:
        block = self.block
        if block.depth > 0:
            message = "the braces around the question are not closed"
            self.report.error("unread-question", message, block.line, "close them with } behind the question")
        coefficient = self.settings.get("coef", "")
        drafted = DraftQuestion(
            stem=self.text(self.stem, block.line),
            options=(),
            points=Decimal(coefficient) if _NUMBER.fullmatch(coefficient) else None,
            topic=block.topic,
            line=block.line,
        )
        for name in sorted(self.settings.keys() - {"type", "coef"}):
            message = f'{name} "{self.settings[name]}" is not carried'
            self.report.warning("not-carried", message, block.line, "examgen has no use for it")
        if self.settings.get("type") == _GAPS:
            return self.gapped(drafted)
        if columns := next((words for _, words in block.lines if _COLUMNS.match(words)), ""):
            return self.judged(drafted, [words.strip() for words in columns.strip().strip("|").split("|")])
        options = tuple(self.options())
        is_one = self.settings.get("type", _ONE) == _ONE and sum(option.is_marked for option in options) < 2
        return replace(drafted, options=options, kind=Kind.CHOICE if is_one else Kind.MULTIPLE_RESPONSE)

    def text(self, source: str, line: int) -> Text:
        """Wikitext as text."""
        from examgen.markup import html

        def leave_out(what: str) -> None:
            message = f'"{shortened(what)}" is for the wiki to show, and is left out'
            self.report.warning("not-carried", message, line, "write out what it shows")

        markup = html.parse(html_of_wiki(source.strip(), leave_out), line=line, load=self.load)
        self.report.diagnostics.extend(located(markup.problems, self.report.path))
        return markup.text

    def options(self) -> Iterator[DraftOption]:
        """Options with their feedback; other lines are named."""
        found: list[tuple[int, str, list[str], list[str]]] = []
        for number, words in self.block.lines:
            if option := _OPTION.match(words):
                found.append((number, option["signs"], [option["words"]], []))
            elif words.strip().startswith(_FEEDBACK) and found:
                found[-1][3].append(words.strip().removeprefix(_FEEDBACK))
            elif words.strip():
                self.lost(number, words)
        for number, signs, lines, feedback in found:
            yield DraftOption(
                text=self.text("\n".join(lines), number),
                is_marked=signs == "+",
                rationale=self.text("\n".join(feedback), number),
                line=number,
            )

    def judged(self, question: DraftQuestion, columns: Sequence[str]) -> DraftQuestion:
        """Rows that signs judge, one for each column: a part for each row."""
        parts: list[DraftQuestion] = []
        for number, words in self.block.lines:
            option = _OPTION.match(words)
            if option is None:
                if words.strip() and not words.strip().startswith("|"):
                    self.lost(number, words)
                continue
            if len(option["signs"]) != len(columns) or len(parts) == len(LETTERS):
                message = f'"{option["signs"]}" judges {len(option["signs"])} columns of {len(columns)}'
                self.report.error("unclear-answer", message, number, "write + or - for each column")
                continue
            offered = tuple(
                DraftOption(text=self.text(column, number), is_marked=sign == "+", line=number)
                for column, sign in zip(columns, option["signs"], strict=True)
            )
            kind = Kind.CHOICE if self.settings.get("type") == _ONE else Kind.MULTIPLE_RESPONSE
            stem = self.text(option["words"], number)
            parts.append(DraftQuestion(stem=stem, options=offered, kind=kind, letter=LETTERS[len(parts)], line=number))
        return replace(question, kind=Kind.MULTI_PART, parts=tuple(parts))

    def gapped(self, question: DraftQuestion) -> DraftQuestion:
        """A text whose braces are gaps."""
        parts: list[DraftQuestion] = []

        def gap(match: re.Match[str]) -> str:
            parts.append(_gap(match["inner"], str(len(parts) + 1), self.block.line))
            return mark(len(parts) - 1)

        asides = [words.startswith(_FEEDBACK) for _, words in self.block.lines]
        lines = [words.removeprefix(_FEEDBACK) for _, words in self.block.lines]
        body = _GAP.sub(gap, "\n".join(compress(lines, map(not_, asides))))
        text = with_blanks(self.text(body, self.block.line), [Gap(place) for place in range(len(parts))])
        explanation = self.text("\n".join(compress(lines, asides)), self.block.line)
        line = self.block.line if explanation else None
        return replace(
            question,
            kind=Kind.FILL_IN,
            stem=(*question.stem, *text),
            parts=tuple(parts),
            explanation=explanation,
            explanation_line=line,
        )

    def lost(self, number: int, words: str) -> None:
        message = f'"{shortened(words.strip())}" belongs to no option'
        self.report.error("stray-text", message, number, "begin an option with + or -, and feedback with ||")


def _gap(inner: str, letter: str, line: int) -> DraftQuestion:
    """A gap with the answers that it accepts; a number with its tolerance or range."""
    inner = _SIZE.sub("", inner).strip()
    answers = [answer.strip() for answer in inner.split("|") if answer.strip()]
    kind = Kind.SHORT_ANSWER
    if len(answers) == 1 and (number := _TOLERANCE.fullmatch(answers[0])):
        answers, kind = [f"{number['number']} ± {number['share']}%"], Kind.NUMERIC
    elif len(answers) == 1 and (limits := _RANGE.fullmatch(answers[0])):
        least, most = (Decimal(limits[name].replace(",", ".")) for name in ("least", "most"))
        answers, kind = [f"{(least + most) / 2:f} ± {(most - least) / 2:f}"], Kind.NUMERIC
    accepted = tuple(AcceptedAnswer(text=plain.parse(answer), line=line) for answer in answers)
    return DraftQuestion(stem=(), options=(), kind=kind, accepted=accepted, letter=letter, line=line)


FORMAT = text_format("wiki-quiz", sniff, parse)
