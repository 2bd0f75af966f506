"""A problem whose rules cross in, the draw whose digests add up to least out, by the HiGHS solver (examgen[solver]).

One thread, a gap of nothing and whole numbers: the draw depends neither on the machine nor on the solver's version.
What the solver says is proved here before it is believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import highspy

from examgen.assemble.problem import Problem

OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # costs are whole numbers
}


class Column(NamedTuple):
    """Something that may be drawn up to so many times from a cell, at a cost."""

    cell: int
    owner: int
    """Columns of one owner share its capacity."""

    capacity: int
    cost: int


def solve(problem: Problem, rules: Collection[int], columns: Sequence[Column]) -> list[int] | None:
    """How many of each column are drawn so that the costs add up to least; ``None`` if the rules cannot be kept."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        highs.setOptionValue(option, value)
    highs.passModel(_model(problem, sorted(rules), columns))
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    assert status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty), status
    drawn = [round(value) for value in highs.getSolution().col_value]
    assert _is_kept(problem, rules, columns, drawn), "the solver's draw breaks a rule"
    return drawn


def _is_kept(problem: Problem, rules: Collection[int], columns: Sequence[Column], drawn: Sequence[int]) -> bool:
    amounts: dict[int, int] = defaultdict(int)
    used: dict[int, int] = defaultdict(int)
    for column, count in zip(columns, drawn, strict=True):
        used[column.owner] += count
        for rule, weight in problem.cells[column.cell].weights:
            amounts[rule] += weight * count
    bounds = ((amounts[rule], problem.bounds[rule]) for rule in rules)
    return all(used[column.owner] <= column.capacity for column in columns) and all(
        bound.least <= amount and (bound.most is None or amount <= bound.most) for amount, bound in bounds
    )


def _model(problem: Problem, rules: Sequence[int], columns: Sequence[Column]) -> highspy.HighsLp:
    """A row for each rule, and for each owner of several columns."""
    rows = {rule: row for row, rule in enumerate(rules)}
    bounds = [problem.bounds[rule] for rule in rules]
    capacities = {column.owner: float(column.capacity) for column in columns}
    owned = [column.owner for column in columns]
    sharing = {owner: row for row, owner in enumerate(_repeated(owned), start=len(rows))}
    most = [highspy.kHighsInf if bound.most is None else float(bound.most) for bound in bounds]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(columns), len(rows) + len(sharing)
    model.col_cost_ = [float(column.cost) for column in columns]
    model.col_lower_ = [0.0] * len(columns)
    model.col_upper_ = [float(column.capacity) for column in columns]
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    model.row_lower_ = [float(bound.least) for bound in bounds] + [0.0] * len(sharing)
    model.row_upper_ = most + [capacities[owner] for owner in sharing]
    entries = [
        [(rows[rule], weight) for rule, weight in problem.cells[column.cell].weights if rule in rows]
        + ([(sharing[column.owner], 1)] if column.owner in sharing else [])
        for column in columns
    ]
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = [0, *accumulate(map(len, entries))]
    model.a_matrix_.index_ = [row for column in entries for row, _ in column]
    model.a_matrix_.value_ = [float(weight) for column in entries for _, weight in column]
    return model


def _repeated(values: Sequence[int]) -> list[int]:
    met: dict[int, int] = defaultdict(int)
    for value in values:
        met[value] += 1
    return [value for value, times in met.items() if times > 1]
