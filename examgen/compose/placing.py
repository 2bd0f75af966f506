"""Which views of the questions a document may and must show: what `place` and `grid` mean in its template.

A document for students can show nothing of the key, whatever its template asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from examgen.compose.marks import OWN, grid_mark, place_mark
from examgen.compose.names import TemplateMistake
from examgen.compose.page_plan import PLACED, TABLED
from examgen.compose.toml_layer import nearest_hint
from examgen.compose.views import QuestionView, VariantView


@dataclass(frozen=True, slots=True)
class Showing:
    """One thing that must be shown of every question, by exactly one of these views."""

    views: tuple[str, ...]
    is_required: bool = True


STEMS = Showing(("question",))
ANSWERS = Showing(("answer",))
NOTES = Showing(("note",), is_required=False)
STEMS_WITH_ANSWERS = (Showing(("question", "answer")), Showing(("solution", "answer")))
"""A practice sheet asks and answers; the view ``answer`` does both at once."""


def placer(showings: Sequence[Showing]) -> Callable[..., Markup]:
    """The function `place` for one document kind; without a view it takes the kind's first."""
    allowed = tuple(dict.fromkeys(view for showing in showings for view in showing.views))

    def place(question: object, view: object = allowed[0]) -> Markup:
        if not isinstance(question, QuestionView):
            raise TemplateMistake("place() takes a question", "write place(question) in a loop over questions")
        if view not in allowed:
            raise TemplateMistake(f'this document cannot show the view "{view}"', nearest_hint(str(view), allowed))
        return place_mark(question.number, str(view))

    return place


def gridder(has_own: bool) -> Callable[..., Markup]:
    """The function `grid`; a document of one variant has a grid of its own, whose mark is the same for all variants."""

    def grid(variant: object = None) -> Markup:
        if has_own and (variant is None or isinstance(variant, VariantView)):
            return grid_mark(OWN)
        if isinstance(variant, VariantView):
            return grid_mark(variant.number)
        raise TemplateMistake("grid() takes one of the variants", "write grid(variant) in a loop over variants")

    return grid


def no_grid(*_variant: object) -> Markup:
    """The function `grid` of a document that must show no keys."""
    raise TemplateMistake("this document shows no keys", 'place the grid under {% if answers != "none" %}')


def check_places(skeleton: str, showings: Sequence[Showing], questions: int) -> None:
    """Refuse a page that leaves out a question, or shows it twice."""
    met = Counter((int(number), view) for number, view in PLACED.findall(skeleton))
    allowed = {view for showing in showings for view in showing.views}
    if any(view not in allowed for _, view in met):
        raise TemplateMistake("a question's place was altered", "put nothing around place(question)")
    for showing in showings:
        for number in range(1, questions + 1):
            times = sum(met[number, view] for view in showing.views)
            if times > 1 or (showing.is_required and times == 0):
                views = " or ".join(f'"{view}"' for view in showing.views)
                raise TemplateMistake(
                    f"question {number} is placed {times} times as {views}",
                    "place each question once" if times else f'add place(question, "{showing.views[0]}")',
                )


def check_tables(skeleton: str, names: Iterable[str]) -> None:
    """Refuse a page that leaves out one of its tables, or shows it twice."""
    met = Counter(TABLED.findall(skeleton))
    for name in names:
        if met[name] != 1:
            raise TemplateMistake(f'the table "{name}" is placed {met[name]} times', f"write {{{{ {name} }}}} once")
