"""A template's style and what an exam asks of its pages in, the style that the pages are set in out.

Lengths of type keep their proportions to one another; lengths of paper, such as margins, do not follow the type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from examgen.errors import BlueprintError
from examgen.model.blueprint import MOST_COLUMNS, SHEETS, Blueprint, Font, Margins, Paper
from examgen.model.style import PageStyle

READ = ("body", "small", "stem", "option", "explanation")
"""Tones of what is read at length."""

SPACES = ("space_before", "space_after")
GAPS = ("question_gap", "option_gap")
"""White space from top to bottom, in tones and in the style."""

WIDEST = 110
"""Characters in a line of body text that is still read with ease."""

NARROWEST = 18
"""Characters that an option's lines must hold."""

FEWEST_LINES = 8
"""A page with room for fewer has no room for a question."""

JUSTIFIABLE = 66
"""Characters in a line of which both edges can be straight without holes between its words."""

EM = 2.0
"""Characters of running text in an em, on the average."""

BESIDE_COLUMNS = 0.75
"""What is left of the template's margins beside two columns, whose lines are short enough already."""


def laid_out(style: PageStyle, asked: Blueprint) -> PageStyle:
    """The template's style with what the blueprint asks for; raise `BlueprintError` if it leaves no room to read."""
    stem = style.tones["stem"]
    if asked.font:
        style = _in_family(style, asked.font)
    if asked.line_spacing:
        style = _stretched(style, asked.line_spacing * stem.size / stem.leading, ("leading", *SPACES), GAPS)
    if asked.size:
        widths = ("number_width", "letter_width")
        style = _stretched(style, asked.size / stem.size, ("size", "leading", *SPACES), (*GAPS, *widths))
    style = _on_sheet(style, asked)
    _check_room(style, asked)
    return _ragged_where_narrow(style, asked)


def laid_out_large(style: PageStyle, asked: Blueprint) -> PageStyle:
    """The template's style for large print, on the blueprint's paper: in one column, and never smaller than it is."""
    stem = style.tones["stem"]
    size, spacing = asked.size or 0.0, asked.line_spacing or 0.0
    larger = replace(
        asked,
        columns=1,
        font=None,
        size=size if size > stem.size else None,
        line_spacing=spacing if spacing > stem.leading / stem.size else None,
    )
    return laid_out(style, larger)


def laid_out_overview(style: PageStyle, asked: Blueprint) -> PageStyle:
    """The template's style for the overview, on the blueprint's paper: in one column, and never larger than it is."""
    stem = style.tones["stem"]
    smaller = replace(
        asked,
        columns=1,
        size=asked.size if asked.size and asked.size < stem.size else None,
        line_spacing=asked.line_spacing if (asked.line_spacing or 9.0) < stem.leading / stem.size else None,
    )
    return laid_out(style, smaller)


def _in_family(style: PageStyle, font: Font) -> PageStyle:
    read = {name: replace(style.tones[name], family=font.value) for name in READ}
    return replace(style, tones=style.tones | read)


def _stretched(style: PageStyle, factor: float, of_tones: Iterable[str], of_style: Iterable[str]) -> PageStyle:
    """The style with some lengths of all its tones, and some of its own, multiplied."""

    def stretched(part: object, names: Iterable[str]) -> dict[str, float]:
        return {name: getattr(part, name) * factor for name in names}

    tones = {name: replace(tone, **stretched(tone, of_tones)) for name, tone in style.tones.items()}  # type: ignore[arg-type]
    return replace(style, tones=tones, **stretched(style, of_style))  # type: ignore[arg-type]


def _on_sheet(style: PageStyle, asked: Blueprint) -> PageStyle:
    """With columns, and with the margins asked for or the template's, which are made for one column on A4."""
    sized = _with_margins(style, asked.margins or _shrunk(style, min(1.0, min(asked.sheet) / min(SHEETS[Paper.A4]))))
    columns = asked.columns or (1 if EM * _measure(sized, asked) / style.tones["body"].size <= WIDEST else MOST_COLUMNS)
    if columns > 1 and not asked.margins:
        sized = _with_margins(sized, _shrunk(sized, BESIDE_COLUMNS))
    return replace(sized, columns=columns)


def _shrunk(style: PageStyle, share: float) -> Margins:
    sides = (style.margin_top, style.margin_outer, style.margin_bottom, style.margin_inner)
    return Margins(*(side * share for side in sides))


def _with_margins(style: PageStyle, margins: Margins) -> PageStyle:
    top, right, bottom, left = margins
    return replace(style, margin_top=top, margin_outer=right, margin_bottom=bottom, margin_inner=left)


def _measure(style: PageStyle, asked: Blueprint) -> float:
    return asked.sheet[0] - style.margin_inner - style.margin_outer


def _question_width(style: PageStyle, asked: Blueprint) -> float:
    """Of a question's text, beside its number."""
    gaps = (style.columns - 1) * style.column_gap
    return (_measure(style, asked) - gaps) / style.columns - style.number_width


def _ragged_where_narrow(style: PageStyle, asked: Blueprint) -> PageStyle:
    width = _question_width(style, asked)
    tones = {
        name: replace(tone, justified=tone.justified and EM * width / tone.size >= JUSTIFIABLE)
        for name, tone in style.tones.items()
    }
    return replace(style, tones=tones)


def _check_room(style: PageStyle, asked: Blueprint) -> None:
    option, stem = style.tones["option"], style.tones["stem"]
    characters = int(EM * (_question_width(style, asked) - style.letter_width) / option.size)
    lines = int((asked.sheet[1] - style.margin_top - style.margin_bottom) / stem.leading)
    if characters < NARROWEST:
        lack = f"leaves an option lines of {max(0, characters)} characters, and it needs {NARROWEST}"
    elif lines < FEWEST_LINES:
        lack = f"has room for {max(0, lines)} lines, and a question needs {FEWEST_LINES}"
    else:
        return
    turned = " in landscape" if asked.landscape else ""
    columns = "one column" if style.columns == 1 else f"{style.columns} columns"
    raise BlueprintError(
        f"{asked.paper.title()}{turned} with {columns} of {stem.size:g} pt type {lack}",
        remedy="choose larger paper, smaller type, one column, or narrower margins",
    )
