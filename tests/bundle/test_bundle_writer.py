"""Bundles: every copy on fresh sheets, every page findable, fonts once, the same bytes each time."""

from __future__ import annotations

import subprocess
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from examgen.bundle import BundleWriter
from examgen.model.pressed import PressedDocument, PressedPage

WIDTH, HEIGHT = 595.2756, 841.8898
FACES = {"exam": "Times-Roman", "key": "Courier", "grids": "Helvetica"}


def sample(face: str) -> bytes:
    """A finished PDF of two pages whose font is ``F1``, as all documents of its kind have it."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), initialFontName=face, invariant=1)
    for _ in range(2):
        canvas.setFont(face, 12)
        canvas.drawString(72, 700, "sample")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


SAMPLES = {kind: sample(face) for kind, face in FACES.items()}


def document(kind: str, *texts: str) -> PressedDocument:
    """A pressed document with one line of text on each page."""
    streams = (f"BT /F1 12 Tf 1 0 0 1 72 700 Tm ({text}) Tj ET".encode() for text in texts)
    return PressedDocument(kind, WIDTH, HEIGHT, tuple(PressedPage(zlib.compress(stream, 1)) for stream in streams))


def exam(number: int, pages: int) -> PressedDocument:
    return document("exam", *(f"variant {number} page {page}" for page in range(1, pages + 1)))


def bundle(folder: Path, lengths: list[int], volume: int = 2000) -> list[Path]:
    folder.mkdir(exist_ok=True)
    writer = BundleWriter(
        folder / "bundle-exams", title="Algèbre", language="fr", samples=SAMPLES, pages_per_volume=volume
    )
    for number, pages in enumerate(lengths, start=1):
        writer.add(exam(number, pages), bookmark=f"Variant {number}", label_prefix=f"{number}-")
    return writer.close()


def test_odd_copies_are_padded(tmp_path):
    """A copy with an odd number of pages is followed by one page of the same size without content."""
    (path,) = bundle(tmp_path, [3, 2])

    pages = PdfReader(path).pages
    assert [page.extract_text() for page in pages] == [
        "variant 1 page 1",
        "variant 1 page 2",
        "variant 1 page 3",
        "",
        "variant 2 page 1",
        "variant 2 page 2",
    ]
    assert "/Contents" not in pages[3]
    assert {(page.mediabox.width, page.mediabox.height) for page in pages} == {(WIDTH, HEIGHT)}


def test_bookmarks_and_labels_name_the_copies(tmp_path):
    """Each copy has a bookmark to its first page, and each page, padding included, a label with its copy's prefix."""
    (path,) = bundle(tmp_path, [3, 1, 2])

    reader = PdfReader(path)
    assert [(item.title, reader.get_destination_page_number(item)) for item in reader.outline] == [
        ("Variant 1", 0),
        ("Variant 2", 4),
        ("Variant 3", 6),
    ]
    assert reader.page_labels == ["1-1", "1-2", "1-3", "1-4", "2-1", "2-2", "3-1", "3-2"]


def test_the_print_dialog_is_told(tmp_path):
    """A bundle asks for two-sided printing at actual size, and states its title and language."""
    (path,) = bundle(tmp_path, [2])

    reader = PdfReader(path)
    assert reader.root_object["/ViewerPreferences"] == {"/Duplex": "/DuplexFlipLongEdge", "/PrintScaling": "/None"}
    assert reader.root_object["/Lang"] == "fr"
    assert reader.metadata == {"/Title": "Algèbre", "/Producer": "examgen"}


def test_kinds_keep_their_fonts(tmp_path):
    """Documents of two kinds in one bundle are each set in the font of their kind, stored once."""
    writer = BundleWriter(tmp_path / "bundle-keys", title="Keys", language="en", samples=SAMPLES)
    writer.add(document("grids", "all grids"), bookmark="Grids", label_prefix="grids-")
    for number in (1, 2):
        writer.add(document("key", f"key {number}"), bookmark=f"Variant {number}", label_prefix=f"{number}-")
    (path,) = writer.close()

    fonts = [page["/Resources"]["/Font"]["/F1"] for page in PdfReader(path).pages[::2]]
    assert [font["/BaseFont"] for font in fonts] == ["/Helvetica", "/Courier", "/Courier"]
    assert fonts[1].indirect_reference == fonts[2].indirect_reference
    assert path.read_bytes().count(b"/BaseFont") == 2


def test_volumes_never_split_a_copy(tmp_path):
    """Past the limit a bundle goes on in a new volume that begins with a whole copy, and each volume has a number."""
    paths = bundle(tmp_path, [3, 4, 1, 9, 2], volume=8)

    assert [path.name for path in paths] == [f"bundle-exams-{k}.pdf" for k in (1, 2, 3, 4)]
    assert sorted(tmp_path.iterdir()) == paths
    assert [[item.title for item in PdfReader(path).outline] for path in paths] == [
        ["Variant 1", "Variant 2"],
        ["Variant 3"],
        ["Variant 4"],
        ["Variant 5"],
    ]
    assert [len(PdfReader(path).pages) for path in paths] == [8, 2, 10, 2]
    assert PdfReader(paths[1]).page_labels == ["3-1", "3-2"]


def test_a_full_volume_alone_has_no_number(tmp_path):
    """A bundle that just fills one volume is a single file without a number."""
    assert [path.name for path in bundle(tmp_path, [4, 3], volume=8)] == ["bundle-exams.pdf"]


def test_no_copies_no_file(tmp_path):
    """A bundle without copies writes nothing."""
    assert bundle(tmp_path, []) == []
    assert list(tmp_path.iterdir()) == []


def test_same_copies_same_bytes(tmp_path):
    """The same copies give the same file, and another order gives another file identifier."""
    first, again = bundle(tmp_path / "a", [3, 2])[0], bundle(tmp_path / "b", [3, 2])[0]
    other = bundle(tmp_path / "c", [2, 3])[0]

    assert first.read_bytes() == again.read_bytes()
    assert PdfReader(first).trailer["/ID"] != PdfReader(other).trailer["/ID"]
    assert b"Date" not in first.read_bytes()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 7), min_size=1, max_size=12), st.integers(1, 6).map(lambda sheets: 2 * sheets))
def test_every_copy_is_whole_and_starts_on_a_front(tmp_path, lengths, volume):
    """Whatever the lengths, the volumes together hold all pages in order, each copy from an odd page on."""
    paths = bundle(tmp_path, lengths, volume)

    for path in paths:
        reader = PdfReader(path)
        starts = [reader.get_destination_page_number(item) for item in reader.outline]
        assert all(start % 2 == 0 for start in starts) and len(reader.pages) % 2 == 0
        assert len(reader.pages) <= volume or len(starts) == 1
    texts = [page.extract_text() for path in paths for page in PdfReader(path).pages]
    assert [text for text in texts if text] == [
        f"variant {number} page {page}" for number, pages in enumerate(lengths, start=1) for page in range(1, pages + 1)
    ]


def test_other_readers_accept_it(tmp_path, tool):
    """qpdf finds no fault in a bundle, and Poppler reads it without a word of complaint."""
    (path,) = bundle(tmp_path, [3, 2, 5])

    checked = subprocess.run([tool("qpdf"), "--check", path], capture_output=True, text=True)
    read = subprocess.run([tool("pdftotext"), path, "-"], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert (read.returncode, read.stderr) == (0, "")
    assert read.stdout.count("variant") == 10


def test_memory_holds_one_volume(tmp_path):
    """A thousand copies of four pages take little more memory than the two hundred and fifty that make a volume."""
    page = PressedPage(zlib.compress(bytes(range(256)) * 4, 0) * 4)
    copy = PressedDocument("exam", WIDTH, HEIGHT, (page,) * 4)

    def peak(copies: int) -> int:
        tracemalloc.start()
        writer = BundleWriter(tmp_path / "bundle", title="T", language="en", samples=SAMPLES, pages_per_volume=1000)
        for number in range(copies):
            writer.add(copy, bookmark=f"Variant {number}", label_prefix=f"{number}-")
        writer.close()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(1000) < 1.4 * peak(250)
