"""What is said about the right answer in, `StatedAnswer` out, from an answer line or from a closing answer list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from examgen.formats.circled import CIRCLED, plain_number
from examgen.formats.conjunctions import AND, REASON, UNSPACED
from examgen.formats.draft import DraftOption, StatedAnswer
from examgen.formats.identity import same_wording
from examgen.formats.labels import LETTER, label_rank, plain_label
from examgen.formats.plain_text.words import before_value
from examgen.markup.patterns import late
from examgen.markup.plain import parse
from examgen.model.text import wording

_LABEL = rf"(?:{LETTER}|\d{{1,2}})"
_ONE = rf"(?:[(\[\"'“‘«（]\s*{_LABEL}\s*[)\]\"'”’»）]|{_LABEL}(?=\W|$|[{UNSPACED}]|以及|및|および))"
_ARTICLE = r"(?:(?:the|la|el|die|option|letter|letra|lettera|lettre|буква)\s+|(?-i:[ao]\s+(?=[A-Z]\W|[A-Z]$|\w{3})))"
_LEAD = late(rf"(?:(?:{_ARTICLE})?(?:{before_value('option')}|{_ARTICLE})(?=[(\[\"'（“]?{_LABEL}\b))?", re.IGNORECASE)
_JOIN = rf"\s*(?:[,;/&+，、；]\s*{AND}|[,;/&+，、；]|{AND})\s*"
_SEVERAL = late(rf"{_ONE}(?:{_JOIN}{_ONE})*", re.IGNORECASE)
_JOINED = late(_JOIN, re.IGNORECASE)
_LABELLED = late(_LABEL, re.IGNORECASE)
_AFTER = late(
    rf"(?<=[)\]\"'”])\s+|(?<=）)\s*|\s*+(?:\.?\)|[.:\]](?=\s|$)|[．：）、。]|(?<=\s)[-–—=](?=\s)|[,;](?=\s?[^\W\d_]{{2}})"
    rf"|(?<=\s)(?=(?:{REASON})\b)|(?=[(（])|$)\s*",
    re.IGNORECASE,
)
_CIRCLED = late(rf"{CIRCLED}(?:\s*[,、，·]?\s*{CIRCLED})*\s*(?:[번番](?!\w))?[.)）:,]?\s*")
_SPACED = re.compile(r"[A-H](?:\s+[A-H]){1,7}")
_BOLD_LABEL = late(
    rf"\*\*\s?(?P<label>{_ONE})[.:)]?\s?\*\*[.:)]?\s+(?!(?:\w{{1,3}}|[&+/])\s*\*\*)(?=\S)", re.IGNORECASE
)
"""A label in bold before reasons: "**B** because"; "**A** and **C**" are two."""

_PICTURES_LAST = re.compile(
    r"(?<=[\w.)\]*])\s{0,9}(?:[\u2600-\u27bf\u2b50\U0001f000-\U0001faff][\ufe0f\u200d]*\s?){1,4}$"
)
"""Pictures behind an answer decorate it: "B 🗳️"."""

_FILLED = re.compile(r"\A_+\s*(?P<inner>[^\s_](?:[^_]*[^\s_])?)\s*_+\Z")
"""An answer on its line: "__B__"."""

_MOST_IN_A_ROW = 8
"""Letters beyond make a word: "Answer: DNA"."""

_LETTERS = re.compile(r"[A-Z]{2,8}$")
_NOTE = re.compile(r"\s*(?:\((?P<note>[^()]*(?:\([^()]*\)[^()]*)*)\)|（(?P<wide>[^（）]*)）)\s*[.。]?$")
_NOTE_TAIL = 1000


def known_wordings(options: Iterable[DraftOption]) -> frozenset[str]:
    """The options' wordings as statements may repeat them."""
    return frozenset(same_wording(wording(option.text)) for option in options)


def stated_answer(value: str, line: int, wordings: Iterable[str]) -> StatedAnswer:
    """One statement about a question whose options have these wordings."""
    return answer_among(value, line, frozenset(same_wording(wording) for wording in wordings))


def answer_among(value: str, line: int, known: frozenset[str]) -> StatedAnswer:
    """One statement such as ``B``, ``(b)``, ``B. text (note)`` or the full text of an option that is known."""
    value = _BOLD_LABEL.sub(r"\g<label>. ", value.strip(), count=1) if value.startswith("**") else value
    value = _FILLED.sub(r"\g<inner>", value)
    value = _PICTURES_LAST.sub("", value) if known else value
    bare = value.replace("**", "").strip()
    value = bare if _SEVERAL.fullmatch(bare) else value.strip().strip("*").strip()
    if is_known(value, known) and not _SEVERAL.fullmatch(value):
        return StatedAnswer(text=value, line=line)
    labels, rest = _split_labels(value)
    text, note = (rest, "") if is_known(rest, known) else _split_note(rest)
    return StatedAnswer(label=labels, text=text, note=parse(note), line=line)


def is_known(words: str, known: frozenset[str]) -> bool:
    """Whether words, with or without their markup, are those of an option."""
    return same_wording(words) in known or same_wording(wording(parse(words))) in known


def _split_labels(value: str) -> tuple[str, str]:
    if match := _CIRCLED.match(value):
        labels = re.findall(CIRCLED, match[0])
        return ",".join(map(plain_number, labels)), value[match.end() :].strip()
    start = _LEAD.match(value)
    begin = start.end() if start else 0
    if _LETTERS.match(value) and len(set(value)) == len(value) and max(map(label_rank, value)) <= _MOST_IN_A_ROW:
        return ",".join(value), ""
    if _SPACED.fullmatch(value):
        return ",".join(value.split()), ""
    if match := _SEVERAL.match(value, begin):
        after = _AFTER.match(value, match.end())
        if after:
            labels = [label[0] for each in _JOINED.split(match[0]) if (label := _LABELLED.search(each))]
            return ",".join(map(plain_label, labels)), value[after.end() :]
    return "", value


def _split_note(text: str) -> tuple[str, str]:
    """A text and the note in brackets that closes it."""
    if match := _NOTE.search(text, max(0, len(text) - _NOTE_TAIL)):
        return text[: match.start()].strip(), (match["note"] or match["wide"]).strip()
    return text.strip(), ""
