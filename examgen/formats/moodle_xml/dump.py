"""A bank in, Moodle XML out, pictures inside; a warning for each thing that reading it back would not give."""

from __future__ import annotations

from lxml import etree

from examgen.diagnostics import Diagnostic
from examgen.formats.carried import not_carried
from examgen.formats.categories import path_of
from examgen.formats.finish import finish
from examgen.formats.format import Dumped, Pictures, Writer
from examgen.formats.moodle_xml.elements import add_plain, child
from examgen.formats.moodle_xml.questions_dump import QuestionWriter, add_set
from examgen.formats.source import Source
from examgen.formats.xml import Element
from examgen.model.bank import Bank
from examgen.model.response import Kind

TITLE = "Moodle XML"
_NOT_HELD = frozenset({Kind.MULTI_PART})


def dump(bank: Bank) -> Dumped:
    """Write a whole bank; questions of kinds that Moodle lacks are left out and named."""
    left_out = frozenset(question.id for question in bank.questions if question.kind in _NOT_HELD)
    sets = {each.id: each for each in bank.sets}
    lost: list[Diagnostic] = []
    quiz = etree.Element("quiz")
    topic, told = "", set[str]()
    for question in bank.questions:
        if question.id in left_out:
            continue
        if question.topic != topic:
            topic = question.topic
            _add_category(quiz, topic)
        if question.set_id in sets and question.set_id not in told:
            told.add(question.set_id)
            add_set(quiz, sets[question.set_id])
        writer = QuestionWriter(question)
        writer.add_to(quiz)
        lost += writer.lost
    etree.indent(quiz)
    data = etree.tostring(quiz, encoding="UTF-8", xml_declaration=True) + b"\n"
    return Dumped(data, (*lost, *not_carried(bank, _read(data, bank), TITLE, left_out=left_out)))


def _add_category(quiz: Element, topic: str) -> None:
    """Name the topic of what follows."""
    add_plain(child(child(quiz, "question", type="category"), "category"), "text", path_of(topic))


def _read(data: bytes, bank: Bank) -> Bank:
    from examgen.formats.moodle_xml import parse

    return finish(parse(Source(path="", data=data, language=bank.language))[0], "", bank.language)[0]


WRITER = Writer(name="moodle-xml", title=TITLE, endings=(".xml",), dump=dump, pictures=Pictures.INSIDE)
