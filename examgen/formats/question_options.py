"""The options of a question in their lines in, drafts of them out; of pairs, the right column, and the prompts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from examgen.formats.attributes import NO_ATTRIBUTES, Attributes, split_attributes
from examgen.formats.draft import DraftOption
from examgen.formats.question_doubts import report_unpaired
from examgen.formats.question_facts import OPTION_NAMES, report_unknown, weight_of
from examgen.formats.question_layout import BOX, Layout, QuestionLines, split_pair
from examgen.formats.question_texts import Texts
from examgen.formats.reporting import Report
from examgen.formats.sections import Line, with_rows_aligned
from examgen.formats.stated_references import speaks_of_nothing
from examgen.markup.inline_dump import escaped_start
from examgen.markup.outline import OuterBlock
from examgen.model.text import Quote, Text

LABEL = re.compile(r"([^\W\d_]|الف|هـ|\d{1,2})\)(?: +|$)")
"""One letter of any script, but for two that Persian and Arabic write out, or a number."""

PromptSource: TypeAlias = tuple[list[Line], int]
"""The lines of a prompt, and the place of the option that it means."""


@dataclass(frozen=True, slots=True)
class OptionSource:
    """One option, its signs taken off."""

    lines: tuple[Line, ...]
    label: str
    is_checked: bool
    attributes: Attributes
    line: int
    is_boxed: bool = True


@dataclass(frozen=True, slots=True)
class OptionReader:
    """Reads the options of one question."""

    lines: QuestionLines
    report: Report

    def sources(self, layout: Layout) -> tuple[list[OptionSource], list[PromptSource]]:
        """The options, with or without boxes, and the prompts with the places of those that they mean."""
        if layout.pairs:
            return self._paired(layout.pairs)
        if layout.steps:
            sources = [self._option(self.lines.item(places), is_boxed=False) for places in layout.steps.items]
            return [
                replace(source, label=source.label or str(place)) for place, source in enumerate(sources, start=1)
            ], []
        return [self._option(self.lines.item(places)) for block in layout.boxed for places in block.items], []

    def _paired(self, block: OuterBlock) -> tuple[list[OptionSource], list[PromptSource]]:
        """The right column, each wording once, and the prompts with the places of what they mean there."""
        sources: list[OptionSource] = []
        prompts: list[PromptSource] = []
        known: dict[str, int] = {}
        for item in map(self.lines.item, block.items):
            pair = split_pair(item)
            before, behind = pair if pair else (item, [])
            if not any(map(str.strip, shown(behind))):
                report_unpaired(item[0], self.report)
                continue
            source = self._option(behind, is_boxed=False)
            words = "\n".join(shown(source.lines)).strip()
            if words not in known:
                known[words] = len(sources)
                sources.append(source)
            if any(map(str.strip, shown(before))):
                prompts.append((before, known[words]))
        return sources, prompts

    def _option(self, lines: Sequence[Line], *, is_boxed: bool = True) -> OptionSource:
        first, *more = lines
        words = first.text.rstrip()
        box = BOX.match(words) if is_boxed else None
        words = words[box.end() :] if box else words
        label = LABEL.match(words)
        words = escaped_start(words[label.end() :] if label else words)
        found = [replace(first, text=words), *more]
        last = next((place for place, line in enumerate(found) if place and line.is_blank), len(found)) - 1
        last = next((place - 1 for place, line in enumerate(found[: last + 1]) if place and _is_quote(line)), last)
        shown, attributes = split_attributes(found[last].text, OPTION_NAMES)
        if found[last].is_code:
            shown, attributes = found[last].text, NO_ATTRIBUTES
        found[last] = replace(found[last], text=shown)
        report_unknown(attributes, found[last].number, OPTION_NAMES, self.report)
        return OptionSource(
            lines=tuple(with_rows_aligned(found)),
            label=label[1] if label else "",
            is_checked=box is not None and box[1] != " ",
            attributes=attributes,
            line=first.number,
            is_boxed=is_boxed,
        )

    def check_labels(self, sources: Sequence[OptionSource]) -> None:
        """Report letters that two options have; they are names, so their order does not matter."""
        seen: set[str] = set()
        for source in sources:
            label = source.label.casefold()
            if label and label in seen:
                message = f'two options are called "{label}"'
                self.report.error("option-labels", message, source.line, "give each its own letter")
            seen.add(label)


def drafted_option(source: OptionSource, texts: Texts) -> DraftOption:
    """The option with its rationale, and what is said at it."""
    pinned = source.attributes.values.get("pinned")
    if pinned not in (None, "yes", "no"):
        texts.report.error("attribute", f'pinned="{pinned}"', source.line, "write pinned or pinned=no")
    text, rationale = _without_rationale(texts.read(source.lines))
    if pinned is None and speaks_of_nothing(text):
        pinned = "no"
    return DraftOption(
        text=text,
        label=source.label,
        is_marked=source.is_checked,
        is_boxed=source.is_boxed,
        pinned=None if pinned is None else pinned == "yes",
        rationale=rationale,
        weight=weight_of(source.attributes, source.line, texts.report),
        line=source.line,
    )


def shown(lines: Sequence[Line]) -> list[str]:
    """What some lines say."""
    return [line.text for line in lines]


def _is_quote(line: Line) -> bool:
    return not line.is_code and line.text.lstrip().startswith(">")


def _without_rationale(text: Text) -> tuple[Text, Text]:
    """An option parted from the quote that closes it."""
    if len(text) > 1 and isinstance(last := text[-1], Quote):
        return text[:-1], last.blocks
    return text, ()
