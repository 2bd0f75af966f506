"""A bank that states no language in, a warning out where its questions show another one than paper around them has.

It is told, and not corrected: with the language the letters of the options change as well.
"""

from __future__ import annotations

from itertools import islice

from examgen.diagnostics import Diagnostic, Severity
from examgen.markup.words import shown_languages
from examgen.model.bank import Bank
from examgen.model.blueprint import DEFAULT_LANGUAGE
from examgen.model.text import Words, spans_of

MOST_SURVEYED = 2000
"""Pieces of text that are looked at: more than are needed to tell a language."""


def unstated_language(bank: Bank, stated: str | None) -> tuple[Diagnostic, ...]:
    """A warning for questions that show another language than that of a paper whose language nobody states."""
    if bank.language or stated:
        return ()
    texts = _texts(bank)
    shown = shown_languages(texts)
    if not shown or _is_printed(texts):
        return ()
    named = " or ".join(f"--language {tag}" for tag in shown)
    return (
        Diagnostic(
            severity=Severity.WARNING,
            rule="unstated-language",
            message="the questions are not in English, but nothing says so: what is printed around them is English",
            path=bank.paths[0],
            hint=f"build with {named}, or write language: {shown[0]} into exam.yaml",
        ),
    )


def _texts(bank: Bank) -> tuple[str, ...]:
    """What the questions say, without code and formulas."""
    texts = (field.text for question in bank.questions for field in question.texts)
    spans = (span for text in texts for span in spans_of(text))
    said = (span.text for span in spans if isinstance(span, Words) and not span.style.code)
    return tuple(islice(said, MOST_SURVEYED))


def _is_printed(texts: tuple[str, ...]) -> bool:
    """Whether they are in the printed language after all, and only quote another."""
    from examgen.lint import told_language  # with all rules, which no other bank needs to be built

    return told_language(texts) == DEFAULT_LANGUAGE
