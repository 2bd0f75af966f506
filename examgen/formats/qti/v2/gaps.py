"""Text of an item of QTI 2 in which students write or choose in, a fill-in or a short answer out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftQuestion
from examgen.formats.numbers import written_number
from examgen.formats.qti.ranges import Range, around_value
from examgen.formats.qti.v2.declarations import Declaration
from examgen.formats.qti.v2.intervals import scoring_range
from examgen.formats.qti.v2.item import Item
from examgen.formats.qti.v2.right import is_told_by_mapping, right_choices
from examgen.formats.qti.v2.rules import BOUNDS, Rule
from examgen.formats.qti.v2.tree import GAPS
from examgen.formats.qti.values import number
from examgen.formats.word_patterns import words_of
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.response import Kind
from examgen.model.text import Gap, Paragraph, Span, Text, paragraph, spans_of, wording

_ENDS = (":", "?", "=", ".", "!", "：", "？", "。")


def filled(item: Item, flow: Element) -> DraftQuestion | Text:
    """A text with the gaps in it; the text alone where it has none."""
    if not any(local_name(element) in GAPS for element in flow.iter("*")):
        return item.text(flow)
    stem, parts = with_gaps(item, flow, GAPS, lambda element, place: _part(item, element, place))
    return _short(stem, parts[0]) if len(parts) == 1 and _ends_with_gap(stem) else _fill_in(item, stem, parts)


def with_gaps(
    item: Item, flow: Element, names: frozenset[str], part: Callable[[Element, int], DraftQuestion]
) -> tuple[Text, tuple[DraftQuestion, ...]]:
    """A text with a gap for each element of these names, and the parts that they are."""
    found: list[Element] = []

    def own(element: Element) -> Span | None:
        if local_name(element) not in names:
            return None
        found.append(element)
        return Gap(len(found) - 1)

    stem = item.text(flow, own)
    return stem, tuple(part(element, place) for place, element in enumerate(found))


def _fill_in(item: Item, stem: Text, parts: Sequence[DraftQuestion]) -> DraftQuestion:
    return DraftQuestion(stem=stem, options=(), kind=Kind.FILL_IN, parts=tuple(parts), line=item.line)


def _ends_with_gap(stem: Text) -> bool:
    """Whether the only gap stands behind a whole sentence, or alone in the last paragraph."""
    if stem and isinstance(last := stem[-1], Paragraph) and last.spans == (Gap(0),):
        return True
    before, gap, behind = wording(stem).rpartition("____")
    return bool(gap) and not behind.strip() and before.rstrip(" \n").endswith(_ENDS)


def _short(stem: Text, part: DraftQuestion) -> DraftQuestion:
    """The question that a gap behind its words is."""
    blocks = [Paragraph(_without_gap(block.spans)) if isinstance(block, Paragraph) else block for block in stem]
    kept = tuple(block for block in blocks if not isinstance(block, Paragraph) or block.spans)
    if any(isinstance(span, Gap) for span in spans_of(kept)):
        return DraftQuestion(stem=stem, options=(), kind=Kind.FILL_IN, parts=(part,), line=part.line)
    return replace(part, stem=kept, letter="")


def _without_gap(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if not isinstance(span, Gap))


def _part(item: Item, element: Element, place: int) -> DraftQuestion:
    draft = DraftQuestion(stem=(), options=(), letter=str(place + 1), line=line_of(element))
    declaration = item.declared(element)
    if local_name(element) == "inlineChoiceInteraction":
        choices = list(element.iter("inlineChoice"))
        right = right_choices(item, element, [each.get("identifier") or "" for each in choices])
        options = tuple(
            DraftOption(text=item.text(each), is_marked=each.get("identifier") in right, line=line_of(each))
            for each in choices
        )
        return replace(draft, kind=Kind.CHOICE, options=options)
    accepted, is_number = accepted_of(item, element, declaration)
    return replace(draft, kind=Kind.NUMERIC if is_number else Kind.SHORT_ANSWER, accepted=accepted)


def accepted_of(
    item: Item, element: Element, declaration: Declaration | None
) -> tuple[tuple[AcceptedAnswer, ...], bool]:
    """The answers that earn most, and whether they are numbers."""
    rules = _best(item, item.rules_for(element))
    is_number = declaration is not None and declaration.is_number
    values = list(declaration.best) if declaration else []
    if declaration and item.is_mapped and values and not is_told_by_mapping(item, declaration):
        full = declaration.earned(values[0])
        values += [each.value for each in declaration.mapped if each.earns >= full > 0]
        for each in declaration.mapped:
            if 0 < each.earns < full:
                _tell_part(item, each.value, declaration.line)
    for rule in rules:
        if rule.kind not in BOUNDS and not rule.pattern:
            values += rule.values
    line = declaration.line if declaration else line_of(element)
    values = _unlike([*values, *_patterns(item, rules)], declaration)
    written = list(_numbers(values, rules, item)) if is_number else values
    if declaration and is_number and not written and (around := scoring_range(item, declaration)):
        written = [around_value(around.middle, around, item.report)]
    return tuple(AcceptedAnswer(text=paragraph(each), line=line) for each in dict.fromkeys(written) if each), is_number


def _patterns(item: Item, rules: Sequence[Rule]) -> Iterator[str]:
    """The words that patterns stand for; other patterns are named."""
    for rule in rules:
        words = words_of(rule.pattern)
        if rule.pattern and not words:
            message = f'any answer that fits the pattern "{rule.pattern}" is right, which a paper cannot say'
            item.report.warning("not-carried", message, rule.line, "write out the words that are right")
        yield from words


def _best(item: Item, rules: Sequence[Rule]) -> list[Rule]:
    """The comparisons that earn most; what the others accept is named."""
    full = max((rule.earns for rule in rules), default=Decimal(0))
    for rule in rules:
        if rule.earns < full:
            for value in rule.values:
                _tell_part(item, value, rule.line)
    return [rule for rule in rules if rule.earns == full]


def _tell_part(item: Item, value: str, line: int) -> None:
    message = f'"{value}" earns a part of the points, which a paper cannot say'
    item.report.warning("not-carried", message, line, "say it in the explanation")


def _unlike(values: Sequence[str], declaration: Declaration | None) -> list[str]:
    """The values, of those that differ in capitals which do not count only the first."""
    loose = {each.value.casefold() for each in declaration.mapped if not each.has_case} if declaration else set()
    kept: dict[str, str] = {}
    for value in values:
        folded = value.casefold()
        kept.setdefault(folded if folded in loose else value, value)
    return list(kept.values())


def _numbers(values: Sequence[str], rules: Sequence[Rule], item: Item) -> Iterator[str]:
    """Numbers, each with what is still right around it; then a range that holds none of them."""
    span = _between(rules, item)
    for value in values:
        found = number(value)
        if found is not None and span and span.low <= found <= span.high:
            yield around_value(found, span, item.report)
            span = None
        else:
            yield value if found is None else _tolerant(found, rules, item)
    if span:
        yield around_value(span.middle, span, item.report)


def _tolerant(found: Decimal, rules: Sequence[Rule], item: Item) -> str:
    """A number with the tolerance that a comparison states, as an answer line states them."""
    rule = next((each for each in rules if any(each.tolerances) or each.figures), None)
    if rule is None:
        return written_number(found)
    if rule.figures:
        figures, is_places = rule.figures
        last = -figures if is_places else found.adjusted() - figures + 1
        return f"{written_number(found)} ± {written_number(Decimal(5).scaleb(last - 1))}"
    below, above = rule.tolerances
    if below != above:
        whole = abs(found) if rule.is_relative else Decimal(1)
        around = Range(found - below * whole, found + above * whole, is_closed=True, line=rule.line)
        return around_value(found, around, item.report)
    if rule.is_relative:
        return f"{written_number(found)} ± {written_number(below * 100)}%"
    return f"{written_number(found)} ± {written_number(below)}"


def _between(rules: Sequence[Rule], item: Item) -> Range | None:
    """The range that two bounds state; others are named."""
    stated = [rule for rule in rules if rule.bounds != (None, None)]
    lows = [rule.bounds[0] for rule in stated if rule.bounds[0] is not None]
    highs = [rule.bounds[1] for rule in stated if rule.bounds[1] is not None]
    if len(lows) == len(highs) == 1 and lows[0] <= highs[0]:
        is_closed = all(rule.kind in ("gte", "lte") for rule in stated)
        return Range(lows[0], highs[0], is_closed, stated[0].line)
    if stated:
        message = "bounds between which a number is right are not carried"
        item.report.warning("not-carried", message, stated[0].line, "write the number with what is right around it")
    return None
