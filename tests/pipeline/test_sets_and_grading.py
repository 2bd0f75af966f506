"""Question sets and grading tables through whole runs: checked, built, kept and printed again, in old templates too."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import examgen
from examgen.errors import BlueprintError, TypesetError
from examgen.model.blueprint import Settings
from examgen.pipeline.request import AuditMode, BuildRequest, RunOptions

BANK = """# Test

## Question 1

What is one and one?

- [x] two
- [ ] three

## The lake {.set #lake}

Lake Chad has no outlet. ![A map of the lake](map.svg){width=2cm}

### Question 2 {#salt}

Is it salty?

- [ ] True
- [x] False

### Question 3 {#name points=2}

#### (a) Name it. {points=1}

= Chad

#### (b) It lies in ____{Africa | the Sahel} and is ____{[x] fresh [ ] salt}. {points=1}
"""
MAP = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40"/></svg>'
OWN = """# {{ exam.title }}

{% for question in questions %}
{{ place(question) }}
{% endfor %}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "map.svg").write_text(MAP, encoding="utf-8")
    path = tmp_path / "bank.md"
    path.write_text(BANK, encoding="utf-8")
    return path


@pytest.fixture
def template(tmp_path: Path) -> str:
    folder = tmp_path / "template"
    folder.mkdir()
    (folder / "exam.md").write_text(OWN, encoding="utf-8")
    return str(folder)


def build(bank: Path, out: Path, **settings: object) -> dict[str, bytes]:
    """The files of a build that both readers proved."""
    asked = Settings(**{"seed": "s", "variants": 2, **settings})  # type: ignore[arg-type]
    examgen.build(BuildRequest(banks=(str(bank),), settings=asked, run=RunOptions(out=str(out), audit=AuditMode.FULL)))
    return {path.name: path.read_bytes() for path in out.iterdir() if path.suffix in (".pdf", ".csv")}


def test_pictures_that_questions_share_are_kept(bank: Path, tmp_path: Path) -> None:
    """A build with a set is printed again, byte for byte, without the picture that stood beside the bank."""
    one = build(bank, tmp_path / "one")
    (tmp_path / "map.svg").unlink()

    manifest, out = tmp_path / "one" / "manifest.json", tmp_path / "two"
    examgen.build(BuildRequest(from_manifest=str(manifest), run=RunOptions(out=str(out))))

    assert {name: (out / name).read_bytes() for name in one} == one


def test_parts_and_gaps_have_lines_of_their_own(bank: Path, tmp_path: Path) -> None:
    """Answers name the parts of a question, and the gaps of such a part, behind the question's number."""
    build(bank, tmp_path / "out", variants=1)

    with (tmp_path / "out" / "answers.csv").open(encoding="utf-8", newline="") as file:
        names = [row["number"] for row in csv.DictReader(file) if row["id"].startswith("name/")]
    assert [name[1:] for name in names] == ["a", "b.1", "b.2"]


def test_an_older_template_prints_sets(bank: Path, template: str, tmp_path: Path) -> None:
    """What questions share stands before them in a template that knows nothing of sets; both readers find it."""
    assert "exam-01.pdf" in build(bank, tmp_path / "out", template=template)


def test_a_template_without_the_table_is_refused(bank: Path, template: str, tmp_path: Path) -> None:
    """An exam that asks for a grading table is not printed without one."""
    with pytest.raises(BlueprintError) as refused:
        build(bank, tmp_path / "out", template=template, grading_table=True)

    assert "asks for a grading table" in str(refused.value) + str(refused.value.diagnostics)


def test_a_sign_without_a_font_is_found_in_what_questions_share(bank: Path, tmp_path: Path) -> None:
    """A character that no font has is refused before anything is set."""
    bank.write_text(BANK.replace("no outlet", "no \u0378 outlet"), encoding="utf-8")

    with pytest.raises(TypesetError, match="cannot be set"):
        build(bank, tmp_path / "out")
