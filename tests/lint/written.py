"""Short questions as text in, what rules say of them out."""

from __future__ import annotations

from examgen.diagnostics import Diagnostic
from examgen.formats import parse_bank
from examgen.lint import lint
from examgen.model.bank import Bank

OF_FILES = {"missing-explanation", "lopsided-keys", "longest-keys"}


def advice(*questions: str, language: str | None = "en") -> list[Diagnostic]:
    """What all rules but those of whole files say; a question is a stem and options, a line each, the key with a *."""
    bank, _ = bank_of(*questions, language=language)
    return [each for each in lint(bank, language) if each.rule not in OF_FILES]


def rules(*questions: str, language: str | None = "en") -> list[str]:
    """The names of the rules that say something."""
    return [each.rule for each in advice(*questions, language=language)]


def bank_of(*questions: str, language: str | None = "en") -> tuple[Bank, tuple[Diagnostic, ...]]:
    """A bank of such questions, with what reading it found."""
    text = "\n\n".join(f"## Question {place}\n\n{_markdown(each)}" for place, each in enumerate(questions, start=1))
    return parse_bank(text, "quiz.md", format="examgen-markdown", language=language)


def _markdown(question: str) -> str:
    question, _, explanation = question.partition("\n\n")
    stem, *options = question.strip().split("\n")
    boxes = (f"- [{'x' if option.startswith('*') else ' '}] {option.removeprefix('*')}" for option in options)
    return "\n".join((stem, "", *boxes, "", explanation))
