"""The bank formats that examgen knows; adding one is adding a module and a line here."""

from __future__ import annotations

from functools import cache

from examgen.formats.format import Format


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format, in the order in which they are named to the user."""
    from examgen.formats import examgen_markdown, plain_text, quiz_markdown

    return (examgen_markdown.FORMAT, plain_text.FORMAT, quiz_markdown.FORMAT)


def format_names() -> tuple[str, ...]:
    return tuple(form.name for form in all_formats())


def format_named(name: str) -> Format | None:
    return next((form for form in all_formats() if form.name == name.lower()), None)


def recognised(text: str) -> Format | None:
    """The format that is surest that the text is its own; ``None`` if none claims it."""
    best = max(all_formats(), key=lambda form: form.sniff(text))
    return best if best.sniff(text) > 0 else None
