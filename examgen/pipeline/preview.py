"""A preview request in, PNG pictures of pages out; nothing is delivered, and no output folder is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from examgen.deliver import Manifest
from examgen.errors import OutputError, RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.manuscript import DocumentKind
from examgen.pipeline.commission import PREVIEW, Commission, take
from examgen.pipeline.drawing import drawn, drawn_before, in_bank_order
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import PrintShop
from examgen.pipeline.reprint import recommission
from examgen.pipeline.request import AuditMode, PreviewRequest
from examgen.pipeline.summary import counted, left_out_parts
from examgen.pipeline.whole_file import write_whole
from examgen.preview import Bitmap, contact_sheet, is_ours, page_count, png, render, trimmed

MOST_PIXELS = 250_000_000
LARGEST_SHEET = 200
"""Square inches of the largest paper, rounded up."""

OPENING = 256
"""Bytes at the beginning of a PNG file that tell who wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewReport:
    """What was drawn."""

    files: tuple[Path, ...]
    pages: int
    blueprint: Blueprint
    left_out: tuple[str, ...]
    """What the questions are called that hold errors."""

    @property
    def summary(self) -> tuple[str, ...]:
        """What to open, and the seed that prints the same."""
        first, *more = self.files
        where = f"{first}" + (f" and {counted(len(more), 'file')} beside it" if more else "")
        parts = (where, counted(self.pages, "page"), *left_out_parts(self.left_out), f"seed {self.blueprint.seed}")
        return (" · ".join(parts),)


def preview(request: PreviewRequest) -> PreviewReport:
    """Draw what is asked for."""
    commission, record = _commission(request)
    plan = _plan(request, commission, record)
    drawn = dict(_question(plan, request) if request.question else _pages(plan, request))
    target = Path(request.out)
    if target.suffix.lower() == ".png":
        pictures: Mapping[Path, Bitmap] = {target: contact_sheet(list(drawn.values()))}
    else:
        pictures = {target / f"{name}.png": bitmap for name, bitmap in drawn.items()}
    _write(pictures)
    return PreviewReport(
        files=tuple(pictures), pages=len(drawn), blueprint=plan.blueprint, left_out=commission.left_out
    )


def _commission(request: PreviewRequest) -> tuple[Commission, Manifest | None]:
    """What is to be shown, with its record if it was built already."""
    if request.from_manifest:
        path = Path(request.from_manifest)
        return recommission(path, path.parent)
    return take(request.banks, request.settings, request.exam, request.reading, None, PREVIEW), None


def _plan(request: PreviewRequest, commission: Commission, record: Manifest | None) -> PrintPlan:
    """What a build would print, or printed; a variant does not depend on how many there are."""
    asked, highest = commission.blueprint, max(request.variants)
    if not (request.exam or request.from_manifest):
        asked = replace(asked, variants=highest)
    elif highest > asked.variants:
        raise RequestError(
            f"there are {counted(asked.variants, 'variant')}, and variant {highest} was asked for",
            remedy="ask for one of them with --variant",
        )
    drawing = drawn_before(commission, record) if record else drawn(replace(commission, blueprint=asked))
    plan = PrintPlan(
        blueprint=asked,
        template=commission.template,
        questions=in_bank_order(drawing, commission),
        folder=Path(),
        audit=AuditMode.OFF,
        fonts=commission.fonts,
        selections=drawing.selections,
        sets=commission.bank.sets,
        kept=commission.revision.orders if commission.revision else (),
    )
    return plan.settled(highest)[0]


def _pages(plan: PrintPlan, request: PreviewRequest) -> Iterator[tuple[str, Bitmap]]:
    """The pages asked for of each variant, by the names of their files."""
    paper = DocumentKind.LARGE if plan.blueprint.access else DocumentKind.EXAM
    kind = DocumentKind.KEY if request.keys else paper
    files = _files(plan, kind, request.variants)
    shown = {number: _shown(file, request.pages, plan.path(kind, number).stem) for number, file in files.items()}
    _check_size(sum(map(len, shown.values())), request.dpi)
    for number, pages in shown.items():
        for page, bitmap in zip(pages, render(files[number], pages, request.dpi), strict=True):
            yield f"{plan.path(kind, number).stem}-page-{page}", bitmap


def _files(plan: PrintPlan, kind: DocumentKind, numbers: Sequence[int]) -> dict[int, bytes]:
    """A document of some variants, each made with the equipment of its lot."""
    found: dict[int, bytes] = {}
    for place, lot in enumerate(plan.lots):
        if own := [number for number in numbers if number in lot]:
            shop = PrintShop(plan, place)
            found |= {number: shop.file(kind, number) for number in own}
    return {number: found[number] for number in numbers}


def _question(plan: PrintPlan, request: PreviewRequest) -> Iterator[tuple[str, Bitmap]]:
    """One question on each variant, as its paper and its key print it, without the white around it."""
    shop, question = PrintShop(plan), _found(plan.questions, request.question or "")
    files = {number: shop.specimen(question.id, number) for number in request.variants}
    _check_size(sum(map(page_count, files.values())), request.dpi)
    for number, file in files.items():
        pages = range(1, page_count(file) + 1)
        for page, bitmap in zip(pages, render(file, pages, request.dpi), strict=True):
            yield f"{question.id}-{number}-page-{page}", trimmed(bitmap)


def _shown(file: bytes, asked: Sequence[int], name: str) -> tuple[int, ...]:
    count = page_count(file)
    if asked and max(asked) > count:
        raise RequestError(f"{name} has {counted(count, 'page')}, and page {max(asked)} was asked for")
    return tuple(asked) or tuple(range(1, count + 1))


def _found(questions: Sequence[Question], asked: str) -> Question:
    by_id = {question.id: question for question in questions}
    by_number = {question.number: question for question in reversed(questions)}
    found = by_id.get(asked) or by_number.get(asked)
    if found is None:
        ids = ", ".join(list(by_id)[:8]) + (", …" if len(by_id) > 8 else "")
        raise RequestError(f'no question drawn is called "{asked}"', remedy=f"name one by its number or id: {ids}")
    return found


def _check_size(pages: int, dpi: int) -> None:
    if pages * LARGEST_SHEET * dpi**2 > MOST_PIXELS:
        raise RequestError(
            f"{counted(pages, 'page')} at {dpi} dots per inch are too many for one preview",
            remedy="ask for fewer with --variant and --pages, or for a lower --dpi",
        )


def _write(pictures: Mapping[Path, Bitmap]) -> None:
    """Write each whole or not at all; a file that examgen did not write is not replaced."""
    for path in pictures:
        if path.exists() and not (path.is_file() and is_ours(path.read_bytes()[:OPENING])):
            raise OutputError(f"{path} is there already, and is no preview", remedy="choose another name with --out")
    for path, bitmap in pictures.items():
        _make_folder(path.parent)
        write_whole(path, png(bitmap))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}", remedy="choose another --out") from error
