"""Text for formats that have no references in, the same text with words for them out: letters, numbers, blanks."""

from __future__ import annotations

from collections.abc import Sequence

from examgen.model.text import Gap, OptionReference, QuestionReference, Span, Text, Words, map_spans


def spoken(text: Text, labels: Sequence[str]) -> Text:
    """The text with the labels that options have in the file; other questions go by the author's words."""

    def words(span: Span) -> Span:
        match span:
            case OptionReference(targets=targets):
                return Words(labels[targets[span.rank]] if targets else span.source, span.style)
            case QuestionReference(source=source):
                return Words(source, span.style)
            case Gap():
                return Words("____")
            case _:
                return span

    return map_spans(text, lambda spans: joined(tuple(map(words, spans))))


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans with neighbouring words of one style made one, as a reader makes them."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if isinstance(span, Words) and isinstance(last, Words) and last.style == span.style:
            found[-1] = Words(last.text + span.text, span.style)
        else:
            found.append(span)
    return tuple(found)
