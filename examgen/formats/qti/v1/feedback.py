"""The feedback of a QTI 1.2 item in, the explanation, rationales and model answer in it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from examgen.formats.qti.feedback_names import GENERAL, RIGHT, WRONG, explains
from examgen.formats.qti.file import File
from examgen.formats.qti.v1.presentation import Response, Way, material_source, materials
from examgen.formats.qti.v1.scoring import Scoring
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.text import Text

_PLACE = re.compile(r"_A(?=\d+$)")
"""What D2L has in the name of an option, and ``_IF`` in that of its feedback."""


@dataclass(slots=True)
class Feedback:
    """What an item says once it is answered."""

    explanation: Text = ()
    line: int | None = None
    model_answer: Text = ()
    rationales: dict[str, Text] = field(default_factory=dict)
    """By the identifiers of what is chosen."""


def feedback_of(item: Element, responses: Sequence[Response], scoring: Scoring, file: File, name: str) -> Feedback:
    """Each feedback at the place that it belongs to; those that a paper has no place for are named."""
    found = Feedback()
    options = _links(responses, scoring)
    after_right: list[tuple[Text, int]] = []
    _answer_key(item, found, file, name)
    for element in (child for child in item if local_name(child) == "itemfeedback"):
        ident = (element.get("ident") or "").strip()
        for hint in element.iter("{*}hint"):
            file.lose("a hint", hint)
        for solution in element.iter("{*}solution"):
            said = file.html(materials(solution, file), line_of(solution), name)
            if ident in options:
                found.rationales[options[ident]] = found.rationales.get(options[ident], ()) + said
            else:
                found.model_answer += said
        source = "".join(_shown(element, file))
        if not source:
            continue
        if WRONG.fullmatch(ident):
            file.lose("what is shown after wrong answers", element)
            continue
        text, line = file.html(source, line_of(element), name), line_of(element)
        if ident.lower() == "solution":
            found.model_answer += text
        elif RIGHT.fullmatch(ident):
            after_right.append((text, line))
        elif ident in options:
            found.rationales[options[ident]] = found.rationales.get(options[ident], ()) + text
        elif GENERAL.fullmatch(ident) or ident in _names(item) or _is_general(ident, scoring):
            found.explanation += text
            found.line = found.line or line
        else:
            file.lose("a feedback that is shown on some condition", element)
    _explain(found, after_right, item, file)
    return found


def _answer_key(item: Element, found: Feedback, file: File, name: str) -> None:
    """What D2L says beside the feedback: a model answer, and a hint."""
    for child in item:
        source = materials(child, file) if local_name(child) in ("answer_key", "hint") else ""
        if source and local_name(child) == "hint":
            file.lose("a hint", child)
        elif source:
            found.model_answer += file.html(source, line_of(child), name)


def _shown(element: Element, file: File) -> Iterator[str]:
    """The HTML of a feedback without its hints and solutions."""
    for child in element:
        name = local_name(child)
        if name == "material":
            yield f"<div>{material_source(child, file, lambda _: '')}</div>"
        elif name and name not in ("hint", "solution"):
            yield materials(child, file)


def _explain(found: Feedback, right: Sequence[tuple[Text, int]], item: Element, file: File) -> None:
    """What is shown after right answers explains them, if it says more than that they are right."""
    for text, line in right:
        if not found.explanation and explains(text):
            found.explanation, found.line = text, line
        else:
            file.lose("what is shown after right answers", item)


def _names(item: Element) -> set[str]:
    """The names of the whole question, by which D2L names what it shows in any case."""
    return {name for key in ("ident", "label") if (name := (item.get(key) or "").strip())}


def _is_general(ident: str, scoring: Scoring) -> bool:
    """Whether a feedback is shown whatever the response."""
    shown = [condition for condition in scoring.conditions if ident in condition.feedback]
    return bool(shown) and all(
        condition.test is not None
        and [local_name(child) for child in condition.test] == ["other"]
        and not condition.actions
        for condition in shown
    )


def _links(responses: Sequence[Response], scoring: Scoring) -> Mapping[str, str]:
    """The feedback that one chosen thing, and no other, shows: feedback → thing."""
    choices = [response for response in responses if response.way is Way.CHOICE]
    if len(choices) != 1 or not scoring.is_tried(choices[0]):
        return {}
    response, links = choices[0], dict[str, set[str]]()
    for label in response.labels:
        for name in (label.ident, f"{label.ident}_fb", _PLACE.sub("_IF", label.ident)):
            links.setdefault(name, set()).add(label.ident)
    for condition in scoring.conditions:
        if not condition.feedback:
            continue
        chosen = {
            label.ident
            for label in response.labels
            if scoring.holds(condition.test, {response.ident: (label.ident,)}, True)
        }
        for link in condition.feedback:
            links.setdefault(link, set()).update(chosen)
    return {
        link: next(iter(chosen))
        for link, chosen in links.items()
        if len(chosen) == 1 and not (RIGHT.fullmatch(link) or WRONG.fullmatch(link) or GENERAL.fullmatch(link))
    }
