"""The body of a question in, its stem lines and its labelled, boxed or bulleted options out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from examgen.diagnostics import Severity
from examgen.formats.labels import label_rank
from examgen.formats.plain_text.options import (
    OptionKind,
    OptionSign,
    option_sign,
    round_tick,
    split_inline,
    stem_and_options,
)
from examgen.formats.plain_text.romans import roman_signs
from examgen.formats.plain_text.signs import Line
from examgen.formats.plain_text.spaced import spaced_signs

_KEY_BULLETS = (
    *(("+", "-"), ("+", "–"), ("●", "○"), ("●", "◯"), ("◉", "○"), ("◉", "◯"), ("⦿", "○")),
    *(("\U0001f518", "⚪"), ("\U0001f518", "○"), ("⚫", "⚪"), ("\U0001f535", "⚪")),
)
"""Bullets that mark the right option, and what stands before the others."""

_STAR = "*"
"""Marks it where it stands alone among any others without labels."""

_WIDEST_GAP = 3
"""A label further on than so many begins a line of words: "J. Smith says"."""


@dataclass(slots=True)
class FoundOption:
    """One option: the first of its lines is without label or bullet."""

    label: str
    lines: list[Line]
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    rule: str
    message: str
    line: int
    hint: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class OptionLines:
    """A body, divided."""

    stem: list[Line]
    options: list[FoundOption] = field(default_factory=list)
    lost: list[Line] = field(default_factory=list)
    """First lines of passages that stand after the options and belong to none."""

    problems: list[Problem] = field(default_factory=list)
    are_circled: bool = False
    """The labels are digits in circles."""

    are_roman: bool = False


def divide_options(body: Sequence[Line]) -> OptionLines | None:
    """The options that bear labels, boxes or bullets; ``None`` where there are none."""
    signs = _signs(body)
    boxes = _start_of(OptionKind.BOX, signs)
    lettered = [_start_of(kind, signs) for kind in (OptionKind.LETTER, OptionKind.CIRCLED)]
    last = max((start for start in lettered if start is not None), default=None)
    # Of letters and circles, the first number statements: "ㄱ. … ㄴ. … ① ㄱ ② ㄴ".
    for start in (boxes, last, _start_of(OptionKind.DIGIT, signs), _start_of(OptionKind.BULLET, signs)):
        if start is not None:
            return _collected(body, signs, start)
    return _in_one_line(body)


def _signs(body: Sequence[Line]) -> list[OptionSign | None]:
    """What each line begins with; among rings, ``(x)`` is a ticked one."""
    signs = [option_sign(line.text) for line in body]
    if any(sign is not None and sign.kind is OptionKind.BOX and sign.shape == "()" for sign in signs):
        signs = [round_tick(line.text) or sign for line, sign in zip(body, signs, strict=True)]
    if not any(sign is not None and sign.label and sign.order == 0 for sign in signs):
        signs = [roman or sign for roman, sign in zip(roman_signs(body), signs, strict=True)]
    if not any(signs):
        signs = spaced_signs(body)
    return signs


def _in_one_line(body: Sequence[Line]) -> OptionLines | None:
    """The options that follow the stem in its own line, where the question has no other lines."""
    filled = [line for line in body if line.text]
    parted = stem_and_options(filled[0].text) if len(filled) == 1 else None
    if parted is None:
        return None
    stem, options = parted
    return OptionLines([replace(filled[0], text=stem)], [_found(option, filled[0], None) for option in options])


def _start_of(kind: OptionKind, signs: Sequence[OptionSign | None]) -> int | None:
    """Where a list of this kind begins: two signs that follow one another, or the first label alone."""
    places = [place for place, sign in enumerate(signs) if sign is not None and sign.kind is kind]
    if kind in (OptionKind.BOX, OptionKind.BULLET):
        return places[0] if len(places) > 1 else None
    labels = _without_first_list([(place, sign) for place in places if (sign := signs[place]) is not None])
    for (place, sign), (_, following) in pairwise(labels):
        if following.order == sign.order + 1 and following.shape == sign.shape and _plausible(sign):
            return place
    first = next((place for place, sign in labels if sign.order == 0), None)
    if first is None or kind is OptionKind.DIGIT:
        return None
    return first


def _without_first_list(labels: Sequence[tuple[int, OptionSign]]) -> Sequence[tuple[int, OptionSign]]:
    """Of two lists with labels of different kinds, such as "A." and "(a)", the second: the first is to be matched."""
    if not labels:
        return labels
    first = labels[0][1]
    for at, (_, sign) in enumerate(labels):
        is_other = sign.shape != first.shape and sign.label.isupper() != first.label.isupper()
        follows = at + 1 < len(labels) and labels[at + 1][1].order == 1 and labels[at + 1][1].shape == sign.shape
        if at > 1 and sign.order == 0 and is_other and follows:
            return labels[at:]
    return labels


def _plausible(sign: OptionSign) -> bool:
    """A list that does not begin with its first label lacks at most two: "V. … VI. …" numbers something else."""
    return sign.order <= (0 if sign.kind is OptionKind.DIGIT else 2)


def _collected(body: Sequence[Line], signs: Sequence[OptionSign | None], start: int) -> OptionLines:
    first = signs[start]
    assert first is not None
    found = OptionLines(
        list(body[:start]), are_circled=first.kind is OptionKind.CIRCLED, are_roman=first.shape == "roman"
    )
    key_bullet = _key_bullet(signs[start:])
    after_blank = False
    rows = _rows(signs[start:], first)
    for line, sign, following in zip(body[start:], signs[start:], rows, strict=True):
        if not line.text:
            after_blank = True
            continue
        if sign is not None and _belongs(sign, first, found.options):
            for part in split_inline(sign, following):
                found.options.append(_found(part, line, key_bullet))
        elif not found.lost and (not after_blank or not found.options[-1].lines[0].text):
            found.options[-1].lines.append(line)
        elif after_blank:
            found.lost.append(line)
        after_blank = False
    _take_repeated(found.options)
    if _is_in_columns(found.options):
        found.options.sort(key=lambda option: label_rank(option.label))
    return found


def _take_repeated(options: list[FoundOption]) -> None:
    """Where the last option only repeats another one with a sign that it is right, mark that one: "✅ B) blue"."""
    *others, last = options
    if not last.is_marked or not last.label or any(option.is_marked for option in others):
        return
    repeated = [option for option in others if option.label == last.label]
    if len(repeated) == 1 and [line.text for line in repeated[0].lines] == [line.text for line in last.lines]:
        repeated[0].is_marked = True
        options.pop()


def _rows(signs: Sequence[OptionSign | None], first: OptionSign) -> list[int | None]:
    """For each line the order of the label that begins the next line of options; for the last, as far as rows go.

    The last of several rows is as long as the others, or shorter.
    """
    orders = [sign.order if sign is not None and sign.kind is first.kind else None for sign in signs]
    known = [order for order in orders if order is not None]
    steps = {after - before for before, after in pairwise(known)}
    last = known[-1] + steps.pop() if len(steps) == 1 and known and steps != {1} else None
    found: list[int | None] = []
    following = last
    for order in reversed(orders):
        found.append(following)
        following = following if order is None else order
    return found[::-1]


def _is_in_columns(options: Sequence[FoundOption]) -> bool:
    """Whether the labels are those of a whole list, read row by row where the list runs down the columns."""
    labels = [option.label for option in options]
    ordered = sorted(labels, key=label_rank)
    rows = len({option.lines[0].number for option in options})
    return rows < len(labels) and labels != ordered and _is_run(ordered)


def _is_run(labels: Sequence[str]) -> bool:
    """Whether letters follow one another from the first of the alphabet."""
    return all(label_rank(label) == place for place, label in enumerate(labels, start=1) if not label.isdecimal())


def _key_bullet(signs: Sequence[OptionSign | None]) -> str | None:
    """The bullet that marks the right option where bullets differ: a star or a plus, a filled circle among rings."""
    bullets = {sign.bullet for sign in signs if sign is not None and sign.bullet}
    if len(bullets) < 2:
        return None
    if _STAR in bullets and any(sign.kind is OptionKind.BULLET for sign in signs if sign is not None):
        return _STAR
    return next((bullet for bullet, other in _KEY_BULLETS if bullet in bullets and other in bullets), None)


def _found(sign: OptionSign, line: Line, key_bullet: str | None) -> FoundOption:
    """An option; among other bullets a star marks the right one."""
    is_starred = bool(sign.bullet) and sign.bullet == key_bullet
    return FoundOption(sign.label, [replace(line, text=sign.rest)], sign.is_marked or is_starred)


def _belongs(sign: OptionSign, first: OptionSign, options: Sequence[FoundOption]) -> bool:
    """Whether a sign is one more option of this list."""
    if sign.kind is not first.kind:
        return False
    if sign.kind in (OptionKind.BOX, OptionKind.BULLET) or not options:
        return True
    step = sign.order - OptionSign(sign.kind, "", options[-1].label).order
    is_alike = sign.shape == first.shape and sign.label.isupper() == first.label.isupper()
    return step == 1 or (is_alike and step <= _WIDEST_GAP)
