"""The style.toml of a template in, a `PageStyle` in PDF points out; later layers override earlier ones line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from typing import TypeAlias

from examgen.compose.toml_layer import TomlLayer
from examgen.model.lengths import parse_length
from examgen.model.style import PageStyle, Tone

FAMILIES = ("serif", "sans", "mono")
TONES = (
    "body",
    "title",
    "heading",
    "lead",
    "small",
    "stem",
    "number",
    "option",
    "letter",
    "points",
    "direction",
    "explanation",
    "explanation-head",
    "remark",
    "furniture",
    "field",
    "grid",
)
MOST_COLUMNS = 20
OPTION_COLUMNS = (1, 2, 4)
MOST_POINTS = 500
SCALES = (0.1, 10)
EMPHASES = ("italic", "bold")
SETTINGS = {
    "page.margin-top": "margin_top",
    "page.margin-bottom": "margin_bottom",
    "page.margin-inner": "margin_inner",
    "page.margin-outer": "margin_outer",
    "page.column-gap": "column_gap",
    "question.number-width": "number_width",
    "question.letter-width": "letter_width",
    "question.question-gap": "question_gap",
    "question.option-gap": "option_gap",
    "question.option-columns": "option_columns",
    "fields.room": "field_room",
    "answers.line": "answer_line",
    "answers.scale": "answer_scale",
    "images.scale": "image_scale",
    "explanation.lists": "lists_points",
    "grid.columns": "grid_columns",
}
_Value: TypeAlias = float | str | bool | None
TONE_FIELDS = {field.name.replace("_", "-"): field for field in fields(Tone)}


def parse_style(layers: Sequence[TomlLayer]) -> PageStyle:
    """Build the style from the shipped layer and a teacher's own."""
    known = [*SETTINGS, *(f"tones.{tone}.{name}" for tone in TONES for name in TONE_FIELDS)]
    values: dict[str, _Value] = {}
    for layer in layers:
        layer.check_names(known)
        values |= {name: _value(layer, name) for name in layer.values if name in known}
        layer.finish()
    settings = {attribute: values[name] for name, attribute in SETTINGS.items()}
    tones = {tone: _tone(values, f"tones.{tone}.") for tone in TONES}
    return PageStyle(**settings, tones=tones)  # type: ignore[arg-type]


def _tone(values: dict[str, _Value], prefix: str) -> Tone:
    given = {
        field.name: values[prefix + name]
        for name, field in TONE_FIELDS.items()
        if prefix + name in values or field.default is MISSING
    }
    return Tone(**given)  # type: ignore[arg-type]


def _value(layer: TomlLayer, name: str) -> _Value:
    value = layer.values[name]
    match name.rsplit(".", 1)[-1]:
        case "family":
            return _family(layer, name, value)
        case "emphasis":
            return _emphasis(layer, name, value)
        case "bold" | "italic" | "justified" | "lists":
            return _switch(layer, name, value)
        case "grey":
            return _number(layer, name, value, 0, 1)
        case "scale":
            return _number(layer, name, value, *SCALES)
        case "columns":
            return int(_number(layer, name, value, 1, MOST_COLUMNS, whole=True))
        case "option-columns":
            return _option_columns(layer, name, value)
        case "size" | "leading" | "line":
            return _length(layer, name, value, least=1)
        case _:
            return _length(layer, name, value, least=0)


def _family(layer: TomlLayer, name: str, value: object) -> str:
    if isinstance(value, str) and value in FAMILIES:
        return value
    layer.mistake(name, f"{_quoted(value)} is no font family", f"use one of {', '.join(FAMILIES)}")
    return FAMILIES[0]


def _emphasis(layer: TomlLayer, name: str, value: object) -> str:
    if isinstance(value, str) and value in EMPHASES:
        return value
    layer.mistake(name, f"{_quoted(value)} is no kind of emphasis", f"use one of {', '.join(EMPHASES)}")
    return EMPHASES[0]


def _switch(layer: TomlLayer, name: str, value: object) -> bool:
    if not isinstance(value, bool):
        layer.mistake(name, f"{_quoted(value)} is neither true nor false", "write true or false, without quotes")
    return bool(value)


def _number(layer: TomlLayer, name: str, value: object, least: float, most: float, *, whole: bool = False) -> float:
    kinds = (int,) if whole else (int, float)
    if isinstance(value, kinds) and not isinstance(value, bool) and least <= value <= most:
        return value
    kind = "a whole number" if whole else "a number"
    layer.mistake(name, f"{_quoted(value)} is not {kind} from {least} to {most}")
    return least


def _option_columns(layer: TomlLayer, name: str, value: object) -> int | None:
    if value == "auto":
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value not in OPTION_COLUMNS:
        layer.mistake(name, f"{_quoted(value)} is no number of columns for options", 'write "auto", 1, 2 or 4')
        return None
    return value


def _length(layer: TomlLayer, name: str, value: object, *, least: float) -> float:
    """Convert to PDF points."""
    length = None
    if isinstance(value, str):
        length = parse_length(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        length = float(value)
    if length is not None and least <= length <= MOST_POINTS:
        return length
    layer.mistake(
        name,
        f"{_quoted(value)} is not a length from {least} to {MOST_POINTS} points",
        'write lengths as "22mm", "0.9in" or "10.5pt"',
    )
    return least


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
