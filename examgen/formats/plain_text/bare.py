"""The body of a question without labels in, its stem lines and one option a line out.

The first line is the stem, unless blank lines part the stem from the options.
"""

from __future__ import annotations

from collections.abc import Sequence

from examgen.diagnostics import Severity
from examgen.formats.decode import shortened
from examgen.formats.plain_text.choices import FoundOption, OptionLines, Problem
from examgen.formats.plain_text.options import OptionKind, option_sign
from examgen.formats.plain_text.signs import Line

_STEM_ENDS = ("?", ":", "…", "...", "_", ".", "?)", "?**", "!", '?"', "。", "？", "：", "）")
_HINT = "put the stem on one line, or label the options A. B. C."


def divide_bare(body: Sequence[Line]) -> OptionLines:
    """The stem and the bare options; where the lines allow two readings, an error says so."""
    blocks = _blocks(body)
    if not blocks:
        return OptionLines([])
    stem, options, doubt = _parted(blocks)
    found = OptionLines(stem, [_option(line) for line in options])
    if doubt and len(options) > 1:
        message = "the stem and the options cannot be told apart"
        found.problems.append(Problem("unclear-stem", message, stem[0].number, _HINT))
    elif len(options) > 1 and not stem[-1].text.endswith(_STEM_ENDS) and "__" not in stem[-1].text:
        message = f'"{shortened(stem[-1].text)}" is taken for the stem, though it does not end like one'
        hint = "check that no line is missing; a stem ends with a question mark, a colon or a stop"
        found.problems.append(Problem("unclear-stem", message, stem[0].number, hint, Severity.WARNING))
    return found


def _blocks(body: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    for line in body:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _parted(blocks: Sequence[list[Line]]) -> tuple[list[Line], list[Line], bool]:
    """Stem lines, option lines, and whether another reading is as good."""
    if len(blocks) == 1 or all(len(block) == 1 for block in blocks):
        lines = [line for block in blocks for line in block]
        return lines[:1], lines[1:], _another_question(lines) or _odd_questions(lines[1:])
    if len(blocks[-1]) > 1:
        stem = _with_blanks(blocks[:-1])
        filled = [line for line in stem if line.text]
        doubt = not filled[-1].text.endswith(_STEM_ENDS) or _another_question(filled[::-1]) or len(blocks[-2]) > 2
        return stem, blocks[-1], doubt
    lines = [line for block in blocks for line in block]
    return lines[:1], lines[1:], True


def _another_question(lines: Sequence[Line]) -> bool:
    """Whether the first line does not end like a stem while a later one ends like a question."""
    ends = not lines[0].text.endswith(_STEM_ENDS)
    return ends and any(line.text.endswith("?") for line in lines[1:])


def _odd_questions(options: Sequence[Line]) -> bool:
    """Whether a few of the options end like a question, so that the stem of another question may be among them."""
    questions = sum(line.text.endswith("?") for line in options)
    return 0 < questions < len(options) / 2


def _with_blanks(blocks: Sequence[list[Line]]) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        lines += [Line(block[0].number - 1, "")] if lines else []
        lines += block
    return lines


def _option(line: Line) -> FoundOption:
    sign = option_sign(line.text)
    if sign is not None and sign.kind is OptionKind.BOX:
        return FoundOption("", [Line(line.number, sign.rest, line.indent)], sign.is_marked)
    return FoundOption("", [line])
