"""A reading in; an `AuditError` where a page's head and foot do not say which page of which variant it is."""

from __future__ import annotations

import re
from functools import lru_cache

from examgen.audit.reading import Reading
from examgen.audit.wording import Wording
from examgen.errors import AuditError
from examgen.model.manuscript import PAGE, PAGES

REMEDY = (
    "if the template is your own, let its foot print labels.variant (on practice sheets labels.sheet), "
    "variant.number and labels.page_of; else report this with the bank and the seed"
)


def prove_furniture(reading: Reading, wording: Wording, own: str = "") -> None:
    """Each page names itself, and what it belongs to, e.g. "Variant 3"."""
    count = len(reading.pages)
    for number, page in enumerate(reading.pages, start=1):
        page_of = wording.page_of.replace(PAGES, str(count)).replace(PAGE, str(number))
        for words in filter(None, (own, page_of)):
            if not _stands_in(words, page.furniture):
                read = " ".join(page.furniture.split())
                raise AuditError(
                    f"{reading.path}, page {number}: head and foot read “{read}”, should hold “{words}”", remedy=REMEDY
                )


def _stands_in(words: str, text: str) -> bool:
    """Whether the words stand there by themselves, not as a part of a longer number."""
    return _pattern(words).search(text) is not None


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    pattern = r"\s*".join(re.escape(character) for character in "".join(words.split()))
    return re.compile(rf"(?<!\d){pattern}(?!\d)")
