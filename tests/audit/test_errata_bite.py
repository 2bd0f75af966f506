"""A sheet of corrections that says anything else than what was corrected is not delivered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from examgen.compose import composer
from examgen.compose.errata import Errata, Erratum
from examgen.errors import AuditError
from examgen.model.blueprint import Settings
from examgen.model.text import paragraph
from examgen.model.variant import Variant
from examgen.pipeline.build import build
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = """# Rivers

### Question 1 {#vienna}

Which river runs through Vienna?

- [ ] The Rhine
- [x] The Danube
- [ ] The Elbe

It rises in the Black Forest.

### Question 2 {#paris}

Which river runs through Paris?

- [x] The Seine
- [ ] The Loire
- [ ] The Rhone
"""

OF_KEY = Erratum("Question 1 · Explanation", paragraph("It rises there."), paragraph("It begins there."))
Tamper = Callable[[tuple[Erratum, ...]], Sequence[Erratum]]


def amended(folder: Path) -> None:
    """Build, correct a stem, an option and an explanation, and amend."""
    bank = folder / "quiz.md"
    bank.write_text(BANK, encoding="utf-8")
    out = str(folder / "out")
    build(BuildRequest(banks=(str(bank),), settings=Settings(variants=1, seed="s"), run=RunOptions(out=out)))
    text = BANK.replace("through Vienna", "past Vienna").replace("The Rhone", "The Rhône").replace("rises", "begins")
    bank.write_text(text, encoding="utf-8")
    build(BuildRequest(banks=(str(bank),), from_manifest=f"{out}/manifest.json", amend=True))


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (lambda entries: entries[:-1], "the corrections read"),
        (lambda entries: entries[::-1], "the corrections read"),
        (lambda entries: (entries[0], *entries), "there is a correction of what did not change"),
        (lambda entries: (OF_KEY, *entries), "there is a correction of what did not change"),
        (lambda entries: (replace(entries[0], heading="Question 9"), *entries[1:]), "the corrections read"),
        (
            lambda entries: (
                *entries[:-1],
                replace(entries[-1], printed=entries[-1].corrected, corrected=entries[-1].printed),
            ),
            "the corrections read",
        ),
        (lambda entries: (*entries[:-1], replace(entries[-1], corrected=paragraph("The Po"))), "the corrections read"),
    ],
    ids=(
        "left out",
        "in another order",
        "twice",
        "of the key",
        "another number",
        "the wrong way round",
        "another wording",
    ),
)
def test_tampered_sheets_are_found(
    tamper: Tamper, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """an entry too few, too many, under another number or with other words fails the build."""

    class Tampered(Errata):
        def of(self, before: Variant, after: Variant, is_key: bool) -> tuple[Erratum, ...]:
            entries = super().of(before, after, is_key)
            return entries if is_key else tuple(tamper(entries))

    monkeypatch.setattr(composer, "Errata", Tampered)

    with pytest.raises(AuditError, match=message):
        amended(tmp_path)

    assert not (tmp_path / "out/previous").exists()


ALL_SORTS = """# Sorts

## Question 1 {#gas}

Which of these is a noble gas?

- [x] Neon
- [ ] Oxygen

## Question 2 {#even scoring=per-option}

Which of these numbers are even?

- [x] 2 {weight=0.6}
- [ ] 3 {weight=-0.5}
- [x] 4 {weight=0.4}

## Question 3 {#rank kind=ordering}

Order from light to heavy.

1. hydrogen
2. carbon
3. helium

## Question 4 {#rain}

Describe rain.

**Answer:** Water falls.

**Rubric:**

- (1 point) names clouds
- (1 point) names drops

## Question 5 {#sum}

```variables
a = 2..9
```

What is {{ a }} + 1?

= {{ a }}
"""

CORRECTED = (
    ("- [ ] Oxygen\n", "- [ ] Oxygen\n- [x] Argon\n"),
    ("weight=0.6", "weight=0.5"),
    ("2. carbon\n3. helium", "2. helium\n3. carbon"),
    ("(1 point) names drops", "(2 points) names drops"),
    ("What is {{ a }} + 1?", "How much is {{ a }} + 1?"),
    ("= {{ a }}", "= {{ a + 1 }}"),
)


MORE = """# Added

## Question 1 {#gas}

Which of these is a noble gas?

- [x] Neon
- [ ] Oxygen
- [ ] None of these {pinned}
  > There is one.

## Question 2 {#cell}

### (a) Name its wall.

= membrane

### (b) What holds its genes? {points=2}

- [x] Nucleus
- [ ] Vacuole

## Question 3 {#leaf points=2}

Leaves take in ____{water} and give off ____{[x] oxygen [ ] neon}.

## Question 4 {#speak kind=matching}

Match.

- France => Paris
- Spain => Madrid
"""

ADDED = (
    ("- [ ] None of these {pinned}\n  > There is one.\n", ""),
    ("### (b) What holds its genes? {points=2}\n\n- [x] Nucleus\n- [ ] Vacuole\n\n", ""),
    ("{#leaf points=2}", "{#leaf points=3}"),
    ("neon}.", "neon} by ____{[x] day [ ] night}."),
    ("- Spain => Madrid\n", "- Spain => Madrid\n- Malta => Valletta\n"),
)


@pytest.mark.parametrize(
    ("bank_text", "changes", "counts"),
    [(ALL_SORTS, CORRECTED, {False: 4, True: 5}), (MORE, ADDED, {False: 12, True: 4})],
    ids=("corrected", "added and taken out"),
)
def test_each_correction_is_missed(
    bank_text: str,
    changes: tuple[tuple[str, str], ...],
    counts: dict[bool, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """whichever entry is left out of the sheets, of whatever sort, the build fails; with all of them it does not."""
    bank, out = tmp_path / "quiz.md", str(tmp_path / "out")
    bank.write_text(bank_text, encoding="utf-8")
    build(BuildRequest(banks=(str(bank),), settings=Settings(variants=1, seed="s"), run=RunOptions(out=out)))
    text = bank_text
    for before, after in changes:
        text = text.replace(before, after)
    bank.write_text(text, encoding="utf-8")
    request = BuildRequest(banks=(str(bank),), from_manifest=f"{out}/manifest.json", amend=True, key_changed=True)
    left_out: list[tuple[bool, int]] = []
    entries: dict[bool, int] = {}

    class Tampered(Errata):
        def of(self, before: Variant, after: Variant, is_key: bool) -> tuple[Erratum, ...]:
            found = super().of(before, after, is_key)
            entries[is_key] = len(found)
            return tuple(each for place, each in enumerate(found) if (is_key, place) not in left_out)

    monkeypatch.setattr(composer, "Errata", Tampered)
    build(replace(request, run=RunOptions(out=str(tmp_path / "whole"))))

    assert entries == counts
    for is_key, count in entries.items():
        for place in range(count):
            left_out[:] = [(is_key, place)]
            with pytest.raises(AuditError, match="the corrections read"):
                build(request)
