"""What the summary says of keys: rules that could not be kept, for want of anything better."""

from __future__ import annotations

from dataclasses import replace

from examgen.assemble import Settled, Shuffle, Shuffling, settle
from examgen.model.bank import Option, Question
from examgen.model.blueprint import Blueprint
from examgen.model.text import paragraph
from examgen.model.variant import Variant
from examgen.pipeline.key_lines import key_lines

OPTIONS = tuple(Option(text=paragraph(text), is_key=text == "yes") for text in ("yes", "no", "never", "often"))
ASKED = [Question(id=f"q{n}", stem=paragraph("?"), options=OPTIONS[: 2 + 2 * (n < 1)]) for n in range(3)]
EXAM = Blueprint(title="t", seed="s", variants=8)


def lines(count: int, blueprint: Blueprint = EXAM) -> list[str]:
    shuffle = Shuffle(ASKED[:count], "s", Shuffling.of(blueprint))
    return list(key_lines(settle(shuffle, blueprint, (), blueprint.variants), blueprint))


def test_rotations_are_named_only_where_none_else_is_left() -> None:
    """Three questions have two orders and more keys; two have one order and a handful of keys."""
    assert lines(3)[-1] == (
        "variants 3, 4, 5, 6, 7 and 1 more: the order of questions is a rotation of another's: no better one is left"
    )
    assert not any("the key is" in line for line in lines(3, replace(EXAM, variants=4)))
    assert lines(2)[-2].endswith("the key is a rotation of another's: no better one is left")


def test_what_is_to_stay_is_passed_over() -> None:
    """Nothing is said of an order that is the bank's on every variant, and nothing of uneven letters that are not."""
    assert not any("order" in line for line in lines(3, replace(EXAM, shuffle_questions=False)))
    assert (
        "variant 2 stay uneven: no better ones were found"
        in list(key_lines(Settled(settle_one(), uneven=(2,)), EXAM))[-1]
    )


def settle_one() -> tuple[Variant, ...]:
    return settle(Shuffle(ASKED, "s"), EXAM, (), 1).variants
