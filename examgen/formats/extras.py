"""Formats whose libraries are not installed by default: the error that says what to install."""

from __future__ import annotations

from examgen.diagnostics import Diagnostic, Severity

OFFICE = "office"
"""The extra for Word documents and workbooks."""


def missing_extra(path: str, message: str, extra: str, otherwise: str = "") -> Diagnostic:
    """The file at a path needs an extra; ``otherwise`` says what can be done without it."""
    hint = f'pip install "examgen-print[{extra}]"{f", or {otherwise}" if otherwise else ""}'
    return Diagnostic(severity=Severity.ERROR, rule="missing-extra", message=message, path=path, hint=hint)
