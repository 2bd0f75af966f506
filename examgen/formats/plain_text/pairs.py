"""The body of a question whose answer pairs numbers with letters, "1-C, 2-A", in; its numbered lines as prompts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.draft import DraftPrompt
from examgen.formats.labels import LETTER, plain_label
from examgen.formats.plain_text.choices import FoundOption, OptionLines
from examgen.formats.plain_text.field_names import FieldSign
from examgen.formats.plain_text.signs import Line
from examgen.markup import plain
from examgen.markup.patterns import late

_NUMBER = r"\d{1,2}|[ivx]{1,5}"
_PAIR = rf"[(\[]?(?P<left>{_NUMBER})[)\].]?\s*(?:[-–—=:→]|[-=]>)?\s*[(\[]?(?P<right>{LETTER})[)\]]?"
_PAIRS = late(rf"(?:{_PAIR.replace('?P<left>', '?:').replace('?P<right>', '?:')}(?:\s*[,;]\s*|\s+|$))+")
_ONE = late(_PAIR)
_LONGEST = 300
_PROMPT = late(rf"[(\[]?(?P<number>{_NUMBER})[.):\]]\s*(?P<words>\S.*)")
_BESIDE = late(rf"(?P<left>\S.*?)(?:\t\s*|\s{{3,}})[(\[]?(?P<label>{LETTER})[.)\]]\s*(?P<right>\S.*)")
"""A prompt, and an option in the next column."""


def paired(
    divided: OptionLines, answers: Sequence[tuple[Line, FieldSign]]
) -> tuple[OptionLines, tuple[DraftPrompt, ...]]:
    """The body without the lines that options belong to, and these; none where the answer is no list of such pairs."""
    pairs = _pairs(answers[0][1].value) if len(answers) == 1 else {}
    if not pairs:
        return divided, ()
    body = _in_columns(divided) or divided
    labels = [plain_label(option.label).casefold() for option in body.options]
    last = [line for line in body.stem if line.text][-len(pairs) :]
    prompts = [(line, _PROMPT.fullmatch(line.text)) for line in last]
    numbers = [match["number"] for _, match in prompts if match]
    if sorted(numbers) != sorted(pairs) or not set(pairs.values()) <= set(labels):
        return divided, ()
    drafted = tuple(
        DraftPrompt(text=plain.parse(match["words"]), target=labels.index(pairs[match["number"]]), line=line.number)
        for line, match in prompts
        if match
    )
    return replace(body, stem=[line for line in body.stem if line.number < last[0].number]), drafted


def names_pairs(answer: str) -> bool:
    """Whether an answer is nothing but pairs of numbers and letters."""
    return bool(_pairs(answer))


def _pairs(answer: str) -> dict[str, str]:
    """The letter of each number; nothing for one alone, and where one is named twice."""
    if len(answer) > _LONGEST or not _PAIRS.fullmatch(answer):
        return {}
    found = [(match["left"], match["right"].casefold()) for match in _ONE.finditer(answer)]
    return dict(found) if len(dict(found)) == len(found) > 1 else {}


def _in_columns(divided: OptionLines) -> OptionLines | None:
    """Numbered lines that were taken for options, each with an option in its next column, as prompts and options."""
    stem, options = [], []
    for option in divided.options:
        first, *more = option.lines
        match = _BESIDE.fullmatch(first.text)
        if match is None or more:
            return None
        stem.append(replace(first, text=f"{option.label}. {match['left']}"))
        options.append(FoundOption(match["label"], [replace(first, text=match["right"])]))
    return replace(divided, stem=[*divided.stem, *stem], options=options)
