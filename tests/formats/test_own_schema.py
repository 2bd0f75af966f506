"""examgen's own schema in JSON and YAML: every bank is written and read back as the same, and mistakes are located."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from drawn_texts import any_image, words
from hypothesis import given, settings
from hypothesis import strategies as st
from test_examgen_markdown import drawn_questions, read_drawn
from test_examgen_markdown import place_free as bank_place_free
from test_kinds import SIMPLE, answers, gapped, outline, parted, place_free

from examgen.diagnostics import Severity
from examgen.formats.examgen_markdown_dump import dump as dump_markdown
from examgen.formats.finish import finish
from examgen.formats.reading import parse_bank, read_bank
from examgen.formats.records import json_format, yaml_format
from examgen.formats.records.own_values import FILE_NAMES, OPTION_NAMES, QUESTION_NAMES, SET_NAMES
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question, QuestionSet
from examgen.model.response import Kind, Open
from examgen.model.text import paragraph, wording

FORMATS = {"json": json_format, "yaml": yaml_format}
each_format = pytest.mark.parametrize("name", FORMATS)


def reread(bank: Bank, name: str) -> Bank:
    """Write a bank, see that nothing is lost and that it is recognised, and read it."""
    written = FORMATS[name].WRITER.dump(bank)
    source = Source.of(written.data.decode(), f"bank.{name}", any_image)

    assert written.lost == ()
    form = recognised(source)
    assert form is not None and form.name == name
    return finish(form.parse(source)[0], source.path)[0]


def assert_whole(question: Question, name: str) -> None:
    """Write a question and read it, twice: all its parts are there, and nothing changes any more."""
    first = reread(Bank(title="T", questions=(question,), language="en"), name)
    again = reread(first, name)

    assert [outline(each) for each in first.questions] == [outline(question)]
    assert [place_free(each) for each in again.questions] == [place_free(each) for each in first.questions]


@each_format
@settings(max_examples=15)
@given(drawn_questions, words.map(str.strip).filter(bool), st.sampled_from([None, "de-AT"]))
def test_a_bank_is_read_back(name: str, questions: tuple[Question, ...], title: str, language: str | None) -> None:
    """any bank that reading can yield is written and read back as the same bank."""
    drawn, _ = dump_markdown(Bank(title=" ".join(title.split()), questions=questions, language=language))
    bank = read_drawn(drawn)

    assert bank_place_free(reread(bank, name)) == bank_place_free(bank)


@each_format
@pytest.mark.parametrize("kind", SIMPLE)
def test_each_kind_is_read_back(name: str, kind: Kind) -> None:
    """a question of any kind is written and read back as the same, whatever signs its texts hold."""

    @settings(max_examples=8)
    @given(answers(kind))
    def check(question: Question) -> None:
        assert_whole(question, name)

    check()


@each_format
@settings(max_examples=15)
@given(st.one_of(parted(), gapped()))
def test_parts_and_gaps_are_read_back(name: str, question: Question) -> None:
    """questions with parts and fill-ins are written and read back as the same."""
    assert_whole(question, name)


@each_format
def test_sets_are_read_back(name: str) -> None:
    """a question set comes back with its stimulus and its questions."""
    asked = Question(id="q", stem=paragraph("Why?"), kind=Kind.OPEN, response=Open(), set_id="s")
    shared = QuestionSet(id="s", stimulus=paragraph("A passage."), shuffled=True)
    bank = reread(Bank(title="T", questions=(asked, replace(asked, id="r", set_id="")), sets=(shared,)), name)

    assert [question.set_id for question in bank.questions] == ["s", ""]
    assert [replace(each, line=None, path="") for each in bank.sets] == [shared]


PARAMETRISED = """# T

## Question 1 {#p1 topic=Sums}

```variables
a = 2..9
```

What is {{ a }} + 1?

= {{ a + 1 }}
"""


@each_format
def test_parametrised_questions_are_read_back(name: str) -> None:
    """a parametrised question keeps its variables, as a section of Markdown."""
    bank, _ = parse_bank(PARAMETRISED, "bank.md")
    back = reread(bank, name)

    first, again = bank.questions[0], back.questions[0]
    assert first.program and again.program
    assert (again.id, again.topic, again.number) == (first.id, first.topic, first.number)
    assert (again.program.declared, again.program.draws) == (first.program.declared, first.program.draws)
    assert wording(again.stem) == wording(first.stem)


@each_format
def test_shipped_banks_are_read_back(name: str, shipped_banks: tuple[Path, ...]) -> None:
    """the shipped banks are carried whole, with keys that were taken from explanations."""
    for path in shipped_banks:
        bank, _ = read_bank([path])
        plain = replace(bank, questions=tuple(replace(q, has_own_id=True) for q in bank.questions))

        assert bank_place_free(reread(bank, name)) == bank_place_free(plain)


QUESTION = {
    "id": "q1",
    "kind": "choice",
    "stem": "Sky?",
    "options": [{"text": "red", "key": False}, {"text": "blue", "key": True}],
}
MISTAKES = [
    ({"expanation": "x"}, "nothing is called"),
    ({"stem": ["x"]}, "is no text"),
    ({"options": "red, blue"}, "is no list of entries"),
    ({"options": [{"text": "a", "key": "yes"}, {"text": "b", "key": True}]}, "neither true nor false"),
    ({"points": "many"}, "no number"),
    ({"set": "s9"}, "there is no set"),
    (
        {"kind": "matching", "options": [{"text": "a"}, {"text": "b"}], "prompts": [{"text": "x", "option": 3}]},
        "no option",
    ),
    ({"kind": "guess"}, 'kind="guess"'),
    ({"answer-space": "huge"}, 'answer-space="huge"'),
    ({"parts": [{"stem": "x", "id": "y"}], "options": []}, "nothing is called"),
]


@pytest.mark.parametrize(("change", "said"), MISTAKES)
def test_mistakes_are_errors_at_the_line_of_their_entry(change: dict[str, object], said: str) -> None:
    """values of the wrong type and names that there are not are errors with line and question."""
    text = json.dumps(
        {"title": "T", "questions": [{**QUESTION, "id": "q0", "stem": "Sea?"}, {**QUESTION, **change}]}, indent=1
    )

    _, found = parse_bank(text, "bank.json")

    errors = [each for each in found if each.severity is Severity.ERROR and said in each.message]
    line = text[: text.index('"id": "q1"')].count("\n")
    assert errors and (errors[0].line or 0) >= line and errors[0].question


def test_texts_are_markdown_with_references() -> None:
    """texts are examgen's Markdown: bold words, formulas and references by label."""
    entry = {
        **QUESTION,
        "options": [{"label": "a", "text": "**red**", "key": False}, {"label": "b", "text": "$x$", "key": True}],
        "explanation": "Not [[a]].",
    }
    bank, found = parse_bank(json.dumps({"questions": [entry]}), "bank.json")

    assert not [each for each in found if each.severity is Severity.ERROR]
    assert "OptionReference" in repr(bank.questions[0].explanation.text) and "bold=True" in repr(
        bank.questions[0].options
    )


def test_the_schema_names_what_is_read(repository: Path) -> None:
    """the JSON Schema that ships with examgen has the names that the reader knows, and no others."""
    schema = json.loads((repository / "examgen/formats/records/bank.schema.json").read_text(encoding="utf-8"))
    defined = schema["$defs"]

    assert set(schema["properties"]) - {"$schema"} == set(FILE_NAMES)
    assert set(defined["question"]["properties"]) == set(QUESTION_NAMES)
    assert set(defined["option"]["properties"]) == set(OPTION_NAMES)
    assert set(defined["set"]["properties"]) == set(SET_NAMES)
    assert set(defined["question"]["properties"]["kind"]["enum"]) == {kind.value for kind in Kind}
