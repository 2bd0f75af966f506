"""A bank in, text2qti's Markdown out, with a warning for each thing that reading it back would not give."""

from __future__ import annotations

from decimal import Decimal
from string import ascii_uppercase as LETTERS

from examgen.diagnostics import Diagnostic
from examgen.formats.carried import not_carried
from examgen.formats.finish import finish
from examgen.formats.format import Pictures, Writer, text_writer
from examgen.formats.spoken import spoken
from examgen.markup import commonmark_dump
from examgen.model.bank import Bank, Question
from examgen.model.response import CHOOSING, Kind, Numeric, Open, Written
from examgen.model.text import Text, wording

TITLE = "text2qti"
_HELD = CHOOSING | {Kind.NUMERIC, Kind.SHORT_ANSWER, Kind.OPEN}
_INDENT = "    "


def dump(bank: Bank) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a whole bank; questions of other kinds are left out and named."""
    left_out = frozenset(question.id for question in bank.questions if not _is_held(question))
    held = [question for question in bank.questions if question.id not in left_out]
    title = [f"Quiz title: {_inline(bank.title)}"] if bank.title else []
    source = "\n\n".join([*title, *(_question(question, place + 1) for place, question in enumerate(held))]) + "\n"
    return source, tuple(not_carried(bank, _read(source, bank), TITLE, left_out=left_out))


def _read(source: str, bank: Bank) -> Bank:
    from examgen.formats.reading_back import pictures_of
    from examgen.formats.text2qti import parse

    return finish(parse(source, "", pictures_of(bank))[0], "", bank.language)[0]


def _is_held(question: Question) -> bool:
    is_number = not isinstance(question.response, Numeric) or not (question.response.unit or question.response.forms)
    return question.kind in _HELD and is_number and len(question.options) <= len(LETTERS)


def _inline(words: str) -> str:
    return " ".join(words.split())


def _question(question: Question, place: int) -> str:
    labels = LETTERS[: len(question.options)]

    def source(sign: str, text: Text) -> str:
        """A sign with a text behind it, whose further lines are indented."""
        written = commonmark_dump.dump(spoken(text, labels), lambda reference: "")
        first, *more = written.split("\n")
        head = f"{sign} {first}".rstrip()
        return "\n".join([head, *(f"{_INDENT}{line}".rstrip() for line in more)])

    points = [f"Points: {_plain(question.points)}"] if question.points != 1 else []
    number = question.number if question.number.isdigit() else str(place)
    why = question.explanation.text
    lines = [*points, source(f"{number}.", question.stem)]
    lines += [source("...", why)] if why else []
    for option, label in zip(question.options, labels, strict=True):
        lines.append(source(_sign(question, option.is_key, label), option.text))
        lines += [source("...", option.rationale)] if option.rationale else []
    match question.response:
        case Numeric() as numeric:
            lines.append(f"=   {_quantity(numeric)}")
        case Written(accepted=accepted):
            lines += [f"*   {_inline(wording(answer))}" for answer in accepted]
        case Open(answer=answer):
            lines += [*([source("!", answer)] if answer else []), "____"]
        case _ if question.kind is Kind.OPEN:
            lines.append("____")
    return "\n".join(lines)


def _sign(question: Question, is_key: bool, label: str) -> str:
    if question.kind is Kind.MULTIPLE_RESPONSE:
        return "[*]" if is_key else "[ ]"
    return f"*{label})" if is_key else f"{label})"


def _quantity(numeric: Numeric) -> str:
    tolerance = numeric.tolerance * 100 if numeric.is_relative else numeric.tolerance
    margin = f" +- {_plain(tolerance)}{'%' if numeric.is_relative else ''}" if tolerance else ""
    is_whole = numeric.value == numeric.value.to_integral_value()
    return f"{_plain(numeric.value)}{margin or ('' if is_whole else ' +- 0')}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


WRITER = Writer(name="text2qti", title=TITLE, endings=(".text2qti",), dump=text_writer(dump), pictures=Pictures.BESIDE)
