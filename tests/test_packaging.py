"""The wheel as a teacher gets it: small, complete, and able to build an exam on its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

LARGEST = 12_000_000
"""Bytes."""


@pytest.fixture(scope="session")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    out = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", out, repository)
    return next(out.glob("*.whl"))


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """The scripts folder of an environment that holds the wheel; its dependencies are read from this environment."""
    folder = tmp_path / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    scripts = folder / "bin"
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet", "--no-deps")
    _run(*pip, "--disable-pip-version-check", wheel)
    site = next(folder.glob("lib/python*/site-packages"))
    # A folder named in a .pth file lends its packages only: the editable install that may stand there stays unseen.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_wheel_is_small(wheel: Path) -> None:
    """The wheel stays under 12 MB, fonts included."""
    assert wheel.stat().st_size < LARGEST


def test_wheel_holds_what_a_build_needs(wheel: Path, repository: Path) -> None:
    """Every font, licence and template of the checkout is in the wheel."""
    fonts = [path.relative_to(repository) for path in (repository / "examgen/typeset/fonts").iterdir()]
    templates = [path.relative_to(repository) for path in (repository / "templates").rglob("*") if path.is_file()]

    names = set(ZipFile(wheel).namelist())

    assert {str(path) for path in fonts} | {f"examgen/{path}" for path in templates} <= names


def test_every_font_has_its_licence(repository: Path) -> None:
    """Each shipped font family stands beside the text of its licence."""
    folder = repository / "examgen/typeset/fonts"
    families = {path.name.split("-")[0] for path in folder.glob("*.[ot]tf")}

    licences = {path.name.removesuffix("-OFL.txt"): path.read_text("utf-8") for path in folder.glob("*-OFL.txt")}

    assert licences.keys() == families
    assert all(text.startswith("Copyright") for text in licences.values())
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in licences.values())


@pytest.mark.slow
def test_installed_wheel_builds_an_exam(installed: Path, shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """The installed command builds papers, keys and bundles from an empty directory, with nothing of the checkout."""
    empty = tmp_path / "desk"
    empty.mkdir()

    place = _run(installed / "python", "-c", "import examgen; print(examgen.__file__)", cwd=empty)
    _run(installed / "examgen", "build", shipped_banks[0], cwd=empty)

    out = empty / "output/deep-learning-quiz"
    papers = {f"{kind}-{number:02}.pdf" for kind in ("exam", "key") for number in range(1, 5)}
    assert place.startswith(str(installed.parent))
    assert {path.name for path in out.glob("*.pdf")} == papers | {"bundle-exams.pdf", "bundle-keys.pdf", "overview.pdf"}
    assert (out / "answers.csv").is_file()
    assert (out / "manifest.json").is_file()
