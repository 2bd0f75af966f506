"""A commission in, what is on its papers out: drawn by its blueprint, or as a manifest records it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TypeVar

from examgen.assemble import Draw, Shuffling, check_distinct, drawing_of, sections_of, select, worth
from examgen.deliver import Manifest, VariantOrder
from examgen.diagnostics import errors_in
from examgen.errors import BlueprintError, ExamgenError, ManifestError, RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.sections import Selecting
from examgen.model.selection import Drawing, SelectedSection, Selection
from examgen.pipeline.commission import Commission
from examgen.pipeline.history import past, used_lately
from examgen.pipeline.summary import counted

PRACTICE = "practice-sample"

Refusal = TypeVar("Refusal", bound=ExamgenError)


def drawn(commission: Commission) -> Drawing:
    """Draw what an exam holds, what past exams used lately apart; refuse more variants than can differ."""
    blueprint, found = commission.blueprint, past(commission)
    used = used_lately(found, blueprint).intersection(question.id for question in commission.questions)
    try:
        asked = Draw(blueprint, commission.exam, used, found.uses() if blueprint.prefer else {})
        drawing = drawing_of(commission.questions, asked)
    except RequestError as error:
        raise with_undrawn(commission, _with_used(len(used), commission, error)) from error
    except BlueprintError as error:
        raise with_undrawn(commission, error) from error
    if len(drawing.selections) == 1:
        check_distinct(drawing.selections[0], blueprint.variants, Shuffling.of(blueprint))
    return drawing


def with_undrawn(commission: Commission, error: Refusal) -> Refusal:
    """The error with how many questions of the bank it does not count, and why."""
    broken, twice = len(commission.left_out), sum(bool(question.repeats) for question in commission.bank.questions)
    reasons = [f"{_undrawn(broken)}, for errors in {'it' if broken == 1 else 'them'}"] if broken else []
    reasons += [f"{_undrawn(twice)}, for another is the same"] if twice else []
    found = error.diagnostics or errors_in(commission.diagnostics)
    return type(error)("; ".join((error.message, *reasons)), remedy=error.remedy, diagnostics=found)


def _undrawn(number: int) -> str:
    return f"{counted(number, 'question')} of the bank cannot be drawn"


def _with_used(used: int, commission: Commission, error: RequestError) -> RequestError:
    """The error with what the history has to do with it."""
    if not used:
        return error
    left_out = f"{_undrawn(used)}, for exams in {commission.history} used them"
    rules = {"not_in_last": "lower not_in_last", "not_used_since": "set a later not_used_since"}
    eased = [advice for name, advice in rules.items() if getattr(commission.blueprint, name)]
    return RequestError(
        f"{error.message}; {left_out}",
        remedy=f"{error.remedy}, or {' or '.join(eased)}",
        diagnostics=error.diagnostics,
    )


def drawn_for_practice(commission: Commission) -> Drawing:
    """Draw each practice sheet by itself, by digests that no exam uses."""
    asked = replace(commission.blueprint, selection=Selecting.EACH)
    try:
        return drawing_of(commission.questions, Draw(asked, commission.exam, purpose=PRACTICE))
    except (RequestError, BlueprintError) as error:
        raise with_undrawn(commission, error) from error


def drawn_before(commission: Commission, manifest: Manifest) -> Drawing:
    """What a manifest records, whatever would be drawn today."""
    select(commission.questions, None, commission.blueprint.seed)  # refuses an empty bank
    known = {question.id: question for question in commission.questions}
    orders = manifest.variants if commission.blueprint.selection is not Selecting.SAME else manifest.variants[:1]
    selections = tuple(_selection(order, known, commission.blueprint) for order in orders)
    return Drawing(selections=selections, moves=manifest.moves)


def in_bank_order(drawing: Drawing, commission: Commission) -> tuple[Question, ...]:
    """All that any variant holds."""
    drawn = {question.id: question for question in drawing.questions}
    return tuple(drawn[question.id] for question in commission.questions if question.id in drawn)


def _selection(order: VariantOrder, known: Mapping[str, Question], blueprint: Blueprint) -> Selection:
    parts_of_questions = {part.id for question in known.values() for part in question.with_parts} - known.keys()
    whole = [identity for identity, _ in order.questions if identity not in parts_of_questions]
    sections, counts = sections_of(blueprint), order.sections or (len(whole),)
    if unknown := [identity for identity in whole if identity not in known]:
        raise _damaged(f'the kept bank has no question "{unknown[0]}"')
    if len(counts) != len(sections) or sum(counts) != len(whole):
        raise _damaged("its sections are not those of its blueprint")
    rank = {identity: place for place, identity in enumerate(known)}
    parts = []
    for section, (first, end) in zip(sections, pairwise(accumulate(counts, initial=0)), strict=True):
        ids = sorted(whole[first:end], key=rank.__getitem__)
        parts.append(SelectedSection(section, tuple(worth(known[each], section.points_each) for each in ids)))
    return Selection(tuple(parts))


def _damaged(what: str) -> ManifestError:
    return ManifestError(f"the manifest is damaged: {what}", remedy="build again from the banks")
