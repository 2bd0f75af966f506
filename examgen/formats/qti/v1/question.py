"""An item of QTI 1.2 in, a `DraftQuestion` out; what a paper cannot ask is a diagnostic."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from examgen.formats.draft import DraftOption, DraftQuestion, QuestionFacts
from examgen.formats.kinds import says_true_false
from examgen.formats.qti.v1.answers import answers_of
from examgen.formats.qti.v1.best import right_order
from examgen.formats.qti.v1.calculated import calculated
from examgen.formats.qti.v1.feedback import Feedback, feedback_of
from examgen.formats.qti.v1.formulas import stated_number
from examgen.formats.qti.v1.gaps import blanks, gaps, goes_on, mark_of
from examgen.formats.qti.v1.item import Item
from examgen.formats.qti.v1.options import label_text, options_of
from examgen.formats.qti.v1.pairs import pairs
from examgen.formats.qti.v1.presentation import Response, Way
from examgen.formats.qti.v1.subsets import joined
from examgen.model.answer_space import MOST_LINES, AnswerSpace
from examgen.model.response import Kind
from examgen.model.text import Text, wording

_NO_PAPER = "ask it in another way, or leave it out"


def question_of(item: Item) -> DraftQuestion | None:
    """The question that an item asks; ``None``, with a warning, where no paper can ask it."""
    is_opinion = item.metadata.type == "opinion"
    if is_opinion or any(response.way is Way.OTHER for response in item.responses):
        what = "asks for an opinion" if is_opinion else "asks to point, draw or slide"
        item.report.warning("not-carried", f"the question {what}: it is left out", item.line, _NO_PAPER)
        return None
    feedback = feedback_of(item.element, item.responses, item.scoring, item.file, item.name)
    if _has_variables(item):
        return _calculated(item, feedback)
    question = _asked(item, feedback)
    is_open = question.kind is Kind.OPEN
    return replace(
        question,
        id=item.name,
        points=_points(item),
        topic=item.metadata.topic,
        facts=QuestionFacts(difficulty=item.metadata.difficulty),
        explanation=feedback.explanation if is_open else feedback.explanation + feedback.model_answer,
        explanation_line=feedback.line,
        model_answer=feedback.model_answer if is_open else (),
    )


def _has_variables(item: Item) -> bool:
    return item.metadata.type == "formula" or next(item.element.iter("{*}variable", "{*}calculated"), None) is not None


def _calculated(item: Item, feedback: Feedback) -> DraftQuestion | None:
    question = calculated(item, feedback)
    if question is None:
        message = "the question has values that change, and the file does not state them: it is left out"
        item.report.warning("not-carried", message, item.line, "write it as a parametrised question")
        return None
    return replace(question, id=item.name, topic=item.metadata.topic)


def _points(item: Item) -> Decimal | None:
    points = item.metadata.points
    if points is not None and points <= 0:
        item.file.lose("a worth of no points", item.element, "such a question is worth 1 point")
        return None
    return points


def _asked(item: Item, feedback: Feedback) -> DraftQuestion:
    """The question by what it presents, and by its stated type where that leaves a doubt."""
    kind, responses = item.metadata.type, item.responses
    choices = [response for response in responses if response.way is Way.CHOICE]
    if kind in ("open", "upload") or not responses:
        return _open(item)
    if kind == "number" and (answer := stated_number(item)) is not None:
        return replace(item.draft(item.plain_stem(), Kind.NUMERIC), accepted=(answer,))
    if kind in ("blanks", "menus") or (len(choices) > 1 and all(mark_of(each, item) for each in choices)):
        return blanks(item, is_menu=kind != "blanks")
    if kind == "pairs" or (len(choices) > 1 and len(choices) == len(responses)):
        return pairs(item)
    if len(responses) > 1 or (not choices and goes_on(item)):
        return gaps(item)
    return _choice(item, responses[0], feedback) if choices else _written(item, responses[0])


def _open(item: Item) -> DraftQuestion:
    if item.metadata.type == "upload":
        message = "the question asks for a file: on paper it is an open question"
        item.report.warning("not-carried", message, item.line, "say what is to be written")
    rows = max((response.box.rows for response in item.responses), default=0)
    space = AnswerSpace(lines=min(rows, MOST_LINES)) if rows > 1 else None
    return replace(item.draft(item.plain_stem(), Kind.OPEN), answer_space=space)


def _choice(item: Item, response: Response, feedback: Feedback) -> DraftQuestion:
    if response.cardinality == "ordered" or item.metadata.type == "order":
        return _ordering(item, response)
    if (matching := joined(item, response)) is not None:
        return matching
    is_several = response.cardinality == "multiple" or item.metadata.type == "several"
    found = options_of(item, response, is_several=is_several)
    if is_several and item.metadata.type == "choice" and sum(option.is_marked for option in found) == 1:
        found, is_several = options_of(item, response, is_several=False), False  # D2L says "Multiple" of all choices
    options = tuple(
        replace(option, rationale=feedback.rationales.get(label.ident, ()))
        for option, label in zip(found, response.labels, strict=True)
    )
    is_truth = item.metadata.type == "truth" or says_true_false([option.text for option in options])
    single = Kind.TRUE_FALSE if is_truth else Kind.CHOICE
    stem = _stem(item, response)
    draft = item.draft(stem, Kind.MULTIPLE_RESPONSE if is_several else single)
    return replace(draft, options=options, locked=response.shuffle == "no" and item.has_shuffles)


def _stem(item: Item, response: Response) -> Text:
    """What the item shows, with what its only response shows before its labels."""
    stem, prompt = item.plain_stem(), item.text(response.prompt, response.line)
    return stem if wording(prompt).strip() in wording(stem) else (*stem, *prompt)


def _ordering(item: Item, response: Response) -> DraftQuestion:
    order = right_order(response, item.scoring)
    labels = {label.ident: label for label in response.labels}
    if not order:
        hint = "state it in the question's response processing, or where the file comes from"
        item.report.error("unresolved-key", "the right order is not stated", response.line, hint)
    steps = [labels[name] for name in order or labels]
    options = tuple(DraftOption(text=label_text(item, step), line=step.line) for step in steps)
    return replace(item.draft(_stem(item, response), Kind.ORDERING), options=options)


def _written(item: Item, response: Response) -> DraftQuestion:
    """A number, a word, or free writing where nothing earns points."""
    is_number = item.metadata.type in ("number", "formula") or response.box.is_number
    has_case = item.metadata.type in ("", "words")
    answers = answers_of(response.ident, item.scoring, item.report, is_number=is_number, has_case=has_case)
    is_scored = any(condition.actions for condition in item.scoring.conditions)
    if not (answers.accepted or item.metadata.type or is_scored or response.box.is_number):
        return _open(item)
    if response.box.count > 1:
        message = f"the question asks for {response.box.count} answers; on paper one of those accepted is enough"
        item.report.warning("not-carried", message, response.line, "say in the stem how many are wanted")
    stem = _stem(item, response)
    kind = Kind.NUMERIC if answers.is_number else Kind.SHORT_ANSWER
    return replace(item.draft(stem, kind), accepted=answers.accepted)
