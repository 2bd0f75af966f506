"""The attributes of a heading in, what they say about its question out; a value that means nothing is an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches

from examgen.formats.attributes import Attributes
from examgen.formats.decimals import decimal_of
from examgen.formats.draft import QuestionFacts
from examgen.formats.reporting import Report, listed
from examgen.model.answer_space import MOST_BOXES, MOST_LINES, AnswerSpace, parse_answer_space
from examgen.model.response import Kind, Scoring

SET = ".set"
SHUFFLED = "shuffled"
VALUES, EACH, SAME = "values", "each", "same"
SET_NAMES = (SET, "id", SHUFFLED, "topic")
HEAD_NAMES = (
    "id", "points", "kind", "topic", "locked", "number", "key", "letters", "answer-space", "scoring",
    "show-distractors", "difficulty", "tags", "author", "source", "time", VALUES,
)  # fmt: skip
OPTION_NAMES = ("pinned", "weight")
FLAG = "yes"

_MINUTES = re.compile(r"(?P<number>\d{1,4}(?:[.,]\d{1,4})?)\s*(?P<unit>h|min|s|)")
_UNITS = {"h": Decimal(60), "min": Decimal(1), "": Decimal(1)}
_SECONDS = Decimal(60)
MOST_MINUTES = 600


class Values:
    """The attributes of one heading while they are read."""

    def __init__(self, attributes: Attributes, line: int, report: Report) -> None:
        self.values = attributes.values
        self.line = line
        self.report = report

    def choice(self, name: str, choices: Sequence[str]) -> str | None:
        """One of the values that an attribute can have."""
        value = self.values.get(name)
        if value is not None and value not in choices:
            near = get_close_matches(value.lower(), choices, 1)
            guess = f'did you mean "{near[0]}"? ' if near else ""
            self._error(f'{name}="{value}"', f"{guess}{name} is {listed(choices, 'or')}")
            return None
        return value

    def kind(self) -> Kind | None:
        value = self.choice("kind", [kind.value for kind in Kind])
        return Kind(value) if value else None

    def answer_space(self) -> AnswerSpace | None:
        value = self.values.get("answer-space")
        space = parse_answer_space(value) if value is not None else None
        if value is not None and space is None:
            self._error(f'answer-space="{value}"', _SPACES)
        return space

    def facts(self) -> QuestionFacts:
        """What is said about the question beside its kind and points."""
        scoring = self.choice("scoring", [scoring.value for scoring in Scoring])
        self.choice(VALUES, (EACH, SAME))
        tags = dict.fromkeys(tag.strip() for tag in self.values.get("tags", "").split(","))
        return QuestionFacts(
            scoring=Scoring(scoring) if scoring else None,
            shown_distractors=self._shown(),
            difficulty=self.values.get("difficulty", ""),
            tags=tuple(tag for tag in tags if tag),
            author=self.values.get("author", ""),
            source=self.values.get("source", ""),
            time=self._time(),
        )

    def _shown(self) -> int | None:
        value = self.values.get("show-distractors")
        if value is None:
            return None
        if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= 25:
            self._error(f'show-distractors="{value}"', "write how many of the wrong options each variant shows")
            return None
        return int(value)

    def _time(self) -> Decimal | None:
        value = self.values.get("time")
        if value is None:
            return None
        match = _MINUTES.fullmatch(value.strip())
        number = Decimal(match["number"].replace(",", ".")) if match else Decimal(0)
        minutes = (
            number / _SECONDS if match and match["unit"] == "s" else number * _UNITS[match["unit"] if match else ""]
        )
        if not 0 < minutes <= MOST_MINUTES:
            self._error(f'time="{value}"', "write time=3min, time=90s or time=1h")
            return None
        return minutes

    def _error(self, message: str, hint: str) -> None:
        self.report.error("attribute", message, self.line, hint)


_SPACES = (
    'write answer-space=4cm, "6 lines", "10 boxes", "grid 5cm", "dots 5cm", rest or none; '
    f"there is room for 5mm to 254mm, {MOST_LINES} lines or {MOST_BOXES} boxes"
)


def weight_of(attributes: Attributes, line: int, report: Report) -> Decimal | None:
    """The share of the points that an option earns."""
    value = attributes.values.get("weight")
    if value is None:
        return None
    weight = decimal_of(value.replace(",", ".").replace("−", "-"))
    if weight is None or not -1 <= weight <= 1:
        hint = "a weight is a share of the points, from -1 to 1: write weight=0.5 or weight=-0.25"
        report.error("attribute", f'weight="{value}"', line, hint)
        return None
    return weight


def report_unknown(attributes: Attributes, line: int, names: Sequence[str], report: Report) -> None:
    """Report names that no attribute has."""
    for unknown in attributes.unknown:
        guess = f'did you mean "{unknown.nearest}"? ' if unknown.nearest else ""
        hint = f"{guess}there are {', '.join(names)}; write \\{{ for a plain bracket"
        report.error("attribute", f'there is no attribute "{unknown.name}"', line, hint)
