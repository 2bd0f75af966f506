"""Templates of a teacher's own: what they can do, and how their mistakes are told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from examgen.assemble import make_variant, seat
from examgen.compose import Composer, load_template, shipped_folder
from examgen.compose.views import ExamView, KeyQuestionView, VariantView
from examgen.errors import BlueprintError
from examgen.model.bank import Option, Question
from examgen.model.blueprint import AnswerPlace, Blueprint, KeyStyle
from examgen.model.manuscript import Box, Columns, Fields, Furniture, Heading, Manuscript, Placement, Prose, Rule
from examgen.model.seats import seats_of
from examgen.model.text import CodeBlock, ListBlock, paragraph, wording

QUESTIONS = tuple(
    Question(id=name, stem=paragraph(name), options=(Option(text=paragraph("x")), Option(text=paragraph("y"))))
    for name in ("one", "two")
)
PLACED = "{% for question in questions %}\n{{ place(question) }}\n{% endfor %}\n"

Compose = Callable[..., Manuscript]


@pytest.fixture
def compose(tmp_path: Path) -> Compose:
    """Compose a document with a folder of the files given, dots in names for ``-head.md`` and ``-foot.md``."""

    def compose(kind: str = "exam", answers: AnswerPlace = AnswerPlace.END, **files: str) -> Manuscript:
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
        template = load_template(tmp_path)
        blueprint = Blueprint(title="A *title*", seed="s", key=KeyStyle.FULL)
        composer = Composer(blueprint, template, template.labels("en"), QUESTIONS)
        variant = make_variant(QUESTIONS, 1, "s", True, True)
        documents = {
            "exam": lambda: composer.exam(variant),
            "key": lambda: composer.key(variant),
            "practice": lambda: composer.practice(variant, answers),
            "grids": lambda: composer.grids([variant]),
            "seats": lambda: composer.seats(seat(seats_of((("x",),)), 1)),
            "overview": lambda: composer.overview([variant]),
        }
        return documents[kind]()

    return compose


def mistake(compose: Compose, **arguments: object) -> str:
    """The first message about a template: line, message and hint."""
    with pytest.raises(BlueprintError) as refused:
        compose(**arguments)
    found = refused.value.diagnostics[0]
    return f"{Path(found.path).name}:{found.line}: {found.message} | {found.hint}"


def test_containers_become_blocks(compose: Compose) -> None:
    """Headings, rules, boxes, columns, fields and tones come out as blocks, in order and nested as written."""
    page = compose(
        exam="""
## Part {{ variant.number }}

::: box
Read **carefully**.

---
:::

::: columns
::: column
left
:::
::: column
right {{ exam.title }}
:::
:::

::: small
- one
- two
:::

::: fields
Signature
{{ labels.name }}
:::

"""
        + PLACED
    ).blocks

    assert isinstance(page[0], Heading) and (page[0].level, wording(page[0].text)) == (2, "Part 1")
    assert isinstance(page[1], Box) and [type(block) for block in page[1].blocks] == [Prose, Rule]
    assert isinstance(page[2], Columns)
    assert [[wording(b.text) for b in column if isinstance(b, Prose)] for column in page[2].columns] == [
        ["left"],
        ["right A *title*"],
    ]
    assert isinstance(page[3], Prose) and page[3].tone == "small" and isinstance(page[3].text[0], ListBlock)
    assert page[4] == Fields(("Signature", "Name"))


def test_code_is_no_structure(compose: Compose) -> None:
    """Lines of a code block are kept as they are, values in it filled in."""
    page = compose(exam=f"```\n# {{{{ exam.title }}}}\n::: box\n```\n{PLACED}").blocks

    assert isinstance(page[0], Prose)
    assert page[0].text == (CodeBlock("# A *title*\n::: box"),)


def test_question_is_placed_even_in_code(compose: Compose) -> None:
    """A question is placed wherever the template asks for it; a code block around it ends before it."""
    assert len([block for block in compose(exam=f"```\n{PLACED}```\n").blocks if isinstance(block, Placement)]) == 2


def test_heading_that_looks_like_a_list(compose: Compose) -> None:
    """A heading is one line of words, even where CommonMark would see a list in it."""
    (heading, *_) = compose(exam=f"# 1. Basics\n{PLACED}").blocks

    assert isinstance(heading, Heading) and wording(heading.text) == "1. Basics"


def test_macros_and_set_blocks_keep_their_markdown(compose: Compose) -> None:
    """What a macro prints is template text; the values in it stay values."""
    macro = "{% macro fact(value) %}**Fact:** {{ value }}{% endmacro %}\n{{ fact(exam.title) }}\n"
    page = compose(exam=macro + PLACED).blocks

    assert isinstance(page[0], Prose) and wording(page[0].text) == "Fact: A *title*"


def test_parts_can_be_shared(compose: Compose) -> None:
    """A file of the folder can be included in another."""
    page = compose(exam='{% include "top.md" %}\n' + PLACED, top="# Shared {{ exam.title }}\n").blocks

    assert isinstance(page[0], Heading) and wording(page[0].text) == "Shared A *title*"


def test_files_that_are_missing_are_the_shipped_ones(compose: Compose) -> None:
    """A folder with one file changes that file only."""
    assert compose(exam_foot="left | {{ variant.number }} | right").foot == Furniture("left", "1", "right")
    assert (
        compose().blocks
        == Composer(Blueprint(title="A *title*", seed="s"), load_template(), load_template().labels("en"), QUESTIONS)
        .exam(make_variant(QUESTIONS, 1, "s", True, True))
        .blocks
    )


def test_bar_in_a_value_does_not_part_a_foot(compose: Compose) -> None:
    """Only the template's own bars part a head or foot."""
    assert compose(exam_head='{{ "a|b" }} | |').head == Furniture("a|b", "", "")


MISTAKES = [
    ({"exam": "# x\n{{ exam.titel }}\n" + PLACED}, 'exam.md:2: unknown name "exam.titel" | did you mean "title"?'),
    ({"exam": "{% if false %}{{ lables.name }}{% endif %}\n" + PLACED}, 'exam.md:1: unknown name "lables"'),
    (
        {"exam": "{% for q in questions %}\n{{ place(q) }} {{ q.point }}\n{% endfor %}"},
        'exam.md:2: unknown name "point"',
    ),
    ({"exam": '{% include "top.md" %}\n' + PLACED, "top": "\n\n{{ nothing }}"}, 'top.md:3: unknown name "nothing"'),
    ({"exam": '{% include "gone.md" %}\n' + PLACED}, 'exam.md:1: there is no file "gone.md" in this template'),
    ({"exam": "\n{% for q in questions %}\n"}, "exam.md:2: Unexpected end of template"),
    ({"exam": "text\n{{ 1 / 0 }}\n" + PLACED}, "exam.md:2: cannot be worked out: division by zero"),
    ({"exam": "{{ place(exam) }}\n" + PLACED}, "exam.md:1: place() takes a question"),
    ({"exam": PLACED + PLACED}, 'exam.md:None: question 1 is placed 2 times as "question"'),
    ({"exam": "# nothing\n"}, 'exam.md:None: question 1 is placed 0 times as "question"'),
    (
        {"exam": PLACED.replace("question) }}", 'question, "answer") }}')},
        "exam.md:2: this document cannot show the view",
    ),
    ({"exam": "{{ grid() }}\n" + PLACED}, 'exam.md:1: unknown name "grid"'),
    ({"exam": "{% filter upper %}" + PLACED + "{% endfilter %}"}, "exam.md:None: a question's place was altered"),
    ({"exam": PLACED + "::: boxx\nx\n:::\n"}, 'exam.md:4: there is no container "boxx" | did you mean "box"?'),
    ({"exam": PLACED + "::: box\nx\n"}, 'exam.md:4: "::: box" is never closed'),
    ({"exam": PLACED + "::: columns\n"}, 'exam.md:4: "::: columns" is never closed'),
    ({"exam": PLACED + "::: fields\nName\n"}, 'exam.md:4: "::: fields" is never closed'),
    ({"exam": PLACED + "::: fields\n# Name\n:::"}, 'exam.md:5: "::: fields" holds one label a line'),
    ({"exam": PLACED + "::: columns\nx\n:::"}, 'exam.md:5: "::: columns" holds "::: column" containers only'),
    ({"exam": PLACED + "::: column\nx\n:::"}, 'exam.md:4: "::: column" stands inside "::: columns" only'),
    ({"exam": PLACED + "\n:::\n"}, "exam.md:5: this line closes a container, but none is open"),
    ({"exam": "::: box\n" + PLACED + ":::"}, "exam.md:1: a question cannot stand in a box or in columns"),
    (
        {"exam": PLACED + "::: columns\n::: column\n::: small\n::: page-break\n:::\n:::\n:::"},
        "exam.md:6: a page break cannot stand in a box",
    ),
    ({"exam_foot": "only words"}, "exam-foot.md:1: a page head or foot is one line: left | centre | right"),
    ({"kind": "grids", "grids": "{{ grid() }}"}, "grids.md:1: grid() takes one of the variants"),
    (
        {"kind": "key", "key": PLACED.replace("question) }}", 'question, "note") }}')},
        "key.md:2: this document cannot show",
    ),
    (
        {"kind": "practice", "answers": AnswerPlace.NONE, "practice": "{{ grid() }}\n" + PLACED},
        "practice.md:1: this document shows no keys",
    ),
    (
        {"kind": "practice", "practice": PLACED},
        'practice.md:None: question 1 is placed 0 times as "solution" or "answer"',
    ),
]


@pytest.mark.parametrize(("files", "message"), MISTAKES, ids=[message for _, message in MISTAKES])
def test_mistakes_are_located(compose: Compose, files: dict[str, str], message: str) -> None:
    """A mistake in a template is told with file, line, and what is known about it."""
    assert mistake(compose, **files).startswith(message)


IN_LOOP = "{% for question in questions %}\n{{ place(question) }}\n{{ NAME }}\n{% endfor %}\n"
OF_SECTIONS = "{% for section in sections %}{% if NAME %}yes{% endif %}{% endfor %}\n" + PLACED
OF_ALL = "{% for variant in variants %}\n{{ NAME }}\n{% endfor %}\n"
WHERE = {
    "everywhere": ("exam", "{{ NAME }}\n" + PLACED),
    "not in `grids.md`, `overview.md` and `seats.md`": ("exam", "{% if NAME %}yes{% endif %}\n" + PLACED),
    "in a loop over `questions`": ("exam", IN_LOOP),
    "`exam.md`": ("exam", "{{ NAME }}\n" + PLACED),
    "where `questions` is": ("exam", "{% if NAME %}yes{% endif %}\n" + PLACED),
    "in a loop over `sections`": ("exam", OF_SECTIONS),
    "`key.md`": ("key", IN_LOOP),
    "`practice.md`": ("practice", "{{ NAME }}\n" + PLACED.replace(") }}", ', "answer") }}')),
    "`seats.md`": ("seats", "{% if NAME %}yes{% endif %}\n{{ room }}\n"),
    "`grids.md`": ("grids", "{% if NAME %}yes{% endif %}"),
    "`key.md`, `practice.md`": ("key", "{{ NAME }}\n" + PLACED),
    "`grids.md`, in a loop over `variants`": ("grids", OF_ALL),
    "`overview.md`": ("overview", "{% if NAME %}yes{% endif %}\n{{ key_table }}\n{{ locator }}\n"),
    "where grids are": ("grids", "{{ NAME }} read\n"),
}


def names_in_manual(repository: Path) -> Iterator[tuple[str, str]]:
    """Each name that the manual's table gives, written out, and where it says that it can be read."""
    page = (repository / "docs/templates.md").read_text(encoding="utf-8")
    table = page.split("| name | where |")[1].split("\n\n")[0]
    for cell, where in re.findall(r"^\| (`.+?) \| (.+?) \| .+ \|$", table, re.MULTILINE):
        names = re.findall(r"`([^`…]+)`", cell)
        for name in names:
            yield (names[0].split(".")[0] + name if name.startswith(".") else name).replace("(n)", "(2)"), where


def test_manual_names_what_templates_can_read(repository: Path, compose: Compose) -> None:
    """Every name in the manual's table can be read where the table says so, and no field is left out."""
    names = list(names_in_manual(repository))
    for name, where in names:
        kind, text = WHERE[where]

        assert compose(kind, **{kind: text.replace("NAME", name)}).blocks

    fields_of = {"exam": ExamView, "variant": VariantView, "question": KeyQuestionView}
    listed = {name for name, _ in names}
    assert {f"{owner}.{field.name}" for owner, view in fields_of.items() for field in fields(view)} <= listed


def test_all_unknown_names_are_told_at_once(compose: Compose) -> None:
    """Several unknown names are several diagnostics."""
    with pytest.raises(BlueprintError) as refused:
        compose(exam="{{ exam.a1 }}\n{{ b2 }}\n" + PLACED)

    assert sorted(found.line or 0 for found in refused.value.diagnostics) == [1, 2]


@pytest.mark.parametrize("expression", ["exam.__class__", "().__class__.__base__", "[1] | random", "lipsum()"])
def test_templates_run_in_a_sandbox(compose: Compose, expression: str) -> None:
    """A template reaches no Python internals, and nothing that differs from run to run."""
    with pytest.raises(BlueprintError):
        compose(exam="{{ " + expression + " }}\n" + PLACED)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% for i in range(10 ** 9) %}{% endfor %}", "range"),
        ("{% for i in range(9000) %}{% for j in range(9000) %}{% endfor %}{% endfor %}", "range() counts more than"),
        ("{% for i in range(9000) %}many words on a line {% endfor %}", "holds more than"),
        ("{{ 'x' * 10 ** 12 }}", "is repeated"),
        ("{{ 10 ** (10 ** 9) }}", "too high a power"),
    ],
)
def test_no_template_runs_for_ever(compose: Compose, text: str, message: str) -> None:
    """A loop or a text that no page has room for is a mistake, found at once."""
    assert message in mistake(compose, exam=text + "\n\n" + PLACED)


def test_ordinary_loops_are_free(compose: Compose) -> None:
    """A template may count and reckon for its lines to fill in, on each page anew."""
    text = "{% for line in range(1, 21, 2) %}{{ line * 2 }} {{ '_' * 20 }} {% endfor %}\n\n" + PLACED

    for _ in range(3):
        assert wording(compose(exam=text).blocks[0].text).count("_" * 20) == 10  # type: ignore[union-attr]


def test_marks_in_a_template_are_no_marks(compose: Compose) -> None:
    """A template cannot smuggle in an answer by writing the sign for it."""
    page = compose(exam="\ufdd21 answer\n\n" + PLACED)

    assert "answer" in wording(page.blocks[0].text)  # type: ignore[union-attr]


def test_folder_without_template_files_is_refused(tmp_path: Path) -> None:
    """A folder with other files is no template, rather than the shipped one in silence."""
    (tmp_path / "README.md").write_text("notes")

    with pytest.raises(BlueprintError, match="no template folder"):
        load_template(tmp_path)
    with pytest.raises(BlueprintError, match="no template folder"):
        load_template(tmp_path / "missing")
    with pytest.raises(BlueprintError, match="it is a file"):
        load_template(tmp_path / "README.md")


def test_unreadable_template_is_a_diagnostic(tmp_path: Path) -> None:
    """A file that is not UTF-8 is named with the line of the first wrong byte."""
    (tmp_path / "exam.md").write_bytes(b"first\nsecond \xff\n")

    with pytest.raises(BlueprintError) as refused:
        load_template(tmp_path)
    assert (refused.value.diagnostics[0].line, refused.value.diagnostics[0].path) == (2, str(tmp_path / "exam.md"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files")
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    """A pipe in a template folder is refused; reading it would never end."""
    os.mkfifo(tmp_path / "exam.md")

    with pytest.raises(BlueprintError, match="cannot be read"):
        load_template(tmp_path)


def test_copy_of_the_shipped_template_composes_the_same(tmp_path: Path, compose: Compose) -> None:
    """A teacher who copies the shipped template has changed nothing yet."""
    before = compose(exam=(shipped_folder() / "exam.md").read_text(encoding="utf-8"))
    for path in shipped_folder().glob("*.md"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")

    assert compose() == before
