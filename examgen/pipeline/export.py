"""A manifest in, the exam that it records out in a bank format, as it is printed or in bank order; or its keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from examgen.assemble import printed_bank
from examgen.deliver import Manifest, key_format, keys_of, order_of
from examgen.diagnostics import Diagnostic
from examgen.errors import ManifestError, RequestError
from examgen.model.bank import Bank
from examgen.model.variant import Variant
from examgen.pipeline.commission import Commission
from examgen.pipeline.convert import refuse_existing, write_bank, writer_of
from examgen.pipeline.drawing import drawn_before, in_bank_order
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.reprint import recommission
from examgen.pipeline.request import AuditMode, ExportRequest
from examgen.pipeline.summary import counted
from examgen.pipeline.whole_file import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    """What the format could not carry."""

    @property
    def summary(self) -> tuple[str, ...]:
        """Lines for the user."""
        names = f"{self.files[0]}" if len(self.files) == 1 else f"{self.files[0]} to {self.files[-1].name}"
        lost = f" · {counted(len(self.diagnostics), 'thing')} not carried" if self.diagnostics else ""
        return (f"{counted(len(self.files), 'file')} written: {names}{lost}",)


def export(request: ExportRequest) -> ExportReport:
    """Write what a build printed, as its manifest records it."""
    path, target = Path(request.from_manifest), Path(request.out)
    commission, manifest = recommission(path, path.parent)
    plan = _plan(commission, manifest)
    if request.bank_order:
        bank = Bank(
            title=manifest.blueprint.title,
            questions=plan.questions,
            sets=tuple(each for each in plan.sets if each.id in {question.set_id for question in plan.questions}),
            language=manifest.blueprint.language,
        )
        return _written({target: bank}, path.parent, request)
    variants = _asked(_variants(plan, manifest), request.variants)
    if request.keys:
        keys, left_out = keys_of(variants, key_format(request.keys))
        refuse_existing(target, request.force)
        write_whole(target, keys)
        return ExportReport(files=(target,), diagnostics=left_out)
    width = max(2, len(str(manifest.blueprint.variants)))
    names = {v.number: _numbered(target, f"{v.number:0{width}d}", len(request.variants) == 1) for v in variants}
    title, language = manifest.blueprint.title, manifest.blueprint.language
    return _written({names[v.number]: printed_bank(v, title, language) for v in variants}, path.parent, request)


def _plan(commission: Commission, manifest: Manifest) -> PrintPlan:
    drawing = drawn_before(commission, manifest)
    plan = PrintPlan(
        blueprint=manifest.blueprint,
        template=commission.template,
        questions=in_bank_order(drawing, commission),
        folder=Path(),
        audit=AuditMode.OFF,
        selections=drawing.selections,
        sets=commission.bank.sets,
        kept=commission.revision.orders if commission.revision else (),
    )
    return plan.settled(manifest.blueprint.variants)[0]


def _variants(plan: PrintPlan, manifest: Manifest) -> tuple[Variant, ...]:
    """All variants; raise `ManifestError` where they are not those that were printed."""
    variants = tuple(plan.variant(order.number) for order in manifest.variants)
    if tuple(map(order_of, variants)) != manifest.variants:
        raise ManifestError(
            "this version of examgen draws or shuffles differently from the one that made the manifest",
            remedy=f"install examgen {manifest.versions.get('examgen', '')}, and export again",
        )
    return variants


def _asked(variants: Sequence[Variant], numbers: Sequence[int]) -> tuple[Variant, ...]:
    if numbers and max(numbers) > len(variants):
        raise RequestError(
            f"there are {counted(len(variants), 'variant')}, and variant {max(numbers)} was asked for",
            remedy="ask for one of them with --variant",
        )
    return tuple(variant for variant in variants if not numbers or variant.number in numbers)


def _numbered(target: Path, number: str, is_only: bool) -> Path:
    """The name of one variant's file: ``exam.json`` gives ``exam-03.json``, where there are several."""
    return target if is_only else target.with_name(f"{target.stem}-{number}{target.suffix}")


def _written(banks: dict[Path, Bank], folder: Path, request: ExportRequest) -> ExportReport:
    """Write banks whose pictures lie in the folder of the manifest's sources, once none of them stands in the way."""
    writer = writer_of(Path(request.out), request.to)
    for target in banks:
        refuse_existing(target, request.force)
    lost: list[Diagnostic] = []
    for target, bank in banks.items():
        lost += write_bank(bank, folder / "sources", target, writer, force=request.force)[1]
    return ExportReport(files=tuple(banks), diagnostics=tuple(lost))
