"""``examgen new``: a starter file, or a copy of the shipped template."""

from __future__ import annotations

from typing import Annotated

import typer


def new(
    what: Annotated[
        str, typer.Argument(metavar="quiz.md|exam.yaml|template", help="What to begin with.", show_default=False)
    ],
    folder: Annotated[
        str | None, typer.Argument(metavar="[DIR]", help="The folder for a template.", show_default=False)
    ] = None,
) -> None:
    """Write a starter: a bank of questions (NAME.md), a blueprint (NAME.yaml), or a template folder to change."""
    if what == "template":
        _refuse(folder is None, "say where, e.g. examgen new template my-template")
    else:
        _refuse(folder is not None, f'"{what}" is a file: no folder is needed')
        is_known = what.endswith((".md", ".yaml", ".yml"))
        _refuse(not is_known, f'"{what}" is no quiz.md, no exam.yaml and not the word template')
    from examgen.pipeline.starter import new_blueprint, new_quiz, new_template

    if folder is not None:
        typer.echo(new_template(folder))
    else:
        typer.echo(new_quiz(what) if what.endswith(".md") else new_blueprint(what))


def _refuse(is_wrong: bool, message: str) -> None:
    if is_wrong:
        raise typer.BadParameter(message)
