"""A question's response in, what paper and key print of it out: direction, prompts, lines, boxes, and the answer.

What is for students reads no answers: only whether letters may be left over or needed twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from unicodedata import bidirectional, east_asian_width

from examgen.compose.conventions import Conventions
from examgen.compose.labels import Labels, filled
from examgen.model.bank import Question
from examgen.model.manuscript import AnswerLine, LetterBoxes, OptionSign, QuestionPrompt
from examgen.model.response import Kind, Matching, Numeric, Prompt, Scoring, Written
from examgen.model.text import Block, OptionReference, Paragraph, Span, Style, Text, Words, map_spans, wording
from examgen.model.variant import PlacedQuestion

BOLD = Style(bold=True)
SHORT = 6
"""Characters of an answer that a cell of the key grid holds."""

LONGEST_PLAIN = range(-6, 13)
"""Powers of ten of numbers that are written out."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
BETWEEN = " · "
"""Stands between answers on one line."""


def direction_of(question: Question, labels: Labels) -> str:
    """What stands below the stem of a question that does not say by its look what to do."""
    match question:
        case Question(kind=Kind.MULTIPLE_RESPONSE):
            return _sentences(labels.mark_all, _scoring(question, labels))
        case Question(kind=Kind.ORDERING):
            return labels.put_in_order
        case Question(response=Matching(prompts=prompts)):
            is_free = len({prompt.target for prompt in prompts}) < max(len(prompts), len(question.options))
            return _sentences(labels.match, labels.match_freely) if is_free else labels.match
    return ""


def _sentences(first: str, second: str) -> str:
    """One behind the other; behind a full stop that has white space of its own, none is added."""
    return first + second if east_asian_width(first[-1]) in ("W", "F") else f"{first} {second}"


def _scoring(question: Question, labels: Labels) -> str:
    if any(option.weight is not None for option in question.options):
        return labels.scoring_weights
    rules = {Scoring.PER_OPTION: labels.scoring_each, Scoring.PENALTY: labels.scoring_penalty}
    return rules.get(question.scoring or Scoring.ALL_OR_NOTHING, labels.scoring_all)


def sign_of(question: Question) -> OptionSign:
    """What stands around the letters of its options."""
    signs = {
        Kind.MULTIPLE_RESPONSE: OptionSign.BOX,
        Kind.MATCHING: OptionSign.NONE,
        Kind.ORDERING: OptionSign.NONE,
    }
    return signs.get(question.kind, OptionSign.RING)


def prompts_of(question: Question, *, is_answered: bool) -> tuple[QuestionPrompt, ...]:
    """The prompts of a matching question."""
    return tuple(QuestionPrompt(prompt.text, prompt.target if is_answered else None) for prompt in _prompts(question))


def boxes_of(question: Question, *, is_answered: bool) -> LetterBoxes | None:
    """Boxes for the letters of an ordering question."""
    return LetterBoxes(len(question.options), is_answered) if question.kind is Kind.ORDERING else None


def line_of(question: Question, labels: Labels, *, is_answered: bool) -> AnswerLine | None:
    """The line of a question that asks for a number or a few words."""
    match question.response:
        case Numeric(unit=unit):
            return AnswerLine(True, unit, answer_of(question, labels) if is_answered else ())
        case Written():
            return AnswerLine(answer=answer_of(question, labels) if is_answered else ())
    return None


def answer_of(question: Question, labels: Labels) -> Text:
    """The right answer where it is no mark: a quantity, words, or letters as references, which print the variant's."""
    match question:
        case Question(response=Numeric() as numeric):
            return (Paragraph((Words(quantity(numeric, labels.conventions), BOLD),)),)
        case Question(response=Written(accepted=accepted)):
            return map_spans(accepted[0], _bold)
        case Question(response=Matching(prompts=prompts)):
            pairs = (_matched(number, prompt, question) for number, prompt in enumerate(prompts, start=1))
            return (Paragraph(_joined(pairs, BETWEEN)),)
        case Question(kind=Kind.ORDERING):
            letters = ((_letter(place, question),) for place in question.sequence)
            return (Paragraph(_joined(letters, " ")),)
    return ()


def other_answers(question: Question, labels: Labels) -> Iterator[Text]:
    """What else is right: other wordings, and the range of a number."""
    match question.response:
        case Numeric(forms=forms) as numeric:
            yield from _accepted(forms, labels)
            if numeric.tolerance:
                low, high = (_alone(bound, labels.conventions) for bound in bounds(numeric))
                yield (Paragraph((Words(filled(labels.tolerated, low=low, high=high)),)),)
        case Written(accepted=accepted):
            yield from _accepted(accepted[1:], labels)


def weight_of(weight: Decimal | None, labels: Labels) -> str:
    """What marking an option earns or costs, where it says so itself."""
    if weight is None:
        return ""
    sign = "+" if weight > 0 else ""
    return filled(labels.weight, share=labels.conventions.isolated(sign + share(weight, labels.conventions)))


def cell_of(placed: PlacedQuestion, labels: Labels) -> str:
    """What the key grid says of a question: letters, or a short answer, with a mark if there is more to it."""
    question = placed.question
    if question.options:
        return labels.joined_letters(placed.key_places)
    words = labels.conventions.isolated(_short_answer(question, labels))
    return words + labels.whole_mark if is_shortened(question, labels) else words


def room_of(placed: PlacedQuestion, labels: Labels) -> str:
    """What a cell of the key grid must have room for, whichever letters are right on a variant."""
    sizes = [*map(len, labels.letters[: len(placed.order)])]
    if len({*sizes}) < 2:
        return ""
    place = sizes.index(max(sizes))
    return labels.joined_letters((place,) * len(placed.key_places))


def is_shortened(question: Question, labels: Labels) -> bool:
    """Whether the key grid does not hold the whole answer."""
    if question.options:
        return False
    match question.response:
        case Numeric(tolerance=tolerance, unit=unit, forms=forms):
            return bool(tolerance or unit or forms) or not _short_answer(question, labels)
        case Written(accepted=accepted):
            return len(accepted) > 1 or not _short_answer(question, labels)
    return True


def _short_answer(question: Question, labels: Labels) -> str:
    """A number or a word, if a cell of the grid holds it."""
    words = ""
    match question.response:
        case Numeric(value=value):
            words = number(value, labels.conventions)
        case Written(accepted=(first, *_)) if _is_plain(first):
            words = " ".join(wording(first).split())
    return words if len(words) <= SHORT else ""


def quantity(numeric: Numeric, conventions: Conventions) -> str:
    """A number with its tolerance and unit, on one line: "9.81 ± 0.02 m/s²", "9.81 m/s² ± 2%"."""
    value, unit = number(numeric.value, conventions), f"\u00a0{numeric.unit}" if numeric.unit else ""
    if numeric.tolerance and numeric.is_relative:
        unit = f"{unit}\u00a0±\u00a0{share(numeric.tolerance, conventions)}"
    elif numeric.tolerance:
        value = f"{value}\u00a0±\u00a0{number(numeric.tolerance, conventions)}"
    if any(bidirectional(sign) in ("R", "AL") for sign in unit):
        return conventions.isolated(value) + unit
    return conventions.isolated(value + unit)


def bounds(numeric: Numeric) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that is right."""
    room = abs(numeric.value) * numeric.tolerance if numeric.is_relative else numeric.tolerance
    return numeric.value - room, numeric.value + room


def number(value: Decimal, conventions: Conventions) -> str:
    """A number as written, in the language's way; very large and very small ones with a power of ten."""
    if value and value.adjusted() not in LONGEST_PLAIN:
        mantissa = number(value.scaleb(-value.adjusted()), conventions)
        return f"{mantissa}\u00a0·\u00a010{str(value.adjusted()).translate(RAISED)}"
    return f"{value:f}".replace("-", "−").replace(".", conventions.decimal_sign)


def _alone(value: Decimal, conventions: Conventions) -> str:
    """A number amid words of the language."""
    return conventions.isolated(number(value, conventions))


def share(part: Decimal, conventions: Conventions) -> str:
    """A part of a whole as a percentage, in the language's way."""
    return conventions.percentage(number((part * 100).normalize(), conventions))


def _prompts(question: Question) -> tuple[Prompt, ...]:
    return question.response.prompts if isinstance(question.response, Matching) else ()


def _matched(place: int, prompt: Prompt, question: Question) -> tuple[Span, ...]:
    return Words(f"{place}\u00a0"), _letter(prompt.target, question)


def _letter(place: int, question: Question) -> OptionReference:
    return OptionReference((place,), 0, question.options[place].label, BOLD)


def _accepted(texts: Sequence[Text], labels: Labels) -> Iterator[Text]:
    """Short ones on one line, each other by itself."""
    short = [text[0].spans for text in texts if len(text) == 1 and isinstance(text[0], Paragraph)]
    lead = Words(f"{labels.accepted} ")
    if short:
        yield (Paragraph((lead, *_joined(short, BETWEEN))),)
    for text in texts:
        if len(text) != 1 or not isinstance(text[0], Paragraph):
            head: Block = Paragraph((lead,))
            yield (head, *text)


def _joined(parts: Iterator[tuple[Span, ...]] | Sequence[tuple[Span, ...]], between: str) -> tuple[Span, ...]:
    return tuple(span for part in parts for span in (Words(between), *part))[1:]


def _bold(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(
        Words(span.text, replace(span.style, bold=True)) if isinstance(span, Words) else span for span in spans
    )


def _is_plain(text: Text) -> bool:
    """Whether a text is nothing but unformatted words."""
    spans = text[0].spans if len(text) == 1 and isinstance(text[0], Paragraph) else ()
    return bool(spans) and all(isinstance(span, Words) and not span.style.shift for span in spans)
