"""The labels of a question's options in, what texts may call these options out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from examgen.markup.words import LATIN, Speech, speech_of
from examgen.model.text import Text, wording

MOST_LABELS = len(LATIN)
LOOKALIKES = dict(zip("АВЕІКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEIKMHOPCTXABEZHIKMNOPTYX", strict=True))
"""Cyrillic and Greek capitals that look like Latin ones: among labels A, B, C nobody can tell which is meant."""

_ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class OptionNames:
    """How a question's options may be called: by the author's labels, or by the alphabet where none has a label."""

    labels: tuple[str, ...]
    """One for each option, upper case; empty for an option without a label among others that have one."""

    speech: Speech
    """The words of the languages in which texts speak of them."""

    are_small: bool = False
    """Whether the author writes these labels in lower case, so that a lower-case letter may name an option."""

    are_own: bool = False
    """Whether the author wrote these labels."""

    abbreviations: frozenset[str] = frozenset()
    """Capitals together that stem and options hold, and which may mean themselves: the blood group AB."""

    @classmethod
    def of(cls, labels: Sequence[str], speech: Speech | None = None, texts: Iterable[Text] = ()) -> OptionNames:
        """The names of options with these labels, in a question whose stem and options are these texts."""
        speech = speech or speech_of()
        own = frozenset(word for text in texts for word in _ABBREVIATION.findall(wording(text)))
        if any(labels):
            are_small = all(label.islower() for label in labels if label)
            return cls(tuple(label.upper() for label in labels), speech, are_small, True, own)
        latin = tuple(LATIN[place] if place < MOST_LABELS else "" for place in range(len(labels)))
        return cls(latin, speech, abbreviations=own)

    @property
    def are_digits(self) -> bool:
        return any(label.isdigit() for label in self.labels)

    def place(self, name: str) -> int | None:
        """The place of the option called so."""
        return next((self.labels.index(label) for label in self._spellings(name) if label in self.labels), None)

    def are_joined(self, capitals: str) -> bool:
        """Whether these capitals can be names of options, written together in their order."""
        places = [self.place(capital) for capital in capitals]
        known = [place for place in places if place is not None]
        return len(known) == len(places) and known == sorted(set(known)) and capitals not in self.abbreviations

    def may_be(self, name: str) -> bool:
        """Whether this may be the name of an option that has no label, though no label says so."""
        return self.place(name) is None and not all(self.labels) and self.speech.rank(name) <= len(self.labels)

    def between(self, first: str, last: str) -> list[int]:
        """Places of the options whose labels lie between two others, in the order of the labels."""
        rank = self.speech.rank
        low, high = rank(first), rank(last)
        inside = [place for place, label in enumerate(self.labels) if label and low < rank(label) < high]
        return sorted(inside, key=lambda place: rank(self.labels[place]))

    def shown(self, place: int) -> str:
        """What a message calls an option."""
        return self.labels[place] or f"no. {place + 1}"

    @property
    def example(self) -> str:
        """How the author of these labels names an option beyond doubt."""
        return "option 2" if self.are_digits else "option (b)" if self.are_small else "option B"

    def _spellings(self, name: str) -> Iterator[str]:
        """The name as a label, then the label of the same rank in the alphabet that the labels are of."""
        upper = name.upper()
        yield upper
        rank = self.speech.rank(upper)
        if name.isdecimal():
            yield str(rank)
        elif 0 < rank <= MOST_LABELS and upper not in LATIN:
            latin = LATIN[rank - 1]
            yield from (latin, str(rank)) if not self.are_own or LOOKALIKES.get(upper, latin) == latin else ()
