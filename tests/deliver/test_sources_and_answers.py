"""What lies beside the papers: copies of what was read, and the answers as a table."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.deliver import Manifest, Original, SourceRole, read_sources, write_answers, write_sources
from examgen.deliver.paths import is_plain
from examgen.errors import ManifestError
from examgen.model.bank import Option, Question
from examgen.model.blueprint import Blueprint
from examgen.model.response import Kind, Matching, Numeric, Prompt, Written
from examgen.model.text import paragraph
from examgen.model.variant import PlacedQuestion, Variant

NOTHING = Manifest(
    command="build",
    versions={},
    blueprint=Blueprint(title="T", seed="s"),
    options={},
    sources=(),
    variants=(),
    files=(),
)


def bank(name: str, data: bytes = b"1. Which?") -> Original:
    return Original(SourceRole.BANK, name, data)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("quiz.txt", "quiz.txt"),
        ("figures/lens.png", "figures/lens.png"),
        ("..\\bank\\quiz.txt", "bank/quiz.txt"),
        ("/home/anna/quiz.txt", "home/anna/quiz.txt"),
        ("2024: mid*term?.txt", "2024- mid-term-.txt"),
        ("con.txt", "_con.txt"),
        ("quiz. ", "quiz"),
        ("...", "source"),
        ("", "source"),
        ("é" * 200 + ".txt", "é" * 58 + ".txt"),
        ("Übung\udce4.txt", "Übung-.txt"),
    ],
)
def test_a_copy_has_a_safe_name(tmp_path, name, path):
    """A source is copied under a name that every system takes, as close to its own as may be."""
    (source,) = write_sources(tmp_path, [bank(name)])

    assert source.path == f"sources/{path}"
    assert source.name == name.encode(errors="replace").decode()
    assert (tmp_path / source.path).read_bytes() == b"1. Which?"


def test_equal_names_are_told_apart(tmp_path):
    """Sources with names equal on some system, or a file where another needs a folder, get paths of their own."""
    names = ["quiz.txt", "Quiz.txt", "quiz.txt", "img", "img/a.png", "template/exam.md", "template"]

    sources = write_sources(tmp_path, [bank(name, name.encode()) for name in names])

    paths = ["quiz.txt", "Quiz-2.txt", "quiz-3.txt", "img", "img-2/a.png", "template/exam.md", "template-2"]
    assert [source.path for source in sources] == [f"sources/{path}" for path in paths]


@given(st.lists(st.tuples(st.text(max_size=40), st.binary(max_size=9)), max_size=6))
def test_sources_are_read_as_written(entries):
    """Whatever the names and contents, every source is copied to a safe path and read back byte for byte."""
    originals = tuple(bank(name, data) for name, data in entries)

    with TemporaryDirectory() as folder:
        sources = write_sources(Path(folder), originals)

        assert all(is_plain(source.path) for source in sources)
        assert read_sources(Path(folder), replace(NOTHING, sources=sources)) == originals


def test_a_changed_source_is_not_reprinted(tmp_path):
    """A source that was changed or removed since the build is refused by name."""
    manifest = replace(NOTHING, sources=write_sources(tmp_path, [bank("quiz.txt")]))
    (tmp_path / "sources/quiz.txt").write_bytes(b"1. What?")

    with pytest.raises(ManifestError, match=r"quiz\.txt has changed since"):
        read_sources(tmp_path, manifest)
    (tmp_path / "sources/quiz.txt").unlink()
    with pytest.raises(ManifestError, match=r"quiz\.txt is needed to reprint, and cannot be read"):
        read_sources(tmp_path, manifest)


def test_the_answers_of_every_variant(tmp_path):
    """answers.csv has a line for each printed question, with letters as on that variant and points as plain numbers."""
    options = tuple(Option(text=paragraph(text), is_key=text in "ac") for text in "abc")
    first = Question(id="q, 1", stem=paragraph("Which?"), options=options, points=Decimal("1E+1"))
    second = replace(first, id="q2", points=Decimal("0.50"))
    placed = (
        PlacedQuestion(question=second, number=1, order=(1, 0, 2)),
        PlacedQuestion(question=first, number=2, order=(2, 1, 0)),
    )

    write_answers(
        tmp_path / "answers.csv", [Variant(number=1, questions=placed), Variant(number=2, questions=placed[:1])]
    )

    text = (tmp_path / "answers.csv").read_bytes().decode()
    assert text.splitlines(keepends=True)[:2] == [
        "variant,number,id,letters,points,kind,answer\r\n",
        "1,1,q2,BC,0.50,choice,\r\n",
    ]
    assert list(csv.reader(text.splitlines()))[2:] == [
        ["1", "2", "q, 1", "AC", "10", "choice", ""],
        ["2", "1", "q2", "BC", "0.50", "choice", ""],
    ]


def test_answers_in_words_and_of_parts(tmp_path):
    """What is no letter stands in words, other accepted answers behind bars; parts and gaps have lines of their own."""
    written = Question(
        id="q/a",
        stem=(),
        kind=Kind.SHORT_ANSWER,
        response=Written(accepted=(paragraph("carbon dioxide"), paragraph("CO2"))),
    )
    share = Question(
        id="q/b",
        stem=(),
        kind=Kind.NUMERIC,
        points=Decimal(2),
        response=Numeric(
            value=Decimal("9.810"), tolerance=Decimal("0.02"), is_relative=True, unit="m/s²", forms=(paragraph("g"),)
        ),
    )
    match = Question(
        id="m",
        stem=(),
        kind=Kind.MATCHING,
        options=tuple(Option(text=paragraph(text)) for text in "abc"),
        response=Matching(prompts=tuple(Prompt(text=paragraph(str(target)), target=target) for target in (2, 0))),
    )
    parts = tuple(PlacedQuestion(question=part, number=n, order=()) for n, part in enumerate((written, share), start=1))
    whole = Question(id="q", stem=(), kind=Kind.MULTI_PART, parts=(written, share))
    gaps = Question(id="g", stem=(), kind=Kind.FILL_IN, parts=(written,))
    placed = (
        PlacedQuestion(question=whole, number=1, order=(), parts=parts),
        PlacedQuestion(question=gaps, number=2, order=(), parts=parts[:1]),
        PlacedQuestion(question=match, number=3, order=(1, 2, 0)),
    )

    write_answers(tmp_path / "answers.csv", [Variant(number=1, questions=placed)])

    rows = list(csv.reader((tmp_path / "answers.csv").read_text(encoding="utf-8").splitlines()))
    assert [row[1:] for row in rows[1:]] == [
        ["1a", "q/a", "", "1", "short-answer", "carbon dioxide | CO2"],
        ["1b", "q/b", "", "2", "numeric", "9.810 ± 2 % m/s² | g"],
        ["2.1", "q/a", "", "1", "short-answer", "carbon dioxide | CO2"],
        ["3", "m", "BC", "1", "matching", ""],
    ]
