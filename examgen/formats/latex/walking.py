"""LaTeX source in, its tree out, with the line of every node; nothing is expanded, loaded or run by TeX."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from pylatexenc.latexwalker import LatexWalker, LatexWalkerParseError, get_default_latex_context_db
from pylatexenc.macrospec import EnvironmentSpec, MacroSpec, VerbatimArgsParser

Node: TypeAlias = Any
"""One of pylatexenc's nodes."""

MACROS = {
    # macro → its arguments: "[" optional, "{" required
    **dict.fromkeys(("question", "bonusquestion", "part", "bonuspart", "subpart", "subsubpart"), "["),
    **dict.fromkeys(("paren", "answerline"), "["),
    "Category": "{",
    "score": "{",
    "parbox": "[{{",
    "onecopy": "{{",
    "titledquestion": "{[",
    "fillin": "[[",
    "fillinblank": "[[",
    "element": "{{",
    "includegraphics": "[{",
    **dict.fromkeys(("bonne", "mauvaise", "wrongchoice", "explain", "explication"), "{"),
    **dict.fromkeys(("scoring", "bareme", "QTitle", "Question", "Correct", "Wrong", "Response"), "{"),
    **dict.fromkeys(("fillwithlines", "fillwithdottedlines", "fillwithgrid", "makeemptybox", "subject"), "{"),
    **dict.fromkeys(("feedback", "information", "examsetup", "hspace", "vspace", "enspace", "ce"), "{"),
    "AMCOpen": "{{",
    "AMCnumericChoices": "{{",
    "SI": "[{[{",
    "qty": "[{{",
    "si": "[{",
    "unit": "[{",
    "num": "[{",
    "ang": "[{",
    "href": "{{",
    "url": "{",
    "textcolor": "[{{",
    "lastchoices": "",
    "usepackage": "[{",
    "documentclass": "[{",
    "DeclareMathOperator": "{{",
    "giftdef": "{{",
    "setcounter": "{{",
    "pagestyle": "{",
    "item": "",
}
_ENVIRONMENTS = {
    **dict.fromkeys(("question", "questionmult", "questionmultx", "questionx", "frame"), "{"),
    **dict.fromkeys(("reponses", "choices", "reponseshoriz", "choiceshoriz", "oneparchoices", "checkboxes"), "["),
    **dict.fromkeys(("problem", "solution", "solutionorbox", "solutionorlines", "exercise"), "["),
    **dict.fromkeys(
        ("multi", "truefalse", "numerical", "shortanswer", "essay", "matching", "cloze", "clozemulti"), "[{"
    ),
    "multicols": "{",
    "quiz": "[{",
    "minipage": "[{",
}
_VERBATIM = ("lstlisting", "minted", "alltt", "Verbatim", "python", "sagesilent", "lstverbatim")
_OWN_QUESTION = re.compile(r"\\begin\{question(?:mult)?x?\}\{")
_POINTED_QUESTION = re.compile(r"\\begin\{question\*?\}\[")


@dataclass(frozen=True)
class Source:
    """A text with its lines."""

    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, position: int) -> int:
        """The line of a place, counted from 1."""
        return bisect_right(self._starts, position)

    @cached_property
    def nodes(self) -> list[Node] | None:
        """The whole tree; ``None`` where groups are nested too deep."""
        return walked(self.text)


def walked(text: str) -> list[Node] | None:
    """Nodes of a piece of LaTeX; what is not closed is closed at its end."""
    try:
        nodes, _, _ = LatexWalker(text, latex_context=_context(text), tolerant_parsing=True).get_latex_nodes()
    except (RecursionError, LatexWalkerParseError):
        return None
    return [node for node in nodes if node is not None]


def _context(text: str) -> Any:
    """What takes which arguments: an environment ``question`` has a name only where the text gives it one."""
    known = dict(_ENVIRONMENTS)
    if not _OWN_QUESTION.search(text):
        known["question"] = "[" if _POINTED_QUESTION.search(text) else ""
    context = get_default_latex_context_db()
    context.add_context_category(
        "exams",
        prepend=True,
        macros=[MacroSpec(name, arguments) for name, arguments in MACROS.items()],
        environments=[
            *(EnvironmentSpec(name, arguments) for name, arguments in known.items()),
            *(EnvironmentSpec(name, args_parser=VerbatimArgsParser("verbatim-environment")) for name in _VERBATIM),
        ],
    )
    return context


def kind(node: Node) -> str:
    """ "chars", "macro", "environment", "group", "math", "comment" or "specials"."""
    return type(node).__name__.removeprefix("Latex").removesuffix("Node").lower()


def name(node: Node) -> str:
    """The name of a macro or an environment, without a closing star; empty for others."""
    found = getattr(node, "macroname", None) or getattr(node, "environmentname", None) or ""
    return str(found).rstrip("*")


def arguments(node: Node) -> list[Node | None]:
    """What stands in its brackets and braces, ``None`` for an optional one that is not there."""
    found = getattr(node, "nodeargd", None)
    return list(found.argnlist or ()) if found is not None else []


def inner(node: Node | None) -> list[Node]:
    """The nodes in a group, or the node itself."""
    if node is None:
        return []
    return [each for each in node.nodelist if each is not None] if hasattr(node, "nodelist") else [node]


def verbatim(nodes: Sequence[Node]) -> str:
    """The source of nodes."""
    return "".join(node.latex_verbatim() for node in nodes)


def within(node: Node, place: int) -> list[Node]:
    """The nodes in one of its brackets, from the end where the place is negative; none if it is not there."""
    return [each for found in arguments(node)[place:][:1] for each in inner(found)]


def argument(node: Node, place: int) -> str:
    """The source in one of its brackets; empty if there is none."""
    return verbatim(within(node, place)).strip()
