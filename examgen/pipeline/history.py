"""A commission in, what past exams used out; a build that is done is recorded among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from examgen.deliver import MANIFEST, is_day, read_history, record_exam, sha256_of
from examgen.errors import BlueprintError
from examgen.formats import read_bank
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.history import History, PastExam, Use
from examgen.model.text import wording
from examgen.pipeline.commission import Commission
from examgen.pipeline.request import BankReading
from examgen.pipeline.summary import counted

QUOTED = 50
"""Characters of a stem that the report shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryReport:
    """How often and when questions were used."""

    history: History
    questions: tuple[Question, ...]
    """Of the banks that were given."""

    @property
    def lines(self) -> tuple[str, ...]:
        """A line for each question: times used, last use, id and first words; then what the file holds."""
        uses, known = self.history.uses(), {question.id: question for question in self.questions}
        names = [*known, *sorted(uses.keys() - known.keys())]
        width = max(map(len, names), default=0)
        rows = [_row(uses.get(name, Use()), name.ljust(width), known.get(name)) for name in names]
        return (*rows, self._total(uses.keys() & known.keys(), uses.keys() - known.keys()))

    def _total(self, known: set[str], others: set[str]) -> str:
        total = counted(len(self.history.exams), "exam")
        if not self.questions:
            return f"{total} · {counted(len(others), 'question')} used"
        elsewhere = f" · {len(others)} used are not in these banks" if others else ""
        return f"{total} · {len(known)} of {counted(len(self.questions), 'question')} used{elsewhere}"


def history(path: str, banks: Sequence[str], reading: BankReading) -> HistoryReport:
    """Read a file of past exams, and banks to name its questions by."""
    if not Path(path).exists():
        raise BlueprintError(
            f"there is no history {path}", remedy="name the file that exam.yaml names in its line history:"
        )
    found = read_history(Path(path))
    questions = read_bank(banks, reading)[0].questions if banks else ()
    return HistoryReport(history=found, questions=questions)


def past(commission: Commission) -> History:
    """The exams before this one; none where no history is kept. Refuse rules that need one, and an exam without day."""
    blueprint = commission.blueprint
    if commission.history:
        _check_folder(Path(commission.history))
        return read_history(Path(commission.history)).without(_day(commission), blueprint.title)
    asked = {name: getattr(blueprint, name) for name in ("not_used_since", "not_in_last", "prefer")}
    if ruled := [name for name, value in asked.items() if value is not None]:
        raise BlueprintError(
            f"{commission.exam or 'the blueprint'} sets {ruled[0]}, and names no history of exams",
            remedy=f"add a line such as history: exams.jsonl, or leave {ruled[0]} out",
        )
    return History()


def _check_folder(path: Path) -> None:
    """Refuse at once what could not be recorded at the end."""
    if not path.parent.is_dir():
        raise BlueprintError(
            f"the history {path} cannot be kept: there is no folder {path.parent}",
            remedy="make the folder, or name another file in history:",
        )


def used_lately(found: History, blueprint: Blueprint) -> frozenset[str]:
    """What the blueprint's rules keep from being drawn again."""
    since = found.used_since(blueprint.not_used_since) if blueprint.not_used_since else frozenset()
    last = found.used_in_last(blueprint.not_in_last, blueprint.date) if blueprint.not_in_last else frozenset()
    return since | last


def record(commission: Commission, questions: Sequence[Question]) -> str:
    """Write a delivered build into its history; returns a line that says so, empty where none is kept."""
    if not commission.history:
        name = commission.history_name
        return f"not recorded: there is no {name} in this folder; --history says where it is" if name else ""
    path = Path(commission.history)
    exam = PastExam(
        date=_day(commission),
        title=commission.blueprint.title,
        manifest=sha256_of(commission.out / MANIFEST),
        questions=tuple(question.id for question in questions),
    )
    return f"recorded in {path} as of {exam.date}: {counted(len(record_exam(path, exam).exams), 'exam')}"


def _day(commission: Commission) -> str:
    day = commission.blueprint.date
    if is_day(day):
        return day
    said = f'its date "{day}" is no day' if day else "it has no date"
    raise BlueprintError(
        f"an exam is recorded in {commission.history} by its day, and {said} of the calendar",
        remedy="write it as year-month-day: date: 2026-06-12 in exam.yaml, or --date 2026-06-12",
    )


def _row(use: Use, name: str, question: Question | None) -> str:
    words = " ".join(wording(question.stem).split()) if question else ""
    shown = words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
    return f"{use.count:4}  {use.last or '–':10}  {name}  {shown}".rstrip()
