"""The labels of a question's options in, what texts may call these options out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_LABELS = 26


@dataclass(frozen=True, slots=True)
class OptionNames:
    """How a question's options may be called: by the author's labels, or by the alphabet where none has a label."""

    labels: tuple[str, ...]
    """One for each option, upper case; empty for an option without a label among others that have one."""

    are_small: bool = False
    """Whether the author writes these labels in lower case, so that a lower-case letter may name an option."""

    @classmethod
    def of(cls, labels: Sequence[str]) -> OptionNames:
        if any(labels):
            return cls(tuple(label.upper() for label in labels), all(label.islower() for label in labels if label))
        return cls(tuple(chr(ord("A") + place) if place < MOST_LABELS else "" for place in range(len(labels))))

    @property
    def are_digits(self) -> bool:
        return any(label.isdigit() for label in self.labels)

    def place(self, name: str) -> int | None:
        """The place of the option called so."""
        name = name.upper()
        return self.labels.index(name) if name in self.labels else None

    def may_be(self, name: str) -> bool:
        """Whether this may be the name of an option that has no label, though no label says so."""
        return self.place(name) is None and not all(self.labels) and _rank(name) <= len(self.labels)

    def between(self, first: str, last: str) -> list[int]:
        """Places of the options whose labels lie between two others, in the order of the labels."""
        low, high = _rank(first), _rank(last)
        inside = [place for place, label in enumerate(self.labels) if label and low < _rank(label) < high]
        return sorted(inside, key=lambda place: _rank(self.labels[place]))

    def shown(self, place: int) -> str:
        """What a message calls an option."""
        return self.labels[place] or f"no. {place + 1}"

    @property
    def example(self) -> str:
        """How the author of these labels names an option beyond doubt."""
        return "option 2" if self.are_digits else "option (b)" if self.are_small else "option B"


def _rank(label: str) -> int:
    """A label's place in its alphabet, from 1."""
    return int(label) if label.isdigit() else ord(label.upper()) - ord("A") + 1
