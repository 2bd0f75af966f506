"""What is right for a question without boxes in, the lines of examgen's Markdown that say it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from examgen.formats.kinds import says_true_false
from examgen.formats.numbers import stated_number, written_number
from examgen.formats.question_layout import ACCEPTED, label_of, listed_code
from examgen.formats.sections import Line
from examgen.markup import commonmark
from examgen.markup.gaps import gap_end, opaque_end
from examgen.model.bank import Question
from examgen.model.response import Criterion, Kind, Numeric, Open, Prompt, Written
from examgen.model.text import Paragraph, Text, Words

Write: TypeAlias = Callable[[Text], str]
"""The source of a text."""


def needs_kind(question: Question) -> bool:
    """Whether reading would take the question for one of another kind if it did not say."""
    match question.kind:
        case Kind.ORDERING:
            return True
        case Kind.MULTIPLE_RESPONSE:
            return len(question.key) < 2
        case Kind.CHOICE:
            return len(question.key) > 1 or says_true_false([option.text for option in question.options])
        case Kind.TRUE_FALSE:
            return not says_true_false([option.text for option in question.options])
        case Kind.NUMERIC:
            first = next(iter(_numeric_texts(question.response)), ())
            return stated_number(first) is None
        case Kind.SHORT_ANSWER:
            accepted = question.response.accepted if isinstance(question.response, Written) else ()
            return not accepted or stated_number(accepted[0]) is not None
        case Kind.OPEN:
            rubric = question.response.rubric if isinstance(question.response, Open) else ()
            return not rubric and question.answer_space is None
        case Kind.MATCHING | Kind.FILL_IN | Kind.MULTI_PART:
            return False


def accepted_lines(question: Question, write: Write) -> str:
    """Each accepted answer on a line of its own."""
    return "\n".join(f"= {source}" for source in accepted_sources(question, write))


def accepted_sources(question: Question, write: Write) -> list[str]:
    """The source of each accepted answer, a number with its tolerance and unit first."""
    response = question.response
    if isinstance(response, Written):
        return [write(text) for text in response.accepted]
    return [write(text) for text in _numeric_texts(response)]


def _numeric_texts(response: object) -> Iterator[Text]:
    if not isinstance(response, Numeric):
        return
    form = stated_number(response.forms[0], is_certain=True) if response.forms else None
    stated = form and (form.value, form.tolerance, form.unit) == (response.value, response.tolerance, response.unit)
    if not (form and form.is_form and stated):
        yield (Paragraph((Words(number_words(response)),)),)
    yield from response.forms


_PER_CENT = "%"
"""Behind a tolerance alone it would make it a share of the value."""


def number_words(response: Numeric) -> str:
    """A number with what is still right around it."""
    value, unit = written_number(response.value), f" {response.unit}" if response.unit else ""
    if not response.tolerance:
        return value + unit
    if response.is_relative:
        return f"{value}{unit} ± {written_number((response.tolerance * 100).normalize())}%"
    if response.unit == _PER_CENT:
        return f"{value}{unit} ± {written_number(response.tolerance)}{unit}"
    return f"{value} ± {written_number(response.tolerance)}{unit}"


def pair_lines(prompts: Sequence[Prompt], options: Sequence[str], write: Write) -> str:
    """Prompts with their options, and distractors where they stand in the order of the options."""
    lines: list[str] = []
    written = 0
    for prompt in prompts:
        while written < prompt.target:
            lines.append(_pair("", options[written]))
            written += 1
        lines.append(_pair(write(prompt.text), options[prompt.target]))
        written = max(written, prompt.target + 1)
    lines += [_pair("", option) for option in options[written:]]
    return "\n".join(lines)


def _pair(left: str, right: str) -> str:
    """One item; an arrow stands on a line of its own where what is before it is no words."""
    left = guarded(left, has_arrows=True)
    last = left.rsplit("\n", 1)[-1]
    gap = "" if not left else " " if _ends_in_words(left, last) else "\n\n"
    first, line_end, rest = right.partition("\n")
    return indented(f"- {left}{gap}=> {first}".rstrip() + line_end + rest, 2)


def _ends_in_words(source: str, last: str) -> bool:
    blocks = commonmark.parse(source).text
    return isinstance(blocks[-1], Paragraph) and last != "" and not last.startswith(("$$", r"\]"))


def step_lines(steps: Iterable[str], stem: str) -> str:
    """The steps as a numbered list that does not run into one above it."""
    above = re.findall(r"^\d{1,9}([.)])(?: |$)", stem, re.MULTILINE)
    stop = ")" if above and above[-1] == "." else "."
    return "\n".join(
        indented(f"{place}{stop} {step.lstrip()}", len(f"{place}{stop} ")) for place, step in enumerate(steps, start=1)
    )


def open_parts(response: Open, write: Write) -> list[str]:
    """The model answer and the rubric."""
    answer = [f"**Answer:**\n\n{guarded(write(response.answer), has_labels=True)}"] if response.answer else []
    rubric = "\n".join(_criterion(criterion, write) for criterion in response.rubric)
    return [*answer, *([f"**Rubric:**\n\n{rubric}"] if rubric else [])]


_EATEN = re.compile(r"[:：.．–-]")
"""What would be taken for a stop behind the points."""


def _criterion(criterion: Criterion, write: Write) -> str:
    source = write(criterion.text)
    source = f"&#{ord(source[0])};{source[1:]}" if _EATEN.match(source) else source
    gap = " " if criterion.text and isinstance(criterion.text[0], Paragraph) else "\n\n"
    noun = "point" if criterion.points == 1 else "points"
    return indented(f"- ({criterion.points:f} {noun}){gap}{source}", 2)


def gap_source(part: Question, write: Write) -> str:
    """What stands in the braces of a gap."""
    if part.options:
        return " ".join(f"[{'x' if o.is_key else ' '}] {_braced(write(o.text))}" for o in part.options)
    sources = [_braced(source) for source in accepted_sources(part, write)]
    inner = " | ".join(sources)
    if part.kind is Kind.NUMERIC:
        return f"= {inner}"
    return f"\\{inner}" if inner.startswith("=") else inner


def _braced(source: str) -> str:
    """Source with bars escaped, and braces too where they do not come in pairs."""
    is_paired = gap_end(f"{{{source}}}", 0) == len(source) + 2
    signs = "|" if is_paired else "|{}"
    return _escaped(source, lambda at: source[at] in signs)


def _escaped(source: str, is_sign: Callable[[int], bool]) -> str:
    """Source with a backslash before each sign outside formulas, code and escaped signs."""
    parts: list[str] = []
    at = 0
    while at < len(source):
        end = opaque_end(source, at)
        if end is None:
            parts.append(f"\\{source[at]}" if is_sign(at) else source[at])
            end = at + 1
        else:
            parts.append(source[at:end])
        at = end
    return "".join(parts)


def indented(source: str, width: int) -> str:
    """An item of a list, its lines below the first as far in as its words."""
    first, *more = source.split("\n")
    return "\n".join([first, *(f"{' ' * width}{line}" if line else "" for line in more)])


_FREE_ARROW = re.compile(r"(?<!\S)=>(?!\S)")


def guarded(source: str, *, has_labels: bool = False, has_arrows: bool = False) -> str:
    """Source in which no line is taken for an accepted answer, or where asked for a label or a pair."""
    code = listed_code(source)
    lines = source.split("\n")
    for place, line in enumerate(lines):
        if place in code:
            continue
        if ACCEPTED.match(line):
            line = line.replace("=", r"\=", 1)
        if has_labels and label_of(Line(0, line)):
            letter = re.search(r"[^\W\d_]", line)
            assert letter is not None
            line = f"{line[: letter.start()]}&#{ord(letter[0])};{line[letter.end() :]}"
        if has_arrows and _FREE_ARROW.search(line):
            arrows = {match.start() for match in _FREE_ARROW.finditer(line)}
            line = _escaped(line, arrows.__contains__)
        lines[place] = line
    return "\n".join(lines)


_SECONDS = Decimal(60)
_FINE = Decimal("0.0001")


def written_time(minutes: Decimal) -> str:
    """A time as `time=` takes it."""
    if minutes == minutes.quantize(_FINE):
        return f"{minutes.normalize():f}min"
    return f"{(minutes * _SECONDS).quantize(_FINE).normalize():f}s"
