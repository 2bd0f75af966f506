"""Options in, the same options out, with letters understood where one speaks of others: "Both A and C"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from examgen.markup.flat import flattened, searched
from examgen.markup.grammar import grammar_of
from examgen.markup.option_names import OptionNames
from examgen.markup.references import references_in, understood, with_label_list
from examgen.markup.words import Speech
from examgen.model.text import Text, map_spans, wording

_ARROW = re.compile(r"[>→]")
"""In an option, arrows show an order of things rather than speak of options."""

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Wordings of options that speak of others, in one speech."""

    pinned: re.Pattern[str]
    """The whole wording speaks of all the others."""

    combination: re.Pattern[str]
    """The whole wording is a list of labels."""

    two: re.Pattern[str]
    """Two capitals joined, anywhere."""


@cache
def _patterns(speech: Speech) -> _Patterns:
    words, space, grammar = speech.alternatives, speech.space, grammar_of(speech)
    noun, above = rf"(?:(?:{words('options', 'option')}){space})?", rf"(?:{words('pinned')})"
    lead = rf"(?:(?:{words('both')}|not){space})*{noun}|{above}\s?[,，、،]?{space}(?:{words('except_')}){space}{noun}"
    name = speech.letters(is_capital=True)
    return _Patterns(
        pinned=re.compile(rf"[\s(（]*{above}[\s).!）。।]*", re.IGNORECASE),
        combination=re.compile(
            rf"(?P<lead>{lead})(?P<list>{grammar.one_list})(?:{space}(?:{words('behind')}))?"
            rf"(?P<tail>\s?[,，、،]?{space}(?:{words('only', 'judged')}))?\s?[.!。।]?",
            re.IGNORECASE,
        ),
        two=re.compile(
            rf"(?:(?<!\w)(?:{words('both')}){space})?(?<!{speech.sign('(')})(?P<one>{name})"
            rf"{space}(?:{words('conjunction')}){space}(?P<two>{name})(?!{speech.sign('·-')})"
        ),
    )


@dataclass(frozen=True, slots=True)
class UnderstoodOptions:
    """Options with references, those that keep their place, and what stays doubtful."""

    texts: tuple[Text, ...]
    pinned: tuple[bool, ...]
    dangling: tuple[tuple[int, str], ...] = ()
    """Place of an option and the mention in it that names none."""

    unclear: tuple[tuple[int, str], ...] = ()


def understood_options(options: Sequence[Text], names: OptionNames) -> UnderstoodOptions:
    """Turn letters into references in options that speak of others, and pin these."""
    if not names.labels:
        return UnderstoodOptions(tuple(options), _pinned(options, names.speech))
    readings = [understood(option, names) for option in options]
    lists = {place: found for place, option in enumerate(options) if (found := _named_places(option, names))}
    plain = {place for place, option in enumerate(options) if names.place(wording(option).strip()) is None} - set(lists)
    sure = {place: named for place, named in lists.items() if _is_sure(place, named, plain)}
    agreed = len(sure) == len(lists) and len(options) - len(lists) >= 2
    texts = tuple(
        _rewritten(option, names) if place in lists and agreed and not references_in(reading.text) else reading.text
        for place, (option, reading) in enumerate(zip(options, readings, strict=True))
    )
    return UnderstoodOptions(
        texts=texts,
        pinned=_pinned(texts, names.speech),
        dangling=tuple((place, words) for place, reading in enumerate(readings) for words in reading.dangling),
        unclear=(
            *((place, wording(options[place])) for place in lists if not agreed and sure),
            *(
                (place, wording(option))
                for place, option in enumerate(options)
                if _may_name(place, option, lists, names)
            ),
        ),
    )


def _may_name(place: int, option: Text, lists: Collection[int], names: OptionNames) -> bool:
    """Whether a longer wording may name two other options: "Both A and B are unlikely"."""
    if place in lists:
        return False
    for match in _patterns(names.speech).two.finditer(searched(option)[:_LONGEST]):
        before = searched(option)[: match.start()].split()[-1:]
        named = {names.place(match["one"]), names.place(match["two"])}
        is_named = bool(before) and names.speech.matcher("named")(before[0])
        if not named & {None, place} and len(named) == 2 and not is_named:
            return True
    return False


def _named_places(option: Text, names: OptionNames) -> tuple[int, ...]:
    """The options that a whole wording such as "A and B only" names; none if it is another kind of wording."""
    match = _combination(option, names.speech)
    if match is None or _ARROW.search(match["list"]):
        return ()
    labels = [item["name"] for item in grammar_of(names.speech).item.finditer(match["list"])]
    if not (len(labels) > 1 or match["tail"] or match["lead"].strip()):
        return ()
    if names.are_digits and not match["lead"].strip():
        return ()
    if names.are_small and len(labels) == 1 and labels[0].isupper():
        return ()  # "A is false" among a, b, c speaks of what the stem calls A.
    if labels[0].islower() and not all(label.islower() for label in labels):
        return ()
    places = [names.place(label) for label in labels]
    return tuple(place for place in places if place is not None) if None not in places else ()


def _combination(option: Text, speech: Speech) -> re.Match[str] | None:
    words = searched(option)
    return _patterns(speech).combination.fullmatch(words) if len(words) <= _LONGEST else None


def _is_sure(place: int, named: Sequence[int], plain: Collection[int]) -> bool:
    """Letters mean options only if they name neither this option, nor another such list, nor a lone letter."""
    return place not in named and all(other in plain for other in named)


def _rewritten(option: Text, names: OptionNames) -> Text:
    match = _combination(option, names.speech)
    assert match is not None
    start = match.start("list")
    return map_spans(option, lambda spans: with_label_list(spans, flattened(spans), start, names))


def _pinned(options: Sequence[Text], speech: Speech) -> tuple[bool, ...]:
    """Options that speak of others; a single word such as "None" only where nothing but such options follows."""
    pinned = [False] * len(options)
    at_end = True
    for place in range(len(options) - 1, -1, -1):
        words = searched(options[place]).strip()
        whole = len(words) <= _LONGEST and _patterns(speech).pinned.fullmatch(words) is not None
        speaks = bool(references_in(options[place]))
        pinned[place] = speaks or (whole and (" " in words or not speech.is_spaced or at_end))
        at_end = at_end and pinned[place]
    return tuple(pinned)
