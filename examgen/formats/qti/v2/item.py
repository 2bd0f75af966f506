"""An item of QTI 2 or 3 while it is read: what it declares, and how messages name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from examgen.formats.qti.file import File
from examgen.formats.qti.v2.declarations import Declaration
from examgen.formats.qti.v2.feedback import Feedback
from examgen.formats.qti.v2.rules import Rule
from examgen.formats.reporting import Report
from examgen.formats.xml import Element, line_of
from examgen.markup.html import OwnElement
from examgen.model.text import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One item while it is read."""

    element: Element
    file: File
    name: str
    declarations: Mapping[str, Declaration]
    rules: tuple[Rule, ...]
    is_mapped: bool
    report: Report
    feedback: Feedback

    @property
    def line(self) -> int:
        return line_of(self.element)

    def declared(self, interaction: Element) -> Declaration | None:
        """What is declared of the response to an interaction."""
        return self.declarations.get(interaction.get("responseIdentifier") or "")

    def rules_for(self, interaction: Element) -> list[Rule]:
        """The comparisons of the response to an interaction."""
        return [rule for rule in self.rules if rule.response == interaction.get("responseIdentifier")]

    def text(self, element: Element | None, own: OwnElement | None = None) -> Text:
        """The text inside an element."""
        return () if element is None else self.file.inside(element, self.name, own)

    def unresolved(self, message: str, line: int) -> None:
        """Say that it is not known what is right."""
        self.report.error("unresolved-key", message, line, "declare the right response where the file comes from")
