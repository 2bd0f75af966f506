"""What of an exam is shuffled, and how: resolved from its blueprint, the same for all variants."""

from __future__ import annotations

from dataclasses import dataclass

from examgen.model.blueprint import Blueprint, OrderedOptions, Values


@dataclass(frozen=True, slots=True)
class Shuffling:
    """What is shuffled; what is not keeps the bank's order."""

    questions: bool = True
    options: bool = True
    ordered: OrderedOptions = OrderedOptions.BOTH
    """How options on a scale stand, where options are shuffled."""

    language: str = "en"
    """In which numbers and dates are read."""

    values: Values = Values.EACH

    @classmethod
    def of(cls, blueprint: Blueprint) -> Shuffling:
        """What a blueprint asks for."""
        return cls(
            blueprint.shuffle_questions,
            blueprint.shuffle_options,
            blueprint.ordered_options,
            blueprint.language,
            blueprint.values,
        )


EVERYTHING = Shuffling()
