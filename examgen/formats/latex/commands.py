"""What the commands and environments of LaTeX, and of the classes for exams, mean for a bank."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from examgen.markup.patterns import late
from examgen.model.answer_space import Pattern
from examgen.model.text import Style


def _unchanged(style: Style) -> Style:
    return style


STYLES: dict[str, Callable[[Style], Style]] = {
    **dict.fromkeys(("textbf", "bf", "bfseries", "mathbf"), lambda style: replace(style, bold=True)),
    **dict.fromkeys(
        ("emph", "em", "textit", "it", "itshape", "textsl", "sl"), lambda style: replace(style, italic=True)
    ),
    **dict.fromkeys(("texttt", "tt", "ttfamily", "lstinline", "code"), lambda style: replace(style, code=True)),
    **dict.fromkeys(("underline", "uline"), lambda style: replace(style, underline=True)),
    **dict.fromkeys(("sout", "st"), lambda style: replace(style, strike=True)),
    "textsuperscript": lambda style: replace(style, shift=1),
    "textsubscript": lambda style: replace(style, shift=-1),
}

SAME = frozenset((
    "textrm", "textsf", "textnormal", "text", "mbox", "hbox", "textsc", "textup", "textmd", "ensuremath", "makebox",
    "parbox", "rm", "sf", "sc", "normalfont", "textcolor", "color", "framebox", "fbox", "centerline", "QTitle",
    "raggedright",
))  # fmt: skip
"""Their content counts, their look does not."""

LAYOUT = frozenset((
    "noindent", "indent", "centering", "label", "vspace", "hspace", "smallskip", "medskip", "bigskip", "newpage",
    "clearpage", "pagebreak", "nopagebreak", "hfill", "hfil", "vfill", "vfil", "small", "footnotesize", "scriptsize",
    "tiny", "large", "Large", "LARGE", "huge", "normalsize", "linebreak", "displaystyle", "maketitle", "thispagestyle",
    "pagestyle", "setlength", "addtolength", "setcounter", "addtocounter", "strut", "phantom", "hphantom", "vphantom",
    "protect", "relax", "leavevmode", "AMCBoxedAnswers", "multiSymbole", "null", "break", "goodbreak",
    "enlargethispage", "samepage", "usefont", "boldmath", "quad", "qquad", "enspace", "thinspace", "newline",
    "droptotalpoints", "addpoints", "noaddpoints", "printanswers", "noprintanswers",
))  # fmt: skip
"""They say nothing."""

DEFINITIONS = frozenset({"def", "newcommand", "renewcommand", "providecommand", "setlist"})
SPACES = frozenset({"quad", "qquad", "enspace", "thinspace", " ", ",", ";", ":", "!", ">", "space", "hspace"})
FORMULAS = frozenset({"ce", "SI", "si", "num", "qty", "unit", "ang", "cf"})
"""Chemistry and quantities."""

DISPLAYS = frozenset((
    "equation", "align", "gather", "multline", "eqnarray", "displaymath", "flalign", "alignat", "math",
))  # fmt: skip
"""Environments of a formula of its own."""

LISTS = frozenset({"itemize", "enumerate", "description", "compactenum", "compactitem", "tasks"})
NUMBERED = frozenset({"enumerate", "compactenum"})
_LIST = rf"\\begin\{{(?:{'|'.join(sorted(LISTS - {'description'}))})\*?\}}"
_END = rf"\\end\{{(?:{'|'.join(sorted(NUMBERED))})\}}"
NESTED_LISTS = late(rf"\\begin\{{(?:{'|'.join(sorted(NUMBERED))})\}}(?:(?!{_END}|{_LIST}).)*+{_LIST}", re.DOTALL)
"""A numbered list with a list in one of its items, as questions have their options."""

QUOTES = frozenset({"quote", "quotation", "verse"})
RUN = frozenset({"python", "sagesilent", "luacode", "pycode"})
"""Environments of code that would be run to make the text."""

CODE = frozenset({"verbatim", "lstlisting", "minted", "alltt", "Verbatim", "lstverbatim"})
TABLES = frozenset({"tabular", "tabularx", "tabulary", "longtable"})
UNREAD = frozenset({"tikzpicture", "pspicture", "picture", "forest", "circuitikz", "axis", "pgfpicture", "asy"})
"""Environments of drawings."""

UNSAFE = frozenset({"input", "include", "write", "immediate", "openin", "read", "footnote", "ref", "eqref", "cite"})
"""They reach for files, or for what a paper lacks."""

CHOICES = frozenset((
    "choices", "oneparchoices", "checkboxes", "oneparcheckboxes", "reponses", "reponseshoriz", "choiceshoriz",
    "choicescustom", "choicescols", "answers", "tasks",
))  # fmt: skip
"""Environments of options."""

SOLUTIONS = frozenset((
    "solution", "solutionorbox", "solutionorlines", "solutionordottedlines", "solutionorgrid", "solutionbox", "answer",
    "explanation", "analysis", "feedback",
))  # fmt: skip
RIGHT = frozenset({"CorrectChoice", "correctchoice", "bonne", "Correct"})
"""They begin a right option."""

WRONG = frozenset({"choice", "wrongchoice", "mauvaise", "Wrong", "task"})
"""They begin a wrong one; ``\\task*`` a right one."""

REASONS = frozenset({"explain", "explication", "explanation"})
SCORES = frozenset({"scoring", "bareme"})
OPTION_REASONS = frozenset({"Response", "feedback"})
LINES = frozenset({"fillwithlines", "fillwithdottedlines", "fillwithgrid", "makeemptybox"})
"""Room to write in."""

PARTS = frozenset({"part", "bonuspart"})
SUBPARTS = frozenset({"subpart", "subsubpart"})
DEEPER = frozenset({"subparts", "subsubparts"})
SHARED = frozenset({"center", "multicols", "minipage", "EnvFullwidth", "frame", "columns", "column"})
SLIDES = frozenset({"frame", "columns", "column", "EnvFullwidth"})
PATTERNS = {"fillwithgrid": Pattern.GRID, "makeemptybox": Pattern.BLANK}
