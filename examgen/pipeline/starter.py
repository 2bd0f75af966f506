"""A path in, a file or folder to begin with out: a bank, a blueprint, a template; nothing that exists is replaced."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from examgen.compose import shipped_folder
from examgen.errors import OutputError
from examgen.pipeline.whole_file import write_whole

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
        shutil.rmtree(target, ignore_errors=True)
        reason = error.strerror or "not all of its files could be copied"
        raise OutputError(f"{target} cannot be written: {reason}", remedy="check the folder and the disk") from error
    return f"{target} written · try: examgen build BANK --template {target}"


def _copied(name: str, target: Path, advice: str) -> str:
    if os.path.lexists(target):
        raise OutputError(f"{target} is there already", remedy="choose another name")
    write_whole(target, (STARTERS / name).read_bytes())
    return f"{target} written · {advice}"
