"""What a key says below a question in, strips out: a model answer and its rubric, remarks, the explanation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from examgen.model.manuscript import QuestionBlock
from examgen.model.style import PageStyle
from examgen.typeset.blocks import BlockSetter, Place, holder, run_in
from examgen.typeset.stack import Keep, Part, PartBuilder

BEFORE = 3.0
"""White space before an answer or explanation, beyond that of its tone, in PDF points."""


@dataclass(frozen=True)
class ExplanationSetter:
    """Sets what explains a question, below its text."""

    style: PageStyle
    blocks: BlockSetter
    measure: float

    def part(self, block: QuestionBlock) -> Part:
        """All that stands there."""
        builder = PartBuilder()
        x, tones = self.style.number_width, self.style.tones
        self._model(builder, block)
        for number, remark in enumerate(block.remarks):
            tone = tones["remark"]
            before = tone.space_before + (0.0 if number else self.style.option_gap)
            place = Place("remark", builder.element(holder(remark.text)), x, self.measure - x, before)
            self.blocks.text(builder, remark.text, tone, place)
        if block.explanation:
            builder.keep_whole()
            tone = tones["explanation"]
            text = run_in(block.explanation_head, block.explanation)
            place = Place("explanation", builder.element(holder(text)), x, self.measure - x, tone.space_before + BEFORE)
            self.blocks.text(builder, text, tone, place)
        return builder.part()

    def _model(self, builder: PartBuilder, block: QuestionBlock) -> None:
        """A model answer and its rubric."""
        x, tone = self.style.number_width, self.style.tones["explanation"]
        if block.answer:
            text = run_in(block.answer_head, block.answer)
            place = Place("answer", builder.element(holder(text)), x, self.measure - x, tone.space_before + BEFORE)
            self.blocks.text(builder, text, tone, place)
            builder.keep_whole()
        if block.rubric:
            if block.answer:
                builder.strips[-1] = replace(builder.strips[-1], keep=Keep.FIRM)
            place = Place("rubric", builder.element("Div"), x, self.measure - x, tone.space_before + BEFORE)
            self.blocks.table(builder, block.rubric, tone, place)
            builder.keep_whole()
