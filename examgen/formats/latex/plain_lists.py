"""A LaTeX source whose questions are items of plain lists in, its parts out, by the rules for plain text.

Each item becomes a line with its number, and each item of the last list in it one with its letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from string import ascii_lowercase

from examgen.formats import plain_text
from examgen.formats.format import Parsed
from examgen.formats.labels import LETTER, plain_label
from examgen.formats.latex.commands import LISTS, NUMBERED, SHARED, SOLUTIONS
from examgen.formats.latex.item_settings import item_of
from examgen.formats.latex.prose import Prose, items_of
from examgen.formats.latex.walking import Node, kind, name, within
from examgen.formats.tokens import Tokens
from examgen.model.text import PLAIN, Block, Formula, Paragraph, Span, Style, Words, wording

_HEADS = frozenset({"title", "section", "subsection", "subsubsection", "paragraph", "part", "chapter"})
_SILENT = frozenset({"author", "date", "maketitle", "usepackage", "documentclass"})
_RIGHT = re.compile(
    r"[\s%*<-]*(?:(?:the )?(?:correct|right)(?: answer| option| one)?|answer|key|richtig|correcta?|✓|x)[\s.!]*",
    re.IGNORECASE,
)
"""What is written behind a right option where only its author reads it."""

_TICKED = re.compile(r"\\(?:checkmark|CheckedBox|boxtimes|XBox|ding\{5[12]\})")
_TICKS = frozenset({"\\checkmark", "\\surd"})
_LABEL = re.compile(rf"[({{\[]?\s*(?P<label>{LETTER})\s*[)}}\].:]*")
_CAPITALS = re.compile(r"\\begin\{\w+\*?\}\s*\[[^\]\n]*?(?:\\Alph|(?<![\\\w])A[.):\]])")
"""Where a list says so, its items have capitals; else LaTeX gives those of a list in a list small letters."""

_APART = frozenset({"textbf", "textcolor", "underline", "uline", "colorbox", "fbox", "framebox", "hl"})
_BOLD = Style(bold=True)
_SIGNS = frozenset("`$\\*")
"""What would be markup in plain text."""


@dataclass(slots=True)
class Lines:
    """The lines of plain text, each with its place in the source."""

    prose: Prose
    tokens: Tokens = field(default_factory=Tokens)
    found: list[tuple[int, str]] = field(default_factory=list)

    def read(self, nodes: Sequence[Node]) -> None:
        """What stands outside of questions: lists of them, headings, and text."""
        for is_said, group in groupby(nodes, key=lambda node: not _is_structure(node)):
            if is_said:
                self.said(list(group))
                continue
            for node in group:
                self.structure(node)

    def structure(self, node: Node) -> None:
        called = name(node)
        if called in _HEADS:
            self.add(node, wording(self.prose.text(within(node, -1))).strip())
        elif called in NUMBERED:
            self.questions(node)
        elif called not in _SILENT:
            self.read(_inside(node))

    def questions(self, node: Node) -> None:
        for number, (head, nodes) in enumerate(items_of(_inside(node)), start=1):
            body = list(_flat(nodes))
            places = [place for place, each in enumerate(body) if kind(each) == "environment" and name(each) in LISTS]
            place = places[-1] if places else len(body)
            self.add(head, f"{number}. {self.line(body[:place])}")
            for options in body[place : place + 1]:
                letters = ascii_lowercase.upper() if _CAPITALS.match(options.latex_verbatim()) else ascii_lowercase
                sign = "task" if name(options) == "tasks" else "item"
                for rank, (each, inside) in enumerate(items_of(_inside(options), sign)):
                    self.add(each, self.option(letters[rank % len(letters)], inside))
            self.said(body[place + 1 :])

    def option(self, letter: str, nodes: Sequence[Node]) -> str:
        """An option with its letter, or with the one in its brackets, and a star before it where it is marked."""
        item = item_of(nodes)
        labelled = _LABEL.fullmatch(item.settings.strip())
        apart = _set_apart(item.nodes)
        words = self.line(item.nodes) if apart is None else f"**{self.line(apart)}**"
        is_right = words.startswith("*") and not words.startswith("**")
        remarks = (each.comment for each in nodes if kind(each) == "comment" and self.is_behind(each))
        is_marked = is_right or bool(_TICKED.search(item.settings)) or any(map(_RIGHT.fullmatch, remarks))
        label = plain_label(labelled["label"]) if labelled else letter
        return f"{'*' if is_marked else ''}{label}. {words[1:].lstrip() if is_right else words}"

    def is_behind(self, comment: Node) -> bool:
        """Whether a comment stands behind words; one on a line of its own may speak of what follows."""
        return bool(self.prose.source.text[: comment.pos].rpartition("\n")[2].strip())

    def said(self, nodes: Sequence[Node]) -> None:
        """Text on lines of its own, each of its paragraphs on one; solutions are explanations, or name the key."""
        for is_solution, group in groupby(nodes, key=lambda node: name(node) in SOLUTIONS):
            inside = [each for node in group for each in (_inside(node) if is_solution else [node])]
            blocks = self.prose.text(inside)
            for place, block in enumerate(blocks):
                words = self.sentence(block)
                if is_solution and not place:
                    words = f"{'Answer' if _LABEL.fullmatch(words) else 'Explanation'}: {words}"
                self.add(_first(inside), words)

    def sentence(self, block: Block) -> str:
        """A paragraph on one line; the look of a word with a colon, which may name what follows, is left out."""
        if isinstance(block, Paragraph) and isinstance(first := block.spans[0], Words) and first.text.endswith(":"):
            block = replace(block, spans=(replace(first, style=PLAIN), *block.spans[1:]))
        return self.block(block)

    def line(self, nodes: Sequence[Node]) -> str:
        """A text on one line: blocks behind its first paragraph are kept behind signs."""
        first, *others = self.prose.text(nodes) or (Paragraph(()),)
        return "".join((self.block(first).strip(), *map(self.tokens.keep, others)))

    def block(self, block: Block) -> str:
        return "".join(map(self.span, block.spans)) if isinstance(block, Paragraph) else self.tokens.keep(block)

    def span(self, span: Span) -> str:
        """A span with the signs of plain text where these can say it."""
        if isinstance(span, Formula) and span.source in _TICKS:
            return "✓"
        if not isinstance(span, Words) or span.style not in (PLAIN, _BOLD):
            return self.tokens.keep(span)
        if span.text.strip() != "*" and not _SIGNS.isdisjoint(span.text.removeprefix("*").rstrip(" *")):
            return self.tokens.keep(span)
        inner = span.text.strip()
        return span.text.replace(inner, f"**{inner}**") if span.style == _BOLD and inner else span.text

    def add(self, node: Node, words: str) -> None:
        chars = node.chars if kind(node) == "chars" else ""
        skipped = chars[: len(chars) - len(chars.lstrip())].count("\n")
        self.found.append((self.prose.line(node) + skipped, words))

    def text(self) -> str:
        """The lines, each in its place as far as those before it leave it free."""
        lines: list[str] = []
        for place, words in self.found:
            lines += [""] * (place - 1 - len(lines))
            lines.append(words)
        return "\n".join(lines)


def parse(nodes: Sequence[Node], prose: Prose) -> Parsed:
    """Read questions from the items of lists."""
    lines = Lines(prose)
    document = next((node for node in nodes if name(node) == "document"), None)
    lines.read([node for node in nodes if document is None or node is document or name(node) == "title"])
    draft, found = plain_text.parse(lines.text(), prose.report.path)
    return lines.tokens.draft(draft), (*prose.report.diagnostics, *found)


def _is_structure(node: Node) -> bool:
    called = name(node)
    if kind(node) == "macro":
        return called in _HEADS | _SILENT
    return kind(node) == "environment" and (called in NUMBERED or called in SHARED or called == "document")


def _set_apart(nodes: Sequence[Node]) -> list[Node] | None:
    """What stands in the one command that makes all of an option look another way, as authors show the right one."""
    said = [node for node in nodes if kind(node) != "comment" and (kind(node) != "chars" or node.chars.strip())]
    return within(said[0], -1) if len(said) == 1 and name(said[0]) in _APART else None


def _flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """Nodes with those of environments that only lay lists out."""
    for node in nodes:
        if kind(node) == "environment" and name(node) in SHARED:
            yield from _flat(_inside(node))
        else:
            yield node


def _inside(node: Node) -> list[Node]:
    return [each for each in node.nodelist or () if each is not None]


def _first(nodes: Sequence[Node]) -> Node:
    """The first node that says something."""
    return next((node for node in nodes if kind(node) != "chars" or node.chars.strip()), nodes[0])
