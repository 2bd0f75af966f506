"""LaTeX exams of several classes, and what of LaTeX is refused."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import errors_in
from examgen.formats import parse_bank
from examgen.formats.latex import FORMAT
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank
from examgen.model.response import Kind, Numeric, Open, Written
from examgen.model.text import CodeBlock, Formula, ListBlock, Table, paragraph, spans_of, wording

EXAM = r"""\documentclass[addpoints]{exam}
\newcommand{\R}{\mathbb{R}}
\newcommand{\vect}[1]{\mathbf{#1}}
\title{Midterm \& more}
\begin{document}
\begin{center} \fbox{\parbox{5in}{Answer the questions.}} \end{center}
\section{Algebra}
\begin{questions}
\question[5] Which is the \emph{largest} set, $\vect{a}\in\R$? % comment
\begin{choices}
\choice $\mathbb{N}$
\CorrectChoice $\R$
\choice None of the above
\end{choices}
\begin{solution}
Since $\mathbb{N}\subset\R$, B is right.
\end{solution}

\question
\begin{parts}
\part[2] Name it.
\begin{solution}[1in] It is ``Euler'' --- yes. \end{solution}
\part[3] How much is $1+1$?\answerline[2]
\end{parts}
\titledquestion{Blank}[4] The capital of France is \fillin[Paris][2cm] and of \"Osterreich \fillin[Wien].
\question Explain.
\fillwithlines{2in}
\question Pick all.
\begin{checkboxes}
\correctchoice one
\choice two
\CorrectChoice three
\end{checkboxes}
\question Table: \begin{tabular}{lr}a & b\\ \hline 1 & 2\end{tabular} and
\begin{enumerate}\item x \item y\end{enumerate}
\begin{lstlisting}[language=C]
int x = {1};
\end{lstlisting}
\end{questions}
\end{document}
"""
AMC = r"""\documentclass[a4paper]{article}
\usepackage[francais,bloc]{automultiplechoice}
\begin{document}
\element{general}{
  \begin{question}{prez}
    Parmi les personnalit\'es suivantes, laquelle a \'et\'e pr\'esidente ?
    \begin{reponses}
      \bonne{Ren\'e Coty}
      \mauvaise{Alain Prost}
      \lastchoices
      \mauvaise{Aucune des r\'eponses}
    \end{reponses}
    \explain{Parce que.}
  \end{question}
}
\onecopy{10}{
\begin{questionmult}{pref}\bareme{b=2,m=0}
 Which?
 \begin{choiceshoriz}[o]
  \correctchoice{A}
  \correctchoice{B}
  \wrongchoice{C}
 \end{choiceshoriz}
\end{questionmult}
\begin{question}{open}
Write. \AMCOpen{lines=4}{\wrongchoice[W]{w}\scoring{0}\correctchoice[C]{c}\scoring{2}}
\end{question}
\begin{questionmultx}{num} How many? \AMCnumericChoices{42}{digits=2} \end{questionmultx}
}
\end{document}
"""
MOODLE = r"""\documentclass{article}
\usepackage{moodle}
\begin{document}
\begin{quiz}{My first quiz}
\begin{multi}[points=3]{A first derivative}
What is the derivative of $x^3$?
\item* $3x^2$
\item $\frac{1}{4} x^4$ \feedback{no}
\end{multi}
\begin{numerical}[tolerance=0.01]{Root}
Find $\sqrt{2}$.
\item 1.4142
\end{numerical}
\begin{shortanswer}{Poem} Who? \item Poe \item Edgar \end{shortanswer}
\begin{truefalse}{TF} It is so. \item* \end{truefalse}
\end{quiz}
\end{document}
"""
ZH = r"""\documentclass{exam-zh}
\begin{document}
\section{选择题}
\begin{question}
  已知集合
  等于 \paren[B]
  \begin{choices}
    \item $1$
    \item $2$
  \end{choices}
\end{question}
\begin{problem}[points = 12]
  求。
  \begin{solution} 因为 \score{2} \end{solution}
\end{problem}
\end{document}
"""
GIFT = r"""\documentclass{beamer}
\giftdef{\ZZ}{\mathbf{Z}}
\begin{document}
\begin{gift}
\begin{frame}{Q(\QTitle{T})}
\Question{Is \(\ZZ\) a ring? \[ x \]}
\begin{enumerate}
\item \Wrong{No}\Response{Think.}
\item \Correct{Yes}
\end{enumerate}
\end{frame}
\end{gift}
\end{document}
"""


def read(text: str) -> Bank:
    bank, diagnostics = parse_bank(text)
    assert [str(found) for found in diagnostics if found.severity == "error"] == []
    return bank


@pytest.mark.parametrize("text", [EXAM, AMC, MOODLE, ZH, GIFT], ids=["exam", "amc", "moodle", "exam-zh", "ltxgift"])
def test_recognised(text: str) -> None:
    """each class is told from its content."""
    assert recognised(Source.of(text)) is FORMAT


def test_class_exam() -> None:
    """choices, parts, gaps, answer space, solutions, tables, lists, code, macros of the file."""
    bank = read(EXAM)
    choice, parts, gaps, space, several, rich = bank.questions

    assert bank.title == "Midterm & more" and choice.topic == "Algebra"
    assert (choice.points, choice.key, choice.options[2].pinned) == (Decimal(5), (1,), True)
    assert [span.source for span in spans_of(choice.stem) if isinstance(span, Formula)] == [r"\mathbf{a}\in\mathbb{R}"]
    assert [(part.kind, part.points) for part in parts.parts] == [(Kind.OPEN, Decimal(2)), (Kind.NUMERIC, Decimal(3))]
    assert parts.parts[0].response == Open(answer=paragraph("It is “Euler” — yes."))
    assert [part.response for part in gaps.parts] == [
        Written(accepted=(paragraph(word),)) for word in ("Paris", "Wien")
    ]
    assert space.answer_space is not None and space.answer_space.height == 144
    assert (several.kind, several.key) == (Kind.MULTIPLE_RESPONSE, (0, 2))
    kinds = [type(block) for block in rich.stem]
    assert Table in kinds and ListBlock in kinds and CodeBlock(r"int x = {1};") in rich.stem


def test_auto_multiple_choice() -> None:
    """names, groups, last choices, scoring, open and numeric questions."""
    general, several, essay, number = read(AMC).questions

    assert (general.id, general.topic, general.key) == ("prez", "general", (0,))
    assert [option.pinned for option in general.options] == [False, False, True]
    assert wording(general.explanation.text) == "Parce que."
    assert (several.kind, several.key, several.locked, several.points) == (
        Kind.MULTIPLE_RESPONSE,
        (0, 1),
        True,
        Decimal(2),
    )
    assert essay.kind is Kind.OPEN and number.response == Numeric(value=Decimal(42))


def test_package_moodle() -> None:
    """items are answers; a star marks the right ones."""
    choice, number, word, truth = read(MOODLE).questions

    assert (choice.key, choice.points, wording(choice.options[1].rationale)) == ((0,), Decimal(3), "no")
    assert number.response == Numeric(value=Decimal("1.4142"), tolerance=Decimal("0.01"))
    assert isinstance(word.response, Written) and len(word.response.accepted) == 2
    assert (truth.kind, truth.key) == (Kind.TRUE_FALSE, (0,))


def test_items_of_package_moodle_state_shares_feedback_and_tolerance() -> None:
    """what stands in brackets behind an item is said of it, and is no part of its text."""
    items = r"\item[fraction=100, feedback={It \emph{is}.}] x \item[fraction=50] y \item z"
    multi = r"\begin{multi}{a} Which? " + items + r"\end{multi}"
    word = r"\begin{shortanswer}{b} Who? \item[fraction=100] Ann \item[fraction=50] Bob \end{shortanswer}"
    number = r"\begin{numerical}{c} Pi? \item[tolerance=0.01] 3.14 \end{numerical}"
    bank, found = parse_bank(
        r"\documentclass{article}\usepackage{moodle}\begin{document}\begin{quiz}{Q}"
        + multi + word + number + r"\end{quiz}\end{document}"
    )  # fmt: skip

    first, _, third = bank.questions
    assert [wording(option.text) for option in first.options] == ["x", "y", "z"] and first.options[0].is_key
    assert first.options[1].weight == Decimal("0.5") and wording(first.options[0].rationale) == "It is."
    assert third.response == Numeric(value=Decimal("3.14"), tolerance=Decimal("0.01"))
    assert [each.rule for each in found if "Bob" in each.message] == ["not-carried"]


def test_scores_of_single_answers_are_named() -> None:
    """what AMC gives for one option, or for a number nearby, is a warning, and the question is read."""
    bank, found = parse_bank(
        r"\documentclass{article}\usepackage{automultiplechoice}\begin{document}"
        r"\begin{questionmult}{a} Which? \begin{choices}\correctchoice{x}\scoring{2}\wrongchoice{y}\end{choices}"
        r"\end{questionmult}\begin{questionmultx}{b} Pi? \AMCnumericChoices{3.14}{digits=3,decimals=2,approx=1}"
        r"\end{questionmultx}\end{document}"
    )

    assert [each.rule for each in found] == ["not-carried", "not-carried"]
    assert bank.questions[0].key == (0,) and bank.questions[1].response == Numeric(value=Decimal("3.14"))


def test_lengths_before_the_options_mean_nothing() -> None:
    """what lays a list of options out is no option, and an exam of one line is recognised."""
    bank, found = parse_bank(
        r"\element{g}{\begin{question}{a}Which?\begin{reponses}\setlength{\itemsep}{0pt}\itemsep0em"
        r"\bonne{x}\mauvaise{y}\end{reponses}\end{question}}"
    )

    assert bank.questions[0].key == (0,) and not [each for each in found if each.severity == "error"]


def test_half_points_count() -> None:
    """points such as one and a half are written with a command."""
    (question,) = read(
        r"\documentclass{exam}\begin{document}\begin{questions}\question[1\half] Why?\end{questions}\end{document}"
    ).questions

    assert question.points == Decimal("1.5")


def test_exam_zh_and_ltxgift() -> None:
    """keys by letter in the stem; commands around whole options."""
    choice, problem = read(ZH).questions
    (gift,) = read(GIFT).questions

    assert choice.key == (1,) and choice.topic == "选择题"
    assert problem.points == 12 and problem.response == Open(answer=paragraph("因为 (2)"))
    assert gift.key == (1,) and wording(gift.options[0].rationale) == "Think."
    assert [wording(option.text) for option in gift.options] == ["No", "Yes"]


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        (r"\question \foobar{x} \begin{choices}\CorrectChoice a \choice b\end{choices}", "latex"),
        (r"\question Which \begin{tikzpicture}\draw;\end{tikzpicture}?", "latex"),
        (r"\question Which? \begin{choices}\choice a \choice b\end{choices}", "unresolved-key"),
        (r"\question Which? \begin{choices}\Corectchoice{a} \choice b\end{choices}", "stray-text"),
        (r"\begin{python}print(1)\end{python}", "runs-code"),
        (r"\input{/etc/passwd} \question Which? \input{x}", "latex"),
        (r"\question Which \part[2]?", "latex"),
        (r"\question Which \includegraphics{../../x.png}?", "image"),
    ],
)
def test_faults(inside: str, rule: str) -> None:
    """what is not understood, or would have to be run or loaded, is an error with its line."""
    _, diagnostics = parse_bank(
        "\\begin{document}\n\\begin{questions}\n" + inside + "\n\\end{questions}\n", format="latex"
    )

    assert (rule, 3) in [(found.rule, found.line) for found in diagnostics if found.severity == "error"]


@pytest.mark.parametrize(
    "text", ["{" * 5000, r"\begin{a}" * 2000, r"\question" * 5000, "$" * 5001, r"\def\a{\a\a}\a" * 50]
)
def test_bounds(text: str) -> None:
    """depth, length and macros that name themselves end soon."""
    start = time.process_time()
    parse_bank("\\begin{questions}\\question " + text, format="latex")

    assert time.process_time() - start < 10


PIECES = [
    *EXAM.splitlines(),
    *AMC.splitlines(),
    *MOODLE.splitlines(),
    "{",
    "}",
    "$",
    r"\begin{",
    r"\item",
    r"\verb|",
    "%",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_lines(lines: list[str]) -> None:
    """whatever order lines come in, there is a bank with diagnostics."""
    parse_bank("\n".join(lines), format="latex")


def test_tasks_and_answers_that_are_shown() -> None:
    """a star marks the right task; what stands where answers are printed is read, and macros with arguments in text."""
    source = r"""\documentclass{exam}
\newcommand{\kw}[1]{\textbf{#1}}
\begin{document}
\begin{questions}
\question Which is the \kw{largest}?
\begin{tasks}(2)
\task one
\task* two
\end{tasks}
\ifprintanswers It is two. \else \vspace{2cm} \fi
\end{questions}
\end{document}
"""
    question = read(source).questions[0]

    assert wording(question.stem) == "Which is the largest?" and question.key == (1,)
    assert [wording(option.text) for option in question.options] == ["one", "two"]
    assert wording(question.explanation.text) == "It is two."


def test_options_that_are_not_understood_are_an_error() -> None:
    """a list of options without any command that begins one is not left out."""
    _, found = parse_bank(r"\begin{questions}\question Which?\begin{choices}one, two\end{choices}\end{questions}")

    assert "stray-text" in {each.rule for each in found if each.severity == "error"}


SUBPARTS = r"""\documentclass{exam}\begin{document}\begin{questions}
\question See.
\begin{parts}
\part[2] First.
\begin{solution}one\end{solution}
\part%s Second.
\begin{subparts}
\subpart[1] inner
\begin{solution}two\end{solution}
\subpart[3] outer
\begin{subsubparts}\subsubpart[2] deep \subsubpart[1] deeper\end{subsubparts}
\end{subparts}
\end{parts}
\end{questions}\end{document}
"""


def test_parts_of_a_part_are_parts_of_the_question() -> None:
    """with what the part says before them in the first, their own points, and a warning."""
    bank, found = parse_bank(SUBPARTS % "[4]", "exam.tex")
    parts = bank.questions[0].parts

    assert [(each.rule, each.line, each.severity) for each in found if each.rule == "parts"] == [
        ("parts", 7, "warning")
    ]
    assert [wording(part.stem).split("\n") for part in parts] == [
        ["First."], ["Second.", "inner"], ["outer", "deep"], ["deeper"],
    ]  # fmt: skip
    assert [int(part.points) for part in parts] == [2, 1, 2, 1]


def test_parts_of_a_part_without_points() -> None:
    """what the part gives is not shared out among them by guess, however deep they are."""
    whole = SUBPARTS % "[4]"
    for source in (whole.replace(r"\subpart[1]", r"\subpart"), whole.replace(r"\subsubpart[1]", r"\subsubpart")):
        assert "parts" in {each.rule for each in errors_in(parse_bank(source, "exam.tex")[1])}
