"""A text as printed and as corrected in, both with what changed marked out: struck out there, underlined here."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count, groupby

from examgen.model.text import (
    Block,
    CodeBlock,
    Gap,
    LineBreak,
    ListBlock,
    OptionReference,
    Quote,
    Span,
    Style,
    Text,
    Words,
    map_spans,
    spans_of,
)

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def is_same(one: Text, other: Text) -> bool:
    """Whether two texts print the same."""
    return one == other or compared(one) == compared(other)


def compared(text: Text) -> Text:
    """A text without what does not print: how words are cut into spans, and what the author wrote for references."""
    return map_spans(text, lambda spans: _joined(map(_plain, spans)))


def marked(printed: Text, corrected: Text) -> tuple[Text, Text]:
    """Both texts, word by word; formulas and pictures are marked whole, code line by line."""
    before, after = list(_tokens(spans_of(printed))), list(_tokens(spans_of(corrected)))
    lost, come = _changed(list(map(_plain, before)), list(map(_plain, after)))
    lines_lost, lines_come = _changed(list(_code_lines(printed)), list(_code_lines(corrected)))
    gone, new = Style(strike=True), Style(underline=True)
    return (
        _with_code_marked(_with_style(printed, _joining(before, lost), gone), lines_lost, gone),
        _with_code_marked(_with_style(corrected, _joining(after, come), new), lines_come, new),
    )


def _changed(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[set[int], set[int]]:
    """Places of what only one of them has."""
    steps = [step for step in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if step[0] != "equal"]
    lost = {place for _, first, end, _, _ in steps for place in range(first, end)}
    return lost, {place for _, _, _, first, end in steps for place in range(first, end)}


def _joining(tokens: Sequence[Span], changed: set[int]) -> set[int]:
    """With the spaces between changed words, so that marks run through, and without those at their ends."""
    spaces = {place for place, token in enumerate(tokens) if isinstance(token, Words) and not token.text.strip()}
    words = changed - spaces
    return words | {place for place in spaces if {place - 1, place + 1} <= words}


def _with_style(text: Text, places: set[int], style: Style) -> Text:
    met = iter(range(sum(1 for _ in _tokens(spans_of(text)))))

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        tokens = [(token, next(met)) for token in _tokens(spans)]
        return _joined(tuple(_styled(token, style) if place in places else token for token, place in tokens))

    return map_spans(text, change)


def _styled(span: Span, style: Style) -> Span:
    return span if isinstance(span, Gap | LineBreak) else replace(span, style=span.style.marked(style))


def _code_lines(text: Text) -> Iterator[str]:
    for block in text:
        match block:
            case CodeBlock(text=code):
                yield from code.split("\n")
            case ListBlock(items=items):
                yield from (line for item in items for line in _code_lines(item))
            case Quote(blocks=blocks):
                yield from _code_lines(blocks)


def _with_code_marked(text: Text, places: set[int], mark: Style) -> Text:
    """The text with some lines of its code marked, counted through all of it."""
    numbers = count()

    def changed(block: Block) -> Block:
        match block:
            case CodeBlock(text=code):
                own = [place for place, _ in enumerate(code.split("\n")) if next(numbers) in places]
                return replace(block, marks=tuple(own), mark=mark) if own else block
            case ListBlock(items=items):
                return replace(block, items=tuple(tuple(map(changed, item)) for item in items))
            case Quote(blocks=blocks):
                return Quote(tuple(map(changed, blocks)))
        return block

    return tuple(map(changed, text)) if places else text


def _tokens(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        if isinstance(span, Words):
            yield from (Words(token, span.style) for token in TOKEN.findall(span.text))
        else:
            yield span


def _plain(span: Span) -> Span:
    """A span as it is compared: what the author wrote for a reference does not count."""
    match span:
        case OptionReference(targets=targets):
            return replace(span, targets=tuple(sorted(targets)), source="")
    return span


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Words of one style in one span."""
    joined: list[Span] = []
    for style, run in groupby(spans, key=lambda span: span.style if isinstance(span, Words) else None):
        words = list(run)
        text = "".join(span.text for span in words if isinstance(span, Words))
        joined += words if style is None else [Words(text, style)]
    return tuple(joined)
