"""A Markdown quiz in, its parts out: headings open questions, a list holds the options, labels name the rest.

The family that quizzes shared online and written by chat assistants belong to.
Every line ends up in a question or in a diagnostic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import admit_questions
from examgen.formats.draft import Draft, DraftQuestion
from examgen.formats.format import Parsed, text_format
from examgen.formats.plain_text.answer_rows import says_answer
from examgen.formats.plain_text.code import is_fenced
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.folds import without_folds
from examgen.formats.plain_text.headings import is_answer_list_heading, is_loose_list_heading
from examgen.formats.plain_text.options import OptionKind
from examgen.formats.plain_text.signs import Line as PlainLine
from examgen.formats.plain_text.signs import NumberKind, number_sign
from examgen.formats.plain_text.split import lines_of
from examgen.formats.plain_text.stem_keys import with_stem_keys
from examgen.formats.quiz_answer_list import Entry, answer_list
from examgen.formats.quiz_body import Body, with_entry
from examgen.formats.quiz_lines import item, label, opens_options
from examgen.formats.quiz_openers import Opened, opened_questions
from examgen.formats.sections import Document, Line, Section, cut, refusal, trimmed
from examgen.formats.written_answers import with_written_answers
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.model.text import wording


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a quiz into its questions."""
    if refused := refusal(text, path):
        return Draft(questions=()), (refused,)
    reader = _Reader(path, load)
    reader.read(cut(without_folds(text)))
    admit_questions([body.line for body in reader.bodies], text.split("\n"), path)
    return reader.draft(), tuple(reader.diagnostics)


_FRONT_TITLE = re.compile(r"^title\s*:[ \t]*(\S.*)$", re.MULTILINE)


@dataclass(slots=True)
class _Reader:
    """The state of one file while its sections are read in order."""

    path: str
    load: LoadImage | None
    title: str = ""
    bodies: list[Body] = field(default_factory=list)
    level: int = 0
    """Of the current question's heading."""

    topics: dict[int, str] = field(default_factory=dict)
    """Level of a heading above questions → its words."""

    closings: list[tuple[int, list[Line]]] = field(default_factory=list)
    """Answer lists, each with the number of questions before it."""

    in_closing: bool = False
    levels: Counter[int] = field(default_factory=Counter)
    """How many headings there are of each level, those of answer lists apart."""

    is_numbered: bool = False
    """Headings bear the numbers of questions, so that a bare list of bullets makes no question of another."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, document: Document) -> None:
        if title := _FRONT_TITLE.search(document.front):
            self.title = title[1].strip("\"' ")
        sections = document.sections
        self.is_numbered = any(_is_numbered(section.words.strip()) for section in sections)
        self.levels = Counter(each.level for each in sections if not is_answer_list_heading(each.words.strip()))
        for place, section in enumerate(sections):
            following = sections[place + 1] if place + 1 < len(sections) else None
            self.section(section, following)

    def section(self, section: Section, following: Section | None) -> None:
        words = section.words.strip()
        if section.level == 0:
            self.listed(section)
        elif self.bodies and self.heads_answers(section):
            self.in_closing = True
            self.closings.append((len(self.bodies), list(section.lines)))
        elif self.bodies and (_is_label(words) if section.level > self.level else _states(words)):
            self.bodies[-1].lines += [Line(section.line, _as_label(words)), *section.lines]
        elif not _is_numbered(words) and self.opens_list(section):
            self.in_closing = False
            self.group(section)
            self.listed(section)
        elif _is_question(section) and not (self.is_numbered and _only_lists(section)):
            self.open(section)
        elif section.is_empty and following and following.level > section.level:
            self.group(section)
        elif not self.bodies and not self.title:
            self.title = _plain(words)
            self.stray(section.lines)
        elif self.in_closing:
            self.closings[-1][1].extend([Line(section.line, words), *section.lines])
        elif self.bodies and section.level > self.level:
            self.bodies[-1].lines += [Line(section.line, f"**{words}**"), Line(section.line, ""), *section.lines]
        else:
            self.stray([Line(section.line, words), *section.lines])

    def heads_answers(self, section: Section) -> bool:
        """Whether a heading stands over an answer list."""
        words = section.words.strip()
        if is_answer_list_heading(words):
            return section.level <= self.level or _lists(section)
        return is_loose_list_heading(words) and _says_answers(section)

    def open(self, section: Section) -> None:
        """A question that a heading opens."""
        number, words = _named(section.words.strip())
        self.level, self.in_closing = section.level, False
        self.topics = {level: words for level, words in self.topics.items() if level < section.level}
        self.add(Opened(number, words, section.line, section.lines))

    def listed(self, section: Section) -> None:
        """Questions that lines of a section open."""
        before, opened = opened_questions(section.lines, self.last_number)
        self.stray(before)
        for question in opened:
            self.level = section.level + 1
            self.add(question)

    def add(self, opened: Opened) -> None:
        topic = self.topics[max(self.topics)] if self.topics else ""
        self.bodies.append(
            Body(opened.number, opened.words, opened.line, self.path, self.load, lines=list(opened.lines), topic=topic)
        )

    def group(self, section: Section) -> None:
        """A heading with nothing but headings below it: the title, then topics."""
        is_alone = self.levels[section.level] == 1 or not self.levels[section.level]
        if not self.bodies and (is_alone or self.title) and self.title in ("", _plain(section.words)):
            self.title = _plain(section.words)
            return
        self.topics = {level: words for level, words in self.topics.items() if level < section.level}
        self.topics[section.level] = _plain(section.words)

    def stray(self, lines: Sequence[Line]) -> None:
        """Lines that belong to no question."""
        found = trimmed(lines)
        if not found:
            return
        is_question = sum(map(_may_be_option, found)) > 1
        self.report(
            Severity.ERROR if is_question else Severity.WARNING,
            "stray-text",
            f'text that belongs to no question is not printed: "{found[0].text.strip()[:60]}"',
            found[0].number,
            "a question is a heading with a list of options below it",
        )

    def report(self, severity: Severity, rule: str, message: str, line: int, hint: str) -> None:
        self.diagnostics.append(
            Diagnostic(severity=severity, rule=rule, message=message, path=self.path, line=line, hint=hint)
        )

    def draft(self) -> Draft:
        questions = [body.question() for body in self.bodies]
        for body in self.bodies:
            self.diagnostics += body.diagnostics
        stated = with_stem_keys(self.with_closing_answers(questions))
        answered, advice = with_written_answers(stated, self.path)
        self.diagnostics += advice
        return Draft(title=self.title, questions=answered)

    def opens_list(self, section: Section) -> bool:
        """Whether lines below a heading open questions; behind an answer list, with options of their own."""
        opened = opened_questions(section.lines, self.last_number)[1]
        return bool(opened) and not (self.in_closing and _says_answers(section))

    @property
    def last_number(self) -> str:
        return self.bodies[-1].number if self.bodies else ""

    def with_closing_answers(self, questions: list[DraftQuestion]) -> list[DraftQuestion]:
        """The questions with what each list says, first of all of those between the list before and itself."""
        first = 0
        for count, lines in self.closings:
            places = _places(questions, 0) | _places(questions[:count], first)
            entries, stray = answer_list(lines, [body.number for body in self.bodies[first:count]])
            self.stray(stray)
            self.answer(questions, places, entries)
            first = count
        return questions

    def answer(self, questions: list[DraftQuestion], places: Mapping[str, int], entries: Sequence[Entry]) -> None:
        for entry in entries:
            place = places.get(entry.number)
            if place is None:
                message = f"the answer list names question {entry.number}, which the file does not hold"
                hint = "give the number that stands in the question's heading"
                self.report(Severity.ERROR, "unmatched-answer", message, entry.line, hint)
            else:
                questions[place] = with_entry(questions[place], entry, self.bodies[place])


def _places(questions: Sequence[DraftQuestion], first: int) -> dict[str, int]:
    """The first of the questions from a place on with each number; where none has one, they are counted."""
    numbered = {question.number: place for place, question in reversed(list(enumerate(questions))) if place >= first}
    if any(numbered):
        return numbered
    return {str(place - first + 1): place for place in range(first, len(questions))}


def _named(words: str) -> tuple[str, str]:
    """The number of a heading, and its other words."""
    if dotted := _DOTTED.match(words):
        return dotted[1], words[dotted.end() :]
    sign = number_sign(words)
    return (str(sign.number), sign.rest.strip()) if sign else ("", words)


_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)[.):]?\s+(?=\S)")
"""A number below that of a chapter: "2.1 Which?"."""


def _plain(words: str) -> str:
    return wording(commonmark.parse(words).text)


def _is_label(words: str) -> bool:
    return bool(label(Line(0, _as_label(words)))) or opens_options(Line(0, words))


def _lists(section: Section) -> bool:
    """Whether a section lists answers of several questions."""
    return len({entry.number for entry in answer_list(section.lines)[0]}) > 1


def _says_answers(section: Section) -> bool:
    """Whether a section answers questions that stand elsewhere."""
    return any(says_answer(entry.words) for entry in answer_list(section.lines)[0])


def _states(words: str) -> bool:
    """Whether a heading says the answer itself, so that it belongs to a question whatever its level."""
    sign = label(Line(0, words))
    return sign is not None and sign.field is Field.ANSWER and bool(sign.value)


def _as_label(words: str) -> str:
    return words if ":" in words or opens_options(Line(0, words)) else f"{words}:"


def _is_numbered(words: str) -> bool:
    return number_sign(words) is not None


def _only_lists(section: Section) -> bool:
    """Whether a heading without a number has bullets below it, but no sign of options or of an answer."""
    if _is_numbered(section.words.strip()) or any(label(line) for line in section.lines):
        return False
    return not any(map(_is_signed, section.lines))


_LINK = re.compile(r"\[[^\]\n]*\]\([^)\n]*\)\s*")


def _may_be_option(line: Line) -> bool:
    """Whether a line begins an option; lists of links lead to other pages."""
    found = item(line)
    return found is not None and not _LINK.fullmatch(found.rest)


def _is_signed(line: Line) -> bool:
    """Whether a line begins an option by more than a bullet."""
    found = item(line)
    return found is not None and (found.kind is not OptionKind.BULLET or found.is_boxed or found.is_marked)


def _is_question(section: Section) -> bool:
    """Whether a heading opens a question: it bears a number, or options or an answer follow."""
    sign = number_sign(section.words.strip())
    if sign and sign.kind is NumberKind.WORD:
        return True
    has_options = sum(item(line) is not None for line in section.lines) > 1
    has_answer = any(label(line) for line in section.lines)
    return has_options or has_answer or (sign is not None and not section.is_empty)


_NUMBERED_HEADING = re.compile(
    r"^ {0,3}#{1,6}\s+(?:[^\w\s*_]{1,2}\s+)?[*_]{0,2}(?:(?:question|q)\s*[.:#]?\s*\d|\d{1,5}(?:[.):]|\s*$))",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING_WITH_LIST = re.compile(
    r"^ {0,3}#{1,6}\s+\S[^\n]*\n(?:(?![-+#]|\*\s)[^\n]*\n){0,20}? {0,3}(?:[-*+]\s|1[.)]\s|[*_]{0,2}\(?[Aa][.)])",
    re.MULTILINE,
)


_OPENER = re.compile(r"^(?:\*\*|__)?(?:(?:question|q)\s*[.:#]?\s*\d{1,5}\b|\d{1,5}[.)] )", re.IGNORECASE | re.MULTILINE)
_BOLD_START = re.compile(r"^[ >]*((?:\*\*|__)[^\s*_].*)$", re.MULTILINE)
_NESTED_BULLET = re.compile(r"[-*+] +\S")
_DEEPEST_BULLET = 8


def sniff(text: str) -> float:
    """Headings with numbers are sure; headings with lists below them, or numbers with signs of Markdown, are likely."""
    if _NUMBERED_HEADING.search(text):
        return 0.8
    if len(_HEADING_WITH_LIST.findall(text)) > 1:
        return 0.6
    return 0.4 if _OPENER.search(text) and _bears_markdown(text) else 0.0


def _bears_markdown(text: str) -> bool:
    """Whether numbered questions hold what plain text does not read, or code among bold numbers and labels."""
    lines = lines_of(text)
    if any(is_fenced(line) for line in lines) and any(_is_bold_sign(match[1]) for match in _BOLD_START.finditer(text)):
        return True
    return any(_is_nested_bullet(line) or _is_other_fence(line) for line in lines)


def _is_bold_sign(words: str) -> bool:
    """Whether a line that begins in bold begins with a number or a label."""
    return number_sign(words.replace("__", "**")) is not None or label(Line(0, words)) is not None


def _is_nested_bullet(line: PlainLine) -> bool:
    return 1 < line.indent <= _DEEPEST_BULLET and bool(_NESTED_BULLET.match(line.text))


def _is_other_fence(line: PlainLine) -> bool:
    """Whether a line opens a block of code in a way that plain text does not know."""
    return line.text.startswith(("~~~", "```")) and not is_fenced(line)


FORMAT = text_format("quiz-markdown", sniff, parse)
