"""Damaged files of every format; each docstring completes "this test ensures that …".

The files are those of ``tests/cases/formats``, named after their formats, and what examgen writes of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from damage import damaged, damaged_archive, packed
from hypothesis import given, settings
from hypothesis import strategies as st
from qti_samples import manifest

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats import all_writers, format_names, parse_bank, read_bank, writer_named
from examgen.formats.archive import SIGN
from examgen.formats.decode import decode
from examgen.model.bank import Bank, KeyOrigin, Question
from examgen.model.reading import Reading
from examgen.model.response import Kind, Matching, Numeric, Written
from examgen.model.text import Gap, spans_of, wording

HERE = Path(__file__).parents[2]
CASES = sorted((HERE / "tests/cases/formats").iterdir())
RULES = set(re.findall(r"^### `([^`]+)`$", (HERE / "docs/diagnostics.md").read_text(encoding="utf-8"), re.MULTILINE))
PACKAGES = {
    "qti12": ("qti12.xml", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"),
    "qti2": ("qti2.xml", "imsqti_item_xmlv2p1"),
    "qti3": ("qti3.xml", "imsqti_item_xmlv3p0"),
}
"""Format → the document in a package, and its kind there."""


def case(name: str) -> bytes:
    return (HERE / "tests/cases/formats" / name).read_bytes()


def samples() -> Iterator[tuple[str, str, bytes]]:
    """Names, formats and bytes of all whole files."""
    names = sorted(format_names(), key=len, reverse=True)
    for path in CASES:
        yield path.name, next(name for name in names if path.name.startswith(name)), path.read_bytes()
    for writer in all_writers():
        yield f"written {writer.name}", writer.name, written(writer.name)
    for name, (document, kind) in PACKAGES.items():
        yield (
            f"packed {name}",
            name,
            packed({"imsmanifest.xml": manifest((kind, "q.xml")).encode(), "q.xml": case(document)}),
        )


def written(name: str) -> bytes:
    """What a writer makes of every kind of question, or of choices where it writes others without their answers."""
    source = "aiken.txt" if name in ("docx", "plain-text") else "examgen-markdown.md"
    writer = writer_named(name)
    assert writer is not None
    return writer.dump(parse_bank(case(source).decode(), source)[0]).data


SAMPLES = list(samples())
ARCHIVES = [(label, data) for label, _, data in SAMPLES if data.startswith(SIGN)]


def test_every_format_is_damaged() -> None:
    """no format is left out of the tests below."""
    assert {form for _, form, _ in SAMPLES} == set(format_names())


@pytest.mark.parametrize(("form", "data"), [each[1:] for each in SAMPLES], ids=[each[0] for each in SAMPLES])
def test_whole_files_are_read(form: str, data: bytes, tmp_path: Path) -> None:
    """the files that are damaged below are sound, and known for what they are."""
    path = tmp_path / "bank"
    path.write_bytes(data)

    bank, found = read_bank([path])

    assert errors_in(found) == ()
    assert read_bank([path], Reading(format=form)) == (bank, found)
    assert_sound(bank)


@pytest.mark.parametrize(("form", "data"), [each[1:] for each in SAMPLES], ids=[each[0] for each in SAMPLES])
def test_damage_is_told(form: str, data: bytes, tmp_path: Path) -> None:
    """a damaged file is read or refused, the same way each time, with located diagnostics and whole questions."""
    path = tmp_path / "bank"

    @settings(max_examples=8)
    @given(st.randoms(use_true_random=False), st.sampled_from([None, form]))
    def check(chance: Random, named: str | None) -> None:
        is_archive = data.startswith(SIGN)
        path.write_bytes(damaged_archive(data, chance) if is_archive else damaged(data.decode(), chance))

        bank, found = read_bank([path], Reading(format=named))

        assert (bank, found) == read_bank([path], Reading(format=named))
        assert_located(found, path)
        assert bank.questions or errors_in(found)
        if not errors_in(found):
            assert_sound(bank)

    check()


@pytest.mark.parametrize("data", [data for _, data in ARCHIVES], ids=[label for label, _ in ARCHIVES])
def test_archives_that_end_too_early(data: bytes, tmp_path: Path) -> None:
    """an archive that is cut off, at any of its files or between, is refused with an error."""
    path = tmp_path / "bank"
    with ZipFile(io.BytesIO(data)) as archive:
        begins = [info.header_offset for info in archive.infolist()]
    ends = {*range(4, len(data), len(data) // 64), *begins, *(begin + 30 for begin in begins), len(data) - 22}
    for end in sorted(ends - {0}):
        path.write_bytes(data[:end])

        bank, found = read_bank([path])

        assert errors_in(found) and not bank.questions
        assert_located(found, path)


def assert_located(found: tuple[Diagnostic, ...], path: Path) -> None:
    """Each diagnostic names a file, a line that it has, and a rule of the manual; an error says what to do."""
    data = path.read_bytes()
    text = None if data.startswith(SIGN) else decode(data, "")[0]
    for each in found:
        assert each.path == str(path) or each.path.startswith(f"{path}/")
        assert each.rule in RULES
        assert each.line is None or each.line >= 1
        assert text is None or (each.line or 1) <= text.count("\n") + 1
        assert each.hint or not errors_in([each])


def assert_sound(bank: Bank) -> None:
    """What is read without an error can be answered, and written and read back as the same."""
    for question in bank.questions:
        assert question.stem or question.parts
        for each in question.with_parts:
            assert is_answered(each), (each.kind, each.id)
    own = writer_named("examgen-markdown")
    assert own is not None and own.dump(bank).lost == ()


def is_answered(question: Question) -> bool:
    """Whether what is right is known, as the kind asks for it."""
    count, keys = len(question.options), len(question.key)
    if question.key_origin is KeyOrigin.UNRESOLVED:
        return False
    match question.kind, question.response:
        case Kind.CHOICE | Kind.TRUE_FALSE, _:
            return count >= 2 and keys == 1
        case Kind.MULTIPLE_RESPONSE, _:
            return count >= 2 and keys >= 1
        case Kind.ORDERING, _:
            return count >= 2 and sorted(question.sequence) == list(range(count))
        case Kind.MATCHING, Matching(prompts=prompts):
            return count >= 2 and bool(prompts) and all(0 <= prompt.target < count for prompt in prompts)
        case Kind.SHORT_ANSWER, Written(accepted=accepted):
            return bool(accepted)
        case Kind.NUMERIC, Numeric():
            return True
        case Kind.FILL_IN, _:
            gaps = [span.part for span in spans_of(question.stem) if isinstance(span, Gap)]
            return bool(gaps) and sorted(gaps) == list(range(len(question.parts)))
        case Kind.MULTI_PART, _:
            return bool(question.parts)
        case kind, _:
            return kind is Kind.OPEN


# What was found this way


@pytest.mark.parametrize(
    ("form", "source", "told"),
    [
        ("plain-text", "1. Who?\nA. he\nB. she\nAnswer: A\nPoints: 3down", ""),
        ("latex", "\\begin{questions}\\question Who? \\choice a\\end{questions}\\element \\onecopy \\Question", "1:"),
        ("latex", "\\begin{questions}\\question[1] Who $$ $$ is $ $ it? \\textcolor \\href{a}\\end{questions}", ""),
        ("anki", "#separator:tab\n#html:true", "None:no-questions"),
        ("yaml", "- question: a\u2028\x85b\n  answer: [", "2:bad-yaml"),
        ("yaml", "- question: a\n  answer: \x01", "2:bad-yaml"),
        ("yaml", "questions:\n- {kind: open, stem: Why?, points: 1e999999999}", "2:own-schema"),
        ("csv", "question,A,B,answer,points\nWho?,he,she,A,1e-999999999", "2:points"),
        ("examgen-markdown", "## Q1 {points=1e-999999999}\nWhy?\n\n**Answer:** So.", "1:points"),
    ],
)  # fmt: skip
def test_odd_texts(form: str, source: str, told: str) -> None:
    """numbers beyond all sense, commands without arguments and signs that end lines in few programs do no harm."""
    bank, found = parse_bank(source, "bank", format=form)

    assert "".join(f"{each.line}:{each.rule}" for each in errors_in(found)[:1]).startswith(told)
    if not errors_in(found):
        assert_sound(bank)


@pytest.mark.parametrize(("words", "points"), [("2pts", "2"), ("2 points.", "2"), ("½", "0.5"), ("1,5 each", "1.5")])
def test_points_with_their_word(words: str, points: str) -> None:
    """points are read with and without a word behind them."""
    bank, found = parse_bank(f"1. Who?\nA. he\nB. she\nAnswer: A\nPoints: {words}")

    assert (found, str(bank.questions[0].points)) == ((), points)


def test_places_that_are_not_there() -> None:
    """an answer of a gap that the text does not show is an error, not a gap that nobody sees."""
    source = case("rexams-cloze.Rmd").decode().replace("##ANSWER2##", "green")

    (error,) = errors_in(parse_bank(source, format="rexams")[1])

    assert (error.rule, error.message) == ("gap", "gap 2 stands in the stem nowhere")


def test_a_heading_that_is_missing() -> None:
    """the answers of a solution without its heading do not take the place of the options."""
    source = case("rexams.Rmd").decode().replace("Solution\n========\n", "")

    (error,) = errors_in(parse_bank(source, format="rexams")[1])

    assert (error.rule, error.line) == ("unclear-answer", 20)


def test_damaged_parts_of_workbooks(tmp_path: Path) -> None:
    """a part of a workbook that cannot be unpacked is named."""
    path, data = tmp_path / "bank.xlsx", bytearray(written("xlsx"))
    with ZipFile(io.BytesIO(data)) as book:
        begin = book.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    data[begin : begin + 20] = bytes(20)
    path.write_bytes(data)

    (error,) = read_bank([path])[1]

    assert error.rule == "bad-workbook" and "xl/worksheets/sheet1.xml" in error.message


@pytest.mark.parametrize(
    ("part", "was", "put"),
    [
        ("word/styles.xml", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Title"/>'),
        ("word/styles.xml", "<w:styles ", "<w:stylus "),
        ("word/numbering.xml", '<w:start w:val="1"/>', '<w:start w:val="999999999"/>'),
        ("word/numbering.xml", 'w:ilvl="1"', 'w:ilvl="²"'),
        ("word/document.xml", '<w:ilvl w:val="1"/>', '<w:ilvl w:val="²"/>'),
    ],
)
def test_odd_parts_of_documents(part: str, was: str, put: str, tmp_path: Path) -> None:
    """styles that are based on themselves and numbers that are none do no harm."""
    path = tmp_path / "bank.docx"
    with ZipFile(io.BytesIO(written("docx"))) as document:
        files = {name: document.read(name) for name in document.namelist()}
    assert was in files[part].decode()
    files[part] = (
        files[part]
        .decode()
        .replace(was, put)
        .replace("</w:styles>", "</w:stylus>" if "stylus" in put else "</w:styles>")
        .encode()
    )
    path.write_bytes(packed(files))

    bank, found = read_bank([path])

    assert bank.questions or errors_in(found)


@pytest.mark.parametrize("name", [writer.name for writer in all_writers()])
def test_controls_are_written(name: str) -> None:
    """characters that no format shows stop no writer."""
    source = (
        '{"question": "Who\\u0000\\u0008?", "options": ["he\\u0001", "she\\u000c"], "answer": "A", "topic": "\\u0002"}'
    )
    bank, _ = parse_bank(f"[{source}]")
    writer = writer_named(name)

    assert writer is not None and writer.dump(bank).data
    assert [wording(option.text)[:2] for option in bank.questions[0].options] == ["he", "sh"]
