"""An interaction of QTI 2 that stands in a block of its own in, the question that it asks out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from examgen.formats.draft import DraftOption, DraftQuestion
from examgen.formats.kinds import says_true_false
from examgen.formats.qti.v2.declarations import Declaration
from examgen.formats.qti.v2.gaps import accepted_of, with_gaps
from examgen.formats.qti.v2.item import Item
from examgen.formats.qti.v2.pairs import associated, matched
from examgen.formats.qti.v2.right import earned_alone, right_choices
from examgen.formats.qti.v2.tree import extracted
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.answer_space import MOST_LINES, AnswerSpace
from examgen.model.response import Kind
from examgen.model.text import Text, paragraph

_NONE = Decimal(0)


def asked(item: Item, element: Element) -> DraftQuestion:
    """The question that an interaction asks; its stem is what the interaction itself says."""
    draft = DraftQuestion(stem=(), options=(), line=line_of(element))
    match local_name(element):
        case "choiceInteraction":
            return _choice(item, element, replace(draft, stem=_prompt(item, element)))
        case "hottextInteraction":
            return _hottext(item, element, draft)
        case "orderInteraction":
            return _order(item, element, replace(draft, stem=_prompt(item, element)))
        case "matchInteraction":
            return matched(item, element, replace(draft, stem=_prompt(item, element)))
        case "associateInteraction":
            return associated(item, element, replace(draft, stem=_prompt(item, element)))
        case "gapMatchInteraction":
            return _gap_match(item, element, draft)
        case "extendedTextInteraction":
            return _written(item, element, replace(draft, stem=_prompt(item, element)))
        case _:
            message = "the question asks for a file or a drawing: on paper it is an open question"
            item.report.warning("not-carried", message, line_of(element), "say what is to be written or drawn")
            text = item.text(element)
            return replace(draft, stem=text, kind=Kind.OPEN)


def _prompt(item: Item, element: Element) -> Text:
    return item.text(element.find("prompt"))


def _choice(item: Item, element: Element, draft: DraftQuestion) -> DraftQuestion:
    declaration = item.declared(element)
    options = options_of(item, list(element.iter("simpleChoice")), element)
    is_several = declaration is not None and declaration.cardinality == "multiple"
    if declaration is None:
        is_several = element.get("maxChoices", "1") != "1"
    single = Kind.TRUE_FALSE if says_true_false([option.text for option in options]) else Kind.CHOICE
    return replace(
        draft,
        options=options,
        kind=Kind.MULTIPLE_RESPONSE if is_several else single,
        locked=(element.get("shuffle") or "").lower() == "false",
    )


def options_of(item: Item, choices: Sequence[Element], element: Element) -> tuple[DraftOption, ...]:
    """The choices, those marked that are declared right; with what each earns where wrong ones earn or cost, too."""
    declaration = item.declared(element)
    names = [each.get("identifier") or "" for each in choices]
    right = right_choices(item, element, names)
    for name in sorted(right - {*names}):
        message = f'"{name}" is declared right, which is no choice'
        item.report.error(
            "unknown-answer", message, line_of(element), "correct the identifier where the file comes from"
        )
    weights = _weights(item, declaration, right, names)
    return tuple(
        DraftOption(
            text=item.text(each),
            is_marked=name in right,
            pinned=True if (each.get("fixed") or "").lower() == "true" else None,
            rationale=item.feedback.rationales.get(name, ()),
            weight=weights.get(name),
            line=line_of(each),
        )
        for each, name in zip(choices, names, strict=True)
    )


def _weights(
    item: Item, declaration: Declaration | None, right: frozenset[str], names: Sequence[str]
) -> dict[str, Decimal]:
    """The share of the points that each choice earns; none where only right ones earn, and equally."""
    earned = earned_alone(item, declaration, names) if declaration is not None else {}
    whole = sum((earned.get(name, _NONE) for name in right), _NONE)
    shares = {earned.get(name) for name in right}
    if whole <= 0 or (len(shares) == 1 and not any(earned[name] for name in names if name not in right)):
        return {}
    return {name: max(min(_share(each, whole), Decimal(1)), Decimal(-1)) for name, each in earned.items()}


def _share(earned: Decimal, whole: Decimal) -> Decimal:
    return Decimal(f"{(earned / whole).quantize(Decimal('0.0001')).normalize():f}")


def _hottext(item: Item, element: Element, draft: DraftQuestion) -> DraftQuestion:
    """Words of a text that are chosen: underlined in the stem, and options."""
    words = list(element.iter("hottext"))
    options = options_of(item, words, element)
    for word in words:
        word.tag = "u"
    declaration = item.declared(element)
    is_several = declaration is not None and declaration.cardinality == "multiple"
    kind = Kind.MULTIPLE_RESPONSE if is_several else Kind.CHOICE
    return replace(draft, stem=item.text(element), options=options, kind=kind, locked=True)


def _order(item: Item, element: Element, draft: DraftQuestion) -> DraftQuestion:
    """The steps in their right order."""
    steps = {each.get("identifier") or "": each for each in element.iter("simpleChoice")}
    declaration = item.declared(element)
    ruled = next((rule.values for rule in item.rules_for(element) if rule.values), ())
    right = (declaration.best if declaration else ()) or ruled
    if sorted(right) != sorted(steps):
        item.unresolved("the right order does not name each step once", line_of(element))
        right = tuple(steps)
    options = tuple(DraftOption(text=item.text(steps[name]), line=line_of(steps[name])) for name in right)
    return replace(draft, options=options, kind=Kind.ORDERING)


def _gap_match(item: Item, element: Element, draft: DraftQuestion) -> DraftQuestion:
    """Gaps, each a choice among all the words that are offered."""
    words = list(extracted(element, "gapText", "gapImg"))
    declaration = item.declared(element)
    belongs = _words_of_gaps(declaration) if declaration else {}
    texts = [(each.get("identifier"), item.text(each), line_of(each)) for each in words]

    def part(gap: Element, place: int) -> DraftQuestion:
        right = belongs.get(gap.get("identifier") or "", ())
        options = tuple(DraftOption(text=text, is_marked=name in right, line=line) for name, text, line in texts)
        return DraftQuestion(stem=(), options=options, kind=Kind.CHOICE, letter=str(place + 1), line=line_of(gap))

    stem, parts = with_gaps(item, element, frozenset({"gap"}), part)
    return replace(draft, stem=stem, kind=Kind.FILL_IN, parts=parts)


def _words_of_gaps(declaration: Declaration) -> dict[str, list[str]]:
    """The words that belong to each gap: those declared, else those that earn most there."""
    found: dict[str, list[tuple[Decimal, str]]] = {}
    for value in declaration.best:
        if len(pair := value.split()) == 2:
            earned = _NONE if declaration.correct else declaration.earned(value)
            found.setdefault(pair[1], []).append((earned, pair[0]))
    return {gap: [word for earned, word in words if earned == max(words)[0]] for gap, words in found.items()}


def _written(item: Item, element: Element, draft: DraftQuestion) -> DraftQuestion:
    """Free writing; a number, where the response is one."""
    declaration = item.declared(element)
    accepted, is_number = accepted_of(item, element, declaration)
    if accepted and (is_number or _is_compared(item, element, declaration)):
        return replace(draft, kind=Kind.NUMERIC if is_number else Kind.SHORT_ANSWER, accepted=accepted)
    lines = element.get("expectedLines") or ""
    space = AnswerSpace(lines=min(int(lines[:4]), MOST_LINES)) if lines.isdecimal() and int(lines[:4]) > 0 else None
    model = tuple(block for value in (declaration.correct if declaration else ()) for block in paragraph(value))
    return replace(draft, kind=Kind.OPEN, answer_space=space, model_answer=model)


def _is_compared(item: Item, element: Element, declaration: Declaration | None) -> bool:
    """Whether a rule or a mapping compares what is written with words."""
    is_mapped = declaration is not None and item.is_mapped and bool(declaration.mapped)
    return is_mapped or any(rule.values for rule in item.rules_for(element))
