"""A question in, its texts as rules look at them out: plain words, content words, right and wrong options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from examgen.lint.words import RuleWords, words_of
from examgen.markup.numbers import Measured
from examgen.markup.scales import cut_at_numbers, ranks_on_scale
from examgen.model.bank import Option, Question
from examgen.model.response import CHOOSING, Kind
from examgen.model.text import Block, CodeBlock, Formula, Image, Paragraph, Text, printed, spans_of, style_of, wording

WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_SHORTEST_CONTENT = 3
MOST_CHARACTERS = 5000
"""Of one text are looked at: none that is longer is read by a student as one thought."""


@dataclass(frozen=True, eq=False)
class Item:
    """A question, or a part of one, with the language that it is in."""

    question: Question
    language: str
    """BCP 47, told from the text where it is not stated."""

    @property
    def words(self) -> RuleWords | None:
        """What is known of its language."""
        return words_of(self.language)

    @property
    def is_choice(self) -> bool:
        """Whether options are offered of which some are right."""
        return self.question.kind in CHOOSING

    @property
    def is_true_false(self) -> bool:
        return self.question.kind is Kind.TRUE_FALSE

    @cached_property
    def stem(self) -> str:
        return _plain(self.question.stem)

    @cached_property
    def options(self) -> tuple[str, ...]:
        return tuple(_plain(option.text) for option in self.question.options)

    @cached_property
    def free(self) -> tuple[Option, ...]:
        """Options that are no "none of the above": those that can be compared with each other."""
        return tuple(option for option in self.question.options if not option.pinned)

    @property
    def key(self) -> int | None:
        """The place of the one right option."""
        places = self.question.key
        return places[0] if len(places) == 1 and self.is_choice else None

    @cached_property
    def distractors(self) -> tuple[str, ...]:
        """Wrong options, without "none of the above"."""
        pairs = zip(self.question.options, self.options, strict=True)
        return tuple(text for option, text in pairs if not option.is_key and not option.pinned)

    @cached_property
    def cut(self) -> tuple[Measured, ...] | None:
        """The free options cut at their numbers, where all hold some."""
        if not self.is_choice or len(self.free) < 2:
            return None
        return cut_at_numbers([option.text for option in self.free], self.language)

    @cached_property
    def ranks(self) -> tuple[int, ...] | None:
        """The places of the free options on their scale."""
        return ranks_on_scale([option.text for option in self.free], self.language)

    @cached_property
    def is_plain(self) -> bool:
        """Whether all options are words alone, so that their lengths and signs can be compared."""
        return not any(is_code(option.text) or not _is_words(option.text) for option in self.question.options)

    @cached_property
    def stem_content(self) -> tuple[str, ...]:
        return self.content_of(self.stem)

    def content_of(self, text: str) -> tuple[str, ...]:
        """Lower-case words that carry content, each once, in their order."""
        words = self.words
        functions = words.among("function_words") if words else frozenset()
        return tuple(
            dict.fromkeys(
                word
                for word in WORD.findall(text.casefold())
                if word not in functions and (len(word) >= _SHORTEST_CONTENT or word.isdecimal())
            )
        )


def items_of(question: Question, language: str) -> Iterator[Item]:
    """A question, and behind it its parts, but no gaps: their text is the whole's."""
    yield Item(question, language)
    if question.kind is not Kind.FILL_IN:
        for part in question.parts:
            yield from items_of(part, language)


def named(question: Question) -> str:
    """A question as messages about another one name it."""
    number = f"question {question.number} in " if question.number else "the question in "
    return f"{number}{question.path} line {question.line}"


def common_start(one: str, other: str) -> int:
    """With how many equal characters two words begin."""
    differing = (place for place, (own, its) in enumerate(zip(one, other, strict=False)) if own != its)
    return next(differing, min(len(one), len(other)))


def has_formula(text: Text) -> bool:
    """Whether signs of a text mean what only its reader can tell."""
    return any(isinstance(span, Formula) for span in spans_of(text))


def is_code(text: Text) -> bool:
    """Whether a text shows code, in which every sign counts."""
    return any(isinstance(block, CodeBlock) for block in text) or any(style_of(span).code for span in spans_of(text))


def _is_words(text: Text) -> bool:
    return all(_is_paragraph(block) for block in text) and not any(
        isinstance(span, Formula | Image) for span in spans_of(text)
    )


def _is_paragraph(block: Block) -> bool:
    return isinstance(block, Paragraph)


def _plain(text: Text) -> str:
    """The words of a text, without its code."""
    prose = tuple(block for block in text if not isinstance(block, CodeBlock))
    return " ".join(printed(wording(prose)[:MOST_CHARACTERS]).split())
