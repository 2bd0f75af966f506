"""Variants in, lines about their keys out: what stays the same on all of them, and what rules did or could not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examgen.assemble import Settled
from examgen.model.blueprint import Blueprint
from examgen.model.response import CHOOSING
from examgen.model.variant import Variant
from examgen.pipeline.summary import counted


def key_lines(settled: Settled, blueprint: Blueprint) -> Iterator[str]:
    """Lines for the summary of a build; none where there is nothing to say."""
    if same := _of_one_letter(settled.variants):
        keep = "keeps" if same == 1 else "keep"
        yield f"{counted(same, 'question')} {keep} the same letter in every variant"
    if again := [variant.number for variant in settled.variants if variant.redrawn]:
        yield f"{_named(again)} drawn again in part to keep the rules for keys: manifest.json names the questions"
    if blueprint.strict_balance:
        yield "warning: keys are balanced, which a student who counts letters can exploit (strict_balance)"
    if settled.uneven:
        yield f"warning: the letters of {_named(settled.uneven)} stay uneven: no better ones were found"
    if settled.rotated_keys:
        yield f"{_named(settled.rotated_keys)}: the key is a rotation of another's: no better one is left"
    if settled.rotated_orders:
        named = _named(settled.rotated_orders)
        yield f"{named}: the order of questions is a rotation of another's: no better one is left"


def _of_one_letter(variants: Sequence[Variant]) -> int:
    """How many questions have the same right letters on all variants, if there are several."""
    first, *others = variants
    if not others:
        return 0
    same = {p.question.id: p.key_letters for p in first.questions if p.question.kind in CHOOSING}
    for variant in others:
        if not same:
            break
        letters = {p.question.id: p.key_letters for p in variant.questions if p.question.id in same}
        same = {name: own for name, own in same.items() if letters.get(name) == own}
    return len(same)


def _named(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"variant {numbers[0]}"
    shown = ", ".join(map(str, numbers[:5]))
    return f"variants {shown}" + (f" and {len(numbers) - 5} more" if len(numbers) > 5 else "")
