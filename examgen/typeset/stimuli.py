"""Stimuli in, parts out: which questions refer to it, and what they share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from examgen.model.manuscript import Stimulus
from examgen.model.style import PageStyle
from examgen.model.text import Text
from examgen.typeset.blocks import BlockSetter, Place, holder
from examgen.typeset.stack import Keep, Part, PartBuilder

SET_GAP = 1.4
"""Of the white space before a question, before what several share."""

LEAD_GAP = 0.3
"""White space below the lead, as a part of the leading."""


@dataclass(frozen=True)
class StimulusSetter:
    """Sets what question sets share, in the measure of their questions."""

    style: PageStyle
    blocks: BlockSetter
    measure: float
    _parts: dict[tuple[str, Text], Part] = field(default_factory=dict)
    """By set and lead: one for each place that a set takes on some variant."""

    def part(self, stimulus: Stimulus) -> Part:
        """The lead and what it leads to, which hang together with the first question."""
        known = stimulus.id, stimulus.lead
        if known not in self._parts:
            self._parts[known] = self._part(stimulus)
        return self._parts[known]

    def _part(self, stimulus: Stimulus) -> Part:
        builder = PartBuilder()
        whole, tones, x = builder.element("Sect"), self.style.tones, self.style.number_width
        lead = Place("lead", builder.element("P", whole), 0.0, self.measure, SET_GAP * self.style.question_gap)
        self.blocks.text(builder, stimulus.lead, replace(tones["direction"], bold=True), lead)
        builder.strips[:] = [replace(strip, keep=Keep.FIRM) for strip in builder.strips]
        first = len(builder.strips)
        element = builder.element(holder(stimulus.text), whole)
        before = LEAD_GAP * tones["stem"].leading
        self.blocks.text(builder, stimulus.text, tones["stem"], Place("stimulus", element, x, self.measure - x, before))
        builder.keep_whole()
        builder.bind_blank(first)
        return builder.part()
