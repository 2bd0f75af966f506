"""Options in, their ranks on a scale out: numbers, quantities in one unit, ranges, dates, words such as "low".

What cannot be read for sure, or stands for the same twice, has no ranks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any

from examgen.markup import languages
from examgen.markup.languages import en
from examgen.markup.numbers import Measured, measured, measured_in_roman, with_plain_digits
from examgen.markup.ranges import ranges_in
from examgen.markup.scale_words import ScaleWords, Step
from examgen.markup.words import language_names
from examgen.model.text import Formula, Paragraph, Text, Words

LONGEST = 80
_NUMERIC_DATE = re.compile(r"(?P<a>\d{1,2})(?P<sign>[./-]) ?(?P<b>\d{1,2})(?P=sign) ?(?P<y>\d{4})")
_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_HAS_DIGIT = re.compile(r"\d").search
_TEXT_COMMAND = re.compile(r"\\(?:text|mathrm|unit|si|num|operatorname)\s*\{([^{}\\]*)\}")
_QUANTITY_COMMAND = re.compile(r"\\(?:SI|qty)\s*\{([^{}\\]*)\}\s*\{([^{}\\]*)\}")
_FRACTION_COMMAND = re.compile(r"\\[dt]?frac\s*(?:\{(\d+)\}\s*\{(\d+)\}|(\d)\s*(\d))")
_SIGN_COMMANDS = (
    (r"\,", " "), (r"\;", " "), (r"\:", " "), (r"\ ", " "), (r"\!", ""), ("~", " "), ("{,}", ","), (r"\%", "%"),
    (r"\times", "×"), (r"\cdot", "·"), (r"\leq", "≤"), (r"\geq", "≥"), (r"\le", "≤"), (r"\ge", "≥"), (r"^\circ", "°"),
    (r"^{\circ}", "°"), (r"\$", "$"),
)  # fmt: skip

Key = Any
"""What can be compared with the other keys of its scale."""


def ranks_on_scale(options: Sequence[Text], language: str) -> tuple[int, ...] | None:
    """The rank of each option, from 0 for the least; ``None`` where they are on no scale."""
    lines = [line for option in options if (line := one_line(option)) is not None]
    if len(lines) < max(2, len(options)):
        return None
    speech = scale_speech(language)
    for reading in (_by_words, _by_dates, _by_numbers):
        keys = reading(lines, speech)
        if keys is not None and len(set(keys)) == len(keys):
            ascending = sorted(keys)
            return tuple(ascending.index(key) for key in keys)
    return None


def cut_at_numbers(options: Sequence[Text], language: str) -> tuple[Measured, ...] | None:
    """Options that hold numbers, all written in one way, cut at them; ``None`` where one is something else."""
    lines = [line for option in options if (line := one_line(option)) is not None]
    own = scale_speech(language)[0].has_decimal_comma
    if len(lines) < len(options) or not all(map(_HAS_DIGIT, lines)):
        return None
    for has_decimal_comma in (own, not own):
        cut = tuple(found for line in lines if (found := measured(line, has_decimal_comma)))
        if len(cut) == len(lines):
            return cut
    return None


def difficulty_step(word: str, language: str) -> int | None:
    """0, 1 and 2 for easy, medium and hard; ``None`` for other words."""
    line = word.strip().casefold()
    steps = (_step(line, words.difficulty) for words in scale_speech(language))
    return next((step for step in steps if step is not None), None)


def plain_number(text: str, language: str) -> Fraction | None:
    """A number and nothing else, as the language writes it."""
    found = measured(with_plain_digits(text.strip()), scale_speech(language)[0].has_decimal_comma)
    return found.numbers[0] if found and found.literals == ("", "") else None


@cache
def scale_speech(language: str) -> tuple[ScaleWords, ...]:
    """The words of the language, and English ones."""
    name = language.split("-")[0].lower()
    if name == "en" or name not in language_names():
        return (en.SCALES,)
    return import_module(f"{languages.__name__}.{name}").SCALES, en.SCALES


def one_line(option: Text) -> str | None:
    """An option that is one line of words and formulas, with powers as "^2" and plain digits."""
    if len(option) != 1 or not isinstance(option[0], Paragraph):
        return None
    parts = []
    for span in option[0].spans:
        match span:
            case Words(text, style):
                parts.append({0: "", 1: "^", -1: "_"}[style.shift] + text)
            case Formula(source):
                parts.append(_without_commands(source))
            case _:
                return None
    line = " ".join(with_plain_digits("".join(parts)).split()).rstrip(".。")
    return line if 0 < len(line) <= LONGEST and "\\" not in line else None


def _without_commands(source: str) -> str:
    text = _TEXT_COMMAND.sub(r"\1", _QUANTITY_COMMAND.sub(r"\1 \2", source))
    text = _FRACTION_COMMAND.sub(lambda match: "/".join(digits for digits in match.groups() if digits), text)
    for command, sign in _SIGN_COMMANDS:
        text = text.replace(command, sign)
    return text


def _step(line: str, steps: Sequence[Step]) -> int | None:
    return next((rank for rank, words in enumerate(steps) if line in words), None)


def _by_words(lines: Sequence[str], speech: Sequence[ScaleWords]) -> list[Key] | None:
    """Whole wordings that are steps of one scale."""
    small = [line.casefold() for line in lines]
    for words in speech:
        for scale in (words.difficulty, *words.others, words.months):
            steps = [rank for line in small if (rank := _step(line, scale)) is not None]
            if len(steps) == len(lines):
                return steps
    return None


def _by_dates(lines: Sequence[str], speech: Sequence[ScaleWords]) -> list[Key] | None:
    """Dates of one shape: days, months or years."""
    small = [line.casefold() for line in lines]
    patterns = (_ISO_DATE, *(re.compile(words.date) for words in speech if words.date))
    for pattern in patterns:
        if all(found := [pattern.fullmatch(line) for line in small]):
            return _of_one_shape([_day(match.groupdict()) for match in found if match])
    if all(found := [_NUMERIC_DATE.fullmatch(line) for line in small]):
        return _numeric_dates([match for match in found if match], is_english=len(speech) == 1)
    for words in speech:
        if words.months and (keys := _worded_dates(small, words)):
            return keys
    return None


def _numeric_dates(found: Sequence[re.Match[str]], is_english: bool) -> list[Key] | None:
    """Days before months, in English perhaps the other way round: then both must give the same order."""
    readings = [_of_one_shape([_day({"y": m["y"], "m": m["b"], "d": m["a"]}) for m in found])]
    if is_english:
        readings.append(_of_one_shape([_day({"y": m["y"], "m": m["a"], "d": m["b"]}) for m in found]))
    known = [keys for keys in readings if keys]
    orders = {tuple(sorted(range(len(keys)), key=keys.__getitem__)) for keys in known}
    return known[0] if len(orders) == 1 else None


def _worded_dates(lines: Sequence[str], words: ScaleWords) -> list[Key] | None:
    """Months as words, with a day, a year or both, and the same between them."""
    pattern, ranks = _months(words)
    keys, rests = [], set()
    for line in lines:
        cut = pattern.split(line)
        if len(cut) != 3:
            return None
        numbers = re.findall(r"\d+", cut[0] + " " + cut[2])
        years = [number for number in numbers if len(number) > 2 or int(number) > 31]
        days = [number for number in numbers if number not in years]
        if len(years) > 1 or len(days) > 1:
            return None
        month = str(ranks[cut[1]])
        keys.append(_day({"y": (years or [None])[0], "m": month, "d": (days or [None])[0]}))
        rests.add(re.sub(r"\d+(?:st|nd|rd|th|er)?|[\s.,]", "", cut[0] + cut[2]))
    return _of_one_shape(keys) if len(rests) == 1 else None


@cache
def _months(words: ScaleWords) -> tuple[re.Pattern[str], dict[str, int]]:
    ranks = {word: month for month, step in enumerate(words.months, start=1) for word in step}
    longest = sorted(ranks, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)"), ranks


def _day(parts: dict[str, str | None]) -> tuple[int, ...] | None:
    """Year, month and day, as far as they are named; ``None`` for a day that is in no calendar."""
    year, month, day = (int(parts[name] or 0) for name in "ymd")
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    return year, month, day


def _of_one_shape(days: Sequence[tuple[int, ...] | None]) -> list[Key] | None:
    known = [day for day in days if day is not None]
    shapes = {tuple(part > 0 for part in day) for day in known}
    return known if len(known) == len(days) and len(shapes) == 1 else None


def _by_numbers(lines: Sequence[str], speech: Sequence[ScaleWords]) -> list[Key] | None:
    """Numbers as the language writes them, else as others do; Roman ones where there are no digits."""
    if not any(sign.isdigit() for line in lines for sign in line):
        cut = [found for line in lines if (found := measured_in_roman(line))]
        longer = sum(any(len(word) > 1 and word.isupper() for word in re.findall(r"\w+", line)) for line in lines)
        return _keys(cut, speech) if len(cut) == len(lines) and longer > 1 else None
    if not all(map(_HAS_DIGIT, lines)):
        return None
    own = speech[0].has_decimal_comma
    for has_decimal_comma in (own, not own):
        cut = [found for line in lines if (found := measured(line, has_decimal_comma))]
        if len(cut) == len(lines) and (keys := _keys(cut, speech)):
            return keys
    return None


def _keys(cut: Sequence[Measured], speech: Sequence[ScaleWords]) -> list[Key] | None:
    return _varying(_without_eras(cut, speech)) or _by_ranges(cut)


def _by_ranges(cut: Sequence[Measured]) -> list[Key] | None:
    found = ranges_in(cut)
    return [(each.low, each.high) for each in found] if found else None


def _without_eras(cut: Sequence[Measured], speech: Sequence[ScaleWords]) -> Sequence[Measured]:
    """Years before Christ are negative, where there are some; else nothing changes."""
    before = frozenset(word.rstrip(".") for words in speech for word in words.before_christ)
    after = frozenset(word.rstrip(".") for words in speech for word in words.after_christ)
    beside = [[literal.casefold().rstrip(".") for literal in line.literals] for line in cut]
    if any(len(literals) != 2 for literals in beside) or not any(before.intersection(each) for each in beside):
        return cut
    return [
        Measured(
            tuple("" if word in before | after else literal for word, literal in zip(each, line.literals, strict=True)),
            tuple(-number if before.intersection(each) else number for number in line.numbers),
        )
        for each, line in zip(beside, cut, strict=True)
    ]


def _varying(cut: Sequence[Measured]) -> list[Key] | None:
    """Lines that are equal but for one number, or for the two of a time such as 9:30."""
    if len({len(line.numbers) for line in cut}) > 1:
        return None
    places = [k for k in range(len(cut[0].numbers)) if len({line.numbers[k] for line in cut}) > 1]
    if len(places) == 1 and _are_alike(cut, places[0]):
        return [line.numbers[places[0]] for line in cut]
    if len({line.literals for line in cut}) == 1 and len(places) == 2 and places[1] == places[0] + 1:
        is_time = cut[0].literals[places[1]] == ":" and all(line.numbers[places[1]] < 60 for line in cut)
        return [(line.numbers[places[0]], line.numbers[places[1]]) for line in cut] if is_time else None
    return None


def _are_alike(cut: Sequence[Measured], place: int) -> bool:
    """Whether what stands around the numbers is the same; what is one may be in the singular: "1 year", "2 years"."""
    literals = {line.literals for line in cut if line.numbers[place] != 1} or {cut[0].literals}
    if len(literals) > 1:
        return False
    (usual,) = literals
    return all(
        own == other or (k == place + 1 and _is_singular(own, other))
        for line in cut
        for k, (own, other) in enumerate(zip(line.literals, usual, strict=True))
    )


def _is_singular(one: str, many: str) -> bool:
    """Whether two words differ in their ending alone."""
    shorter = min(len(one), len(many))
    return shorter > 2 and max(len(one), len(many)) <= shorter + 3 and one[: shorter - 1] == many[: shorter - 1]
