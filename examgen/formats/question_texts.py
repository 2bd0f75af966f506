"""Lines of one question in, its texts out; what is wrong in them is a diagnostic that names the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from examgen.formats.examgen_gaps import no_gap
from examgen.formats.located import located
from examgen.formats.reporting import Report
from examgen.formats.sections import Line, trimmed
from examgen.formats.stated_references import References
from examgen.markup import commonmark
from examgen.markup.context import LoadImage, MakeGap
from examgen.model.text import Text


@dataclass(frozen=True, slots=True)
class Texts:
    """Reads the texts of one question."""

    references: References
    load: LoadImage | None
    report: Report

    def read(self, lines: Sequence[Line], gap: MakeGap | None = None) -> Text:
        """Lines as a text; a gap stands only where one can be filled in."""
        lines = trimmed(lines)
        if not lines:
            return ()
        source = "\n".join(line.text for line in lines)
        refer, line = self.references.span, lines[0].number
        markup = commonmark.parse(source, line=line, refer=refer, load=self.load, gap=gap or self._no_gap)
        report = self.report
        report.diagnostics.extend(located(markup.problems, report.path, report.question or ""))
        return markup.text

    def words(self, words: str, line: int, references: References) -> Text:
        """Words of one line, which may refer to other options."""
        return replace(self, references=references).read([Line(line, words)])

    def _no_gap(self, inner: str, line: int) -> None:
        no_gap(inner, line, self.report)
