"""What was produced in, a few lines for people out: what to print, what to look at, how to print it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from examgen.diagnostics import Diagnostic, Severity
from examgen.model.bank import KeyOrigin, Question


def counted(number: int, word: str) -> str:
    """A number with its word: "1 key", "2 keys"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def each(counts: Sequence[int]) -> str:
    """Page counts: "3 pages each", "3–4 pages each"."""
    low, high = min(counts), max(counts)
    return f"{counted(low, 'page')} each" if low == high else f"{low}–{high} pages each"


def print_line(out: Path, volumes: Sequence[str]) -> str:
    """What to send to the printer."""
    more = f" and the {counted(len(volumes) - 1, 'volume')} after it" if len(volumes) > 1 else ""
    return f"print {out / volumes[0]}{more} on both sides"


def content_line(
    questions: Sequence[Question], diagnostics: Sequence[Diagnostic], left_out: Sequence[str], lead: str = ""
) -> str:
    """What was printed, and what to look at before it is handed out."""
    derived = sum(question.key_origin is KeyOrigin.DERIVED for question in questions)
    parts = [lead + counted(len(questions), "question")]
    parts += [f"{counted(derived, 'key')} taken from the explanations"] if derived else []
    parts += left_out_parts(left_out)
    warnings = [found for found in diagnostics if found.severity is Severity.WARNING]
    if warnings:
        shows = "shows it" if len(warnings) == 1 else "shows them"
        parts.append(f"{counted(len(warnings), 'warning')} ({_named(_places(warnings))}: examgen check {shows})")
    return " · ".join(parts)


def left_out_parts(names: Sequence[str]) -> tuple[str, ...]:
    """How many questions hold errors, and the first of them; nothing where there are none."""
    named = _named([f"question {name}" for name in names])
    return (f"{counted(len(names), 'question')} left out ({named}: examgen check says why)",) if names else ()


def _places(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """The questions that diagnostics speak of, or their files."""
    named = {(found.path, found.question): found for found in diagnostics}.values()
    return [f"question {found.question}" if found.question else found.path for found in named]


def _named(places: Sequence[str]) -> str:
    return ", ".join(places[:4]) + (", …" if len(places) > 4 else "")


def replaced_line(out: Path, record: str) -> tuple[str, ...]:
    """That another build stood in the folder, and how to have it again."""
    if not record:
        return ()
    return (f"replaced an earlier build; to print that again: examgen build --from {out / record / 'manifest.json'}",)
