"""Rules on stems: what a stem does not ask, asks unseen, or asks around a hole in its middle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examgen.lint.finding import Finding
from examgen.lint.item import WORD, Item
from examgen.lint.words import RuleWords
from examgen.markup.words import all_parts
from examgen.model.text import PLAIN, Paragraph, Style, Text, Words

MOST_WORDS_OF_TOPIC = 3
"""A stem of no more words, none of which asks, names a topic."""

BLANK = re.compile(
    r"(?<!\w)_{2,}|_{2,}(?!\w)|\[\s*(?:blank|\.{2,}|…)?\s*\]|\.{4,}|…{2,}|(?<=\w )(?:\.{3}|…)(?= \w[^?]*$)"
)
"""Three dots amid words are one, unless the sentence asks; two strokes amid letters belong to a name: "my__name"."""

_ASIDE = re.compile(r"\s*(?:\([^()]*\)|(?:°|%)?[^\W\d_]{0,2}|[^\W\d_]{1,3}/[^\W\d_]{1,2})[.?!]*$")
"""What may stand behind a blank at the end: a unit, or words in brackets."""
_QUOTED = re.compile(r"[\"“„«][^\"“”«»]*[\"”“»]")
_ASKING = frozenset("?？؟")
_OPEN_ENDED = (":", "：", "…", "...", "-", "–", "—", "_", "=", ",", "(", "，")
_ENDS = (".", "?", "!", "。", "？")
_SENTENCE = re.compile(r"[^.!?？。:]+[.!?？。:]*")


def no_question(item: Item) -> Iterator[Finding]:
    """The stem neither asks, nor tells what to do, nor begins a sentence that the options end."""
    words = item.words
    if words is None or not item.is_choice or item.is_true_false or not item.stem:
        return
    stem = item.stem.rstrip()
    if not _ASKING.isdisjoint(stem) or stem.endswith(_OPEN_ENDED) or BLANK.search(stem) or _judges(item):
        return
    said = WORD.findall(stem.casefold())
    asks = any(words.has("interrogatives", word) or words.has("imperatives", word) for word in said)
    asks = asks or any(words.has("asking_verbs", first[0]) for first in _openings(stem))
    is_topic = len(said) == 1 or (0 < len(said) <= MOST_WORDS_OF_TOPIC and not _ends_in_options(item, said[-1]))
    if said and not asks and (is_topic or stem.endswith((".", "。"))) and _is_prose(item.question.stem):
        found = "names a topic" if is_topic else "makes a statement"
        message = f'the stem {found} and asks nothing: "{stem[-60:]}"'
        yield Finding(
            "no-question", item, message, "ask a question that can be answered without the options", None, "stem"
        )


def _openings(stem: str) -> Iterator[list[str]]:
    """The first word of each sentence."""
    return (said[:1] for sentence in _SENTENCE.findall(stem) if (said := WORD.findall(sentence.casefold())))


def _judges(item: Item) -> bool:
    """Whether two options at least say nothing but that the stem is true or false, perhaps of each statement in it."""
    truths = frozenset(word for words in all_parts() for word in (*words.true, *words.false))
    said = [WORD.findall(text.casefold()) for text in item.options]
    return sum(bool(words) and truths.issuperset(words) for words in said) > 1


def _ends_in_options(item: Item, last: str) -> bool:
    """Whether the options go on with the sentence that the stem begins."""
    is_open = item.words is not None and item.words.has("function_words", last)
    return is_open or all(
        text[:1].islower()
        for option, text in zip(item.question.options, item.options, strict=True)
        if not option.pinned
    )


def _is_prose(stem: Text) -> bool:
    """Whether the stem is words alone: beside a picture or code, a few words are a question."""
    return all(isinstance(block, Paragraph) and all(isinstance(span, Words) for span in block.spans) for block in stem)


def blank_in_mid_stem(item: Item) -> Iterator[Finding]:
    """Words follow the blank that the options fill."""
    if not item.is_choice:
        return
    blanks = list(BLANK.finditer(item.stem))
    if len(blanks) != 1 or not WORD.search(item.stem[: blanks[0].start()]):
        return
    behind = item.stem[blanks[0].end() :].strip()
    if WORD.search(behind) and not behind.startswith(_ENDS) and not _ASIDE.fullmatch(behind):
        message = f'the blank stands before "{behind[:40]}"'
        yield Finding("blank-in-mid-stem", item, message, "move the blank to the end, or ask a question", None, "stem")


def unemphasised_negative(item: Item) -> Iterator[Finding]:
    """The stem asks for the exception, and its negative is easily overread."""
    if word := plain_negative(item):
        message = f'the stem asks for the exception with a plain "{word}"'
        hint = f'ask for what is right, or write "**{word}**": --fix does so in Markdown and plain text'
        yield Finding("unemphasised-negative", item, message, hint, None, "stem")


def plain_negative(item: Item) -> str:
    """The first negative of the sentence that asks; empty where there is none, or it has emphasis."""
    words = item.words
    if words is None or not item.is_choice or item.is_true_false:
        return ""
    paragraphs = (block for block in reversed(item.question.stem) if isinstance(block, Paragraph))
    found = (negative for block in paragraphs if (negative := _negative_in(block, words)))
    word, is_emphasised = next(found, ("", False))
    return "" if is_emphasised else word


def _negative_in(block: Paragraph, words: RuleWords) -> tuple[str, bool] | None:
    """A negative in the sentence of a paragraph that asks, and whether it has emphasis."""
    text, styles = _styled(block)
    for start, end in _asking(text):
        opener = words.openers.search(text, start, end)
        quoted = [quotation.span() for quotation in _QUOTED.finditer(text)]
        for match in words.negative.finditer(text, start, opener.start() if opener else end):
            if any(opens < match.start() < closes for opens, closes in quoted):
                continue
            return match[0], match[0].isupper() or _is_set_off(styles[match.start()])
    return None


def _styled(block: Paragraph) -> tuple[str, list[Style]]:
    """The characters of a paragraph's words and the style of each; what is no word is a space."""
    runs = [(span.text, span.style) if isinstance(span, Words) else (" ", PLAIN) for span in block.spans]
    return "".join(text for text, _ in runs), [style for text, style in runs for _ in text]


def _is_set_off(style: Style) -> bool:
    return style.bold or style.italic or style.underline


def _asking(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand that ask; without a question mark, the last one asks."""
    sentences = [match for match in _SENTENCE.finditer(text) if WORD.search(match[0])]
    asking = [match for match in sentences if not _ASKING.isdisjoint(match[0])]
    yield from (match.span() for match in asking or sentences[-1:])
