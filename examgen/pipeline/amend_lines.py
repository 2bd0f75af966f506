"""What an amended build records in, lines for its summary out: which questions were corrected, which pages differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examgen.deliver import Amendment, CorrectedQuestion
from examgen.model.bank import Question
from examgen.pipeline.summary import counted

MOST_NAMED = 8
"""The manifest has the rest."""


def amend_lines(issue: int, amendment: Amendment, questions: Sequence[Question]) -> Iterator[str]:
    """A line on the corrections, and one on the pages."""
    numbers = {each.id: question.number or question.id for question in questions for each in question.with_parts}
    said = [f"question {numbers.get(each.id, each.id)}: {_what(each)}" for each in amendment.corrected]
    yield f"issue {issue}: {counted(len(said), 'corrected question')} ({_listed(said, '; ')})"
    pages = [f"variant {each.variant}: {', '.join(map(str, each.pages))}" for each in amendment.pages]
    yield f"changed pages · {_listed(pages, ' · ')}" if pages else "no page of any paper has changed: only keys have"


def _what(corrected: CorrectedQuestion) -> str:
    return ", ".join(corrected.fields) or "id"


def _listed(words: Sequence[str], between: str) -> str:
    more = f"{between}{len(words) - MOST_NAMED} more in manifest.json" if len(words) > MOST_NAMED else ""
    return between.join(words[:MOST_NAMED]) + more
