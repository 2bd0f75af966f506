"""A test of QTI 2 in, its questions in order out: where each is, what it is about, and what it shares with others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from examgen.formats.draft import DraftSet
from examgen.formats.qti.file import File
from examgen.formats.qti.values import identity, number
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.text import Text, wording

_NAMELESS = ("", "section", "section 1", "default section")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a test names a question."""

    href: str
    topic: str
    weight: Decimal
    set_place: int | None
    """Of the text that its section begins with, among the test's."""

    line: int


@dataclass(slots=True)
class Test:
    """What is found while a test is read from beginning to end."""

    file: File
    title: str = ""
    references: list[Reference] = field(default_factory=list)
    sets: list[DraftSet] = field(default_factory=list)

    def read(self, holder: Element, topic: str = "", shared: Text = (), set_place: int | None = None) -> None:
        """Read the sections and references that an element holds."""
        for child in holder:
            name = local_name(child)
            if name == "testPart":
                self.read(child, topic, shared, set_place)
            elif name == "assessmentSection":
                self.section(child, topic, shared, set_place)
            elif name == "assessmentItemRef":
                self.references.append(_reference(child, topic, set_place))
            elif name in _LOST:
                self.file.lose(_LOST[name], child, "say it in exam.yaml")

    def section(self, element: Element, topic: str, shared: Text, set_place: int | None) -> None:
        """Read a section, whose questions share what it says before them, and what those around it say."""
        title = " ".join((element.get("title") or "").split())
        if own := self.rubric(element):
            shared += own
            self.sets.append(
                DraftSet(
                    id=identity(element.get("identifier")),
                    stimulus=shared,
                    member=self.file.member,
                    line=line_of(element),
                )
            )
            set_place = len(self.sets) - 1
        self.read(element, topic if title.lower() in _NAMELESS else title, shared, set_place)

    def rubric(self, element: Element) -> Text:
        """What a section says to candidates before its questions."""
        text: Text = ()
        for child in element:
            if local_name(child) == "rubricBlock":
                if "candidate" in (child.get("view") or "candidate").split():
                    text += self.file.inside(child, "")
                else:
                    self.file.lose("what a section says to those who mark it", child)
        return text if wording(text).strip() else ()


_LOST = {
    "selection": "the drawing of some questions of a section",
    "assessmentSectionRef": "a section in another file",
    "testFeedback": "what is shown at the end of a test",
    "branchRule": "a rule of when a question is asked",
    "preCondition": "a rule of when a question is asked",
}


def _reference(element: Element, topic: str, set_place: int | None) -> Reference:
    weights = [found for each in element.iter("weight") if (found := number(each.get("value"))) is not None]
    weight = weights[0] if len(weights) == 1 and weights[0] > 0 else Decimal(1)
    return Reference(element.get("href") or "", topic, weight, set_place, line_of(element))


def read_test(root: Element, file: File) -> Test:
    """Read a whole test, or a section of one."""
    test = Test(file, title=" ".join((root.get("title") or "").split()))
    if root.tag == "assessmentSection":
        test.section(root, "", (), None)
    else:
        test.read(root)
    used = {reference.set_place for reference in test.references}
    kept = [place for place in range(len(test.sets)) if place in used]
    moved = {place: new for new, place in enumerate(kept)}
    test.sets = [test.sets[place] for place in kept]
    test.references = [
        each if each.set_place is None else replace(each, set_place=moved[each.set_place]) for each in test.references
    ]
    return test
