"""The banks of a printed exam are found where they were, from wherever its next issue is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from amending import files, manifest

from examgen.errors import BankError, ManifestError
from examgen.model.blueprint import Settings
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = """# Rivers

## Question 1

Which rivver runs through {}?

- [x] The Danube
- [ ] The Rhine
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose exam.yaml, in a folder of its own, names banks of one name in two other folders."""
    monkeypatch.chdir(tmp_path)
    for folder, place in (("banks", "Vienna"), ("more", "Ulm")):
        Path(folder).mkdir()
        Path(folder, "quiz.md").write_text(BANK.format(place), encoding="utf-8")
    Path("exams").mkdir()
    Path("exams/midterm.yaml").write_text("banks: [../banks/quiz.md, ../more/quiz.md]\nvariants: 2\n", encoding="utf-8")
    build(BuildRequest(exam="exams/midterm.yaml", settings=Settings(variants=1, seed="s"), run=RunOptions(out="out")))
    return tmp_path


def corrected(folder: str) -> None:
    path = Path(folder, "quiz.md")
    path.write_text(path.read_text(encoding="utf-8").replace("rivver", "river"), encoding="utf-8")


def amend(path: str) -> BuildReport:
    return build(BuildRequest(from_manifest=path, amend=True))


def test_banks_of_an_exam_yaml_elsewhere_are_found() -> None:
    """the way that led to each bank is recorded, and leads there again."""
    corrected("more")

    amend("out/manifest.json")

    banks = [source for source in manifest()["sources"] if source["role"] == "bank"]
    assert [source["folder"] for source in banks] == ["exams/../banks", "exams/../more"]
    assert [len(manifest()["amendment"][name]) for name in ("parents", "corrected")] == [1, 1]
    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))
    assert files("again") == files()


def test_banks_are_found_from_another_folder(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """where the current folder does not hold them, the folders above the build do, issue by issue."""
    corrected("banks")
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    amend("../out/manifest.json")
    monkeypatch.chdir(desk)
    corrected("more")

    amend("out/manifest.json")

    assert [source.get("folder") for source in manifest()["sources"]][:2] == ["exams/../banks", "exams/../more"]
    assert manifest()["blueprint"]["issue"] == 3


def test_a_bank_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """where a recorded way leads to no file, the message has it, and says what to do."""
    Path("more/quiz.md").unlink()

    with pytest.raises(BankError, match=r"more.quiz\.md, a bank of the printed exam, is not in the current") as raised:
        amend("out/manifest.json")

    assert "--amend BANK" in (raised.value.remedy or "")


def test_what_lies_in_several_places_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """banks that two folders above the build hold are not chosen from."""
    inner = tmp_path / "school"
    inner.mkdir()
    for folder in (tmp_path, inner):
        (folder / "plain.md").write_text(BANK.format("Linz"), encoding="utf-8")
    (tmp_path / "far").mkdir()
    monkeypatch.chdir(inner)
    build(BuildRequest(banks=("plain.md",), settings=Settings(variants=1, seed="s"), run=RunOptions(out="out")))
    monkeypatch.chdir(tmp_path / "far")

    with pytest.raises(BankError, match=r"plain\.md lies in several folders above the build: .*school, "):
        amend("../school/out/manifest.json")


def test_a_way_from_the_root_is_refused() -> None:
    """a manifest that leads to an absolute folder is damaged."""
    path = Path("out/manifest.json")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"exams/../banks"', '"/etc"'), encoding="utf-8")

    with pytest.raises(ManifestError, match="is not a folder beside the current one"):
        amend("out/manifest.json")


def test_nothing_of_absolute_folders_is_recorded(tmp_path: Path) -> None:
    """banks that are named from the root leave no trace of their folder."""
    build(
        BuildRequest(
            banks=(str(tmp_path / "banks/quiz.md"),), settings=Settings(variants=1, seed="s"), run=RunOptions(out="out")
        )
    )

    assert tmp_path.name not in Path("out/manifest.json").read_text(encoding="utf-8")
    assert "folder" not in manifest()["sources"][0]
