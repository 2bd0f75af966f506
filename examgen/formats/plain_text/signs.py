"""One line in, the signs that it may bear out: a question number, an option label, a field name.

A sign only says what a line could be; `split` and `body` decide by what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from examgen.formats.circled import CIRCLED
from examgen.formats.labels import LETTER
from examgen.formats.plain_text.field_names import Field, FieldSign, named
from examgen.formats.plain_text.words import CLOSE, COLON, WIDE_STOPS, any_of, words_of
from examgen.markup.patterns import late
from examgen.markup.words import is_unspaced


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file without the spaces at its edges."""

    number: int
    """Counted from 1 in the file."""

    text: str
    indent: int = 0


class NumberKind(StrEnum):
    """How a question number is written."""

    WORD = "word"
    """``Question 3``, ``Q3:``, ``#3``: never anything else."""

    POINTED = "pointed"
    """``3.``, ``3)``, ``(3)``: may also be an option."""

    BARE = "bare"
    """The number alone on its line."""


@dataclass(frozen=True, slots=True)
class NumberSign:
    kind: NumberKind
    number: int
    rest: str
    answer: str = ""
    """What stands in the blank before the number: "__B__ 1. Which?"."""

    written: str = ""
    """The whole number, where it has parts and its last one counts: "Question 2.1-007"."""


_EACH = r"(?:\s(?:each|je|chacune?|cada una))?"
POINTS_NUMBER = r"(?:\d{1,4}[¼½¾]|\d{1,4}(?:[.,]\d{1,4})?|[¼½¾])"
_POINTS = rf"[(\[（［【]\s*(?P<points>{POINTS_NUMBER})\s*(?:{any_of('points')})\.?{_EACH}\s*[)\]）］】]"
_POINTS_EACH = late(
    rf"[(\[（［【][^()\[\]（）［］【】]{{0,60}}?(?<![\w.,])(?P<points>{POINTS_NUMBER})\s*(?:{any_of('points')})\.?"
    r"\s(?:each|je|chacune?|cada una)(?!\w)[^()\[\]（）［］【】]{0,60}[)\]）］】]",
    re.IGNORECASE,
)
_POINTS_FIRST = late(rf"{_POINTS}\s*[:：.．\-–]?\s*", re.IGNORECASE)
_POINTS_LAST = late(rf"\s*{_POINTS}\s*(?P<stop>[.:?。．：？]?)$", re.IGNORECASE)
_POINTS_OPEN = late(
    rf"(?<=[?.:!…？。：！])\s*[-–—]?\s*(?P<points>\d{{1,4}}(?:[.,]\d{{1,4}})?)\s(?:{any_of('points')})\.?$",
    re.IGNORECASE,
)
_POINTS_TAIL = 40
_POINTS_AMONG_WORDS = late(
    rf"[(\[（［【][^()\[\]（）［］【】]{{0,60}}?(?<![\w.,])\d{{1,4}}(?:[.,]\d{{1,4}})?\s*(?:{any_of('points')})(?!\w)[^()\[\]（）［］【】]{{0,60}}[)\]）］】]",
    re.IGNORECASE,
)

_WORD_NUMBER = late(
    rf"(?:(?P<long>{any_of('question')})\.?\s*(?:(?:no|nr|n)\.?\s*[°º]?\s*|[#№]\s*)?|[#№])(?P<number>\d{{1,5}})"
    r"(?:\s?(?:/|\b(?:of|von|de|sur|di|van|из|z)\b)\s?\d{1,5})?"
    r"(?P<stop>\s*[.:)\]．：、）］]|\s+[-–—](?=\s)|(?=\s|$|[(\[（［【]))\s*",
    re.IGNORECASE,
)
_PARTED_NUMBER = late(
    rf"(?:{any_of('question')})\.?\s*(?P<parts>\d{{1,4}}(?:[.-]\d{{1,4}}){{0,3}}[.-])(?P<last>\d{{1,4}})(?:\s*[:).]|(?=\s|$))(?!\d)\s*",
    re.IGNORECASE,
)
_FRAMED_NUMBER = late(
    rf"[\[［【]?(?:{any_of('number_before')})\s?(?P<number>\d{{1,5}})\s?(?:{any_of('number_behind')})"
    r"(?:\s*[.:)\]．：、）］】]\s*|\s+|(?=[(\[（［【])|$)"
)
_POINTED_NUMBER = late(
    rf"(?:[(（\[](?P<inner>\d{{1,5}})[)）\]]|(?i:no|nr|n[°º])\.?\s?(?P<named>\d{{1,5}})(?:[.):]|(?=\s))"
    rf"|(?P<number>\d{{1,5}})\s?(?:[.)][-–—](?=\s|[¿¡]|[A-ZÁÉÍÓÚÑ])|\.?{CLOSE}|[.:](?=\s|$|\*|[^\W\d_])|[{WIDE_STOPS}](?!\d)|、(?!\d{{1,2}}、)|．(?=\d{{4}}年)|/(?=\s)|[-–—](?=\s)))\s*"
)
_BARE_NUMBER = late(rf"(?P<number>\d{{1,5}})\s*(?P<rest>{_POINTS})?$", re.IGNORECASE)
_BLANK_FIRST = late(rf"_++(?:\s*+(?P<answer>{LETTER}|[Tt]rue|[Ff]alse|TRUE|FALSE)?\s*+_++|(?<=__))\s*+(?=\d)")
"""Room to write the answer in, before the number; in a key, with the answer in it."""

_JUDGED_NUMBER = re.compile(r"(?P<answer>T|F|True|False|TRUE|FALSE)\s+(?=\d{1,5}[.)]\s+\S)")
"""A judgement before the number of a statement: "T 1. Ice floats."."""

_BOLD = "**"


_ICON = late("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]?\\s*(?=[\\w*#])")
"""A picture that decorates what follows: "❓ Question 1", "✅ Answer: B"."""

_PICTURES = re.compile(r"\A(?:[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d]*\s*){1,8}\Z")
_KEYCAP = re.compile(r"(?P<digits>(?:\d\ufe0f?\u20e3){1,3})\s*")
"""A number as on keys: "1️⃣ Which?"."""


def unwrapped(text: str) -> str:
    """A line without the bold around all of it, or around the sign at its start."""
    if not text.startswith(_BOLD):
        return text
    inner = text[2:]
    if inner.endswith(_BOLD) and inner.count(_BOLD) == 1:
        return inner[:-2].strip()
    head, closing, tail = inner.partition(_BOLD)
    return head + tail if closing and len(head) <= _POINTS_TAIL else text


def number_sign(text: str) -> NumberSign | None:
    """The question number that a line may begin with."""
    if not text:
        return None
    if icon := _ICON.match(text):
        sign = number_sign(text[icon.end() :])
        return sign if sign and sign.kind is NumberKind.WORD else None
    if not (text[0].isalnum() or text[0] in "#*(_№（［【["):
        return None
    text = unwrapped(text)
    if blank := _BLANK_FIRST.match(text) or _JUDGED_NUMBER.match(text):
        sign = number_sign(text[blank.end() :])
        return replace(sign, answer=blank["answer"] or "") if sign else None
    if match := _PARTED_NUMBER.match(text):
        last = match["last"]
        return NumberSign(NumberKind.WORD, int(last), text[match.end() :], written=match["parts"] + last)
    if match := _WORD_NUMBER.match(text):
        rest = _PICTURES.sub("", text[match.end() :])
        word = match["long"] or ""
        spoken = len(word) > 1 and not match["stop"] and not is_unspaced(word[0])
        if not spoken or not rest or _POINTS_FIRST.match(rest):
            return NumberSign(NumberKind.WORD, int(match["number"]), rest)
        return None
    if match := _KEYCAP.match(text):
        digits = "".join(filter(str.isdecimal, match["digits"]))
        return NumberSign(NumberKind.POINTED, int(digits), text[match.end() :])
    if match := _FRAMED_NUMBER.match(text):
        return NumberSign(NumberKind.WORD, int(match["number"]), text[match.end() :])
    if match := _BARE_NUMBER.match(text):
        return NumberSign(NumberKind.BARE, int(match["number"]), match["rest"] or "")
    if match := _POINTED_NUMBER.match(text):
        return NumberSign(
            NumberKind.POINTED,
            int(match["number"] or match["inner"] or match["named"]),
            text[match.end() :],
        )
    return None


_UNNUMBERED = late(rf"(?:{any_of('question')})(?:\s?[:.]\s+|：\s*)(?=\S)", re.IGNORECASE)


def unnumbered_stem(text: str) -> str | None:
    """The stem behind "Question:" or "Q:", where it bears no number."""
    match = _UNNUMBERED.match(text)
    return text[match.end() :] if match else None


_QUARTERS = {"¼": ".25", "½": ".5", "¾": ".75"}


def with_decimals(points: str) -> str:
    """The same number of points without a sign for a fraction; two such parts of one number make it none."""
    whole, part = points[:-1], _QUARTERS.get(points[-1:], "")
    return f"{whole or 0}{part}" if part else points


def leading_points(text: str) -> tuple[str | None, str]:
    """Points such as ``(2 pts)`` at the start of a stem, and the stem without them."""
    if match := _POINTS_FIRST.match(text):
        return with_decimals(match["points"]), text[match.end() :]
    return None, text


def closing_points(text: str) -> tuple[str | None, str]:
    """Points at the end of a stem, and the stem without them."""
    tail = max(0, len(text) - _POINTS_TAIL)
    if match := _POINTS_LAST.search(text, tail):
        return with_decimals(match["points"]), text[: match.start()] + match["stop"]
    if match := _POINTS_OPEN.search(text, tail):
        return with_decimals(match["points"]), text[: match.start()]
    return None, text


def points_of_each(text: str) -> str | None:
    """What a heading says that each question below it is worth: "Part A (2 points each)"."""
    match = _POINTS_EACH.search(text) if text.endswith((")", "]", "）", "］", "】", ".", ":")) else None
    return with_decimals(match["points"]) if match else None


def points_among_words(text: str) -> str | None:
    """Brackets at an edge of a stem that hold points and other words: "(2 points, choose two)"."""
    for match in _POINTS_AMONG_WORDS.finditer(text):
        is_at_edge = match.start() == 0 or not text[match.end() :].strip(" .:?*")
        if is_at_edge and not _POINTS_FIRST.fullmatch(match[0]):
            return match[0]
    return None


_STOP = r"(?:\.?\s*+(?:[:：=]+[->]?|-+>|→|[.…·]{2,})|[-–—](?=\s)|\.(?=\s|$|\(?[A-Ha-h]\)?$))"
_FIELD = late(
    rf"(?:\*\*(?:{_ICON.pattern})?|>\s*)?(?P<words>[^\W\d_][^:：=→*(【［]{{0,40}}?)(?:\s*+\((?:s|es)\))?(?:\*\*)?\s*+{_STOP}(?:\*\*)?\s*+"
    rf"|[【［\[](?P<bracketed>[^】］\]]{{1,40}})[】］\]]\s*{COLON}?\s*(?=\S)",
    re.IGNORECASE,
)
_BULLETED = re.compile(r"[-•*]\s+(?=[^\W\d_]|\*)")
_ITALIC = re.compile(r"\*(?![*\s])([^*\n]+)(?<!\s)\*|_(?![_\s])([^_\n]+)(?<!\s)_")
_UNPOINTED_ANSWER = late(
    rf"(?:\*\*)?(?P<words>[^\W\d_].{{0,40}}?)(?:\*\*)?(?:\s+|(?<=[^\x00-\u0fff]))(?P<value>[(\[（]?(?:{LETTER}|\d{{1,2}})[)\]）]?|{CIRCLED})[.。]?(?:\*\*)?$",
)
_LONGEST_UNPOINTED = 60
_POINTS_VALUE = late(
    rf"(?P<points>\d{{1,9}}[¼½¾]|\d{{1,9}}(?:[.,]\d{{1,4}})?|[¼½¾])(?:\s?(?:{any_of('points')}))?(?:\.?$|(?=\s))",
    re.IGNORECASE,
)


_LABEL = late(rf"[(\[]?{LETTER}[)\]]?\.?")


@cache
def _list_names() -> frozenset[str]:
    return frozenset(words_of("answer_list"))


def _is_list_name(words: str) -> bool:
    """Whether words that head a list of answers stand before a single one: "Answer key: B"."""
    return " ".join(words.split()).lower() in _list_names()


def field_sign(text: str) -> FieldSign | None:
    """The field that a line may begin: an answer, an explanation, points, a topic, a difficulty."""
    if not text:
        return None
    if icon := _ICON.match(text):
        return field_sign(text[icon.end() :])
    if text.startswith("__"):
        text = text.replace("__", _BOLD, 2)
    if not (text[0].isalpha() or text[0] in "-•*_>[(（【［"):
        return None
    if (bullet := _BULLETED.match(text)) and (found := field_sign(text[bullet.end() :])):
        return found if found.field in (Field.ANSWER, Field.EXPLANATION) and not found.weak else None
    if italic := _ITALIC.fullmatch(text):
        text = italic[1] or italic[2]
    if text[0] in "[(（" and (found := _bracketed_field(text)):
        return found
    match = _FIELD.match(text)
    if match and (known := named(match["words"] or match["bracketed"])):
        field, weak = known
        value = text[match.end() :]
        if field is Field.POINTS:
            number = _POINTS_VALUE.match(value.removesuffix(_BOLD))
            return FieldSign(field, with_decimals(number["points"]), weak) if number else None
        is_open = text[: match.end()].count(_BOLD) % 2 == 1 and value.count(_BOLD) % 2 == 1
        if value.endswith(_BOLD) and value.count(_BOLD) == 1:
            value = value[:-2].strip()
        elif is_open:
            value = f"{_BOLD}{value}"
        return FieldSign(field, value, weak)
    if match and match["words"] and _is_list_name(match["words"]) and _LABEL.fullmatch(value := text[match.end() :]):
        return FieldSign(Field.ANSWER, value)
    match = _UNPOINTED_ANSWER.match(text) if len(text) <= _LONGEST_UNPOINTED else None
    known = named(match["words"]) if match else None
    if match and known and known[0] is Field.ANSWER and (not known[1] or match["value"][0] in "(["):
        return FieldSign(Field.ANSWER, match["value"], known[1])
    return None


def heads_explanation(text: str) -> bool:
    """Whether a line is nothing but the word for an explanation."""
    return len(text) < _LONGEST_UNPOINTED and named(text.strip("* ")) == (Field.EXPLANATION, False)


def _bracketed_field(text: str) -> FieldSign | None:
    """A field that stands in brackets as a whole: "[Answer: B]"."""
    if text[-1] != {"[": "]", "(": ")", "（": "）"}[text[0]] or not text[1:2].isalpha():
        return None
    return field_sign(text[1:-1].strip())


_EXPLANATION_BEHIND = late(rf"(?<=\S)\s{{1,9}}(?:{any_of('explanation')})\s?{COLON}\s?", re.IGNORECASE)


def answer_and_explanation(value: str) -> tuple[str, str]:
    """An answer and the explanation that goes on in its line: "B  Explanation: since …"."""
    match = _EXPLANATION_BEHIND.search(value)
    return (value[: match.start()], value[match.end() :]) if match else (value, "")
