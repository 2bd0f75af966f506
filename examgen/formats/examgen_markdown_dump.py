"""A bank in, examgen's own Markdown out, which is read back as the same bank; what it cannot carry is a warning."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby

from examgen.diagnostics import Diagnostic
from examgen.formats.attributes import split_attributes, written
from examgen.formats.examgen_set import BARE_HEAD
from examgen.formats.format import Pictures, Writer, text_writer
from examgen.formats.identity import shown_texts
from examgen.formats.plain_text.signs import number_sign
from examgen.formats.question_dump import QuestionWriter
from examgen.formats.question_facts import FLAG, HEAD_NAMES, SET, SET_NAMES, SHUFFLED
from examgen.formats.written_numbers import WrittenNumbers
from examgen.markup import commonmark
from examgen.markup.inline_dump import paragraph
from examgen.markup.words import speech_for
from examgen.model.bank import Bank, Question, QuestionSet
from examgen.model.text import Block, Paragraph, Text, Words, wording


def dump(bank: Bank) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a whole bank."""
    numbers = WrittenNumbers.of(bank.questions)
    texts = (text for question in bank.questions for text in (question.stem, *shown_texts(question), _why(question)))
    speech = speech_for(bank.language, map(wording, texts))
    sets = {each.id: each for each in bank.sets}
    parts = [_head(bank)]
    lost: list[Diagnostic] = []
    for set_id, group in groupby(bank.questions, lambda question: question.set_id):
        level = 2
        if each := sets.get(set_id):
            shared = Question(id=each.id, stem=each.stimulus, path=each.path, line=each.line)
            parts.append(_set(each, writer := QuestionWriter(shared, numbers, speech)))
            lost += writer.lost
            level = 3
        for writer in (QuestionWriter(question, numbers, speech, level) for question in group):
            parts.append(writer.source())
            lost += writer.all_lost
    return "\n\n".join(part for part in parts if part) + "\n", tuple(lost)


def _why(question: Question) -> Text:
    return question.explanation.text


def _set(each: QuestionSet, writer: QuestionWriter) -> str:
    """The heading of a set and its stimulus, whose first paragraph is the heading where it was one."""
    values = written({SET: FLAG, "id": each.id} | ({SHUFFLED: FLAG} if each.shuffled else {}))
    heading = _as_heading(each.stimulus[0], writer) if each.stimulus else ""
    stimulus = writer.free(each.stimulus[1:] if heading else each.stimulus)
    return f"## {heading or 'Set'} {values}\n\n{stimulus}".rstrip()


def _as_heading(block: Block, writer: QuestionWriter) -> str:
    """The words of a heading that is read as this block, if there are any."""
    if not isinstance(block, Paragraph) or not all(isinstance(s, Words) and s.style.bold for s in block.spans):
        return ""
    plain = tuple(replace(s, style=replace(s.style, bold=False)) for s in block.spans if isinstance(s, Words))
    words = writer.free((Paragraph(plain),))
    is_whole = commonmark.parse(f"### {words}").text == (block,) and "\n" not in words
    return words if is_whole and split_attributes(words, SET_NAMES)[0] == words and not BARE_HEAD.match(words) else ""


def _head(bank: Bank) -> str:
    """Title and language; a title that no heading can hold stands beside the language."""
    title = paragraph((Words(bank.title),), str) if bank.title else ""
    is_heading = split_attributes(title, HEAD_NAMES)[0] == title and number_sign(title) is None
    is_heading = is_heading and "\n" not in title and not title.endswith("#")
    settings = [f"language: {bank.language}"] if bank.language else []
    settings += [f"title: {json.dumps(bank.title, ensure_ascii=False)}"] if title and not is_heading else []
    front = "\n".join(("---", *settings, "---")) if settings else ""
    heading = f"# {title}" if title and is_heading else ""
    return "\n\n".join(part for part in (front, heading) if part)


WRITER = Writer(
    name="examgen-markdown",
    title="examgen Markdown",
    endings=(".md", ".markdown"),
    dump=text_writer(dump),
    pictures=Pictures.BESIDE,
)
