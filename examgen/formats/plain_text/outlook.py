"""A file's lines in, what each may be and what follows it out, counted once for the whole file."""

from __future__ import annotations

from dataclasses import replace

from examgen.formats.plain_text.field_names import FieldSign
from examgen.formats.plain_text.options import OptionKind, option_sign
from examgen.formats.plain_text.sentences import answer_sentence
from examgen.formats.plain_text.signs import Line, NumberKind, field_sign, number_sign


class Outlook:
    """The signs of each line, and the places of the next ones."""

    def __init__(self, lines: list[Line]) -> None:
        self.numbers = [number_sign(line.text) for line in lines]
        self.fields = [field_sign(line.text) or _sentence(line.text) for line in lines]
        self.options = [
            None if found else option_sign(line.text) for line, found in zip(lines, self.fields, strict=True)
        ]
        self.next_number = _next_places([sign is not None for sign in self.numbers])
        self.next_bare = _next_places([s is not None and s.kind is not NumberKind.POINTED for s in self.numbers])
        self.next_field = _next_places([sign is not None for sign in self.fields])
        self.next_filled = _next_places([bool(line.text) for line in lines])
        self.next_option = _next_places([_is_option(sign) for sign in self.options])

    def body_follows(self, place: int) -> bool:
        """Whether the lines after this one, up to the next number, hold options or a bare question's answer."""
        sign = self.numbers[place]
        bare = sign is not None and sign.kind is NumberKind.BARE
        end = (self.next_bare if bare else self.next_number)[place + 1]
        option = self.next_option[place + 1]
        if option < end and self.next_option[option + 1] < end:
            return True
        if not bare and end < len(self.numbers) and self.numbers[end] is not None:
            return self.numbers[end].number == 1  # type: ignore[union-attr]
        return self.text_follows(place) and self.next_field[place + 1] < end

    def text_follows(self, place: int) -> bool:
        """Whether the next line with words may begin a stem: no field, and no number but the same once more."""
        following = self.next_filled[place + 1]
        if following >= len(self.numbers) or self.fields[following]:
            return False
        sign = self.numbers[following]
        return sign is None or sign.kind is NumberKind.POINTED or sign == self.numbers[place]

    def option_goes_on(self, place: int, count: int) -> bool:
        """Whether the next line with words is the option after so many others."""
        following = self.next_filled[place + 1]
        option = self.options[following] if following < len(self.options) else None
        return option is not None and option.kind is OptionKind.LETTER and option.order == count > 0

    def stands_among_words(self, place: int) -> bool:
        """Whether words stand on both sides of a number, so that it is not one of several numbers to choose from."""
        before = self.numbers[place - 1] if place else None
        return self.text_follows(place) and (before is None or before.kind is not NumberKind.BARE)


def _sentence(text: str) -> FieldSign | None:
    """The answer that a sentence states, which counts behind options alone."""
    found = answer_sentence(text)
    return replace(found, weak=True) if found else None


def _is_option(sign: object) -> bool:
    return sign is not None and getattr(sign, "kind", None) is not OptionKind.DIGIT


def _next_places(flags: list[bool]) -> list[int]:
    """For each place the nearest flagged place at or after it; the length of the list where there is none."""
    places = [len(flags)] * (len(flags) + 2)
    for place in range(len(flags) - 1, -1, -1):
        places[place] = place if flags[place] else places[place + 1]
    return places
