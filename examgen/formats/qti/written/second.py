"""A bank in, a package of QTI 2.1 out: an item for each question, and a test that orders them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from examgen.formats.carried import not_carried
from examgen.formats.format import Dumped, Pictures, Writer
from examgen.formats.qti.written.packing import HEAD, Markup, attribute, packed, pictures_of, read_back
from examgen.formats.qti.written.second_item import item
from examgen.model.bank import Bank, Question
from examgen.model.text import Image, spans_of

TITLE = "QTI 2.1"
_ROOT = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,90}", re.ASCII)


def dump(bank: Bank) -> Dumped:
    """Write a whole bank."""
    pictures = pictures_of(bank)
    markup = Markup({digest: f"../{name}" for digest, (name, _) in pictures.items()})
    names = _names(bank.questions)
    files = {
        "imsmanifest.xml": _manifest(bank, names, {digest: name for digest, (name, _) in pictures.items()}).encode(),
        "test.xml": _test(bank, names, Markup({digest: name for digest, (name, _) in pictures.items()})).encode(),
    }
    for question, name in zip(bank.questions, names, strict=True):
        files[_file(name)] = item(question, markup, bank.language).encode()
    files.update(dict(pictures.values()))
    data = packed(files)
    return Dumped(data, tuple(not_carried(bank, read_back(data, bank), TITLE)))


def _names(questions: Sequence[Question]) -> list[str]:
    """What files and references are called: as the questions, where their ids are names as XML has them."""
    names: list[str] = []
    taken: set[str] = set()
    for place, question in enumerate(questions):
        is_fit = _NAME.fullmatch(question.id) and question.id not in taken
        taken.add(question.id)
        names.append(question.id if is_fit else f"question-{place + 1}")
    return names


def _file(name: str) -> str:
    return f"items/{name}.xml"


def _test(bank: Bank, names: Sequence[str], markup: Markup) -> str:
    sections = "".join(_sections(bank, names, markup))
    return (
        f'{HEAD}<assessmentTest xmlns="{_ROOT}" identifier="test" title={attribute(bank.title)}>\n'
        '<testPart identifier="part1" navigationMode="nonlinear" submissionMode="simultaneous">\n'
        f"{sections}</testPart>\n</assessmentTest>\n"
    )


def _sections(bank: Bank, names: Sequence[str], markup: Markup) -> Iterator[str]:
    """A section for the questions of each topic and set that stand together."""
    sets = {each.id: each for each in bank.sets}
    named = list(zip(bank.questions, names, strict=True))
    told: set[str] = set()
    for place, (key, group) in enumerate(groupby(named, key=lambda pair: (pair[0].topic, pair[0].set_id))):
        topic, set_id = key
        shared = sets.get(set_id)
        is_named = shared is not None and _NAME.fullmatch(set_id) and set_id not in told
        told.add(set_id)
        rubric = f'<rubricBlock view="candidate">{markup.html(shared.stimulus)}</rubricBlock>\n' if shared else ""
        references = "".join(
            f'<assessmentItemRef identifier="ref-{name}" href="{_file(name)}"/>\n' for _, name in group
        )
        identifier = set_id if is_named else f"section{place + 1}"
        yield (
            f'<assessmentSection identifier="{identifier}" title={attribute(topic or "Section")} visible="true">\n'
            f"{rubric}{references}</assessmentSection>\n"
        )


def _manifest(bank: Bank, names: Sequence[str], pictures: Mapping[str, str]) -> str:
    items = "".join(
        f'<resource identifier="res-{name}" type="imsqti_item_xmlv2p1" href="{_file(name)}">'
        f'<file href="{_file(name)}"/>{_shown(question, pictures)}</resource>\n'
        for question, name in zip(bank.questions, names, strict=True)
    )
    needed = "".join(f'<dependency identifierref="res-{name}"/>' for name in names)
    return (
        f'{HEAD}<manifest xmlns="{_MANIFEST}" identifier="manifest">\n'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n<organizations/>\n"
        '<resources>\n<resource identifier="res-test" type="imsqti_test_xmlv2p1" href="test.xml">'
        f'<file href="test.xml"/>{needed}</resource>\n{items}</resources>\n</manifest>\n'
    )


def _shown(question: Question, pictures: Mapping[str, str]) -> str:
    spans = (span for each in question.texts for span in spans_of(each.text))
    shown = dict.fromkeys(pictures[span.file.digest] for span in spans if isinstance(span, Image))
    return "".join(f"<file href={attribute(name)}/>" for name in shown)


WRITER = Writer(name="qti2", title=TITLE, endings=(".qti21.zip",), dump=dump, pictures=Pictures.INSIDE)
