"""The manifest of a printed exam and corrected banks in, the same papers with the corrections out: the next issue."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from examgen.assemble import scored
from examgen.deliver import Original, SourceRole, bank_originals, picture_originals, recover
from examgen.diagnostics import in_order
from examgen.errors import RequestError
from examgen.pipeline.build import BuildReport, build_commission
from examgen.pipeline.commission import Commission, bank_files, bank_of, check_texts
from examgen.pipeline.drawing import with_undrawn
from examgen.pipeline.finding import found_banks
from examgen.pipeline.history import past
from examgen.pipeline.moving import moved
from examgen.pipeline.reprint import recommission
from examgen.pipeline.request import BuildRequest
from examgen.pipeline.revision import Revision, pairs_of
from examgen.pipeline.sound import usable

PRINTED = {SourceRole.BANK: SourceRole.PRINTED_BANK, SourceRole.IMAGE: SourceRole.PRINTED_IMAGE}


def amend(request: BuildRequest, executor: Executor | None = None) -> BuildReport:
    """Print a build again with the corrections that its banks have had since; raise where papers must not change so."""
    path = Path(request.from_manifest or "")
    recover(path.parent)
    printed, manifest = recommission(path, Path(request.run.out) if request.run.out else path.parent)
    commission = _corrected(printed, request.banks or found_banks(path, manifest))
    if not request.banks:
        commission = replace(commission, originals=_led_to(commission.originals, printed.originals))
    known = replace(printed.bank, questions=printed.questions)
    now = replace(commission.bank, questions=commission.questions)
    try:
        pairs = pairs_of(manifest.variants, known, now, commission.blueprint)
        stand = moved(manifest.variants, pairs, commission.blueprint)
    except RequestError as error:
        raise with_undrawn(commission, error) from error
    parents = (*(manifest.amendment.parents if manifest.amendment else ()), sha256(path.read_bytes()).hexdigest())
    revision = Revision(pairs, known, now, stand.orders, stand.taken_out, parents, request.key_changed)
    record = replace(manifest, variants=revision.orders)
    amended = _with_history(replace(commission, revision=revision), request.settings.history)
    return build_commission(amended, request.run, executor, record=record)


def _with_history(commission: Commission, named: str | None) -> Commission:
    """The history where the first issue is recorded, if it lies in the current folder, or one that is named."""
    path = named or (commission.history_name if Path(commission.history_name).is_file() else "")
    if not path:
        return commission
    found = replace(commission, history=path, history_name=Path(path).name)
    past(found)  # so that it is refused at once, and not when all is printed
    return found


def _led_to(originals: Sequence[Original], before: Sequence[Original]) -> tuple[Original, ...]:
    """Originals whose banks were found by the ways that led to them before: from wherever, these stay recorded."""
    ways = iter([original.folder for original in before if original.role is SourceRole.BANK])
    return tuple(replace(each, folder=next(ways)) if each.role is SourceRole.BANK else each for each in originals)


def _corrected(printed: Commission, banks: Sequence[str]) -> Commission:
    """What the printed exam was made of, with other banks."""
    bank, diagnostics = bank_of(banks, printed.reading)
    blueprint = replace(printed.blueprint, issue=printed.blueprint.issue + 1)
    sound = replace(bank, questions=scored(usable(bank, diagnostics, printed.reading), blueprint.scoring))
    questions, found = check_texts(sound, blueprint, printed.template, printed.fonts, printed.reading)
    files = bank_files(banks, bank)
    return replace(
        printed,
        blueprint=blueprint,
        bank=bank,
        questions=questions,
        originals=(*bank_originals(files), *picture_originals(files), *map(_kept, _lasting(printed.originals))),
        diagnostics=in_order((*diagnostics, *found)),
    )


def _lasting(originals: Sequence[Original]) -> list[Original]:
    """What an amended build keeps of its parent's sources: all but what that had corrected itself."""
    return [original for original in originals if original.role not in PRINTED.values()]


def _kept(original: Original) -> Original:
    """A source of the printed exam; its banks and pictures are what the corrected ones are held against."""
    if original.role not in PRINTED:
        return original
    return replace(original, role=PRINTED[original.role], name=f"printed/{original.name}", folder="")
