"""A commission in, a delivered folder out: printed, bound, recorded and moved into place, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import examgen
from examgen.assemble import Settled, likenesses, seat
from examgen.deliver import (
    Amendment,
    ListedFile,
    Manifest,
    Staging,
    deliver,
    installed_versions,
    listed_files,
    order_of,
    staging,
    write_answers,
    write_fairness,
    write_manifest,
    write_overview,
    write_seats,
    write_sources,
)
from examgen.diagnostics import Diagnostic
from examgen.errors import ManifestError
from examgen.model.blueprint import AnswerPlace
from examgen.model.seats import Seating, seats_of
from examgen.model.selection import Drawing
from examgen.model.variant import Variant
from examgen.pipeline.binding import Binder, Bound
from examgen.pipeline.commission import Commission
from examgen.pipeline.drawing import in_bank_order
from examgen.pipeline.flaws import warnings_of
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import open_shop
from examgen.pipeline.request import RunOptions
from examgen.pipeline.workers import print_all, realise_ahead
from examgen.typeset import Flaw

if TYPE_CHECKING:
    from examgen.pipeline.errata import ChangedSheets
    from examgen.pipeline.revision import Revision

VERSIONED = ("budoux", "babel", "reportlab", "jinja2", "pypdf", "uharfbuzz", "pyphen", "markdown-it-py")
"""Distributions that decide bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the producing step is given beside the commission."""

    command: str
    """For the manifest: ``build`` or ``practice``."""

    drawing: Drawing

    options: Mapping[str, str | int | bool | None]
    """For the manifest."""

    practice: AnswerPlace | None = None
    expected: Manifest | None = None
    """The record of the build that is to be printed again."""


@dataclass(frozen=True, slots=True)
class Product:
    """What was delivered."""

    variants: tuple[Variant, ...]
    pages: tuple[tuple[int, ...], ...]
    """Page counts of each variant's documents."""

    files: tuple[ListedFile, ...]
    """Their files."""

    bound: Bound
    noticed: tuple[Diagnostic, ...]
    """What only setting the pages shows."""

    fonts: Mapping[str, str]
    """Fonts of the computer that were used, each with its edition."""

    settled: Settled | None = None
    """What rules made of the variants; ``None`` for practice sheets."""

    seating: Seating | None = None
    amendment: Amendment | None = None
    """What an amended exam says otherwise."""

    replaced: str = ""
    """Where in the folder the record of an earlier build went."""


def produce(commission: Commission, order: Order, run: RunOptions, executor: Executor | None) -> Product:
    """Print everything into a staging folder, record it, and deliver it."""
    blueprint = commission.blueprint
    with staging(commission.out) as stage:
        plan = PrintPlan(
            blueprint,
            commission.template,
            in_bank_order(order.drawing, commission),
            stage.folder,
            run.audit,
            order.practice,
            commission.fonts,
            order.drawing.selections,
            sets=commission.bank.sets,
            kept=commission.revision.orders if commission.revision else (),
        )
        realise_ahead(plan, run.jobs, executor)
        settled, seating = None, None
        if order.practice is None:
            plan, settled = plan.settled(blueprint.variants)
            seating = seat(seats_of(blueprint.seats), blueprint.variants) if blueprint.seats else None
        if commission.revision:
            product = _amended(plan, commission.revision, seating, run, executor)
        else:
            product = _print(plan, seating, run, executor)
        write_answers(stage.folder / "answers.csv", product.variants)
        if not order.practice:
            write_overview(stage.folder / "overview.csv", plan.questions, product.variants)
            alike = likenesses(product.variants, plan.questions)
            write_fairness(stage.folder, blueprint.title, alike, [papers for papers, *_ in product.pages])
        if seating:
            write_seats(stage.folder / "seats.csv", seating)
        manifest = _record(stage, commission, order, product)
        if order.expected:
            _check_same(manifest, order.expected)
        product = replace(product, settled=settled, seating=seating)
        return replace(product, replaced=deliver(stage, manifest))


def _amended(
    plan: PrintPlan, revision: Revision, seating: Seating | None, run: RunOptions, executor: Executor | None
) -> Product:
    """All documents, and what those need who hold the issue before."""
    from examgen.pipeline.errata import ChangedSheets, ErrataShop  # and the comparing of banks, for amended exams alone
    from examgen.pipeline.issues import issues_of

    issues = issues_of(plan, revision)
    issues.check()
    errata = ErrataShop(issues)
    changed = errata.changed_pages()
    product = _print(plan, seating, run, executor, ChangedSheets(plan, changed))
    errata.print_errata(run.bundles)
    return replace(product, amendment=issues.recorded(changed))


def _print(
    plan: PrintPlan,
    seating: Seating | None,
    run: RunOptions,
    executor: Executor | None,
    changed: ChangedSheets | None = None,
) -> Product:
    """All documents and bundles into the plan's folder."""
    variants = tuple(plan.variant(number) for number in range(1, plan.blueprint.variants + 1))
    key = os.urandom(8).hex()
    shop = open_shop(key, plan)
    if seating:
        shop.print_seats(seating, plan.folder / "seats.pdf")
    pages: list[tuple[int, ...]] = []
    files: list[ListedFile] = []
    flaws: list[tuple[str, Flaw]] = []
    fonts: dict[str, str] = {}
    binder: Binder | None = None
    for printed in print_all(key, plan, run.jobs, executor):
        if run.bundles and binder is None:
            binder = Binder(
                plan, shop, variants, seating
            )  # sets the grids of all variants, while workers go on printing
        pages.append(tuple(len(document.pages) for document in printed.documents))
        files += printed.files
        if printed.lent:
            flaws += printed.lent.flaws
            fonts |= printed.lent.fonts
        if printed.number == 1:
            shop.prove_layout(1)
            if not plan.practice:
                shop.print_overview(variants, plan.folder / "overview.pdf")  # while workers go on printing
        if binder:
            binder.add(printed)
            if changed:
                changed.add(printed)
        if run.progress:
            run.progress(len(pages), len(variants))
    bound = binder.close() if binder else Bound()
    if changed:
        changed.close()
    return Product(
        variants, tuple(pages), tuple(files), bound, warnings_of(plan.questions, flaws), dict(sorted(fonts.items()))
    )


def _record(stage: Staging, commission: Commission, order: Order, product: Product) -> Manifest:
    manifest = Manifest(
        command=order.command,
        versions={**installed_versions(examgen.__version__, VERSIONED), **product.fonts},
        blueprint=commission.blueprint,
        options=order.options,
        sources=write_sources(stage.folder, commission.originals),
        variants=tuple(order_of(variant) for variant in product.variants),
        moves=order.drawing.moves,
        amendment=product.amendment,
        files=listed_files(stage.folder, product.files),
    )
    write_manifest(stage.folder, manifest)
    return manifest


def _check_same(made: Manifest, expected: Manifest) -> None:
    """Refuse a reprint that differs from what its manifest records."""
    if made.variants != expected.variants:
        raise ManifestError(
            "this version of examgen draws or shuffles differently from the one that made the manifest",
            remedy=_install(expected),
        )
    recorded = {file.path: file for file in expected.files}
    if differing := [file for file in made.files if file != recorded.get(file.path, file)]:
        raise ManifestError(
            f"{_named(differing)} would not be the same, byte for byte, as what the manifest records",
            remedy=_install(expected) if dict(made.versions) != dict(expected.versions) else "report this as a bug",
        )


def _named(files: Sequence[ListedFile]) -> str:
    return files[0].path + (f" and {len(files) - 1} more files" if len(files) > 1 else "")


def _install(expected: Manifest) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in expected.versions.items())
    return f"install the versions that made it: {versions}; or build anew from the bank"
