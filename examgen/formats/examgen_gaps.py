"""What stands in the braces of blanks in, the gaps of a fill-in out, each drafted as a part of its question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftQuestion
from examgen.formats.reporting import Report
from examgen.formats.stated_references import References
from examgen.markup.gaps import alternatives, boxed
from examgen.markup.inline_dump import escaped_start
from examgen.markup.option_names import OptionNames
from examgen.model.response import Kind
from examgen.model.text import Gap, Span, Text


@dataclass(slots=True)
class GapReader:
    """The gaps of one question while its stem is read."""

    read: Callable[[str, int, References], Text]
    """The text of some words at a line."""

    references: References
    report: Report
    gaps: list[DraftQuestion] = field(default_factory=list)

    def gap(self, inner: str, line: int) -> Span | None:
        """One gap, which becomes the next part."""
        self.gaps.append(self._drafted(inner, line, str(len(self.gaps) + 1)))
        return Gap(len(self.gaps) - 1)

    def _drafted(self, inner: str, line: int, letter: str) -> DraftQuestion:
        boxes = boxed(inner)
        names = OptionNames.of([""] * len(boxes), self.references.names.speech)
        references = replace(self.references, names=names)
        options = tuple(
            DraftOption(
                text=self.read(escaped_start(words), line, references), is_marked=is_ticked, is_boxed=True, line=line
            )
            for is_ticked, words in boxes
        )
        if sum(option.is_marked for option in options) > 1:
            self.report.error("several-keys", "several options of a gap are ticked", line, "leave one")
        source = inner.strip().removeprefix("=") if not options else ""
        is_number = inner.strip().startswith("=")
        accepted = tuple(
            AcceptedAnswer(text=self.read(escaped_start(words), line, references), line=line)
            for words in (alternatives(source) if source.strip() else ())
        )
        kind = None if options or (is_number and accepted) else Kind.SHORT_ANSWER
        return DraftQuestion(letter=letter, stem=(), options=options, accepted=accepted, kind=kind, line=line)


def no_gap(inner: str, line: int, report: Report) -> None:
    """Report a blank to fill in where there can be none."""
    message = f'"____{{{inner[:40]}}}" stands where no blank can be filled in'
    report.error("gap", message, line, "a gap stands in a stem; write \\{ for a plain brace")
