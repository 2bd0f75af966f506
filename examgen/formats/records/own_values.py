"""One entry of examgen's own schema while it is read: values of the type that they should have, or errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from examgen.formats.decimals import decimal_of
from examgen.formats.decode import shortened
from examgen.formats.labels import label_rank
from examgen.formats.records.values import Entry, Number, Value
from examgen.formats.reporting import Report

FILE_NAMES = ("title", "language", "questions", "sets")
SET_NAMES = ("id", "stimulus", "shuffled")
QUESTION_NAMES = (
    "id", "number", "kind", "stem", "options", "accepted", "prompts", "answer", "rubric", "parts", "explanation",
    "note", "key", "letters", "points", "topic", "difficulty", "tags", "author", "source", "time", "scoring",
    "show-distractors", "locked", "answer-space", "set", "markdown",
)  # fmt: skip
OPTION_NAMES = ("label", "text", "key", "pinned", "weight", "rationale")
PROMPT_NAMES = ("text", "option")
CRITERION_NAMES = ("text", "points")


@dataclass(frozen=True, slots=True)
class OwnValues:
    """The values of one entry, and where its mistakes go."""

    entry: Entry
    report: Report

    def check_names(self, names: Sequence[str]) -> None:
        """Report names that there are not."""
        for name in self.entry.fields:
            if name not in names:
                near = get_close_matches(name, names, 1)
                guess = f'did you mean "{near[0]}"? ' if near else ""
                hint = f"{guess}there are {', '.join(names)}"
                self._error(f'nothing is called "{shortened(name)}" here', hint)

    def words(self, name: str) -> str:
        """A text, or the digits of a number; nothing where there is none."""
        value = self.entry.fields.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        self._error(f'"{name}" is no text', "put it in quotes")
        return ""

    def truth(self, name: str) -> bool | None:
        value = self.entry.fields.get(name)
        if value is None or isinstance(value, bool):
            return value
        self._error(f'"{name}" is neither true nor false', "write true or false, without quotes")
        return None

    def number(self, name: str) -> Decimal | None:
        """A number, which may stand in quotes."""
        words = self.words(name)
        if not words:
            return None
        number = decimal_of(words)
        if number is not None and abs(number) < 10_000:
            return number
        self._error(f'"{name}" is {shortened(words)}, which is no number of theirs', "write a number such as 2 or 0.5")
        return None

    def place(self, name: str, count: int, labels: Sequence[str]) -> int | None:
        """The place of the option with a label, or with a number that counts from 1."""
        value = self.entry.fields.get(name)
        if isinstance(value, Number) and value.isdecimal() and 1 <= label_rank(value) <= count:
            return label_rank(value) - 1
        if isinstance(value, str) and not isinstance(value, Number) and value and value in labels:
            return labels.index(value)
        shown = f'"{value}"' if isinstance(value, str) else "missing"
        self._error(f'"{name}" is {shown}, which is no option', "give its label, or its number, counted from 1")
        return None

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        found = [value for value in self._list(name) if isinstance(value, str)]
        if len(found) < len(self._list(name)):
            self._error(f'"{name}" is no list of texts', f'write "{name}": ["…", "…"]')
        return found

    def entries(self, name: str) -> list[Entry]:
        """A list of entries."""
        found = [value for value in self._list(name) if isinstance(value, Entry)]
        if len(found) < len(self._list(name)):
            self._error(f'"{name}" is no list of entries', 'write [{"text": "…"}, …]')
        return found

    def _list(self, name: str) -> list[Value]:
        value = self.entry.fields.get(name)
        if value is None or isinstance(value, list):
            return value or []
        return [value]

    def _error(self, message: str, hint: str) -> None:
        self.report.error("own-schema", message, self.entry.line, hint)
