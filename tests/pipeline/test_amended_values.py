"""A printed parametrised question is corrected: each paper keeps its values."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from amending import amend, corrected, files, letters, manifest, printed, said

from examgen.errors import BankError, ExamgenError, RequestError
from examgen.pipeline.build import build
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = """# Motion

## Question 1 {#kinetic points=2}

```variables
m = 2..10 step 2
v = 3..9 step 2
E = m * v**2 / 2
no_half = m * v**2
show m unit kg
show E, no_half unit J
```

A bal with a mass of {{ m }} rolls at {{ v }} m/s.
What is its kinetic energy?

- [x] a) {{ E }}
- [ ] b) {{ no_half }}
- [ ] c) {{ m * v }} J

Option [[b]] forgets the half.

## Question 2 {#sum}

```variables
a = 2..9
b = 11..29
```

What is {{ a }} + {{ b }}?

= {{ a + b }}

## Question 3

Which unit has energy?

- [x] Joule
- [ ] Watt
- [ ] Newton
"""

SUM = BANK[BANK.index("```variables\na") : BANK.index("## Question 3")]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a bank that was built into ``out``."""
    monkeypatch.chdir(tmp_path)
    printed(BANK, variants=4)


def recorded() -> list[dict[str, dict[str, str]]]:
    return [variant["values"] for variant in manifest()["variants"]]


def test_values_stay_when_words_change(tool: Callable[[str], str]) -> None:
    """with new wording, each paper has the values and letters that it had, and its sheet says them."""
    before, keys = recorded(), letters()
    corrected(("A bal with", "A ball with"), ("= {{ a + b }}", "= {{ a + b }}\n\nThe sum of {{ a }} and {{ b }}."))

    amend()

    assert recorded() == before and letters() == keys
    for number, values in enumerate(before, start=1):
        mass = f"with a mass of {values['kinetic']['m']} kg"
        assert f"A ball {mass}" in said(f"exam-0{number}.pdf", tool)
        assert re.search(rf"Printed: A bal {mass} .* Correct: A ball {mass}", said(f"errata-0{number}.pdf", tool))
        added = f"The sum of {values['sum']['a']} and {values['sum']['b']}."
        assert f"Printed: – Correct: {added}" in said(f"key-errata-0{number}.pdf", tool)


def test_options_may_stand_in_another_order() -> None:
    """options keep their letters on paper where the bank has them in another order now."""
    keys = letters()
    first, second = "- [x] a) {{ E }}\n", "- [ ] b) {{ no_half }}\n"
    corrected((first + second, "- [ ] a) {{ no_half }}\n- [x] b) {{ E }}\n"), ("[[b]]", "[[a]]"), ("A bal", "A ball"))

    amend()

    assert letters() == keys
    assert manifest()["amendment"]["corrected"] == [{"id": "kinetic", "was": "kinetic", "fields": ["stem"]}]


def test_what_follows_from_the_values_may_be_corrected(tool: Callable[[str], str]) -> None:
    """a mistake in what is calculated is a changed key, on each paper with its own values."""
    before = recorded()
    corrected(("= {{ a + b }}", "= {{ a + b + 1 }}"))
    with pytest.raises(RequestError, match=r"\(sum\): the correction changes the key of it"):
        amend()

    amend(key_changed=True)

    assert recorded() == before
    for number, values in enumerate(before, start=1):
        right = int(values["sum"]["a"]) + int(values["sum"]["b"])
        assert f"Printed: {right} Correct: {right + 1}" in said(f"key-errata-0{number}.pdf", tool)


def test_id_may_follow_from_the_words() -> None:
    """values stay where the question has another id since its correction."""
    printed(BANK.replace("{#kinetic points=2}", "{points=2}"), variants=4)
    before = [values for variant in recorded() for name, values in variant.items() if name != "sum"]
    corrected(("A bal with", "A ball with"))

    amend()

    (found,) = manifest()["amendment"]["corrected"]
    assert found["id"] != found["was"]
    assert [variant[found["id"]] for variant in recorded()] == before


def test_printed_again_with_the_same_bytes() -> None:
    """an amended build with values is printed again from its manifest, and amended once more."""
    corrected(("A bal with", "A ball with"))
    amend()
    made = files()

    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))

    assert files("again") == made
    corrected(("Option [[b]] forgets", "Answer [[b]] forgets"))
    values = recorded()
    assert amend().blueprint.issue == 3
    assert recorded() == values


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (("a = 2..9\n", "c = 2..9\na = 3\n"), RequestError, "were a, b, and are now b, c"),
        ((SUM, "What is 2 + 2?\n\n= 4\n\n"), RequestError, "were a, b, and are now none"),
        (("b = 11..29\n", "b = 31..39\n"), BankError, r"b = \d+ cannot be drawn any more"),
        (("b = 11..29\n", "b = 11..29\nrequire a > 8\n"), BankError, r'"require a > 8" does not allow a = \d, b = \d+'),
    ],
    ids=("another variable", "none", "another range", "a condition"),
)  # fmt: skip
def test_values_that_cannot_stay_are_refused(change: tuple[str, str], error: type[ExamgenError], message: str) -> None:
    """what the values on paper do not fit is refused by name, and nothing is touched."""
    made = files()
    corrected(change)

    with pytest.raises(error) as raised:
        amend(key_changed=True)

    found = raised.value
    assert re.search(message, "\n".join((found.message, *(each.message for each in found.diagnostics))))
    assert files() == made


def test_options_that_are_equal_on_a_paper_are_refused() -> None:
    """a correction that makes two options equal with the values of one paper is refused."""
    mass = recorded()[0]["kinetic"]["m"]
    corrected(("{{ m * v }} J", f"{{{{ no_half if m == {mass} else 1 }}}} J"))

    with pytest.raises(BankError) as raised:
        amend()

    assert "two options are both" in raised.value.diagnostics[0].message
    assert raised.value.diagnostics[0].rule == "printed-values"
