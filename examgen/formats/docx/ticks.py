"""The lines of a document in, a tick behind each option that alone looks different from the others out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from examgen.formats.docx.looks import BARE, Look
from examgen.formats.draft import DraftQuestion
from examgen.model.text import wording

_TICK = " ✓"
_FEWEST_COLOURED = 3
"""With fewer options, none of them bare, neither look is the odd one."""


@dataclass(slots=True)
class Line:
    """One line of plain text."""

    words: str
    is_option: bool = False
    label: Look = BARE
    """How the label looks, where one is typed."""

    text: Look = BARE
    """How all other words look."""


def common_look(looks: Sequence[Look]) -> Look:
    """The look of all words together; where they differ, a bare one, since an emphasised word is no key."""
    return looks[0] if looks and all(look == looks[0] for look in looks) else BARE


def tick(lines: Sequence[Line]) -> None:
    """Mark the options of each group of which some, not all, are set apart."""
    for group in _groups(lines):
        for looks in ([each.text for each in group], [each.label for each in group]):
            apart = _apart(looks)
            if any(apart):
                for line, is_apart in zip(group, apart, strict=True):
                    line.words += _TICK if is_apart and not line.words.endswith(_TICK) else ""
                break


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Options next to each other; empty lines may stand between them."""
    group: list[Line] = []
    for line in lines:
        if line.is_option:
            group.append(line)
        elif line.words.strip():
            yield group
            group = []
    yield group


def _apart(looks: Sequence[Look]) -> list[bool]:
    """Which of several looks are set apart: all that are not bare, if they are alike; else the single odd one."""
    if len(looks) < 2 or len(set(looks)) != 2:
        return [False] * len(looks)
    if BARE in looks:
        return [look != BARE for look in looks]
    (_, many), (odd, few) = Counter(looks).most_common()
    return [look == odd and few == 1 and many + few >= _FEWEST_COLOURED for look in looks]


def with_key(question: DraftQuestion, signs: Iterable[str]) -> DraftQuestion:
    """A question whose options bear no letters, with those marked that alone are set apart, all by the same sign."""
    if question.answers or any(option.is_marked for option in question.options):
        return question
    texts = [wording(option.text) for option in question.options]
    found = [sign for sign in signs if any(sign in text for text in texts)]
    if len(found) != 1 or all(found[0] in text for text in texts):
        return question
    pairs = zip(question.options, texts, strict=True)
    return replace(question, options=tuple(replace(option, is_marked=found[0] in text) for option, text in pairs))
