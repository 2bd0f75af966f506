"""A manifest in, the same files out, byte for byte, from the sources that were kept beside it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from examgen.assemble import scored
from examgen.compose import Template, TemplateFile, load_template
from examgen.deliver import (
    Amendment,
    Manifest,
    Original,
    SourceRole,
    VariantOrder,
    kept_pictures,
    read_manifest,
    read_sources,
    recover,
)
from examgen.diagnostics import Diagnostic, errors_in
from examgen.errors import BankError, ManifestError
from examgen.formats import kept_images, read_bank
from examgen.model.bank import Bank
from examgen.pipeline.build import BuildReport, build_commission
from examgen.pipeline.commission import Commission, check_texts
from examgen.pipeline.fonts import fonts_of
from examgen.pipeline.request import BankReading, RunOptions
from examgen.pipeline.revision import Revision, pairs_of
from examgen.pipeline.sound import refusals, usable
from examgen.pipeline.summary import counted


def reprint(path: Path, run: RunOptions, executor: Executor | None = None) -> BuildReport:
    """Print an earlier build again, into its own folder unless another is asked for."""
    recover(path.parent)
    commission, manifest = recommission(path, Path(run.out) if run.out else path.parent)
    return build_commission(commission, run, executor, expected=manifest)


def recommission(path: Path, out: Path) -> tuple[Commission, Manifest]:
    """What a manifest records, as it was decided then, and the manifest; raise `ManifestError` if it is no build's."""
    manifest = read_manifest(path)
    if manifest.command != "build":
        raise ManifestError(f"{path} records a run of examgen {manifest.command}, not a build")
    numbers = [order.number for order in manifest.variants]
    if len(numbers) != manifest.blueprint.variants or numbers != list(range(1, len(numbers) + 1)):
        raise ManifestError(
            f"{path} is damaged: it does not list each of its {counted(manifest.blueprint.variants, 'variant')} once",
            remedy="build again from the banks",
        )
    commission = _commission(path, manifest, BankReading.from_record(manifest.options), out)
    if manifest.amendment:
        commission = _revised(commission, path, manifest, manifest.amendment)
    return commission, manifest


def _commission(path: Path, manifest: Manifest, reading: BankReading, out: Path) -> Commission:
    originals = read_sources(path.parent, manifest)
    bank, diagnostics = _kept_bank(path, manifest, reading, originals)
    sound = replace(bank, questions=scored(usable(bank, diagnostics, reading), manifest.blueprint.scoring))
    template = _template(originals)
    kept = {source.name: path.parent / source.path for source in manifest.sources if source.role is SourceRole.FONT}
    fonts = fonts_of(manifest.blueprint.fonts, kept)
    questions, _ = check_texts(sound, manifest.blueprint, template, fonts, reading)
    return Commission(
        blueprint=manifest.blueprint,
        template=template,
        bank=bank,
        reading=reading,
        questions=questions,
        fonts=fonts,
        exam="",
        out=out,
        originals=originals,
        diagnostics=tuple(found for found in diagnostics if found not in errors_in(diagnostics)),
        history_name=Path(str(manifest.options.get("history") or "")).name,
    )


def _kept_bank(
    path: Path,
    manifest: Manifest,
    reading: BankReading,
    originals: tuple[Original, ...],
    roles: tuple[SourceRole, SourceRole] = (SourceRole.BANK, SourceRole.IMAGE),
) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """The banks of one role, with the pictures of another."""
    files, pictures = roles
    banks = {path.parent / source.path: source.name for source in manifest.sources if source.role is files}
    bank, diagnostics = read_bank(
        list(banks),
        reading,
        images=lambda kept: kept_images(kept_pictures(banks[kept], originals, pictures)),
    )
    if fatal := refusals(bank, diagnostics, reading):
        raise BankError("this version of examgen refuses the kept bank", diagnostics=fatal)
    return bank, diagnostics


def _revised(commission: Commission, path: Path, manifest: Manifest, amendment: Amendment) -> Commission:
    """An amended exam again: its orders are those of its manifest, and the banks before are kept, too."""
    roles = (SourceRole.PRINTED_BANK, SourceRole.PRINTED_IMAGE)
    bank, diagnostics = _kept_bank(path, manifest, commission.reading, commission.originals, roles)
    questions = scored(usable(bank, diagnostics, commission.reading), manifest.blueprint.scoring)
    now = replace(commission.bank, questions=commission.questions)
    was = {corrected.id: corrected.was for corrected in amendment.corrected if corrected.was}
    known = replace(bank, questions=questions)
    pairs = pairs_of(tuple(_before(order, was) for order in manifest.variants), known, now, manifest.blueprint)
    orders, taken_out = manifest.variants, amendment.taken_out
    revision = Revision(pairs, known, now, orders, taken_out, amendment.parents, key_changed=True)
    return replace(commission, revision=revision)


def _before(order: VariantOrder, was: Mapping[str, str]) -> VariantOrder:
    """The order by the ids under which the questions were printed."""
    questions = tuple((was.get(name, name), places) for name, places in order.questions)
    return replace(order, questions=questions, values=tuple((was.get(name, name), said) for name, said in order.values))


def _template(originals: tuple[Original, ...]) -> Template:
    """The shipped template with the teacher's own files as they were."""
    own = {
        original.name.removeprefix("template/"): TemplateFile(original.name, original.data.decode())
        for original in originals
        if original.role is SourceRole.TEMPLATE
    }
    return Template(load_template().shipped, own)
