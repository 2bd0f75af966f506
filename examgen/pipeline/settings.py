"""Flags and an exam.yaml in, the settings that a run goes by out, all texts in them fit to be printed and recorded."""

from __future__ import annotations

import unicodedata

from examgen.diagnostics import Diagnostic, Severity, errors_in
from examgen.errors import BlueprintError
from examgen.markup import commonmark
from examgen.model.blueprint import Settings
from examgen.pipeline.summary import counted

LINE_ENDS = "\t\n\r"
"""Printed as spaces where a text is one line."""


def settings_of(flags: Settings, exam: str | None) -> Settings:
    """The flags over what exam.yaml says; raise `BlueprintError` for what cannot be meant."""
    if exam is None:
        settings = flags
    else:
        from examgen.formats.exam_yaml import read_blueprint  # and YAML with it, for exams that have such a file alone

        stated, diagnostics = read_blueprint(exam)
        if errors := errors_in(diagnostics):
            raise BlueprintError(f"{exam} holds {counted(len(errors), 'mistake')}", diagnostics=diagnostics)
        settings = flags.over(stated)
    _check_texts(settings)
    if settings.one_per_page and not settings.access:
        raise BlueprintError(
            "one question per page is for access copies, and none are asked for",
            remedy="ask for them with --access large-print, or access: large-print in exam.yaml",
        )
    _check_instructions(settings.instructions or "", exam or "instructions")
    return settings


def _check_texts(settings: Settings) -> None:
    for name in ("title", "seed"):
        text = getattr(settings, name)
        if text is not None and not text.strip():
            raise BlueprintError(f"the {name} is empty", remedy=f"write one, or leave --{name} out")
    for name in ("title", "course", "date", "instructor", "instructions", "seed"):
        allowed = "" if name == "seed" else LINE_ENDS
        for character in getattr(settings, name) or "":
            if unicodedata.category(character) in ("Cc", "Cs") and character not in allowed:
                raise BlueprintError(
                    f"the {name} holds a character that is no text: U+{ord(character):04X}",
                    remedy="type it anew, or write it in an exam.yaml that is saved as UTF-8",
                )


def _check_instructions(text: str, path: str) -> None:
    problems = [problem for problem in commonmark.parse(text).problems if problem.is_error]
    if problems:
        found = (
            Diagnostic(
                severity=Severity.ERROR,
                rule="blueprint",
                message=problem.message,
                path=path,
                field="instructions",
                hint=problem.hint,
            )
            for problem in problems
        )
        raise BlueprintError("the instructions cannot be printed as they are written", diagnostics=found)
