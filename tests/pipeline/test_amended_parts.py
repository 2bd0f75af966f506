"""Parts, gaps, prompts and options are added behind the last or taken out there, and all others keep their places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from amending import amend, corrected, files, letters, manifest, printed, said

from examgen.errors import AuditError, ManifestError, RequestError
from examgen.pipeline import amend as amending
from examgen.pipeline.build import build
from examgen.pipeline.moving import Moved
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = """# Parts

## Q1 {#noble}

Which of these is a noble gas?

- [x] Neon
- [ ] Oxygen
- [ ] Chlorine
- [ ] None of the above {pinned}

## Q2

A cell.

### (a) Name its wall.

= membrane

### (b) Which part holds its genes? {points=2}

- [x] Nucleus
- [ ] Vacuole
- [ ] Ribosome

## Q3 {#leaf points=2}

A leaf takes in ____{carbon dioxide} and gives off ____{[x] oxygen [ ] neon}.

## Q4 {#speak kind=matching}

Match.

- France => Paris
- Spain => Madrid
- Italy => Rome

## Q5 {#few show-distractors=1}

Which metal is liquid?

- [x] Mercury
- [ ] Iron
- [ ] Zinc
- [ ] Lead
- [ ] Tin

## Q6 {#throw}

```variables
v = 2..9
```

A stone falls with {{ v }} m/s.

### (a) What is twice its speed?

= {{ 2 * v }}
"""

PART_A = """Name its wall.

= membrane

"""

PART_C = """### (c) Which part stores water? {points=3}

- [ ] Ribosome
- [x] Vacuole
- [ ] Nucleus

Option [[b]] is large.

"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a bank that was built into ``out``."""
    monkeypatch.chdir(tmp_path)
    printed(BANK)


def again() -> bool:
    """Whether the amended build is printed again from its manifest, byte for byte."""
    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))
    return files("again") == files()


def fields(name: str = "") -> dict[str, list[str]]:
    """What was corrected, by the ends of ids."""
    found = manifest()["amendment"]["corrected"]
    return {each["id"].removeprefix(name): each["fields"] for each in found if "fields" in each}


def number_of(variant: int, identity: str) -> int:
    """The number of a question on a variant, parts not counted."""
    names = [name for name, _ in manifest()["variants"][variant - 1]["questions"] if "/" not in name]
    return names.index(identity) + 1


def order_of(variant: int, identity: str) -> list[int]:
    """The places in the bank of its options, as they stand on a variant."""
    return list(dict(manifest()["variants"][variant - 1]["questions"])[identity])


def cell() -> str:
    """The id of the question without an own one, as it is now."""
    return str(next(name for name, _ in manifest()["variants"][0]["questions"] if name.startswith("q-")))


def test_the_last_option_of_every_paper_may_be_taken_out(tool: Callable[[str], str]) -> None:
    """an option that stands last everywhere is struck out on the sheets, and no letter moves."""
    before, keys = {variant: order_of(variant, "noble") for variant in (1, 2, 3)}, letters()
    corrected(("- [ ] None of the above {pinned}\n", ""))

    amend()

    assert letters() == keys and fields() == {"noble": ["option"]}
    for variant, order in before.items():
        number, now = number_of(variant, "noble"), order_of(variant, "noble")
        assert [*now, 3] == order
        assert f"Question {number}, option D Printed: None of the above Correct: –" in said(
            f"errata-0{variant}.pdf", tool
        )
        assert "None of the above" not in said(f"exam-0{variant}.pdf", tool)
    assert again()


def test_what_was_taken_out_is_forgotten_by_the_third_issue(tool: Callable[[str], str]) -> None:
    """the issue behind it says what it corrects itself, and nothing else."""
    corrected(("- [ ] None of the above {pinned}\n", ""))
    amend()
    corrected(("Chlorine", "Fluorine"))

    amend()

    assert "taken_out" not in manifest()["amendment"]
    assert "None of the above" not in said("errata-01.pdf", tool)
    assert again()


def test_an_option_that_no_paper_shows_may_be_taken_out() -> None:
    """of options that papers show some of, one that all of them lack may go."""
    shown = {place for variant in (1, 2, 3) for place in order_of(variant, "few")}
    unseen = next(place for place in range(5) if place not in shown)
    name = ("Mercury", "Iron", "Zinc", "Lead", "Tin")[unseen]
    before = [order_of(variant, "few") for variant in (1, 2, 3)]
    corrected((f"- [ ] {name}\n", ""), ("Which metal", "What metal"))

    amend()

    assert [order_of(variant, "few") for variant in (1, 2, 3)] == [
        [place - (place > unseen) for place in order] for order in before
    ]
    assert again()


def test_a_part_may_be_added(tool: Callable[[str], str]) -> None:
    """a part behind the last is a correction that must be meant; its options are shuffled, and all of it is said."""
    before = letters()
    corrected(("## Q3", f"{PART_C}## Q3"))
    with pytest.raises(RequestError, match="the correction changes the parts of it"):
        amend()

    amend(key_changed=True)

    name = cell()
    assert fields(name) == {"": ["points"], "/c": ["stem", "points", "option", "key", "explanation"]}
    assert {key: found for key, found in letters().items() if not key[1].endswith("c")} == before
    orders = []
    for variant in (1, 2, 3):
        number, order = number_of(variant, name), order_of(variant, f"{name}/c")
        orders.append(order)
        sheet, right = said(f"errata-0{variant}.pdf", tool), "ABC"[order.index(1)]
        assert f"Question {number} Printed: 3 points Correct: 6 points" in sheet
        assert f"Question {number}c Printed: – Correct: Which part stores water?" in sheet
        assert f"Question {number}c Printed: – Correct: 3 points" in sheet
        assert f"Question {number}c, option {right} Printed: – Correct: Vacuole" in sheet
        key = said(f"key-errata-0{variant}.pdf", tool)
        assert f"Question {number}c · Answer key Printed: – Correct: {right}" in key
        assert f"Printed: – Correct: Option {right} is large." in key
    assert len(set(map(tuple, orders))) > 1
    assert again()


def test_a_part_may_be_taken_out(tool: Callable[[str], str]) -> None:
    """the last part is struck out, with all that it asks; the next issue knows no more of it."""
    before, name = letters(), cell()
    order = order_of(1, f"{name}/b")
    text = BANK[BANK.index("### (b) Which part") : BANK.index("## Q3")]
    corrected((text, ""))

    amend(key_changed=True)

    name, number = cell(), number_of(1, cell())
    assert fields(name) == {"": ["points"], "/b": ["stem", "points", "option", "key"]}
    assert set(before) - set(letters()) == {(str(v), f"{number_of(v, name)}b") for v in (1, 2, 3)}
    sheet = said("errata-01.pdf", tool)
    assert f"Question {number}b Printed: Which part holds its genes? Correct: –" in sheet
    assert f"Question {number}b, option {'ABC'[order.index(0)]} Printed: Nucleus Correct: –" in sheet
    assert f"{number}b · Answer key Printed: {'ABC'[order.index(0)]} Correct: –" in said("key-errata-01.pdf", tool)
    assert again()
    corrected(("Name its wall", "Say what is its wall"))
    amend()
    assert again()


def test_a_gap_may_be_added_and_taken_out(tool: Callable[[str], str]) -> None:
    """a gap behind the last is one more blank in the text, and its options follow; points stand at the question."""
    whole, more = (
        "gives off ____{[x] oxygen [ ] neon}.",
        "gives off ____{[x] oxygen [ ] neon} by ____{[ ] night [x] day}.",
    )
    corrected((whole, more), ("{#leaf points=2}", "{#leaf points=3}"))
    amend(key_changed=True)
    number, (order, sheet) = number_of(1, "leaf"), (order_of(1, "leaf/3"), said("errata-01.pdf", tool))
    assert fields() == {"leaf": ["stem", "points"], "leaf/3": ["option", "key"]}
    assert f"Question {number} Printed: 2 points Correct: 3 points" in sheet
    assert f"Question {number}.3, option {'AB'[order.index(1)]} Printed: – Correct: day" in sheet
    assert again()

    corrected((more, "gives off oxygen."), ("{#leaf points=3}", "{#leaf points=1}"))
    amend(key_changed=True)

    assert fields() == {"leaf": ["stem", "points"], "leaf/2": ["option", "key"], "leaf/3": ["option", "key"]}
    assert f"Question {number}.3, option {'AB'[order.index(1)]} Printed: day Correct: –" in said("errata-01.pdf", tool)
    assert again()


def test_a_prompt_may_be_added_and_taken_out(tool: Callable[[str], str]) -> None:
    """a prompt behind the last brings its option; one that is taken out leaves it as one that no prompt means."""
    corrected(("- Italy => Rome\n", "- Italy => Rome\n- Malta => Valletta\n"))
    amend(key_changed=True)
    number = number_of(1, "speak")
    assert fields() == {"speak": ["prompt", "option", "key"]}
    assert f"Question {number} · 4 Printed: – Correct: Malta" in said("errata-01.pdf", tool)
    assert f"Question {number}, option D Printed: – Correct: Valletta" in said("errata-01.pdf", tool)

    corrected(("- Malta => Valletta\n", "- => Valletta\n"))
    amend(key_changed=True)

    assert fields() == {"speak": ["direction", "prompt", "key"]}
    assert f"Question {number} · 4 Printed: Malta Correct: –" in said("errata-01.pdf", tool)
    assert again()


def test_a_part_is_added_with_the_values_of_each_paper(tool: Callable[[str], str]) -> None:
    """what was added to a parametrised question has the values that are on paper."""
    part = "\n### (b) What is thrice its speed?\n\n- [x] {{ 3 * v }}\n- [ ] {{ 4 * v }}\n- [ ] {{ 5 * v }}\n"
    Path("quiz.md").write_text(BANK + part, encoding="utf-8")

    amend(key_changed=True)

    for variant in (1, 2, 3):
        speed = int(manifest()["variants"][variant - 1]["values"]["throw"]["v"])
        number, order = number_of(variant, "throw"), order_of(variant, "throw/b")
        entry = f"Question {number}b, option {'ABC'[order.index(0)]} Printed: – Correct: {3 * speed}"
        assert entry in said(f"errata-0{variant}.pdf", tool)
    assert again()
    Path("quiz.md").write_text(BANK, encoding="utf-8")
    amend(key_changed=True)
    assert again()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("- [ ] Chlorine\n", ""), r"\(noble\): the option “Chlorine” was taken out: it is [ABC] on variant \d, and"),
        ((f"### (a) {PART_A}### (b)", "### (a)"), r"question 2 .*: its part \(b\) is part \(a\) now"),
        ((f"### (a) {PART_A}### (b)", f"### (a) Size?\n\n= 2\n\n### (b) {PART_A}### (c)"), r"part \(a\) is part \(b\)"),
        (("in ____{carbon dioxide} and", "in ____{light}, ____{carbon dioxide} and"), "its gap 1 is gap 2 now"),
        (("in ____{carbon dioxide} and", "in carbon dioxide and"), "its gap 2 is gap 1 now"),
        (("- France => Paris\n", "- => Paris\n"), "its prompt 2 is prompt 1 now"),
    ],
    ids=("option", "part out", "part in", "gap in", "gap out", "prompt out"),
)  # fmt: skip
def test_what_would_move_others_is_refused(change: tuple[str, str], message: str) -> None:
    """what stands before others on paper can be corrected, not taken out; nothing is put there; nothing is touched."""
    made = files()
    corrected(change)

    with pytest.raises(RequestError, match=message):
        amend(key_changed=True)

    assert files() == made


def test_letters_that_moved_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """a sheet for papers on which letters stand otherwise than before is not delivered."""
    corrected(("- [ ] None of the above {pinned}\n", ""))

    def tampered(*given: Any) -> Moved:
        found = moved(*given)
        return Moved(found.orders, tuple(_turned(each) for each in found.taken_out))

    def _turned(each: Any) -> Any:
        return type(each)(each.variant, each.id, (each.order[1], each.order[0], *each.order[2:]))

    moved = amending.moved
    monkeypatch.setattr(amending, "moved", tampered)

    with pytest.raises(AuditError, match=r"variant 1: question \d has other letters than on the paper before"):
        amend()


def test_a_damaged_record_of_what_was_taken_out_is_refused() -> None:
    """a manifest that forgets what was taken out, or has it at no place, is refused."""
    corrected(("- [ ] None of the above {pinned}\n", ""))
    amend()
    path = Path("out/manifest.json")
    text = path.read_text(encoding="utf-8")
    order = order_of(1, "noble")
    entry = f'"order":{[*order, 3]}'.replace(" ", "")
    assert text.count(entry) >= 1

    for damage in (f'"order":{[*order, -1]}', f'"order":{[*order, 4]}', '"orders":[]', f'"order":{order}'):
        path.write_text(text.replace(entry, damage.replace(" ", ""), 1), encoding="utf-8")
        with pytest.raises(ManifestError):
            build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))
