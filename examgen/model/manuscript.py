"""A manuscript: what one document says, in reading order, without geometry.

Every wording is resolved here; typeset adds no words of its own.
Blocks are hashable, so that equal blocks are set once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from examgen.model.answer_space import NO_SPACE, AnswerSpace
from examgen.model.text import Table, Text
from examgen.model.variant import LETTERS


class DocumentKind(StrEnum):
    EXAM = "exam"
    KEY = "key"
    PRACTICE = "practice"
    GRIDS = "grids"
    """The key grids of all variants, first in the bundle of keys."""

    SEATS = "seats"
    """The plan of the room: which variant lies on which seat."""

    LARGE = "large"
    """The paper once more, in large print."""

    OVERVIEW = "overview"
    """All variants side by side: their keys, and where each question stands on them."""

    ERRATA = "errata"
    """What to correct on a paper that was printed before."""

    LARGE_ERRATA = "large-errata"
    """The same in large print."""

    KEY_ERRATA = "key-errata"
    """What to correct in the key of a paper that was printed before."""

    @property
    def page(self) -> str:
        """The name of its page in a template; a large copy says what the paper says."""
        pages = {
            DocumentKind.LARGE: DocumentKind.EXAM,
            DocumentKind.LARGE_ERRATA: DocumentKind.ERRATA,
            DocumentKind.KEY_ERRATA: DocumentKind.ERRATA,
        }
        return pages.get(self, self).value

    @property
    def is_large(self) -> bool:
        """Whether it is in large print."""
        return self in (DocumentKind.LARGE, DocumentKind.LARGE_ERRATA)


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text
    level: int
    """1 is the document's title."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text of the template: facts, instructions, remarks."""

    text: Text
    tone: str = "body"
    """A name from the style: ``body``, ``lead`` (facts under the title), ``small``."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with a rule to write on, side by side in equal shares."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks in a frame."""

    blocks: tuple[ManuscriptBlock, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side in columns of equal width."""

    columns: tuple[tuple[ManuscriptBlock, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line over the measure."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


class GridEntry(NamedTuple):
    name: str
    """The question's number; for a part or gap, its own behind it: "4a", "4.1"."""

    letters: str
    mark: str = ""
    """A sign behind the letters, explained below the grid, e.g. "†"."""

    room: str = ""
    """As many of the longest letters, where some are longer than others: on all variants its cell has room for them."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Question number → key letters, read in rows; heads are the words for the two."""

    entries: tuple[GridEntry, ...]
    caption: str = ""
    """Stands before the grid, e.g. "Variant 3" on the sheet of all grids."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of short entries under the heads of its matrix."""

    head: str
    cells: tuple[str, ...]
    words: tuple[str, ...] = ()
    """Pieces of a text that stand behind the head as far as there is room, each with the space before it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Short entries in rows and columns; columns that do not fit beside one another go on below."""

    corner: str
    """Says what the heads of the rows are."""

    heads: tuple[str, ...]
    """One for each cell of a row."""

    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class RoomSeat:
    """A seat in use, with what lies on it and who sits there."""

    variant: str
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class RoomRow:
    number: str
    seats: tuple[RoomSeat | None, ...]
    """One for each column; ``None`` where nobody sits."""


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """The seats of a room, from its front row to the last."""

    front: str
    """The word at its front."""

    row: str
    """The word for a row."""

    columns: tuple[str, ...]
    rows: tuple[RoomRow, ...]

    @property
    def seats(self) -> Iterator[RoomSeat]:
        """Those in use."""
        return (seat for row in self.rows for seat in row.seats if seat)


@dataclass(frozen=True, slots=True)
class GradingColumn:
    name: str
    """Of a section, the number of a question, or the word for all."""

    points: str


@dataclass(frozen=True, slots=True)
class GradingTable:
    """What each section or question is worth, and boxes for what was reached."""

    heads: tuple[str, str, str]
    """Words for its rows: what columns are named by, worth and reached."""

    columns: tuple[GradingColumn, ...]


class OptionSign(StrEnum):
    """What stands around the letter of an option, by what is done with it."""

    RING = "ring"
    """One is marked."""

    BOX = "box"
    """Several may be marked."""

    NONE = "none"
    """The letter is written elsewhere."""


@dataclass(frozen=True, slots=True)
class QuestionOption:
    text: Text
    is_key: bool
    """Marked as right. Always false in documents for students."""

    rationale: Text = ()
    """Why it is right or wrong. Always empty in documents for students."""


@dataclass(frozen=True, slots=True)
class QuestionPrompt:
    """What the letter of an option is written beside."""

    text: Text
    target: int | None = None
    """Place in the bank's order of the option whose letter stands there already; ``None`` where students write it."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line to write a number or a few words on."""

    is_number: bool = False
    unit: str = ""
    """Stands behind the line."""

    answer: Text = ()
    """Stands in the place of line and unit. Always empty in documents for students."""


@dataclass(frozen=True, slots=True)
class LetterBoxes:
    """A row of boxes to write the letters of options into."""

    count: int
    is_filled: bool = False
    """Whether they hold the letters in the bank's order of the options. Always false in documents for students."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A small note under a question of the key; its text may hold references."""

    text: Text


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """What a document kind prints of one question, the same for all variants.

    Options stand in the bank's order here; the placement brings the variant's.
    Parts that a document leaves out are empty.
    """

    id: str
    stem: Text = ()
    label: str = ""
    """Of a part, e.g. "(a)", in the place of a number."""

    has_gaps: bool = False
    """Whether students write between the words of the stem."""

    points: str = ""
    """With its unit, e.g. "2 points"."""

    direction: str = ""
    """What to do, and how it is scored, where the question does not say so by its look."""

    prompts: tuple[QuestionPrompt, ...] = ()
    options: tuple[QuestionOption, ...] = ()
    sign: OptionSign = OptionSign.RING
    boxes: LetterBoxes | None = None
    line: AnswerLine | None = None
    answer: Text = ()
    """A model answer. Always empty in documents for students, likewise below."""

    answer_head: str = ""
    """The word before it with its stop."""

    rubric: Table | None = None
    remarks: tuple[Remark, ...] = ()
    explanation: Text = ()
    explanation_head: str = ""
    """The word before the explanation with its stop, e.g. "Explanation."."""

    space: AnswerSpace = NO_SPACE
    parts: tuple[QuestionBlock, ...] = ()
    """Those that this view shows, in their order; what explains the whole stands behind them."""


@dataclass(frozen=True, slots=True)
class Stimulus:
    """What several questions share, before the first of them."""

    id: str
    """The question set's."""

    lead: Text
    """Which questions refer to it."""

    text: Text


class Placement(NamedTuple):
    """A question at its place in one document."""

    block: QuestionBlock
    number: int
    order: tuple[int, ...]
    parts: tuple[Placement, ...] = ()
    """Of its block's parts; their number is the question's."""

    stimulus: Stimulus | None = None
    """Stands before the first question of a set."""


ManuscriptBlock: TypeAlias = (
    Heading | Prose | Fields | Box | Columns | Rule | PageBreak | Grid | GradingTable | Matrix | RoomPlan | Placement
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A page head or foot: three short lines of words, left, centre and right.

    ``PAGE`` and ``PAGES`` in them stand for the page's number and the number of pages.
    """

    left: str = ""
    centre: str = ""
    right: str = ""


PAGE = "\ue000"
PAGES = "\ue001"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One document, ready to be set."""

    kind: DocumentKind
    title: str
    """For the PDF's metadata."""

    language: str
    """BCP 47."""

    head: Furniture
    foot: Furniture
    blocks: tuple[ManuscriptBlock, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Question id → its number in this document, for references between questions."""

    letters: tuple[str, ...] = tuple(LETTERS)
    """What options are called, in their order on paper."""
