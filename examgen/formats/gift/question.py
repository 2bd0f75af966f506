"""One block of GIFT in, a `DraftQuestion` out: its title, its stem, and the blank of a missing word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from examgen.formats.blanks import WORDS, mark, marked, with_blanks
from examgen.formats.decode import shortened
from examgen.formats.draft import DraftQuestion
from examgen.formats.gift.blocks import Block
from examgen.formats.gift.kinds import Braces, answered
from examgen.formats.gift.signs import bare_signs, shown
from examgen.formats.gift.texts import Texts, holds_odd_command
from examgen.formats.reporting import Report
from examgen.markup.context import LoadImage
from examgen.model.response import Kind
from examgen.model.text import Gap

_STOPS = re.compile(r"[\s.,;:!?…。．！？]*(?:</p>|<br ?/?>|\s)*", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.!?:…。！？：]\s*(?:</[a-z]+>\s*)*$", re.IGNORECASE)
_ANY_TAG = re.compile("<[^<>]*>")
_ID = re.compile(r"\[id:((?:\\\]|[^\]])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the questions of one file share."""

    path: str
    load: LoadImage | None
    truth: tuple[str, str]
    """The words for true and false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stem:
    """What stands around the braces."""

    before: str
    behind: str
    line: int
    is_missing_word: bool


def comment_id(comments: tuple[str, ...]) -> str:
    """The id that a comment gives a question."""
    return next((_unbracketed(match[1]) for words in comments for match in _ID.finditer(words)), "")


def comment_tags(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that comments give a question, each once."""
    return tuple(dict.fromkeys(_unbracketed(match[1]) for words in comments for match in _TAG.finditer(words)))


def _unbracketed(words: str) -> str:
    return shown(words).replace("\\]", "]").strip()


def question_of(block: Block, topic: str, reading: Reading, report: Report) -> DraftQuestion | None:
    """The question of a block; ``None`` where it asks nothing, or where its braces leave open what it asks."""
    title, source, line = titled(block)
    named = Report(report.path, title or comment_id(block.comments) or None, report.diagnostics)
    if block.fault:
        named.error("gift-braces", f"{block.fault}, so the question is left out", block.line, _ESCAPE_BRACES)
        return None
    if "{" not in source:
        _report_description(source, line, named)
        return None
    source = _without_comments(source, bool(title), line, named)
    _report_signs(block, source, named)
    texts = Texts(report.path, reading.load, named.question or "", diagnostics=report.diagnostics)
    stem, braces = _parted(source, line, texts)
    question = answered(braces, texts, reading.truth, named)
    question = replace(
        question,
        id=comment_id(block.comments),
        number=title,
        topic=topic,
        facts=replace(question.facts, tags=comment_tags(block.comments)),
    )
    return _with_stem(question, stem, texts)


_ESCAPE_BRACES = r"part questions by blank lines; write \{ and \} for braces that belong to a text"


_COMMENT = re.compile(r"[ \t]*//[ \t][^\n{}]*")
_COMMENT_BEHIND = re.compile(r"(?<=\{)(?P<truth>\s*(?:T|F|TRUE|FALSE)?)[ \t]*//[ \t][^\n{}]*", re.IGNORECASE)
_SLASHES = re.compile(r"(?<=\s)//\s")


def _without_comments(source: str, is_titled: bool, line: int, report: Report) -> str:
    """The source without comments behind a title, an opening brace, or true and false; all others begin their lines."""
    found = _COMMENT.sub("", source, count=1) if is_titled and _COMMENT.match(source) else source
    found = _COMMENT_BEHIND.sub(r"\g<truth>", found)
    found = _COMMENT_BEHIND.sub(r"\g<truth>", found)
    if found != source:
        report.warning("gift-signs", "a comment within a line is left out; to Moodle it is text", line, _OWN_LINE)
    if _SLASHES.search(found):
        report.warning("gift-signs", '"//" within a line is read as text, not as a comment', line, _OWN_LINE)
    return found


_OWN_LINE = "begin a line of its own with a comment"


def titled(block: Block) -> tuple[str, str, int]:
    """The title between double colons, the source behind it, and its line."""
    title, source = "", block.text
    if source.lstrip().startswith("::"):
        start, end, behind = source.partition("::")[2].partition("::")
        title, source = (" ".join(shown(start).split()), behind) if end else (title, source)
    stripped = source.strip()
    line = block.line + block.text.count("\n", 0, block.text.rindex(stripped)) if stripped else block.line
    return title, stripped, line


def _report_description(source: str, line: int, report: Report) -> None:
    if words := " ".join(shown(source).split()):
        message = f'a text without braces asks nothing and is not printed: "{shortened(words)}"'
        hint = "write {} behind it if it is an open question; a text that questions share needs examgen Markdown"
        report.warning("not-carried", message, line, hint)


def _report_signs(block: Block, source: str, report: Report) -> None:
    """Tell where signs count as text though no backslash says so, and where no blank line parts two questions."""
    body = source[source.index("{") :]
    braces = [sign for sign in bare_signs(source) if sign in "{}"]
    if signs := "".join(dict.fromkeys((*bare_signs(body), *braces))):
        message = f'in formulas, code or tags, "{signs}" without a backslash is read as text'
        report.warning("gift-signs", message, block.line, r"write a backslash before each of ~ = # { } that is text")
    if holds_odd_command(source):
        message = r"in a formula, \n and letters are read as one command of TeX; Moodle reads a line end"
        report.warning("gift-signs", message, block.line, r"write two backslashes before a command: \\neq")
    if block.runs_on:
        message = "no blank line stands between the question and the one before it"
        report.warning("gift-braces", message, block.line, "part them by a blank line: Moodle needs one")


def _parted(source: str, line: int, texts: Texts) -> tuple[_Stem, Braces]:
    """The stem, whose format is that of all texts without one, and the braces."""
    start, end = source.index("{"), source.index("}")
    form, before = texts.formed(source[:start])
    texts.form = form
    behind = source[end + 1 :]
    is_closed = _STOPS.fullmatch(behind) is not None and (not behind.strip() or _FULL_STOP.search(before) is not None)
    stem = _Stem(before=before, behind=behind, line=line, is_missing_word=not is_closed)
    inside, body_line = source[start + 1 : end], line + source.count("\n", 0, start)
    body, sign, feedback = inside.rpartition("####")
    body, feedback = (body, feedback) if sign else (inside, "")
    feedback_line = body_line + inside.count("\n", 0, len(inside) - len(feedback))
    return stem, Braces(body=body, line=body_line, feedback=feedback, feedback_line=feedback_line)


def _with_stem(question: DraftQuestion, stem: _Stem, texts: Texts) -> DraftQuestion:
    """The question with its stem; an answer in words or a number fills the blank of a missing word."""
    if not stem.is_missing_word:
        tags = "".join(_ANY_TAG.findall(stem.behind))
        return replace(question, stem=texts.text(stem.before + tags, stem.line), line=stem.line)
    blanked = texts.text(f"{stem.before}{mark(0)}{stem.behind}", stem.line)
    if question.kind not in (Kind.SHORT_ANSWER, Kind.NUMERIC) or marked(blanked) != [0]:
        text = texts.text(f"{stem.before}{WORDS}{stem.behind}", stem.line)
        return replace(question, stem=text, line=stem.line)
    gap = DraftQuestion(
        stem=(), options=(), kind=question.kind, accepted=question.accepted, letter="1", line=question.line
    )
    filled = with_blanks(blanked, [Gap(0)])
    return replace(question, kind=Kind.FILL_IN, stem=filled, accepted=(), parts=(gap,), line=stem.line)
