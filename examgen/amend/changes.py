"""Aligned questions in, their corrections out: what paper and key say otherwise now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from examgen.amend.alignment import Aligned, prompts_of
from examgen.amend.marking import is_same, marked
from examgen.model.bank import Bank, Question
from examgen.model.correction import Correction, Field
from examgen.model.response import Matching, Numeric, Open, Written
from examgen.model.text import Text, paragraph


def corrections(pairs: Iterable[Aligned]) -> tuple[Correction, ...]:
    """All corrections, question by question, those of parts behind their question's own."""
    return tuple(found for pair in pairs for found in _corrections(pair))


def set_corrections(pairs: Iterable[Aligned], before: Bank, after: Bank) -> tuple[Correction, ...]:
    """Of the stimuli of question sets, by the ids that these have now."""
    printed = {each.id: each.stimulus for each in before.sets}
    corrected = {each.id: each.stimulus for each in after.sets}
    shared = dict.fromkeys((pair.printed.set_id, pair.corrected.set_id) for pair in pairs if pair.corrected.set_id)
    found = []
    for was, now in shared:
        if was in printed and now in corrected and not is_same(printed[was], corrected[now]):
            texts = marked(printed[was], corrected[now])
            found.append(Correction(id=now, field=Field.STIMULUS, printed=texts[0], corrected=texts[1]))
    return tuple(found)


def _corrections(pair: Aligned) -> Iterator[Correction]:
    printed, corrected = pair.printed, pair.corrected
    yield from _text(pair, Field.STEM, (printed.stem, corrected.stem))
    if printed.points != corrected.points and not pair.parts:
        yield Correction(id=corrected.id, field=Field.POINTS)
    yield from _numbered(pair, Field.PROMPT, prompts_of(printed), prompts_of(corrected))
    yield from _numbered(pair, Field.OPTION, _options(printed), _options(corrected))
    yield from _text(pair, Field.UNIT, (_unit(printed), _unit(corrected)))
    if is_key_changed(pair):
        yield Correction(id=corrected.id, field=Field.KEY)
    yield from _numbered(pair, Field.RATIONALE, _rationales(printed), _rationales(corrected))
    yield from _text(pair, Field.ANSWER, (_model(printed), _model(corrected)))
    yield from _text(pair, Field.NOTE, (printed.note, corrected.note))
    yield from _text(pair, Field.EXPLANATION, (printed.explanation.text, corrected.explanation.text))
    for part in pair.parts:
        yield from _corrections(part)


def is_key_changed(pair: Aligned) -> bool:
    """Whether something else is right now, or earns otherwise; parts are asked by themselves."""
    return not _is_same_key(pair.printed, pair.corrected)


def _is_same_key(one: Question, other: Question) -> bool:
    if [(o.is_key, o.weight) for o in one.options] != [(o.is_key, o.weight) for o in other.options]:
        return False
    match one.response, other.response:
        case Numeric() as before, Numeric() as after:
            facts = [(each.value, each.tolerance, each.is_relative, each.unit) for each in (before, after)]
            return facts[0] == facts[1] and _are_same(before.forms, after.forms)
        case Written() as before, Written() as after:
            return _are_same(before.accepted, after.accepted)
        case Matching(prompts=before), Matching(prompts=after):
            return [prompt.target for prompt in before] == [prompt.target for prompt in after]
    return True


def _are_same(some: tuple[Text, ...], others: tuple[Text, ...]) -> bool:
    return len(some) == len(others) and all(map(is_same, some, others))


def _numbered(
    pair: Aligned, field: Field, printed: tuple[Text, ...], corrected: tuple[Text, ...]
) -> Iterator[Correction]:
    for place, texts in enumerate(zip(printed, corrected, strict=True)):
        yield from _text(pair, field, texts, place)


def _text(pair: Aligned, field: Field, texts: tuple[Text, Text], place: int | None = None) -> Iterator[Correction]:
    if not is_same(*texts):
        printed, corrected = marked(*texts)
        yield Correction(id=pair.corrected.id, field=field, place=place, printed=printed, corrected=corrected)


def _options(question: Question) -> tuple[Text, ...]:
    return tuple(option.text for option in question.options)


def _rationales(question: Question) -> tuple[Text, ...]:
    return tuple(option.rationale for option in question.options)


def _unit(question: Question) -> Text:
    return paragraph(question.response.unit) if isinstance(question.response, Numeric) else ()


def _model(question: Question) -> Text:
    return question.response.answer if isinstance(question.response, Open) else ()
