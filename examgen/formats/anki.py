"""Notes that Anki exports as text in, a `Draft` out: cards with two sides, clozes, and the note type AllInOne.

Only files with Anki's own head lines, such as ``#separator:tab``, are taken for such notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit, admit_lines, admit_question
from examgen.formats.decode import shortened
from examgen.formats.draft import AcceptedAnswer, Draft, DraftOption, DraftQuestion, QuestionFacts
from examgen.formats.format import Format, Parsed
from examgen.formats.located import located
from examgen.formats.records.inner_options import with_inner_options
from examgen.formats.records.json_format import damaged
from examgen.formats.records.raw import RawKey, RawQuestion
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.formats.tables.delimited import Dialect, rows_of
from examgen.formats.tables.rows import Row
from examgen.markup import html, plain
from examgen.markup.words import MOST_FIGURES
from examgen.model.response import Kind
from examgen.model.text import Gap, Span, Text, Words, map_spans, spans_of, wording

_HEAD = re.compile(r"#(?P<name>[a-z ]+):(?P<value>.*)")
_SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_PLACED = ("guid", "notetype", "deck", "tags")
_CLOZE = re.compile(r"\{\{c\d+::(?P<answer>.*?)(?:::(?P<hint>.*?))?\}\}", re.DOTALL)
_BLANK = re.compile("\ue000(\\d+)\ue001")
_SOUND = re.compile(r"\[sound:[^\]]*\]")
_TAG = re.compile(r"<[^<>]*>")
_FLAGS = re.compile(r"[01](?: [01])+")
_LINE_END = re.compile(r"<br\s*/?>|</?(?:div|p|li|ul|ol)\b[^<>]*>", re.IGNORECASE)
_SMALL = re.compile(r"^[ \t]*\(?[a-h](?=[.)]\s)", re.MULTILINE)
_LETTERS = re.compile(r"\s*\(?[A-H](?:\s*,?\s*[A-H])*[.)]?\s*")
_REPEATED = re.compile(r"(?P<letter>[A-H])[.)]\s+\S.*")
"""An option that the back repeats."""

_SHORT = 60
"""A longer back is the model answer of an open question."""


@dataclass(slots=True)
class _Head:
    """What the lines at the top of an export say."""

    delimiter: str = "\t"
    is_html: bool = True
    deck: str = ""
    tags: tuple[str, ...] = ()
    columns: dict[str, int] = field(default_factory=dict)
    """Places of columns that are no field of a note."""

    names: tuple[str, ...] = ()
    lines: int = 0


def sniff(source: Source) -> float:
    """Anki's own lines at the top."""
    first = source.head.split("\n", 1)[0].strip().lower()
    return 1.0 if first.startswith(("#separator:", "#html:", "#notetype", "#deck", "#guid column:")) else 0.0


def parse(source: Source) -> Parsed:
    """Cut an export into questions, one for each note."""
    admit_lines(source.tabbed)
    head = _head(source.tabbed)
    body = "".join(["\n" * head.lines, *source.tabbed.split("\n", head.lines)[head.lines :]])
    rows, damages = rows_of(body, Dialect(head.delimiter))
    rows = [row for row in rows if not row.is_blank]
    admit(len(rows))
    for row in rows:
        admit_question(row.cells, source.path, row.line)
    notes = _Notes(source, head)
    questions = [question for row in rows for question in notes.question(row)]
    return Draft(questions=tuple(questions)), (
        *(damaged(damage, "bad-csv", source.path) for damage in damages),
        *notes.diagnostics,
    )


def _head(text: str) -> _Head:
    head = _Head()
    for line in text.split("\n"):
        match = _HEAD.fullmatch(line.strip("\r\n"))
        if match is None:
            break
        head.lines += 1
        name, value = match["name"].strip(), match["value"].strip()
        if name == "separator":
            head.delimiter = _SIGNS.get(value.lower(), value[:1] or "\t")
        elif name == "html":
            head.is_html = value.lower() != "false"
        elif name == "columns":
            head.names = tuple(match["value"].split(head.delimiter))
        elif name == "tags":
            head.tags = tuple(value.split())
        elif name == "deck":
            head.deck = value
        elif name.endswith(" column") and value.isdecimal():
            head.columns[name.removesuffix(" column")] = int(value[:MOST_FIGURES]) - 1
    return head


@dataclass(slots=True)
class _Notes:
    """The notes of one export while they are read."""

    source: Source
    head: _Head
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def question(self, row: Row) -> Iterator[DraftQuestion]:
        """The question of one note; none with an error where it asks nothing."""
        placed = {name: self.cell(row, name) for name in _PLACED}
        fields = [cell for place, cell in enumerate(row.cells) if place not in self.head.columns.values()]
        name = shortened(_TAG.sub("", fields[0]), 40) if fields else ""
        note = _Note(self.source, row.line, self.head.is_html, Report(self.source.path, name, self.diagnostics))
        drafted = note.drafted(fields)
        if drafted is None:
            hint = "a note has a front and a back, or a cloze such as {{c1::Paris}}"
            note.report.error("unread-question", "the note is no question", row.line, hint)
            return
        tags = dict.fromkeys((*placed["tags"].split(), *self.head.tags))
        deck = placed["deck"] or self.head.deck
        stem, options, rest = drafted
        yield DraftQuestion(
            stem=stem,
            options=options,
            topic=deck.rpartition("::")[2],
            facts=QuestionFacts(tags=tuple(tags)),
            line=row.line,
            kind=rest.kind,
            accepted=rest.accepted,
            model_answer=rest.model_answer,
            parts=rest.parts,
            explanation=rest.explanation,
            explanation_line=row.line if rest.explanation else None,
        )

    def cell(self, row: Row, name: str) -> str:
        place = self.head.columns.get(name)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a note says is right, and why."""

    kind: Kind | None = None
    accepted: tuple[AcceptedAnswer, ...] = ()
    model_answer: Text = ()
    parts: tuple[DraftQuestion, ...] = ()
    explanation: Text = ()


_Drafted = tuple[Text, tuple[DraftOption, ...], _Answer]


@dataclass(frozen=True, slots=True)
class _Note:
    """One note while it is read."""

    source: Source
    line: int
    is_html: bool
    report: Report

    def drafted(self, fields: Sequence[str]) -> _Drafted | None:
        cloze = next((place for place, cell in enumerate(fields) if _CLOZE.search(cell)), None)
        if cloze is not None:
            return self.cloze(fields[cloze], [*fields[:cloze], *fields[cloze + 1 :]])
        flags = next((place for place, cell in enumerate(fields) if place > 3 and _FLAGS.fullmatch(cell.strip())), None)
        if flags is not None:
            return self.all_in_one(fields, flags)
        front, back, more = fields[0] if fields else "", fields[1] if len(fields) > 1 else "", fields[2:]
        return self.card(front, back, more) if front.strip() and back.strip() else None

    def card(self, front: str, back: str, more: Sequence[str]) -> _Drafted:
        """A card: a short back is the answer to write, a long one the model answer, a letter one of its options."""
        asked = self.lettered(front, back)
        if asked.options:
            key = asked.keys[0].values[0]
            options = tuple(
                DraftOption(text=self.text(option.text), is_marked=option.label in key, line=self.line)
                for option in asked.options
            )
            return self.text(asked.stem), options, _Answer(explanation=self.texts(more))
        answer = self.text(back)
        is_short = len(answer) == 1 and len(wording(answer)) <= _SHORT and "\n" not in wording(answer)
        accepted = (AcceptedAnswer(text=answer, line=self.line),) if is_short else ()
        return (
            self.text(front),
            (),
            _Answer(
                kind=Kind.SHORT_ANSWER if is_short else Kind.OPEN,
                accepted=accepted,
                model_answer=() if is_short else answer,
                explanation=self.texts(more),
            ),
        )

    def lettered(self, front: str, back: str) -> RawQuestion:
        """A front with options on lines of their own, whose back says which of them by letter."""
        lines = _SMALL.sub(lambda label: label[0].upper(), _LINE_END.sub("\n", front) if self.is_html else front)
        letters = "".join(re.findall(r"[A-H]", key)) if _LETTERS.fullmatch(key := _TAG.sub("", back).upper()) else ""
        repeated = _REPEATED.match(_TAG.sub("", _LINE_END.sub("\n", back)).strip())
        if repeated and re.sub(r"\s+", " ", repeated[0]) in re.sub(r"\s+", " ", _TAG.sub("", lines)):
            letters = repeated["letter"]
        question = RawQuestion(line=self.line, stem=lines)
        return with_inner_options(question, [RawKey(name="back", values=(letters,))]) if letters else question

    def all_in_one(self, fields: Sequence[str], flags: int) -> _Drafted:
        """The note type AllInOne: question, title, type, options, and which of them are right."""
        right = [flag == "1" for flag in fields[flags].split()]
        offered = [cell for cell in fields[3:flags] if cell.strip()]
        if len(right) != len(offered):
            message = f"{len(offered)} options, but {len(right)} signs that say which are right"
            self.report.error("unread-question", message, self.line, "write one 0 or 1 for each option")
        options = tuple(
            DraftOption(text=self.text(cell), is_marked=is_right, line=self.line)
            for cell, is_right in zip(offered, right, strict=False)
        )
        is_single = fields[2].strip() == "2"
        kind = None if is_single or sum(right) > 1 else Kind.MULTIPLE_RESPONSE
        return self.text(fields[0]), options, _Answer(kind=kind, explanation=self.texts(fields[flags + 1 :]))

    def cloze(self, text: str, more: Sequence[str]) -> _Drafted:
        """A text with gaps; the hint of a gap stands behind it in brackets."""
        answers: list[str] = []

        def blank(match: re.Match[str]) -> str:
            answers.append(match["answer"])
            hint = f" ({match['hint']})" if match["hint"] else ""
            return f"\ue000{len(answers) - 1}\ue001{hint}"

        stem = map_spans(self.text(_CLOZE.sub(blank, text)), lambda spans: tuple(_with_gaps(spans)))
        if [span.part for span in spans_of(stem) if isinstance(span, Gap)] != list(range(len(answers))):
            message = "a cloze stands where there can be no gap, as in a formula"
            self.report.error("unread-question", message, self.line, "hide words of the text, not part of a formula")
        parts = tuple(
            DraftQuestion(
                letter=str(place),
                stem=(),
                options=(),
                accepted=(AcceptedAnswer(text=self.text(answer), line=self.line),),
                kind=Kind.SHORT_ANSWER,
                line=self.line,
            )
            for place, answer in enumerate(answers, start=1)
        )
        return stem, (), _Answer(kind=Kind.FILL_IN, parts=parts, explanation=self.texts(more))

    def texts(self, cells: Sequence[str]) -> Text:
        return tuple(block for cell in cells if cell.strip() for block in self.text(cell))

    def text(self, cell: str) -> Text:
        if _SOUND.search(cell):
            self.report.warning("not-carried", "sound is not printed", self.line, "say in words what is heard")
            cell = _SOUND.sub("", cell)
        if not self.is_html:
            return plain.parse(cell)
        markup = html.parse(cell, line=self.line, load=self.source.load)
        self.report.diagnostics.extend(located(markup.problems, self.source.path, self.report.question or ""))
        return markup.text


def _with_gaps(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans with a gap for each sign that stands for one."""
    for span in spans:
        if not isinstance(span, Words):
            yield span
            continue
        for place, part in enumerate(_BLANK.split(span.text)):
            if place % 2:
                yield Gap(int(part))
            elif part:
                yield Words(part, span.style)


FORMAT = Format(name="anki", sniff=sniff, parse=parse)
