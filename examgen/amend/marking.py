"""A text as printed and as corrected in, both with what changed marked out: struck out there, underlined here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from examgen.model.text import OptionReference, QuestionReference, Span, Style, Text, Words, map_spans, spans_of

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def is_same(one: Text, other: Text) -> bool:
    """Whether two texts print the same."""
    return one == other or compared(one) == compared(other)


def compared(text: Text) -> Text:
    """A text without what does not print: how words are cut into spans, and what the author wrote for references."""
    return map_spans(text, lambda spans: _joined(map(_plain, spans)))


def marked(printed: Text, corrected: Text) -> tuple[Text, Text]:
    """Both texts, word by word; what has no words, such as a formula, cannot be marked and stands beside its like."""
    before, after = list(_tokens(spans_of(printed))), list(_tokens(spans_of(corrected)))
    steps = SequenceMatcher(None, list(map(_plain, before)), list(map(_plain, after)), autojunk=False).get_opcodes()
    lost = {place for step, first, end, _, _ in steps if step != "equal" for place in range(first, end)}
    come = {place for step, _, _, first, end in steps if step != "equal" for place in range(first, end)}
    return (
        _with_style(printed, _joining(before, lost), Style(strike=True)),
        _with_style(corrected, _joining(after, come), Style(underline=True)),
    )


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
    if isinstance(span, Words | OptionReference | QuestionReference):
        both = replace(
            span.style, strike=span.style.strike or style.strike, underline=span.style.underline or style.underline
        )
        return replace(span, style=both)
    return span


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
