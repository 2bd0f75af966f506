"""A text in, diagnostics out: which of its formulas cannot be set, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from examgen.diagnostics import Diagnostic, Severity
from examgen.model.text import Formula, Text, spans_of
from examgen.typeset.formulas import FormulaError, set_formula
from examgen.typeset.shelf import Shelf

SHOWN = 80
"""Characters of a formula in a message."""


def survey_formulas(text: Text, place: dict[str, Any], shelf: Shelf) -> Iterator[Diagnostic]:
    """What cannot be set of the formulas of a text, whose place is given as fields of a diagnostic."""
    for formula in (span for span in spans_of(text) if isinstance(span, Formula)):
        try:
            set_formula(formula.source, formula.is_display, shelf)
        except FormulaError as error:
            yield Diagnostic(
                severity=Severity.ERROR,
                rule="formula",
                message=f"the formula “{_beginning(formula.source)}” cannot be set: {error}",
                hint=error.hint,
                **(place | {"line": formula.line or place["line"]}),
            )


def _beginning(source: str) -> str:
    line = " ".join(source.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
