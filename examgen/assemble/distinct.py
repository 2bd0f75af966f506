"""A selection or its variants in, what can be said of their being different out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import factorial, prod

from examgen.assemble.distractors import Distractors
from examgen.assemble.orders import option_orders
from examgen.assemble.sequence import units_of
from examgen.assemble.shuffling import Shuffling
from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import Values
from examgen.model.sections import QuestionOrder
from examgen.model.selection import SelectedSection, Selection, unsectioned
from examgen.model.variant import PlacedQuestion, Variant
from examgen.seeds import digest


def count_orders(selection: Selection | Sequence[Question], shuffling: Shuffling) -> int:
    """How many different papers these questions can give; at most, where questions stand in sets or in an order."""
    drawn = selection if isinstance(selection, Selection) else unsectioned(selection)
    orders = prod(_sequences(part, shuffling) for part in drawn.sections)
    return orders * prod(_count(question, shuffling) for question in drawn.questions)


def _sequences(part: SelectedSection, shuffling: Shuffling) -> int:
    """How many orders the questions of a section have, as if every set were shuffled inside."""
    if not shuffling.questions or part.section.order is QuestionOrder.BANK:
        return 1
    units = units_of(part.questions)
    held = {place.id for place in part.section.fixed}
    free = [unit for unit in units if held.isdisjoint({unit.id, *(question.id for question in unit.questions)})]
    return factorial(len(free)) * prod(factorial(len(unit.questions)) for unit in units)


def _count(question: Question, shuffling: Shuffling) -> int:
    """How many different ways there are to print one question."""
    held = question if shuffling.options else replace(question, locked=True)
    own = Distractors(question).count(option_orders(held, shuffling))
    if question.program and not question.program.is_same and shuffling.values is Values.EACH:
        own *= question.program.count  # no more than this; its conditions may allow fewer
    return own * prod(_count(part, shuffling) for part in question.parts)


def check_distinct(selection: Selection | Sequence[Question], variants: int, shuffling: Shuffling) -> None:
    """Refuse more variants than there are different papers."""
    orders = count_orders(selection, shuffling)
    if orders < variants:
        raise RequestError(
            f"{variants} variants cannot all differ: these questions give only {_counted(orders)}",
            remedy=f"ask for at most {orders} with --variants, draw more questions, or allow more shuffling",
        )


def identical(variants: Iterable[Variant]) -> tuple[tuple[int, int], ...]:
    """Numbers of variants that are equal in all orders: each with the first one like it."""
    first: dict[bytes, int] = {}
    pairs = []
    for variant in variants:
        paper = digest(*(part for placed in _all(variant.questions) for part in _facts(placed)))
        if paper in first:
            pairs.append((first[paper], variant.number))
        else:
            first[paper] = variant.number
    return tuple(pairs)


def _facts(placed: PlacedQuestion) -> tuple[str, ...]:
    values = placed.question.values
    return (placed.question.id, str(placed.order), *([str(values)] if values else []))


def _all(questions: Iterable[PlacedQuestion]) -> Iterator[PlacedQuestion]:
    """The questions, each with its parts behind it."""
    for placed in questions:
        yield placed
        yield from _all(placed.parts)


def _counted(orders: int) -> str:
    return "1 order" if orders == 1 else f"{orders} different orders"
