"""Questions before and after their correction in, their corrections out: what paper and key say otherwise now.

Both stand in the same places; what was added, or taken out, stands behind the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import TypeAlias

from examgen.amend.alignment import Aligned
from examgen.amend.forms import prompts_of
from examgen.amend.marking import compared, is_same, marked
from examgen.model.bank import Bank, Question
from examgen.model.correction import Correction, Field
from examgen.model.response import Kind, Matching, Numeric, Open, Scoring, Written
from examgen.model.text import OptionReference, Text, paragraph, spans_of

Pair: TypeAlias = tuple[Question, Question]
"""As it was printed, and as it is now."""


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


def corrections(pair: Pair, is_gap: bool = False) -> Iterator[Correction]:
    """All corrections of a question, those of its parts behind its own; points of a gap stand on no paper."""
    printed, corrected = pair
    yield from _text(pair, Field.STEM, printed.stem, corrected.stem)
    if printed.points != corrected.points and not is_gap:
        yield Correction(id=corrected.id, field=Field.POINTS)
    if _directed(printed) != _directed(corrected):
        yield Correction(id=corrected.id, field=Field.DIRECTION)
    yield from _numbered(pair, Field.PROMPT, *map(prompts_of, pair))
    yield from _numbered(pair, Field.OPTION, *map(_options, pair))
    yield from _text(pair, Field.UNIT, _unit(printed), _unit(corrected))
    if right_of(printed) != right_of(corrected):
        yield Correction(id=corrected.id, field=Field.KEY)
    yield from _weights(pair)
    yield from _numbered(pair, Field.RATIONALE, *map(_rationales, pair))
    yield from _text(pair, Field.ANSWER, _model(printed), _model(corrected))
    if _rubric(printed) != _rubric(corrected):
        yield Correction(id=corrected.id, field=Field.RUBRIC)
    yield from _text(pair, Field.NOTE, printed.note, corrected.note)
    yield from _explanation(pair)
    for parts in zip_longest(printed.parts, corrected.parts):
        yield from corrections(_both(*parts), corrected.kind is Kind.FILL_IN)


def _both(printed: Question | None, corrected: Question | None) -> Pair:
    """A part in both issues; where one has no such part, it says nothing there."""
    known = printed or corrected
    assert known
    nothing = Question(id=known.id, stem=(), kind=Kind.OPEN, points=Decimal(0))
    return printed or nothing, corrected or nothing


def changed_key(pair: Pair) -> tuple[Question, str] | None:
    """The first of a question and its parts that is answered or scored otherwise now, and a word for what changed."""
    printed, corrected = pair
    if right_of(printed) != right_of(corrected):
        return corrected, "the key"
    if len(printed.parts) != len(corrected.parts):
        return corrected, "the parts"
    if _earnings(printed) != _earnings(corrected):
        return corrected, "the scoring"
    parts = zip(printed.parts, corrected.parts, strict=False)
    return next((found for part in parts if (found := changed_key(part))), None)


def right_of(question: Question) -> object:
    """What tells whether something else is right."""
    match question.response:
        case Numeric() as numeric:
            forms = tuple(map(compared, numeric.forms))
            return numeric.value, numeric.tolerance, numeric.is_relative, numeric.unit, forms
        case Written(accepted=accepted):
            return tuple(map(compared, accepted))
        case Matching(prompts=prompts):
            return tuple(prompt.target for prompt in prompts)
    return question.sequence if question.kind is Kind.ORDERING else question.key


def _earnings(question: Question) -> object:
    """What tells whether right answers earn otherwise; the points of the whole question are no matter of its key."""
    rule = _rule(question) if question.kind is Kind.MULTIPLE_RESPONSE else None
    shares = len(question.options) if rule == Scoring.PER_OPTION else None
    weights = [(place, option.weight) for place, option in enumerate(question.options) if option.weight is not None]
    return rule, shares, weights, [points for _, points in _rubric(question)]


def _directed(question: Question) -> object:
    """What tells whether the paper asks for something else below the stem."""
    if question.kind is Kind.MULTIPLE_RESPONSE:
        return _rule(question)
    if isinstance(question.response, Matching):
        meant = {prompt.target for prompt in question.response.prompts}
        return len(meant) < max(len(question.response.prompts), len(question.options))
    return question.kind is Kind.ORDERING


def _rule(question: Question) -> str:
    """How a multiple response is scored."""
    if any(option.weight is not None for option in question.options):
        return "weights"
    return question.scoring or Scoring.ALL_OR_NOTHING


def _weights(pair: Pair) -> Iterator[Correction]:
    """Of the options, where one of them says itself what it earns."""
    before, after = ([option.weight for option in question.options] for question in pair)
    for place, (old, new) in enumerate(zip_longest(before, after)):
        if old != new:
            yield Correction(id=pair[1].id, field=Field.WEIGHT, place=place)


def _numbered(pair: Pair, field: Field, printed: tuple[Text, ...], corrected: tuple[Text, ...]) -> Iterator[Correction]:
    for place, texts in enumerate(zip_longest(printed, corrected, fillvalue=())):
        yield from _text(pair, field, *texts, place=place)


def _explanation(pair: Pair) -> Iterator[Correction]:
    """Its text, or whether its letters follow the variant."""
    before, after = (question.explanation for question in pair)
    if not is_same(before.text, after.text):
        yield from _text(pair, Field.EXPLANATION, before.text, after.text)
    elif before.suspect != after.suspect and any(isinstance(span, OptionReference) for span in spans_of(after.text)):
        yield Correction(id=pair[1].id, field=Field.EXPLANATION, printed=before.text, corrected=after.text)


def _text(pair: Pair, field: Field, before: Text, after: Text, place: int | None = None) -> Iterator[Correction]:
    if not is_same(before, after):
        printed, corrected = marked(before, after)
        yield Correction(id=pair[1].id, field=field, place=place, printed=printed, corrected=corrected)


def _options(question: Question) -> tuple[Text, ...]:
    return tuple(option.text for option in question.options)


def _rationales(question: Question) -> tuple[Text, ...]:
    return tuple(option.rationale for option in question.options)


def _unit(question: Question) -> Text:
    return paragraph(question.response.unit) if isinstance(question.response, Numeric) else ()


def _model(question: Question) -> Text:
    return question.response.answer if isinstance(question.response, Open) else ()


def _rubric(question: Question) -> list[tuple[Text, Decimal]]:
    rubric = question.response.rubric if isinstance(question.response, Open) else ()
    return [(compared(criterion.text), criterion.points) for criterion in rubric]
