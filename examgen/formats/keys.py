"""A question's marks, statements and evidence in, its key out; a key is stated or derived, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examgen.formats.decode import shortened
from examgen.formats.draft import DraftQuestion, StatedAnswer
from examgen.formats.evidence import Evidence, evidence_in, is_negative, settled_key
from examgen.formats.identity import same_wording
from examgen.formats.labels import label_rank
from examgen.formats.reporting import Report, listed
from examgen.markup.option_names import OptionNames
from examgen.markup.plain import parse
from examgen.markup.references import Understanding
from examgen.model.bank import KeyOrigin
from examgen.model.response import Kind
from examgen.model.text import wording

_QUOTED = 90


@dataclass(frozen=True, slots=True)
class Key:
    """The right options of one question, and how they are known."""

    places: frozenset[int]
    origin: KeyOrigin


UNRESOLVED = Key(frozenset(), KeyOrigin.UNRESOLVED)


@dataclass(frozen=True, slots=True)
class _Statement:
    """One place in the file that says which options are right."""

    places: frozenset[int]
    line: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the key of a question depends on beside the statements about it."""

    kind: Kind
    names: OptionNames
    explanation: Understanding


def key_of(draft: DraftQuestion, asked: Asked, report: Report) -> Key:
    """What the author states wins; without a statement the explanation may settle the one right option."""
    if draft.key_origin is KeyOrigin.UNRESOLVED:
        return UNRESOLVED
    names, explanation = asked.names, asked.explanation
    statements = _statements(draft, names, report)
    evidence = evidence_in(explanation.text, [option.text for option in draft.options], names.speech)
    if not statements:
        if any(answer.label or answer.text for answer in draft.answers):
            return UNRESOLVED
        if asked.kind is Kind.MULTIPLE_RESPONSE:
            report.error("unresolved-key", "no right answers are known: none is marked", draft.line, _TICK_THEM)
            return UNRESOLVED
        return _derived(draft, names, evidence, explanation, report)
    key = statements[0]
    _check_agreement(statements, names, report)
    if len(key.places) > 1 and (draft.kind is Kind.CHOICE or asked.kind is Kind.TRUE_FALSE):
        message = f"options {listed(_letters(key.places, names))} are all given as the key"
        report.error("several-keys", message, key.line, _ONE_KEY)
    elif (
        len(key.places) == 1
        and asked.kind is not Kind.MULTIPLE_RESPONSE
        and draft.key_origin is None
        and not is_negative(draft.stem, names.speech)
    ):
        _check_evidence(key, names, evidence, draft, report)
    return Key(key.places, draft.key_origin or KeyOrigin.STATED)


def _statements(draft: DraftQuestion, names: OptionNames, report: Report) -> list[_Statement]:
    marked = [place for place, option in enumerate(draft.options) if option.is_marked]
    statements = [_Statement(frozenset(marked), draft.options[marked[0]].line)] if marked else []
    for answer in draft.answers:
        places = _places_of(answer, draft, names, report)
        if places:
            statements.append(_Statement(places, answer.line))
    return statements


def _places_of(answer: StatedAnswer, draft: DraftQuestion, names: OptionNames, report: Report) -> frozenset[int] | None:
    """The options that a statement names; ``None`` if there are none, with an error where it names something else."""
    if not answer.label:
        return _worded(answer.text, draft, names, answer, report) if answer.text else None
    places: set[int] = set()
    for label in answer.label.split(","):
        place = _labelled(label.strip(), draft, names)
        if place is not None and not answer.text and _means_another(label.strip(), place, draft, names):
            message = f'"{label.strip()}" is the number of one option and the text of another'
            report.error("unclear-answer", message, answer.line, "repeat the right option's text behind its number")
        if place is None:
            _report_unknown(f'option "{label.strip()}"', names, answer, report)
            return None
        places.add(place)
    if answer.text and len(places) == 1:
        _check_text(next(iter(places)), answer, draft, names, report)
    return frozenset(places)


def _labelled(label: str, draft: DraftQuestion, names: OptionNames) -> int | None:
    """The option with this label; else the one with this wording; else, among options without labels, by place."""
    place = names.place(label)
    if place is not None:
        return place
    same = _same_options(label, draft)
    if len(same) == 1:
        return same[0]
    if label.isdecimal() and not any(option.label for option in draft.options):
        return label_rank(label) - 1 if 0 < label_rank(label) <= len(draft.options) else None
    return None


def _means_another(label: str, place: int, draft: DraftQuestion, names: OptionNames) -> bool:
    """Whether a numbered option's number is, alone, what another option says: "Answer: 3" among numbers."""
    same = _same_options(label, draft) if names.are_digits else []
    return bool(same) and place not in same


def _worded(
    text: str, draft: DraftQuestion, names: OptionNames, answer: StatedAnswer, report: Report
) -> frozenset[int] | None:
    same = _same_options(text, draft)
    if len(same) == 1:
        return frozenset(same)
    _report_unknown(f'"{shortened(text)}"', names, answer, report)
    return None


def _report_unknown(what: str, names: OptionNames, answer: StatedAnswer, report: Report) -> None:
    known = listed(_letters(range(len(names.labels)), names), "or") if names.labels else "none"
    message = f"the answer is given as {what}, which is no option; the options are {known}"
    report.error("unknown-answer", message, answer.line, 'name the right option by its letter, e.g. "Answer: B"')


def _same_options(text: str, draft: DraftQuestion) -> list[int]:
    """The options that a text repeats; where capitals tell options apart, as they do in formulas, they count."""
    wordings = [wording(option.text) for option in draft.options]
    said = (text, wording(parse(text)))
    exact = [place for place, words in enumerate(wordings) if " ".join(words.split()) in said]
    if len(exact) == 1:
        return exact
    wanted = {same_wording(words) for words in said}
    return [place for place, words in enumerate(wordings) if same_wording(words) in wanted]


def _check_text(place: int, answer: StatedAnswer, draft: DraftQuestion, names: OptionNames, report: Report) -> None:
    if place in _same_options(answer.text, draft):
        return
    message = (
        f'the answer repeats option {names.shown(place)} as "{shortened(answer.text)}", '
        f'but the option says "{shortened(wording(draft.options[place].text))}"'
    )
    hint = "make them agree; put a reason on a line of its own that begins with Explanation:"
    report.error("answer-text", message, answer.line, hint)


def _letters(places: Iterable[int], names: OptionNames) -> list[str]:
    return [names.shown(place) for place in sorted(places)]


def _check_agreement(statements: Sequence[_Statement], names: OptionNames, report: Report) -> None:
    first = statements[0]
    for other in statements[1:]:
        if other.places != first.places:
            message = (
                f"line {first.line} gives {listed(_letters(first.places, names))} as the answer, "
                f"line {other.line} gives {listed(_letters(other.places, names))}"
            )
            report.error("key-conflict", message, other.line, "make the two agree")


def _check_evidence(
    key: _Statement, names: OptionNames, evidence: Evidence, draft: DraftQuestion, report: Report
) -> None:
    """Report an explanation that contradicts the stated key; weak signs do not count."""
    place = next(iter(key.places))
    other = settled_key(evidence, len(draft.options))
    letter = names.shown(place)
    if place in evidence.rejected:
        message = f"the answer is {letter}, but the explanation calls option {letter} wrong"
    elif other is not None and other != place:
        reasons = _reasons(evidence, other, names)
        message = f"the answer is {letter}, but the explanation speaks for {names.shown(other)}: {reasons}"
    else:
        return
    line = draft.explanation_line or draft.line
    report.error("contradicted-key", message, line, f"correct the answer (line {key.line}) or the explanation")


def _derived(
    draft: DraftQuestion, names: OptionNames, evidence: Evidence, explanation: Understanding, report: Report
) -> Key:
    if len(draft.options) < 2:
        return UNRESOLVED
    place = None if is_negative(draft.stem, names.speech) else settled_key(evidence, len(draft.options))
    line = draft.explanation_line or draft.line
    if place is None:
        reason = _why_unresolved(draft, evidence, names)
        report.error(
            "unresolved-key",
            f"no right answer is known: {reason}",
            draft.line,
            _TICK_IT if _has_boxes(draft) else _STATE_IT,
        )
        return UNRESOLVED
    message = f"key {names.shown(place)} taken from the explanation: {_reasons(evidence, place, names)}"
    if explanation.dangling:
        message += f'; its letters do not count, for it speaks of "{explanation.dangling[0]}", which does not exist'
        hint = "check that no option is missing; until then letters in this explanation are printed as they stand"
        report.warning("derived-key", message, line, hint)
    else:
        report.advice("derived-key", message, line, f'state it with a line such as "Answer: {names.shown(place)}"')
    return Key(frozenset((place,)), KeyOrigin.DERIVED)


def _has_boxes(draft: DraftQuestion) -> bool:
    return any(option.is_boxed for option in draft.options)


_ONE_KEY = "leave one, or write kind=multiple-response"
_TICK_THEM = "put an x in the box of each right option: - [x]"
_TICK_IT = "put an x in the box of the right option: - [x]"
_STATE_IT = 'state it with a line such as "Answer: B"'


def _reasons(evidence: Evidence, place: int, names: OptionNames) -> str:
    how = "has the wording of" if evidence.whole == place else "says nearly the same as"
    reason = f'"{shortened(evidence.statement, _QUOTED)}" {how} option {names.shown(place)}'
    if evidence.dismissed:
        verb = "is" if len(evidence.dismissed) == 1 else "are"
        reason += f", and {listed(_letters(evidence.dismissed, names))} {verb} dismissed"
    return reason


def _why_unresolved(draft: DraftQuestion, evidence: Evidence, names: OptionNames) -> str:
    if not draft.explanation:
        return "none is marked or stated, and there is no explanation"
    if is_negative(draft.stem, names.speech):
        return "none is stated, and the stem asks for an exception, so the explanation does not tell"
    if evidence.whole is not None and evidence.whole in evidence.dismissed:
        letter = names.shown(evidence.whole)
        return f"the explanation has the wording of option {letter} in bold, but dismisses option {letter}"
    if not evidence.statement:
        return "none is stated, and the explanation does not open with the right option in bold"
    return f'none is stated, and the explanation\'s "{shortened(evidence.statement)}" does not settle it'
