"""The metadata of a QTI 1.2 item in, what it says about the question out, whichever system wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from examgen.formats.qti.values import identity, number
from examgen.formats.xml import Element, local_name

_TYPES = {
    "choice": (
        "multiple_choice_question", "multiple choice", "cc.multiple_choice.v0p1", "multichoice", "either/or",
        "multiple-choice", "mc", "radio",
    ),
    "several": (
        "multiple_answers_question", "multiple answer", "cc.multiple_response.v0p1", "multi-select",
        "multiple response", "multiple correct", "multiple answers", "ma",
    ),
    "truth": ("true_false_question", "true/false", "cc.true_false.v0p1", "truefalse", "true-false", "true_false", "tf"),
    "words": (
        "short_answer_question", "fill in the blank", "cc.fib.v0p1", "short answer", "fill in the blanks",
        "cc.pattern_match.v0p1", "fill_in_the_blank", "shortanswer",
        "multi-short answer",
    ),
    "blanks": ("fill_in_multiple_blanks_question", "fill in the blank plus"),
    "menus": ("multiple_dropdowns_question", "jumbled sentence"),
    "number": ("numerical_question", "numeric", "arithmetic", "significant figures", "numerical"),
    "formula": ("calculated_question", "calculated"),
    "pairs": ("matching_question", "matching", "categorization_question"),
    "order": ("ordering", "ordering_question"),
    "open": (
        "essay_question", "essay", "cc.essay.v0p1", "long answer", "short response", "quiz bowl", "written response",
    ),
    "upload": ("file_upload_question", "file upload"),
    "text": ("text_only_question", "text only"),
    "opinion": ("opinion scale", "likert", "opinion scale/likert"),
}  # fmt: skip
_BY_NAME = {name: kind for kind, names in _TYPES.items() for name in names}
_TYPE_LABELS = ("question_type", "bbmd_questiontype", "qmd_questiontype", "cc_profile", "qmd_itemtype")
_POINT_LABELS = (
    "points_possible", "qmd_absolutescore_max", "cc_weighting", "qmd_weighting", "weighting", "points", "maxscore",
)  # fmt: skip
_SHARE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an item says about itself."""

    type: str
    """One of the names above, or nothing."""

    points: Decimal | None
    """Zero where it says so."""

    topic: str
    difficulty: str
    ident: str
    """The id of the question, where the item itself has none."""

    copy_of: str
    """The identifier of the question in a bank that it is a copy of."""


def metadata_of(item: Element) -> Metadata:
    """Read the fields of all systems; the first that says something counts."""
    fields = fields_of(item)
    stated = (fields[label] for label in _TYPE_LABELS if label in fields)
    points = (value for label in _POINT_LABELS if (value := number(fields.get(label))) is not None)
    return Metadata(
        type=next((_BY_NAME[kind] for name in stated if (kind := name.lower()) in _BY_NAME), ""),
        points=next(points, None) if any(label in fields for label in _POINT_LABELS) else _points_scored(item),
        topic=fields.get("qmd_topic") or fields.get("topic") or "",
        difficulty=fields.get("qmd_levelofdifficulty") or fields.get("difficulty") or "",
        ident=identity(fields.get("bbmd_asi_object_id")),
        copy_of=fields.get("assessment_question_identifierref") or "",
    )


def fields_of(element: Element) -> Mapping[str, str]:
    """Labels and entries, and the elements that are named as such labels."""
    fields: dict[str, str] = {}
    for child in element:
        if local_name(child) in ("itemmetadata", "qtimetadata", "sectionmetadata", "assessmentmetadata"):
            for inner in child.iter():
                name, text = local_name(inner).lower(), (inner.text or "").strip() if local_name(inner) else ""
                if name in ("qtimetadatafield", "qti_metadatafield"):
                    label, entry = (_inner(inner, each) for each in ("fieldlabel", "fieldentry"))
                    fields.setdefault(label.lower(), entry)
                elif text and name.startswith(("qmd_", "bbmd_")):
                    fields.setdefault(name, text)
    return fields


def _inner(element: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in element if local_name(child) == name), "")


def _points_scored(item: Element) -> Decimal | None:
    """The greatest score, where it is not a share of a hundred."""
    tops = [value for each in item.iter("{*}decvar") if (value := number(each.get("maxvalue"))) is not None]
    return max(tops) if len(tops) == 1 and tops[0] not in (_SHARE, 0, 1) else None
