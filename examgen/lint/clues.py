"""Rules on the words of options: what rings with the stem, leaves no exception, is vague, or speaks of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from examgen.lint.finding import Finding
from examgen.lint.item import Item, common_start
from examgen.lint.words import RuleWords
from examgen.markup.words import speech_of
from examgen.model.text import OptionReference, spans_of

LEAST_COMMON = 5
"""Letters with which two words of one family begin."""

MOST_ENDING = 3
"""Letters that may follow them."""

SHORTEST_RINGING = 4
_SENTENCES = re.compile(r"(?<=[.!?]) +")
_CLOSING = " .!?()。"
_DENIAL = re.compile(r"(?:\b(?:not|nicht|pas|no|non|não|nie|niet|inte|ne|ni|не)|n['’]t)\s+$", re.IGNORECASE)
"""What stands before an absolute word and takes it back: "not only", "pas toujours"."""


def shared_word(item: Item) -> Iterator[Finding]:
    """A word of the stem comes again in the key, and none in any distractor."""
    if item.key is None or len(item.distractors) < 2 or item.is_true_false or item.words is None:
        return
    asked = [word for word in item.stem_content if len(word) >= SHORTEST_RINGING and word.isalpha()]
    ringing = _ringing(asked, item.content_of(item.options[item.key]))
    if ringing and not any(_ringing(asked, item.content_of(text)) for text in item.distractors):
        message = f'of all options only the key has "{ringing[0]}" from the stem'
        hint = "use the word in a distractor too, or in neither"
        yield Finding("shared-word", item, message, hint, item.question.options[item.key].line, "options")


def _ringing(asked: Sequence[str], offered: Iterable[str]) -> list[str]:
    """Words that are of one family with a word of the stem."""
    return [word for word in offered if any(are_akin(word, other) for other in asked)]


def are_akin(one: str, other: str) -> bool:
    """Whether two words are equal, or differ in their endings alone: "generate" and "generating"."""
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST_COMMON or not one.isalpha():
        return False
    common = common_start(one, other)
    return common >= LEAST_COMMON and max(len(one), len(other)) - common <= MOST_ENDING


def absolutes(item: Item) -> Iterator[Finding]:
    """Distractors leave no exception, and the key does; or a statement to be judged leaves none."""
    words = item.words
    if words is None or not item.is_choice or not item.question.key:
        return
    if item.is_true_false:
        if extreme := extreme_in(_SENTENCES.split(item.stem.rstrip())[-1], words):
            message = f'a statement with "{extreme}" is taken to be false'
            yield Finding("absolutes", item, message, "say what holds, without a word for all cases", field="stem")
        return
    keys = [item.options[place] for place in item.question.key]
    told = [extreme for text in item.distractors if (extreme := extreme_in(text, words))]
    if told and not any(extreme_in(text, words) for text in keys) and not _is_scale(item):
        message = f'only distractors have words such as "{told[0]}", which leave no exception'
        yield Finding("absolutes", item, message, "such options are ruled out unread: weaken them", field="options")


def extreme_in(text: str, words: RuleWords) -> str:
    """A word without exception in running text; one that is capitalised amid it, or all there is, is a name."""
    for found in words.extremes.finditer(text):
        following = text[found.end() :].lstrip()
        if (
            following
            and not _DENIAL.search(text, 0, found.start())
            and (found[0][0].islower() or (found.start() == 0 and (words.has_noun_capitals or following[0].islower())))
        ):
            return found[0]
    return ""


def vague_quantifiers(item: Item) -> Iterator[Finding]:
    """An option says how often or how much in words that each reader takes differently."""
    words = item.words
    if words is None or not item.is_choice or item.is_true_false:
        return
    for option, text in zip(item.question.options, item.options, strict=True):
        if found := words.phrases.search(text):
            message = f'"{found[0]}" means something else to each reader'
            yield Finding(
                "vague-quantifiers",
                item,
                message,
                "give a number, or say under which condition",
                option.line,
                "options",
            )
            return


def _is_scale(item: Item) -> bool:
    """Whether the options are the steps of one scale: never, sometimes, always."""
    return item.ranks is not None


def all_or_none_of_the_above(item: Item) -> Iterator[Finding]:
    """An option stands for all others, for none of them, or for some by their letters."""
    if not item.is_choice or item.is_true_false:
        return
    is_collective = speech_of(item.language).matcher("pinned")
    for option, text in zip(item.question.options, item.options, strict=True):
        by_letters = any(isinstance(span, OptionReference) for span in spans_of(option.text))
        if by_letters or (option.pinned and is_collective(text.strip(_CLOSING))):
            said = "speaks of other options" if by_letters else "stands for other options"
            hint = "ask for all that are right, or offer one more answer of its own"
            message = f'"{text.strip(_CLOSING)[:60]}" {said}'
            yield Finding("all-or-none-of-the-above", item, message, hint, option.line, "options")
