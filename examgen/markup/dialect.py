"""The Markdown that question text is written in: CommonMark with tables, and rules of our own for what it lacks.

Formulas, sub- and superscript, spans and pictures with attributes in braces, and references ``[[…]]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, hr, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from examgen.markup.attributes import BRACES
from examgen.markup.formulas import block_formula, formula_at
from examgen.markup.gaps import OPENING, gap_end

MOST_NESTED = 40
"""Lists and quotes inside each other; deeper text is reported, for markdown-it leaves it out."""

_RULE_LENGTH = 3
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


class _MarkdownIt(MarkdownIt):
    """Leaves addresses as they are written."""

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        return True


@cache
def dialect(has_references: bool = False, has_gaps: bool = False) -> MarkdownIt:
    """The parser; raw HTML is kept inline, so that markup between two tags is still read."""
    markdown = _MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_NESTED})
    markdown.enable(["table", "strikethrough"]).disable(["html_block", "reference", "lheading"])
    block, inline = markdown.block.ruler, markdown.inline.ruler
    block.before("fence", "formula", _formula_block, {"alt": _INTERRUPTS})
    block.at("hr", _rule, {"alt": _INTERRUPTS})
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    inline.before("escape", "formula", _formula)
    inline.before("emphasis", "shift", _shift)
    inline.at("link", _link)
    inline.at("image", _image)
    inline.after("link", "span", _span)
    if has_references:
        inline.before("link", "reference", _reference)
    if has_gaps:
        inline.before("emphasis", "gap", _gap)
    return markdown


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not (found := block_formula(_lines(state, start, end))):
        return False
    if not silent:
        count, source = found
        state.line = start + count
        token = state.push("formula", "math", 0)
        token.content, token.map = source, [start, state.line]
    return True


def _lines(state: StateBlock, start: int, end: int) -> Iterator[str]:
    """The lines from here on that belong to the same list item or quote."""
    for line in range(start, end):
        if line > start and state.sCount[line] < state.blkIndent:
            return
        yield _line(state, line)


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of more than three underscores is a blank to write in, and no rule."""
    return _line(state, start).count("_") <= _RULE_LENGTH and hr(state, start, end, silent)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Count the cells of each row, for markdown-it adds and drops cells without a word."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            token.meta["cells"] = _cells(_line(state, token.map[0]).strip())
    return True


def _cells(row: str) -> int:
    cells = escapedSplit(row)
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    found = formula_at(state.src, state.pos)
    if found is None or found.end > state.posMax:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = found.source
        token.meta = {"is_display": found.is_display, "lines": state.src.count("\n", state.pos, found.end)}
    state.pos = found.end
    return True


_SHIFTED = {
    "~": re.compile(r"~(?P<inside>(?:\\\S|[^\s~\\])+)~(?!~)"),
    "^": re.compile(r"\^(?P<inside>(?:\\\S|[^\s^\\])+)\^"),
}
_SHOWS = re.compile(r"[^\W_]|[+−–*°′″†‡∘∞-]")
_BASE_ENDS = ")]}$>*_'’\"”`~^"


def _shift(state: StateInline, silent: bool) -> bool:
    """``H~2~O`` and ``x^2^``, but neither ``a^2+b^2`` nor ``~5-~10``: there the signs stand for themselves."""
    pattern = _SHIFTED.get(sign := state.src[state.pos])
    match = pattern.match(state.src, state.pos, state.posMax) if pattern else None
    if match is None or not _SHOWS.search(match["inside"]) or not _is_shifted(state.src, match, sign):
        return False
    if not silent:
        name = "sub" if sign == "~" else "sup"
        _nested(state, name, match.span("inside"))
    state.pos = match.end()
    return True


def _is_shifted(text: str, match: re.Match[str], sign: str) -> bool:
    """Whether the signs stand behind what they raise or lower, or a superscript before it, as in ``^14^C``."""
    before, after = (
        text[match.start() - 1 : match.start()] if match.start() else "",
        text[match.end() : match.end() + 1],
    )
    follows_base = before.isalnum() or (before != "" and before in _BASE_ENDS and before != sign)
    if sign == "~":
        return follows_base
    return not after.isalnum() if follows_base else not before or before.isspace() or before == "("


def _nested(state: StateInline, name: str, inside: tuple[int, int]) -> None:
    """Read what stands between two signs, as part of the same text."""
    end = state.posMax
    state.push(f"{name}_open", name, 1)
    state.pos, state.posMax = inside
    state.md.inline.tokenize(state)
    state.push(f"{name}_close", name, -1)
    state.posMax = end


_SPACED = re.compile(
    r"!\[(?P<shown>(?:[^\[\]\n\\]|\\.)*)\]\((?P<address>(?:[^()<>\"\n]|\([^()<>\"\n]*\))*\S[^()<>\"\n]*)\)"
)
_ANY_BRACES = re.compile(r"\{[^{}\n]*\}")


def _link(state: StateInline, silent: bool) -> bool:
    return _is_closed(state) and link(state, silent)


def _is_closed(state: StateInline) -> bool:
    """Whether a bracket closes behind one that may open here: markdown-it would look for it at all others."""
    return state.src[state.pos] in "![" and state.src.find("]", state.pos, state.posMax) >= 0


def _image(state: StateInline, silent: bool) -> bool:
    """A picture takes the braces that follow it without a space; its file's name may hold spaces."""
    if not _is_closed(state) or not (image(state, silent) or _spaced_image(state, silent)):
        return False
    if braces := _ANY_BRACES.match(state.src, state.pos, state.posMax):
        if not silent:
            state.tokens[-1].meta["braces"] = braces[0]
        state.pos = braces.end()
    return True


def _spaced_image(state: StateInline, silent: bool) -> bool:
    match = _SPACED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        children: list[Token] = []
        state.md.inline.parse(match["shown"], state.md, state.env, children)
        token = state.push("image", "img", 0)
        token.attrs, token.children, token.content = {"src": match["address"].strip()}, children, match["shown"]
    state.pos = match.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """``[words]{lang=fr}``: brackets with attributes behind them."""
    if state.src[state.pos] != "[" or not _is_closed(state):
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos, False)
    braces = BRACES.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if braces is None:
        return False
    if not silent:
        opened = len(state.tokens) + bool(state.pending)
        _nested(state, "span", (start, end))
        state.tokens[opened].meta["braces"] = braces[0]
    state.pos = braces.end()
    return True


_REFERENCE = re.compile(r"\[\[([^\[\]\n]+)\]\]")


def _reference(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("reference", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _gap(state: StateInline, silent: bool) -> bool:
    """``____{…}``: a blank with what fills it."""
    match = OPENING.match(state.src, state.pos, state.posMax)
    end = gap_end(state.src, match.end() - 1) if match else None
    if match is None or end is None or end > state.posMax:
        return False
    if not silent:
        token = state.push("gap", "", 0)
        token.content, token.markup = state.src[match.end() : end - 1], state.src[state.pos : end]
    state.pos = end
    return True
