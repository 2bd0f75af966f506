"""One line in, whether it heads or parts others out: a section, an answer list, a page."""

from __future__ import annotations

import re
from functools import lru_cache

from examgen.formats.plain_text.signs import field_sign
from examgen.formats.plain_text.words import COLON, any_of
from examgen.markup.patterns import late

_LONGEST_LIST_HEADING = 40
_LONGEST_SECTION = 100
_ANSWER_LIST = late(rf"(?:[#=*_\-\s]*)(?:{any_of('answer_list')})(?:\s*[:：.]|)(?:[#=*_\-\s]*)$", re.IGNORECASE)
_ANSWER_LIST_LINE = late(rf"(?:\*\*)?(?:{any_of('answer_list')})\s*{COLON}(?:\*\*)?\s*(?=\S)", re.IGNORECASE)
_SECTION = late(
    rf"(?:#{{1,6}}\s+\S|(?:{any_of('section')})\s+(?:\d{{1,3}}|[A-Z]|[IVX]{{1,4}})(?:$|\s?[:.–—-]\s|\s(?-i:[A-Z])[^.?!]*$))",
    re.IGNORECASE,
)
_KINDS = (
    r"MULTIPLE[ -]CHOICE|TRUE ?(?:/|OR|-) ?FALSE|SHORT[ -]ANSWERS?|FILL[ -]IN(?:[ -]THE[ -]BLANKS?)?|ESSAYS?|MATCHING"
    r"|CHOIX MULTIPLES?|VRAI OU FAUX|WAHR ODER FALSCH|VERDADERO O FALSO|OPCI[OÓ]N M[UÚ]LTIPLE|SCELTA MULTIPLA"
)
_KIND = re.compile(
    rf"(?:(?:{_KINDS})(?: QUESTIONS?| ITEMS?)?|(?i:(?:{_KINDS}) (?:questions|items)))(?:[.:]|\s?[-–—(:].{{0,80}})?"
)
_SEPARATOR = re.compile(r"(?:-{3,}|={3,}|\*{3,}|(?:- ){2,}-|(?:\* ){2,}\*)$")


_PAGE = late(
    rf"(?:.{{0,100}}(?:\s{{2,}}|\t|[|–—-]\s*))?(?:{any_of('page')})\s*\d{{1,5}}(?:\s*(?:of|/|von|de|sur)\s*\d{{1,5}})?"
    r"|[-–—]\s?\d{1,5}\s?[-–—]",
    re.IGNORECASE,
)


def is_page_line(text: str) -> bool:
    """Whether a line is the head or foot of a page, as text copied from a PDF holds them."""
    may_be = 0 < len(text) <= 140 and (text[-1].isdecimal() or text[-1] in "-–—")
    return may_be and _PAGE.fullmatch(text) is not None and field_sign(text) is None


def is_answer_list_heading(text: str) -> bool:
    return behind_answer_list_heading(text) == ""


def behind_answer_list_heading(text: str) -> str | None:
    """What stands in the line of such a heading behind it; ``None`` in any other line."""
    if len(text) <= _LONGEST_LIST_HEADING and _ANSWER_LIST.match(text):
        return ""
    match = _ANSWER_LIST_LINE.match(text) if text[:1].isalpha() or text[:2] == "**" else None
    return text[match.end() :] if match else None


NUMERAL = r"(?P<numeral>[一二三四五六七八九十]{1,3})[、．]\s*"
_NUMERAL_HEADING = late(rf"{NUMERAL}\S[^。？?]{{0,60}}[。.：:]?")


def is_numeral_heading(text: str) -> bool:
    """Whether a line heads a section as in East Asian exams: "二、判断题"."""
    return len(text) <= _LONGEST_LOOSE and _NUMERAL_HEADING.fullmatch(text) is not None


_LOOSE_LIST = late(
    rf"[#=*_\-\s]*(?:[\w'’ ]{{1,30}}\s)?(?:{any_of('answer_list')})"
    r"(?:\s+(?:&|(?:and|with|to|for|of|und|mit|zu|et|aux|y|a|con|e|de)\s)[^?!.]{1,40}|\s?[及与和]\w{1,6}|\s?\(\w{1,20}\))?"
    r"\s*[:：]?[#=*_\-\s]*",
    re.IGNORECASE,
)
_LONGEST_LOOSE = 70


def is_loose_list_heading(text: str) -> bool:
    """Whether a line may head an answer list, if answers follow it: "Answers to the quiz", "Quiz answers"."""
    return len(text) <= _LONGEST_LOOSE and _LOOSE_LIST.fullmatch(text) is not None


_BOLD = re.compile(r"\A\*\*([^*]+)\*\*\Z")


@lru_cache(maxsize=64)
def is_section_heading(text: str) -> bool:
    """Whether a line is the heading of a section; looking ahead asks of the same lines again and again."""
    if len(text) > _LONGEST_SECTION:
        return False
    text = _BOLD.sub(r"\1", text)
    return _KIND.fullmatch(text) is not None or (bool(_SECTION.match(text)) and not text.endswith(("?", ".")))


def is_separator(text: str) -> bool:
    return len(text) >= 3 and text[0] in "-=*" and bool(_SEPARATOR.match(text))
