"""The kinds of question that papers and keys have a place for so far; a build refuses the others by name.

Each kind joins ``PRINTED`` with its place on paper, in the key and in the audit; with the last one this module goes.
"""

from __future__ import annotations

from collections.abc import Sequence

from examgen.errors import BankError
from examgen.model.bank import Question
from examgen.model.response import Kind

PRINTED = frozenset(Kind)
PRINTS_SETS = False


def is_printed(question: Question) -> bool:
    """Whether there is a place for a question and all of its parts."""
    return question.kind in PRINTED and all(map(is_printed, question.parts))


def refuse_unprinted(questions: Sequence[Question]) -> None:
    """Raise for the first question that has no place on paper."""
    for question in questions:
        if not is_printed(question) or (question.set_id and not PRINTS_SETS):
            what = f"of kind {question.kind}" if not is_printed(question) else "in a question set"
            raise BankError(
                f"{question.path} line {question.line}: questions {what} are not printed yet",
                remedy="examgen check and examgen convert read them; leave them out of what is built",
            )
