"""Rules on a bank as a whole: explanations that are missing, and keys that stand in one place too often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import exp, fsum, lgamma, log, log1p

from examgen.lint.finding import Finding
from examgen.lint.item import Item
from examgen.lint.lengths import LEAST_LONGER
from examgen.model.response import Kind

MOST_SINGLE = 0.5
"""Share of a file's questions without an explanation up to which each is named; beyond it, the file is."""

TAIL = 0.001
"""Probability below which a count is no chance: of at least as many keys in one place, over all places."""


def missing_explanation(items: Sequence[Item]) -> Iterator[Finding]:
    """A question whose key sheet says what is right, and not why."""
    for file in _by_file(items).values():
        whole = [item for item in file if "/" not in item.question.id]
        bare = [item for item in whole if not _is_explained(item)]
        if len(bare) > MOST_SINGLE * len(whole) and len(bare) > 1:
            first = bare[0]
            message = f"{len(bare)} of {len(whole)} questions have no explanation, this one first"
            yield Finding("missing-explanation", first, message, _EXPLAIN, None, "explanation")
        else:
            for item in bare:
                message = "the question has no explanation"
                yield Finding("missing-explanation", item, message, _EXPLAIN, None, "explanation")


_EXPLAIN = "say why the key is right and each distractor wrong; keys and practice sheets print it"


def _is_explained(item: Item) -> bool:
    """Whether the question, a part or an option says why; a model answer or a rubric does, too."""
    return any(
        part.explanation.text or part.note or part.kind is Kind.OPEN or any(option.rationale for option in part.options)
        for part in item.question.with_parts
    )


def lopsided_keys(items: Sequence[Item]) -> Iterator[Finding]:
    """The keys of a file stand in one place far more often than chance puts them there."""
    for file in _by_file(items).values():
        for count, group in sorted(_by_options(file).items()):
            places = Counter(item.key for item in group)
            for place, chance in _lopsided(places, count, len(group)):
                if count * chance < TAIL:
                    held = f"{places[place]} of {len(group)} questions with {count} options"
                    message = f"the key is option {place + 1} in {held}"
                    hint = "examgen shuffles options; where another program prints this order, move some keys"
                    yield Finding("lopsided-keys", group[0], message, hint, None, "options")
                    break


def _lopsided(places: Counter[int | None], count: int, number: int) -> Iterator[tuple[int, float]]:
    """The places with the most keys and with the fewest, and how likely that is for one place."""
    most = max(range(count), key=places.__getitem__)
    yield most, upper_tail(places[most], number, 1 / count)
    least = min(range(count), key=places.__getitem__)
    yield least, upper_tail(number - places[least], number, 1 - 1 / count)


def longest_keys(items: Sequence[Item]) -> Iterator[Finding]:
    """The key is the longest option of far more questions than chance makes it."""
    for file in _by_file(items).values():
        for count, group in sorted(_by_options(file).items()):
            plain = [item for item in group if item.is_plain and count > 2]
            longest = sum(_is_longest(item) for item in plain)
            if plain and upper_tail(longest, len(plain), 1 / count) < TAIL:
                message = f"the key is the longest of {count} options in {longest} of {len(plain)} questions"
                hint = "who takes the longest option passes: shorten keys, and say more in distractors"
                yield Finding("longest-keys", plain[0], message, hint, None, "options")


def _is_longest(item: Item) -> bool:
    """By as much as is seen."""
    assert item.key is not None
    return all(len(item.options[item.key]) >= len(text) + LEAST_LONGER for text in item.distractors)


def upper_tail(held: int, number: int, chance: float) -> float:
    """How likely at least so many of a number are, where each has this chance (binomial, by logarithms)."""
    likely, unlikely, all_orders = log(chance), log1p(-chance), lgamma(number + 1)
    terms = (
        all_orders - lgamma(k + 1) - lgamma(number - k + 1) + k * likely + (number - k) * unlikely
        for k in range(held, number + 1)
    )
    return fsum(exp(term) for term in terms)


def _by_file(items: Sequence[Item]) -> dict[str, list[Item]]:
    files: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        files[item.question.path].append(item)
    return files


def _by_options(items: Sequence[Item]) -> dict[int, list[Item]]:
    """Questions with one right option by the number of their options; true and false have an order of their own."""
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.key is not None and not item.is_true_false and len(item.options) > 1:
            groups[len(item.options)].append(item)
    return groups
