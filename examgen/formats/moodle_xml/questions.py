"""One question of a Moodle XML file in, its draft out; what papers have no use for is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

from examgen.formats.draft import DraftQuestion, QuestionFacts
from examgen.formats.moodle_xml.answers import (
    accepted_numbers,
    accepted_patterns,
    accepted_words,
    answer_space,
    answers_of,
    model_answer,
    pairs_of,
    steps_of,
    template,
    unit_of,
)
from examgen.formats.moodle_xml.calculated import calculated
from examgen.formats.moodle_xml.choices import choices_of, truth_of
from examgen.formats.moodle_xml.cloze import Gaps
from examgen.formats.moodle_xml.drops import Drops
from examgen.formats.moodle_xml.entry import Entry, has_text, plain_of
from examgen.formats.moodle_xml.gapfill import BracketGaps
from examgen.formats.moodle_xml.statements import statements_of
from examgen.formats.xml import line_of
from examgen.model.response import Kind
from examgen.model.text import wording

_CALCULATED = ("calculated", "calculatedsimple", "calculatedmulti")
SET_TAG = "set:"
"""Begins the tag by which a question names the description that it belongs to."""

Words = tuple[str, str]


def draft_of(entry: Entry, topic: str, words: Words) -> DraftQuestion | None:
    """The draft of a question; ``None`` where its type is not read, which is told."""
    if entry.kind in _CALCULATED:
        _report_common(entry)
        return calculated(entry, _begun(entry, topic))
    reader = _READERS.get(entry.kind)
    if reader is None:
        message = f'questions of the type "{entry.kind}" are left out'
        entry.loss(message, _INSTEAD.get(entry.kind, "write them as another type, or add them by hand"))
        return None
    _report_common(entry)
    return _with_name(reader(entry, _begun(entry, topic), words), entry)


def _begun(entry: Entry, topic: str) -> DraftQuestion:
    """What every type holds, but for the stem of those that have gaps."""
    explanation = entry.first("generalfeedback")
    return DraftQuestion(
        number=entry.name,
        id=entry.value("idnumber"),
        stem=(),
        options=(),
        explanation=entry.text(explanation),
        explanation_line=line_of(explanation) if explanation is not None else None,
        points=_points(entry),
        topic=topic,
        locked=not entry.is_set("shuffleanswers", True),
        facts=QuestionFacts(tags=tags_of(entry)),
        line=entry.line,
    )


def _points(entry: Entry) -> Decimal | None:
    points = entry.number("defaultgrade")
    return None if points is None else points.normalize() + Decimal(0)


def tags_of(entry: Entry) -> tuple[str, ...]:
    """The tags of a question, without the one that names its set."""
    return tuple(tag for tag in all_tags(entry) if not tag.startswith(SET_TAG))


def all_tags(entry: Entry) -> list[str]:
    group = entry.first("tags")
    return (
        [tag for tag in (plain_of(child) for child in group if child.tag == "tag") if tag] if group is not None else []
    )


def _with_name(draft: DraftQuestion, entry: Entry) -> DraftQuestion:
    """The draft without its name where that only repeats how the stem begins."""
    name, stem = (" ".join(re.sub(r"\W+", " ", text).split()) for text in (draft.number, wording(draft.stem)))
    repeats = name and (stem.startswith(name[:40]) or name.startswith(stem[:40] or name + "."))
    return replace(draft, number="") if repeats else draft


# Types


def _stem(entry: Entry, draft: DraftQuestion) -> DraftQuestion:
    if entry.value("image_base64") or entry.value("image"):
        entry.loss("pictures beside the text, as Moodle 1 kept them, are left out", "put them into the question text")
    return replace(draft, stem=entry.text(entry.first("questiontext")))


def _choice(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    found = choices_of(entry)
    numbering = entry.value("answernumbering") or "abc"
    if numbering.lower() != "abc":
        message = f'how options are numbered ("{numbering}") is left out'
        entry.loss(message, "papers letter them as the exam's style says", is_advice=True)
    facts = replace(draft.facts, scoring=found.scoring)
    kind = found.kind
    right = sum(option.is_marked for option in found.options)
    if kind is Kind.CHOICE and right > 1:
        message = f"{right} answers earn all points and count as right together; Moodle takes any one of them"
        entry.warning("several-keys", message, "let one of them earn 100 %, or allow several answers")
        kind = Kind.MULTIPLE_RESPONSE
    return replace(_stem(entry, draft), kind=kind, options=found.options, facts=facts)


def _true_false(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    found = truth_of(entry, words)
    return replace(_stem(entry, draft), kind=found.kind, options=found.options, locked=True)


def _short(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    if entry.is_set("usecase"):
        entry.loss("that capitals count in an answer is left out", "say so in the question", is_advice=True)
    accepted = accepted_words(entry, answers_of(entry))
    return replace(_stem(entry, draft), kind=Kind.SHORT_ANSWER, accepted=accepted)


def _pattern(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    return replace(_stem(entry, draft), kind=Kind.SHORT_ANSWER, accepted=accepted_patterns(entry, answers_of(entry)))


def _number(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    accepted = accepted_numbers(entry, answers_of(entry), unit_of(entry))
    return replace(_stem(entry, draft), kind=Kind.NUMERIC, accepted=accepted)


def _matching(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    options, prompts = pairs_of(entry)
    return replace(_stem(entry, draft), kind=Kind.MATCHING, options=options, prompts=prompts)


def _ordering(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    return replace(_stem(entry, draft), kind=Kind.ORDERING, options=steps_of(entry), locked=False)


def _essay(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    if entry.value("responseformat") == "noinline" or entry.value("attachments") not in ("", "0"):
        entry.loss("that files are to be handed in is left out", "say on paper what to hand in")
    if entry.number("minwordlimit") or entry.number("maxwordlimit"):
        entry.loss("limits to the number of words are left out", "say them in the question")
    draft = _stem(entry, draft)
    if given := template(entry):
        message = "what an answer begins with is printed behind the question"
        entry.loss(message, "look whether it makes sense on paper", is_advice=True)
        draft = replace(draft, stem=(*draft.stem, *given))
    return replace(draft, kind=Kind.OPEN, model_answer=model_answer(entry), answer_space=answer_space(entry))


def _cloze(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    gaps = Gaps(entry)
    stem = entry.text(entry.first("questiontext"), gaps.marked)
    if len(set(gaps.weights)) > 1:
        message = "that some gaps are worth more than others is left out"
        entry.loss(message, "ask what is worth more in a question of its own")
    points = Decimal(sum(gaps.weights)) if draft.points is None and gaps.weights else draft.points
    return replace(draft, kind=Kind.FILL_IN, stem=stem, parts=tuple(gaps.found), points=points, locked=False)


def _drops(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    drops = Drops(entry)
    stem = entry.text(entry.first("questiontext"), drops.marked)
    return replace(draft, kind=Kind.FILL_IN, stem=stem, parts=tuple(drops.found), locked=False)


def _bracket_gaps(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    if entry.is_set("casesensitive"):
        entry.loss("that capitals count in an answer is left out", "say so in the question", is_advice=True)
    gaps = BracketGaps(entry)
    stem = entry.text(entry.first("questiontext"), gaps.marked)
    return replace(draft, kind=Kind.FILL_IN, stem=stem, parts=tuple(gaps.found), locked=False)


def _statements(entry: Entry, draft: DraftQuestion, words: Words) -> DraftQuestion:
    return replace(_stem(entry, draft), kind=Kind.MULTI_PART, parts=statements_of(entry))


_READERS: dict[str, Callable[[Entry, DraftQuestion, Words], DraftQuestion]] = {
    "multichoice": _choice, "multichoiceset": _choice, "oumultiresponse": _choice, "truefalse": _true_false,
    "shortanswer": _short, "numerical": _number, "matching": _matching, "match": _matching, "ordering": _ordering,
    "order": _ordering, "essay": _essay, "cloze": _cloze, "multianswer": _cloze, "ddwtos": _drops,
    "gapselect": _drops, "ddmatch": _matching, "gapfill": _bracket_gaps, "kprime": _statements, "mtf": _statements,
    "regexp": _pattern, "essayautograde": _essay,
}  # fmt: skip
_INSTEAD = {
    "random": "the questions that it draws from are read: state in the exam how many of them it takes",
    "randomsamatch": "write a matching question",
    "wordselect": "write a fill-in, or a multiple response whose options are the words",
    "stack": "write it as a parametrised question",
    "formulas": "write it as a parametrised question",
    "coderunner": "write an open question",
    "ddimageortext": "write a question about the picture, with its places numbered in it",
    "ddmarker": "write a question about the picture, with its places numbered in it",
}

# What papers have no use for

_FEEDBACK = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def _report_common(entry: Entry) -> None:
    if any(has_text(entry.first(name)) for name in _FEEDBACK):
        message = "feedback that depends on how right an answer is is left out"
        entry.loss(message, "a key has the explanation and the rationales alone", is_advice=True)
    if entry.number("penalty"):
        entry.loss("penalties for further tries are left out", "a paper has one try", is_advice=True)
    if any(map(has_text, entry.all("hint"))):
        entry.loss("hints for further tries are left out", "write what a key should say into the general feedback")
    if entry.is_set("hidden"):
        entry.loss("questions that are hidden in Moodle are read like all others", "delete those that are not meant")
    files = [file.get("name") or "" for file in entry.element.iter("file")]
    shown = "".join("".join(each.itertext()) for each in entry.element.iter("text")) if files else ""
    if unused := [name for name in files if name and name not in shown and name not in unquote(shown)]:
        entry.loss(f'files that no picture shows are left out: "{unused[0]}"', "print them apart, if they are needed")
