"""A text in, whether it is a page of HTML out, which shows questions but does not say what is one."""

from __future__ import annotations

import re

from examgen.diagnostics import Diagnostic, Severity

_WHOLE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_PART = re.compile(r"\s*</?(?:main|section|article|h[1-6]|p|div|ol|ul|li|table|tr|td|form)\b", re.IGNORECASE)
_LOOKED_AT = 40
"""Lines; Markdown may begin with a few that hold tags."""


def is_page(text: str) -> bool:
    """Whether a text is a page of HTML, or a part of one: it says so, or tags begin most of its lines."""
    if _WHOLE.match(text):
        return True
    lines = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    return bool(lines) and _PART.match(text) is not None and 2 * sum(map(bool, map(_PART.match, lines))) > len(lines)


def page_refused(path: str) -> Diagnostic:
    """Say how the questions of a page come into a bank."""
    message = "is a page of HTML, which shows questions but does not say what is one"
    hint = (
        "open it in a browser, mark all of it and copy it into a text file; or export the questions from their system"
    )
    return Diagnostic(severity=Severity.ERROR, rule="unknown-format", message=message, path=path, hint=hint)
