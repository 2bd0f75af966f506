"""Text in, the same text with mentions of options turned into references out, and what was not understood.

A mention of an option that does not exist makes the whole text suspect: then nothing in it is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice

from examgen.markup.capitals import bare_capitals, next_word, surroundings
from examgen.markup.enumerations import enumerated
from examgen.markup.flat import Edit, edited, flattened
from examgen.markup.option_names import MOST_LABELS, OptionNames
from examgen.markup.small_letters import bare_small_letters
from examgen.markup.words import alternatives, word_set
from examgen.model.text import OptionReference, Span, Text, Words, map_spans, spans_of

MOST_UNCLEAR = 20
"""More doubtful letters than these in one text say nothing new."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A text with its references, and what stays doubtful in it."""

    text: Text
    dangling: tuple[str, ...] = ()
    """Mentions of options that do not exist, in the author's words."""

    unclear: tuple[str, ...] = ()
    """Letters that may be mentions, with a few words around them."""


class _Joint(Enum):
    """How a label is joined to the one before it."""

    LISTED = "listed"
    THROUGH = "through"
    """By a dash or a word: all labels between the two are meant too."""

    APART = "apart"
    """By words that tell the two apart: a run ends and another begins."""


@dataclass(frozen=True, slots=True)
class _Label:
    """One label of a mention, at its place in the flat string, brackets apart."""

    start: int
    end: int
    name: str
    joint: _Joint


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun or sign with the labels that it names."""

    start: int
    end: int
    labels: tuple[_Label, ...]


_NAME = r"(?:[A-Za-z]|\d{1,3})"
_EDGE = r"(?![\w·⋅∙×^_=+*({\[|\\#°]|[-‐‑](?!" + _NAME + r"(?!\w))\w|\.\d|,\d|/\w{2}|%)"
_ONE = rf"(?:\({_NAME}\)|\[{_NAME}\]|[\"“'‘]{_NAME}[\"”'’]|{_NAME}{_EDGE})"
_AND = rf"(?:{alternatives('conjunction')})"
_JOIN = rf"(?:\s?,\s?(?:{_AND}\s)?|\s?[/&+]\s?|\s{_AND}\s(?:{alternatives('both')}\s)?)"
_TO = rf"(?:\s?[-–—‐]\s?|\s(?:{alternatives('through')})\s)"
_APART = rf"(?:\s?,?\s(?:{alternatives('contrast')})\s|\s?(?:-+>|=>|→)\s?)"
ONE_LIST = rf"{_ONE}(?:(?:{_JOIN}|{_TO}|{_APART}){_ONE})*"
_LIST_HERE = re.compile(ONE_LIST, re.IGNORECASE)
_MENTION = re.compile(
    rf"(?<![\w-])(?P<noun>{alternatives('options', 'option')})"
    rf"(?P<gap>\s(?:letter\s|number\s|no\.\s|#)?|\s?:\s|\s(?:{alternatives('is_')}):?\s(?=[A-Z(\[\"“]|\d)|(?=[(\[]))"
    rf"(?P<list>{ONE_LIST})(?!\w)",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?P<join>{_APART}|{_JOIN}|{_TO})?[(\[\"“'‘]?(?P<name>{_NAME})[)\]\"”'’]?", re.IGNORECASE)
_RANGE = re.compile(rf"{_TO}$", re.IGNORECASE)
_CONTRAST = re.compile(rf"{_APART}$", re.IGNORECASE)
_ORDERED = re.compile(rf"[^.!?;]{{0,200}}?\b(?:{alternatives('ordered')})\b", re.IGNORECASE)
_COMPOUND = re.compile(rf"/\w\s(?:{alternatives('compound')})\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\s*(?:[.,;:!?)\]–—]|$|-\s)|\s+(?:because|since|as|and|or|for|due)\b")
_ABBREVIATED = re.compile(r"\.\w")
_ORDINAL = re.compile(
    rf"(?<![\w-])(?:{alternatives('ordinal')})\s(?:(?:two|three|few)\s)?(?:{alternatives('options', 'option')})(?!\w)",
    re.IGNORECASE,
)
_PLURALS = word_set("options")
_BETWEEN = word_set("is_")
_VERBAL = word_set("answer")
_VERBS = word_set("verb")
_FINITE = word_set("finite")


def understood(text: Text, names: OptionNames) -> Understanding:
    """Turn mentions into references; references that the text already holds are certain and stay."""
    if not names.labels:
        return Understanding(text)
    dangling: list[str] = []
    unclear: list[str] = []

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        flat = flattened(spans)
        mentions = list(_mentions(flat, names, unclear))
        for mention in mentions:
            if any(names.place(label.name) is None for label in mention.labels):
                dangling.append(flat[mention.start : mention.end])
        unclear.extend(islice(_by_place(flat), MOST_UNCLEAR))
        taken = [(mention.start, mention.end) for mention in mentions]
        if names.are_small:
            unclear.extend(islice(bare_small_letters(flat, names.labels, taken), MOST_UNCLEAR))
        if not names.are_digits:
            unclear.extend(islice(bare_capitals(flat, names.labels, taken), MOST_UNCLEAR))
        return edited(spans, [edit for mention in mentions for edit in _edits(flat, mention, names)])

    changed = map_spans(text, change) if not dangling else text
    if dangling:
        return Understanding(text, tuple(dangling[:MOST_UNCLEAR]))
    return Understanding(changed, (), tuple(dict.fromkeys(unclear))[:MOST_UNCLEAR])


def _mentions(flat: str, names: OptionNames, unclear: list[str]) -> Iterator[_Mention]:
    points = enumerated(flat)
    for match in _MENTION.finditer(flat):
        plural = match["noun"].lower().replace("\n", " ") in _PLURALS
        labels = _labels(match["list"], match.start("list"), plural)
        if not _speaks_of_options(match, labels, names, flat):
            if len(unclear) < MOST_UNCLEAR and _looks_like_option(match, labels, names, flat):
                unclear.append(surroundings(flat, labels[0].start, labels[0].end))
            continue
        if labels[0].start in points or any(names.may_be(label.name) for label in labels):
            unclear.append(surroundings(flat, labels[0].start, labels[-1].end))
            continue
        yield _Mention(match.start(), labels[-1].end, _in_order(labels, flat))


def _by_place(flat: str) -> Iterator[str]:
    """Words such as "the first option", which a shuffle makes untrue."""
    for match in _ORDINAL.finditer(flat):
        if match[0].split()[-1].lower() not in _VERBAL:
            yield surroundings(flat, match.start(), match.end())


def _labels(text: str, base: int, plural: bool) -> tuple[_Label, ...]:
    """The labels of a list that belong together: of one case, and joined as the noun's number allows."""
    labels: list[_Label] = []
    joins: list[str] = []
    for item in _ITEM.finditer(text):
        name, join = item["name"], item["join"] or ""
        joint = _joint_of(join)
        if labels and (_case(name) != _case(labels[0].name) or (name == "I" and labels[-1].name != "H")):
            break
        if labels and not plural and joint is _Joint.THROUGH and any(c.isspace() for c in join):
            break
        if labels and joint is _Joint.THROUGH and name.upper() <= labels[-1].name.upper():
            break
        joins.append(join.strip())
        labels.append(_Label(base + item.start("name"), base + item.end("name"), name, joint))
    if not plural and "," in joins and not any(re.search(r"[a-z&]", join) for join in joins):
        labels = labels[:1]
    return tuple(labels)


def _joint_of(join: str) -> _Joint:
    if _CONTRAST.match(join):
        return _Joint.APART
    return _Joint.THROUGH if _RANGE.match(join) else _Joint.LISTED


def _in_order(labels: tuple[_Label, ...], flat: str) -> tuple[_Label, ...]:
    """The labels, told apart where words behind the list say that its order means something."""
    if len(labels) < 2 or not is_ordered(flat, labels[-1].end):
        return labels
    return tuple(replace(label, joint=_Joint.APART) if label.joint is _Joint.LISTED else label for label in labels)


def is_ordered(flat: str, end: int) -> bool:
    """Whether the sentence that goes on here says that the order of what stands before means something."""
    return _ORDERED.match(flat, end) is not None


def _case(name: str) -> str:
    return "digit" if name.isdigit() else "upper" if name.isupper() else "lower"


def _speaks_of_options(match: re.Match[str], labels: Sequence[_Label], names: OptionNames, flat: str) -> bool:
    """Whether this noun with these labels is a mention and no false friend."""
    first, end = labels[0], labels[-1].end
    case, noun = _case(first.name), match["noun"].lower()
    bracketed = flat[first.start - 1] in "([\"“'‘"
    if (case == "digit") != names.are_digits or _COMPOUND.match(flat, first.end):
        return False
    if len(labels) > MOST_LABELS:
        return False
    if case == "digit" and (any(int(label.name) > MOST_LABELS or label.name == "0" for label in labels)):
        return False
    if case == "lower" and not (bracketed or len(labels) > 1):
        return names.are_small and _is_sure_small(match, flat, end)
    if case == "lower" and not bracketed and len({label.name for label in labels}) < len(labels):
        return False
    at_rest = bracketed or _SENTENCE_END.match(flat, end) is not None
    if _is_stated(match):
        return at_rest
    return at_rest or case != "digit" or noun not in _VERBAL or next_word(flat, end).lower() in _VERBS


def _is_sure_small(match: re.Match[str], flat: str, end: int) -> bool:
    """Whether a lone lower-case letter of a lower-case source can be no article: "option a is wrong"."""
    at_rest = _SENTENCE_END.match(flat, end) is not None and _ABBREVIATED.match(flat, end) is None
    if _is_stated(match):
        return at_rest
    return at_rest or next_word(flat, end).lower() in _FINITE


def _is_stated(match: re.Match[str]) -> bool:
    """Whether noun and label are joined as in "the answer is a", behind which an article may stand."""
    return ":" in match["gap"] or match["gap"].strip().lower() in _BETWEEN


def _behaves_as_label(flat: str, end: int) -> bool:
    """Whether the sentence ends or a verb stands where a lone letter ends: "option a is wrong"."""
    return _SENTENCE_END.match(flat, end) is not None or next_word(flat, end).lower() in _VERBS


def _looks_like_option(match: re.Match[str], labels: Sequence[_Label], names: OptionNames, flat: str) -> bool:
    """Whether a noun with a label that is no sure mention deserves a warning."""
    first = labels[0]
    case = _case(first.name)
    if case == "lower":
        may_be_article = first.name == "a" and (not names.are_small or _is_stated(match))
        is_article = may_be_article and not _behaves_as_label(flat, labels[-1].end)
        return not is_article and not names.are_digits and names.place(first.name) is not None
    if case == "digit":
        is_verb = match["noun"].lower() in _VERBAL
        return not is_verb and len(first.name) == 1 and 0 < int(first.name) <= len(names.labels)
    return names.are_digits and ord(first.name) - ord("A") < len(names.labels)


def _edits(flat: str, mention: _Mention, names: OptionNames) -> Iterator[Edit]:
    """References for the labels of one mention; those of one list are one run."""
    if any(names.place(label.name) is None for label in mention.labels):
        return
    run: list[_Label] = []
    for label in mention.labels:
        if run and label.joint is _Joint.APART:
            yield from _run_edits(flat, run, names)
            run = []
        run.append(label)
    yield from _run_edits(flat, run, names)


def _run_edits(flat: str, labels: Sequence[_Label], names: OptionNames) -> Iterator[Edit]:
    """References for one list; a range in it becomes the list of all that it spans."""
    filled = [
        names.between(before.name, label.name) if label.joint is _Joint.THROUGH else []
        for before, label in zip((labels[0], *labels), labels, strict=False)
    ]
    named = [place for label in labels if (place := names.place(label.name)) is not None]
    run = [place for between, own in zip(filled, named, strict=True) for place in (*between, own)]
    targets = tuple(sorted(set(run)))
    if len(targets) < len(run):
        for label, place in zip(labels, named, strict=True):
            yield Edit(label.start, label.end, (OptionReference((place,), 0, label.name),))
        return
    rank = 0
    for index, (label, between) in enumerate(zip(labels, filled, strict=True)):
        spans: list[Words | OptionReference] = []
        start = label.start
        if label.joint is _Joint.THROUGH and index:
            before = labels[index - 1]
            start, joint = before.end, _joint(flat, before, label)
            for place in between:
                spans += [Words(joint), OptionReference(targets, rank, _cased(names.labels[place], label.name))]
                rank += 1
            spans.append(Words(joint))
        spans.append(OptionReference(targets, rank, label.name))
        rank += 1
        yield Edit(start, label.end, tuple(spans))


def with_label_list(spans: tuple[Span, ...], flat: str, start: int, names: OptionNames) -> tuple[Span, ...]:
    """The spans with the list of labels that begins at a place turned into references, whatever stands before it."""
    match = _LIST_HERE.match(flat, start)
    if match is None:
        return spans
    labels = _labels(match[0], start, plural=True)
    return edited(spans, list(_edits(flat, _Mention(start, labels[-1].end, labels), names)))


def _cased(label: str, like: str) -> str:
    return label.lower() if like.islower() else label


def _joint(flat: str, before: _Label, label: _Label) -> str:
    """What stands between the letters of a written-out range: a comma, and the brackets if the labels have them."""
    opening, closing = flat[label.start - 1], flat[before.end : before.end + 1]
    return f"{closing}, {opening}" if opening in "([\"“'‘" and closing in ")]\"”'’" else ", "


def references_in(text: Text) -> tuple[OptionReference, ...]:
    """All references that a text holds."""
    return tuple(span for span in spans_of(text) if isinstance(span, OptionReference))
