"""What attributes and entries of a QTI file say in, numbers and ids out."""

from __future__ import annotations

import re
from decimal import Decimal

from examgen.formats.decimals import decimal_of

_ID = re.compile(r"[^\s{}\"=/\[\]|]{1,100}")


def number(written: str | None) -> Decimal | None:
    """A number as a file writes it; ``None`` for anything else, and for what is beyond all sense."""
    return decimal_of((written or "").replace(",", "."))


def identity(written: str | None) -> str:
    """An identifier as the id of a question; empty where it has signs that ids cannot have."""
    name = (written or "").strip()
    return name if _ID.fullmatch(name) else ""
