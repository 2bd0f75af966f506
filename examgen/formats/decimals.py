"""A number as a file writes it in, its exact value out; nothing for what is none, or beyond all sense.

``1e-999999999`` has few signs, and a thousand million digits once it is written out.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_MOST_BEFORE = 30
_MOST_BEHIND = 60


def decimal_of(words: str) -> Decimal | None:
    """A finite number whose decimal sign is a full stop, with a sensible number of places."""
    try:
        number = Decimal(words.strip())
    except InvalidOperation:
        return None
    exponent = number.as_tuple().exponent
    is_sensible = isinstance(exponent, int) and exponent >= -_MOST_BEHIND and number.adjusted() <= _MOST_BEFORE
    return number if is_sensible else None
