"""Whether a bank that states no language is told to be in another than English."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.model.reading import Reading
from examgen.pipeline.check import check

GERMAN = """Welche der folgenden Aussagen ist richtig?
A) Die Erde ist eine Scheibe
B) Der Mond ist nicht größer als die Erde
Antwort: B
"""
JAPANESE = """次のうち、正しいものはどれですか。
A) 地球は平らである
B) 月は地球より小さいです
正解：B
"""
QUOTED = """Which is the translation of "Das ist nicht der Mann und die Frau"?
A) This is not the man and the woman
B) This is what the house is for
Answer: A
"""


@pytest.mark.parametrize(("text", "tags"), [(GERMAN, ["de"]), (JAPANESE, ["ja"]), (QUOTED, [])])
def test_another_language_that_nothing_states_is_told(tmp_path: Path, text: str, tags: list[str]) -> None:
    bank = tmp_path / "quiz.txt"
    bank.write_text(f"1. {text}", encoding="utf-8")

    hints = [each.hint or "" for each in check([str(bank)]).diagnostics if each.rule == "unstated-language"]

    assert len(hints) == len(tags) and all(f"--language {tag}" in hint for tag, hint in zip(tags, hints, strict=True))


def test_a_stated_language_is_not_told(tmp_path: Path) -> None:
    """by a flag or by the bank; English may be stated for questions that are not in it."""
    plain, stated = tmp_path / "quiz.txt", tmp_path / "quiz.md"
    plain.write_text(f"1. {GERMAN}", encoding="utf-8")
    stated.write_text(f"---\nlanguage: de\n---\n\n1. {GERMAN}", encoding="utf-8")

    reports = [check([str(plain)], Reading(language="en")), check([str(stated)])]

    assert [each.rule for report in reports for each in report.diagnostics if each.rule == "unstated-language"] == []
