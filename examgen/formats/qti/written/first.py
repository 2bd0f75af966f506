"""A bank in, a package of QTI 1.2 out, in the dialect that Canvas and most other systems read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examgen.formats.carried import not_carried
from examgen.formats.format import Dumped, Pictures, Writer
from examgen.formats.qti.written.first_item import TYPES, item, shared_text
from examgen.formats.qti.written.packing import HEAD, Markup, attribute, packed, pictures_of, read_back
from examgen.model.bank import Bank, Question, QuestionSet
from examgen.model.response import Kind

TITLE = "QTI 1.2"
_NAME = "assessment"
_ROOT = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_BASE = "%24IMS-CC-FILEBASE%24/"


def dump(bank: Bank) -> Dumped:
    """Write a whole bank; questions of kinds that the format lacks are left out and named."""
    left_out = frozenset(question.id for question in bank.questions if not _is_held(question))
    held = [question for question in bank.questions if question.id not in left_out]
    pictures = pictures_of(bank)
    markup = Markup({digest: _BASE + name for digest, (name, _) in pictures.items()})
    files = {
        "imsmanifest.xml": _manifest([name for name, _ in pictures.values()]).encode(),
        f"{_NAME}/{_NAME}.xml": _document(bank, held, markup).encode(),
        f"{_NAME}/assessment_meta.xml": _settings(bank).encode(),
        **dict(pictures.values()),
    }
    data = packed(files)
    return Dumped(data, tuple(not_carried(bank, read_back(data, bank), TITLE, left_out=left_out)))


def _is_held(question: Question) -> bool:
    if question.kind is Kind.FILL_IN:
        kinds = {part.kind for part in question.parts}
        return kinds == {Kind.CHOICE} or kinds <= {Kind.SHORT_ANSWER, Kind.NUMERIC}
    return question.kind in TYPES


def _document(bank: Bank, questions: Sequence[Question], markup: Markup) -> str:
    language = f" xml:lang={attribute(bank.language)}" if bank.language else ""
    return (
        f'{HEAD}<questestinterop xmlns="{_ROOT}">\n'
        f'<assessment ident="{_NAME}" title={attribute(bank.title)}{language}>\n'
        f"{''.join(_sections(bank, questions, markup))}</assessment>\n</questestinterop>\n"
    )


def _sections(bank: Bank, questions: Sequence[Question], markup: Markup) -> Iterator[str]:
    """A section for each question set, and for the questions between them."""
    sets = {each.id: each for each in bank.sets}
    has_locked = any(question.locked for question in questions)
    groups: list[list[Question]] = []
    for question in questions:
        if groups and groups[-1][0].set_id == question.set_id:
            groups[-1].append(question)
        else:
            groups.append([question])
    told: set[str] = set()
    for place, group in enumerate(groups):
        shared: QuestionSet | None = sets.get(group[0].set_id)
        head = shared_text(shared, markup) if shared and shared.id not in told else ""
        told |= {shared.id} if shared else set()
        items = "".join(item(question, markup, has_locked=has_locked) for question in group)
        yield f'<section ident="section{place + 1}">\n{head}{items}</section>\n'


def _manifest(pictures: Sequence[str]) -> str:
    shown = "".join(
        f'<resource identifier="picture{place + 1}" type="webcontent" href={attribute(name)}>'
        f"<file href={attribute(name)}/></resource>\n"
        for place, name in enumerate(pictures)
    )
    settings = f"{_NAME}/assessment_meta.xml"
    return (
        f'{HEAD}<manifest identifier="manifest" xmlns="{_MANIFEST}">\n'
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n<organizations/>\n"
        f'<resources>\n<resource identifier="{_NAME}" type="imsqti_xmlv1p2"><file href="{_NAME}/{_NAME}.xml"/>'
        '<dependency identifierref="settings"/></resource>\n'
        '<resource identifier="settings" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" '
        f'href="{settings}"><file href="{settings}"/></resource>\n{shown}</resources>\n</manifest>\n'
    )


def _settings(bank: Bank) -> str:
    """What Canvas wants to know of a quiz."""
    title = attribute(bank.title)[1:-1]
    return (
        f'{HEAD}<quiz identifier="{_NAME}" xmlns="http://canvas.instructure.com/xsd/cccv1p0">\n'
        f"<title>{title}</title>\n<quiz_type>assignment</quiz_type>\n<shuffle_answers>false</shuffle_answers>\n</quiz>\n"
    )


WRITER = Writer(name="qti12", title=TITLE, endings=(".qti12.zip",), dump=dump, pictures=Pictures.INSIDE)
