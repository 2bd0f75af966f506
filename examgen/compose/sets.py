"""A question set at its place in, its stimulus out."""

from __future__ import annotations

from examgen.compose.labels import Labels, filled
from examgen.model.manuscript import Stimulus
from examgen.model.text import paragraph
from examgen.model.variant import PlacedSet


def stimulus_of(placed: PlacedSet, labels: Labels) -> Stimulus:
    """The stimulus, and before it the numbers that the questions about it have on this variant."""
    last = placed.first + placed.count - 1
    wording = labels.set_one if placed.count == 1 else labels.set_many
    lead = filled(wording, first=str(placed.first), last=str(last))
    return Stimulus(placed.set.id, paragraph(lead), placed.set.stimulus)
