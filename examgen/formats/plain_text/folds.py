"""Text in, the same lines out without what only folds an answer up on a screen, or wraps it in boxes and buttons."""

from __future__ import annotations

import re

from examgen.formats.plain_text.signs import Field, field_sign
from examgen.formats.plain_text.trappings import is_button

_TAG = re.compile(r"<[^>\n]*>")
_WRAP = re.compile(r"\s*(?:</?(?:p|div|center|br)(?:\s[^>\n]*)?/?>\s*)+", re.IGNORECASE)
"""A line that only wraps what stands around it."""

_CALLOUT = re.compile(r"\s*>\s*\[![\w-]+\][-+]?([^\n]*)")
"""The head of a box as some editors show it: "> [!success]- Answer"."""

_FOLD = re.compile(r"</?details[^>\n]*>|<summary[^>\n]*>(?P<summary>[^\n]*?)</summary>", re.IGNORECASE)


def without_folds(text: str) -> str:
    """Take away what only folds an answer up on a screen; a summary becomes the label that it stands for."""

    def label_of(match: re.Match[str]) -> str:
        words = (match["summary"] or "").casefold()
        sign = field_sign(f"{_TAG.sub('', words).strip()}:")
        if "explanation" in words or (sign and sign.field is Field.EXPLANATION):
            return "\n**Explanation:**"
        if "answer" in words or (sign and sign.field is Field.ANSWER):
            return "**Answer:**"
        return match["summary"] or ""

    def unfolded(line: str) -> str:
        if callout := _CALLOUT.match(line):
            return f"> **{callout[1].strip()}:**" if callout[1].strip() else ">"
        line = _FOLD.sub(label_of, line).replace("\n", " ")
        return "" if _WRAP.fullmatch(line) else line

    unfolded_lines = (unfolded(line) if "<" in line or "[!" in line else line for line in text.split("\n"))
    return "\n".join("" if is_button(line.strip(" *_")) else line for line in unfolded_lines)
