"""Lines as Respondus and ExamView write them in, the parts of each question out.

Respondus states kinds in ``Type:`` lines, stars right options and writes feedback behind ``@`` and ``~``.
ExamView states kinds as headings of sections, and writes ``ANS:`` and other tags behind each question or at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from examgen.formats.respondus.tags import ANSWER, NOTES, begins_with_tag, tags_in

SECTIONS = {
    "MULTIPLE CHOICE": "MC",
    "MULTIPLE RESPONSE": "MA",
    "TRUE/FALSE": "TF",
    "TRUE / FALSE": "TF",
    "TRUE-FALSE": "TF",
    "MODIFIED TRUE/FALSE": "TF",
    "YES/NO": "TF",
    "COMPLETION": "F",
    "FILL IN THE BLANK": "F",
    "NUMERIC RESPONSE": "NUM",
    "MATCHING": "GROUP",
    "SHORT ANSWER": "E",
    "ESSAY": "E",
    "PROBLEM": "E",
    "OTHER": "E",
}
"""Headings of ExamView, and the kinds of the questions below them."""

TYPES = {
    "MC": "MC",
    "MA": "MA",
    "MR": "MA",
    "MS": "MA",
    "T": "TF",
    "TF": "TF",
    "T/F": "TF",
    "E": "E",
    "ES": "E",
    "ESS": "E",
    "LA": "E",
    "P": "E",
    "F": "F",
    "FB": "F",
    "FIB": "F",
    "SA": "F",
    "BL": "F",
    "NUM": "NUM",
    "N": "NUM",
    "MT": "MT",
    "M": "MT",
    "ORD": "ORD",
    "O": "ORD",
}
"""What ``Type:`` lines of Respondus may say."""

_HEAD = re.compile(r"(?P<name>Type|Title|Points?)[ \t]*:[ \t]*(?P<value>.*)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:_{2,}[ \t]*)?(?P<number>\d{1,5})[.)](?:[ \t]+(?P<text>.*))?")
_OPTION = re.compile(r"(?P<star>\*?)[ \t]*\(?(?P<label>[A-Za-z])[.)](?:[ \t]+(?P<text>\S.*))?")
_COLUMNS = re.compile(r"(?<![ \t])(?=[ \t]{3}| *\t)[ \t]++(?=\*?\(?[A-Za-z][.)][ \t]+\S)")
_FEEDBACK = re.compile(r"[@~][ \t]+(?P<text>\S.*)")
_REASON = re.compile(r"(?:feedback|rationale|explanation)[ \t]*:[ \t]*(?P<text>.*)", re.IGNORECASE)
_ANSWER_LIST = re.compile(r"answers?(?: section| key)?[ \t]*:?", re.IGNORECASE)
_SHORT_ANSWER = re.compile(r"(?P<number>\d{1,5})[.)][ \t]*(?P<text>\S.*)")


@dataclass(slots=True)
class Piece:
    """Lines that belong together, and where the first of them stands."""

    line: int
    lines: list[str]

    @property
    def source(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(slots=True)
class Choice:
    """One lettered line below a question."""

    label: str
    is_starred: bool
    text: Piece
    feedback: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """One question, or the items of a matching group that share their options."""

    line: int
    kind: str
    number: str = ""
    title: str = ""
    points: str = ""
    stem: Piece | None = None
    choices: list[Choice] = field(default_factory=list)
    feedback: list[Piece] = field(default_factory=list)
    tags: list[tuple[str, Piece]] = field(default_factory=list)
    prompts: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Cutter:
    """The items that are finished, and the state between two lines."""

    items: list[Item] = field(default_factory=list)
    stray: list[Piece] = field(default_factory=list)
    """Text that belongs to no question; the first of it may be a title."""

    sections: set[int] = field(default_factory=set)
    """The lines with headings of sections, behind which ExamView says what to do."""

    listed: dict[tuple[str, str], list[tuple[str, Piece]]] = field(default_factory=dict)
    """Tags from the end of the file, by the kinds and numbers of questions; a list without headings states no kind."""

    current: Item | None = None
    group: Item | None = None
    kind: str = "MC"
    section: str = "MC"
    title: str = ""
    points: str = ""
    in_list: bool = False
    list_kind: str = ""
    list_number: str = ""
    open: Piece | None = None
    """What a line without a sign goes on with."""

    after_blank: bool = True
    in_tags: bool = False

    def read(self, number: int, line: str) -> None:
        """Take one line, tabs as they are."""
        words = line.strip()
        if not words:
            if self.open is not None:
                self.open.lines.append("")
            self.after_blank = True
            return
        if words in SECTIONS or (self.after_blank and words.upper() in SECTIONS):
            self._section(SECTIONS[words.upper()], number)
        elif self._begins_list(words):
            self.in_list, self.list_kind, self.current, self.open = True, "", None, None
        elif self.items and self.stray and words == self.stray[0].lines[0]:
            self.current = self.open = None  # the title once more, above the answers
        elif head := _HEAD.fullmatch(words):
            self._head(head["name"].lower(), head["value"].strip())
        elif self.in_list:
            self._listed(number, words)
        elif begins_with_tag(words) and self.current is not None:
            self._tags(self.current.tags, number, words)
        else:
            self._words(number, words)
        self.after_blank = False

    def _begins_list(self, words: str) -> bool:
        is_alone = self.after_blank or words.lower().startswith("answer section")
        return is_alone and bool(self.items) and _ANSWER_LIST.fullmatch(words) is not None

    def _section(self, kind: str, number: int) -> None:
        self.sections.add(number)
        self.kind = self.section = self.list_kind = kind
        self.current = self.open = self.group = None
        self.in_tags = False
        if kind == "GROUP" and not self.in_list:
            self.group = Item(number, kind)
            self.items.append(self.group)
            self.current = self.group

    def _head(self, name: str, value: str) -> None:
        """A line before a question; the points count for all questions behind it, too."""
        self.in_list, self.current, self.open = False, None, None
        match name:
            case "type":
                self.kind = TYPES.get(value.upper(), value)
            case "title":
                self.title = value
            case _:
                self.points = value

    def _listed(self, number: int, words: str) -> None:
        """A line of the answers at the end: a number with tags, or with the answer alone."""
        match = _SHORT_ANSWER.fullmatch(words)
        if match:
            self.list_number = match["number"]
            words = match["text"] if begins_with_tag(match["text"]) else f"{ANSWER}: {match['text']}"
        if self.list_number and begins_with_tag(words):
            self._tags(self.listed.setdefault((self.list_kind, self.list_number), []), number, words)
        elif self.open is not None:
            self.open.lines.append(words)

    def _tags(self, tags: list[tuple[str, Piece]], number: int, words: str) -> None:
        for name, value in tags_in(words):
            self.open = Piece(number, [value])
            tags.append((name, self.open))
        self.in_tags = True

    def _words(self, number: int, words: str) -> None:
        item = self.current
        feedback = _FEEDBACK.fullmatch(words)
        if (behind := _NUMBER.fullmatch(words)) and begins_with_tag(behind["text"] or ""):
            self._answer(behind["number"], number, behind["text"])
        elif opens := self._number(words):
            self._open(number, opens)
        elif item is not None and (reason := _REASON.fullmatch(words)):
            self.open = Piece(number, [reason["text"]])
            item.tags.append((NOTES, self.open))
        elif item is not None and feedback:
            self.open = Piece(number, [feedback["text"]])
            (item.choices[-1].feedback if item.choices else item.feedback).append(self.open)
        elif item is not None and not self.in_tags and self._choices(item, number, words):
            pass
        elif self.open is not None and not (self.in_tags and self.after_blank and self._is_long_answered()):
            self.open.lines.append(words)
        elif item is not None and item.stem is None:
            item.stem = self.open = Piece(number, [words])
        else:
            self.open = Piece(number, [words])
            self.stray.append(self.open)

    def _answer(self, which: str, number: int, words: str) -> None:
        """Tags that stand behind several questions of a section, each line with the number of its own."""
        asked = self.group.prompts if self.group is not None else self.items
        meant = next((item for item in reversed(asked) if item.number == which), None)
        tags = self.listed.setdefault((self.section, which), []) if meant is None else meant.tags
        self._tags(tags, number, words)
        self.current = meant

    def _is_long_answered(self) -> bool:
        """Whether the tags behind an answer are all there, so that what follows belongs to nothing."""
        return self.current is not None and len(self.current.tags) > 1

    def _number(self, words: str) -> re.Match[str] | None:
        """A line that opens a question: the next number, or one behind a question that has its answers."""
        match = _NUMBER.fullmatch(words)
        item = self.current
        if match is None or item is None or item is self.group:
            return match
        is_next = item.number.isdigit() and int(match["number"]) == int(item.number) + 1
        is_done = bool(item.choices or item.tags or self.group) and self.after_blank
        return match if is_next or is_done else None

    def _open(self, number: int, opens: re.Match[str]) -> None:
        item = Item(number, self.kind, opens["number"], self.title, self.points)
        item.stem = Piece(number, [opens["text"] or ""])
        (self.group.prompts if self.group is not None else self.items).append(item)
        self.current, self.open, self.in_tags = item, item.stem, False
        self.title, self.kind = "", self.section

    def _choices(self, item: Item, number: int, words: str) -> bool:
        """The options that a line holds, in columns or alone; they begin with the first letter."""
        cells = [_OPTION.fullmatch(cell.strip()) for cell in _COLUMNS.split(words)]
        found = [cell for cell in cells if cell is not None]
        if len(found) < len(cells) or (not item.choices and found[0]["label"] not in "Aa"):
            return False
        for cell in found:
            self.open = Piece(number, [cell["text"] or ""])
            item.choices.append(Choice(cell["label"], bool(cell["star"]), self.open))
        return True
