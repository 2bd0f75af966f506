"""A question in, its item of QTI 1.2 out: what it presents, how it is scored, and what it says then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from examgen.formats.numbers import written_number
from examgen.formats.qti.written.packing import Markup, attribute, spaced
from examgen.markup.html_dump import without_controls
from examgen.model.bank import Option, Question, QuestionSet
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import Text, paragraph, wording
from examgen.model.variant import LETTERS

TYPES = {
    Kind.CHOICE: "multiple_choice_question",
    Kind.TRUE_FALSE: "true_false_question",
    Kind.MULTIPLE_RESPONSE: "multiple_answers_question",
    Kind.NUMERIC: "numerical_question",
    Kind.SHORT_ANSWER: "short_answer_question",
    Kind.MATCHING: "matching_question",
    Kind.ORDERING: "ordering_question",
    Kind.OPEN: "essay_question",
}
_RESPONSE = "response1"
_OUTCOMES = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>\n'


def item(question: Question, markup: Markup, *, has_locked: bool) -> str:
    """The item of a question; ``has_locked`` says whether some options keep their order, and others do not."""
    return _Item(question, markup.lettered(LETTERS), has_locked).source()


def shared_text(shared: QuestionSet, markup: Markup) -> str:
    """The item that shows what the questions behind it share."""
    fields = _fields({"question_type": "text_only_question", "points_possible": "0"})
    return (
        f'<item ident={attribute(shared.id)} title="Text">{fields}<presentation>{_html(markup.html(shared.stimulus))}'
        "</presentation></item>\n"
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """One question while its item is written."""

    question: Question
    markup: Markup
    has_locked: bool

    def source(self) -> str:
        question = self.question
        kinds = {part.kind for part in question.parts}
        gaps = "multiple_dropdowns_question" if kinds == {Kind.CHOICE} else "fill_in_multiple_blanks_question"
        fields = _fields(
            {
                "question_type": TYPES.get(question.kind, gaps),
                "points_possible": f"{question.points:f}",
                "topic": question.topic,
                "difficulty": question.difficulty,
            }
        )
        return (
            f'<item ident={attribute(question.id)} title="Question">\n{fields}'
            f"<presentation>{_html(self.stem())}\n{self.responses()}</presentation>\n"
            f"<resprocessing>{_OUTCOMES}{''.join(self.conditions())}</resprocessing>\n{''.join(self.feedback())}</item>\n"
        )

    def stem(self) -> str:
        names = [f"[{name}]" for name in self.names()]
        return self.markup.html(self.question.stem, lambda gap: names[gap.part])

    def names(self) -> list[str]:
        """Of the gaps, none of which stands in the stem already."""
        stem = wording(self.question.stem)
        start = next(sign for sign in ("gap", "blank", *map("gap{}x".format, range(999))) if f"[{sign}" not in stem)
        return [f"{start}{place + 1}" for place in range(len(self.question.parts))]

    def responses(self) -> str:
        question = self.question
        if isinstance(question.response, Matching):
            return "".join(
                self.choice(f"response_{place}", question.options, prompt=self.markup.html(prompt.text))
                for place, prompt in enumerate(question.response.prompts)
            )
        if question.kind is Kind.FILL_IN:
            return "".join(self.gap(*pair) for pair in zip(self.names(), question.parts, strict=True))
        if question.options:
            cardinality = {Kind.MULTIPLE_RESPONSE: "Multiple", Kind.ORDERING: "Ordered"}.get(question.kind, "Single")
            return self.choice(_RESPONSE, question.options, cardinality=cardinality)
        kind = ' fibtype="Decimal"' if question.kind is Kind.NUMERIC else ""
        rows = f' rows="{space.lines}"' if (space := question.answer_space) and space.lines else ""
        return (
            f'<response_str ident="{_RESPONSE}" rcardinality="Single"><render_fib{kind}{rows}>'
            '<response_label ident="answer1"/></render_fib></response_str>'
        )

    def choice(self, ident: str, options: tuple[Option, ...], *, cardinality: str = "Single", prompt: str = "") -> str:
        shuffle = f' shuffle="{"No" if self.question.locked else "Yes"}"' if self.has_locked else ""
        labels = "".join(
            f'<response_label ident="{LETTERS[place]}"{_kept(option)}>{_html(self.markup.line(option.text))}'
            "</response_label>\n"
            for place, option in enumerate(options)
        )
        return (
            f'<response_lid ident="{ident}" rcardinality="{cardinality}">{_html(prompt) if prompt else ""}'
            f"<render_choice{shuffle}>\n{labels}</render_choice></response_lid>\n"
        )

    def gap(self, name: str, part: Question) -> str:
        options = part.options or tuple(Option(text=text) for text in _accepted(part))
        return self.choice(f"response_{name}", options, prompt=name)

    def conditions(self) -> Iterator[str]:
        """What is scored, and how."""
        question = self.question
        if question.explanation.text:
            yield _condition("<other/>", shows="general_fb")
        for place, option in enumerate(question.options):
            if option.rationale:
                yield _condition(_equal(_RESPONSE, LETTERS[place]), shows=f"{LETTERS[place]}_fb")
        match question.kind:
            case Kind.MATCHING if isinstance(question.response, Matching):
                prompts = question.response.prompts
                tests = [_equal(f"response_{at}", LETTERS[each.target]) for at, each in enumerate(prompts)]
                yield from (_condition(test, f"{100 / len(tests):.2f}", "Add") for test in tests)
            case Kind.FILL_IN:
                yield from self.gap_conditions()
            case Kind.MULTIPLE_RESPONSE:
                marks = (_equal(_RESPONSE, LETTERS[place]) for place in range(len(question.options)))
                signed = zip(marks, question.options, strict=True)
                tests = [mark if option.is_key else f"<not>{mark}</not>" for mark, option in signed]
                yield _condition(f"<and>{''.join(tests)}</and>", "100")
            case Kind.ORDERING:
                order = "".join(_equal(_RESPONSE, LETTERS[place]) for place in range(len(question.options)))
                yield _condition(f"<and>{order}</and>", "100")
            case Kind.OPEN:
                yield _condition("<other/>")
            case _ if question.options:
                yield from (_condition(_equal(_RESPONSE, LETTERS[place]), "100") for place in question.key)
            case _:
                yield from self.written()

    def gap_conditions(self) -> Iterator[str]:
        share = f"{100 / len(self.question.parts):.2f}"
        for name, part in zip(self.names(), self.question.parts, strict=True):
            right = part.key if part.options else range(len(_accepted(part)))
            for place in right:
                yield _condition(_equal(f"response_{name}", LETTERS[place]), share, "Add")

    def written(self) -> Iterator[str]:
        """The answers that are accepted; a number with the range around it."""
        match self.question.response:
            case Numeric() as number:
                yield _condition(_range(number), "100")
                yield from (_condition(_equal(_RESPONSE, spaced(form)), "100") for form in number.forms)
            case Written(accepted=accepted):
                yield _condition("".join(_equal(_RESPONSE, spaced(text)) for text in accepted), "100")

    def feedback(self) -> Iterator[str]:
        question = self.question
        if question.explanation.text:
            yield _feedback("general_fb", self.markup.html(question.explanation.text))
        for place, option in enumerate(question.options):
            if option.rationale:
                yield _feedback(f"{LETTERS[place]}_fb", self.markup.html(option.rationale))
        if isinstance(question.response, Open) and question.response.answer:
            answer = _html(self.markup.html(question.response.answer))
            yield (
                f'<itemfeedback ident="solution"><solution><solutionmaterial>{answer}</solutionmaterial></solution>'
                "</itemfeedback>\n"
            )


def _accepted(part: Question) -> tuple[Text, ...]:
    match part.response:
        case Written(accepted=accepted):
            return accepted
        case Numeric(value=value, forms=forms):
            return (paragraph(written_number(value)), *forms)
        case _:
            return ()


def _range(number: Numeric) -> str:
    half = abs(number.value) * number.tolerance if number.is_relative else number.tolerance
    low, high = (written_number(number.value + sign * half) for sign in (-1, 1))
    bounds = f'<vargte respident="{_RESPONSE}">{low}</vargte><varlte respident="{_RESPONSE}">{high}</varlte>'
    return f"<or>{_equal(_RESPONSE, written_number(number.value))}<and>{bounds}</and></or>"


def _kept(option: Option) -> str:
    return ' rshuffle="No"' if option.pinned else ""


def _fields(values: dict[str, str]) -> str:
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{escape(without_controls(value))}</fieldentry></qtimetadatafield>"
        for label, value in values.items()
        if value
    )
    return f"<itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>\n"


def _html(source: str) -> str:
    return (
        f'<material><mattext texttype="text/html">{escape(without_controls(source), quote=False)}</mattext></material>'
    )


def _equal(ident: str, value: str) -> str:
    return f'<varequal respident="{ident}">{escape(without_controls(value), quote=False)}</varequal>'


def _condition(test: str, score: str = "", action: str = "Set", shows: str = "") -> str:
    """A condition; one that only shows something lets the others be tried."""
    set_score = f'<setvar varname="SCORE" action="{action}">{score}</setvar>' if score else ""
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{shows}"/>' if shows else ""
    goes_on = "Yes" if shows or action == "Add" else "No"
    return (
        f'<respcondition continue="{goes_on}"><conditionvar>{test}</conditionvar>{set_score}{shown}</respcondition>\n'
    )


def _feedback(ident: str, source: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{_html(source)}</flow_mat></itemfeedback>\n'
