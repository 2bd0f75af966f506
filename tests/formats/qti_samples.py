"""Small QTI files, put together from the pieces that a test is about."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile


def first(*items: str, head: str = "") -> str:
    """A document of QTI 1.2 with one section."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">\n'
        f'<assessment ident="a1" title="Week 3">{head}<section ident="root_section">\n{"".join(items)}'
        "</section></assessment>\n</questestinterop>\n"
    )


def item(presentation: str, processing: str = "", *, kind: str = "", points: str = "", ident: str = "i1") -> str:
    """An item of QTI 1.2."""
    fields = {"question_type": kind, "points_possible": points}
    entries = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in fields.items()
        if entry
    )
    return (
        f'<item ident="{ident}"><itemmetadata><qtimetadata>{entries}</qtimetadata></itemmetadata>\n'
        f"<presentation>{presentation}</presentation>{processing}</item>\n"
    )


def stem(html: str) -> str:
    """A stem in HTML."""
    return f'<material><mattext texttype="text/html"><![CDATA[{html}]]></mattext></material>\n'


def choices(*names: str, ident: str = "r1", cardinality: str = "Single", prompt: str = "") -> str:
    """A choice among these, each named by its words."""
    labels = "".join(
        f'<response_label ident="{name}"><material><mattext>{name}</mattext></material></response_label>\n'
        for name in names
    )
    asked = f"<material><mattext>{prompt}</mattext></material>" if prompt else ""
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{asked}'
        f"<render_choice>{labels}</render_choice></response_lid>"
    )


def blank(ident: str = "r1") -> str:
    """A place to write in."""
    return f'<response_str ident="{ident}"><render_fib><response_label ident="x"/></render_fib></response_str>'


def scored(*conditions: str) -> str:
    """Response processing with these conditions."""
    return f"<resprocessing><outcomes><decvar/></outcomes>{''.join(conditions)}</resprocessing>"


def when(test: str, score: str = "100", action: str = "Set", shows: str = "") -> str:
    """A condition of response processing."""
    shown = f'<displayfeedback linkrefid="{shows}"/>' if shows else ""
    given = f'<setvar varname="SCORE" action="{action}">{score}</setvar>' if score else ""
    return f"<respcondition><conditionvar>{test}</conditionvar>{given}{shown}</respcondition>\n"


def equal(value: str, ident: str = "r1") -> str:
    """A test for a value."""
    return f'<varequal respident="{ident}">{value}</varequal>'


def feedback(ident: str, words: str) -> str:
    """Words that are shown once a question is answered."""
    return (
        f'<itemfeedback ident="{ident}"><flow_mat><material><mattext>{words}</mattext></material></flow_mat>'
        "</itemfeedback>"
    )


def second(body: str, correct: str = "", *, declared: str = 'cardinality="single" baseType="identifier"') -> str:
    """An item of QTI 2.1; ``correct`` is what its only declaration holds."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="Leaves" '
        'adaptive="false" timeDependent="false">\n'
        f'<responseDeclaration identifier="RESPONSE" {declared}>{correct}</responseDeclaration>\n'
        f"<itemBody>{body}</itemBody>\n"
        "</assessmentItem>\n"
    )


def right(*values: str) -> str:
    """What is declared right."""
    return f"<correctResponse>{''.join(f'<value>{value}</value>' for value in values)}</correctResponse>"


def package(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files."""
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return archive.getvalue()


def manifest(*resources: tuple[str, str]) -> str:
    """A list of contents: kinds of resources and their files."""
    listed = "".join(
        f'<resource identifier="r{place}" type="{kind}" href="{name}"><file href="{name}"/></resource>'
        for place, (kind, name) in enumerate(resources)
    )
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        f"<organizations/><resources>{listed}</resources></manifest>"
    )
