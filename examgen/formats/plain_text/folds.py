"""Text in, the same lines out without what only folds an answer up on a screen, or wraps it in boxes and buttons."""

from __future__ import annotations

import re

from examgen.formats.plain_text.answer_rows import says_answer
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.signs import field_sign, number_sign
from examgen.formats.plain_text.trappings import is_button

_TAG = re.compile(r"<[^>\n]*>")
_WRAP = re.compile(r"\s*(?:</?(?:p|div|center|br)(?:\s[^>\n]*)?/?>\s*)+", re.IGNORECASE)
"""A line that only wraps what stands around it."""

_CALLOUT = re.compile(r"\s*>\s*\[![\w-]+\][-+]?([^\n]*)")
"""The head of a box as some editors show it: "> [!success]- Answer"."""

_FOLD = re.compile(r"</?details[^>\n]*>|<summary[^>\n]*>(?P<summary>[^\n]*?)</summary>", re.IGNORECASE)


_ANSWERS_FOLD = re.compile(
    r"(?P<before><details[^>\n]*>\s{0,20})<summary[^>\n]*>[^\n]*?</summary>(?P<inside>(?:(?!</?details).)*)",
    re.IGNORECASE | re.DOTALL,
)
_FEWEST_ANSWERED = 2


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

    text = _ANSWERS_FOLD.sub(_with_heading, text)
    unfolded_lines = (unfolded(line) if "<" in line or "[!" in line else line for line in text.split("\n"))
    return "\n".join("" if is_button(line.strip(" *_")) else line for line in unfolded_lines)


def _with_heading(match: re.Match[str]) -> str:
    """A fold that answers several questions, below a heading; else as it is."""
    signs = [sign for line in match["inside"].split("\n") if (sign := number_sign(line.strip()))]
    if len(signs) < _FEWEST_ANSWERED or not all(says_answer(sign.rest) for sign in signs):
        return match[0]
    return match["before"] + "\n## Answers\n" + match["inside"]
