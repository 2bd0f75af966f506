"""A question of a Word document in, a warning about a table below its last option out."""

from __future__ import annotations

from examgen.formats.draft import DraftQuestion
from examgen.formats.reporting import Report
from examgen.model.text import Table


def check_end(question: DraftQuestion, report: Report) -> None:
    """Tell of a table below the last option alone: it may be for the next question, or for the stem of this one."""
    have_tables = [any(isinstance(block, Table) for block in option.text) for option in question.options]
    if len(have_tables) > 1 and have_tables[-1] and not any(have_tables[:-1]):
        message = "a table stands below the last option, and is printed as a part of it"
        hint = "put it below the number of the question that it belongs to, above the options"
        report.warning("behind-options", message, question.options[-1].line, hint)
