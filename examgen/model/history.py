"""Exams that were built before, and how often and when each question was used in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PastExam:
    """One exam that was built; built again, it is still the same exam."""

    date: str
    """Of the exam, as year-month-day."""

    title: str
    manifest: str
    """SHA-256 of the manifest of its last build."""

    questions: tuple[str, ...]
    """Ids of all that any of its variants holds."""

    def is_same(self, date: str, title: str) -> bool:
        """Whether it is the exam of this name on this day."""
        return (self.date, self.title) == (date, title)


@dataclass(frozen=True, slots=True)
class Use:
    """How often a question was used, and when last; dates are empty where it never was."""

    count: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Past exams, in the order in which they were first built."""

    exams: tuple[PastExam, ...] = ()

    def uses(self) -> Mapping[str, Use]:
        """Id → its use, of every question that was used at all."""
        found: dict[str, Use] = {}
        for exam in self.exams:
            for identity in exam.questions:
                use = found.get(identity, Use())
                found[identity] = Use(use.count + 1, max(use.last, exam.date))
        return found

    def used_since(self, date: str) -> frozenset[str]:
        """What exams on a day or later used."""
        return frozenset(identity for exam in self.exams if exam.date >= date for identity in exam.questions)

    def used_in_last(self, count: int, date: str) -> frozenset[str]:
        """What the last so many exams up to a day used; of two on one day, the one built later is the later."""
        before = sorted((exam for exam in self.exams if exam.date <= date), key=lambda exam: exam.date)
        return frozenset(identity for exam in before[-count:] for identity in exam.questions)

    def without(self, date: str, title: str) -> History:
        """All exams but this one, which must not be kept from its own questions when it is built again."""
        return History(tuple(exam for exam in self.exams if not exam.is_same(date, title)))

    def recording(self, exam: PastExam) -> History:
        """With the exam at its end, or in the place of its last build."""
        known = [place for place, past in enumerate(self.exams) if past.is_same(exam.date, exam.title)]
        place = known[0] if known else len(self.exams)
        return History((*self.exams[:place], exam, *self.exams[place + 1 :]))
