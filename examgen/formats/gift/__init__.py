"""GIFT, Moodle's format for questions as text: files in, `Draft` out; banks in, files out."""

from __future__ import annotations

import re

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit, admit_lines, admit_question
from examgen.formats.categories import topic_of
from examgen.formats.draft import Draft, DraftQuestion
from examgen.formats.format import Format, Parsed
from examgen.formats.gift.blocks import CATEGORY, Block, blocks
from examgen.formats.gift.question import Reading, comment_id, comment_tags, question_of
from examgen.formats.gift.signs import hidden, shown
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.formats.truth_words import truth_words

_TITLE = re.compile(r"^[ \t]*::[^:\n][^\n]*?::", re.MULTILINE)
_CATEGORY = re.compile(r"^[ \t]*\$CATEGORY:", re.MULTILINE)
_ANSWERS = re.compile(
    r"(?<![\w`_}\\$^])\{\s*(?:[=~]\s*[^\s{}=~]|#\s*=?\s*(?:%-?\d+%)?\s*[-+.]?\d|(?i:t|f|true|false)\s*[}#])"
    r"|(?<=[\w?.:!)\]>\"'”»])\s?\{\s*(?:~\s*[^\s{}]|=\s*[^\s{}=][^{}]*[~=][^{}]*\}|(?:T|F|TRUE|FALSE)\s*[}#])"
)
_ESSAY = re.compile(r"[?.!:”»]\s?\{\s*\}\s*$", re.MULTILINE)
_TITLED_ESSAY = re.compile(
    r"^[ \t]*(?:::[^:\n][^\n]*?::|\[(?:html|markdown|moodle|plain)\])(?:(?!\n[ \t]*\n)[^{}])*(?<!\\)\{\s*\}\s*$",
    re.MULTILINE,
)
_IDENTIFIED = re.compile(r"^//[^\n]*\[(?:id|tag):[^\n]+\]", re.MULTILINE)
_LETTERED = re.compile(r"^[ \t]*A[.)][ \t]+\S[^\n]*\n\s*B[.)][ \t]+\S", re.MULTILINE)
_ANSWER_LINE = re.compile(r"^[ \t]*[=~}]", re.MULTILINE)

_COMMENT = re.compile(r"(?:^|(?<=[\s}]))//[^\n]*", re.MULTILINE)
_BRACE = re.compile(r"(?<!\\)\{")
_SURE_SHARE = 0.6
_OTHER = re.compile(r"\s*[<{\[](?!\s*[=~#])(?!(?:html|moodle|plain|markdown)\])")
"""How files of other formats begin: XML and JSON."""

_CODE = re.compile(r"\\begin\{|\\documentclass|^#{1,6} |^```|^[ \t]*[{\[][ \t]*$", re.MULTILINE)


def sniff(source: Source) -> float:
    """A category, or a title with answers, is sure; so are braces that nearly all hold GIFT's signs."""
    head = source.head
    if "{" not in head or _OTHER.match(head):
        return 0.0
    if _IDENTIFIED.search(head):
        return 0.98
    head = hidden(_COMMENT.sub("", head)) if "//" in head or "\\" in head else head
    answered = len(_ANSWERS.findall(head))
    if _TITLED_ESSAY.search(head):
        return 0.95
    if _CATEGORY.search(head) or (answered and _TITLE.search(head)):
        return 0.95
    answered += len(_ESSAY.findall(head))
    is_gift = answered > _SURE_SHARE * len(_BRACE.findall(head)) and not _CODE.search(head)
    is_lettered = _LETTERED.search(head) and not _ANSWER_LINE.search(head)
    return 0.9 if is_gift and not is_lettered else 0.0


def parse(source: Source) -> Parsed:
    """Cut a file into questions; a category is the topic of all questions behind it."""
    admit_lines(source.text)
    reading = Reading(source.path, source.load, truth_words(source.language, [source.head]))
    topic = ""
    questions: list[DraftQuestion] = []
    diagnostics: list[Diagnostic] = []
    losses: dict[str, int] = {}
    for number, words in enumerate(source.text.split("\n"), start=1):
        admit_question([words], source.path, number)  # before its braces are looked at one by one
    found = blocks(hidden(source.text))
    admit(sum("{" in block.text for block in found))
    for block in found:
        report = Report(source.path, None, diagnostics)
        admit_question([block.text], source.path, block.line)
        if block.text.startswith(CATEGORY):
            topic, above = topic_of(shown(block.text.removeprefix(CATEGORY)))
            losses |= {path: block.line for path in [" / ".join(above)] if above and path not in losses}
        elif not block.text:
            _report_comments(block, report)
        elif (question := question_of(block, topic, reading, report)) is not None:
            questions.append(question)
    for path, line in losses.items():
        message, hint = (
            f'categories above others are left out: "{path}"',
            "a topic is one name; add tags for the others",
        )
        Report(source.path, None, diagnostics).advice("not-carried", message, line, hint)
    return Draft(questions=tuple(questions)), tuple(diagnostics)


def _report_comments(block: Block, report: Report) -> None:
    """Tell of ids and tags that stand before no question."""
    if comment_id(block.comments) or comment_tags(block.comments):
        message = f'a blank line parts "{shown(block.comments[0])}" from the question that it is meant for'
        report.warning("not-carried", message, block.line, "delete the blank line behind the comment")


FORMAT = Format(name="gift", sniff=sniff, parse=parse)
