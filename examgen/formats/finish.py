"""A `Draft` in, a `Bank` out, with every conclusion that was drawn from it: identities, references, keys, diagnostics.

Nothing is dropped: a question with errors stays in the bank, and the errors stop a build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from examgen.diagnostics import Diagnostic, in_order
from examgen.formats.checks import check_points, check_question
from examgen.formats.draft import Draft, DraftOption, DraftQuestion, DraftSet, part_number, path_within
from examgen.formats.identity import LONG, SHORT, derived_id, drafted_texts
from examgen.formats.keys import UNRESOLVED, Asked, Key, key_of
from examgen.formats.kinds import check_kind, kind_of, with_truth
from examgen.formats.repeats import check_sets, told_apart
from examgen.formats.reporting import Report
from examgen.formats.responses import response_of, shared_points
from examgen.formats.stated_references import in_runs, settled
from examgen.formats.variables import source_identity, with_others
from examgen.markup.combinations import UnderstoodOptions, understood_options
from examgen.markup.leading_labels import with_leading_labels
from examgen.markup.mentions import Direction, Spoken, with_question_references
from examgen.markup.option_names import OptionNames
from examgen.markup.references import Understanding, understood
from examgen.markup.words import Speech, speech_for
from examgen.model.bank import Bank, Explanation, KeyOrigin, Option, Question, QuestionMention, QuestionSet
from examgen.model.response import CHOOSING, Kind
from examgen.model.text import Text, wording
from examgen.model.variant import MOST_OPTIONS


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What one question needs to know of the others."""

    ids: Mapping[str, str]
    """The author's number → id, where a number is given once."""

    previous: str | None
    next: str | None

    def target(self, spoken: Spoken) -> str | None:
        """The id of the question that words mean."""
        match spoken.direction:
            case Direction.PREVIOUS:
                return self.previous
            case Direction.NEXT:
                return self.next
            case Direction.UNKNOWN:
                return None


def finish(draft: Draft, path: str, language: str | None = None) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """Conclude a whole file; ``language`` is the one of its texts, where the file itself states none."""
    speech = speech_for(draft.language or language, map(wording, _all_texts(draft)))
    drafts = [with_truth(question) for question in draft.questions]
    ids = _identities(drafts)
    sets = tuple(_set(each, path, speech) for each in draft.sets)
    numbers = {number: identity for identity, number in draft.others} | _unique_numbers(drafts, ids)
    drafts = with_others(drafts, ids)
    questions: list[Question] = []
    diagnostics: list[Diagnostic] = []
    for place, question in enumerate(drafts):
        neighbours = _Neighbours(
            numbers, ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None
        )
        report = Report(path_within(path, question.member), question.number or ids[place])
        finished = _question(question, ids[place], neighbours, report, speech)
        if question.set_place is not None:
            finished = replace(finished, set_id=sets[question.set_place].id)
        questions.append(finished)
        diagnostics += report.diagnostics
    told, repeated = told_apart(questions)
    diagnostics += (*repeated, *check_sets(sets, told))
    bank = Bank(title=draft.title, questions=told, sets=sets, language=draft.language, paths=(path,))
    return bank, in_order(diagnostics)


def _identities(drafts: Sequence[DraftQuestion]) -> list[str]:
    """The id of each question; different ones whose short digests are equal, by chance, have long ones."""
    ids = [_identity(draft) for draft in drafts]
    counts = Counter(ids)
    return [
        _identity(draft, LONG) if counts[short] > 1 and not draft.id else short
        for draft, short in zip(drafts, ids, strict=True)
    ]


def _identity(draft: DraftQuestion, size: int = SHORT) -> str:
    """The author's id; else one of the texts, which in a parametrised question are those without values."""
    if draft.id:
        return draft.id
    return source_identity(draft.program) if draft.program else derived_id(draft.stem, drafted_texts(draft), size=size)


def _set(draft: DraftSet, path: str, speech: Speech) -> QuestionSet:
    stimulus = settled(in_runs(draft.stimulus, speech))
    identity = draft.id or derived_id(stimulus, (), "s")
    where = path_within(path, draft.member)
    return QuestionSet(id=identity, stimulus=stimulus, shuffled=draft.shuffled, path=where, line=draft.line)


def _all_texts(draft: Draft) -> Iterator[Text]:
    for question in draft.questions:
        yield from (question.stem, *drafted_texts(question), question.explanation)


def _texts(draft: DraftQuestion) -> list[Text]:
    return [option.text for option in draft.options]


def _joined(draft: DraftQuestion, speech: Speech) -> DraftQuestion:
    """The question with references that its author lists made runs."""

    def joined(text: Text) -> Text:
        return in_runs(text, speech)

    return replace(
        draft,
        stem=joined(draft.stem),
        options=tuple(
            replace(option, text=joined(option.text), rationale=joined(option.rationale)) for option in draft.options
        ),
        accepted=tuple(replace(answer, text=joined(answer.text)) for answer in draft.accepted),
        prompts=tuple(replace(prompt, text=joined(prompt.text)) for prompt in draft.prompts),
        model_answer=joined(draft.model_answer),
        rubric=tuple(replace(criterion, text=joined(criterion.text)) for criterion in draft.rubric),
        explanation=joined(draft.explanation),
        note=joined(draft.note),
    )


def _unique_numbers(drafts: Sequence[DraftQuestion], ids: Sequence[str]) -> dict[str, str]:
    """The questions that a number names; a number given twice names none."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for draft, identity in zip(drafts, ids, strict=True):
        twice |= {draft.number} if draft.number in found else set()
        found[draft.number] = identity
    return {number: identity for number, identity in found.items() if number and number not in twice}


def _question(draft: DraftQuestion, identity: str, neighbours: _Neighbours, report: Report, speech: Speech) -> Question:
    kind = kind_of(draft)
    draft = shared_points(_joined(draft, speech), kind, report)
    check_kind(draft, kind, report)
    check_question(draft, kind, report)
    names = _names(draft, speech)
    options = understood_options(_texts(draft), names)
    _report_options(options, draft, report)
    understanding = Understanding(draft.explanation) if draft.suspect else _understood_explanation(draft, names)
    key = _key(draft, Asked(kind, names, understanding), report)
    if kind is Kind.CHOICE and draft.kind is None and len(key.places) > 1:
        kind = Kind.MULTIPLE_RESPONSE
    draft = replace(draft, stem=_stem(draft, names, report))
    stem, explanation = _cross_referenced(draft, understanding, names, neighbours, report)
    notes = [note for note in (draft.note, *(answer.note for answer in draft.answers)) if note]
    return Question(
        id=identity,
        stem=settled(stem),
        options=_options(draft, options, key, names, report),
        kind=kind,
        response=response_of(draft, kind, report),
        parts=tuple(_part(part, draft, identity, neighbours, report, speech) for part in draft.parts),
        scoring=draft.facts.scoring,
        shown_distractors=draft.facts.shown_distractors,
        difficulty=draft.facts.difficulty,
        tags=draft.facts.tags,
        author=draft.facts.author,
        source=draft.facts.source,
        time=draft.facts.time,
        explanation=explanation,
        note=_note(notes[0], names, draft, report) if notes else (),
        points=check_points(draft, report) if draft.points is not None else Decimal(1),
        topic=draft.topic,
        locked=draft.locked,
        answer_space=draft.answer_space,
        key_origin=key.origin,
        program=draft.program,
        number=draft.number,
        has_own_id=bool(draft.id),
        path=report.path,
        line=draft.line,
    )


def _understood_explanation(draft: DraftQuestion, names: OptionNames) -> Understanding:
    """The explanation with its mentions; a mention of what does not exist makes its other letters doubtful, too."""
    understanding = understood(with_leading_labels(draft.explanation, names), names)
    return understood(draft.explanation, names) if understanding.dangling else understanding


def _key(draft: DraftQuestion, asked: Asked, report: Report) -> Key:
    """The right options; where none are marked, the response or the parts say what is right."""
    if asked.kind not in CHOOSING:
        return Key(frozenset(), KeyOrigin.STATED)
    return key_of(draft, asked, report) if asked.names.labels else UNRESOLVED


def _part(
    draft: DraftQuestion,
    whole: DraftQuestion,
    identity: str,
    neighbours: _Neighbours,
    report: Report,
    speech: Speech,
) -> Question:
    """A part, or a gap, of a question: a question of its own, named after the whole."""
    draft = replace(draft, number=part_number(whole.number, draft.letter), topic=draft.topic or whole.topic)
    identity = f"{identity}/{draft.letter}"
    own = Report(report.path, draft.number or identity, report.diagnostics)
    return _question(draft, identity, neighbours, own, speech)


def _names(draft: DraftQuestion, speech: Speech) -> OptionNames:
    """How texts may call the options; not at all where there are more than letters."""
    labels = [option.label for option in draft.options]
    return OptionNames.of(labels if len(labels) <= MOST_OPTIONS else [], speech, (draft.stem, *_texts(draft)))


def _options(
    draft: DraftQuestion, found: UnderstoodOptions, key: Key, names: OptionNames, report: Report
) -> tuple[Option, ...]:
    return tuple(
        Option(
            text=settled(found.texts[place]),
            label=option.label,
            is_key=place in key.places,
            pinned=found.pinned[place] if option.pinned is None else option.pinned,
            rationale=_rationale(option, names, report),
            weight=option.weight,
            line=option.line,
        )
        for place, option in enumerate(draft.options)
    )


def _rationale(option: DraftOption, names: OptionNames, report: Report) -> Text:
    """Why an option is right or wrong, its letters understood; what is doubtful in them stays as written."""
    if not option.rationale:
        return ()
    understanding = understood(option.rationale, names)
    for words in (*understanding.dangling, *understanding.unclear):
        message = f'letters of the rationale are printed as they stand: "{words}"'
        report.warning("unclear-mention", message, option.line, _named_hint(names))
    return settled(understanding.text)


def _report_options(options: UnderstoodOptions, draft: DraftQuestion, report: Report) -> None:
    for place, words in options.dangling:
        message = f'the option speaks of "{words}", which does not exist'
        report.error("dangling-mention", message, draft.options[place].line, "check that no option is missing")
    for place, words in options.unclear:
        message = f'"{words}" may speak of other options; its letters are printed as they stand'
        report.warning("unclear-mention", message, draft.options[place].line, "name the options in words")


def _stem(draft: DraftQuestion, names: OptionNames, report: Report) -> Text:
    """The stem, with the options that it names; a letter without a noun there is seldom an option's."""
    understanding = understood(draft.stem, names)
    for words in understanding.dangling[:1]:
        message = f'the stem speaks of "{words}", which does not exist'
        hint = "check that no option is missing; until then letters in this stem are printed as they stand"
        report.warning("dangling-mention", message, draft.line, hint)
    return understanding.text


def _cross_referenced(
    draft: DraftQuestion, understanding: Understanding, names: OptionNames, neighbours: _Neighbours, report: Report
) -> tuple[Text, Explanation]:
    """Stem and explanation with mentions of other questions; both are noted with the explanation."""
    stem, in_stem = with_question_references(draft.stem, neighbours.ids, names.speech)
    text, in_explanation = with_question_references(understanding.text, neighbours.ids, names.speech)
    mentions = tuple(QuestionMention(source=s.source, target=neighbours.target(s)) for s in (*in_stem, *in_explanation))
    line = draft.explanation_line or draft.line
    for spoken in in_stem:
        message = f'the stem speaks of "{spoken.source}", which may stand elsewhere on a variant'
        report.warning("other-question", message, draft.line, "make the stem stand alone, or name the number")
    for spoken in in_explanation:
        message = f'the explanation speaks of "{spoken.source}"; the key notes it'
        report.advice("other-question", message, line, 'a number, such as "question 4", is kept right on every variant')
    _report_letters(understanding, names, line, report)
    explanation = Explanation(
        text=settled(text),
        suspect=draft.suspect or bool(understanding.dangling),
        unclear=understanding.unclear,
        mentions=mentions,
        line=draft.explanation_line,
    )
    return stem, explanation


def _note(note: Text, names: OptionNames, draft: DraftQuestion, report: Report) -> Text:
    """The short note, its letters understood; what is doubtful in them stays as written."""
    understanding = Understanding(note) if draft.suspect else understood(note, names)
    for words in (*understanding.dangling, *understanding.unclear):
        message = f'letters of the note are printed as they stand: "{words}"'
        report.warning("unclear-mention", message, draft.line, _named_hint(names))
    return settled(understanding.text)


def _named_hint(names: OptionNames) -> str:
    return f'write "{names.example}" where an option is meant'


def _report_letters(understanding: Understanding, names: OptionNames, line: int, report: Report) -> None:
    is_said = any(diagnostic.rule == "derived-key" for diagnostic in report.diagnostics)
    if understanding.dangling and not is_said:
        message = f'the explanation speaks of "{understanding.dangling[0]}", which does not exist'
        hint = "check that no option is missing; until then letters in this explanation are printed as they stand"
        report.warning("dangling-mention", message, line, hint)
    if understanding.unclear:
        first, *others = understanding.unclear
        message = f'a letter that may name an option was not understood: "{first}"'
        message += f", and {len(others)} more" if others else ""
        report.warning("unclear-mention", message, line, _named_hint(names))
