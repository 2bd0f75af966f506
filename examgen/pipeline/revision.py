"""A printed bank, a corrected one and recorded orders in, what an amended exam prints and how it differs out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from examgen.amend import Aligned, Pair, aligned, check_variables, in_places, named_anew, paired
from examgen.assemble import Realiser
from examgen.deliver import TakenOut, VariantOrder
from examgen.formats.realise import realised
from examgen.model.bank import Bank, Question
from examgen.model.blueprint import Blueprint
from examgen.parameters import Filled
from examgen.pipeline.moving import damaged, fits, misfit


@dataclass(frozen=True)
class Revision:
    """How an amended exam differs from the issue before; both in the places and ids of the corrected bank."""

    pairs: tuple[Aligned, ...]
    """Every printed question."""

    before: Bank
    after: Bank
    orders: tuple[VariantOrder, ...]
    taken_out: tuple[TakenOut, ...]
    """The orders of what had more options, or was printed at all."""

    parents: tuple[str, ...]
    """SHA-256 of the manifests of the issues before."""

    key_changed: bool
    """Whether the key may change."""

    @property
    def printed_orders(self) -> tuple[VariantOrder, ...]:
        """The orders without what was added since, and with what was taken out."""
        printed = {part.id: part for pair in self.pairs for part in pair.printed.with_parts}
        return tuple(self._printed(order, printed) for order in self.orders)

    def _printed(self, order: VariantOrder, printed: Mapping[str, Question]) -> VariantOrder:
        kept = {name: _below(len(printed[name].options), places) for name, places in order.questions if name in printed}
        gone = {each.id: each.order for each in self.taken_out if each.variant == order.number}
        questions = kept | gone
        if unfit := [
            name for name, places in questions.items() if name not in printed or not fits(places, printed[name])
        ]:
            raise misfit(order, unfit[0])
        return replace(order, questions=tuple(questions.items()))

    def as_printed(self, question: Question, filled: Filled) -> Question:
        """Read the source of a printed question, as `realised` does, and put its options into their places."""
        pair = next(pair for pair in self.pairs if pair.corrected.id == question.id)
        return in_places(realised(question, filled), pair)


def _below(count: int, places: Iterable[int]) -> tuple[int, ...]:
    return tuple(place for place in places if place < count)


def pairs_of(orders: Sequence[VariantOrder], before: Bank, after: Bank, blueprint: Blueprint) -> tuple[Aligned, ...]:
    """Align the questions that these orders have from the printed bank with those of the corrected one."""
    known = {question.id: question for question in before.questions}
    printed = _printed_ids(orders, (before, after))
    if unknown := [identity for identity in printed if identity not in known]:
        raise damaged(f'the kept bank has no question "{unknown[0]}"')
    pairs = paired([known[identity] for identity in printed], before, after)
    ids = {pair.printed.id: pair.corrected.id for pair in pairs}
    values = {name: dict(said) for order in reversed(orders) for name, said in order.values}
    realisers = Realiser(blueprint, realised), Realiser(blueprint, realised)
    return tuple(_aligned(pair, ids, values.get(pair.printed.id), realisers) for pair in pairs)


def _aligned(
    pair: Pair, ids: Mapping[str, str], values: Mapping[str, str] | None, realisers: tuple[Realiser, Realiser]
) -> Aligned:
    """Align a pair; of parametrised questions, with the values that one paper shows."""
    check_variables(pair.printed, pair.corrected)
    if not pair.printed.program:
        return aligned(pair.printed, pair.corrected, ids)
    if values is None:
        raise damaged(f"it has no values of the variables of question {pair.printed.id}")
    printed, corrected = realisers
    found = aligned(printed.recorded(pair.printed, values), corrected.recorded(pair.corrected, values), ids)
    return replace(found, printed=named_anew(pair.printed, pair.corrected, ids), corrected=pair.corrected)


def _printed_ids(orders: Sequence[VariantOrder], banks: Sequence[Bank]) -> tuple[str, ...]:
    """The ids of all questions that some variants hold, in the printed bank's order; parts are theirs."""
    bank = banks[0]
    parts = {
        part.id for each in banks for question in each.questions for part in question.with_parts if part is not question
    }
    met = dict.fromkeys(identity for order in orders for identity, _ in order.questions)
    rank = {question.id: place for place, question in enumerate(bank.questions)}
    return tuple(sorted((name for name in met if name not in parts), key=lambda name: rank.get(name, -1)))
