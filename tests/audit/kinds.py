"""Questions of every kind that students mark or fill in briefly, with all that keys say of them."""

from __future__ import annotations

from decimal import Decimal

from examgen.model.bank import Explanation, Option, Question
from examgen.model.response import Kind, Matching, Numeric, Prompt, Scoring, Written
from examgen.model.text import Formula, OptionReference, Paragraph, Style, Text, Words, paragraph


def option(text: str, is_key: bool = False, rationale: str = "", weight: str | None = None) -> Option:
    """An option of plain words."""
    said = None if weight is None else Decimal(weight)
    return Option(text=paragraph(text), is_key=is_key, rationale=paragraph(rationale), weight=said)


def about(name: str, place: int) -> Text:
    """A sentence about one option."""
    reference = OptionReference((place,), 0, "x")
    return (Paragraph((Words("Remember that option "), reference, Words(f" is {name}."))),)


PRIMES = Question(
    id="primes",
    stem=paragraph("Which of these numbers are prime?"),
    kind=Kind.MULTIPLE_RESPONSE,
    scoring=Scoring.PER_OPTION,
    points=Decimal(2),
    options=(
        option("2", True, "The only even prime number."),
        option("9", rationale="Three times three."),
        option("13", True),
        option("21", rationale="Three times seven."),
        option("29", True),
    ),
    explanation=Explanation(text=about("even and prime", 0)),
)
WEIGHTED = Question(
    id="weighted",
    stem=paragraph("What harms a stored instrument?"),
    kind=Kind.MULTIPLE_RESPONSE,
    options=(
        option("damp air", True, weight="0.5"),
        option("heat", True, weight="0.5"),
        option("darkness", rationale="It does no harm at all.", weight="-0.25"),
    ),
)
TRUE_FALSE = Question(
    id="fall",
    stem=paragraph("In a vacuum all bodies fall equally fast."),
    kind=Kind.TRUE_FALSE,
    options=(option("True", True), option("False")),
    explanation=Explanation(text=paragraph("Without air there is no drag.")),
)
NUMERIC = Question(
    id="gravity",
    stem=paragraph("How large is the acceleration of free fall near the ground?"),
    kind=Kind.NUMERIC,
    response=Numeric(
        value=Decimal("9.81"), tolerance=Decimal("0.02"), unit="m/s²", forms=(paragraph("about 9.8 newtons per kilo"),)
    ),
    points=Decimal(2),
    explanation=Explanation(text=paragraph("It differs with latitude and height.")),
)
RELATIVE = Question(
    id="mole",
    stem=paragraph("How many particles does one mole hold?"),
    kind=Kind.NUMERIC,
    response=Numeric(value=Decimal("6.022e23"), tolerance=Decimal("0.01"), is_relative=True),
)
WHOLE = Question(
    id="wall",
    stem=paragraph("In which year did the Berlin Wall fall?"),
    kind=Kind.NUMERIC,
    response=Numeric(value=Decimal("1989")),
)
WRITTEN = Question(
    id="gas",
    stem=paragraph("Which gas do plants take in by day?"),
    kind=Kind.SHORT_ANSWER,
    response=Written(
        accepted=(
            paragraph("carbon dioxide"),
            (Paragraph((Words("CO"), Words("2", Style(shift=-1)))),),
            paragraph("the gas"),
        )
    ),
)
CAPITALS = Question(
    id="capitals",
    stem=paragraph("Which city is the capital of which country?"),
    kind=Kind.MATCHING,
    points=Decimal(3),
    options=(option("Rome"), option("Paris"), option("Madrid"), option("Lisbon", rationale="It belongs to Portugal.")),
    response=Matching(
        prompts=(
            Prompt(text=paragraph("France"), target=1),
            Prompt(text=paragraph("Italy"), target=0),
            Prompt(text=paragraph("Spain"), target=2),
        )
    ),
)
THEORIES = Question(
    id="theories",
    stem=paragraph("To whom do these thoughts belong?"),
    kind=Kind.MATCHING,
    options=(option("Darwin"), option("Newton"), option("Curie")),
    response=Matching(
        prompts=(
            Prompt(
                text=paragraph(
                    "Species change, because those individuals that suit their surroundings have more offspring."
                ),
                target=0,
            ),
            Prompt(
                text=paragraph(
                    "Every body stays at rest or in even motion unless a force acts on it from the outside."
                ),
                target=1,
            ),
            Prompt(text=paragraph("Radiation comes from the atoms themselves."), target=2),
        )
    ),
)
CELL_DIVISION = Question(
    id="mitosis",
    stem=paragraph("Put the phases of mitosis in order."),
    kind=Kind.ORDERING,
    options=(option("prophase"), option("metaphase"), option("anaphase"), option("telophase")),
    explanation=Explanation(text=paragraph("The spindle forms before it pulls.")),
)
SOME_SHOWN = Question(
    id="root",
    stem=(Paragraph((Words("What is "), Formula(r"\sqrt{16}"), Words("?"))),),
    options=(
        option("4", True),
        option("2", rationale="That is the fourth root."),
        Option(text=(Paragraph((Formula(r"\frac{1}{4}"),)),)),
        Option(text=(Paragraph((Formula(r"4^2"),)),)),
        option("8"),
    ),
    shown_distractors=2,
)
KINDS = (
    PRIMES, WEIGHTED, TRUE_FALSE, NUMERIC, RELATIVE, WHOLE, WRITTEN, CAPITALS, THEORIES, CELL_DIVISION, SOME_SHOWN,
)  # fmt: skip
