"""A path in, a file or folder to begin with out: a bank, a blueprint, a template; nothing that exists is replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from examgen.compose import shipped_folder
from examgen.errors import OutputError

STARTERS = Path(__file__).resolve().parent / "starters"


def new_quiz(path: str | Path) -> str:
    """Write a bank of three questions that shows the format; the line to tell the user."""
    return _copied("quiz.md", Path(path), f"try: examgen check {path}")


def new_blueprint(path: str | Path) -> str:
    """Write a blueprint with the usual settings; the line to tell the user."""
    return _copied("exam.yaml", Path(path), f"try: examgen build --exam {path}")


def new_template(folder: str | Path) -> str:
    """Copy the shipped template into a folder of its own; the line to tell the user."""
    target = Path(folder)
    if target.exists():
        raise OutputError(f"{target} is there already", remedy="name a folder that does not exist yet")
    try:
        shutil.copytree(shipped_folder(), target)
    except OSError as error:
        raise _unwritable(target, error) from error
    return f"{target} written · try: examgen build BANK --template {target}"


def _copied(name: str, target: Path, advice: str) -> str:
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write((STARTERS / name).read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise OutputError(f"{target} is there already", remedy="choose another name") from error
    except OSError as error:
        raise _unwritable(target, error) from error
    return f"{target} written · {advice}"


def _unwritable(target: Path, error: OSError) -> OutputError:
    return OutputError(f"{target} cannot be written: {error.strerror}", remedy="check the folder and the disk")
