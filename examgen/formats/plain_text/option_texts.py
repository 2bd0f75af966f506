"""The lines of options in, options with their texts and marks out."""

from __future__ import annotations

from dataclasses import replace

from examgen.formats.draft import DraftOption
from examgen.formats.plain_text.choices import OptionLines
from examgen.formats.plain_text.code import fenced_code, is_fenced
from examgen.formats.plain_text.options import without_cross, without_mark
from examgen.markup.displays import paragraphs_of
from examgen.markup.plain import SourceLine, parse_spans, starts_of
from examgen.model.text import Span, Words, map_spans, spans_of


def drafted_options(divided: OptionLines) -> tuple[DraftOption, ...]:
    """Options with their marks; bold around some options, not around all, marks them."""
    found: list[DraftOption] = []
    sources: list[str] = []
    for option in divided.options:
        lines = [SourceLine(line.text, line.number) for line in option.lines if not is_fenced(line)]
        text = " ".join(line.text for line in lines)
        words, is_marked = without_mark(text)
        words = words if is_marked else without_cross(words)
        sources.append(words)
        lead = text.find(words)
        paragraphs = paragraphs_of(parse_spans(words, [(place - lead, number) for place, number in starts_of(lines)]))
        code = (fenced_code(line) for line in option.lines if is_fenced(line))
        found.append(
            DraftOption(
                text=(*paragraphs, *code),
                label=option.label,
                is_marked=is_marked or option.is_marked,
                line=option.lines[0].number,
            )
        )
    bold = [_is_bold(option, source) for option, source in zip(found, sources, strict=True)]
    if any(bold) and not all(bold):
        found = [_unbolded(option) if is_bold else option for option, is_bold in zip(found, bold, strict=True)]
    if len(found) > 1 and all(option.is_marked for option in found):
        found = [replace(option, is_marked=False) for option in found]
    return tuple(found)


def _is_bold(option: DraftOption, source: str) -> bool:
    """Whether all words of an option are bold; of formulas alone, which have no style, the signs around them tell."""
    words = [span for span in spans_of(option.text) if isinstance(span, Words) and span.text.strip()]
    if not words:
        return bool(option.text) and source.startswith("**") and source.endswith("**")
    return all(span.style.bold for span in words)


def _unbolded(option: DraftOption) -> DraftOption:
    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(
            replace(span, style=replace(span.style, bold=False)) if isinstance(span, Words) else span for span in spans
        )

    return replace(option, text=map_spans(option.text, change), is_marked=True)
