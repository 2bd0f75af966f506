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
    _leads: dict[Text, Part] = field(default_factory=dict)
    """One for each place that a set takes on some variant."""

    _texts: dict[str, Part] = field(default_factory=dict)
    """By set."""

    def parts(self, stimulus: Stimulus) -> tuple[Part, Part]:
        """The lead and what it leads to, which hang together with the first question."""
        if stimulus.lead not in self._leads:
            self._leads[stimulus.lead] = self._lead(stimulus.lead)
        if stimulus.id not in self._texts:
            self._texts[stimulus.id] = self._text(stimulus.text)
        return self._leads[stimulus.lead], self._texts[stimulus.id]

    def _lead(self, lead: Text) -> Part:
        builder, tone = PartBuilder(), replace(self.style.tones["direction"], bold=True)
        element = builder.element("P", builder.element("Sect"))
        place = Place("lead", element, 0.0, self.measure, SET_GAP * self.style.question_gap)
        self.blocks.text(builder, lead, tone, place)
        builder.strips[:] = [replace(strip, keep=Keep.FIRM) for strip in builder.strips]
        return builder.part()

    def _text(self, text: Text) -> Part:
        builder, tone = PartBuilder(), self.style.tones["stem"]
        element, x = builder.element(holder(text), builder.element("Sect")), self.style.number_width
        self.blocks.text(builder, text, tone, Place("stimulus", element, x, self.measure - x, LEAD_GAP * tone.leading))
        builder.keep_whole()
        builder.bind_blank(0)
        return builder.part()
