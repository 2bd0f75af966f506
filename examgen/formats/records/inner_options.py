"""A question whose options stand inside its text in, the same with options of its own out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.records.raw import RawKey, RawOption, RawQuestion
from examgen.formats.records.vocabulary import Role

_KEYS = re.compile(r"[A-H]{1,8}|\([A-H]\)")
_ANNOUNCED = re.compile(r"\n\s*(?:answer )?(?:options|choices):\s*\Z", re.IGNORECASE)
_AT_LINE = re.compile(r"^[ \t]*[(（]?(?P<label>[A-H])[ \t]*[.．、)）:：]", re.MULTILINE)
_IN_LINE = re.compile(r"(?:^|(?<=\s))[(（]?(?P<label>[A-H])[ \t]*[.．、)）]", re.MULTILINE)
_NUMBER = re.compile(r"\s*\d{1,3}\s*[.．、]\s*(?!\d)")
_POINTS = re.compile(r"\s*[(（]\s*(?:本题)?\s*(?P<points>\d{1,3})\s*(?:分|points?|marks?)\s*[)）]\s*", re.IGNORECASE)


def with_inner_options(question: RawQuestion, keys: Sequence[RawKey]) -> RawQuestion:
    """Part the options from the text, where keys are letters and nothing else holds options.

    What cannot be parted safely is a problem of the question: several questions in one text, letters that are missing.
    """
    values = [value for key in keys for value in key.values]
    if question.options or not values or not all(map(_KEYS.fullmatch, values)):
        return question
    signs = list(_AT_LINE.finditer(question.stem))
    signs = signs if len(signs) > 1 else list(_IN_LINE.finditer(question.stem))
    labels = "".join(sign["label"] for sign in signs)
    if len(values) > 1 or labels.count("A") > 1:
        return _refused(question, f"it holds {max(len(values), labels.count('A'))} questions; give each its own entry")
    if not labels:
        return question
    if len(labels) < 2 or labels != "ABCDEFGH"[: len(labels)] or max(values[0].strip("()")) > labels[-1]:
        return _refused(question, "its options cannot be told from its text; list them by themselves")
    ends = [*(sign.start() for sign in signs[1:]), len(question.stem)]
    options = tuple(
        RawOption(text=question.stem[sign.end() : end].strip(), slot=slot, label=sign["label"])
        for slot, (sign, end) in enumerate(zip(signs, ends, strict=True))
    )
    text = _ANNOUNCED.sub("", question.stem[: signs[0].start()])
    stem = _bare(text.strip(), question.text(Role.POINTS))
    return replace(question, stem=stem, options=options, room=len(options), keys=tuple(keys), accepted=())


def _bare(stem: str, points: str) -> str:
    """A stem without the number and the points that it had on some paper."""
    match = _NUMBER.match(stem)
    rest = stem[match.end() :] if match else stem
    found = _POINTS.match(rest)
    if found and found["points"] == points:
        rest = rest[found.end() :]
    return rest or stem


def _refused(question: RawQuestion, problem: str) -> RawQuestion:
    return replace(question, problems=(*question.problems, problem))
