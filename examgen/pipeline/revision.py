"""A printed bank, a corrected one and a recorded order in, what an amended exam prints and how it differs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from examgen.amend import Aligned, aligned, corrections, paired, set_corrections
from examgen.deliver import Amendment, ChangedPages, CorrectedQuestion, VariantOrder
from examgen.errors import ManifestError
from examgen.model.bank import Bank, Question
from examgen.model.correction import Correction


@dataclass(frozen=True)
class Revision:
    """How an amended exam differs from the issue before; both in the places and ids of the corrected bank."""

    pairs: tuple[Aligned, ...]
    """Every printed question."""

    before: Bank
    after: Bank
    orders: tuple[VariantOrder, ...]
    parents: tuple[str, ...]
    """SHA-256 of the manifests of the issues before."""

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What was corrected."""
        return (*set_corrections(self.pairs, self.before, self.after), *corrections(self.pairs))

    @property
    def printed(self) -> tuple[Question, ...]:
        """The questions as they were printed."""
        return tuple(pair.printed for pair in self.pairs)

    def recorded(self, pages: Iterable[ChangedPages] = ()) -> Amendment:
        """For the manifest."""
        fields: dict[str, list[str]] = {}
        for correction in self.corrections:
            fields.setdefault(correction.id, []).append(correction.field.value)
        ids = {pair.corrected.id: pair.was for pair in with_parts(self.pairs)}
        ids |= {pair.corrected.set_id: pair.printed.set_id for pair in self.pairs if pair.corrected.set_id in fields}
        corrected = (CorrectedQuestion(now, was, tuple(dict.fromkeys(fields.get(now, ())))) for now, was in ids.items())
        changed = tuple(each for each in corrected if each.fields or each.id != each.was)
        return Amendment(parents=self.parents, corrected=changed, pages=tuple(pages))


def pairs_of(printed: Iterable[str], before: Bank, after: Bank) -> tuple[Aligned, ...]:
    """Align the questions that have these ids in the printed bank with those of the corrected one."""
    known = {question.id: question for question in before.questions}
    if unknown := [identity for identity in printed if identity not in known]:
        raise damaged(f'the kept bank has no question "{unknown[0]}"')
    pairs = paired([known[identity] for identity in printed], before, after)
    ids = {pair.printed.id: pair.corrected.id for pair in pairs}
    return tuple(aligned(pair.printed, pair.corrected, ids) for pair in pairs)


def printed_ids(orders: Sequence[VariantOrder], bank: Bank) -> tuple[str, ...]:
    """The ids of all questions that some variants hold; parts are theirs."""
    parts = {part.id for question in bank.questions for part in question.with_parts if part is not question}
    met = dict.fromkeys(identity for order in orders for identity, _ in order.questions)
    return tuple(identity for identity in met if identity not in parts)


def moved_orders(orders: Sequence[VariantOrder], pairs: Iterable[Aligned]) -> tuple[VariantOrder, ...]:
    """The recorded orders in the ids and places of the corrected bank."""
    known = {pair.was: pair for pair in with_parts(pairs)}
    return tuple(_moved(order, known) for order in orders)


def _moved(order: VariantOrder, known: Mapping[str, Aligned]) -> VariantOrder:
    questions = []
    for identity, places in order.questions:
        pair = known.get(identity)
        if pair is None or max(places, default=-1) >= len(pair.places):
            raise damaged(f'variant {order.number} has an order of "{identity}" that the kept bank does not allow')
        questions.append((pair.corrected.id, tuple(pair.places[place] for place in places)))
    redraws = ((known[name].corrected.id if name in known else name, what, times) for name, what, times in order.moved)
    return replace(order, questions=tuple(questions), moved=tuple(redraws))


def with_parts(pairs: Iterable[Aligned]) -> Iterator[Aligned]:
    """Each question, its parts behind it."""
    for pair in pairs:
        yield pair
        yield from with_parts(pair.parts)


def damaged(what: str) -> ManifestError:
    """The error for a manifest that does not fit what is kept with it."""
    return ManifestError(f"the manifest is damaged: {what}", remedy="build again from the banks")
