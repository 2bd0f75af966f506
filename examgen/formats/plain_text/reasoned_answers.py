"""The words after ``Answer:`` in, what they state out, and the reasons that may follow on the same line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from examgen.formats.draft import DraftOption, StatedAnswer
from examgen.formats.identity import plain_wording, same_wording
from examgen.formats.plain_text.answers import stated_answer
from examgen.formats.plain_text.signs import answer_and_explanation
from examgen.markup import commonmark

_LEAST_ALIKE = 0.6
_MOST_COMPARED = 200
_FEWEST_WORDS = 4
_DASH = re.compile(r"\s+[-–—]\s+|[:;.]\s+")
_BOLD_ANSWER = re.compile(
    r"\*\*(?P<answer>[^*]+)\*\*(?:\s*[-–—:,])?\s+(?!(?:\w{1,3}|[&+/])\s*\*\*)(?P<reasons>\S.*)", re.DOTALL
)
"""An answer in bold with the reasons behind it: "**C. 7** — it has no divisors"."""

_BULLET = re.compile(r"^(?:[-*+]|>)\s+")
_LABEL_STOP = re.compile(r"^(\d+|[A-Za-z])([.)])")


def read_answer(words: str, line: int, options: Sequence[DraftOption]) -> tuple[StatedAnswer, str]:
    """Read ``Option 3: text (note)``, ``B``, ``b) text``, an option's wording; what only explains comes second."""
    words, reasons = answer_and_explanation(_BULLET.sub("", words.strip()))
    if match := _BOLD_ANSWER.fullmatch(words):
        words, reasons = match["answer"], " ".join(part for part in (match["reasons"], reasons) if part)
    wordings = _wordings(options)
    answer = stated_answer(_plain(words), line, wordings)
    if _explains(answer, wordings):
        start = words.find(answer.text.split()[0])
        inner = words[start:] if start >= 0 else answer.text
        return StatedAnswer(label=answer.label, line=line), " ".join(part for part in (inner, reasons) if part)
    if not answer.label and same_wording(answer.text) not in wordings:
        for dash in _DASH.finditer(words):
            if same_wording(head := _plain(words[: dash.start()])) in wordings:
                return StatedAnswer(text=head, line=line), words[dash.end() :]
    return answer, reasons


def repeats(words: str, options: Sequence[DraftOption]) -> bool:
    """Whether an answer holds the wording of an option."""
    return same_wording(stated_answer(_plain(words), 0, _wordings(options)).text) in _wordings(options)


def _plain(words: str) -> str:
    """The words without markup; a number with a stop stays what it is."""
    return plain_wording(commonmark.parse(_LABEL_STOP.sub(r"\1\\\2", words.strip())).text) or words


def _wordings(options: Sequence[DraftOption]) -> frozenset[str]:
    return frozenset(same_wording(plain_wording(option.text)) for option in options)


def _explains(answer: StatedAnswer, wordings: Collection[str]) -> bool:
    """Whether the words after a label repeat no option but give a reason, as in ``B. Because …``."""
    if not answer.label or len(answer.text.split()) < _FEWEST_WORDS:
        return False
    found = same_wording(answer.text)
    return not any(_are_alike(found, known) for known in wordings)


def _are_alike(one: str, other: str) -> bool:
    """Whether two wordings have most of their characters in common, in order; of long ones the beginnings tell."""
    matcher = SequenceMatcher(None, one[:_MOST_COMPARED], other[:_MOST_COMPARED])
    return matcher.quick_ratio() > _LEAST_ALIKE and matcher.ratio() > _LEAST_ALIKE
