"""What an amended build records in, lines for its summary out: which questions were corrected, which pages differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from examgen.deliver import Amendment, CorrectedQuestion
from examgen.model.bank import Question
from examgen.pipeline.summary import counted

MOST_NAMED = 8
"""The manifest has the rest."""


def amend_lines(issue: int, amendment: Amendment, questions: Sequence[Question]) -> Iterator[str]:
    """A line on the corrections, and one on the pages."""
    numbers = {question.id: question.number for question in questions if question.number}
    said = [f"question {_called(each.id, numbers)}: {_what(each)}" for each in amendment.corrected]
    yield f"issue {issue}: {counted(len(said), 'corrected question')} ({_listed(said, '; ')})"
    pages = [f"variant {each.variant}: {', '.join(map(str, each.pages))}" for each in amendment.pages]
    yield f"changed pages · {_listed(pages, ' · ')}" if pages else "no page of any paper has changed: only keys have"


def _called(identity: str, numbers: Mapping[str, str]) -> str:
    """The number in the bank, of a part "4b", of a gap "4.2"; the id where there is none."""
    whole, *parts = [identity] if identity in numbers else identity.split("/")
    if whole not in numbers:
        return identity
    return numbers[whole] + "".join(f".{part}" if part.isdecimal() else part for part in parts)


def _what(corrected: CorrectedQuestion) -> str:
    return ", ".join(corrected.fields) or "id"


def _listed(words: Sequence[str], between: str) -> str:
    more = f"{between}{len(words) - MOST_NAMED} more in manifest.json" if len(words) > MOST_NAMED else ""
    return between.join(words[:MOST_NAMED]) + more
