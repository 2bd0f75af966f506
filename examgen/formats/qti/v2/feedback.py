"""The feedback and rubrics of an item of QTI 2 in, the explanation, rationales and model answer in them out."""

from __future__ import annotations

from dataclasses import dataclass, field

from examgen.formats.qti.feedback_names import GENERAL, RIGHT, WRONG, explains
from examgen.formats.qti.file import File
from examgen.formats.qti.v2.tree import extracted, taken_out
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.text import Text

_CHOICES = ("simpleChoice", "hottext", "inlineChoice", "gapText", "simpleAssociableChoice")


@dataclass(slots=True)
class Feedback:
    """What an item says once it is answered, and to those who mark it."""

    explanation: Text = ()
    line: int | None = None
    scorer: Text = ()
    """For those who mark: how, or what a good answer says."""

    rationales: dict[str, Text] = field(default_factory=dict)
    """By the identifiers of choices."""


def feedback_of(item: Element, body: Element, file: File, name: str) -> Feedback:
    """Take all feedback out of an item, each to its place; what a paper has no place for is named."""
    found = Feedback()
    choices = {choice.get("identifier") for choice in body.iter(*_CHOICES)}
    inside = [*extracted(body, "feedbackInline", "feedbackBlock")]
    modal = [child for child in item if local_name(child) == "modalFeedback"]
    for element in (*inside, *modal):
        _place(element, found, choices, is_only=len(inside) + len(modal) == 1, file=file, name=name)
    for rubric in list(body.iter("rubricBlock")):
        is_inside = body in rubric.iterancestors()
        if is_inside and "candidate" not in (rubric.get("view") or "candidate").split():
            found.scorer += file.inside(rubric, name)
            found.line = found.line or line_of(rubric)
            taken_out(rubric)
    return found


def _place(
    element: Element, found: Feedback, choices: set[str | None], *, is_only: bool, file: File, name: str
) -> None:
    ident = (element.get("identifier") or "").strip()
    if WRONG.fullmatch(ident):
        file.lose("what is shown after wrong answers", element)
    elif ident.lower() == "hint":
        file.lose("a hint", element)
    elif ident in choices and not RIGHT.fullmatch(ident):
        found.rationales[ident] = found.rationales.get(ident, ()) + file.inside(element, name)
    elif GENERAL.fullmatch(ident) or is_only or element.get("showHide") == "hide" or RIGHT.fullmatch(ident):
        text = file.inside(element, name)
        if RIGHT.fullmatch(ident) and (found.explanation or not explains(text)):
            file.lose("what is shown after right answers", element)
        else:
            found.explanation += text
            found.line = found.line or line_of(element)
    else:
        file.lose("a feedback that is shown on some condition", element)
