"""A question of Moodle that is answered without options in, what a draft holds of its answers out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftPrompt
from examgen.formats.identity import plain_content
from examgen.formats.moodle_xml.choices import is_whole, rated
from examgen.formats.moodle_xml.entry import Entry, has_text, number_of, plain_of, plain_words
from examgen.formats.word_patterns import words_of
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.answer_space import MOST_LINES, AnswerSpace
from examgen.model.text import Text, paragraph, wording

_ANY = "*"
_WILD = re.compile(r"(?<!\\)\*")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a short question, wherever the format holds it."""

    words: str
    share: Decimal
    line: int
    tolerance: str = ""
    has_feedback: bool = False


def answers_of(entry: Entry) -> list[Answer]:
    """The answers of a short answer or numerical question."""
    return [
        Answer(
            plain_words(plain_of(each.element)),
            each.share,
            line_of(each.element),
            _child_value(each.element, "tolerance"),
            has_text(_child(each.element, "feedback")),
        )
        for each in rated(entry)
    ]


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _child_value(element: Element, name: str) -> str:
    found = _child(element, name)
    return "" if found is None else plain_of(found)


def accepted_words(entry: Entry, answers: Iterable[Answer]) -> tuple[AcceptedAnswer, ...]:
    """The answers that earn all points, as they are written."""
    found: list[AcceptedAnswer] = []
    for answer in _whole(entry, answers):
        if _WILD.search(answer.words):
            message = 'a "*" in an answer, which stands for any characters, is printed in the key as it is written'
            entry.loss(message, _WRITTEN_OUT, line=answer.line)
        found.append(AcceptedAnswer(text=paragraph(answer.words.replace(r"\*", "*")), line=answer.line))
    return tuple(found)


def accepted_patterns(entry: Entry, answers: Iterable[Answer]) -> tuple[AcceptedAnswer, ...]:
    """The first answer, which is no pattern, and the words that the patterns behind it stand for."""
    found: dict[str, AcceptedAnswer] = {}
    for answer in _whole(entry, answers):
        words = words_of(answer.words) if found else (answer.words,)
        if not words:
            entry.loss("a pattern that answers are held against is left out", _WRITTEN_OUT, line=answer.line)
        for each in words:
            found.setdefault(each.casefold(), AcceptedAnswer(text=paragraph(each), line=answer.line))
    return tuple(found.values())


_WRITTEN_OUT = "write out the answers that are right"


def accepted_numbers(entry: Entry, answers: Iterable[Answer], unit: str = "") -> tuple[AcceptedAnswer, ...]:
    """The numbers that earn all points, with their tolerance and the unit."""
    return tuple(
        AcceptedAnswer(text=paragraph(_with_tolerance(answer, unit)), line=answer.line)
        for answer in _whole(entry, answers)
    )


def _with_tolerance(answer: Answer, unit: str) -> str:
    tolerance = number_of(answer.tolerance)
    words = answer.words.replace(",", ".") if answer.words.count(",") == 1 else answer.words
    stated = f"{words} ± {tolerance.normalize():f}" if tolerance else words
    return f"{stated} {unit}".strip()


def _whole(entry: Entry, answers: Iterable[Answer]) -> list[Answer]:
    """The answers that earn all points; the others are told, but for the one that catches whatever else is written."""
    found = list(answers)
    best = max((answer.share for answer in found), default=Decimal(0))
    whole = [answer for answer in found if is_whole(answer.share) or (0 < best == answer.share and not is_whole(best))]
    if any(answer.share > 0 for answer in found if answer not in whole):
        entry.loss("answers that earn a part of the points are left out", "accept them in full, or leave them out")
    if any(answer.share <= 0 and (answer.words != _ANY or answer.has_feedback) for answer in found):
        entry.loss("wrong answers that were foreseen, and what is said to them, are left out", _ONLY_RIGHT)
    if any(answer.has_feedback for answer in whole):
        entry.loss("feedback to single answers of questions without options is left out", _ONLY_RIGHT)
    return [answer for answer in whole if answer.words != _ANY]


_ONLY_RIGHT = "a key holds what is right; write the rest into the general feedback"


def unit_of(entry: Entry) -> str:
    """The unit in which a numerical question counts; further ones are told."""
    group = entry.first("units")
    units = [child for child in group if local_name(child) == "unit"] if group is not None else []
    if not units or entry.value("showunits") == "3":
        return ""
    named = [(number_of(_child_value(unit, "multiplier")), _child_value(unit, "unit_name")) for unit in units]
    if len(named) > 1:
        entry.loss("further units of a number are left out", "accept the number in them as another right answer")
    return next((name for factor, name in named if factor == 1), named[0][1])


def pairs_of(entry: Entry) -> tuple[tuple[DraftOption, ...], tuple[DraftPrompt, ...]]:
    """The right column of a matching question, each wording once, and the prompts on the left."""
    options: list[DraftOption] = []
    prompts: list[DraftPrompt] = []
    known: dict[str, int] = {}
    for each in entry.all("subquestion"):
        answer = _child(each, "answer")
        text = entry.text(answer)
        place = known.setdefault(plain_content(text), len(options))
        if place == len(options):
            options.append(DraftOption(text=text, line=line_of(each)))
        prompt = entry.text(each)
        if prompt:
            prompts.append(DraftPrompt(text=prompt, target=place, line=line_of(each)))
    return tuple(options), tuple(prompts)


def steps_of(entry: Entry) -> tuple[DraftOption, ...]:
    """The steps of an ordering question in their right order, which numbers beside them give."""
    found: list[tuple[Decimal, DraftOption]] = []
    for place, each in enumerate(entry.all("answer", "subquestion")):
        rank = number_of(each.get("fraction") or _child_value(each, "answer"))
        option = DraftOption(text=entry.text(each), line=line_of(each))
        found.append((Decimal(place) if rank is None else rank, option))
    if len({rank for rank, _ in found}) == len(found):
        found.sort(key=lambda pair: pair[0])
    return tuple(option for _, option in found)


def model_answer(entry: Entry) -> Text:
    """What a good answer to an essay says."""
    return entry.text(entry.first("graderinfo"))


def answer_space(entry: Entry) -> AnswerSpace | None:
    """Room to write an essay, in lines."""
    lines = number_of(entry.value("responsefieldlines"))
    return AnswerSpace(lines=min(int(lines), MOST_LINES)) if lines and lines >= 1 else None


def template(entry: Entry) -> Text:
    """What an essay begins with."""
    text = entry.text(entry.first("responsetemplate"))
    return text if wording(text).strip() else ()
