"""Two issues of an exam in, what differs between them out: variant by variant, for values and points are a paper's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from examgen.amend import changed_key, corrections, named, set_corrections
from examgen.assemble import worth
from examgen.deliver import Amendment, ChangedPages, CorrectedQuestion
from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.correction import Correction
from examgen.model.selection import SelectedSection, Selection
from examgen.model.variant import Variant
from examgen.pipeline.moving import parts_gone, with_parts
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.revision import Revision

Known: TypeAlias = tuple[str, object, object]
"""The id of a question, and the values that it has in both issues."""


@dataclass(frozen=True)
class Issues:
    """The plans of an exam as it was printed, and as it is now; both have the same variants, but for the wording."""

    before: PrintPlan
    after: PrintPlan
    revision: Revision

    @property
    def numbers(self) -> range:
        """Of the variants."""
        return range(1, self.after.blueprint.variants + 1)

    def variants(self, number: int) -> tuple[Variant, Variant]:
        """One variant in both issues."""
        return self.before.variant(number), self.after.variant(number)

    def corrections(self, number: int) -> tuple[Correction, ...]:
        """What is corrected on one paper or in its key."""
        return (*self._of_sets, *(each for known in self._pairs(number) for each in self._found[known]))

    def check(self) -> None:
        """Refuse what corrects nothing, and a changed key that was not asked for."""
        if not any(self.corrections(number) for number in self.numbers):
            raise RequestError(
                "the banks say what was printed: there is nothing to amend",
                remedy="correct the bank first, or name the corrected file: examgen build --from MANIFEST --amend BANK",
            )
        changed = [found for pair in self._questions.values() if (found := changed_key(pair))]
        if changed and not self.revision.key_changed:
            question, what = changed[0]
            others = len({each.id for each, _ in changed} - {question.id})
            more = f", and of {others} more" if others else ""
            raise RequestError(
                f"{named(question)}: the correction changes {what} of it{more}",
                remedy="if that is meant, say so with --key-changed: papers that were marked must be marked again",
            )

    def recorded(self, pages: Sequence[ChangedPages]) -> Amendment:
        """For the manifest."""
        fields: dict[str, dict[str, None]] = {}
        for number in self.numbers:
            for correction in self.corrections(number):
                fields.setdefault(correction.id, {})[correction.field.value] = None
        pairs = self.revision.pairs
        ids = {pair.corrected.id: pair.was for pair in with_parts(pairs)}
        ids |= {part.id: was for pair in with_parts(pairs) for was, part in parts_gone(pair)}
        ids |= {pair.corrected.set_id: pair.printed.set_id for pair in pairs if pair.corrected.set_id in fields}
        ids |= {added: "" for added in fields if added not in ids}
        corrected = (CorrectedQuestion(now, was, tuple(fields.get(now, ()))) for now, was in ids.items())
        changed = tuple(each for each in corrected if each.fields or each.id != each.was)
        return Amendment(
            parents=self.revision.parents,
            corrected=changed,
            pages=tuple(pages),
            taken_out=self.revision.taken_out,
        )

    @cached_property
    def _of_sets(self) -> tuple[Correction, ...]:
        return set_corrections(self.revision.pairs, self.revision.before, self.revision.after)

    @cached_property
    def _questions(self) -> dict[Known, tuple[Question, Question]]:
        """Each pair of questions that papers hold, once."""
        found: dict[Known, tuple[Question, Question]] = {}
        for number in self.after.samples:
            found |= self._pairs(number)
        return found

    @cached_property
    def _found(self) -> dict[Known, tuple[Correction, ...]]:
        return {known: tuple(corrections(pair)) for known, pair in self._questions.items()}

    def _pairs(self, number: int) -> dict[Known, tuple[Question, Question]]:
        before, after = self.variants(number)
        placed = zip(before.questions, after.questions, strict=True)
        pairs = ((old.question, new.question) for old, new in placed)
        return {(new.id, old.values, new.values): (old, new) for old, new in pairs}


def issues_of(plan: PrintPlan, revision: Revision) -> Issues:
    """The plan of an amended exam, with that of the same papers as they were printed."""
    printed = {pair.corrected.id: pair.printed for pair in revision.pairs}
    selections = tuple(
        Selection(tuple(_printed_part(part, printed) for part in selection.sections)) for selection in plan.selections
    )
    questions = {question.id: question for selection in selections for question in selection.questions}
    before = replace(
        plan,
        questions=tuple(questions[question.id] for question in plan.questions),
        selections=selections,
        sets=revision.before.sets,
        kept=revision.printed_orders,
        make=revision.as_printed,
    )
    return Issues(before, plan, revision)


def _printed_part(part: SelectedSection, printed: Mapping[str, Question]) -> SelectedSection:
    each = part.section.points_each
    return replace(part, questions=tuple(worth(printed[question.id], each) for question in part.questions))
