"""A printed question gets another option, kind, scoring or order of steps, and letters on paper stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from amending import amend, corrected, files, letters, manifest, place_of, printed, said

from examgen.errors import ManifestError, RequestError
from examgen.pipeline.build import build
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = """# Mixed

## Q1 {#noble}

Which of these is a noble gas?

- [x] a) Neon
- [ ] b) Oxygen
- [ ] c) Chlorine

Option [[b]] burns.

## Q2 {#even scoring=per-option}

Which of these numbers are even?

- [x] 2
- [ ] 3
- [x] 4
- [ ] 5

## Q3 {#rank kind=ordering}

Order from light to heavy.

1. hydrogen
2. carbon
3. helium

## Q4 {#few show-distractors=2}

Which metal is liquid?

- [x] a) Mercury
- [ ] b) Iron
- [ ] c) Zinc
- [ ] d) Lead
- [ ] e) Tin

## Q5 {#weighed}

Which are rocks?

- [x] Granite {weight=0.6}
- [x] Basalt {weight=0.4}
- [ ] Steel {weight=-0.5}

## Q6 {#speak kind=matching}

Match.

- France => Paris
- Spain => Madrid

## Q7 {#count}

How many planets are there?

= 8

## Q8 {#essay}

Describe rain.

**Answer:** Water falls.

**Rubric:**

- (1 point) names clouds
- (1 point) names drops
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a bank that was built into ``out``."""
    monkeypatch.chdir(tmp_path)
    printed(BANK)


def fields() -> dict[str, list[str]]:
    return {each["id"]: each["fields"] for each in manifest()["amendment"]["corrected"]}


def again() -> bool:
    """Whether the amended build is printed again from its manifest, byte for byte."""
    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))
    return files("again") == files()


def test_an_added_option_gets_the_next_letter(tool: Callable[[str], str]) -> None:
    """an option behind the others stands behind them on every paper, whatever their order there."""
    before, keys = {variant: place_of(variant, "noble")[1] for variant in (1, 2, 3)}, letters()
    corrected(("- [ ] c) Chlorine\n", "- [ ] c) Chlorine\n- [ ] d) Bromine\n"))

    amend()

    assert letters() == keys and fields() == {"noble": ["option"]}
    for variant, order in before.items():
        number, now = place_of(variant, "noble")
        assert now == [*order, 3]
        assert f"Question {number}, option D Printed: – Correct: Bromine" in said(f"errata-0{variant}.pdf", tool)
    assert again()


def test_an_added_key_is_a_changed_key() -> None:
    """an added option that is right is on every paper, and must be meant."""
    corrected(("- [x] a) Neon", "- [ ] a) Neon"), ("- [ ] c) Chlorine\n", "- [ ] c) Chlorine\n- [x] d) Argon\n"))
    with pytest.raises(RequestError, match=r"\(noble\): the correction changes the key of it"):
        amend()

    amend(key_changed=True)

    number, _ = place_of(2, "noble")
    assert letters()["2", str(number)] == "D"


def test_a_second_right_option_makes_a_multiple_response(tool: Callable[[str], str]) -> None:
    """with a second key, the sheet has what the paper says of such questions, and the key has both letters."""
    corrected(("- [ ] c) Chlorine", "- [x] c) Argon"))

    amend(key_changed=True)

    assert fields() == {"noble": ["direction", "option", "key"]}
    number, order = place_of(1, "noble")
    right = "".join(sorted("ABC"[order.index(place)] for place in (0, 2)))
    assert letters()["1", str(number)] == right
    assert f"Question {number} Printed: – Correct: Mark all" in said("errata-01.pdf", tool)
    assert again()


def test_scoring_may_change_when_told_so(tool: Callable[[str], str]) -> None:
    """another rule of scoring is no other key, but must be meant, and papers say it."""
    corrected(("scoring=per-option", "scoring=all-or-nothing"))
    with pytest.raises(RequestError, match=r"\(even\): the correction changes the scoring of it"):
        amend()

    amend(key_changed=True)

    assert fields() == {"even": ["direction"]}
    assert "Printed: Mark all" in said("errata-01.pdf", tool)


def test_steps_may_be_in_another_order(tool: Callable[[str], str]) -> None:
    """a mistake in the order of steps changes the key, not the letters that they have on paper."""
    number, before = place_of(1, "rank")
    corrected(("2. carbon\n3. helium", "2. helium\n3. carbon"))

    amend(key_changed=True)

    moved = {0: 0, 1: 2, 2: 1}
    assert fields() == {"rank": ["key"]}
    assert place_of(1, "rank")[1] == [moved[place] for place in before]
    was, now = (" ".join("ABC"[before.index(step)] for step in steps) for steps in ((0, 1, 2), (0, 2, 1)))
    assert f"Question {number} · Answer key Printed: {was} Correct: {now}" in said("key-errata-01.pdf", tool)
    assert again()


def test_weights_are_told_on_the_key(tool: Callable[[str], str]) -> None:
    """a changed weight stands on the sheet for keys, under the option's letter on that paper."""
    corrected(("Granite {weight=0.6}", "Granite {weight=0.5}"), ("Basalt {weight=0.4}", "Basalt {weight=0.5}"))

    amend(key_changed=True)

    number, order = place_of(1, "weighed")
    assert fields() == {"weighed": ["weight"]}
    letter = "ABC"[order.index(0)]
    assert f"Question {number}, option {letter} Printed: Marked: +60% of the points. Correct: Marked: +50%" in said(
        "key-errata-01.pdf", tool
    )
    assert not Path("out/errata-01.pdf").exists()


def test_rubric_is_told_on_the_key(tool: Callable[[str], str]) -> None:
    """a changed rubric stands there whole, as it was and as it is."""
    corrected(("(1 point) names drops", "(2 points) names drops"))

    amend(key_changed=True)

    assert fields() == {"essay": ["points", "rubric"]}
    assert said("key-errata-01.pdf", tool).count("names drops") == 2


def test_a_number_may_become_words(tool: Callable[[str], str]) -> None:
    """what is written on a line may be a number or words."""
    corrected(("= 8\n", "= eight\n"))

    amend(key_changed=True)

    assert fields() == {"count": ["key"]}
    assert "Printed: 8 Correct: eight" in said("key-errata-01.pdf", tool)


def test_what_a_paper_does_not_need_is_not_added() -> None:
    """a distractor that is added to a question which shows some of them is on no printed paper."""
    before = [place_of(variant, "few") for variant in (1, 2, 3)]
    corrected(("- [ ] e) Tin\n", "- [ ] e) Tin\n- [ ] f) Gold\n"), ("Describe rain.", "Describe rain!"))

    amend()

    assert [place_of(variant, "few") for variant in (1, 2, 3)] == before
    assert again()


def test_all_distractors_may_be_shown_from_now_on() -> None:
    """papers keep the options that they show, whatever the bank says of how many there are to be."""
    before = [place_of(variant, "few") for variant in (1, 2, 3)]
    corrected(("{#few show-distractors=2}", "{#few}"), ("Which metal", "What metal"))

    amend()

    assert [place_of(variant, "few") for variant in (1, 2, 3)] == before
    assert again()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("- [ ] 5\n", "- [ ] 7\n- [ ] 5\n"), "the option “7” was added before others"),
        (("- [ ] 5\n", ""), r"\(even\): the option “5” was taken out: it is [ABC] on variant \d"),
        (("- Spain => Madrid\n", "- Italy => Rome\n- Spain => Madrid\n"), "its prompt 2 is prompt 3 now"),
        (("= 8\n", "- [x] 8\n- [ ] 9\n"), "its kind was numeric, and is now choice"),
        (("- [x] a) Mercury\n- [ ] b)", "- [ ] a) Mercury\n- [x] b)"), r"“Iron” is right now, and variant \d does not"),
        (("- [ ] e) Tin\n", "- [ ] e) Tin\n\n[[b]], [[c]], [[d]].\n"), "is spoken of in it now, and variant 1 does"),
    ],
    ids=("in front", "taken out", "prompt", "kind", "unseen key", "unseen option"),
)  # fmt: skip
def test_what_papers_cannot_be_is_refused(change: tuple[str, str], message: str) -> None:
    """what would move letters, or needs what is not on paper, is refused by name, and nothing is touched."""
    made = files()
    corrected(change)

    with pytest.raises(RequestError, match=message):
        amend(key_changed=True)

    assert files() == made


def test_damaged_values_and_orders_are_refused() -> None:
    """a manifest that leaves out an option is refused."""
    path = Path("out/manifest.json")
    order = place_of(1, "even")[1]
    text = path.read_text(encoding="utf-8")
    said = f'["even",{order}]'.replace(" ", "")
    assert text.count(said) >= 1
    path.write_text(text.replace(said, f'["even",{order[:3]}]'.replace(" ", ""), 1), encoding="utf-8")
    corrected(("Describe rain.", "Describe rain!"))

    with pytest.raises(ManifestError, match=r"has an order of .even. that the kept bank does not allow"):
        amend()
