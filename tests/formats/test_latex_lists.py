"""LaTeX sources whose questions are items of plain lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import errors_in
from examgen.formats import parse_bank
from examgen.model.text import Formula, ListBlock, OptionReference, spans_of, wording

WHOLE = r"""\documentclass{article}
\usepackage{enumitem}
\title{Physics quiz}
\begin{document}
\maketitle
\section*{Part A}
\begin{enumerate}
  \item A body of mass $m$ falls, and
        what is its speed? It costs \$5.
    \begin{enumerate}[label=(\alph*)]
      \item $\sqrt{2gh}$
      \item $gh$
    \end{enumerate}
    \textbf{Answer:} (a)

    \textit{Explanation:} Energy is conserved.
  \item Consider:
    \begin{itemize}
      \item[I.] Force is a vector.
      \item[II.] Mass is a vector.
    \end{itemize}
    Which are true?
    \begin{multicols}{2}
    \begin{enumerate}
      \item I only
      \item both
    \end{enumerate}
    \end{multicols}
    \begin{solution}
    (b)
    \end{solution}
\end{enumerate}
\end{document}
"""


def test_items_are_questions() -> None:
    """their lines are those of the source; other lists, formulas and money stay what they are."""
    bank, found = parse_bank(WHOLE, "quiz.tex")

    assert found == ()
    assert bank.title == "Physics quiz"
    assert [(question.line, question.key, question.topic) for question in bank.questions] == [
        (8, (0,), "Part A"),
        (17, (1,), "Part A"),
    ]
    first, second = bank.questions
    assert wording(first.stem) == "A body of mass m falls, and what is its speed? It costs $5."
    assert any(isinstance(span, Formula) for span in spans_of(first.options[0].text))
    assert wording(first.explanation.text) == "Energy is conserved."
    assert any(isinstance(block, ListBlock) for block in second.stem)
    assert [wording(option.text) for option in second.options] == ["I only", "both"]


@pytest.mark.parametrize(
    "right",
    [
        r"\item \textbf{it}", r"\item \textbf{$t$}", r"\item it % correct", r"\item it $\checkmark$", r"\item* it",
        r"\item it *", r"\item \textcolor{red}{it}", r"\item \underline{it}", r"\item[$\boxtimes$] it",
    ],
)  # fmt: skip
def test_marked_items(right: str) -> None:
    """the right option looks another way than the others, on no paper."""
    options = f"\\begin{{enumerate}}\n\\item he\n{right}\n\\item she\n\\end{{enumerate}}"
    bank, found = parse_bank(
        f"\\begin{{enumerate}}\n\\item Who?\n{options}\n\\item Which?\n{options}\n\\end{{enumerate}}"
    )

    assert not errors_in(found), found
    assert [question.key for question in bank.questions] == [(1,), (1,)]
    assert wording(bank.questions[0].options[1].text) in ("it", "t")
    styles = {span.style for span in spans_of(bank.questions[0].options[1].text) if hasattr(span, "style")}
    assert not any(style.bold or style.underline for style in styles)


@pytest.mark.parametrize(("settings", "are_small"), [("", True), (r"[label=\Alph*.]", False), ("[(A)]", False)])
def test_letters_are_those_that_the_list_prints(settings: str, are_small: bool) -> None:
    """small ones, unless it says otherwise, so that mentions of them in texts are understood."""
    options = f"\\begin{{enumerate}}{settings}\n\\item he\n\\item she\n\\end{{enumerate}}"
    name = "(b)" if are_small else "B"
    said = f"Answer: {name}\n\nExplanation: Thus option {name} fits."
    bank, found = parse_bank(f"\\begin{{enumerate}}\n\\item Who?\n{options}\n{said}\n\\end{{enumerate}}")

    assert found == ()
    assert any(isinstance(span, OptionReference) for span in spans_of(bank.questions[0].explanation.text))


def test_a_comment_on_a_line_of_its_own_marks_nothing() -> None:
    """it may speak of the option below."""
    options = "\\begin{enumerate}\n\\item he\n% correct\n\\item she\n\\end{enumerate}"
    _, found = parse_bank(f"\\begin{{enumerate}}\n\\item Who?\n{options}\n\\end{{enumerate}}")

    assert [each.rule for each in errors_in(found)] == ["unresolved-key"]


def test_an_answer_list_and_tasks() -> None:
    """a list below a heading for answers gives the keys in order."""
    tasks = "\\begin{tasks}(2)\n\\task one\n\\task two\n\\end{tasks}\n"
    answers = "\\section*{Answer key}\n\\begin{enumerate}\n\\item B\n\\item A\n\\end{enumerate}\n"
    bank, found = parse_bank(
        f"\\begin{{enumerate}}\n\\item Who?\n{tasks}\\item Which?\n{tasks}\\end{{enumerate}}\n{answers}"
    )

    assert not errors_in(found), found
    assert [question.key for question in bank.questions] == [(1,), (0,)]


def test_what_has_no_key_or_is_not_understood_is_told_at_its_line() -> None:
    """as everywhere."""
    _, found = parse_bank(WHOLE.replace(r"\textbf{Answer:} (a)", "").replace("both", r"\nonsense{both}"), "quiz.tex")

    assert {(each.rule, each.line) for each in errors_in(found)} == {("unresolved-key", 8), ("latex", 26)}


@given(st.lists(st.sampled_from([*WHOLE.split("\n"), r"\begin{enumerate}", r"\item", r"\end{enumerate}", "{", "$"])))
def test_any_lines(lines: list[str]) -> None:
    """whatever order lines come in, there is a bank with diagnostics."""
    parse_bank("\n".join([r"\begin{enumerate} \item \begin{itemize}", *lines]), format="latex")
