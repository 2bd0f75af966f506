"""A style: the measures, sizes and fonts of a template, from its style.toml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """How one kind of text is set; lengths are PDF points."""

    size: float
    leading: float
    family: str = "serif"
    """``serif``, ``sans`` or ``mono``."""

    bold: bool = False
    italic: bool = False
    emphasis: str = "italic"
    """How emphasised words are shown: ``italic``, or ``bold``, with a line below them in text that is bold already."""

    justified: bool = False
    """Both edges straight, with hyphenation; otherwise ragged right, unhyphenated."""

    grey: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStyle:
    """Everything about looks that a template decides; lengths are PDF points."""

    margin_top: float
    margin_bottom: float
    margin_inner: float
    margin_outer: float
    column_gap: float
    """Between two columns of questions; the rule stands in its middle."""

    tones: dict[str, Tone]
    """``body``, ``title``, ``heading``, ``lead``, ``small``, ``stem``, ``number``, ``option``, ``letter``,
    ``points``, ``direction``, ``explanation``, ``explanation-head``, ``remark``, ``furniture``, ``field``, ``grid``."""

    number_width: float
    """Hanging column for question numbers, at the left of the measure."""

    letter_width: float
    """Column for option letters, inside the stem's measure."""

    question_gap: float
    """White space before a question."""

    option_gap: float
    option_columns: int | None
    """Columns of short options; ``None`` for as many as suit each question."""

    field_room: float
    """Least width to write on beside the label of a field."""

    answer_line: float
    """From line to line where there are lines to write on."""

    answer_scale: float
    """Of blank space to write in."""

    image_scale: float
    grid_columns: int
    """Entries in a row of the key grid."""

    lists_points: bool
    """Whether an explanation that numbers its own points is set as a list."""

    columns: int = 1
    """Columns in which questions run; a template does not say, an exam does."""
