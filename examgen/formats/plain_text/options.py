"""One line in, the option that it may begin out: its label or bullet, its marks, its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from examgen.formats.circled import CIRCLED, plain_number
from examgen.formats.labels import LETTER, label_rank, plain_label
from examgen.formats.plain_text.words import CLOSE, OPEN, WIDE_STOPS, any_of, words_of
from examgen.markup.patterns import late


class OptionKind(StrEnum):
    """How options are told from one another, the surest first."""

    LETTER = "letter"
    CIRCLED = "circled"
    """A digit in a circle or behind the word for an option: nothing else is numbered so where several begin lines."""

    BOX = "box"
    DIGIT = "digit"
    BULLET = "bullet"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class OptionSign:
    """What stands at the start of an option line."""

    kind: OptionKind
    rest: str
    label: str = ""
    shape: str = ""
    """What surrounds a label: ``.``, ``)``, ``()``, ``:`` …; for bullets the bullet itself."""

    is_marked: bool = False
    """A sign before the label says that this option is right."""

    bullet: str = ""
    """What stands before the words, or before the label."""

    @property
    def order(self) -> int:
        """The label's place in its alphabet, from 0."""
        return label_rank(self.label) - 1


CHECKS = "✓✔✅"
_LABEL_NEXT = rf"(?=\s?{OPEN}?(?:{LETTER}|[A-Za-z0-9]{{1,2}})[.)．）、])"
_MARK_FIRST = late(
    rf"(?:[{CHECKS}]\ufe0f?|\*(?={LETTER}|[(\[（])|\+\s?(?={LETTER}[.)])|\*\s?(?={CIRCLED})|\*\s(?=\(?(?:{LETTER}|\d)[.)]\s)|(?:(?:-->|->|→|=>|>)|[➡▶\U0001f449]\ufe0f?){_LABEL_NEXT})\s*"
)
_BOX = late(
    r"(?:[-*+•]\s+)?(?:\[(?P<sign>[ xX✓✔]?)\]|(?P<drawn>[☐☑☒])"
    r"|\[\((?P<ring>[ xX])\)\]|\[\[(?P<square>[ xX])\]\]|(?P<round>\(\s{0,3}\)))\s*(?=\S)"
)
_ROUND_TICK = re.compile(r"(?:[-*+•]\s+)?\((?:[xX*✓✔•●])\)\s*(?=\S)")
"""Where rings stand around it; elsewhere it may be a label."""

_CIRCLED = re.compile(rf"(?P<sign>{CIRCLED})\s*[.)]?\s*")
_LETTER = late(
    rf"(?:{OPEN}(?P<a>{LETTER}){CLOSE}|\[(?P<b>{LETTER})\]"
    rf"|(?P<c>{LETTER})(?P<stop>[.)][-–—](?=\s)|\.?{CLOSE}|[.:](?=\s|$)|\.(?=[^\W\d_]{{2}}|[^\W\d_\x00-\u0fff])|[{WIDE_STOPS}]|/(?=\s)|\s?[-–—](?=\s)))\s*"
)
_DIGIT = late(
    rf"(?:{OPEN}(?P<a>\d{{1,2}}){CLOSE}|\[(?P<b>\d{{1,2}})\]"
    rf"|(?P<c>\d{{1,2}})(?P<stop>[.)][-–—](?=\s)|\.?{CLOSE}|[.:](?=\s|$)|[{WIDE_STOPS}](?!\d)|\s[-–—](?=\s)))\s*"
)
_BOLD_LABEL = late(rf"\*\*(?P<label>{OPEN}?(?:{LETTER}|[A-Za-z0-9]{{1,2}})[.):．）：、])\*\*\s*")
_BULLET = re.compile(
    r"(?P<bullet>[-–—*+•◦▪●○◉◯⦿‣·➢❖\uf0a7\uf0b7\uf0d8⚪⚫⭕\U0001f518\U0001f535\U0001f539\U0001f538]|[o§](?=\s{2}))\ufe0f?\s+(?=\S)"
)
_NAMED = late(
    rf"(?:{'|'.join(sorted(words_of('option') - words_of('question'), key=len, reverse=True))})\s?"
    rf"(?:(?P<letter>{LETTER})|(?P<digit>\d{{1,2}}))\s?(?:[:.)：](?=\s|$)|[-–—](?=\s))\s*",
    re.IGNORECASE,
)
"""A label behind the word for an option: "Option A: red"."""

_MARK_LAST = late(
    rf"(?<!\s)\s*+(?:[(\[（［【]\s*+(?:{any_of('correct')}|\*|[{CHECKS}]\ufe0f?)\s*[)\]）］】]"
    rf"|[{CHECKS}]\ufe0f?|(?<=\s)√|(?:<-{{1,3}}|←)\s*+(?:{any_of('correct')})?\s*+)\s*+\.?$",
    re.IGNORECASE,
)
_TAIL = 60


def option_sign(text: str) -> OptionSign | None:
    """The option sign that a line begins with, if any."""
    if not text:
        return None
    is_bold = text.startswith("**") and not text.startswith("***")
    if is_bold and (unbolded := _BOLD_LABEL.match(text)):
        is_bold, text = False, unbolded["label"] + " " + text[unbolded.end() :]
    inner = text[2:] if is_bold else text
    is_marked = False
    if match := _MARK_FIRST.match(inner):
        is_marked, inner = True, inner[match.end() :]
    elif (cross := _CROSS_FIRST.match(inner)) and _label_sign(inner[cross.end() :]):
        inner = inner[cross.end() :]
    sign = (_box_sign(inner) or _label_sign(inner)) if inner else None
    if sign and sign.kind is not OptionKind.BULLET:
        if is_bold:
            sign = _bold_restored(sign)
        return replace(sign, is_marked=True) if is_marked else sign
    return None if is_bold else _label_sign(text)


def round_tick(text: str) -> OptionSign | None:
    """The option that a line such as ``(x) red`` begins where others begin with ``( )``."""
    match = _ROUND_TICK.match(text)
    return OptionSign(OptionKind.BOX, text[match.end() :], "", "()", is_marked=True) if match else None


def _bold_restored(sign: OptionSign) -> OptionSign:
    """Bold that began before the label goes on behind it, unless it ended with it."""
    if sign.rest.startswith("**"):
        return replace(sign, rest=sign.rest[2:].lstrip())
    return replace(sign, rest=f"**{sign.rest}")


def _box_sign(text: str) -> OptionSign | None:
    if text[0] not in "-*+•[☐☑☒(" or not (match := _BOX.match(text)):
        return None
    is_marked = match["drawn"] in ("☑", "☒") if match["drawn"] else bool(_ticks(match).strip())
    rest = text[match.end() :]
    inner = _labelled(_LETTER, OptionKind.LETTER, rest) or _labelled(_DIGIT, OptionKind.DIGIT, rest)
    label, rest = (inner.label, inner.rest) if inner else ("", rest)
    return OptionSign(OptionKind.BOX, rest, label, "()" if match["round"] else "[]", is_marked)


def _ticks(match: re.Match[str]) -> str:
    return match["sign"] or match["ring"] or match["square"] or ""


def _label_sign(text: str) -> OptionSign | None:
    if sign := _labelled(_LETTER, OptionKind.LETTER, text) or _labelled(_DIGIT, OptionKind.DIGIT, text):
        return sign
    if match := _CIRCLED.match(text):
        return OptionSign(OptionKind.CIRCLED, text[match.end() :], plain_number(match["sign"]), "①")
    if match := _NAMED.match(text):
        kind = OptionKind.LETTER if match["letter"] else OptionKind.CIRCLED
        return OptionSign(kind, text[match.end() :], plain_label(match["letter"] or match["digit"]), "option")
    if match := _BULLET.match(text):
        rest = text[match.end() :]
        inner = _labelled(_LETTER, OptionKind.LETTER, rest)
        if inner is None and (circled := _CIRCLED.match(rest)):
            inner = OptionSign(OptionKind.CIRCLED, rest[circled.end() :], plain_number(circled["sign"]), "①")
        bullet = match["bullet"]
        return (
            replace(inner, bullet=bullet) if inner else OptionSign(OptionKind.BULLET, rest, "", bullet, bullet=bullet)
        )
    if text[0] in CHECKS and text[1:].strip("\ufe0f "):
        return OptionSign(OptionKind.BULLET, text[1:].lstrip("\ufe0f "), "", text[0], is_marked=True)
    return None


def _labelled(pattern: re.Pattern[str], kind: OptionKind, text: str) -> OptionSign | None:
    if not (match := pattern.match(text)):
        return None
    label = plain_label(match["a"] or match["b"] or match["c"])
    if label_rank(label) == 0:
        return None
    shape = "[]" if match["b"] else _shape(match)
    return OptionSign(kind, text[match.end() :], label, shape)


_TWINS = str.maketrans("．：）、", ".:).")


def _shape(match: re.Match[str]) -> str:
    """What surrounds a label; signs of East Asian texts count as the ASCII ones that they are twins of."""
    return "()" if match["a"] else match["stop"].strip().translate(_TWINS)


def without_mark(text: str) -> tuple[str, bool]:
    """An option's words without the sign that marks it right at either edge, and whether there was one."""
    is_marked = False
    if text[:1] and text[0] in CHECKS:
        text, is_marked = text[1:].lstrip("\ufe0f "), True
    if match := _MARK_LAST.search(text, max(0, len(text) - _TAIL)):
        text, is_marked = text[: match.start()], True
    starless, is_starred = _without_star(text)
    return (starless.strip(), True) if is_starred else (text.strip(), is_marked)


_CROSS_FIRST = re.compile(r"\A[❌✗✘]\ufe0f?\s*")
_CROSS_LAST = late(
    r"(?<!\s)\s*+(?:[❌✗✘]\ufe0f?|[\[(](?:wrong|incorrect|false answer|falsch|incorrect[oa]|faux|errad[oa]|"
    r"sbagliat[oa]|fout|źle|неверно|неправильно|sai|错误|错|不正解|오답|✗|❌|✘)[\])])\s*$",
    re.IGNORECASE,
)


def without_cross(text: str) -> str:
    """An option's words without the sign that marks it wrong at either edge."""
    return _CROSS_LAST.sub("", _CROSS_FIRST.sub("", text)) if len(text) > 1 else text


_WORD_BEFORE_STAR = re.compile(r"(?:[^\W\d_]{3}|\d|[.!?)\"'”’]|\s)\*$")


def _without_star(text: str) -> tuple[str, bool]:
    if text.count("*") != 1 or len(text) < 2:
        return text, False
    if text[0] == "*" and (text[1].isalnum() or text[1] in "\"'“(`$ "):
        return text[1:].lstrip(), True
    if text[-1] == "*" and _WORD_BEFORE_STAR.search(text, len(text) - 5 if len(text) > 5 else 0):
        return text[:-1].rstrip(), True
    return text, False


_MOST_ROWS = 8
"""Options in columns: beside A stands the first one of the next column."""


def stem_and_options(text: str) -> tuple[str, list[OptionSign]] | None:
    """A stem that goes on with its options in the same line: "Which? A) red  B) blue  C) green"."""
    for match in _INLINE_LABEL.finditer(text):
        label = plain_label(match["a"] or match["c"])
        if label_rank(label) == 1:
            rest = text[match.end() :]
            options = split_inline(OptionSign(OptionKind.LETTER, rest, label, _shape(match), bool(match["star"])))
            return (text[: match.start()], options) if len(options) > 1 else None
    return None


def split_inline(sign: OptionSign, following: int | None = None) -> list[OptionSign]:
    """Several options on one line ("A) red  B) blue"), where the gaps or the labels leave no doubt.

    They do so, too, where the next line begins with the label of the order ``following``, and all before it are here.
    """
    if sign.kind is OptionKind.CIRCLED:
        return _split_circled(sign)
    if sign.kind is not OptionKind.LETTER:
        return [sign]
    cuts, last = [], sign.order
    for match in _INLINE_LABEL.finditer(sign.rest):
        label = plain_label(match["a"] or match["c"])
        step = label_rank(label) - 1 - last
        is_next = step == 1 or (0 < step <= _MOST_ROWS and len(match["gap"]) >= 2)
        if _shape(match) == sign.shape and label.isupper() == sign.label.isupper() and is_next:
            cuts.append((match, label))
            last += step
    all_wide = all(len(match["gap"]) >= 2 for match, _ in cuts)
    is_row = following is not None and following == last + 1
    is_listed = all(sign.rest[match.start() - 1] in ",;" for match, _ in cuts)
    if not cuts or not (all_wide or is_row or is_listed or (len(cuts) >= 2 and sign.order == 0)):
        return [sign]
    starts = [(0, sign.label, sign.is_marked)] + [(match.end(), label, bool(match["star"])) for match, label in cuts]
    ends = [match.start() for match, _ in cuts] + [len(sign.rest)]
    trailing = ",;" if is_listed else ""
    return [
        replace(sign, label=label, rest=sign.rest[start:end].strip().rstrip(trailing), is_marked=is_marked)
        for (start, label, is_marked), end in zip(starts, ends, strict=True)
    ]


def _split_circled(sign: OptionSign) -> list[OptionSign]:
    """Options with digits in circles on one line; one that does not follow its neighbour is part of a text."""
    found, last, start = [], sign, 0
    for match in _INLINE_CIRCLED.finditer(sign.rest):
        label = plain_number(match["sign"])
        if label_rank(label) - 1 == last.order + 1:
            found.append(replace(last, rest=sign.rest[start : match.start()].strip()))
            last, start = replace(sign, label=label, is_marked=bool(match["star"])), match.end()
    return [*found, replace(last, rest=sign.rest[start:].strip())]


_INLINE_CIRCLED = re.compile(rf"(?<=\S)\s{{1,200}}(?P<star>\*?)(?P<sign>{CIRCLED})\s?[.)]?\s?(?=\S)")
_INLINE_LABEL = late(
    rf"(?<=\S)(?P<gap>\s{{1,200}})(?P<star>\*?)"
    rf"(?:{OPEN}(?P<a>{LETTER})(?:\)(?=\s|$)|）)|(?P<c>{LETTER})(?P<stop>[.)](?=\s|$)|[{WIDE_STOPS}）]))\s?"
)
