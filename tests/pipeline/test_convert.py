"""Tests of conversion and starters; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from examgen.errors import BankError, OutputError, RequestError
from examgen.formats import plain_text_dump, read_bank
from examgen.model.bank import Bank, KeyOrigin, Question
from examgen.pipeline.convert import convert
from examgen.pipeline.starter import new_blueprint, new_quiz, new_template


def without_places(bank: Bank) -> Bank:
    """The bank without what a new file must change: paths, lines, and that ids and labels are written out."""
    return replace(bank, paths=(), questions=tuple(_without_places(question) for question in bank.questions))


def _without_places(question: Question) -> Question:
    return replace(
        question,
        path="",
        line=None,
        has_own_id=True,
        options=tuple(replace(option, line=None, label="") for option in question.options),
        explanation=replace(question.explanation, line=None),
    )


@pytest.fixture(params=[0, 1], ids=["deep-learning", "generative-models"])
def shipped(request: pytest.FixtureRequest, shipped_banks: tuple[Path, ...]) -> Path:
    """Each of the real banks."""
    return shipped_banks[request.param]


def test_markdown_holds_the_whole_bank(shipped: Path, tmp_path: Path) -> None:
    """a real bank that was converted is the same bank: texts, ids, keys and their origin, references, notes."""
    report = convert(shipped, tmp_path / "bank.md")

    before, _ = read_bank([shipped])
    after, _ = read_bank([tmp_path / "bank.md"])
    assert without_places(after) == without_places(before)
    assert report.lost == ()


def test_labels_are_kept_where_there_are_any(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """the author's own numbers for options survive a conversion."""
    convert(shipped_banks[1], tmp_path / "bank.md")

    bank, _ = read_bank([tmp_path / "bank.md"])
    assert [option.label for option in bank.questions[0].options] == ["1", "2", "3", "4"]


def test_converting_again_changes_nothing(shipped: Path, tmp_path: Path) -> None:
    """a file in examgen's own format is converted to itself, byte for byte."""
    convert(shipped, tmp_path / "once.md")
    convert(tmp_path / "once.md", tmp_path / "twice.md")

    assert (tmp_path / "twice.md").read_bytes() == (tmp_path / "once.md").read_bytes()


def test_own_format_adds_no_errors(shipped: Path, tmp_path: Path) -> None:
    """reading a converted bank reports nothing worse than reading its source."""
    convert(shipped, tmp_path / "bank.md")

    before = {diagnostic.severity for diagnostic in read_bank([shipped])[1]}
    assert {diagnostic.severity for diagnostic in read_bank([tmp_path / "bank.md"])[1]} <= before | {"advice"}


def test_plain_text_and_back(shipped: Path, tmp_path: Path) -> None:
    """a real bank goes to plain text and back without loss, derived keys included."""
    report = convert(shipped, tmp_path / "bank.txt")

    before, _ = read_bank([shipped])
    after, _ = read_bank([tmp_path / "bank.txt"])
    assert without_places(after) == without_places(before)
    assert report.lost == ()


OWN = """# T

## Question 1 {#one locked topic="X"}

Stem

> quoted

- [x] a {pinned}
- [ ] b
"""


def test_plain_text_says_what_it_loses(tmp_path: Path) -> None:
    """what plain text cannot hold is named, one warning for each thing, with the question."""
    (tmp_path / "own.md").write_text(OWN)

    report = convert(tmp_path / "own.md", tmp_path / "bank.txt")

    assert [diagnostic.message for diagnostic in report.lost] == [
        'plain text cannot carry the id "one"',
        "plain text cannot carry the stem as it is set",
        'plain text cannot carry that the option "a" keeps its place',
        "plain text cannot carry that the options keep their order",
    ]
    assert {diagnostic.question for diagnostic in report.lost} == {"1"}


def test_existing_file_is_kept(tmp_path: Path) -> None:
    """a file that is there is not replaced, unless the user says so."""
    (tmp_path / "own.md").write_text(OWN)
    target = tmp_path / "target.md"
    target.write_text("precious")

    with pytest.raises(OutputError, match="is there already"):
        convert(tmp_path / "own.md", target)
    assert target.read_text() == "precious"

    convert(tmp_path / "own.md", target, force=True)
    assert target.read_text().startswith("# T")


def test_source_is_never_the_target(tmp_path: Path) -> None:
    """a bank is not written over itself, even by force."""
    (tmp_path / "own.md").write_text(OWN)

    with pytest.raises(RequestError, match="is the file to be read"):
        convert(tmp_path / "own.md", tmp_path / "own.md", force=True)


@pytest.mark.parametrize("name", ["bank.pdf", "bank"])
def test_unknown_target_is_refused(tmp_path: Path, name: str) -> None:
    """a target in a format that is not written is refused, and the known ones are named."""
    (tmp_path / "own.md").write_text(OWN)

    with pytest.raises(RequestError) as caught:
        convert(tmp_path / "own.md", tmp_path / name)
    assert caught.value.remedy is not None
    assert ".md" in caught.value.remedy


def test_more_than_a_document_may_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a document that would be too large to be read back is not written, and what to do is said."""
    (tmp_path / "own.md").write_text(OWN)
    monkeypatch.setattr("examgen.formats.docx.reading.MOST_RUNS", 3)

    with pytest.raises(RequestError, match="paragraphs and runs of words, more than the 3") as caught:
        convert(tmp_path / "own.md", tmp_path / "bank.docx")
    assert caught.value.remedy == "split it into several documents"
    assert not (tmp_path / "bank.docx").exists()


def test_faulty_source_is_refused(tmp_path: Path) -> None:
    """a source with errors is not converted: no question gets lost on the way, and no file is left behind."""
    (tmp_path / "own.md").write_text(OWN.replace("- [ ] b\n", ""))

    with pytest.raises(BankError) as caught:
        convert(tmp_path / "own.md", tmp_path / "out.md")
    assert caught.value.diagnostics
    assert [path.name for path in tmp_path.iterdir()] == ["own.md"]


def test_unresolved_questions_are_carried(tmp_path: Path) -> None:
    """a question whose key is not known is converted as it is, for its author to settle."""
    (tmp_path / "own.md").write_text(OWN.replace("[x]", "[ ]"))

    report = convert(tmp_path / "own.md", tmp_path / "out.md")

    bank, _ = read_bank([tmp_path / "out.md"])
    assert report.questions == 1
    assert bank.questions[0].key_origin is KeyOrigin.UNRESOLVED


def test_nothing_is_left_where_nothing_can_be_written(tmp_path: Path) -> None:
    """a target in a folder that does not exist is refused with a remedy."""
    (tmp_path / "own.md").write_text(OWN)

    with pytest.raises(OutputError, match="cannot be written"):
        convert(tmp_path / "own.md", tmp_path / "missing" / "out.md")


RICH = """# T

## Question 1 {#one}

What is ![A cell](figures/my cell.png){width=6cm} in $x^2$?

| a | b |
|--:|:-:|
| H~2~O | \\| |

- [x] ![It](figures/my cell.png)
- [ ] <u>no</u>, ~~no~~ [mot]{lang=fr}
"""


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A bank with a picture, in a folder of its own."""
    (tmp_path / "bank" / "figures").mkdir(parents=True)
    (tmp_path / "bank" / "figures" / "my cell.png").write_bytes(b"cell")
    (tmp_path / "bank" / "own.md").write_text(RICH)
    return tmp_path / "bank" / "own.md"


@pytest.mark.parametrize("place", ["bank/out.md", "out.md"])
def test_pictures_are_found_from_the_new_file(rich: Path, tmp_path: Path, place: str) -> None:
    """a converted bank has everything that its source has, and finds its pictures where they lie."""
    report = convert(rich, tmp_path / place)

    before, after = read_bank([rich])[0], read_bank([tmp_path / place])[0]
    assert without_places(after) == without_places(before)
    assert report.lost == ()


def test_pictures_out_of_reach_are_copied(rich: Path, tmp_path: Path) -> None:
    """pictures that the new file cannot reach are written beside it."""
    (tmp_path / "other").mkdir()
    target = tmp_path / "other" / "out.md"

    report = convert(rich, target)

    assert (tmp_path / "other" / "out-pictures" / "my cell.png").read_bytes() == b"cell"
    assert "with 1 picture beside it" in report.summary[0]
    assert without_places(read_bank([target])[0]) == without_places(read_bank([rich])[0])


def test_other_pictures_are_not_replaced(rich: Path, tmp_path: Path) -> None:
    """a file that holds something else stays as it is, and nothing is written."""
    (tmp_path / "other" / "out-pictures").mkdir(parents=True)
    (tmp_path / "other" / "out-pictures" / "my cell.png").write_bytes(b"mine")

    with pytest.raises(OutputError, match="is there already"):
        convert(rich, tmp_path / "other" / "out.md")

    assert (tmp_path / "other" / "out-pictures" / "my cell.png").read_bytes() == b"mine"
    assert not (tmp_path / "other" / "out.md").exists()


def test_plain_text_names_lost_pictures_and_tables(rich: Path, tmp_path: Path) -> None:
    """plain text carries formulas, and says which pictures and tables it does not."""
    messages = [diagnostic.message for diagnostic in convert(rich, tmp_path / "out.txt").lost]

    assert 'plain text cannot carry the picture "figures/my cell.png"' in messages
    assert "plain text cannot carry its tables" in messages
    assert "$x^2$" in (tmp_path / "out.txt").read_text()


def test_starter_is_clean(tmp_path: Path) -> None:
    """the starter bank is read without a single message, and shows points, topics, a pinned option and references."""
    new_quiz(tmp_path / "quiz.md")

    bank, diagnostics = read_bank([tmp_path / "quiz.md"])
    assert diagnostics == ()
    assert len(bank.questions) == 3
    assert all(question.has_own_id and question.topic and question.explanation.text for question in bank.questions)
    assert any(option.pinned for question in bank.questions for option in question.options)


def test_starter_blueprint_is_read(tmp_path: Path) -> None:
    """the starter blueprint is understood as it stands, beside the starter bank."""
    from examgen.formats.exam_yaml import read_blueprint

    new_quiz(tmp_path / "quiz.md")
    new_blueprint(tmp_path / "exam.yaml")

    settings = read_blueprint(tmp_path / "exam.yaml")
    assert settings is not None


def test_starters_replace_nothing(tmp_path: Path) -> None:
    """no starter overwrites a file or a folder."""
    (tmp_path / "quiz.md").write_text("mine")
    (tmp_path / "template").mkdir()

    with pytest.raises(OutputError):
        new_quiz(tmp_path / "quiz.md")
    with pytest.raises(OutputError):
        new_template(tmp_path / "template")
    assert (tmp_path / "quiz.md").read_text() == "mine"


def test_template_copy_is_complete(tmp_path: Path) -> None:
    """a copied template is one that can be built with."""
    from examgen.compose import load_template

    new_template(tmp_path / "mine")

    assert load_template(tmp_path / "mine").own


def test_a_starter_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """where the disk is full, no half of a file or of a template stands in the way of the next try."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    monkeypatch.setattr("shutil.copyfile", full)
    for begin, name in ((new_quiz, "quiz.md"), (new_template, "mine")):
        with pytest.raises(OutputError, match="cannot be written"):
            begin(tmp_path / name)

    assert list(tmp_path.iterdir()) == []


SET = """# Waters

## Lake Chad {.set #chad shuffled}

It was larger.

### Question 1 {#one}

Which?

- [x] a
- [ ] b

### Question 2 {#two}

Which one?

- [x] c
- [ ] d
"""


def test_what_is_lost_of_the_whole_bank_is_said(tmp_path: Path) -> None:
    """the title of a bank, and that a set shuffles its questions, are named where they are lost."""
    (tmp_path / "own.md").write_text(SET)

    report = convert(tmp_path / "own.md", tmp_path / "bank.xml", to="moodle-xml")

    assert [(diagnostic.message, diagnostic.question) for diagnostic in report.lost] == [
        ('Moodle XML cannot carry the title "Waters"', None),
        ('Moodle XML cannot carry that the question set "chad" shuffles its questions', "1"),
    ]


DRAWN = """## Question 1 {kind=open}

Draw a cell.

## Question 2

Which?

- [x] a
- [ ] b
"""


def test_questions_that_a_format_leaves_out_are_not_counted(tmp_path: Path) -> None:
    """what a format has no kind for is named and counted apart, and the others are written."""
    (tmp_path / "own.md").write_text(DRAWN)

    report = convert(tmp_path / "own.md", tmp_path / "bank.aiken")

    assert report.lost[0].message == "Aiken cannot carry a question of kind open; it is left out"
    assert report.summary[0].startswith(f"1 question written to {tmp_path / 'bank.aiken'} · 1 question left out")


def test_plain_text_leaves_out_what_would_be_read_as_another_number_of_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """where questions without options would run into others, those with options are written, and the rest is named."""
    (tmp_path / "own.md").write_text(DRAWN)
    whole = plain_text_dump._read

    def misread(source: str) -> Bank:
        back = whole(source)
        return replace(back, questions=()) if "Draw" in source else back

    monkeypatch.setattr(plain_text_dump, "_read", misread)
    report = convert(tmp_path / "own.md", tmp_path / "bank.txt")

    assert report.lost[0].message == "plain text cannot carry a question of kind open; it is left out"
    assert (report.questions, report.left_out) == (1, 1)
    assert [question.number for question in read_bank([tmp_path / "bank.txt"])[0].questions] == ["2"]


def test_folder_of_the_target_must_be_there(tmp_path: Path) -> None:
    """a target in no folder is refused before anything is read."""
    with pytest.raises(OutputError, match="there is no such folder"):
        convert(tmp_path / "none.md", tmp_path / "none" / "bank.csv")
