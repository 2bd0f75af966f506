"""What an author writes between ``[[`` and ``]]`` in, references out; and the same way back.

``[[b]]`` is the option labelled b, ``[[#bio-7]]`` the question with that id, ``[[=B]]`` the letter B and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from examgen.markup.flat import flattened
from examgen.markup.grammar import grammar_of
from examgen.markup.inline import merged
from examgen.markup.option_names import OptionNames
from examgen.markup.references import is_ordered
from examgen.markup.words import Speech
from examgen.model.text import OptionReference, QuestionReference, Span, Style, Text, Words, map_spans, spans_of

DENIAL = "="
"""First sign of words that refer to nothing."""

_NEAR = 6
"""Spans behind a list in which words may say that its order means something."""


@dataclass(frozen=True, slots=True)
class References:
    """What references in one question may point at."""

    names: OptionNames
    """Of the options; letters by place where none has a label."""

    numbers: Mapping[str, str]
    """Ids of the file's questions → their numbers."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the options, in their order, in lower case."""
        return tuple(label.casefold() for label in self.names.labels)

    def span(self, content: str, style: Style) -> Span | None:
        """What ``[[content]]`` stands for."""
        if content.startswith(DENIAL):
            return OptionReference((), 0, content.removeprefix(DENIAL), style)
        if content.startswith("#"):
            return self._question(content.removeprefix("#"), style)
        label = content.strip()
        place = self.names.place(label) if label else None
        return None if place is None else OptionReference((place,), 0, content, style)

    def _question(self, content: str, style: Style) -> Span | None:
        target, bar, shown = content.rpartition("|")
        if not bar:
            target, shown = content, self.numbers.get(content) or content
        return QuestionReference(target, shown, style) if target in self.numbers else None

    def content(self, span: OptionReference | QuestionReference) -> str:
        """What stands between the brackets for a reference."""
        if isinstance(span, QuestionReference):
            shown = self.numbers.get(span.target) or span.target
            return f"#{span.target}" if span.source == shown else f"#{span.target}|{span.source}"
        if not span.targets:
            return f"{DENIAL}{span.source}"
        label = self.labels[sorted(span.targets)[0]] if len(span.targets) == 1 else span.source
        return span.source if span.source.casefold() == label else label


def settled(text: Text) -> Text:
    """The text with denied letters as the plain words that they are."""

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        if not any(isinstance(span, OptionReference) and not span.targets for span in spans):
            return spans
        return merged(_plain_if_denied(span) for span in spans)

    return map_spans(text, change)


def speaks_of_nothing(text: Text) -> bool:
    """Whether all letters that could mean options are denied."""
    found = [span for span in spans_of(text) if isinstance(span, OptionReference)]
    return bool(found) and not any(span.targets for span in found)


def _plain_if_denied(span: Span) -> Span:
    is_denied = isinstance(span, OptionReference) and not span.targets
    return Words(span.source, span.style) if is_denied else span  # type: ignore[union-attr]


def in_runs(text: Text, speech: Speech) -> Text:
    """References that are listed, as in "[[b]] and [[c]]", made one run, whose letters print in ascending order."""
    if not any(isinstance(span, OptionReference) for span in spans_of(text)):
        return text
    return map_spans(text, lambda spans: tuple(_runs(spans, speech)))


def _runs(spans: Sequence[Span], speech: Speech) -> Iterator[Span]:
    place = 0
    while place < len(spans):
        members = _members(spans, place, speech)
        if not members:
            yield spans[place]
            place += 1
            continue
        if is_ordered(flattened(spans[max(members) + 1 :][:_NEAR]), 0, grammar_of(speech)):
            members = {place: members[place]}
        targets = tuple(sorted(member.targets[0] for member in members.values()))
        for rank, (at, member) in enumerate(members.items()):
            yield from spans[place:at]
            yield replace(member, targets=targets, rank=rank)
            place = at + 1


def _members(spans: Sequence[Span], place: int, speech: Speech) -> dict[int, OptionReference]:
    """The references, by place, that are listed from here on: with a joint between or with nothing, no option twice."""
    members: dict[int, OptionReference] = {}
    seen: set[int] = set()
    while place < len(spans):
        span = spans[place]
        if not isinstance(span, OptionReference) or len(span.targets) != 1 or span.targets[0] in seen:
            break
        members[place] = span
        seen.add(span.targets[0])
        place += 1
        joint = spans[place] if place < len(spans) else None
        if isinstance(joint, Words):
            if not grammar_of(speech).joint.fullmatch(joint.text):
                break
            place += 1
    return members


def alone(text: Text, references: References) -> Text:
    """Each reference by itself, and set apart where `in_runs` would join what is no run."""

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        single = tuple(_single(span, references.labels) for span in spans)
        if tuple(_runs(single, references.names.speech)) == spans:
            return single
        return tuple(part for span in single for part in _apart(span))

    return map_spans(text, change)


def _single(span: Span, labels: Sequence[str]) -> Span:
    """One of a run by itself: the option that its author wrote there."""
    if not isinstance(span, OptionReference) or len(span.targets) < 2:
        return span
    named = [target for target in span.targets if labels[target] == span.source.casefold()]
    return replace(span, targets=(named[0] if named else span.targets[span.rank],), rank=0)


def _apart(span: Span) -> Iterator[Span]:
    yield span
    if isinstance(span, OptionReference) and span.targets:
        yield OptionReference((), 0, "", span.style)
