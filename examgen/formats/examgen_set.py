"""The heading and text of one question set in, a `DraftSet` out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from examgen.diagnostics import Diagnostic
from examgen.formats.attributes import Attributes
from examgen.formats.draft import DraftSet
from examgen.formats.examgen_question import Place
from examgen.formats.located import located
from examgen.formats.question_facts import SET_NAMES, SHUFFLED, Values, report_unknown
from examgen.formats.reporting import Report
from examgen.formats.sections import Line, Section, trimmed
from examgen.formats.stated_references import References
from examgen.markup import commonmark
from examgen.markup.option_names import OptionNames
from examgen.markup.words import Speech

BARE_HEAD = re.compile(r"(?:question )?set(?: \d+)?\W*", re.IGNORECASE)
"""A heading that says nothing worth printing above the stimulus."""


class SetSource:
    """One question set, its heading read and its text still source."""

    def __init__(self, section: Section, words: str, attributes: Attributes, place: Place) -> None:
        self.level = section.level
        self.line = section.line
        self.place = place
        self.id = attributes.values.get("id", "")
        self.topic = attributes.values.get("topic", "")
        self.count = 0
        self.diagnostics: list[Diagnostic] = []
        is_bare = BARE_HEAD.fullmatch(words.strip()) or not words.strip()
        heading = [] if is_bare else [Line(section.line, f"### {words}"), Line(section.line, "")]
        self.lines = [*heading, *section.lines]
        report_unknown(attributes, self.line, SET_NAMES, self.report)
        self.is_shuffled = Values(attributes, self.line, self.report).choice(SHUFFLED, ("yes", "no")) == "yes"

    @property
    def report(self) -> Report:
        return Report(self.place.path, self.id or None, self.diagnostics)

    def report_nested(self, outer: SetSource) -> None:
        message = f"a set inside the set of line {outer.line}"
        hint = f"give this heading the level of the other: {'#' * outer.level}"
        self.report.error("nested-set", message, self.line, hint)

    def add(self, heading: Line, section: Section) -> None:
        """A heading inside the stimulus, with the text below it."""
        self.lines += [heading, *section.lines]

    def draft(self, numbers: Mapping[str, str], speech: Speech) -> DraftSet:
        references = References(OptionNames.of((), speech), numbers)
        lines = trimmed(self.lines)
        source = "\n".join(line.text for line in lines)
        line = lines[0].number if lines else self.line
        markup = commonmark.parse(source, line=line, refer=references.span, load=self.place.load)
        self.diagnostics += located(markup.problems, self.place.path, self.id)
        return DraftSet(id=self.id, stimulus=markup.text, shuffled=self.is_shuffled, line=self.line)
