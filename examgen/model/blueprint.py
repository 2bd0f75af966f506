"""A blueprint: what the teacher asks for, resolved from defaults, exam.yaml and the command line."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from examgen.model.answer_space import AnswerSpace
from examgen.model.response import Scoring
from examgen.model.seats import Cells
from examgen.model.sections import Filter, Quota, Section, Selecting

DEFAULT_LANGUAGE = "en"
"""BCP 47 of a paper whose language neither the bank nor the user states."""


class Paper(StrEnum):
    A4 = "a4"
    A5 = "a5"
    LETTER = "letter"
    LEGAL = "legal"


SHEETS = {
    Paper.A4: (595.276, 841.89),
    Paper.A5: (419.528, 595.276),
    Paper.LETTER: (612.0, 792.0),
    Paper.LEGAL: (612.0, 1008.0),
}
"""Width and height upright, in PDF points."""


class Font(StrEnum):
    """The family of what is read at length; labels and numbers are the template's."""

    SERIF = "serif"
    SANS = "sans"


FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
"""They tell a font's file from a family."""


class Margins(NamedTuple):
    """PDF points."""

    top: float
    right: float
    bottom: float
    left: float


class Access(StrEnum):
    """Copies of papers, set for those who cannot well read the papers themselves."""

    LARGE_PRINT = "large-print"


MARGINS = (28.3, 170.1)
"""Least and most PDF points, 10 to 60 millimetres: heads and feet stand in them, and printers leave an edge white."""

SIZES = (7.0, 36.0)
LINE_SPACINGS = (1.1, 3.0)
MOST_COLUMNS = 2


KEY_TAIL = 0.001
MOST_TAIL = 0.1


class KeyStyle(StrEnum):
    FULL = "full"
    BRIEF = "brief"
    """The grid and short notes only: no stems, no explanations."""


class Letters(StrEnum):
    """What options are called."""

    LANGUAGE = "language"
    """By the letters that tests in the exam's language have."""

    LATIN = "latin"


class OrderedOptions(StrEnum):
    """How options that have an order of their own, such as numbers, follow each other."""

    BOTH = "both"
    """Ascending or descending, drawn for each variant."""

    ASCENDING = "ascending"
    SHUFFLE = "shuffle"
    """Like all other options."""


class Values(StrEnum):
    """How variants come by the values of parametrised questions."""

    EACH = "each"
    """Each draws its own."""

    SAME = "same"
    """All share one set."""


class Prefer(StrEnum):
    """What is drawn first where there is a choice."""

    LEAST_USED = "least-used"
    """By past exams; of those used equally often, what was used longest ago."""


class AnswerPlace(StrEnum):
    """Where a practice sheet answers its questions."""

    END = "end"
    INLINE = "inline"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """Everything that decides what is printed, the questions apart."""

    title: str
    seed: str
    issue: int = 1
    """Counts up when what was printed is printed again with corrections."""

    variants: int = 4
    questions: int | None = None
    """How many are drawn; ``None`` for all, or for as many as the sections ask for."""

    sections: tuple[Section, ...] = ()
    """None where all questions stand in one list."""

    quotas: tuple[Quota, ...] = ()
    """Of the whole exam; sections have their own besides."""

    must_use: Filter | None = None
    never_use: Filter | None = None
    enemies: tuple[Filter, ...] = ()
    """Of each of these groups, at most one question is drawn."""

    one_of: tuple[Filter, ...] = ()
    """Of each of these groups, exactly one question is drawn."""

    points: Decimal | None = None
    """What all questions drawn are worth together."""

    selection: Selecting = Selecting.SAME
    not_used_since: str | None = None
    """A date: what exams used on it or later is not drawn."""

    not_in_last: int | None = None
    """What so many exams before this one used is not drawn."""

    prefer: Prefer | None = None
    """``None`` to draw by digests alone."""

    shuffle_questions: bool = True
    shuffle_options: bool = True
    ordered_options: OrderedOptions = OrderedOptions.BOTH
    key_tail: float = KEY_TAIL
    """Letters that chance brings about more rarely than this are drawn again; 0 to take any."""

    strict_balance: bool = False
    """Whether each letter is right equally often."""

    seats: Cells = ()
    """The room for which variants are handed out; empty for none."""

    paper: Paper = Paper.A4
    landscape: bool = False
    margins: Margins | None = None
    """``None`` for the template's, likewise below."""

    columns: int | None = None
    """In which questions run; ``None`` for as many as keep lines readable."""

    font: Font | None = None
    fonts: tuple[str, ...] = ()
    """Families, or names of files, for the scripts that the shipped fonts lack."""

    size: float | None = None
    """Of question text, in PDF points; everything else keeps its proportion to it."""

    line_spacing: float | None = None
    """From line to line of question text, as a multiple of its size; other text keeps its proportion to it."""

    answer_space: AnswerSpace | None = None
    """After each question that asks for none of its own."""

    values: Values = Values.EACH
    scoring: Scoring = Scoring.ALL_OR_NOTHING
    """Of multiple responses that say nothing else."""

    access: Access | None = None
    one_per_page: bool = False
    """Whether each question of an access copy stands on a page of its own."""

    grading_table: bool = False
    """Whether papers have a table for the points that were reached."""

    language: str = DEFAULT_LANGUAGE
    letters: Letters = Letters.LANGUAGE
    key: KeyStyle = KeyStyle.FULL
    course: str = ""
    date: str = ""
    """As written; one such as 2026-06-12 is printed in the exam's language."""

    instructor: str = ""
    instructions: str = ""
    """Markdown; the template places it."""

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the paper as it lies, in PDF points."""
        width, height = SHEETS[self.paper]
        return (height, width) if self.landscape else (width, height)


_NOT_PRINTED = ("template", "banks", "seats", "history", "ignore_rules")
"""Settings that name files, or that no paper shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What exam.yaml or the command line says; ``None`` where it says nothing."""

    title: str | None = None
    course: str | None = None
    date: str | None = None
    instructor: str | None = None
    instructions: str | None = None
    variants: int | None = None
    questions: int | None = None
    sections: tuple[Section, ...] | None = None
    quotas: tuple[Quota, ...] | None = None
    must_use: Filter | None = None
    never_use: Filter | None = None
    enemies: tuple[Filter, ...] | None = None
    one_of: tuple[Filter, ...] | None = None
    points: Decimal | None = None
    selection: Selecting | None = None
    history: str | None = None
    """A file of past exams, in which builds are recorded."""

    not_used_since: str | None = None
    not_in_last: int | None = None
    prefer: Prefer | None = None
    seed: str | None = None
    shuffle_questions: bool | None = None
    shuffle_options: bool | None = None
    ordered_options: OrderedOptions | None = None
    key_tail: float | None = None
    strict_balance: bool | None = None
    seats: str | None = None
    """Rows and seats in each, such as "6x8", or the path of a file that draws the room or lists its seats."""
    paper: Paper | None = None
    landscape: bool | None = None
    margins: Margins | None = None
    columns: int | None = None
    font: Font | None = None
    fonts: tuple[str, ...] | None = None
    """Families, or paths of files."""

    size: float | None = None
    line_spacing: float | None = None
    answer_space: AnswerSpace | None = None
    values: Values | None = None
    scoring: Scoring | None = None
    access: Access | None = None
    one_per_page: bool | None = None
    grading_table: bool | None = None
    language: str | None = None
    letters: Letters | None = None
    key: KeyStyle | None = None
    template: str | None = None
    """A template folder."""

    ignore_rules: tuple[str, ...] | None = None
    """Rules of question writing that `check` is silent about."""

    banks: tuple[str, ...] | None = None

    def over(self, other: Settings) -> Settings:
        """These settings, with the other ones where these say nothing."""
        return replace(other, **self._said())

    def resolve(self, *, title: str, seed: str, language: str | None = None) -> Blueprint:
        """The blueprint, with the title, seed and language given where the settings say nothing."""
        asked = {name: value for name, value in self._said().items() if name not in _NOT_PRINTED}
        return Blueprint(**{"title": title, "seed": seed, **({"language": language} if language else {}), **asked})

    def _said(self) -> dict[str, Any]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}
