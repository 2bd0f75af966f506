"""A document of QTI 1.2 in, its title, questions and shared texts out: items, assessments, sections, object banks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from examgen.formats.bounds import admit, admit_question
from examgen.formats.draft import Draft, DraftQuestion, DraftSet
from examgen.formats.qti.file import File
from examgen.formats.qti.v1.item import Item, item_of
from examgen.formats.qti.v1.metadata import fields_of
from examgen.formats.qti.v1.presentation import materials
from examgen.formats.qti.v1.question import question_of
from examgen.formats.xml import LANGUAGE, Element, line_of, local_name, written_in
from examgen.model.text import wording

_HOLDERS = ("assessment", "section", "objectbank")
_NAMELESS = ("root_section", "main", "section", "question section", "all questions")
_TALK = ("presentation_material", "rubric", "objectives", "assessfeedback", "sectionfeedback")


@dataclass(slots=True)
class Document:
    """What is found while a document is read from beginning to end."""

    file: File
    has_shuffles: bool
    is_alone: bool
    """Whether it holds one item and no test."""

    title: str = ""
    language: str | None = None
    questions: list[DraftQuestion] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    """Of each question, the identifier in a bank that it is a copy of, or nothing."""

    sets: list[DraftSet] = field(default_factory=list)
    is_open: bool = False
    """Whether the last shared text goes on."""

    @property
    def draft(self) -> Draft:
        return Draft(title=self.title, language=self.language, questions=tuple(self.questions), sets=tuple(self.sets))

    def read(self, holder: Element, topic: str = "") -> None:
        """Read all that an element holds, in order."""
        for child in holder:
            name = local_name(child)
            if name in _HOLDERS:
                self.holder(child, name, topic)
            elif name == "item":
                self.item(item_of(child, self.file, has_shuffles=self.has_shuffles), topic)
            elif name in ("itemref", "sectionref"):
                self.file.lose("a question of another file", child, "name that file, too")
            elif name == "selection_ordering":
                self.drawn(child)
            elif name in _TALK and materials(child, self.file):
                self.file.lose("what is said at the head of a test or section", child, "write it in exam.yaml")

    def holder(self, element: Element, name: str, topic: str) -> None:
        title = " ".join((element.get("title") or "").split())
        self.language = self.language or element.get(LANGUAGE)
        if name != "section":
            title = title or fields_of(element).get("bank_title", "")
            self.title = self.title or title
        self.is_open = False
        is_named = name == "section" and title.lower() not in ("", *_NAMELESS)
        self.read(element, title if is_named else topic)
        self.is_open = False

    def item(self, item: Item, topic: str) -> None:
        if item.is_text:
            self.shared(item)
            return
        question = question_of(item)
        if question is None:
            return
        if item.title and self.is_alone:
            self.title = self.title or item.title
        elif item.title:
            self.file.lose("the title of a question", item.element)
        place = len(self.sets) - 1 if self.is_open else None
        self.questions.append(replace(question, topic=question.topic or topic, set_place=place))
        self.copies.append(item.metadata.copy_of)

    def shared(self, item: Item) -> None:
        """A text that asks nothing is shared by the questions behind it."""
        text = item.plain_stem()
        if not wording(text).strip():
            item.report.error("empty-stem", "the question has no stem", item.line, "write what it asks")
            return
        message = "a text that asks nothing is taken for what the questions behind it share"
        hint = "they stay together behind it, up to the next such text or the end of the section"
        item.report.warning("shared-text", message, item.line, hint)
        if self.is_open and not any(question.set_place == len(self.sets) - 1 for question in self.questions):
            self.sets[-1] = replace(self.sets[-1], stimulus=self.sets[-1].stimulus + text)
            return
        self.sets.append(DraftSet(id=item.name, stimulus=text, line=item.line))
        self.is_open = True

    def drawn(self, element: Element) -> None:
        """How many questions are drawn is for the exam to say."""
        if any(local_name(child).startswith("selection") and len(child) for child in element):
            hint = "say in exam.yaml how many questions of each topic are drawn"
            self.file.lose("the drawing of some questions of a section", element, hint)
        for bank in element.iter("{*}sourcebank_ref"):
            self.file.lose("a question bank outside the file, from which questions are drawn", bank, "export it, too")


def read_document(root: Element, file: File) -> tuple[Draft, list[str]]:
    """Read a document; beside the draft, what question of a bank each question is a copy of."""
    shuffles = {(render.get("shuffle") or "").lower() for render in root.iter("{*}render_choice")}
    for material in root.iter("{*}material"):
        if name := material.get("ident") or material.get("label"):
            file.materials.setdefault(name, material)
    items = list(root.iter("{*}item"))
    admit(len(items))
    for item in items:
        admit_question(written_in(item), file.path, line_of(item))
    is_alone = next(root.iter("{*}assessment"), None) is None and len(items) == 1
    document = Document(file, has_shuffles="yes" in shuffles, is_alone=is_alone)
    document.read(root)
    return _without_empty_sets(document), document.copies


def _without_empty_sets(document: Document) -> Draft:
    """The draft without shared texts behind which no question stands, each of them named."""
    used = {question.set_place for question in document.questions}
    kept = [place for place in range(len(document.sets)) if place in used]
    moved = {place: new for new, place in enumerate(kept)}
    for place, each in enumerate(document.sets):
        if place not in used:
            message = "a text that no question follows is left out"
            document.file.report(each.id).warning("not-carried", message, each.line, "write it in exam.yaml")
    questions = tuple(
        question if question.set_place is None else replace(question, set_place=moved[question.set_place])
        for question in document.questions
    )
    return replace(document.draft, questions=questions, sets=tuple(document.sets[place] for place in kept))
