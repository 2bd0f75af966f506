"""One text that lists several in, these out: options in one cell, wrong answers, a list as programs print it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"")
_IN_LINE = re.compile(r"(?:^|(?<=\s))\(?(?P<label>[A-Ja-j])(?: \)|[.)])(?=\s)")
_SEPARATORS = ("\n", "|", ";")
_LETTERS = "ABCDEFGHIJ"


def listed_texts(words: str) -> list[str]:
    """The options in one cell: a list as programs print it, or apart by line ends, bars, semicolons or letters."""
    if (listed := printed_list(words)) is not None:
        return listed
    separator = next((sign for sign in _SEPARATORS if sign in words), None)
    if separator:
        return re.split(r"\|+" if separator == "|" else separator, words)
    signs = list(_IN_LINE.finditer(words))
    labels = "".join(sign["label"] for sign in signs)
    if len(labels) > 1 and _LETTERS.startswith(labels.upper()) and not words[: signs[0].start()].strip():
        texts = [words[a.end() : b] for a, b in zip(signs, [*(s.start() for s in signs[1:]), len(words)], strict=True)]
        are_listed = all(text.rstrip().endswith(",") for text in texts[:-1])
        texts = [text.rstrip().removesuffix(",") for text in texts[:-1]] + texts[-1:] if are_listed else texts
        return [f"{label}) {text.strip()}" for label, text in zip(labels, texts, strict=True)]
    return [words] if words else []


def right_texts(stated: Sequence[str], wrong: Sequence[str]) -> list[str]:
    """The right answers that one value lists, if the wrong ones are listed with the same sign."""
    signs = [sign for sign in _SEPARATORS if len(stated) == len(wrong) == 1 and sign in stated[0] and sign in wrong[0]]
    return listed_texts(stated[0]) if signs else list(stated)


def wrong_texts(stated: Sequence[str], right: Sequence[str]) -> list[str]:
    """The wrong answers that one value lists, apart as options are; or by commas, if those that are right hold none."""
    if len(stated) != 1:
        return list(stated)
    texts = listed_texts(stated[0])
    if len(texts) == 1 and not any("," in each for each in right):
        texts = stated[0].split(",")
    return [text.strip() for text in texts if text.strip()]


def printed_list(words: str) -> list[str] | None:
    """The texts of a list that a program printed, such as ``['red', "blue"]``; ``None`` if it is none."""
    words = words.strip()
    if not (words.startswith("[") and words.endswith("]")):
        return None
    parts = [part.strip() for part in _QUOTED.sub("\x00", words[1:-1]).split("\x00")]
    if any(part not in ("", ",") for part in parts) or len(parts) < 2:
        return None
    return [re.sub(r"\\(.)", r"\1", match[0][1:-1]) for match in _QUOTED.finditer(words)]
