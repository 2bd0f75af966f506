"""What plain text lacks, behind signs of private use while its rules are at work, and back in its place after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from examgen.formats.draft import Draft, DraftOption, DraftQuestion, StatedAnswer
from examgen.markup.displays import paragraphs_of
from examgen.model.text import Block, Formula, LineBreak, Paragraph, Span, Text, Words, wording

Kept: TypeAlias = Span | Block
_FIRST = 0xF0000
_TOKEN = re.compile("[\U000f0000-\U000ffffd]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Each sign and what it stands for."""

    kept: list[Kept] = field(default_factory=list)

    def keep(self, what: Kept) -> str:
        """The sign for a span or a block; past the last one, its words."""
        if len(self.kept) >= 0xFFFD:
            return _words(what)
        self.kept.append(what)
        return chr(_FIRST + len(self.kept) - 1)

    def draft(self, draft: Draft) -> Draft:
        """The whole draft with everything in its place."""
        return replace(draft, title=self.words(draft.title), questions=tuple(map(self.question, draft.questions)))

    def question(self, question: DraftQuestion) -> DraftQuestion:
        return replace(
            question,
            stem=self.text(question.stem),
            options=tuple(map(self.option, question.options)),
            answers=tuple(map(self.answer, question.answers)),
            explanation=self.text(question.explanation),
            note=self.text(question.note),
            topic=self.words(question.topic),
        )

    def option(self, option: DraftOption) -> DraftOption:
        return replace(option, text=self.text(option.text), rationale=self.text(option.rationale))

    def answer(self, answer: StatedAnswer) -> StatedAnswer:
        return replace(answer, text=self.words(answer.text), note=self.text(answer.note))

    def words(self, words: str) -> str:
        """Plain characters, with the wording of what the signs stand for."""
        return _TOKEN.sub(lambda sign: _words(self.kept[ord(sign[0]) - _FIRST]), words)

    def text(self, text: Text) -> Text:
        return tuple(block for each in text for block in self.blocks(each))

    def blocks(self, block: Block) -> Iterator[Block]:
        """A paragraph, parted around blocks and displayed formulas; plain text has no other blocks with signs."""
        if not isinstance(block, Paragraph):
            yield block
            return
        spans: list[Span] = []
        for piece in self.pieces(block):
            if isinstance(piece, Block):
                yield from _closed(spans)
                yield piece
                spans = []
            else:
                spans.append(piece)
        yield from _closed(spans)

    def pieces(self, paragraph: Paragraph) -> Iterator[Kept]:
        for span in paragraph.spans:
            if not isinstance(span, Words) or not _TOKEN.search(span.text):
                yield span
                continue
            at = 0
            for sign in _TOKEN.finditer(span.text):
                if sign.start() > at:
                    yield replace(span, text=span.text[at : sign.start()])
                yield self.kept[ord(sign[0]) - _FIRST]
                at = sign.end()
            if at < len(span.text):
                yield replace(span, text=span.text[at:])


def _closed(spans: list[Span]) -> Iterator[Paragraph]:
    if any(not isinstance(span, LineBreak) and (not isinstance(span, Words) or span.text.strip()) for span in spans):
        yield from paragraphs_of(spans)


def _words(what: Kept) -> str:
    if isinstance(what, Block):
        return wording((what,))
    return what.source if isinstance(what, Formula) else wording((Paragraph((what,)),))
