"""How alike variants are in, fairness.csv and fairness.md out: a line for each variant, and a summary to read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from examgen.model.fairness import Likeness

HEADER = (
    "variant", "questions", "points", "pages", "words", "displacement", "topics", "difficulties", "letters",
    "longest_run", "one_letter", "overlap_mean", "overlap_most", "overlap_with",
)  # fmt: skip
MEASURES: Mapping[str, Callable[[Likeness, int], float]] = {
    "questions": lambda like, pages: like.questions,
    "points": lambda like, pages: float(like.points),
    "pages": lambda like, pages: pages,
    "words to read": lambda like, pages: like.words,
    "displacement from the bank's order": lambda like, pages: like.displacement,
    "longest run of one letter": lambda like, pages: like.longest_run,
    "points for always marking one letter, %": lambda like, pages: 100 * float(like.one_letter),
    "answers shared with another variant, mean, %": lambda like, pages: 100 * like.overlap_mean,
    "answers shared with another variant, most, %": lambda like, pages: 100 * like.overlap_most,
}
"""What the summary gives the least, mean and most of."""


def write_fairness(folder: Path, title: str, likenesses: Sequence[Likeness], pages: Sequence[int]) -> None:
    """Write both files; ``pages`` are those of each paper."""
    with (folder / "fairness.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(HEADER)
        rows.writerows(_row(like, count) for like, count in zip(likenesses, pages, strict=True))
    (folder / "fairness.md").write_text(_summary(title, likenesses, pages), encoding="utf-8", newline="\n")


def _row(like: Likeness, pages: int) -> tuple[str | int, ...]:
    return (
        like.number,
        like.questions,
        f"{like.points.normalize():f}",
        pages,
        like.words,
        f"{like.displacement:.2f}",
        _listed(like.topics),
        _listed(like.difficulties),
        _listed(like.letters),
        like.longest_run,
        f"{like.one_letter:.3f}",
        f"{like.overlap_mean:.3f}",
        f"{like.overlap_most:.3f}",
        like.overlap_with or "",
    )


def _listed(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{name} {count}" for name, count in counts.items())


def _summary(title: str, likenesses: Sequence[Likeness], pages: Sequence[int]) -> str:
    lines = [f"# {' '.join(title.split())}: how alike the variants are", ""]
    lines += ["| measure | least | mean | most |", "| --- | ---: | ---: | ---: |"]
    for name, measure in MEASURES.items():
        found = [measure(like, count) for like, count in zip(likenesses, pages, strict=True)]
        mean = sum(found) / len(found)
        lines.append(f"| {name} | {_number(min(found))} | {_number(mean)} | {_number(max(found))} |")
    lines += ["", *_mixes(likenesses), "Every variant has its line in fairness.csv."]
    return "\n".join(lines) + "\n"


def _mixes(likenesses: Sequence[Likeness]) -> list[str]:
    """Whether all variants have the same mix of topics and difficulties, and how letters fall in all."""
    letters: dict[str, int] = {}
    for like in likenesses:
        for letter, count in like.letters.items():
            letters[letter] = letters.get(letter, 0) + count
    lines = []
    for name, mixes in (
        ("topics", [like.topics for like in likenesses]),
        ("difficulties", [like.difficulties for like in likenesses]),
    ):
        if any(mixes):
            same = all(mix == mixes[0] for mix in mixes)
            lines.append(f"The mix of {name} is the same on all variants." if same else f"The mix of {name} differs.")
    if letters:
        lines.append(f"Letters that are right, on all variants: {_listed(dict(sorted(letters.items())))}.")
    return [line for each in lines for line in (each, "")]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
