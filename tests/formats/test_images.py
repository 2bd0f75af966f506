"""Tests of pictures beside a bank; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from examgen.diagnostics import Severity
from examgen.formats import parse_bank, read_bank
from examgen.formats.images import MOST_BYTES, ImageFolder, kept_images
from examgen.markup.context import Refusal
from examgen.model.text import Image, ImageFile, spans_of

BANK = "## Question 1\nSee ![A leaf]({address}).\n\n- [x] a\n- [ ] ![A stem](<{address}>)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a bank, pictures below it, and a secret beside it."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    bank = tmp_path / "bank"
    (bank / "figures").mkdir(parents=True)
    (bank / "leaf.png").write_bytes(b"leaf")
    (bank / "figures" / "my stem.png").write_bytes(b"stem")
    (bank / "100%25.png").write_bytes(b"percent")
    return bank


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("leaf.png", "leaf.png"),
        ("./leaf.png", "leaf.png"),
        ("figures/../leaf.png", "leaf.png"),
        ("figures/my stem.png", "figures/my stem.png"),
        ("figures/my%20stem.png", "figures/my stem.png"),
        ("figures\\my stem.png", "figures/my stem.png"),
        ("100%25.png", "100%25.png"),
    ],
)
def test_addresses(folder: Path, address: str, name: str) -> None:
    """a picture is found by its name below the bank's folder, however its author writes that."""
    file = ImageFolder(folder).load(address)

    assert isinstance(file, ImageFile)
    assert (file.name, file.data) == (name, (folder / name).read_bytes())
    assert file.digest == sha256(file.data).hexdigest()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("twig.png", "there is no picture"),
        ("Leaf/leaf.png", "there is no picture"),
        ("", "outside|no picture"),
        ("figures", "is no file"),
        (".", "outside|no file"),
        ("../secret.png", "outside"),
        ("figures/../../secret.png", "outside"),
        ("..%2Fsecret.png", "outside|no picture"),
        ("/etc/passwd", "outside"),
        ("~/leaf.png", "outside"),
        ("C:\\leaf.png", "not in a file|outside"),
        ("\\\\server\\leaf.png", "outside"),
        ("https://example.org/leaf.png", "not in a file"),
        ("file:///etc/passwd", "not in a file"),
        ("data:image/png;base64,AAAA", "not in a file"),
        ("//example.org/leaf.png", "not in a file"),
        ("leaf.png\0", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_refusals(folder: Path, address: str, words: str) -> None:
    """whatever lies elsewhere is refused, and the refusal says what to do."""
    refusal = ImageFolder(folder).load(address)

    assert isinstance(refusal, Refusal)
    assert any(each in refusal.message for each in words.split("|"))
    assert refusal.hint


def test_links_out_of_the_folder_are_refused(folder: Path) -> None:
    """a link in the folder does not lead to a picture outside it."""
    try:
        os.symlink(folder.parent / "secret.png", folder / "link.png")
    except OSError:
        pytest.skip("no links here")

    refusal = ImageFolder(folder).load("link.png")

    assert isinstance(refusal, Refusal)
    assert "outside" in refusal.message


def test_large_files_are_refused(folder: Path) -> None:
    """a picture beyond the limit is refused before it is read."""
    with (folder / "huge.png").open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    refusal = ImageFolder(folder).load("huge.png")

    assert isinstance(refusal, Refusal)
    assert "20 MB" in refusal.message


def test_pictures_of_a_bank(folder: Path) -> None:
    """a bank's pictures are read from its own folder, each file once."""
    (folder / "quiz.md").write_text(BANK.format(address="leaf.png"))

    bank, diagnostics = read_bank([folder / "quiz.md"])

    (question,) = bank.questions
    images = [span for text in (question.stem, question.options[1].text) for span in spans_of(text)]
    first, second = (span for span in images if isinstance(span, Image))
    assert not [d for d in diagnostics if d.severity is Severity.ERROR]
    assert (first.description, second.description) == ("A leaf", "A stem")
    assert first.file is second.file


def test_faults_are_located(folder: Path) -> None:
    """a picture that cannot be had is an error with file, line and question."""
    (folder / "quiz.md").write_text(BANK.format(address="twig.png"))

    _, diagnostics = read_bank([folder / "quiz.md"])

    found = [(d.rule, d.line, d.question) for d in diagnostics if d.severity is Severity.ERROR]
    assert found == [("image", 2, "1"), ("image", 5, "1")]


def test_text_without_a_folder_has_no_pictures(folder: Path) -> None:
    """text at hand names pictures only if it is said where they are."""
    text = BANK.format(address="leaf.png")

    assert "image" in {d.rule for d in parse_bank(text, "quiz.md")[1]}
    assert "image" not in {d.rule for d in parse_bank(text, "quiz.md", folder=folder)[1]}


def test_copies_answer_to_the_same_names() -> None:
    """pictures that were kept are found by the addresses in the bank."""
    load = kept_images({"figures/my stem.png": b"stem"})

    file = load("./figures/my%20stem.png")

    assert isinstance(file, ImageFile)
    assert file.data == b"stem"
    assert isinstance(load("../figures/my stem.png"), Refusal)
