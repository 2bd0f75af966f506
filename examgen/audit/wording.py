"""The words that a document prints by itself, as far as the audit must know them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words with blanks in braces, named as in a template's labels."""

    variant: str
    """Stands before a variant's number, e.g. "Variant"."""

    sheet: str
    """The same for practice sheets."""

    points_one: str
    points_other: str
    page_of: str
    """Holds `PAGE` and `PAGES` (`examgen.model.manuscript`)."""

    explanation: str
    note: str
    derived_mark: str
    derived: str
    suspect: str
    unclear: str
    mention: str
    mention_absent: str
    mention_unknown: str
    number_absent: str
