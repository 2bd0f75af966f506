"""Questions whose stems hold the answer in brackets in, the same with the answer stated and the brackets empty out.

East Asian exams with answers are written so, "最大的是（ B ）", and others with the letter at an edge, "Which? (B)".
A letter in brackets may be part of a text, so it counts where the questions of a file agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from examgen.formats.draft import DraftQuestion, StatedAnswer
from examgen.formats.labels import LETTER
from examgen.formats.plain_text.words import any_of, words_of
from examgen.formats.truth_words import truth_words
from examgen.markup.patterns import late
from examgen.markup.words import is_unspaced
from examgen.model.text import Span, Text, Words, map_spans, spans_of, wording

_LABELS = rf"{LETTER}(?:\s?[,，、]?\s?{LETTER}){{0,7}}"
_INSIDE = late(rf"(?P<open>[(（【\[])\s*(?P<said>{_LABELS})\s*[)）】\]]")
_LAST = late(
    rf"(?<!\s)\s*+(?P<open>[(\[（【])\s*(?:(?:{any_of('answer')})\s*(?P<named>[:：.=-])\s*)?(?P<said>{_LABELS}|\d)\s*[)\]）】]"
    r"(?P<stop>[.。?？:：]?)\s*$",
    re.IGNORECASE,
)
_FIRST = late(rf"^(?P<open>[(\[])\s*(?P<said>{_LABELS})\s*[)\]]\s+(?P<stop>)", re.IGNORECASE)
_TRUTH = rf"[√✓✔×✗✘xX○]|对|錯|错|[TFＴＦ]|{any_of('true', 'false')}"
_JUDGED = late(
    rf"(?<!\s)\s*+(?P<open>[(（\[])\s*(?P<said>{_TRUTH})\s*[)）\]](?P<stop>[.。]?)\s*$",
    re.IGNORECASE,
)
_JUDGED_FIRST = late(rf"^(?P<open>_+|[(\[（])\s*(?P<said>{_TRUTH})\s*(?:_+|[)\]）])\s+(?P<stop>)(?=\S)", re.IGNORECASE)
_JUDGED_APART = late(
    rf"(?<=\S)(?P<open>)(?:[ ]{{2,}}|\t)\s*(?P<said>[TF]|{any_of('true', 'false')})(?P<stop>)$", re.IGNORECASE
)
_JUDGED_LAST = late(
    rf"(?P<open>)(?:(?<=[.!?…。])\s++|(?<!\s)\s*+(?:[-–—=]+>?|→|:)\s*)"
    rf"(?P<said>{any_of('true', 'false')}|(?-i:[TF]))[.!]?(?P<stop>)$",
    re.IGNORECASE,
)
"""A word behind a statement, which counts where it stands behind all of them."""

_TRUE = frozenset("√✓✔○tｔ对") | words_of("true")
_OPEN, _CLOSE = ("(", "["), (")", "）", "]", "】")
_FEWEST = 2
"""Questions that must agree, where nothing else says what the letter is."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A question, and where its stem may state the answer."""

    question: DraftQuestion
    match: re.Match[str] | None
    is_contradicted: bool = False
    """The file states another answer for it."""

    is_loose: bool = False
    """It counts only where all questions without options have one."""


def with_stem_keys(questions: Sequence[DraftQuestion]) -> tuple[DraftQuestion, ...]:
    """The questions; each whose stem states the answer in brackets states it apart."""
    found = [_found(question) for question in questions]
    choices = [each for each in found if each.question.options and not each.is_contradicted]
    bare = [each for each in found if not each.question.options]
    if any(each.is_loose and each.match for each in bare) and (len(bare) < _FEWEST or not all(b.match for b in bare)):
        found = [replace(each, match=None) if each.is_loose else each for each in found]
    agree = all(each.match for each in choices) and len(choices) >= _FEWEST
    return tuple(
        _stated(each.question, each.match) if each.match and (agree or _is_sure(each)) else each.question
        for each in found
    )


def _found(question: DraftQuestion) -> _Found:
    words = "".join(map(_shown, spans_of(question.stem)))
    may_end = words.rstrip().rstrip(".。?？:：").rstrip().endswith(_CLOSE)
    if not question.options:
        is_bare = question.kind is None and not (question.accepted or question.answers)
        judged = _JUDGED.search(words) if may_end else _JUDGED_APART.search(words)
        judged = judged or (_JUDGED_FIRST.match(words) if words[:1] in ("_", *_OPEN) else None)
        is_loose = is_bare and judged is None
        return _Found(
            question, _JUDGED_LAST.search(words) if is_loose else judged if is_bare else None, False, is_loose
        )
    match = _LAST.search(words) if may_end else None
    if match is None and words.startswith(_OPEN):
        match = _FIRST.match(words)
    if match is None and not words.isascii() and any(map(is_unspaced, words)):
        inside = list(_INSIDE.finditer(words))
        match = inside[0] if len(inside) == 1 else None
    labels = _labels(match["said"], question) if match else []
    if not labels:
        return _Found(question, None)
    said = {label.casefold() for label in labels}
    others = [answer.label for answer in question.answers if answer.label]
    others += [option.label for option in question.options if option.is_marked and option.label]
    is_contradicted = bool(others) and not any(said <= set(other.casefold().split(",")) for other in others)
    return _Found(question, match, is_contradicted)


def _labels(said: str, question: DraftQuestion) -> list[str]:
    """The labels that brackets hold, if all are those of options."""
    labels = re.findall(rf"{LETTER}|\d", said)
    known = {option.label.casefold() for option in question.options}
    return labels if all(label.casefold() in known for label in labels) and len(set(labels)) == len(labels) else []


def _is_sure(found: _Found) -> bool:
    """Whether brackets name an answer, or close a text without spaces, or judge a statement."""
    match = found.match
    if match is None or found.is_contradicted:
        return False
    groups = match.groupdict()
    if not found.question.options or groups.get("named"):
        return True
    return "named" in groups and match["open"] in "（【" and not match["said"].islower()


def _stated(question: DraftQuestion, match: re.Match[str]) -> DraftQuestion:
    if question.options:
        answer = StatedAnswer(label=",".join(_labels(match["said"], question)), line=question.line)
    else:
        true, false = truth_words(None, [wording(question.stem)])
        answer = StatedAnswer(text=true if match["said"].casefold() in _TRUE else false, line=question.line)
    return replace(question, stem=_emptied(question.stem, match), answers=(answer, *question.answers))


def _shown(span: Span) -> str:
    """The words of a span; one sign for what is none."""
    return span.text if isinstance(span, Words) and not span.style.code else "\0"


def _emptied(stem: Text, match: re.Match[str]) -> Text:
    """The stem with nothing in the brackets; at its edges, without them where they are ASCII."""
    is_dropped = "stop" in match.groupdict() and match["open"].strip("_") in "(["
    start, end = match.span() if is_dropped else match.span("said")
    shown = match["stop"] if is_dropped else ""
    at = 0

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(cut(spans))

    def cut(spans: tuple[Span, ...]) -> Iterator[Span]:
        nonlocal at, shown
        for span in spans:
            first, at = at, at + len(_shown(span))
            if not isinstance(span, Words) or at <= start or first >= end:
                yield span
                continue
            text = span.text[: max(0, start - first)] + shown + span.text[max(0, end - first) :]
            shown = ""
            if text:
                yield replace(span, text=text)

    return map_spans(stem, change)
