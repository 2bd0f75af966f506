"""The recorded orders of an exam and its aligned questions in, the orders of the next issue out; no letter moves.

What was added stands behind the rest, and what was taken out stood there, on every paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from examgen.amend import Aligned, named
from examgen.assemble import Realiser, Shuffle, Shuffling, needed
from examgen.deliver import TakenOut, VariantOrder, order_of
from examgen.errors import ManifestError, RequestError
from examgen.formats.realise import realised
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.text import wording
from examgen.model.variant import LETTERS


@dataclass(frozen=True, slots=True)
class Moved:
    """How the papers of the next issue stand, in the ids and places of the corrected bank."""

    orders: tuple[VariantOrder, ...]
    taken_out: tuple[TakenOut, ...]


def moved(orders: Sequence[VariantOrder], pairs: Sequence[Aligned], blueprint: Blueprint) -> Moved:
    """Put recorded orders into the corrected bank; raise where a paper could not keep its letters."""
    known = {pair.was: pair for pair in with_parts(pairs)}
    gone = {was: part for pair in known.values() for was, part in parts_gone(pair)}
    kept = tuple(_kept(order, known, gone) for order in orders)
    taken_out = (found for order in orders for found in _taken_out(order, known, gone))
    added = _Added(pairs, blueprint)
    return Moved(tuple(map(added.behind, kept)), tuple(taken_out))


def with_parts(pairs: Iterable[Aligned]) -> Iterator[Aligned]:
    """Each question, its parts behind it."""
    for pair in pairs:
        yield pair
        yield from with_parts(pair.parts)


def damaged(what: str) -> ManifestError:
    """The error for a manifest that does not fit what is kept with it."""
    return ManifestError(f"the manifest is damaged: {what}", remedy="build again from the banks")


def misfit(order: VariantOrder, identity: str) -> ManifestError:
    """The error for an order that a paper cannot have had."""
    return damaged(f'variant {order.number} has an order of "{identity}" that the kept bank does not allow')


def parts_gone(pair: Aligned) -> Iterator[tuple[str, Question]]:
    """The parts that were taken out, by the ids under which they were printed."""
    for part in pair.gone:
        for each in part.with_parts:
            yield pair.was + each.id.removeprefix(pair.corrected.id), each


def _kept(order: VariantOrder, known: Mapping[str, Aligned], gone: Mapping[str, Question]) -> VariantOrder:
    """The order of what is still there."""
    questions = []
    for identity, places in order.questions:
        pair = known.get(identity)
        printed = pair.printed if pair else gone.get(identity)
        if printed is None or not fits(places, printed):
            raise misfit(order, identity)
        if pair:
            questions.append((pair.corrected.id, _order(places, pair, order.number)))
    ids = {was: pair.corrected.id for was, pair in known.items()}
    redraws = ((ids.get(name, name), what, times) for name, what, times in order.moved)
    values = ((ids.get(name, name), said) for name, said in order.values)
    return replace(order, questions=tuple(questions), moved=tuple(redraws), values=tuple(values))


def fits(places: Sequence[int], printed: Question) -> bool:
    """Whether the options of a question can have stood so on paper: all of them, unless papers show some."""
    is_whole = len(places) == len(printed.options) or printed.shown_distractors is not None
    return is_whole and all(0 <= place < len(printed.options) for place in places)


def _order(places: Sequence[int], pair: Aligned, number: int) -> tuple[int, ...]:
    """The options of a paper, behind them those that were added; a paper that shows some of many needs few of them."""
    corrected = pair.corrected
    shown = _still_shown(places, pair, number)
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


def _still_shown(places: Sequence[int], pair: Aligned, number: int) -> list[int]:
    """The places of the options of a paper that are still in the bank; only its last may have been taken out."""
    there = [pair.places[place] < len(pair.corrected.options) for place in places]
    if False in there and True in there[there.index(False) :]:
        rank = there.index(False)
        place = places[rank] if pair.printed.program else pair.places[places[rank]]
        said = " ".join(wording(pair.printed.options[place].text).split())
        raise RequestError(
            f"{named(pair.corrected)}: the option “{said}” was taken out: "
            f"it is {LETTERS[rank]} on variant {number}, and others stand behind it",
            remedy="letters on paper stay: put it back where it stood in the bank, and say in its wording that it is "
            "void; only an option that is the last on every paper can be taken out",
        )
    return [pair.places[place] for place, is_there in zip(places, there, strict=True) if is_there]


def _taken_out(order: VariantOrder, known: Mapping[str, Aligned], gone: Mapping[str, Question]) -> Iterator[TakenOut]:
    for identity, places in order.questions:
        if identity in gone:
            yield TakenOut(order.number, gone[identity].id, places)
            continue
        pair = known[identity]
        printed = tuple(pair.places[place] for place in places)
        if max(printed, default=-1) >= len(pair.corrected.options):
            yield TakenOut(order.number, pair.corrected.id, printed)


class _Added:
    """Parts and gaps that corrections added: their options are drawn for each paper, as a build would draw them."""

    def __init__(self, pairs: Iterable[Aligned], blueprint: Blueprint) -> None:
        self._pairs = [pair for pair in pairs if _has_more(pair)]
        self._blueprint = blueprint
        self._realiser = Realiser(blueprint, realised)

    def behind(self, order: VariantOrder) -> VariantOrder:
        """The order of a paper with what was added to its questions."""
        held, values = dict(order.questions), dict(order.values)
        added: list[tuple[str, tuple[int, ...]]] = []
        for pair in self._pairs:
            question = pair.corrected
            if question.id in held:
                own = self._realiser.recorded(question, dict(values[question.id])) if question.program else question
                added += self._drawn(pair, own, order.number)
        return replace(order, questions=(*order.questions, *added)) if added else order

    def _drawn(self, pair: Aligned, question: Question, number: int) -> Iterator[tuple[str, tuple[int, ...]]]:
        parts, blueprint = question.parts[len(pair.parts) :], self._blueprint
        if parts:
            shuffle = Shuffle(parts, blueprint.seed, Shuffling.of(blueprint))
            yield from order_of(shuffle.variant(number)).questions
        for each, part in zip(pair.parts, question.parts, strict=False):
            yield from self._drawn(each, part, number)


def _has_more(pair: Aligned) -> bool:
    return len(pair.corrected.parts) > len(pair.parts) or any(map(_has_more, pair.parts))
