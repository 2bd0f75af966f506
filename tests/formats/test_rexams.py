"""Exercises of R/exams in R Markdown: what is static is read, what needs R is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.formats import parse_bank
from examgen.formats.registry import recognised
from examgen.formats.rexams import FORMAT
from examgen.formats.source import Source
from examgen.model.response import Kind, Numeric
from examgen.model.text import Gap, spans_of, wording

CHOICE = """Question
========
What is the seat of the federal authorities in Switzerland (i.e., the de facto capital)?

```{r, eval=FALSE}
x <- c(1, 2)
```

Answerlist
----------
* Basel
* Bern
* Geneva
  in the west
* Lausanne

Solution
========
There is no de jure capital but the de facto capital is Bern.

Answerlist
----------
* False. No.
* True.
* False.
* False.

Meta-information
================
exname: Swiss Capital
extype: schoice
exsolution: 0100
exshuffle: 3
exversion: 2
"""
CLOZE = """Question
========
The mean is ##ANSWER1## and the colour ##ANSWER2##, a fruit is ##ANSWER3##.

Answerlist
----------
* 
* 
* apple
* stone

Solution
========
So.

Meta-information
================
extype: cloze
exsolution: 3.5|red|10
exclozetype: num|string|schoice
extol: 0.1
exname: mix
"""
RNW = r"""\begin{question}
What is the seat of the federal authorities in Switzerland, \emph{de facto}?
\begin{answerlist}
  \item Basel
  \item Bern
  \item Gen\`eve
\end{answerlist}
\end{question}

\begin{solution}
There is no de jure capital but the de facto capital is Bern, $x<1$.
\begin{answerlist}
  \item False.
  \item True.
  \item False.
\end{answerlist}
\end{solution}

%% META-INFORMATION
%% \extype{schoice}
%% \exsolution{010}
%% \exname{Swiss Capital}
%% \exshuffle{FALSE}
"""
PARTS = CLOZE.replace("##ANSWER1##", "A").replace("##ANSWER2##", "B").replace("##ANSWER3##", "C")


def errors(text: str) -> list[tuple[str, int | None]]:
    return [(found.rule, found.line) for found in parse_bank(text)[1] if found.severity == "error"]


def test_choice() -> None:
    """options from the answer list, the key from exsolution, reasons from the solution; a chunk not run shows."""
    bank, diagnostics = parse_bank(CHOICE)
    (question,) = bank.questions

    assert recognised(Source.of(CHOICE)) is FORMAT
    assert [(found.rule, found.line) for found in diagnostics] == [("not-carried", 34)]
    assert (question.kind, question.key, question.number) == (Kind.CHOICE, (1,), "Swiss Capital")
    assert question.shown_distractors == 2
    assert wording(question.stem).endswith("x <- c(1, 2)")
    assert wording(question.options[2].text) == "Geneva in the west"
    assert wording(question.options[0].rationale) == "False. No."
    assert wording(question.explanation.text).startswith("There is no de jure capital")


def test_cloze_with_places() -> None:
    """places become gaps, each with its kind."""
    (question,) = parse_bank(CLOZE)[0].questions

    assert errors(CLOZE) == []
    assert question.kind is Kind.FILL_IN and [part.kind for part in question.parts] == [
        Kind.NUMERIC,
        Kind.SHORT_ANSWER,
        Kind.CHOICE,
    ]
    assert sum(isinstance(span, Gap) for span in spans_of(question.stem)) == 3
    assert question.parts[0].response == Numeric(value=Decimal("3.5"), tolerance=Decimal("0.1"))
    assert question.parts[2].key == (0,)


def test_cloze_without_places() -> None:
    """without places there are parts; an item asks what is not chosen from options."""
    (question,) = parse_bank(PARTS.replace("* \n* \n", "* How long?\n* Which?\n"))[0].questions

    assert question.kind is Kind.MULTI_PART
    assert [wording(part.stem) for part in question.parts] == ["How long?", "Which?", ""]


def test_sweave() -> None:
    """the same in LaTeX, with its settings in comments."""
    (question,) = parse_bank(RNW)[0].questions

    assert errors(RNW) == [] and recognised(Source.of(RNW)) is FORMAT
    assert (question.key, question.locked, question.number) == ((1,), True, "Swiss Capital")
    assert [wording(option.text) for option in question.options] == ["Basel", "Bern", "Genève"]
    assert wording(question.options[1].rationale) == "True."
    chunk = RNW.replace("What is", "<<echo=FALSE>>=\nx <- 1\n@\nWhat is")
    assert errors(chunk)[0] == ("runs-code", 2)
    assert errors(RNW.replace("x<1", "x").replace("Bern,", "\\Sexpr{x}"))[0][0] == "runs-code"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("```{r, eval=FALSE}", "```{r}", "runs-code"),
        ("de facto capital)", "`r x`)", "runs-code"),
        ("exsolution: 0100", "exsolution: 010", "unclear-answer"),
        ("exsolution: 0100", "exsolution: 2", "unclear-answer"),
        ("extype: schoice", "extype: image", "attribute"),
        ("exname: Swiss Capital", "exname: x\nexpoints: many", "points"),
    ],
)
def test_faults(old: str, new: str, rule: str) -> None:
    """what needs R, and what contradicts itself, is an error with its line."""
    found = errors(CHOICE.replace(old, new))

    assert rule in [name for name, line in found if line]


@given(st.lists(st.sampled_from([*CHOICE.splitlines(), *CLOZE.splitlines(), "```", "---", "`r", "exsolution: |"])))
def test_any_lines(lines: list[str]) -> None:
    """whatever order lines come in, there is a bank with diagnostics."""
    parse_bank("\n".join(lines), format="rexams")


@pytest.mark.parametrize(("kind", "solution"), [("essay", "nil"), ("verbatim", ":NUMERICAL:=49:0.1")])
def test_gaps_that_no_words_fill_are_errors(kind: str, solution: str) -> None:
    """an essay in a gap, and an answer in Moodle's own code, are told and never taken for words."""
    text = (
        "Question\n========\nIt is ##ANSWER1## or ##ANSWER2##.\n\nMeta-information\n================\n"
        f"extype: cloze\nexclozetype: num|{kind}\nexsolution: 4|{solution}\nexname: x\n"
    )

    assert [rule for rule, _ in errors(text)] == ["unclear-answer"]


REASONED = """Question
========
The colour is ##ANSWER1## and the number ##ANSWER2##.

Answerlist
----------
* red
* blue
*

Solution
========
So.

Answerlist
----------
* Red is wrong.
* Blue it is.
* One and one.

Meta-information
================
extype: cloze
exclozetype: schoice|num
exsolution: 01|2
exname: reasoned
"""


def test_reasons_of_gaps() -> None:
    """the answer list of a cloze's solution explains options where these are, and else the whole, by gap."""
    (question,) = parse_bank(REASONED)[0].questions

    assert errors(REASONED) == []
    assert [wording(option.rationale) for option in question.parts[0].options] == ["Red is wrong.", "Blue it is."]
    assert wording(question.explanation.text) == "So.\nOne and one."


def test_reasons_of_parts() -> None:
    """reasons explain their parts; one for each part is enough."""
    parts = REASONED.replace("##ANSWER1##", "A").replace("##ANSWER2##", "B").replace("*\n", "* How many?\n")
    brief = parts.replace("schoice|num", "string|num").replace("01|2", "blue|2").replace("* red\n* blue", "* Colour?")
    brief = brief.replace("* Red is wrong.\n", "")

    whole = parse_bank(parts)[0].questions[0].parts
    (first, second) = parse_bank(brief)[0].questions[0].parts

    assert [wording(part.explanation.text) for part in whole] == ["", "One and one."]
    assert [wording(part.explanation.text) for part in (first, second)] == ["Blue it is.", "One and one."]


@pytest.mark.parametrize("kind", ["schoice", "num"])
def test_reasons_without_options(kind: str) -> None:
    """items of the solution that belong to no option stay in the explanation."""
    text = CHOICE.replace("* False. No.\n", "").replace("extype: schoice", f"extype: {kind}")
    (question,) = parse_bank(text)[0].questions

    assert wording(question.explanation.text).endswith("Bern.\nTrue.\nFalse.\nFalse.")


def test_items_that_are_missing() -> None:
    """an answer list that does not fit the answers is an error."""
    assert ("unclear-answer", 23) in errors(REASONED.replace("* red\n* blue\n", ""))
