"""Printable exams: one bank of questions in, proved papers and keys out.

>>> import examgen
>>> bank, diagnostics = examgen.read_bank(["banks/generative-models-quiz.md"])
>>> len(bank.questions)
4
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from examgen.formats import read_bank
    from examgen.pipeline.build import BuildReport, build
    from examgen.pipeline.request import BuildRequest

__version__ = "0.1.0"
__all__ = ["BuildReport", "BuildRequest", "build", "read_bank"]

_HOMES = {
    "BuildReport": "examgen.pipeline.build",
    "BuildRequest": "examgen.pipeline.request",
    "build": "examgen.pipeline.build",
    "read_bank": "examgen.formats",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `examgen --help` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
