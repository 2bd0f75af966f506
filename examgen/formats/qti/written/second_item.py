"""A question in, its item of QTI 2.1 out: declarations, body, processing and feedback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from examgen.formats.numbers import written_number
from examgen.formats.qti.v2.tree import PART
from examgen.formats.qti.written.packing import HEAD, Markup, attribute, spaced
from examgen.markup.html_dump import escaped
from examgen.model.bank import Option, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import Text
from examgen.model.variant import LETTERS

_ROOT = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def item(question: Question, markup: Markup, language: str | None) -> str:
    """The item of a question."""
    asks = list(_asks(question, markup.lettered(LETTERS)))
    name = attribute(question.id)
    said = f" xml:lang={attribute(language)}" if language else ""
    return (
        f'{HEAD}<assessmentItem xmlns="{_ROOT}" identifier={name} title={name} '
        f'adaptive="false" timeDependent="false"{said}>\n'
        f"{''.join(ask.declaration() for ask in asks)}{_outcomes(question)}"
        f"<itemBody>\n{_body(question, asks, markup.lettered(LETTERS))}</itemBody>\n"
        f"{_processing(asks)}{_explanation(question, markup.lettered(LETTERS))}</assessmentItem>\n"
    )


@dataclass(frozen=True, slots=True)
class _Ask:
    """One response of an item, and the question, part or gap that asks for it."""

    question: Question
    identifier: str
    markup: Markup

    @property
    def values(self) -> list[str]:
        """What is right, as it is declared."""
        question = self.question
        match question.response:
            case Matching(prompts=prompts):
                return [f"P{place + 1} {LETTERS[prompt.target]}" for place, prompt in enumerate(prompts)]
            case Numeric(value=value):
                return [written_number(value)]
            case Written(accepted=accepted):
                return [spaced(accepted[0])] if accepted else []
        if question.kind is Kind.ORDERING:
            return list(LETTERS[: len(question.options)])
        return [LETTERS[place] for place in question.key]

    @property
    def has_weights(self) -> bool:
        return any(option.weight is not None for option in self.question.options)

    def declaration(self) -> str:
        kind = self.question.kind
        cardinality = {Kind.MULTIPLE_RESPONSE: "multiple", Kind.MATCHING: "multiple", Kind.ORDERING: "ordered"}
        types = {Kind.MATCHING: "directedPair", Kind.NUMERIC: "float", Kind.SHORT_ANSWER: "string", Kind.OPEN: "string"}
        values = "".join(f"<value>{escaped(value)}</value>" for value in self.values)
        correct = f"<correctResponse>{values}</correctResponse>" if values else ""
        return (
            f'<responseDeclaration identifier="{self.identifier}" '
            f'cardinality="{cardinality.get(kind, "single")}" baseType="{types.get(kind, "identifier")}">'
            f"{correct}{self.mapping()}</responseDeclaration>\n"
        )

    def mapping(self) -> str:
        """What each answer earns, where that is more than right or wrong."""
        points = self.question.points
        if self.has_weights:
            shares = enumerate(_shares(self.question))
            entries = "".join(
                f'<mapEntry mapKey="{LETTERS[place]}" mappedValue="{share * points:f}"/>' for place, share in shares
            )
            return f'<mapping lowerBound="0" defaultValue="0">{entries}</mapping>'
        if isinstance(self.question.response, Written):
            entries = "".join(
                f'<mapEntry mapKey={attribute(spaced(text))} mappedValue="{points:f}" caseSensitive="false"/>'
                for text in self.question.response.accepted
            )
            return f'<mapping defaultValue="0">{entries}</mapping>'
        return ""

    def interaction(self, prompt: Text = ()) -> str:
        """What asks, with the words that belong to it."""
        question = self.question
        said = f"<prompt>{self.markup.line(prompt)}</prompt>" if prompt else ""
        response = f'responseIdentifier="{self.identifier}"'
        shuffle = f'shuffle="{"false" if question.locked else "true"}"'
        match question.kind:
            case Kind.NUMERIC | Kind.SHORT_ANSWER:
                written = f"<p><textEntryInteraction {response}/></p>\n"
                return f"{self.markup.html(prompt)}{written}"
            case Kind.MATCHING:
                attributes = f'{response} {shuffle} maxAssociations="0"'
                return f"<matchInteraction {attributes}>{said}{self.sets()}</matchInteraction>\n"
            case Kind.ORDERING:
                return f"<orderInteraction {response} {shuffle}>{said}{self.choices()}</orderInteraction>\n"
            case Kind.OPEN:
                space = question.answer_space
                lines = f' expectedLines="{space.lines}"' if space and space.lines else ""
                return f"<extendedTextInteraction {response}{lines}>{said}</extendedTextInteraction>\n"
        most = f'maxChoices="{0 if question.kind is Kind.MULTIPLE_RESPONSE else 1}"'
        return f"<choiceInteraction {response} {shuffle} {most}>{said}{self.choices()}</choiceInteraction>\n"

    def choices(self) -> str:
        return "\n".join(
            f'<simpleChoice identifier="{LETTERS[place]}"{_kept(option)}>{self.markup.line(option.text)}'
            f"{self.rationale(option, LETTERS[place])}</simpleChoice>"
            for place, option in enumerate(self.question.options)
        )

    def rationale(self, option: Option, name: str) -> str:
        if not option.rationale:
            return ""
        shown = f'outcomeIdentifier="FEEDBACK" identifier="{name}" showHide="show"'
        return f"<feedbackInline {shown}>{self.markup.line(option.rationale)}</feedbackInline>"

    def sets(self) -> str:
        response = self.question.response
        prompts = response.prompts if isinstance(response, Matching) else ()
        asked = enumerate(self.markup.line(prompt.text) for prompt in prompts)
        left = "".join(_associable(f"P{place + 1}", inner, 1) for place, inner in asked)
        right = "".join(
            _associable(LETTERS[place], self.markup.line(option.text), 0)
            for place, option in enumerate(self.question.options)
        )
        return f"<simpleMatchSet>{left}</simpleMatchSet><simpleMatchSet>{right}</simpleMatchSet>"

    def in_line(self) -> str:
        """What stands amid words for a gap."""
        response = f'responseIdentifier="{self.identifier}"'
        if not self.question.options:
            return f"<textEntryInteraction {response}/>"
        offered = "".join(
            f'<inlineChoice identifier="{LETTERS[place]}">{self.markup.line(option.text)}</inlineChoice>'
            for place, option in enumerate(self.question.options)
        )
        return f'<inlineChoiceInteraction {response} shuffle="true">{offered}</inlineChoiceInteraction>'

    def rule(self) -> str:
        """How the response adds to the score."""
        if self.question.kind is Kind.OPEN:
            return ""
        added = f'<mapResponse identifier="{self.identifier}"/>'
        if not self.mapping():
            return (
                f"<responseCondition><responseIf>{self.comparison()}{_add(_points(self.question))}</responseIf>"
                "</responseCondition>\n"
            )
        return f"{_add(added)}\n"

    def comparison(self) -> str:
        pair = f'<variable identifier="{self.identifier}"/><correct identifier="{self.identifier}"/>'
        match self.question.response:
            case Numeric(tolerance=tolerance, is_relative=is_relative) if tolerance:
                width = written_number(tolerance * 100 if is_relative else tolerance)
                mode = "relative" if is_relative else "absolute"
                return f'<equal toleranceMode="{mode}" tolerance="{width} {width}">{pair}</equal>'
            case Numeric():
                return f'<equal toleranceMode="exact">{pair}</equal>'
        return f"<match>{pair}</match>"


def _asks(question: Question, markup: Markup) -> Iterator[_Ask]:
    """The responses of a question: its own, or those of its parts and gaps."""
    if question.kind not in (Kind.FILL_IN, Kind.MULTI_PART):
        yield _Ask(question, "RESPONSE", markup)
        return
    for place, part in enumerate(question.parts):
        if part.kind is Kind.FILL_IN:
            yield from (_Ask(gap, f"RESPONSE{place + 1}_{at + 1}", markup) for at, gap in enumerate(part.parts))
        else:
            yield _Ask(part, f"RESPONSE{place + 1}", markup)


def _body(question: Question, asks: list[_Ask], markup: Markup) -> str:
    if question.kind is Kind.FILL_IN:
        return markup.html(question.stem, lambda gap: asks[gap.part].in_line())
    stem = markup.html(question.stem)
    if question.kind is not Kind.MULTI_PART:
        return f"{stem}\n{asks[0].interaction()}{_model_answer(question, markup)}"
    left = iter(asks)
    return f"{stem}\n{''.join(_part(part, left, markup) for part in question.parts)}"


def _part(part: Question, left: Iterator[_Ask], markup: Markup) -> str:
    """A part, which takes what it asks from what is left."""
    if part.kind is Kind.FILL_IN:
        gaps = [next(left) for _ in part.parts]
        return f'<div class="{PART}">{markup.html(part.stem, lambda gap: gaps[gap.part].in_line())}</div>\n'
    return f'<div class="{PART}">{next(left).interaction(part.stem)}{_model_answer(part, markup)}</div>\n'


def _model_answer(question: Question, markup: Markup) -> str:
    answer = question.response.answer if isinstance(question.response, Open) else ()
    return f'<rubricBlock view="scorer">{markup.html(answer)}</rubricBlock>\n' if answer else ""


def _explanation(question: Question, markup: Markup) -> str:
    text = question.explanation.text
    shown = 'outcomeIdentifier="FEEDBACK" identifier="general" showHide="show"'
    return f"<modalFeedback {shown}>{markup.html(text)}</modalFeedback>\n" if text else ""


def _outcomes(question: Question) -> str:
    single = 'cardinality="single" baseType="float"'
    points = f"{question.points:f}"
    most = f'normalMaximum="{points}"'
    return (
        f'<outcomeDeclaration identifier="SCORE" {single} {most}>{_default("0")}</outcomeDeclaration>\n'
        f'<outcomeDeclaration identifier="MAXSCORE" {single}>{_default(points)}</outcomeDeclaration>\n'
        '<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>\n'
    )


def _default(value: str) -> str:
    return f"<defaultValue><value>{value}</value></defaultValue>"


def _shares(question: Question) -> list[Decimal]:
    """The share of the points that each option earns; right ones without a weight share all of them."""
    whole = Decimal(1) / max(len(question.key), 1)
    return [
        option.weight if option.weight is not None else whole if option.is_key else Decimal(0)
        for option in question.options
    ]


def _processing(asks: list[_Ask]) -> str:
    """The rules; feedback is shown for what is chosen, and in any case."""
    chosen = "".join(
        f'<variable identifier="{ask.identifier}"/>' for ask in asks if any(o.rationale for o in ask.question.options)
    )
    shown = f'<multiple><baseValue baseType="identifier">general</baseValue>{chosen}</multiple>'
    return (
        f"<responseProcessing>\n{''.join(ask.rule() for ask in asks)}"
        f'<setOutcomeValue identifier="FEEDBACK">{shown}</setOutcomeValue>\n</responseProcessing>\n'
    )


def _points(question: Question) -> str:
    return f'<baseValue baseType="float">{question.points:f}</baseValue>'


def _add(value: str) -> str:
    return f'<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>{value}</sum></setOutcomeValue>'


def _associable(name: str, inner: str, most: int) -> str:
    return f'<simpleAssociableChoice identifier="{name}" matchMax="{most}">{inner}</simpleAssociableChoice>'


def _kept(option: Option) -> str:
    return ' fixed="true"' if option.pinned else ""
