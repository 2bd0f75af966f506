"""The manifest: what is written is read back, the bytes never vary, and nothing foreign or damaged is believed."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.deliver import (
    ListedFile,
    Manifest,
    Source,
    SourceRole,
    VariantOrder,
    installed_versions,
    listed_files,
    manifest_in,
    order_of,
    read_manifest,
    write_manifest,
)
from examgen.deliver.manifest import dump_manifest
from examgen.deliver.reading import parse_manifest
from examgen.errors import ManifestError
from examgen.model.bank import Option, Question
from examgen.model.blueprint import Blueprint, KeyStyle, Margins, Paper
from examgen.model.text import paragraph
from examgen.model.variant import PlacedQuestion, Variant

SHA = "ab" * 32
EXAMPLE = Manifest(
    command="build",
    versions={"examgen": "0.1.0", "python": "3.12.1"},
    blueprint=Blueprint(
        title="Biologie – „Zellen“",
        seed="5eed",
        paper=Paper.LETTER,
        questions=2,
        margins=Margins(72.0, 36.5, 72.0, 36.5),
        size=12.0,
    ),
    options={"encoding": None, "skip_unresolved": True},
    sources=(Source("sources/quiz.txt", SHA, SourceRole.BANK, "quiz.txt"),),
    variants=(
        VariantOrder(1, (("q1", (2, 0, 1)), ("q2", (1, 0)))),
        VariantOrder(2, (("q2", (0, 1)), ("q1", (0, 1, 2)))),
    ),
    files=(ListedFile("answers.csv", SHA), ListedFile("exam-01.pdf", SHA)),
)

words = st.text(st.characters(codec="utf-8"), max_size=20)
names = st.from_regex(r"[a-zäß0-9_-]{1,12}(\.[a-z]{1,3})?", fullmatch=True)
hashes = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
orders = st.integers(0, 6).flatmap(lambda n: st.permutations(range(n))).map(tuple)
blueprints = st.builds(
    Blueprint,
    title=words,
    seed=words,
    variants=st.integers(1, 1000),
    questions=st.none() | st.integers(1, 99),
    shuffle_options=st.booleans(),
    paper=st.sampled_from(Paper),
    key=st.sampled_from(KeyStyle),
    course=words,
    instructions=words,
)


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    paths = draw(st.lists(names, unique=True, max_size=6))
    rows = st.builds(VariantOrder, st.integers(1, 999), st.lists(st.tuples(words, orders), max_size=4).map(tuple))
    return Manifest(
        command=draw(words),
        versions=draw(st.dictionaries(words, words, max_size=3)),
        blueprint=draw(blueprints),
        options=draw(st.dictionaries(words, st.none() | st.booleans() | st.integers() | words, max_size=3)),
        sources=tuple(
            Source(f"sources/{path}", draw(hashes), draw(st.sampled_from(SourceRole)), draw(words))
            for path in paths[::2]
        ),
        variants=tuple(draw(st.lists(rows, max_size=3))),
        files=tuple(ListedFile(path, draw(hashes)) for path in paths[1::2]),
    )


@given(manifests())
def test_a_manifest_is_read_as_written(manifest):
    """Writing a manifest and reading it gives the same one, whatever its words, settings and orders."""
    assert parse_manifest(dump_manifest(manifest).encode(), "manifest.json") == manifest


def test_the_text_of_a_manifest():
    """A manifest opens with its schema and seed, and has one line for each source, variant and file."""
    lines = dump_manifest(EXAMPLE).splitlines()

    assert lines[:4] == ["{", '"examgen_manifest": 1,', '"command": "build",', '"seed": "5eed",']
    assert '{"number":1,"questions":[["q1",[2,0,1]],["q2",[1,0]]]},' in lines
    assert f'{{"path":"exam-01.pdf","sha256":"{SHA}"}}' in lines
    assert f'{{"path":"sources/quiz.txt","sha256":"{SHA}","role":"bank","name":"quiz.txt"}}' in lines
    assert any("„Zellen“" in line for line in lines)
    assert json.loads("\n".join(lines))["examgen_manifest"] == 1


def test_the_order_of_settings_does_not_matter():
    """Options given in another order are written the same."""
    turned = replace(EXAMPLE, options=dict(reversed(EXAMPLE.options.items())))

    assert dump_manifest(turned) == dump_manifest(EXAMPLE)


def test_every_setting_of_the_blueprint_is_kept():
    """No setting that decides what is printed is missing from the manifest."""
    document = json.loads(dump_manifest(EXAMPLE))

    assert {*document["blueprint"], "seed"} == {field.name for field in fields(Blueprint)}


def test_a_folder_tells_its_build(tmp_path):
    """A folder with a manifest gives it; one without gives none."""
    assert manifest_in(tmp_path) is None

    write_manifest(tmp_path, EXAMPLE)

    assert manifest_in(tmp_path) == EXAMPLE


def test_files_are_listed_in_order(tmp_path):
    """All files are listed with their hashes, in the order of their paths; sources and the manifest itself are not."""
    for path in ("exam-02.pdf", "exam-01.pdf", "manifest.json", "sources/quiz.txt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"abc")

    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert listed_files(tmp_path) == (ListedFile("exam-01.pdf", digest), ListedFile("exam-02.pdf", digest))


def test_a_variant_is_kept_as_printed():
    """The manifest keeps the ids in printed order, each with the order of its options."""
    options = (Option(text=paragraph("yes"), is_key=True), Option(text=paragraph("no")))
    question = Question(id="q7", stem=paragraph("Which?"), options=options)

    variant = Variant(number=3, questions=(PlacedQuestion(question=question, number=1, order=(1, 0)),))

    assert order_of(variant) == VariantOrder(3, (("q7", (1, 0)),))


def test_versions_name_what_decides_bytes():
    """The versions cover examgen, Python, zlib and the libraries named."""
    versions = installed_versions("0.1.0", ["pypdf"])

    assert list(versions) == ["examgen", "python", "zlib", "pypdf"]
    assert all(versions.values())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('{"name": "app"}', "is not a manifest of examgen"),
        ("[]", "is not a manifest of examgen"),
        ("exam", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"examgen_manifest": 2}', "has manifest version 2; this examgen reads version 1"),
        ('{"examgen_manifest": true}', "is not a manifest of examgen"),
        ('{"examgen_manifest": 1}', 'is damaged: "command" is missing'),
    ],
)
def test_other_files_are_not_manifests(tmp_path, change, message):
    """A file that is no manifest, or one of a later examgen, is refused with the reason."""
    (tmp_path / "manifest.json").write_text(change)

    with pytest.raises(ManifestError, match=message):
        read_manifest(tmp_path / "manifest.json")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"exam-01.pdf"', '"../exam-01.pdf"', r'"\.\./exam-01.pdf" is not a path inside the folder'),
        ('"exam-01.pdf"', '"/etc/passwd"', "is not a path inside the folder"),
        ('"exam-01.pdf"', '"C:\\\\x"', "is not a path inside the folder"),
        ('"exam-01.pdf"', '"answers.csv"', '"answers.csv" is listed twice'),
        ('"exam-01.pdf"', '"manifest.json"', '"manifest.json" is listed twice'),
        ('"exam-01.pdf"', "7", "path: 7 is not text"),
        (SHA, "beef", '"beef" is not a SHA-256'),
        ("[2,0,1]", "[2,0,0]", r"\[2, 0, 0\] is not an order of options"),
        ("[2,0,1]", '["a"]', 'variants, order: "a" is not a whole number'),
        ('"number":1', '"number":true', "number: true is not a whole number"),
        ('["q2",[1,0]]', '"q2"', '"q2" is not a question with its order'),
        ('"role":"bank"', '"role":"key"', 'sources, role: "key" is none of bank, blueprint, template, image'),
        ('"paper":"letter"', '"paper":"a0"', 'blueprint, paper: "a0" is none of a4, a5, letter, legal'),
        ('"size":12.0', '"size":"12pt"', 'blueprint, size: "12pt" is not a length'),
        ('"size":12.0', '"size":NaN', "blueprint, size: NaN is not a length"),
        ("36.5,72.0,36.5]", "36.5]", r"blueprint, margins: \[72\.0, 36\.5\] is not a list of top, right, bottom, left"),
        ("36.5,72.0,36.5]", '36.5,72.0,"x"]', 'blueprint, margins: "x" is not a length'),
        ('"variants":4', '"variants":"4"', 'blueprint, variants: "4" is not a whole number'),
        ('"paper":"letter"', '"margin":1', 'blueprint has no setting "margin"'),
        ('"title":', '"course":"x","title":', None),
        ('"seed": "5eed"', '"seed": 7', "seed: 7 is not text"),
        ('"encoding":null', '"encoding":[]', r"options, encoding: \[\] is not a setting"),
    ],
)
def test_a_damaged_manifest_is_not_believed(old, new, message):
    """Each kind of damage is refused with a message that quotes it."""
    text = dump_manifest(EXAMPLE)
    assert old in text

    if message is None:
        parse_manifest(text.replace(old, new).encode(), "manifest.json")
        return
    with pytest.raises(ManifestError, match=message):
        parse_manifest(text.replace(old, new).encode(), "manifest.json")


def test_a_manifest_without_a_title_is_damaged():
    """A setting that has no default must be there."""
    document = json.loads(dump_manifest(EXAMPLE))
    del document["blueprint"]["title"]

    with pytest.raises(ManifestError, match='blueprint lacks "title"'):
        parse_manifest(json.dumps(document).encode(), "manifest.json")


def test_a_setting_added_later_takes_its_default():
    """A manifest written before a setting existed is still read."""
    document = json.loads(dump_manifest(EXAMPLE))
    del document["blueprint"]["course"]

    assert parse_manifest(json.dumps(document).encode(), "manifest.json") == EXAMPLE


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.integers() | words, st.lists).map(lambda v: json.dumps(v).encode())
)
def test_any_bytes_are_a_manifest_or_refused(data):
    """Whatever the file holds, reading it ends in a manifest or a `ManifestError`."""
    with pytest.raises(ManifestError):
        parse_manifest(data, "manifest.json")


@given(st.data())
def test_any_change_is_a_manifest_or_refused(data):
    """Whatever value stands in place of a part of a manifest, reading ends in a manifest or a `ManifestError`."""
    document = json.loads(dump_manifest(EXAMPLE))
    value = data.draw(st.none() | st.booleans() | st.integers() | words | st.lists(st.none()) | st.just({"a": 1}))
    part = document
    while True:
        place = data.draw(st.sampled_from(list(part) if isinstance(part, dict) else range(len(part))))
        if not isinstance(part[place], dict | list) or not part[place] or data.draw(st.booleans()):
            break
        part = part[place]
    part[place] = value

    try:
        parse_manifest(json.dumps(document).encode(), "manifest.json")
    except ManifestError as error:
        assert error.remedy


@pytest.mark.parametrize("name", ["missing.json", "folder", "nul\0"])
def test_an_unreadable_manifest(tmp_path, name):
    """A manifest that cannot be read is refused with the reason."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(Path(tmp_path / name))
