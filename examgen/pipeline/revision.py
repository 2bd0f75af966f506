"""A printed bank, a corrected one and recorded orders in, what an amended exam prints and how it differs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from examgen.amend import Aligned, Pair, aligned, check_variables, in_places, named, named_anew, paired
from examgen.assemble import Realiser, needed
from examgen.deliver import VariantOrder
from examgen.errors import ManifestError, RequestError
from examgen.formats.realise import realised
from examgen.model.bank import Bank, Question
from examgen.model.blueprint import Blueprint
from examgen.model.text import wording
from examgen.parameters import Filled


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

    key_changed: bool
    """Whether the key may change."""

    @property
    def printed_orders(self) -> tuple[VariantOrder, ...]:
        """The orders without the options that were added since."""
        printed = {pair.corrected.id: len(pair.places) for pair in with_parts(self.pairs)}
        return tuple(
            replace(
                order,
                questions=tuple((name, _below(printed.get(name, 0), places)) for name, places in order.questions),
            )
            for order in self.orders
        )

    def as_printed(self, question: Question, filled: Filled) -> Question:
        """Read the source of a printed question, as `realised` does, and put its options into their places."""
        pair = next(pair for pair in self.pairs if pair.corrected.id == question.id)
        return in_places(realised(question, filled), pair)


def _below(count: int, places: Iterable[int]) -> tuple[int, ...]:
    return tuple(place for place in places if place < count)


def pairs_of(orders: Sequence[VariantOrder], before: Bank, after: Bank, blueprint: Blueprint) -> tuple[Aligned, ...]:
    """Align the questions that these orders have from the printed bank with those of the corrected one."""
    known = {question.id: question for question in before.questions}
    printed = _printed_ids(orders, before)
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


def _printed_ids(orders: Sequence[VariantOrder], bank: Bank) -> tuple[str, ...]:
    """The ids of all questions that some variants hold, in the bank's order; parts are theirs."""
    parts = {part.id for question in bank.questions for part in question.with_parts if part is not question}
    met = dict.fromkeys(identity for order in orders for identity, _ in order.questions)
    rank = {question.id: place for place, question in enumerate(bank.questions)}
    return tuple(sorted((name for name in met if name not in parts), key=lambda name: rank.get(name, -1)))


def moved_orders(orders: Sequence[VariantOrder], pairs: Iterable[Aligned]) -> tuple[VariantOrder, ...]:
    """The recorded orders in the ids and places of the corrected bank; what was added stands at the end."""
    known = {pair.was: pair for pair in with_parts(pairs)}
    return tuple(_moved(order, known) for order in orders)


def _moved(order: VariantOrder, known: Mapping[str, Aligned]) -> VariantOrder:
    questions = []
    for identity, places in order.questions:
        pair = known.get(identity)
        if pair is None or not _fits(places, pair):
            raise damaged(f'variant {order.number} has an order of "{identity}" that the kept bank does not allow')
        questions.append((pair.corrected.id, _order(places, pair, order.number)))
    ids = {was: pair.corrected.id for was, pair in known.items()}
    redraws = ((ids.get(name, name), what, times) for name, what, times in order.moved)
    values = ((ids.get(name, name), said) for name, said in order.values)
    return replace(order, questions=tuple(questions), moved=tuple(redraws), values=tuple(values))


def _fits(places: Sequence[int], pair: Aligned) -> bool:
    is_whole = len(places) == len(pair.places) or pair.printed.shown_distractors is not None
    return is_whole and max(places, default=-1) < len(pair.places)


def _order(places: Iterable[int], pair: Aligned, number: int) -> tuple[int, ...]:
    """The options of a paper, behind them those that were added; a paper that shows some of many needs few of them."""
    corrected = pair.corrected
    shown = tuple(pair.places[place] for place in places)
    wanted = needed(corrected)
    added = range(len(pair.places), len(corrected.options))
    order = (*shown, *(place for place in added if corrected.shown_distractors is None or place in wanted))
    if missing := sorted(wanted - set(order)):
        said = " ".join(wording(corrected.options[missing[0]].text).split())
        what = "is right" if missing[0] in corrected.key else "is spoken of in it"
        raise RequestError(
            f"{named(corrected)}: “{said}” {what} now, and variant {number} does not show it",
            remedy="papers that are printed show some of the distractors: build a new exam, or correct it otherwise",
        )
    return order


def with_parts(pairs: Iterable[Aligned]) -> Iterator[Aligned]:
    """Each question, its parts behind it."""
    for pair in pairs:
        yield pair
        yield from with_parts(pair.parts)


def damaged(what: str) -> ManifestError:
    """The error for a manifest that does not fit what is kept with it."""
    return ManifestError(f"the manifest is damaged: {what}", remedy="build again from the banks")
