"""Previews: the pages of a build as pictures, and not a file more."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from examgen.errors import OutputError, RequestError
from examgen.model.blueprint import Access, Paper, Settings
from examgen.pipeline.build import build
from examgen.pipeline.preview import PreviewReport, preview
from examgen.pipeline.request import AuditMode, BuildRequest, PreviewRequest, RunOptions


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def opened(path: str | Path) -> Image.Image:
    """A picture, its file closed."""
    with Image.open(path) as image:
        return image.copy()


def drawn(bank: Path, **asked: object) -> PreviewReport:
    asked.setdefault("settings", Settings(seed="same"))
    return preview(PreviewRequest(banks=(str(bank),), **asked))  # type: ignore[arg-type]


def pages_of(pdf: Path, dpi: int) -> list[Image.Image]:
    """A finished file drawn by pdfium itself."""
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    images = [page.render(scale=dpi / 72).to_pil() for page in document]
    document.close()
    return images


def test_a_preview_shows_the_very_pages(shipped_banks: tuple[Path, ...], desk: Path) -> None:
    """Papers, keys and access copies are drawn as a build prints them, each page in a file of its own."""
    bank, settings = shipped_banks[1], Settings(variants=3, seed="same", access=Access.LARGE_PRINT)
    build(BuildRequest(banks=(str(bank),), settings=settings, run=RunOptions(out="built", audit=AuditMode.OFF)))
    plain, large = Settings(seed="same"), Settings(seed="same", access=Access.LARGE_PRINT)

    drawn(bank, settings=plain, variants=(3, 1), out="shown", dpi=50)
    drawn(bank, settings=plain, variants=(2,), keys=True, out="shown", dpi=50)
    drawn(bank, settings=large, variants=(2,), out="shown", dpi=50)

    for name in ("exam-01", "exam-03", "key-02", "exam-02-large"):
        for number, expected in enumerate(pages_of(desk / f"built/{name}.pdf", 50), start=1):
            shown = opened(desk / f"shown/{name}-page-{number}.png")
            assert ImageChops.difference(shown.convert("RGB"), expected.convert("RGB")).getbbox() is None


def test_only_the_pictures_are_written(shipped_banks: tuple[Path, ...], desk: Path) -> None:
    """One file is all that is new, and it is replaced by the next preview; no output folder comes into being."""
    report = drawn(shipped_banks[0], pages=(1, 3))
    first = Path("preview.png").read_bytes()
    drawn(shipped_banks[0], pages=(2,))

    assert [path.name for path in desk.rglob("*")] == ["preview.png"]
    assert Path("preview.png").read_bytes() != first
    assert report.summary == ("preview.png · 2 pages · seed same",)
    assert report.files == (Path("preview.png"),)


def test_the_standing_seed_is_previewed(shipped_banks: tuple[Path, ...], desk: Path) -> None:
    """A preview shows what a build into the default folder would print next."""
    bank = shipped_banks[1]
    build(BuildRequest(banks=(str(bank),), run=RunOptions(audit=AuditMode.OFF)))
    before = sorted((path, path.stat().st_mtime_ns) for path in Path("output").rglob("*"))

    report = drawn(bank, settings=Settings(), out="shown", dpi=40)
    again = preview(PreviewRequest(from_manifest=str(next(Path("output").glob("*/manifest.json"))), out="kept", dpi=40))

    assert sorted((path, path.stat().st_mtime_ns) for path in Path("output").rglob("*")) == before
    assert report.blueprint.seed == again.blueprint.seed
    assert Path("shown/exam-01-page-1.png").read_bytes() == Path("kept/exam-01-page-1.png").read_bytes()


@pytest.mark.parametrize("name", ["2", "gan"])
def test_one_question_with_its_key(name: str, desk: Path) -> None:
    """By its id or the number in the file: the question as it prints, then with its answer, without white around."""
    bank = desk / "bank.md"
    bank.write_text(
        "# Two\n\n## Question 1\n\nFirst?\n\n- [x] a\n- [ ] b\n\n"
        "## Question 2 {#gan}\n\nSecond?\n\n- [x] a\n- [ ] b\n\nBecause.\n"
    )

    report = drawn(bank, question=name, out="q.png", dpi=72)

    shown = opened("q.png")
    width, height = (points for points in (595, 842))
    assert report.pages == 1
    assert shown.width < width and shown.height < height / 4
    assert shown.convert("L").histogram()[0] > 50, "the disc of the right letter is black"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"pages": (1, 9)}, "exam-01 has 1 page, and page 9 was asked for"),
        ({"question": "none"}, 'no question drawn is called "none"'),
        ({"dpi": 600, "variants": tuple(range(1, 9))}, "8 pages at 600 dots per inch are too many for one preview"),
    ],
)
def test_what_cannot_be_shown(
    asked: dict[str, object], message: str, shipped_banks: tuple[Path, ...], desk: Path
) -> None:
    """A page, a question or a size that there is not is refused in words, and nothing is written."""
    with pytest.raises(RequestError) as refused:
        drawn(shipped_banks[1], **asked)

    assert refused.value.message == message
    assert list(desk.iterdir()) == []


def test_a_variant_that_an_exam_does_not_have(shipped_banks: tuple[Path, ...], desk: Path) -> None:
    """Where a file says how many variants there are, there are no others."""
    Path("exam.yaml").write_text("variants: 2\n", encoding="utf-8")

    with pytest.raises(RequestError, match="there are 2 variants, and variant 3 was asked for"):
        drawn(shipped_banks[1], exam="exam.yaml", variants=(3,))


def test_a_question_of_one_order_is_shown(desk: Path) -> None:
    """A bank too small for several variants has a first one all the same."""
    Path("bank.md").write_text("# T\n\n## Q1\n\nHow many?\n\n= 4\n", encoding="utf-8")

    assert drawn(Path("bank.md")).pages == 1


def test_files_of_others_are_left_alone(shipped_banks: tuple[Path, ...], desk: Path) -> None:
    """A picture that is no preview, a folder in the way, a missing folder: each is refused by name."""
    photo = io.BytesIO()
    Image.new("RGB", (2, 2)).save(photo, "PNG")
    Path("photo.png").write_bytes(photo.getvalue())
    Path("folder.png").mkdir()

    for out, message in (
        ("photo.png", "photo.png is there already, and is no preview"),
        ("folder.png", "folder.png is there already, and is no preview"),
        ("none/below/preview.png", "none.below cannot be written: No such file"),
    ):
        with pytest.raises(OutputError, match=message):
            drawn(shipped_banks[1], out=out)
    assert Path("photo.png").read_bytes() == photo.getvalue()


def test_layout_and_paper(shipped_banks: tuple[Path, ...], desk: Path) -> None:
    """The sheet has the size that was asked for."""
    drawn(shipped_banks[1], settings=Settings(seed="s", paper=Paper.LETTER, landscape=True), out="l.png", dpi=72)

    assert opened("l.png").size == (792, 612)
