"""A file's lines in; a title, the lines of each question and the answer list out; each line lands in one place.

A number opens a question only where the rules of docs/plain-text.md say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from examgen.formats.plain_text.code import with_fences_joined
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.headings import is_numeral_heading, is_page_line, is_section_heading, is_separator
from examgen.formats.plain_text.list_places import without_answer_lists
from examgen.formats.plain_text.options import OptionKind, option_sign
from examgen.formats.plain_text.outlook import Outlook
from examgen.formats.plain_text.signs import (
    Line,
    NumberKind,
    NumberSign,
    number_sign,
    points_of_each,
    unnumbered_stem,
    unwrapped,
)
from examgen.formats.plain_text.trappings import announces_options, is_button

_FEWEST_OPTIONS = 2
"""With fewer, numbers below a question count statements of its stem."""


@dataclass(slots=True)
class Chunk:
    """The lines of one question; its first line is what followed the number."""

    number: str
    line: int
    lines: list[Line] = field(default_factory=list)
    topic: str = ""
    points: str | None = None
    """What a heading says that each question is worth."""

    answer: str = ""
    """What stands in the blank before the number."""

    expected: int | None = None
    """The number that should have stood here, where it is another one."""


@dataclass(frozen=True, slots=True)
class Division:
    """A whole file, divided."""

    head: list[Line]
    """Lines before the first question."""

    chunks: list[Chunk]
    answer_lists: list[list[Line]]
    """Each with its heading, or its first line, as the first."""

    repeated: list[Line]
    """Numbers that stand twice in a row."""

    stray: list[Line]
    """Numbers alone on a line in a place where a question could begin, which do not continue the sequence."""

    doubtful: list[Line]
    """Numbers alone on a line that continue the sequence in a place where no question may begin."""

    pages: list[Line]
    """Heads and feet of pages, which belong to no question."""


def lines_of(text: str) -> list[Line]:
    """The lines of a text, a fenced block as one; separators such as ``---`` and buttons become blank."""
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip()
        blank = is_separator(stripped) or is_button(stripped) or announces_options(stripped)
        lines.append(Line(number, "" if blank else stripped, len(raw) - len(raw.lstrip())))
    return list(with_fences_joined(lines))


@dataclass(slots=True)
class _Reading:
    """Where the splitter stands inside the current question."""

    last: int | None = None
    had_field: bool = False
    options: int = 0
    letters: int = 0
    """How many of the options have letters."""

    is_lettered: bool = False
    """Whether a question before this one has."""

    digit: int = 0
    """The last option label, where options are numbered."""

    listed: int = 0
    """The last number of a list inside an explanation."""

    after_blank: bool = True
    after_section: bool = False


def divide(lines: list[Line]) -> Division:
    """Put each line into the title, a question or the answer list."""
    kept, lists = without_answer_lists(lines)
    questions, pages = _without_pages(kept)
    outlook = Outlook(questions)
    division = Division([], [], lists, [], [], [], pages)
    if any(sign is not None for sign in outlook.numbers):
        _divide_numbered(questions, outlook, division)
    if not division.chunks:
        division.head.clear()
        _divide_unnumbered(questions, outlook, division)
    return division


def _without_pages(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines, and the heads and feet of pages among them: page numbers, and the title where it comes again."""
    filled = (line for line in lines if line.text)
    title = next(filled, None)
    head = title.text if title and _may_head_pages(title.text) else None
    pages = [line for line in filled if is_page_line(line.text) or line.text == head]
    numbers = {line.number for line in pages}
    return [line for line in lines if line.number not in numbers], pages


def _may_head_pages(title: str) -> bool:
    """Whether the first line of a file can only be a title, so that it heads pages where it comes again."""
    return len(title) > 4 and number_sign(title) is None and option_sign(title) is None and title[-1] not in "?:._…"


def _divide_numbered(lines: list[Line], outlook: Outlook, division: Division) -> None:
    reading = _Reading()
    topic, points = "", None
    title = _title_place(lines)
    for place, line in enumerate(lines):
        sign = outlook.numbers[place]
        if sign and _opens(sign, place, outlook, reading):
            first = Line(line.number, sign.rest, line.indent)
            points = points if division.chunks else points or _points_in(division.head)
            chunk = Chunk(sign.written or str(sign.number), line.number, [first], topic, points, sign.answer)
            begins_anew = reading.after_section and sign.number == 1
            if reading.last is not None and not sign.written and sign.number != reading.last + 1 and not begins_anew:
                chunk.expected = reading.last + 1
            division.chunks.append(chunk)
            is_lettered = reading.is_lettered or reading.letters > 1
            reading = _Reading(last=sign.number, after_blank=False, is_lettered=is_lettered)
            continue
        if sign and _repeats(sign, division):
            division.repeated.append(line)
            continue
        is_free = reading.after_blank or reading.had_field
        is_heading = is_numeral_heading(line.text) or (is_free and is_section_heading(line.text))
        if place != title and is_heading and _leads_to_number(place, outlook):
            topic = line.text.strip("#* ")
            points = points_of_each(line.text)
            reading.after_section = True
            continue
        if sign and sign.kind is NumberKind.BARE:
            if reading.had_field or (reading.options and not reading.digit):
                division.stray.append(line)
            elif sign.number == (reading.last or 0) + 1 and outlook.stands_among_words(place):
                division.doubtful.append(line)
        _follow(line, place, outlook, reading)
        (division.chunks[-1].lines if division.chunks else division.head).append(line)


def _heads_alike(text: str, kind: str) -> bool:
    """Whether a line heads a section as one with this first word does; kinds of questions are alike."""
    return is_section_heading(text) and (text.strip("*").split()[0].casefold() == kind or text.isupper())


def _points_in(head: Sequence[Line]) -> str | None:
    """What the lines before the first question say that each is worth."""
    return next((points for line in head if (points := points_of_each(line.text))), None)


def _title_place(lines: list[Line]) -> int | None:
    """The place of the first line with words; ``None`` where it heads the first of several sections."""
    filled = ((place, line.text) for place, line in enumerate(lines) if line.text)
    place, first = next(filled, (None, ""))
    if is_numeral_heading(first):
        return None if any(is_numeral_heading(text) for _, text in filled) else place
    if is_section_heading(first):
        kind = first.strip("*").split()[0].casefold()
        if any(_heads_alike(text, kind) for _, text in filled):
            return None
    return place


def _repeats(sign: NumberSign, division: Division) -> bool:
    if not division.chunks or sign.kind is not NumberKind.BARE:
        return False
    chunk = division.chunks[-1]
    return chunk.number == str(sign.number) and not any(line.text for line in chunk.lines)


def _leads_to_number(place: int, outlook: Outlook) -> bool:
    following = outlook.next_filled[place + 1]
    return following < len(outlook.numbers) and outlook.numbers[following] is not None


def _opens(sign: NumberSign, place: int, outlook: Outlook, reading: _Reading) -> bool:
    """Whether this number begins a question here."""
    if sign.kind is NumberKind.WORD:
        return True
    if reading.after_section and sign.number == 1:
        return True
    continues = reading.last is None or sign.number == reading.last + 1
    closed = reading.after_blank or reading.had_field or reading.last is None
    if sign.kind is NumberKind.BARE:
        if outlook.option_goes_on(place, reading.options):
            return False
        if continues or not outlook.text_follows(place):
            return closed and outlook.text_follows(place)
        return (reading.had_field or (reading.after_blank and reading.options > 1)) and outlook.body_follows(place)
    if _continues_options(sign, reading):
        is_statement = reading.digit < _FEWEST_OPTIONS or (reading.is_lettered and not reading.after_blank)
        return continues and reading.last is not None and not is_statement and _question_rather(place, outlook)
    if not continues:
        return closed and reading.had_field | (reading.options > 1) and outlook.body_follows(place)
    if reading.listed and sign.number == reading.listed + 1:
        return outlook.body_follows(place)
    return True


def _continues_options(sign: NumberSign, reading: _Reading) -> bool:
    if reading.last is None or reading.had_field:
        return False
    return sign.number == reading.digit + 1 and reading.options == reading.digit


def _question_rather(place: int, outlook: Outlook) -> bool:
    """A number that continues both the options and the questions opens a question if options of its own follow."""
    following = outlook.next_number[place + 1]
    option = outlook.next_option[place + 1]
    if option < following and outlook.next_field[place + 1] > option:
        return True
    return following < len(outlook.numbers) and outlook.numbers[following].number == 1  # type: ignore[union-attr]


def _follow(line: Line, place: int, outlook: Outlook, reading: _Reading) -> None:
    """Note what a line of the current question tells about the next ones."""
    if not line.text:
        reading.after_blank = True
        return
    reading.after_blank = False
    number, option = outlook.numbers[place], outlook.options[place]
    sign = outlook.fields[place]
    if sign and sign.field in (Field.ANSWER, Field.EXPLANATION) and (reading.options or not sign.weak):
        reading.had_field = True
    elif reading.had_field and number and number.kind is NumberKind.POINTED:
        reading.listed = number.number
    elif number and number.kind is NumberKind.POINTED and _continues_options(number, reading):
        reading.digit, reading.options = number.number, reading.options + 1
    elif option and option.kind is not OptionKind.DIGIT:
        reading.options += 1
        reading.letters += option.kind is OptionKind.LETTER


def _divide_unnumbered(lines: list[Line], outlook: Outlook, division: Division) -> None:
    """Without any number, a question begins at words that labelled options follow, after a blank line or an answer."""
    had_options = had_field = False
    after_blank = True
    for place, line in enumerate(lines):
        stem, named = unnumbered_stem(unwrapped(line.text)), outlook.fields[place]
        option = None if stem else outlook.options[place]
        is_words = bool(line.text) and not named and not (option and option.kind is not OptionKind.DIGIT)
        finished = not division.chunks or had_field or (had_options and after_blank)
        if stem or (is_words and finished and outlook.next_option[place] < outlook.next_field[place]):
            division.chunks.append(Chunk("", line.number))
            had_options = had_field = False
        if division.chunks:
            division.chunks[-1].lines.append(replace(line, text=stem) if stem else line)
            had_options |= bool(option and option.kind is not OptionKind.DIGIT)
            had_field |= named is not None and had_options
        else:
            division.head.append(line)
        after_blank = not line.text
