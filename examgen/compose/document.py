"""One document's template and what it may read in, its manuscript out; parsed pages are kept for the next variant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from examgen.compose.grading import grading_table
from examgen.compose.labels import Labels
from examgen.compose.marks import GRADING, OWN
from examgen.compose.names import TemplateMistake
from examgen.compose.page_plan import Maker, cut_values, fill_values, make_plan
from examgen.compose.placing import Showing, check_places, check_tables
from examgen.compose.questions import ASKED, QuestionBlocks, placement
from examgen.compose.rendering import Renderer
from examgen.compose.sets import stimulus_of
from examgen.compose.template import Template
from examgen.markup import commonmark
from examgen.model.manuscript import (
    DocumentKind,
    Furniture,
    GradingTable,
    Grid,
    Manuscript,
    ManuscriptBlock,
    Matrix,
    Prose,
    RoomPlan,
    Stimulus,
)
from examgen.model.text import Text
from examgen.model.variant import Variant

KEPT_PLANS = 64
"""Most templates need one for each kind of document; one that says something else for each variant must not pile up."""

UNTOLD = TemplateMistake(
    "the page does not say that all its keys were taken from the explanations", "print {{ all_derived }} on it"
)

UNGRADED = TemplateMistake("the exam asks for a grading table, and the page has none", "print {{ grading_table() }}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one document is made of, before its template is rendered."""

    kind: DocumentKind
    title: str
    language: str
    context: Mapping[str, object]
    """What its template may read."""

    variants: Mapping[int, Variant]
    """By number: the document's own, or all of them on the sheet of grids."""

    captions: Mapping[int, str] = field(default_factory=dict)
    """What stands before the grid of each variant."""

    tables: Mapping[str, Matrix | RoomPlan] = field(default_factory=dict)
    """By the name of their mark; its page must place each of them."""

    showings: tuple[Showing, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    headings: tuple[str, ...] = ()
    """What the page must say of its sections: their titles and points."""

    is_graded: bool = False
    """Whether it must have a table for the points that were reached."""

    texts: tuple[Mapping[str, Text], ...] = ()
    """What is placed instead of questions: the texts of each correction, by their views."""

    @property
    def all_derived(self) -> str:
        """What the page must say where all its keys are derived; then none is marked by itself."""
        return str(self.context.get("all_derived", ""))


@dataclass(frozen=True, slots=True)
class _Filling:
    """What a page plan is filled with for one document."""

    document: Document
    blocks: QuestionBlocks
    values: Sequence[str]
    marks_derived: bool
    """Whether derived keys are marked one by one."""

    def place(self, number: int, view: str) -> ManuscriptBlock:
        if self.document.texts:
            return Prose(self.document.texts[number - 1][view])
        (variant,) = self.document.variants.values()
        placed = variant.questions[number - 1]
        block = self.blocks.block(placed.question, view, self.document.numbers, self.marks_derived)
        shown = placement(block, placed)
        return shown._replace(stimulus=self._stimulus(variant, number)) if variant.sets and view in ASKED else shown

    def _stimulus(self, variant: Variant, number: int) -> Stimulus | None:
        """What stands before a question: that of a set which it is the first of."""
        found = next((each for each in variant.sets if each.first == number), None)
        return stimulus_of(found, self.blocks.labels) if found else None

    def grid(self, number: int) -> Grid:
        if number == OWN:
            (number,) = self.document.variants
        caption = self.document.captions.get(number, "")
        return self.blocks.grid(self.document.variants[number], caption, self.marks_derived)

    def table(self, name: str) -> Matrix | RoomPlan:
        return self.document.tables[name]

    def grading(self) -> GradingTable:
        (variant,) = self.document.variants.values()
        return grading_table(variant, self.blocks.labels)


class DocumentComposer:
    """Renders the files of one template and fills the parsed pages."""

    def __init__(self, template: Template, labels: Labels, blocks: QuestionBlocks) -> None:
        self._renderer = Renderer(template, labels.conventions.number)
        self._labels = labels
        self._blocks = blocks
        self._plans: dict[tuple[str, tuple[Showing, ...]], tuple[Maker, ...]] = {}

    def compose(self, document: Document) -> Manuscript:
        """Fill the page of the document's kind, and its head and foot."""
        kind = document.kind.page
        skeleton, values = cut_values(self._renderer.render(f"{kind}.md", document.context))
        if document.all_derived and document.all_derived not in values:
            self._renderer.refuse(f"{kind}.md", UNTOLD)
        if unsaid := [words for words in document.headings if words not in values]:
            self._renderer.refuse(f"{kind}.md", _untitled(unsaid[0]))
        if document.is_graded and GRADING not in skeleton:
            self._renderer.refuse(f"{kind}.md", UNGRADED)
        plan = self._plan(skeleton, document)
        filling = _Filling(document, self._blocks, values, not document.all_derived)
        return Manuscript(
            kind=document.kind,
            title=document.title,
            language=document.language,
            head=self._furniture(f"{kind}-head.md", document.context),
            foot=self._furniture(f"{kind}-foot.md", document.context),
            blocks=tuple(make(filling) for make in plan),
            numbers=document.numbers,
            letters=self._labels.letters,
        )

    def _plan(self, skeleton: str, document: Document) -> tuple[Maker, ...]:
        known = (skeleton, document.showings)
        if known not in self._plans:
            try:
                check_places(skeleton, document.showings, len(document.texts or document.numbers))
                check_tables(skeleton, document.tables)
                if len(self._plans) >= KEPT_PLANS:
                    self._plans.clear()
                self._plans[known] = make_plan(skeleton, _parse)
            except TemplateMistake as mistake:
                self._renderer.refuse(f"{document.kind.page}.md", mistake)
        return self._plans[known]

    def _furniture(self, name: str, context: Mapping[str, object]) -> Furniture:
        skeleton, values = cut_values(self._renderer.render(name, context).strip())
        if not skeleton:
            return Furniture()
        parts = skeleton.split("|")
        if len(parts) != 3 or "\n" in skeleton:
            mistake = TemplateMistake("a page head or foot is one line: left | centre | right", "write both bars")
            self._renderer.refuse(name, mistake, 1)
        return Furniture(*(fill_values(part.strip(), values) for part in parts))


def _untitled(words: str) -> TemplateMistake:
    return TemplateMistake(
        f"the page does not print “{words}”, which stands above a section",
        "print {{ section.title }} and {{ labels.points(section.points) }} in a loop over sections",
    )


def _parse(source: str) -> Text:
    """Read a template's CommonMark; what cannot be printed as written is a mistake."""
    markup = commonmark.parse(source)
    for problem in markup.problems:
        if problem.is_error:
            raise TemplateMistake(problem.message, problem.hint, source.splitlines()[problem.line - 1])
    return markup.text
