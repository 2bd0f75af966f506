from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unicodedata import category, normalize
from xml.dom.minidom import parseString

import pypdf
import pytest
from ink_reading import pieces_of_page, text_of_elements
from page import ValidationProfile, validate_pdf
from set_samples import as_text, manuscript, placed, prepared, question, words

from examgen.audit import audit_fonts
from examgen.model.manuscript import Box, Columns, Fields, Grid, GridEntry, Heading, Manuscript, PageBreak, Prose, Rule
from examgen.model.pages import DOCUMENT, Element, Mark, Page, Pages
from examgen.model.text import CodeBlock, ListBlock, Paragraph, Quote, Style, Words, paragraph
from examgen.press import Press
from examgen.typeset.fonts import Look, face
from examgen.typeset.shape import FontSet

Tool = Callable[[str], str]
TITLE = "Prüfung Ἀρχή “Über” <σ & μ> (1) \\ Đề thi №7 \U0001d54f"
READER_SIGNS = str.maketrans("", "", "\u00ad\u200b\ufeff")


def sample_manuscript() -> Manuscript:
    """A bit of everything that a page can hold, over several pages."""
    rich = (
        Paragraph((Words("Bold ", Style(bold=True)), Words("code()", Style(code=True)), Words(" (a) \\ 100 % office"))),
        ListBlock((paragraph("first"), (*paragraph("second"), Quote(paragraph("quoted"))))),
        ListBlock((paragraph("one"), paragraph("two")), start=9),
        CodeBlock("def f(x):\n    return x"),
    )
    questions = [
        question("q1", rich, ["σ⊙μ ∂x → θ", "½ × β²", words(40)]),
        question("q2", "Vì sao tiếng Việt? Почему? Γιατί;", [as_text("yes"), rich], 0, ["Key taken."], words(700)),
        question("q3", words(1200), ["a", "b", "c"]),
    ]
    grid = Grid(tuple(GridEntry(str(n), "ABCD"[n % 4], "†") for n in range(1, 24)), "Variant 1")
    blocks = [
        Heading(as_text("A title"), 1), Prose(as_text("facts"), "lead"), Fields(("Name", "Student ID")), Rule(), grid,
        Box((Prose(as_text("boxed")),)), Columns(((Prose(as_text("left")),), (Prose(as_text("right")),))),
        *(placed(block, number) for number, block in enumerate(questions, 1)),
        PageBreak(), Heading(as_text("Answers"), 2), Prose(rich),
    ]  # fmt: skip
    return replace(manuscript(blocks, "Sample"), title=TITLE, language="de-AT")


@pytest.fixture(scope="module")
def set_sample() -> Pages:
    sample = sample_manuscript()
    typesetter, _ = prepared(sample)
    return typesetter.set(sample, mapped=True)


@pytest.fixture(scope="module")
def pressed(set_sample: Pages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("press") / "sample.pdf"
    path.write_bytes(Press("exam", set_sample.fonts, set_sample.graphics).press(set_sample).file)
    return path


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


def test_the_same_pages_give_the_same_bytes(set_sample: Pages) -> None:
    """Nothing of the clock, the process or what was pressed before gets into a file."""
    press = Press("exam", set_sample.fonts, set_sample.graphics)
    again = sample_manuscript()
    other, _ = prepared(again)
    pages = other.set(again)

    first = press.press(set_sample).file

    assert press.press(set_sample).file == first
    assert Press("exam", pages.fonts, pages.graphics).press(pages).file == first


def test_each_offset_leads_to_its_object(pressed: Path) -> None:
    """The cross-reference table counts every object from the first byte of the file."""
    data = pressed.read_bytes()
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    head, *entries = re.findall(rb"\d{10} \d{5} [nf] ", data[start:])

    assert data[start:].startswith(b"xref\n0 %d\n" % (len(entries) + 1))
    assert head == b"0000000000 65535 f "
    for number, entry in enumerate(entries, start=1):
        assert data[int(entry[:10]) :].startswith(b"%d 0 obj\n" % number)


def test_qpdf_finds_nothing_wrong(pressed: Path, tool: Tool) -> None:
    """The file's syntax, streams and linearity are sound."""
    done = run(tool("qpdf"), "--check", pressed)

    assert done.returncode == 0
    assert "No syntax or stream encoding errors found" in done.stdout
    assert "WARNING" not in done.stdout + done.stderr


def test_readers_have_nothing_to_say(pressed: Path, tool: Tool) -> None:
    """Poppler reads text and pictures of every page without a word on standard error."""
    assert run(tool("pdftotext"), pressed, "-").stderr == ""
    assert run(tool("pdftoppm"), "-r", "20", "-png", pressed, pressed.with_suffix("")).stderr == ""


def test_fonts_of_many_signs_and_of_none_are_embedded(tmp_path: Path, tool: Tool) -> None:
    """Codes of two bytes lead to their glyphs, also where a space comes last; another font may have shown nothing."""
    fonts = FontSet()
    fonts.word("\u200d", Look("mono"))
    coverage = map(chr, sorted(face("GentiumBookPlus-Regular").coverage))
    signs = [sign for sign in coverage if category(sign) in ("Lu", "Ll") and normalize("NFKC", sign) == sign][:600]
    inners = [fonts.word(sign, Look("serif")).runs[0].inner for sign in (*signs, " ")]
    shown = b" ".join(b"1 0 0 1 20 %d Tm [(%b)]TJ" % (50 + place, inner) for place, inner in enumerate(inners))
    ink = b"/P<</MCID %d>>BDC BT /F2 9 Tf " + shown.replace(b"%", b"%%") + b" ET EMC\n"
    mark = Mark(0.0, 0.0, (ink,), (), 0, (0,))
    pages = Pages(600, 800, "t", "en", (Page((mark,)),), ((Element("P", DOCUMENT),),), fonts.close(), {})
    path = tmp_path / "signs.pdf"
    path.write_bytes(Press("exam", pages.fonts, pages.graphics).press(pages).file)

    audit_fonts(path)
    assert sum(len(code) == 2 for code in pages.fonts["F2"].codes) > 400
    assert "".join(run(tool("pdftotext"), "-raw", path, "-").stdout.split()) == "".join(signs)


def test_every_font_is_embedded_and_readable(pressed: Path, set_sample: Pages, tool: Tool) -> None:
    """Each font is a subset inside the file and maps its codes to characters."""
    rows = run(tool("pdffonts"), pressed).stdout.splitlines()[2:]

    assert len(rows) == len(set_sample.fonts)
    for row in rows:
        assert re.search(r"^[A-Z]{6}\+\S+\s+CID TrueType\s+Custom\s+yes yes yes", row), row


def test_readers_widen_spaces_as_they_were_set(pressed: Path, set_sample: Pages, tool: Tool, tmp_path: Path) -> None:
    """Poppler finds the ends of justified lines where word spacing moves them to."""
    run(tool("pdftotext"), "-bbox", pressed, tmp_path / "words.html")
    boxes = (tmp_path / "words.html").read_bytes().decode("utf-8", "replace")
    found = re.findall(r'xMax="([\d.]+)"[^>]*>[^<]*[\u00ad-]</word>', boxes)
    set_ends = [
        piece.right
        for page in set_sample.pages
        for piece in pieces_of_page(page, set_sample.fonts)
        if piece.text.endswith("\u00ad")
    ]

    assert any(b" Tw " in ink for page in set_sample.pages for mark in page.marks for ink in mark.texts)
    assert len(set_ends) > 5
    for end in set_ends:
        assert min(abs(float(x) - end) for x in found) < 0.05


def test_the_file_conforms_to_pdf_ua(pressed: Path) -> None:
    """All rules of PDF/UA-1 that a program can check are kept."""
    result = validate_pdf(str(pressed), profile=ValidationProfile.PDF_UA_1)

    assert result.is_compliant, list(result.failures)


def said_by_structure(path: Path, tool: Tool) -> list[tuple[str, str]]:
    """Role and text of each element that holds text itself, as Poppler prints the structure."""
    found: list[tuple[str, str]] = []
    role = ""
    for line in run(tool("pdfinfo"), "-struct-text", path).stdout.splitlines():
        if text := re.fullmatch(r'\s*"(.*)"', line):
            if found and found[-1][0] == role and role.endswith("#"):
                found[-1] = (role, found[-1][1] + text[1])
            else:
                role += "#"
                found.append((role, text[1]))
        elif not line.strip().startswith("/"):
            role = line.split()[0].rstrip(":")
    return [(role.rstrip("#"), text) for role, text in found]


def test_the_structure_says_what_the_pages_say(pressed: Path, set_sample: Pages, tool: Tool) -> None:
    """Read through the structure tree, every element has its role and exactly its own words, in order."""
    wanted = [(role.partition(":")[0], text) for role, text in text_of_elements(set_sample)]

    assert squeezed(said_by_structure(pressed, tool)) == squeezed(wanted)


def squeezed(elements: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without white space and soft hyphens, which Poppler treats as it likes."""
    return [(role, "".join(text.translate(READER_SIGNS).replace("\u00a0", "").split())) for role, text in elements]


def test_the_parent_tree_leads_back_to_each_element(pressed: Path) -> None:
    """The entry for a piece of marked content is the element that lists it among its kids."""
    reader = pypdf.PdfReader(pressed)
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    entries = {int(numbers[at]): numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    assert sorted(entries) == list(range(len(reader.pages)))
    listed: dict[tuple[int, int], int] = {}
    _list_contents(root["/K"], reader, listed)

    for index, page in enumerate(reader.pages):
        content = page.get_contents()
        assert content is not None and page["/StructParents"] == index
        count = len(re.findall(rb"/MCID (\d+)", content.get_data()))
        owners = [reference.idnum for reference in entries[index]]
        assert owners == [listed[index, mcid] for mcid in range(count)]
    assert len(listed) == sum(len(entry) for entry in entries.values())


def _list_contents(node: object, reader: pypdf.PdfReader, listed: dict[tuple[int, int], int], page: int = -1) -> None:
    """Page and number of each piece of marked content → its element's object number."""
    element = node.get_object()  # type: ignore[attr-defined]
    home = _page_index(element, reader) if "/Pg" in element else page
    kids = element["/K"]
    for kid in kids if isinstance(kids, list) else [kids]:
        target = kid.get_object()
        if isinstance(target, int):
            listed[home, int(target)] = element.indirect_reference.idnum
        elif target.get("/Type") == "/MCR":
            listed[_page_index(target, reader), int(target["/MCID"])] = element.indirect_reference.idnum
        else:
            assert target["/P"] == element or target.raw_get("/P").idnum == element.indirect_reference.idnum
            _list_contents(kid, reader, listed, home)


def _page_index(element: pypdf.generic.DictionaryObject, reader: pypdf.PdfReader) -> int:
    number = element.raw_get("/Pg").idnum
    return next(
        i for i, page in enumerate(reader.pages) if page.indirect_reference and page.indirect_reference.idnum == number
    )


def test_metadata_name_title_and_language(pressed: Path, tool: Tool) -> None:
    """Letters of any script, quotes, brackets and ampersands reach the title bar and the language tag whole."""
    reader = pypdf.PdfReader(pressed)
    root = reader.trailer["/Root"]
    packet = root["/Metadata"].get_data().decode()

    assert reader.metadata is not None and reader.metadata.title == TITLE
    assert root["/Lang"] == "de-AT"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert TITLE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in packet
    assert reader.metadata.creation_date is None
    assert f"Title:           {TITLE}" in run(tool("pdfinfo"), pressed).stdout


@pytest.mark.parametrize("title", ["a\x00b\x0bc", "tab\there", "(((", "\\", "é", "]]>", ""])
def test_any_title_makes_a_sound_file(title: str, tmp_path: Path, tool: Tool) -> None:
    """Control characters and unbalanced brackets in a title do not break metadata or syntax."""
    sample = replace(manuscript([Prose(as_text("text"))]), title=title)
    typesetter, _ = prepared(sample)
    pages = typesetter.set(sample)
    path = tmp_path / "titled.pdf"

    path.write_bytes(Press("exam", pages.fonts, pages.graphics).press(pages).file)

    assert run(tool("qpdf"), "--check", path).returncode == 0
    done = run(tool("pdfinfo"), "-meta", path)
    assert done.stderr == ""
    packet = re.search(rb"<x:xmpmeta.*</x:xmpmeta>", path.read_bytes(), re.DOTALL)
    assert packet is not None and parseString(packet[0]).documentElement.tagName == "x:xmpmeta"


def test_page_contents_are_handed_on_as_they_stand_in_the_file(set_sample: Pages) -> None:
    """The bundle gets the same deflated pages that the file holds."""
    made = Press("exam", set_sample.fonts, set_sample.graphics).press(set_sample)

    assert len(made.document.pages) == len(set_sample.pages)
    for page in made.document.pages:
        assert page.content in made.file
        assert zlib.decompress(page.content).count(b"BT") == zlib.decompress(page.content).count(b"ET")


def test_heads_feet_and_drawings_are_artifacts(pressed: Path, tool: Tool) -> None:
    """Page numbers are printed on each page and read aloud on none."""
    assert "page 2 of" in run(tool("pdftotext"), pressed, "-").stdout
    assert "page 2 of" not in run(tool("pdfinfo"), "-struct-text", pressed).stdout


def test_headings_skip_no_level(tmp_path: Path) -> None:
    """A template that leaves out the title, or jumps from # to ####, still makes a conforming file."""
    asked = placed(question("q", "Sure?", ["yes", "no"]), 1)
    title, deep = Heading(as_text("a"), 1), Heading(as_text("b"), 4)
    for blocks in ([asked], [deep, asked], [title, deep, asked]):
        sample = manuscript(blocks)
        typesetter, _ = prepared(sample)
        pages = typesetter.set(sample)
        path = tmp_path / "headings.pdf"

        path.write_bytes(Press("exam", pages.fonts, pages.graphics).press(pages).file)

        assert validate_pdf(str(path), profile=ValidationProfile.PDF_UA_1).is_compliant


@pytest.mark.parametrize(
    "said", ["100 %d", "(\\", "a\nendobj\n", "敮摯扪\u0a35 \u0030\u0135", "x\0001\0y", r"\frac{\sigma}{2}", "σ ⊙ μ"]
)
def test_any_description_stands_in_the_file_as_it_is(said: str, tmp_path: Path) -> None:
    """Whatever characters a description holds, it is read back whole and every other object is where it should be."""
    sample = manuscript([Prose(as_text("text")), placed(question("q", "Sure?", ["yes", "no"]), 1)])
    typesetter, _ = prepared(sample)
    pages = typesetter.set(sample)
    first, *rest = pages.branches
    described = replace(pages, branches=((first[0]._replace(description=said, language="el"), *first[1:]), *rest))
    path = tmp_path / "described.pdf"

    path.write_bytes(Press("exam", pages.fonts, pages.graphics).press(described).file)

    element = pypdf.PdfReader(path, strict=True).trailer["/Root"]["/StructTreeRoot"]["/K"]["/K"][0]
    assert (element["/Alt"], element["/Lang"]) == (said, "el")
    test_each_offset_leads_to_its_object(path)
