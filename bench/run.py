"""Both shipped banks → the table of costs, on standard output and in RESULTS.md: examgen beside Platypus and the floor.

Every row is whole processes with few and with many variants, run in turn with the other rows;
the cost of a variant is the difference between the two, and each figure the median over the rounds.
Modules are compiled beforehand, as installers do.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median

from blueprint import blueprint_lines
from large_bank import lint_lines
from measure import BENCH, Command, Cost, Output, content, examgen, floor, output_of, platypus, run
from reading import reading_lines
from rich_bank import QUESTIONS, write_bank

COLD_RUNS = 5
SCALE = (250, 500, 1000)


@dataclass(frozen=True, slots=True)
class Side:
    """One way to build, with the numbers of variants between which a variant's cost is measured."""

    name: str
    command: Command
    few: int
    many: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the table, per variant."""

    name: str
    cpu: float
    """Seconds."""

    pages: float
    size: float
    """Bytes."""

    peak: float
    """Megabytes."""


PLATYPUS = Side("Platypus", platypus, 2, 12)
PRESS = Side("press only", examgen("--no-audit", "--no-bundles", "--jobs", "1"), 50, 250)
BUNDLES = Side("with bundles", examgen("--no-audit", "--jobs", "1"), 50, 250)
AUDIT = Side("with bundles and audit", examgen("--jobs", "1"), 50, 250)
SIDES = (PLATYPUS, PRESS, BUNDLES, AUDIT)


def rows(rounds: int, scratch: Path) -> list[Figures]:
    """Measure all sides in turn, and in each round the floor on what the press wrote."""
    costs: dict[str, list[tuple[Cost, Cost]]] = {side.name: [] for side in SIDES}
    floors = []
    for number in range(rounds):
        for side in SIDES:
            few = run(side.command(side.few, scratch / f"{number}-{side.name}"))
            many = built_and_removed(side.command, side.many, scratch)
            costs[side.name].append((few, many))
        floors.append(floor(scratch / f"{number}-{PRESS.name}") / PRESS.few)
    built = {side.name: output_of(scratch / f"0-{side.name}") for side in SIDES}
    figures = [_figures(side, costs[side.name], built[side.name]) for side in SIDES]
    pressed = figures[SIDES.index(PRESS)]
    return [figures[0], Figures("floor", median(floors), pressed.pages, pressed.size, 0), *figures[1:]]


def built_and_removed(command: Command, variants: int, scratch: Path) -> Cost:
    """The cost of a large build, of which nothing is kept."""
    out = scratch / "large"
    cost = run(command(variants, out))
    shutil.rmtree(out)
    return cost


def _figures(side: Side, costs: list[tuple[Cost, Cost]], built: Output) -> Figures:
    cpu = median((many.cpu - few.cpu) / (side.many - side.few) for few, many in costs)
    peak = median(many.peak for _, many in costs)
    return Figures(side.name, cpu, built.pages / side.few, built.size / side.few, peak)


def cost_table(figures: list[Figures]) -> Iterator[str]:
    """The rows, with how many times less than Platypus and more than the floor each takes."""
    cpu = {row.name: row.cpu for row in figures}
    yield "| | CPU ms per variant | Platypus ÷ this | this ÷ floor | pages/s and core | pages | KB | peak MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for row in figures:
        ratios = f"{cpu['Platypus'] / row.cpu:.1f} | {row.cpu / cpu['floor']:.1f}"
        peak = f"{row.peak:.0f}" if row.peak else "–"
        yield (
            f"| {row.name} | {row.cpu * 1000:.1f} | {ratios} | {row.pages / row.cpu:.0f} "
            f"| {row.pages:.1f} | {row.size / 1024:.0f} | {peak} |"
        )


def cold(scratch: Path) -> Cost:
    """Four variants, everything included, from nothing: the median of whole processes."""
    costs = [run(AUDIT.command(4, scratch / f"cold-{number}")) for number in range(COLD_RUNS)]
    return Cost(*(median(figure) for figure in zip(*((c.cpu, c.wall, c.peak) for c in costs), strict=True)))


def rich(rounds: int, scratch: Path) -> Iterator[str]:
    """A bank full of formulas, code and pictures: from nothing, and what a page of it costs beside one of text."""
    bank = str(write_bank(scratch / "rich"))
    commands = {"text": AUDIT.command, "rich": examgen("--jobs", "1", banks=[bank])}
    cold = median(run(commands["rich"](1, scratch / f"rich-{number}")).wall for number in range(COLD_RUNS))
    yield f"{QUESTIONS} questions with 200 formulas, 50 code blocks and 50 pictures."
    yield f"One variant, whole process with audit: {cold:.2f} s."
    yield ""
    yield "| with bundles and audit, 100 variants more | CPU ms per page |"
    yield "| --- | ---: |"
    for name, command in commands.items():
        costs = []
        for _ in range(rounds):
            few = run(command(5, scratch / f"{name}-few"))
            costs.append((built_and_removed(command, 105, scratch).cpu - few.cpu) / 100)
        pages = output_of(scratch / f"{name}-few").pages / 5
        yield f"| {name} | {median(costs) / pages * 1000:.2f} |"


def scale_table(scratch: Path) -> Iterator[str]:
    """How time and memory grow with the number of variants, everything included."""
    yield "| variants | wall s | CPU ms per variant, start included | peak MB |"
    yield "| ---: | ---: | ---: | ---: |"
    for count in SCALE:
        cost = built_and_removed(AUDIT.command, count, scratch)
        yield f"| {count} | {cost.wall:.1f} | {cost.cpu / count * 1000:.1f} | {cost.peak:.0f} |"


def workers(rounds: int, scratch: Path) -> Iterator[str]:
    """One worker beside two, on the largest build: wall time, and whether the bytes are the same."""
    walls: dict[str, list[float]] = {"1": [], "2": []}
    contents = set()
    for _ in range(rounds):
        for jobs in walls:
            out = scratch / "jobs"
            walls[jobs].append(run(examgen("--jobs", jobs)(SCALE[-1], out)).wall)
            contents.add(content(out))
            shutil.rmtree(out)
    one, two = (median(times) for times in walls.values())
    yield f"`--jobs 1` {one:.1f} s, `--jobs 2` {two:.1f} s: {one / two:.2f} times faster."
    yield f"Output byte-identical: {'yes' if len(contents) == 1 else 'NO'}."


def machine() -> str:
    """What the figures were taken on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def report(rounds: int, scratch: Path) -> Iterator[str]:
    """The whole of RESULTS.md, line by line, as it is measured."""
    yield from ("# Benchmark", "", "Written by `make bench`.", "")
    yield "Both shipped banks together: 21 questions, a paper and a key with explanations for each variant."
    yield f"{machine()}; medians of {rounds} rounds, the rows measured in turn."
    yield "Modules are compiled beforehand, as installers do."
    yield "CPU per variant is the difference between a process with many and one with few variants, divided."
    yield "Floor: zlib on the same page streams at the same level, plus writing the same bytes."
    yield from ("", "## Per variant", "", *cost_table(rows(rounds, scratch)), "")
    start = cold(scratch)
    yield from ("## Cold", "", f"4 variants, whole process with audit: {start.wall:.2f} s, {start.peak:.0f} MB.", "")
    yield from ("## Formulas, code and pictures", "", *rich(rounds, scratch), "")
    yield from ("## Scale", "", "With bundles and audit, one process.", "", *scale_table(scratch), "")
    yield from ("## Workers", "", f"{SCALE[-1]} variants with bundles and audit.", *workers(rounds, scratch))


def main() -> None:
    """Measure, print, and write RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is repeated")
    rounds = parser.parse_args().rounds
    compileall.compile_dir(BENCH.parent / "examgen", quiet=1)
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        tables = (blueprint_lines(), lint_lines(), reading_lines(Path(scratch)))
        for line in chain(report(rounds, Path(scratch)), *(chain(("",), table) for table in tables)):
            print(line, flush=True)
            lines.append(line)
    (BENCH / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
