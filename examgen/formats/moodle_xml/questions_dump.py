"""A question in, its element in Moodle XML out, with what Moodle would do otherwise than papers do."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from string import ascii_uppercase as LETTERS

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.decode import shortened
from examgen.formats.identity import same_wording
from examgen.formats.kinds import says_true_false
from examgen.formats.moodle_xml.choices import TRUTH
from examgen.formats.moodle_xml.cloze_dump import gap_source, tolerance_of
from examgen.formats.moodle_xml.elements import Files, add_plain, add_text, child, fill
from examgen.formats.moodle_xml.questions import SET_TAG
from examgen.formats.moodle_xml.shares import fractions_of, written_share
from examgen.formats.spoken import spoken
from examgen.formats.xml import Element
from examgen.markup import html_dump
from examgen.markup.words import all_parts
from examgen.model.bank import Question, QuestionSet
from examgen.model.response import Criterion, Kind, Matching, Numeric, Open, Written
from examgen.model.text import (
    Gap,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Text,
    Words,
    spans_of,
    wording,
)

_LONGEST_NAME = 60


def add_set(quiz: Element, shared: QuestionSet) -> None:
    """The stimulus of a question set, as a description that its questions name in a tag."""
    element = child(quiz, "question", type="description")
    _add_named(element, "name", shortened(_line(shared.stimulus), _LONGEST_NAME))
    add_text(element, "questiontext", shared.stimulus)
    add_plain(element, "defaultgrade", "0")
    add_plain(element, "idnumber", shared.id)


def _add_named(parent: Element, name: str, words: str) -> None:
    add_plain(child(parent, name), "text", words)


def _line(text: Text) -> str:
    return " ".join(wording(text).split())


class QuestionWriter:
    """One question while it is written."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.labels = LETTERS[: len(question.options)] or LETTERS
        self.lost: list[Diagnostic] = []
        self.is_true_false = question.kind is Kind.TRUE_FALSE and says_true_false([o.text for o in question.options])

    def add_to(self, quiz: Element) -> None:
        name, write = self._type()
        question = self.question
        element = child(quiz, "question", type=name)
        _add_named(element, "name", question.number or shortened(_line(question.stem), _LONGEST_NAME) or question.id)
        add_text(element, "questiontext", question.stem, self.labels, self._gap if question.parts else None)
        add_text(element, "generalfeedback", question.explanation.text, self.labels)
        add_plain(element, "defaultgrade", f"{question.points:f}")
        add_plain(element, "penalty", "0")
        add_plain(element, "hidden", "0")
        add_plain(element, "idnumber", question.id)
        write(element)
        tags = (*question.tags, *([f"{SET_TAG}{question.set_id}"] if question.set_id else []))
        group = child(element, "tags") if tags else None
        for tag in tags if group is not None else ():
            _add_named(group, "tag", tag)

    def _type(self) -> tuple[str, Callable[[Element], None]]:
        match self.question.kind:
            case Kind.TRUE_FALSE if self.is_true_false:
                return "truefalse", self._true_false
            case Kind.CHOICE | Kind.MULTIPLE_RESPONSE | Kind.TRUE_FALSE:
                return "multichoice", self._choice
            case Kind.NUMERIC:
                return "numerical", self._number
            case Kind.SHORT_ANSWER:
                return "shortanswer", self._short
            case Kind.MATCHING:
                return "matching", self._matching
            case Kind.ORDERING:
                return "ordering", self._ordering
            case Kind.FILL_IN:
                return "cloze", self._nothing
            case _:
                return "essay", self._essay

    def _nothing(self, element: Element) -> None:
        """Gaps stand in the stem."""

    def _gap(self, reference: OptionReference | QuestionReference | Gap) -> str:
        if not isinstance(reference, Gap):
            return html_dump.escaped(reference.source)
        gap = self.question.parts[reference.part]
        weight = int(gap.points) if gap.points == int(gap.points) and gap.points > 0 else 1
        return gap_source(gap, weight, lambda text: html_dump.dump_line(spoken(text, LETTERS)))

    def _choice(self, element: Element) -> None:
        question = self.question
        names_options = self._names_options()
        if names_options and not question.locked:
            self._lose("that its options are shuffled, since its texts name their letters")
        add_plain(element, "single", "false" if question.kind is Kind.MULTIPLE_RESPONSE else "true")
        add_plain(element, "shuffleanswers", "false" if question.locked or names_options else "true")
        add_plain(element, "answernumbering", "ABCD" if names_options else "abc")
        for option, share in zip(question.options, fractions_of(question), strict=True):
            answer = add_text(element, "answer", option.text, self.labels, fraction=written_share(share))
            if option.rationale:
                add_text(answer, "feedback", option.rationale, self.labels)

    def _names_options(self) -> bool:
        texts = (each.text for each in self.question.own_texts)
        return any(isinstance(span, OptionReference) and span.targets for text in texts for span in spans_of(text))

    def _lose(self, what: str) -> None:
        question = self.question
        self.lost.append(
            Diagnostic(
                severity=Severity.WARNING,
                rule="not-carried",
                message=f"Moodle XML cannot carry {what}",
                path=question.path,
                line=question.line,
                question=question.number or question.id,
                hint="examgen Markdown carries everything: write to a target that ends in .md",
            )
        )

    def _true_false(self, element: Element) -> None:
        true = {same_wording(word) for words in all_parts() for word in words.true}
        options = sorted(self.question.options, key=lambda option: same_wording(wording(option.text)) not in true)
        for option, name in zip(options, TRUTH, strict=True):
            answer = child(element, "answer", fraction="100" if option.is_key else "0", format="moodle_auto_format")
            add_plain(answer, "text", name)
            if option.rationale:
                add_text(answer, "feedback", option.rationale, self.labels)

    def _short(self, element: Element) -> None:
        add_plain(element, "usecase", "0")
        response = self.question.response
        for accepted in response.accepted if isinstance(response, Written) else ():
            self._add_answer(element, _line(accepted).replace("*", r"\*"))

    def _add_answer(self, element: Element, words: str) -> Element:
        answer = child(element, "answer", fraction="100", format="moodle_auto_format")
        add_plain(answer, "text", words)
        return answer

    def _number(self, element: Element) -> None:
        response = self.question.response
        if not isinstance(response, Numeric):
            return
        answer = self._add_answer(element, f"{response.value:f}")
        add_plain(answer, "tolerance", f"{tolerance_of(response).normalize():f}")
        if response.unit:
            unit = child(child(element, "units"), "unit")
            add_plain(unit, "multiplier", "1")
            add_plain(unit, "unit_name", response.unit)

    def _matching(self, element: Element) -> None:
        response = self.question.response
        prompts = response.prompts if isinstance(response, Matching) else ()
        meant = {prompt.target for prompt in prompts}
        pairs = [(prompt.text, prompt.target) for prompt in prompts]
        pairs += [((), place) for place in range(len(self.question.options)) if place not in meant]
        add_plain(element, "shuffleanswers", "false" if self.question.locked else "true")
        for text, place in pairs:
            pair = add_text(element, "subquestion", text, self.labels)
            self._add_line(child(pair, "answer"), self.question.options[place].text)

    def _add_line(self, element: Element, text: Text) -> None:
        """A text where Moodle knows plain words alone, formulas and tags as they are written."""
        files = Files()
        source = html_dump.dump_line(spoken(text, self.labels), files.address)
        add_plain(element, "text", source)
        files.add_to(element)

    def _ordering(self, element: Element) -> None:
        for rank, place in enumerate(self.question.sequence, start=1):
            add_text(element, "answer", self.question.options[place].text, self.labels, fraction=str(rank))

    def _essay(self, element: Element) -> None:
        response = self.question.response
        space = self.question.answer_space
        add_plain(element, "responseformat", "editor")
        if space is not None and space.lines:
            add_plain(element, "responsefieldlines", str(space.lines))
        add_plain(element, "attachments", "0")
        if isinstance(response, Open) and (response.answer or response.rubric):
            fill(
                child(element, "graderinfo", format="html"), (*response.answer, *_rubric(response.rubric)), self.labels
            )


def _rubric(criteria: tuple[Criterion, ...]) -> Text:
    """The criteria as a list, each with its points."""
    if not criteria:
        return ()
    items = tuple((Paragraph((Words(f"({_plain(each.points)}) "), *spans_of(each.text))),) for each in criteria)
    return (ListBlock(items),)


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"
