"""A language tag in, how that language counts, writes numbers and dates out, as CLDR has it (through Babel)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from babel.core import Locale, UnknownLocaleError

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""All plural categories that a language may have, in CLDR's order."""

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PERCENT_DIGITS = re.compile(r"[#,.0]+")
PROBES = (*map(Decimal, range(201)), *map(Decimal, ("0.5", "1.5", "2.5", "10.5", "1000000")))
"""Numbers by which categories are told apart."""

KEPT_NUMBERS = 256
"""Counts of points and questions, which come again and again."""


@dataclass(frozen=True)
class Conventions:
    """How one language counts and writes numbers and dates; for one that CLDR lacks, without plurals."""

    locale: Locale | None

    @classmethod
    def of(cls, language: str) -> Conventions:
        """The conventions of a BCP 47 tag, or of the widest part of it that is known."""
        for tag in (language, language.split("-")[0]):
            try:
                return cls(Locale.parse(tag, sep="-"))
            except (UnknownLocaleError, ValueError):
                continue
        return cls(None)

    @property
    def script(self) -> str:
        """The script that a region implies, e.g. "Hant" for "zh-TW"; empty if it goes without saying."""
        return (self.locale.script or "") if self.locale else ""

    @property
    def categories(self) -> tuple[str, ...]:
        """The plural categories that the language has."""
        tags = self.locale.plural_form.tags if self.locale else ()
        return tuple(category for category in CATEGORIES if category in (*tags, "other"))

    def category(self, count: Decimal | int) -> str:
        """The plural category of a number; trailing zeros do not count."""
        return self._kept_category(count)

    @cached_property
    def _kept_category(self) -> Callable[[Decimal | int], str]:
        return lru_cache(maxsize=KEPT_NUMBERS)(self._category)

    def _category(self, count: Decimal | int) -> str:
        return self.locale.plural_form(Decimal(_plain(Decimal(count)))) if self.locale else "other"

    def is_one_number(self, category: str) -> bool:
        """Whether a category stands for a single number, which its wording then need not repeat."""
        return sum(self.category(number) == category for number in PROBES) == 1

    @property
    def decimal_sign(self) -> str:
        """What stands between a number's whole part and the rest, e.g. the comma of "2,5"."""
        return str(self.locale.number_symbols["latn"]["decimal"]) if self.locale else "."

    def number(self, number: Decimal | int) -> str:
        """Without trailing zeros, exponent and grouping: "1", "0.5", in German "0,5"."""
        return _plain(Decimal(number)).replace(".", self.decimal_sign)

    def percentage(self, number: str) -> str:
        """A number of hundredths with the sign for them: "2%", in French "2 %", in Turkish "%2"."""
        pattern = str(self.locale.percent_formats[None].pattern) if self.locale else "#%"
        return PERCENT_DIGITS.sub(number, pattern.split(";")[0])

    def isolated(self, quantity: str) -> str:
        """What runs from left to right in any language, e.g. "−5 ± 2", where words run the other way."""
        runs_rightward = self.locale is not None and self.locale.text_direction == "rtl"
        return f"\u2066{quantity}\u2069" if runs_rightward and quantity else quantity

    def date(self, text: str) -> str:
        """A date such as 2026-06-12 in the language's long form; any other text as it is."""
        day = _day(text)
        if self.locale is None or day is None:
            return text
        from babel.dates import format_date

        return format_date(day, "long", self.locale)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
