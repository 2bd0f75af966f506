"""Requests that cannot be met, each with an exit code and a remedy.

ExamgenError
├── BankError          the files given hold mistakes; carries the diagnostics
├── BlueprintError     exam.yaml, a template or a style holds mistakes; carries the diagnostics
├── RequestError       what is asked for cannot be had from these questions
├── TypesetError       something cannot be set on the page; carries the diagnostics
├── OutputError        the output folder cannot be written
├── ManifestError      a manifest cannot be read, or does not match what it names
└── AuditError         a finished PDF does not say what the bank says

An author's mistake is a `Diagnostic`, never an exception by itself; a bug is an ordinary exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import ClassVar

from examgen.diagnostics import Diagnostic


class ExitCode(IntEnum):
    """What the process says when it ends; Typer keeps 2 for usage."""

    OK = 0
    BANK = 1
    USAGE = 2
    BLUEPRINT = 3
    REQUEST = 4
    TYPESET = 5
    OUTPUT = 6
    MANIFEST = 7
    AUDIT = 8
    INTERRUPTED = 130


class ExamgenError(Exception):
    """Anything that examgen refuses to do, with what to do about it."""

    exit_code: ClassVar[ExitCode]

    def __init__(self, message: str, *, remedy: str | None = None, diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.diagnostics = tuple(diagnostics)


class BankError(ExamgenError):
    """The bank files hold errors, or cannot be read."""

    exit_code = ExitCode.BANK


class BlueprintError(ExamgenError):
    """The blueprint, a template or a style cannot be understood."""

    exit_code = ExitCode.BLUEPRINT


class RequestError(ExamgenError):
    """The questions cannot give what was asked for."""

    exit_code = ExitCode.REQUEST


class TypesetError(ExamgenError):
    """Something cannot be set on the page without loss."""

    exit_code = ExitCode.TYPESET

    question: str = ""
    """The id of the one that holds it, where one does."""


class OutputError(ExamgenError):
    """The output folder cannot be written, or is in use."""

    exit_code = ExitCode.OUTPUT


class ManifestError(ExamgenError):
    """A manifest is unreadable, or the files it names are not as it says."""

    exit_code = ExitCode.MANIFEST


class AuditError(ExamgenError):
    """A finished PDF does not say what the bank says; nothing was delivered."""

    exit_code = ExitCode.AUDIT
