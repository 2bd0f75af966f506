"""A question as its author wrote it in, the same out, the steps of an ordering in the order that its key states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.identity import same_wording
from examgen.formats.labels import label_rank
from examgen.formats.records.raw import RawOption, RawQuestion
from examgen.model.response import Kind

_PARTS = re.compile(r"(?:(?<!\s)\s+)?(?:[,;|>→\n]|->)\s*")


def settled(question: RawQuestion) -> RawQuestion:
    """Steps in the order that a key states."""
    if question.kind is Kind.ORDERING and question.keys and question.options:
        values = [value for key in question.keys for value in key.values]
        order = _order(values if len(values) > 1 else _PARTS.split(values[0]), question.options)
        if order is None:
            return replace(question, problems=(*question.problems, "its key gives its steps in no order"))
        steps = tuple(replace(question.options[place], slot=slot) for slot, place in enumerate(order))
        return replace(question, options=steps, keys=())
    return question


def _order(values: Sequence[str], options: Sequence[RawOption]) -> list[int] | None:
    """The places of the options in the order of the values, which are numbers, letters or words of all of them."""
    named = [value.strip() for value in values if value.strip()]
    words = [same_wording(option.text) for option in options]
    places = [words.index(same_wording(value)) if same_wording(value) in words else -1 for value in named]
    if -1 in places and all(value.isdecimal() for value in named):
        places = [label_rank(value) - (0 if "0" in named else 1) for value in named]
    elif -1 in places:
        places = [label_rank(value) - 1 for value in named]
    return places if sorted(places) == list(range(len(options))) else None
