"""An explanation in, the option that it shows to be right out; what it does not settle stays open.

Two kinds of evidence: the opening bold statement repeats one option's wording, and letters dismiss the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from examgen.formats.evidence_words import AFFIRMED, CLOSING, DISMISSED, PRONOUNS, STOP, negative_stem
from examgen.markup.flat import searched
from examgen.markup.words import Speech
from examgen.model.text import (
    Formula,
    Image,
    OptionReference,
    Paragraph,
    Span,
    Text,
    Words,
    content,
    map_spans,
    wording,
)

_MOST_TOKENS = 120
_OPENING = 400
"""The statement that opens an explanation begins within so many characters, and within its first sentence."""

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[+\-−]?\d+|[^\w\s.,;:!?\"'“”‘’()*]")
_CLOSE_AFTER = 40
_REFERENCE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an explanation says about the key."""

    statement: str
    """The opening bold words; empty where there are none."""

    whole: int | None
    """The one option whose wording the statement contains, whole, in order and not denied."""

    is_short: bool
    """That wording is so short within the statement that it may stand there for another reason."""

    alike: int | None
    """The one option whose wording the statement nearly contains: inflected or shortened."""

    dismissed: frozenset[int]
    """Options that letters dismiss, anywhere in the explanation."""

    rejected: frozenset[int]
    """Those among them of which the text says outright that they are wrong."""


def is_negative(stem: Text, speech: Speech) -> bool:
    """Whether a stem asks for the exception, so that an explanation praises the distractors."""
    return bool(negative_stem(speech).search(searched(stem)))


def evidence_in(explanation: Text, options: Sequence[Text], speech: Speech) -> Evidence:
    """Weigh an explanation whose mentions are already references; a suspect text has none."""
    statement = _opening_statement(explanation)
    tokens = _tokens(wording((Paragraph(_with_signs(statement)),)))
    whole = _only([place for place, option in enumerate(options) if _is_whole(_wording_tokens(option), tokens, speech)])
    dismissed, rejected = _dismissals(explanation)
    return Evidence(
        statement=wording((Paragraph(statement),)).strip(),
        whole=whole,
        is_short=whole is not None and _is_short(_wording_tokens(options[whole]), tokens),
        alike=_most_alike(tokens, options, speech),
        dismissed=dismissed,
        rejected=rejected,
    )


def settled_key(evidence: Evidence, count: int) -> int | None:
    """The option that the evidence settles, or ``None``."""
    if evidence.whole is not None:
        others = frozenset(range(count)) - {evidence.whole}
        if evidence.is_short:
            return evidence.whole if evidence.dismissed == others else None
        return None if evidence.whole in evidence.dismissed else evidence.whole
    if evidence.alike is not None and evidence.dismissed == frozenset(range(count)) - {evidence.alike}:
        return evidence.alike
    return None


def _only(places: Sequence[int]) -> int | None:
    return places[0] if len(places) == 1 else None


def _opening_statement(explanation: Text) -> tuple[Span, ...]:
    """The first bold words, if they begin within the first sentence."""
    if not explanation or not isinstance(explanation[0], Paragraph):
        return ()
    before, bold = "", list[Span]()
    spans = explanation[0].spans
    for place, span in enumerate(spans):
        words = wording((Paragraph((span,)),)) if isinstance(span, Words | Formula | Image) else " "
        if _is_bold(spans, place):
            bold.append(span)
        elif bold and words.strip():
            break
        elif bold:
            bold.append(Words(words))
        else:
            before += words
        if len(before) > _OPENING or re.search(r"[.!?;]\s|\(1\)|\(a\)", before):
            return ()
    return tuple(bold)


def _is_bold(spans: Sequence[Span], place: int) -> bool:
    """Whether words are bold, or what is drawn stands between bold words."""
    span = spans[place]
    if isinstance(span, Formula | Image):
        beside = (*spans[place - 1 : place], *spans[place + 1 : place + 2]) if place else ()
        return len(beside) == 2 and all(isinstance(each, Words) and each.style.bold for each in beside)
    return isinstance(span, Words) and span.style.bold


def _with_signs(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans with a word for each thing that is drawn, which is found only where the same is drawn."""
    return tuple(_sign(span) if isinstance(span, Formula | Image) else span for span in spans)


def _sign(span: Formula | Image) -> Words:
    shown = content((Paragraph((span,)),)).encode(errors="surrogatepass")
    return Words(f" drawn{blake2b(shown, digest_size=8).hexdigest()} ")


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _TOKEN.finditer(text[: _MOST_TOKENS * 20].casefold()))[:_MOST_TOKENS]


def _wording_tokens(option: Text) -> tuple[str, ...]:
    tokens = _tokens(wording(map_spans(option, _with_signs)))
    return tokens[1:] if len(tokens) > 1 and tokens[0] in PRONOUNS else tokens


def _is_whole(option: Sequence[str], statement: Sequence[str], speech: Speech) -> bool:
    """Whether the statement holds the option's words without a gap and denies nothing around them."""
    if not option:
        return False
    size = len(option)
    for start in range(len(statement) - size + 1):
        if statement[start : start + size] == option:
            return not _denies((*statement[:start], *statement[start + size :]), speech)
    return False


def _denies(tokens: Sequence[str], speech: Speech) -> bool:
    is_negation = speech.matcher("negation")
    return any(is_negation(token) or token.endswith(("n't", "n’t")) for token in tokens)


def _is_short(option: Sequence[str], statement: Sequence[str]) -> bool:
    return len(option) <= 2 and len(statement) > 2 * len(option)


def _most_alike(statement: Sequence[str], options: Sequence[Text], speech: Speech) -> int | None:
    """The option most of whose words stand in the statement in order, far ahead of the next."""
    stems = [_stem(token) for token in statement if token not in STOP]
    scores = [_likeness(_wording_tokens(option), stems) for option in options]
    ranked = sorted(range(len(scores)), key=lambda place: -scores[place])
    if not ranked or scores[ranked[0]] < 0.75 or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < 0.25):
        return None
    best = set(_wording_tokens(options[ranked[0]]))
    return None if _denies([token for token in statement if token not in best], speech) else ranked[0]


def _likeness(option: Sequence[str], statement: Sequence[str]) -> float:
    """The share of the option's own words that the statement holds in order."""
    words = [_stem(token) for token in option if token not in STOP]
    if not words:
        return 0.0
    row = [0] * (len(statement) + 1)
    for word in words:
        diagonal = 0
        for place, other in enumerate(statement, start=1):
            diagonal, row[place] = row[place], diagonal + 1 if word == other else max(row[place], row[place - 1])
    return row[-1] / len(words)


def _stem(token: str) -> str:
    """A word without its usual endings: enough to see that "ensures" is "ensure"."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token[: -len(ending)]
    return token


def _dismissals(explanation: Text) -> tuple[frozenset[int], frozenset[int]]:
    """Options dismissed by letter, and those among them that are called wrong outright."""
    dismissed: set[int] = set()
    rejected: set[int] = set()
    is_closing = False
    for block in explanation:
        if not isinstance(block, Paragraph):
            continue
        flat = "".join(span.text if isinstance(span, Words) else _REFERENCE for span in block.spans)
        closing = CLOSING.search(flat)
        begins = 0 if is_closing else closing.start() if closing else len(flat)
        at = 0
        for span in block.spans:
            at += len(span.text) if isinstance(span, Words) else 1
            if not isinstance(span, OptionReference):
                continue
            if span.rank < len(span.targets) - 1:
                continue
            after = flat[at : at + _CLOSE_AFTER]
            outright = bool(DISMISSED.match(after))
            if outright or (at > begins and not AFFIRMED.match(after)):
                dismissed.update(span.targets)
            if outright:
                rejected.update(span.targets)
        is_closing = is_closing or closing is not None
    return frozenset(dismissed), frozenset(rejected)
