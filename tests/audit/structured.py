"""Questions with parts, with gaps, and for free writing, with all that keys say of them."""

from __future__ import annotations

from decimal import Decimal

from kinds import NUMERIC, PRIMES, about, option

from examgen.model.answer_space import AnswerSpace, Pattern
from examgen.model.bank import Explanation, Question, QuestionSet
from examgen.model.response import Criterion, Kind, Numeric, Open, Written
from examgen.model.text import Gap, LineBreak, Paragraph, Words, paragraph

RUBRIC = (
    Criterion(text=paragraph("axes with quantities and units"), points=Decimal(1)),
    Criterion(text=paragraph("all points within a millimetre"), points=Decimal("1.5")),
)
ESSAY = Question(
    id="essay",
    stem=paragraph("Explain why the sky is blue."),
    kind=Kind.OPEN,
    response=Open(answer=paragraph("Short waves are scattered more than long ones are."), rubric=RUBRIC),
    points=Decimal("2.5"),
    answer_space=AnswerSpace(pattern=Pattern.DOTS, is_rest=True),
)
SKETCH = Question(
    id="sketch",
    stem=paragraph("Sketch the curve."),
    kind=Kind.OPEN,
    response=Open(rubric=RUBRIC),
    answer_space=AnswerSpace(height=120.0, pattern=Pattern.GRID),
)
LEAF = Question(
    id="leaf",
    stem=(
        Paragraph((Words("Leaves take up "), Gap(0), Words(" through their "), Gap(1), Words("."))),
        Paragraph((Words("A cell measures about "), Gap(2), Words("."))),
    ),
    kind=Kind.FILL_IN,
    points=Decimal(3),
    parts=(
        Question(
            id="leaf/1",
            stem=(),
            kind=Kind.SHORT_ANSWER,
            response=Written(accepted=(paragraph("carbon dioxide"), paragraph("the gas of bubbles"))),
        ),
        Question(id="leaf/2", stem=(), options=(option("stomata", True), option("veins"), option("roots"))),
        Question(id="leaf/3", stem=(), kind=Kind.NUMERIC, response=Numeric(value=Decimal("0.1"), unit="mm")),
    ),
    explanation=Explanation(text=paragraph("Openings in the skin of the leaf let the gas in.")),
)
LAW = Question(
    id="pendulum/b",
    stem=paragraph("Which law fits?"),
    options=(option("T is like l", rationale="It grows too fast."), option("T is like its root", True)),
    explanation=Explanation(text=about("too steep", 0)),
)
FACTOR = Question(
    id="pendulum/a",
    stem=paragraph("By what factor does the period grow?"),
    kind=Kind.NUMERIC,
    points=Decimal(2),
    response=Numeric(value=Decimal(2), tolerance=Decimal("0.1"), unit="times"),
)
PENDULUM = Question(
    id="pendulum",
    stem=paragraph("A pendulum becomes four times as long."),
    kind=Kind.MULTI_PART,
    points=Decimal("8.5"),
    parts=(
        FACTOR,
        LAW,
        Question(
            id="pendulum/c",
            stem=paragraph("Plot the period against the length."),
            kind=Kind.OPEN,
            points=Decimal("2.5"),
            response=Open(answer=paragraph("A curve that rises ever less steeply."), rubric=RUBRIC),
            answer_space=AnswerSpace(lines=2),
        ),
        Question(
            id="pendulum/d",
            stem=(Paragraph((Words("The period depends on the "), Gap(0), LineBreak(), Words("alone."))),),
            kind=Kind.FILL_IN,
            points=Decimal(3),
            parts=(Question(id="pendulum/d/1", stem=(), options=(option("length", True), option("mass"))),),
        ),
    ),
    explanation=Explanation(text=paragraph("All of this holds for small swings only.")),
    note=paragraph("resistance of the air is neglected"),
)
LAKE = QuestionSet(
    id="lake",
    stimulus=(*paragraph("Lake Chad has no outlet to the sea."), *paragraph("It shrank by nine tenths in some years.")),
    shuffled=True,
)
DEPTH = Question(
    id="depth",
    stem=paragraph("What would one expect of such a lake?"),
    options=(option("It is salty.", True), option("It is deep."), option("It is cold.")),
    set_id="lake",
)
CAUSES = Question(
    id="causes",
    stem=paragraph("Name one cause of the shrinking."),
    kind=Kind.OPEN,
    response=Open(answer=paragraph("Rain was scarce, and water was taken for the fields.")),
    set_id="lake",
)
STRUCTURED = (PENDULUM, LEAF, ESSAY, PRIMES, SKETCH, NUMERIC, DEPTH, CAUSES)
SETS = (LAKE,)
