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
    from examgen.pipeline.starter import new_blueprint, new_quiz, new_template

    if what == "template":
        if folder is None:
            raise typer.BadParameter("say where, e.g. examgen new template my-template")
        written = new_template(folder)
    elif folder is not None:
        raise typer.BadParameter(f'"{what}" is a file: no folder is needed')
    elif what.endswith(".md"):
        written = new_quiz(what)
    elif what.endswith((".yaml", ".yml")):
        written = new_blueprint(what)
    else:
        raise typer.BadParameter(f'"{what}" is no quiz.md, no exam.yaml and not the word template')
    typer.echo(written)
