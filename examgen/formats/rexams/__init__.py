"""R/exams exercises in, their parts out (www.R-exams.org, "Writing exercises"); R is never run.

Only static exercises are read. One that R would make anew for each student is refused, with the line of its R code.
"""

from __future__ import annotations

import re

from examgen.formats.bounds import admit_question
from examgen.formats.draft import Draft, DraftQuestion
from examgen.formats.format import Parsed, text_format
from examgen.markup.context import LoadImage
from examgen.model.response import Kind


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut an exercise into its parts."""
    admit_question([text], path, 1)
    from examgen.formats.rexams import rmd, rnw  # and pylatexenc, for such files alone

    language = rnw if _is_latex(text) else rmd
    exercise = language.exercise_of(text, path, load)
    if refused := language.dynamic(text, path):
        unmade = DraftQuestion(stem=exercise.text(exercise.question), options=(), kind=Kind.OPEN, line=exercise.line)
        return Draft(questions=(unmade,)), refused
    question = exercise.draft()
    return Draft(questions=(question,)), tuple(exercise.report.diagnostics)


_META = re.compile(r"^extype\s*:\s*\S", re.MULTILINE)
_QUESTION = re.compile(r"^(?:Question\s*\n[=-]{3,}|#{1,2} Question\s*$)", re.MULTILINE)
_LATEX_META = re.compile(r"^[ \t%]*\\extype\{", re.MULTILINE)


def _is_latex(text: str) -> bool:
    return _LATEX_META.search(text) is not None and r"\begin{question}" in text


def sniff(text: str) -> float:
    """A section of the question and a line that names its type are unmistakable."""
    return 1.0 if _is_latex(text) or (_META.search(text) and _QUESTION.search(text)) else 0.0


FORMAT = text_format("rexams", sniff, parse)

__all__ = ("FORMAT",)
