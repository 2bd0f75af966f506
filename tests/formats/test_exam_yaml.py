"""exam.yaml: what it may say, what becomes of it, and how its mistakes are told."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import errors_in
from examgen.formats import exam_yaml
from examgen.formats.exam_yaml import SETTINGS, parse_blueprint, read_blueprint
from examgen.model.answer_space import AnswerSpace
from examgen.model.blueprint import Access, Blueprint, Font, KeyStyle, Margins, Paper, Settings
from examgen.model.response import Scoring

SCHEMA = json.loads((Path(exam_yaml.__file__).parent / "exam.schema.json").read_text(encoding="utf-8"))

FULL = """\
title: 'Midterm: Deep Learning'
course: CS 230
date: 2024-05-01
instructor: Dr. O'Neill
instructions: |
  Use **blue** ink.

  No phones.
variants: 6
questions: 20
seed: 007
shuffle_questions: no
shuffle_options: true
paper: Letter
landscape: yes
margins: 1in 0.5in
columns: 2
font: sans
size: 12
line_spacing: 1.5
answer_space: 6 lines
scoring: penalty
access: large-print
one_per_page: true
grading_table: true
language: en-GB
key: brief
template: my-template
banks: [one.txt, deep/two.md]
"""


def mistake(text: str) -> str:
    """The first message: line, message and hint."""
    _, diagnostics = parse_blueprint(text, "exam.yaml")
    found = diagnostics[0]
    return f"{found.line}: {found.message} | {found.hint}"


def test_every_setting_is_read_as_written() -> None:
    """Dates, seeds and course numbers keep the author's wording; files are found from the blueprint's folder."""
    settings, diagnostics = parse_blueprint(FULL, "exams/exam.yaml")

    assert not diagnostics
    assert settings == Settings(
        title="Midterm: Deep Learning",
        course="CS 230",
        date="2024-05-01",
        instructor="Dr. O'Neill",
        instructions="Use **blue** ink.\n\nNo phones.",
        variants=6,
        questions=20,
        seed="007",
        shuffle_questions=False,
        shuffle_options=True,
        paper=Paper.LETTER,
        landscape=True,
        margins=Margins(72.0, 36.0, 72.0, 36.0),
        columns=2,
        font=Font.SANS,
        size=12.0,
        line_spacing=1.5,
        answer_space=AnswerSpace(lines=6),
        scoring=Scoring.PENALTY,
        access=Access.LARGE_PRINT,
        one_per_page=True,
        grading_table=True,
        language="en-GB",
        key=KeyStyle.BRIEF,
        template=str(Path("exams/my-template")),
        banks=(str(Path("exams/one.txt")), str(Path("exams/deep/two.md"))),
    )


@pytest.mark.parametrize("text", ["10mm", "60mm", "1cm 6cm", "10mm 60mm 1cm 6cm"])
def test_margins_reach_from_one_centimetre_to_six(text: str) -> None:
    """The bounds that messages name are allowed themselves."""
    assert parse_blueprint(f"margins: {text}", "exam.yaml")[1] == ()


def test_single_bank_needs_no_list() -> None:
    """One bank may stand alone; an absolute path stays."""
    assert parse_blueprint("banks: one.txt", "exam.yaml")[0].banks == ("one.txt",)
    assert parse_blueprint("banks: /srv/one.txt", "dir/exam.yaml")[0].banks == ("/srv/one.txt",)


def test_empty_file_says_nothing() -> None:
    """An empty blueprint is a blueprint."""
    assert parse_blueprint("# nothing yet\n", "exam.yaml") == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: x\nvariant: 3", '2: there is no setting "variant" | did you mean "variants"?'),
        ("shuffle-options: no", '1: there is no setting "shuffle-options" | did you mean "shuffle_options"?'),
        ("xyz: red", '1: there is no setting "xyz" | there are: title, course'),
        ("title: a\n\ntitle: b", "3: title is set twice, first on line 1"),
        ("title:", "1: title must be a text, not nothing"),
        ("title: [a, b]", "1: title must be a text, not a list"),
        ("title:\n  main: a", "2: title must be a text, not a group of settings"),
        ("variants: 0", '1: variants must be a whole number from 1 to 100000, not "0"'),
        ("variants: 2.5", '1: variants must be a whole number from 1 to 100000, not "2.5"'),
        ("variants: '3'", '1: variants must be a whole number from 1 to 100000, not "3"'),
        ("questions: all", '1: questions must be a whole number from 1 to 100000, not "all"'),
        ("shuffle_questions: maybe", '1: shuffle_questions must be true or false, not "maybe"'),
        ("paper: a3", '1: paper must be a4 or a5 or letter or legal, not "a3"'),
        ("margins: 61mm", "1: margins must be one, two or four lengths"),
        ("margins: 5mm", '1: margins must be one, two or four lengths from 10mm to 60mm, not "5mm"'),
        ("margins: 20mm 20mm 20mm", "1: margins must be one, two or four lengths"),
        ("margins: 20", "1: margins must be one, two or four lengths"),
        ("columns: 3", '1: columns must be a whole number from 1 to 2, not "3"'),
        ("font: Arial", '1: font must be serif or sans, not "Arial"'),
        ("size: 6pt", '1: size must be a size of type from 7pt to 36pt, not "6pt"'),
        ("size: large", '1: size must be a size of type from 7pt to 36pt, not "large" | write for example 12pt'),
        (
            "answer_space: 2",
            '1: answer_space must be a length, up to 60 lines, or none, not "2" | write for example 4cm',
        ),
        ("answer_space: 90 lines", "1: answer_space must be a length, up to 60 lines, or none"),
        ("access: huge", '1: access must be large-print, not "huge"'),
        ("line_spacing: 1", '1: line_spacing must be a number from 1.1 to 3, not "1"'),
        ("key: long", '1: key must be full or brief, not "long"'),
        (
            "language: English please",
            '1: language must be a language tag such as "en" or "de-AT", not "English please"',
        ),
        ("banks: []", "1: banks must be one or more files, not a list"),
        ("banks:\n  - one.txt\n  - 3", '3: banks must be the name of a file, not "3"'),
        ("title: Midterm: two", "1: is not valid YAML: mapping values are not allowed here"),
        ("title: [", "1: is not valid YAML"),
        ('variants: 2\ntitle: "Midterm\nbanks: quiz.txt\n', "2: is not valid YAML: a quotation mark is not closed"),
        ("title: M\n\tvariants: 2", "2: is not valid YAML: found character '\\t' that cannot start any token | indent"),
        ("- title", "1: a blueprint is a list of settings | write one on each line"),
        ("just words", "1: a blueprint is a list of settings"),
        ("[" * 5000, "None: is not valid YAML: nested too deep"),
        ("title: \x07", "None: is not valid YAML: unacceptable character"),
        ("title: x\n---\ntitle: y", "2: is not valid YAML: "),
        ("? [title]\n: x", "1: there is no setting a list"),
    ],
)
def test_mistakes_are_located(text: str, message: str) -> None:
    """Each mistake is told with its line, what is wanted, and what was found."""
    assert mistake(text).startswith(message)


def test_all_mistakes_are_told_and_the_rest_is_read() -> None:
    """One wrong line hides neither the others nor what is right."""
    settings, diagnostics = parse_blueprint("variants: 0\ntitle: ok\nkey: x\n", "exam.yaml")

    assert settings == Settings(title="ok")
    assert [(found.line, found.field) for found in errors_in(diagnostics)] == [(1, "variants"), (3, "key")]


def test_nothing_in_a_file_is_run() -> None:
    """A tag that asks for a Python object is a text like any other, or a mistake; it is never obeyed."""
    settings, diagnostics = parse_blueprint("title: !!python/object/apply:os.getcwd []", "exam.yaml")

    assert settings.title is None
    assert errors_in(diagnostics)


@given(st.text(alphabet=st.sampled_from("title: bank3-[]{}&*!|>'\"\n #?,"), max_size=60) | st.text(max_size=60))
def test_any_text_gives_settings_or_diagnostics(text: str) -> None:
    """Whatever a file holds, reading it ends in settings and located diagnostics."""
    settings, diagnostics = parse_blueprint(text, "exam.yaml")

    assert isinstance(settings, Settings)
    assert all(found.path == "exam.yaml" and (found.line or 1) >= 1 for found in diagnostics)


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing files, folders, other encodings and huge files are diagnostics."""
    binary, huge = tmp_path / "binary.yaml", tmp_path / "huge.yaml"
    binary.write_bytes(b"title: x\ncourse: \xff\n")
    huge.write_bytes(b"#" * 1_000_001)

    messages = {path.name: read_blueprint(path)[1][0] for path in (tmp_path / "missing", tmp_path, binary, huge)}

    assert "cannot be read" in messages["missing"].message
    assert "cannot be read" in messages[tmp_path.name].message
    assert (messages["binary.yaml"].line, messages["binary.yaml"].message) == (2, "is not UTF-8 text")
    assert "larger than" in messages["huge.yaml"].message


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    """A file from a Windows editor reads like any other."""
    path = tmp_path / "exam.yaml"
    path.write_bytes("\ufefftitle: Über\r\nvariants: 2\r\n".encode())

    assert read_blueprint(path) == (Settings(title="Über", variants=2), ())


def test_flags_win_over_the_file() -> None:
    """Settings from the command line replace the file's, one by one."""
    flags, file = Settings(variants=3, shuffle_options=False), Settings(variants=9, title="T", shuffle_options=True)

    assert flags.over(file) == Settings(variants=3, title="T", shuffle_options=False)


def test_settings_resolve_into_a_blueprint() -> None:
    """What nobody says is the default; the title, seed and language found elsewhere stand in where none is given."""
    assert Settings().resolve(title="Bank", seed="s") == Blueprint(title="Bank", seed="s")
    assert Settings(title="T", seed="1", language="fr", banks=("b",)).resolve(
        title="Bank", seed="s", language="de"
    ) == Blueprint(title="T", seed="1", language="fr")
    assert Settings().resolve(title="Bank", seed="s", language="de").language == "de"


def has_type(value: object, name: str) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return {
        "string": isinstance(value, str),
        "number": is_number,
        "integer": is_number and isinstance(value, int),
        "boolean": isinstance(value, bool),
        "array": isinstance(value, list),
        "object": isinstance(value, dict),
    }[name]


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """The few words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return accepts(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], value)
    if "oneOf" in schema:
        return sum(accepts(each, value) for each in schema["oneOf"]) == 1
    if "enum" in schema:
        return value in schema["enum"]
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(has_type(value, name) for name in types):
        return False
    if isinstance(value, dict):
        return accepts_object(schema, value)
    if "exclusiveMinimum" in schema:
        return bool(schema["exclusiveMinimum"] < value <= schema["maximum"])
    if "minimum" in schema:
        return bool(schema["minimum"] <= value <= schema["maximum"])
    if isinstance(value, list):
        return len(value) >= schema["minItems"] and all(accepts(schema["items"], each) for each in value)
    return re.search(schema.get("pattern", ""), str(value)) is not None and len(str(value)) >= schema.get(
        "minLength", 0
    )


def accepts_object(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    """Its properties, and how many there are."""
    others = schema["additionalProperties"]
    known = schema.get("properties", {})
    return len(value) >= schema.get("minProperties", 0) and all(
        accepts(known[name], each) if name in known else others is not False and accepts(others, each)
        for name, each in value.items()
    )


VALUES = [
    "some words", "a4", "letter", "full", "brief", "en", "de-AT", "x y", 1, 0, -3, 20, 100_000, 100_001, 2.5,
    True, False, "a5", "serif", "large-print", "30pt", "11mm", "11mm 12mm", "11mm 12mm 13mm", "11mm 12mm 13mm 14mm",
    "6 lines", "1 line", "none", 12, 1.5, ["one.txt"], ["one.txt", "two.txt"], [], [3], [["x"]],
    "same", "disjoint", "2026-01-31", 12.5, {}, {"topic": "Cells"}, {"topic": ["Cells", 3], "kind": "open"},
    {"topic": []},
    {"toppic": "Cells"}, [{"topic": "Cells"}], [["a", "b"], {"tag": "x"}], [[]], [{"topic": "Cells", "exactly": 3}],
    [{"topic": "Cells", "at_least": 1, "at_most": 3}], [{"topic": "Cells", "exactly": -1}],
    [{"topic": {}, "exactly": 1}],
    [{}], [{"title": "A", "questions": 3}], [{"title": "A", "points": 0}], [{"points_each": 0.5, "from": {"tag": "x"}}],
    [{"order": "easy-first", "fixed": {"a": "first", "b": 3}}], [{"order": "random"}], [{"fixed": {"a": "middle"}}],
    [{"title": ["A"]}], [{"from": "Cells"}], [{"questions": 3, "quotas": [{"tag": "x", "at_most": 2}]}],
]  # fmt: skip


@pytest.mark.parametrize("name", list(SETTINGS))
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_schema_and_reader_agree(name: str, value: object) -> None:
    """What the schema for editors accepts, the reader accepts, and nothing else."""
    _, diagnostics = parse_blueprint(f"{name}: {json.dumps(value)}", "exam.yaml")

    assert accepts(SCHEMA["properties"][name], value) == (not diagnostics)


def test_schema_and_settings_have_the_same_names() -> None:
    """The schema, the reader and the settings know the same names."""
    assert list(SCHEMA["properties"]) == list(SETTINGS) == [field.name for field in fields(Settings)]
    assert SCHEMA["additionalProperties"] is False


def test_manual_has_every_setting(repository: Path) -> None:
    """The manual's table has one row for each setting, in order, and its example reads without a message."""
    page = (repository / "docs/blueprint.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)

    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(SETTINGS)
    assert parse_blueprint(example, "exam.yaml")[1] == ()


def test_schema_gives_the_defaults() -> None:
    """The defaults that editors show are the blueprint's."""
    defaults = {name: entry["default"] for name, entry in SCHEMA["properties"].items() if "default" in entry}
    blueprint = Blueprint(title="", seed="")

    assert defaults == {name: getattr(blueprint, name) for name in defaults}


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "0000-01-01"])
def test_dates_that_no_calendar_has_are_refused(written: str) -> None:
    """What looks like a date is one; everything else is a text."""
    _, (found,) = parse_blueprint(f"title: x\ndate: {written}\n", "exam.yaml")

    assert (found.line, found.field) == (2, "date")
    assert written in found.message
