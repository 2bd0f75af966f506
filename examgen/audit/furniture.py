"""A reading in; an `AuditError` where a page's head and foot do not say which page of which variant it is."""

from __future__ import annotations

import re
from functools import lru_cache

from examgen.audit.reading import Reading, squeezed
from examgen.audit.wording import Wording
from examgen.errors import AuditError
from examgen.model.manuscript import PAGE, PAGES

NUMBER = re.compile(r"\d+")
DIRECTIONS = re.compile("[\u200e\u200f]")
"""Marks that lead readers; they may stand between the digits of a number."""

KEPT_WORDS = 1024
REMEDY = (
    "if the template is your own, let its foot print labels.variant (on practice sheets labels.sheet), "
    "variant.number, exam.issue and labels.page_of; else report this with the bank and the seed"
)


def prove_furniture(reading: Reading, wording: Wording, own: str = "") -> None:
    """Each page names itself, the issue if it is not the first, and what it belongs to, e.g. "Variant 3"."""
    count = len(reading.pages)
    for number, page in enumerate(reading.pages, start=1):
        page_of = wording.page_of.replace(PAGES, str(count)).replace(PAGE, str(number))
        furniture = _fenced(page.furniture)
        for words in (own, wording.issue, page_of):
            if _fenced_once(words) not in furniture:
                read = " ".join(page.furniture.split())
                raise AuditError(
                    f"{reading.path}, page {number}: head and foot read “{read}”, should hold “{words}”", remedy=REMEDY
                )


def _fenced(text: str) -> str:
    """The text squeezed, each number fenced, so that it is not found as a part of a longer one."""
    return squeezed(NUMBER.sub(r"|\g<0>|", DIRECTIONS.sub("", text)))


_fenced_once = lru_cache(maxsize=KEPT_WORDS)(_fenced)
"""The same for words that come again."""
