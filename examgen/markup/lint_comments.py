"""One line of a bank in, the rules that it turns off out: ``<!-- lint: off longest-key -->``.

Where a format has other comments (``//`` in GIFT, ``%`` in TeX and text2qti, ``#`` in YAML), these do as well.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"\s*(?:<!--|//|%+|#+)\s*lint:\s*off\b(?P<rules>[^>]*?)\s*(?:-->\s*)?")
EVERY_RULE = "*"


def rules_turned_off(line: str) -> tuple[str, ...] | None:
    """The names in a comment, or that of every rule; ``None`` for any other line."""
    if "lint:" not in line or (comment := _COMMENT.fullmatch(line)) is None:
        return None
    return tuple(comment["rules"].replace(",", " ").split()) or (EVERY_RULE,)


def without_lint_comments(text: str) -> str:
    """A text with empty lines for such comments, for formats that have no comments of their own."""
    if "lint:" not in text:
        return text
    return "\n".join("" if rules_turned_off(line) else line for line in text.split("\n"))
