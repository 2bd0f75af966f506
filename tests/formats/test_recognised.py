"""Files written with signs of other formats in their texts; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import errors_in
from examgen.formats import all_writers, mistaken, writer_named
from examgen.formats.archive import SIGN
from examgen.formats.decode import normalised
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank, Explanation, Option, Question
from examgen.model.response import Kind, Open, Written
from examgen.model.text import LineBreak, Paragraph, Text, Words, paragraph
from examgen.pipeline.convert import convert

LINES = (
    "{=", "::x::", "{T}", "$CATEGORY: a/b", "// note", "=b", "~a", "}", "ANSWER: B", "A. x", "<?xml version='1.0'?>",
    "<quiz>", "<questestinterop>", "<assessmentItem>", "<p>a</p>", "\\begin{questions}", "\\question x", "Type: MC",
    "ANS: B", "@", "a\tb\tc", "MC\tWhich?\tx\tcorrect\ty\tincorrect", "---", "title: x", "- question: x", "key: value",
    "#Q Who?", "^ x", "--- question ---", "Quiz title: x", "[*] a", "...  x", "GROUP", "1. Who?", "a) x", "*b) y",
    "T1A01 (C)", "#separator:tab", "question,A,B,answer", "1,5;2", '{"question": "x"}', "[1]", "extype: schoice",
    "Question", "========", "## Question 1", "- [x] a", "### 1. x", "* Who?", "+ a", "- b", "| a | b |", "```r", "%",
    "Answer: B", "Explanation: no", "Points: 2", "Title: x", "MULTIPLE CHOICE", "PK",
    "{Who?", '|type="()"}', "# T", "x", "tree",
)  # fmt: skip
"""Of which other formats are told."""

UNSURE = ("aiken", "plain-text", "text2qti")
"""Formats that are told by their questions alone, whose texts have no signs that part them from these."""


def text_of(lines: list[str]) -> Text:
    spans = [span for line in lines for span in (LineBreak(), Words(line))]
    return (Paragraph(tuple(spans[1:])),)


texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map(text_of)
choices = st.builds(
    lambda stem, words, why: Question(
        id="q1",
        stem=stem,
        options=tuple(Option(text=paragraph(f"{each} {place}"), is_key=not place) for place, each in enumerate(words)),
        explanation=Explanation(text=why),
    ),
    texts,
    st.lists(st.sampled_from(LINES), min_size=2, max_size=4),
    texts | st.just(()),
)
short = st.builds(
    lambda stem, words: Question(
        id="q2", stem=stem, kind=Kind.SHORT_ANSWER, response=Written(accepted=(paragraph(f"{words} x"),))
    ),
    texts,
    st.sampled_from(LINES),
)
free = st.builds(
    lambda stem, words: Question(id="q3", stem=stem, kind=Kind.OPEN, response=Open(answer=words)), texts, texts
)
banks = st.builds(
    lambda title, questions: Bank(title=title, questions=tuple(questions), language="en"),
    st.sampled_from(LINES),
    st.tuples(choices, short | free),
)


@pytest.mark.parametrize("name", [writer.name for writer in all_writers()])
def test_signs_of_other_formats_do_not_hide_a_written_file(name: str) -> None:
    """a written file is known for what it is, or told to be doubtful where its format has no signs."""
    writer = writer_named(name)
    assert writer is not None

    @settings(max_examples=25 if name not in ("docx", "xlsx") else 8)
    @given(banks)
    def check(bank: Bank) -> None:
        asked = replace(bank, questions=tuple(replace(question, has_own_id=True) for question in bank.questions))
        dumped = writer.dump(asked)
        if errors_in(dumped.lost):
            return
        text = "" if dumped.data.startswith(SIGN) else dumped.data.decode()
        form = recognised(Source(path="bank", data=dumped.data, tabbed=normalised(text)))

        told = mistaken(dumped.data, "bank", writer)
        assert [each.rule for each in told] == ([] if form and form.name == name else ["mistaken-format"])
        assert not told or name in UNSURE

    check()


def test_a_file_that_will_be_mistaken_is_told(tmp_path: Path) -> None:
    """a conversion names the option by which its target is read."""
    source, target = tmp_path / "quiz.md", tmp_path / "quiz.aiken"
    source.write_text("## Question 1\n\n\\# T\n\n- [x] one\n- [ ] two\n")

    told = [each for each in convert(source, target).diagnostics if each.rule == "mistaken-format"]

    assert [(each.path, "--format aiken" in (each.hint or "")) for each in told] == [(str(target), True)]
