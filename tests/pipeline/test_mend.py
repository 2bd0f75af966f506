"""What is mechanical is mended in the source, shown as a diff, and proved to leave the bank as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from examgen.cli.app import app
from examgen.errors import BankError, OutputError
from examgen.formats import read_bank
from examgen.model.reading import Reading
from examgen.pipeline import mend as mending
from examgen.pipeline.advice import Wanted
from examgen.pipeline.check import check
from examgen.pipeline.mend import mend, write

HOW = Reading()
MARKDOWN = """\
## Question 1 {#metal}

Which of of these is not a metal?

- [x] Neon
- [ ] Iron

The the noble gas.

## Question 2

How many legs has a spider?

- [ ] 6
- [x] 8
- [ ] 4

Eight legs.
"""
MENDED = """\
## Question 1 {#metal}

Which of these is **not** a metal?

- [x] Neon
- [ ] Iron

The noble gas.

## Question 2

How many legs has a spider?

- [ ] 4
- [ ] 6
- [x] 8

Eight legs.
"""
NOTHING_LEFT = "0 errors · 0 warnings · 0 advice\n"


def fixed(path: Path, data: bytes, how: Reading = HOW, wanted: Wanted | None = None) -> bytes:
    """What is in a file of these bytes after it was mended."""
    path.write_bytes(data)
    write(mend(check([str(path)], how, wanted=wanted or Wanted()), how))
    return path.read_bytes()


def test_all_that_is_mechanical(tmp_path: Path) -> None:
    """Doubled words, a plain negative and numbers out of order are mended, and ids and keys are as before."""
    path = tmp_path / "quiz.md"

    assert fixed(path, MARKDOWN.encode()) == MENDED.encode()
    assert fixed(path, MENDED.encode()) == MENDED.encode()


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_other_bytes_stay(tmp_path: Path, end: bytes, encoding: str) -> None:
    """Line ends, a byte-order mark, spaces and what follows the last line are kept."""
    lines = ["1. Was ist  kein Metall? ", "A) Neon \t*", "B) Öl", "", "Grün: ﬁ"]
    before = end.join(line.encode() for line in lines)
    mark = "\ufeff".encode() if encoding == "utf-8-sig" else b""
    path = tmp_path / "quiz.txt"

    assert fixed(path, mark + before) == mark + before.replace(b"kein ", b"**kein** ")


def test_named_encodings(tmp_path: Path) -> None:
    """A file in a named encoding is written in it again; one of mixed encodings is left alone."""
    text = "1. Was ist kein Metall?\nA) Öl *\nB) Eisen\n"
    path = tmp_path / "quiz.txt"
    latin = text.encode("latin-1")

    assert fixed(path, latin, Reading(encoding="latin-1")) == latin.replace(b"kein", b"**kein**")
    assert fixed(path, latin) == latin


@pytest.mark.parametrize(
    "text",
    [
        "1. Which is not a metal, or not a gas?\nA. Neon *\nB. Iron\n",
        "1. Which of the the metals?\nA. Iron *\nB. Neon\n",
        "1. How many?\nA. 6\nB. 8 *\nC. 4\n",
        "## Question 1\n\nHow many?\n\n- [ ] a) 6\n- [x] b) 8\n- [ ] c) 4\n\nOption [[b]].\n",
        "## Question 1 {locked}\n\nHow many?\n\n- [ ] 6\n- [x] 8\n- [ ] 4\n",
        "## Question 1\n\nHow many?\n\n- [ ] 6\n  > too few\n- [x] 8\n- [ ] 4\n",
        "::x:: Which of these is not a metal? {=Neon ~Iron}\n",
    ],
)
def test_what_is_not_certain_stays(tmp_path: Path, text: str) -> None:
    """A place that could be another, an id that would change, options that are named, other formats: no edit."""
    assert fixed(tmp_path / "quiz", text.encode()) == text.encode()


def test_only_what_was_heard_is_mended(tmp_path: Path) -> None:
    """A rule that is turned off by a flag or a comment mends nothing."""
    ignored = Wanted(ignored=("unemphasised-negative", "doubled-word", "unordered-options"))
    off = "<!-- lint: off -->\n\n" + MARKDOWN

    assert fixed(tmp_path / "a.md", MARKDOWN.encode(), wanted=ignored) == MARKDOWN.encode()
    assert fixed(tmp_path / "b.md", off.encode()) == off.encode()


def test_a_bank_that_would_be_read_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits after which the bank has other facts are refused, and nothing is written."""
    monkeypatch.setattr(mending, "mended", lambda lines, edits: [line.replace("[x]", "[ ]") for line in lines])

    with pytest.raises(BankError, match="left as it is"):
        fixed(tmp_path / "quiz.md", MARKDOWN.encode())
    assert (tmp_path / "quiz.md").read_bytes() == MARKDOWN.encode()


def test_files_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second file cannot be written, the first is as it was; permissions are kept."""
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    for path in (first, second):
        path.write_text(MARKDOWN, encoding="utf-8")
    os.chmod(first, 0o640)
    mendings = mend(check([str(first), str(second)]), HOW)
    replace = mending.write_whole

    def failing(target: Path, data: bytes) -> None:
        if target == second:
            raise OSError("no space")
        replace(target, data)

    monkeypatch.setattr(mending, "write_whole", failing)
    with pytest.raises(OSError, match="no space"):
        write(mendings)
    assert first.read_text(encoding="utf-8") == MARKDOWN
    assert first.stat().st_mode & 0o777 == 0o640


def test_diff_is_shown(tmp_path: Path) -> None:
    """``--diff`` shows what would change and writes nothing; ``--fix`` shows it, writes, and checks again."""
    path = tmp_path / "quiz.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    run = CliRunner().invoke
    shown = run(app, ["check", str(path), "--diff"])

    assert "-Which of of these is not a metal?\n+Which of these is **not** a metal?\n" in shown.output
    assert path.read_text(encoding="utf-8") == MARKDOWN
    done = run(app, ["check", str(path), "--fix"])
    assert done.output == shown.output[: shown.output.index(f"{path}:")] + "2 questions · 2 points\n" + NOTHING_LEFT
    assert path.read_text(encoding="utf-8") == MENDED
    assert run(app, ["check", str(path), "--diff"]).output.startswith("nothing here can be mended")
    assert run(app, ["check", str(path), "--fix", "--output", "json"]).exit_code == 2


def test_ids_are_those_of_before(tmp_path: Path) -> None:
    """Whatever is mended, no question has another id, so that orders drawn stay."""
    path = tmp_path / "quiz.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    before = [question.id for question in read_bank([path])[0].questions]

    fixed(path, MARKDOWN.encode())

    assert [question.id for question in read_bank([path])[0].questions] == before


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("quiz.gift", b"::a:: Which of these is not a metal? {=Neon ~Iron}\n", "lines are edited in examgen-markdown"),
        ("quiz.md", MARKDOWN.replace("Neon", "Néon").encode("cp1252"), "it is not UTF-8; name its encoding"),
    ],
)
def test_files_that_cannot_be_edited_say_so(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """A file in another format or an unnamed encoding is left as it is, and why is said."""
    path = tmp_path / name
    path.write_bytes(data)

    said = CliRunner().invoke(app, ["check", str(path), "--no-trial", "--fix"]).stdout

    assert f"{path} is left as it is: {reason}" in said
    assert path.read_bytes() == data


def test_protected_files_are_left(tmp_path: Path) -> None:
    """A file that may not be written is no more replaced than edited."""
    path = tmp_path / "quiz.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    report = check([str(path)], HOW, wanted=Wanted())
    path.chmod(0o444)

    with pytest.raises(OutputError, match="is write-protected"):
        write(mend(report, HOW))
    assert path.read_text(encoding="utf-8") == MARKDOWN
