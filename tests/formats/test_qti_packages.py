"""Packages of QTI: their order, what questions share, their pictures, and archives that mean harm."""

from __future__ import annotations

import io
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qti_samples import choices, equal, first, item, manifest, package, right, scored, second, stem, when

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats.reading import read_bank
from examgen.model.bank import Bank
from examgen.model.text import Image, spans_of, wording

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082".replace(" ", "")
)
CHOICE = (
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Which?</prompt>'
    '<simpleChoice identifier="a">red</simpleChoice><simpleChoice identifier="b">blue</simpleChoice>'
    "</choiceInteraction>"
)


def read(tmp_path: Path, data: bytes) -> tuple[Bank, tuple[Diagnostic, ...]]:
    path = tmp_path / "quiz.zip"
    path.write_bytes(data)
    return read_bank([path])


def asked(name: str, more: str = "") -> str:
    return second(f"<p>About {name}.</p>{more}{CHOICE}", right("b")).replace('"q1"', f'"{name}"')


def test_questions_come_in_the_order_of_the_test(tmp_path: Path) -> None:
    """A test says the order, the topics and the weights of its questions."""
    test = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="Exam"><testPart
    identifier="p"><assessmentSection identifier="s" title="Plants" visible="true">
    <assessmentItemRef identifier="r1" href="items/two.xml"><weight identifier="w" value="3"/></assessmentItemRef>
    <assessmentItemRef identifier="r2" href="items/one.xml"/></assessmentSection></testPart></assessmentTest>"""
    files = {
        "imsmanifest.xml": manifest(("imsqti_item_xmlv2p1", "items/one.xml"), ("imsqti_test_xmlv2p1", "test.xml")),
        "items/one.xml": asked("one"),
        "items/two.xml": asked("two"),
        "test.xml": test,
    }

    bank, diagnostics = read(tmp_path, package(files))

    assert not errors_in(diagnostics)
    assert [(q.id, q.topic, q.points) for q in bank.questions] == [("two", "Plants", 3), ("one", "Plants", 1)]
    assert bank.title == "Exam"


def test_questions_share_a_text_of_its_own_file(tmp_path: Path) -> None:
    """A stimulus in a file of its own is that of the questions that name it."""
    stimulus = """<assessmentStimulus xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="s" title="Lake">
    <stimulusBody><p>Lake Chad lies in the Sahel.</p></stimulusBody></assessmentStimulus>"""
    about = '<assessmentStimulusRef identifier="s" href="lake.xml"/><itemBody>'
    files = {
        "imsmanifest.xml": manifest(("imsqti_item_xmlv2p2", "one.xml"), ("imsqti_item_xmlv2p2", "two.xml")),
        "one.xml": asked("one").replace("<itemBody>", about),
        "two.xml": asked("two").replace("<itemBody>", about),
        "lake.xml": stimulus,
    }

    bank, diagnostics = read(tmp_path, package(files))

    assert not errors_in(diagnostics)
    assert [wording(each.stimulus) for each in bank.sets] == ["Lake Chad lies in the Sahel."]
    assert {question.set_id for question in bank.questions} == {bank.sets[0].id}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("q/images/leaf.png", "images/leaf.png"),
        ("web_resources/Uploaded Media/leaf.png", "$IMS-CC-FILEBASE$/Uploaded%20Media/leaf.png?canvas_download=1"),
        ("leaf.png", "%24IMS-CC-FILEBASE%24/leaf.png"),
        ("csfiles/home_dir/leaf__xid-12_1.png", "@X@EmbeddedFile.requestUrlStub@X@bbcswebdav/xid-12_1"),
    ],
)
def test_pictures_are_found_however_they_are_addressed(tmp_path: Path, name: str, address: str) -> None:
    """Learning systems address the files of a package in ways of their own."""
    body = stem(f'<p>What? <img src="{address}" alt="A leaf"></p>') + choices("a", "b")
    files = {"imsmanifest.xml": manifest(("imsqti_xmlv1p2", "q/q.xml"), ("webcontent", name)), name: PIXEL}
    files["q/q.xml"] = first(item(body, scored(when(equal("a")))))

    bank, diagnostics = read(tmp_path, package(files))

    assert not diagnostics
    pictures = [span for span in spans_of(bank.questions[0].stem) if isinstance(span, Image)]
    assert [picture.file.data for picture in pictures] == [PIXEL]


def test_a_test_that_is_there_twice_is_read_once(tmp_path: Path) -> None:
    """A cartridge that holds a test in two dialects, and its questions in a bank, too, has each question once."""
    asked_once = item(stem("Which?") + choices("a", "b"), scored(when(equal("a"))))
    bank_of = first(asked_once).replace("assessment ", "objectbank ").replace("</assessment>", "</objectbank>")
    files = {
        "imsmanifest.xml": manifest(("imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "a1/assessment_qti.xml")),
        "a1/assessment_qti.xml": first(asked_once, asked_once.replace("Which", "And which")),
        "non_cc_assessments/a1.xml.qti": first(asked_once),
        "non_cc_assessments/b.xml.qti": bank_of.replace('ident="a1"', 'ident="b1"'),
    }

    bank, diagnostics = read(tmp_path, package(files))

    assert not errors_in(diagnostics)
    assert [wording(question.stem) for question in bank.questions] == ["Which?"]


def test_what_is_beside_questions_is_named_once(tmp_path: Path) -> None:
    """Pages and discussions of a course are named, each kind with its number."""
    files = {
        "imsmanifest.xml": manifest(
            ("imsqti_xmlv1p2", "q.xml"), ("webcontent", "a.html"), ("webcontent", "b.html"), ("imsdt_xmlv1p1", "d.xml")
        ),
        "q.xml": first(item(stem("Which?") + choices("a", "b"), scored(when(equal("a"))))),
        "a.html": "<p>Hello</p>",
        "b.html": "<p>Hello</p>",
        "d.xml": "<topic/>",
    }

    _, diagnostics = read(tmp_path, package(files))

    assert [each.message for each in diagnostics] == [
        "a page or file of a course that no question shows is not carried, 2 times in all",
        "a discussion is not carried",
    ]


def test_items_without_a_manifest_are_read(tmp_path: Path) -> None:
    """An archive of items alone is a package, too."""
    bank, diagnostics = read(tmp_path, package({"one.xml": asked("one"), "two.xml": asked("two")}))

    assert not errors_in(diagnostics)
    assert len(bank.questions) == 2


def test_a_damaged_document_is_named(tmp_path: Path) -> None:
    """One damaged document of a package is named, and the others are read."""
    bank, diagnostics = read(tmp_path, package({"one.xml": asked("one")[:-30], "two.xml": asked("two")}))

    assert len(bank.questions) == 1
    assert [(each.rule, each.path.rpartition("/")[2]) for each in errors_in(diagnostics)] == [("bad-xml", "one.xml")]


BOMB = (
    '<!DOCTYPE assessmentItem [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + place)} "{f"&{chr(97 + place)};" * 10}">' for place in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE assessmentItem [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(("declared", "entity"), [(BOMB, "&j;"), (OUTSIDE, "&a;")])
def test_entities_are_never_expanded(tmp_path: Path, declared: str, entity: str) -> None:
    """Entities that multiply, or lead to other files, are an error at once."""
    source = asked("one", f"<p>{entity}</p>").replace("?>\n", f"?>\n{declared}", 1)
    path = tmp_path / "item.xml"
    path.write_text(source, encoding="utf-8")

    started = time.perf_counter()
    bank, diagnostics = read_bank([path])

    assert time.perf_counter() - started < 5
    assert not bank.questions
    assert [each.rule for each in errors_in(diagnostics)] == ["bad-xml"]


def test_archives_that_would_not_fit_are_refused(tmp_path: Path) -> None:
    """An archive that unpacks to gigabytes is refused before it is unpacked."""
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        packed.writestr("imsmanifest.xml", manifest(("imsqti_item_xmlv2p1", "one.xml")))
        packed.writestr("one.xml", asked("one"))
        for place in range(5):
            packed.writestr(f"{place}.bin", bytes(60 * 2**20))

    started = time.perf_counter()
    bank, diagnostics = read(tmp_path, archive.getvalue())

    assert time.perf_counter() - started < 20
    assert not bank.questions
    assert errors_in(diagnostics)


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    """A file that would lie outside the archive is refused."""
    bank, diagnostics = read(tmp_path, package({"imsmanifest.xml": manifest(), "../one.xml": asked("one")}))

    assert not bank.questions
    assert errors_in(diagnostics)


@pytest.mark.parametrize(
    "address", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "https://x.example/a.png"]
)
def test_pictures_outside_a_package_are_refused(tmp_path: Path, address: str) -> None:
    """No address of a picture leads out of the package."""
    _, diagnostics = read(tmp_path, package({"one.xml": asked("one", f'<p><img src="{address}" alt="x"/></p>')}))

    assert [each.rule for each in errors_in(diagnostics)] == ["image"]


@given(st.data())
def test_any_damage_is_a_diagnostic(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A package with bytes changed or cut off is read or refused, with diagnostics, never with an exception."""
    whole = package(
        {
            "imsmanifest.xml": manifest(("imsqti_xmlv1p2", "q.xml")),
            "q.xml": first(item(stem("Which?") + choices("a", "b"), scored(when(equal("a"))))),
            "one.xml": asked("one"),
        }
    )
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for place in data.draw(st.lists(st.integers(0, max(len(damaged) - 1, 0)), max_size=4)):
        damaged[place : place + 1] = bytes((data.draw(st.integers(0, 255)),))
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(bytes(damaged))

    bank, diagnostics = read_bank([path])

    assert bank.questions or errors_in(diagnostics)


@given(st.text(max_size=200), st.integers(0, 2000))
def test_any_text_inside_is_a_diagnostic(words: str, place: int) -> None:
    """XML into which anything is written is read or refused."""
    from examgen.formats.reading import parse_bank

    for source in (first(item(stem("Which?") + choices("a", "b"), scored(when(equal("a"))))), asked("one")):
        at = place % len(source)
        bank, diagnostics = parse_bank(source[:at] + words + source[at:], format="qti2")

        assert bank.questions or diagnostics


LABELS = [f"n{place}" for place in range(3000)]


@pytest.mark.parametrize(
    "source",
    [
        first(item(stem("?") + choices(*LABELS), scored(*(when(equal(name)) for name in LABELS)))),
        first(
            item(
                "".join(choices(*LABELS[:50], ident=f"r{place}", prompt=f"p{place}") for place in range(50)),
                scored(*(when(equal("n1", f"r{place}")) for place in range(50))),
            )
        ),
        first(item(stem("<div>" * 20_000 + "?") + choices("a", "b"), scored(when(equal("a"))))),
        second("<div>" * 240 + CHOICE + "</div>" * 240, right("a")),
        second("<p>" + '<textEntryInteraction responseIdentifier="RESPONSE"/> ' * 3000 + "</p>", right("a")),
    ],
    ids=["labels", "prompts", "deep HTML", "deep XML", "gaps"],
)
def test_absurd_questions_take_seconds(source: str) -> None:
    """Questions that no one asks are read or refused in good time."""
    from examgen.formats.reading import parse_bank

    started = time.perf_counter()
    bank, diagnostics = parse_bank(source)

    assert time.perf_counter() - started < 20
    assert bank.questions or errors_in(diagnostics)


def test_letters_in_a_picture_make_no_workbook_of_a_package(tmp_path: Path) -> None:
    """A package is told by the names of its files: three letters of them stand in every picture of some size."""
    out = io.BytesIO()
    with ZipFile(out, "w") as stored:
        stored.writestr("imsmanifest.xml", manifest(("imsqti_item_xmlv2p1", "one.xml")))
        stored.writestr("one.xml", asked("one"))
        stored.writestr("picture.png", PIXEL + b"xl/")

    bank, _ = read(tmp_path, out.getvalue())
    assert [question.id for question in bank.questions] == ["one"]


def test_two_files_of_one_name_are_an_error(tmp_path: Path) -> None:
    """A package does not lose one of two files without a word, whichever a program would take."""
    out = io.BytesIO()
    with ZipFile(out, "w") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("imsmanifest.xml", manifest(("imsqti_item_xmlv2p1", "one.xml")))
        packed.writestr("one.xml", asked("one"))
        packed.writestr("one.xml", asked("two"))

    bank, (error,) = read(tmp_path, out.getvalue())
    assert not bank.questions
    assert error.rule == "bad-archive"
    assert 'two files of one name: "one.xml"' in error.message
