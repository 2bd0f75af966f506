"""The conditions of an item of QTI 1.2 in, in which systems name responses and options in ways of their own, plain out.

What one option earns Blackboard tests as an empty answer to a response that has the option's name; and ``SCORE.max``
is all points, beside which a number is a share of a hundred. ILIAS tests words of a menu, and OLAT ``7:correct``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from examgen.formats.qti.v1.presentation import Response, Way
from examgen.formats.qti.values import number
from examgen.formats.xml import Element, local_name

MOST = ".max"
"""Ends the name of all the points, beside which a number is a share of a hundred."""

_TESTS = ("{*}varequal", "{*}varsubset", "{*}vargte", "{*}varlte", "{*}vargt", "{*}varlt")
_RIGHT, _WRONG = ":correct", ":wrong"


def plain_conditions(item: Element, responses: Sequence[Response]) -> None:
    """Let all conditions name responses and options as the standard does."""
    _name_responses(item, responses)
    choices = [response for response in responses if response.way is Way.CHOICE]
    if len(choices) == 1:
        _name_options(item, choices[0], {response.ident for response in responses})
    for response in choices:
        _name_labels(item, response)


def _name_responses(item: Element, responses: Sequence[Response]) -> None:
    """Where a condition names the label of a place to write, that place is meant."""
    names = {response.ident for response in responses}
    labels: dict[str, set[str]] = {}
    for response in responses:
        for name in response.box.places:
            labels.setdefault(name, set()).add(response.ident)
    for test in item.iter(*_TESTS):
        meant = labels.get(respondent(test), set())
        if len(meant) == 1 and respondent(test) not in names:
            test.set("respident", next(iter(meant)))


def _name_options(item: Element, choice: Response, taken: set[str]) -> None:
    """Conditions on single options that earn or cost something."""
    names = {label.ident for label in choice.labels} - taken
    for condition in item.iter("{*}respcondition"):
        tests = list(_tests(condition))
        earned = [each for each in condition if local_name(each) == "setvar" and number(each.text)]
        if len(tests) != 1 or not earned or respondent(tests[0]) not in names or (tests[0].text or "").strip():
            continue
        tests[0].text = tests[0].get("respident")
        tests[0].set("respident", choice.ident)
        if choice.cardinality == "multiple":
            for each in earned:
                each.set("action", "Add")


def _tests(condition: Element) -> Iterator[Element]:
    for child in condition:
        if local_name(child) == "conditionvar":
            yield from (each for each in child.iter("{*}*") if each is not child)


def _name_labels(item: Element, response: Response) -> None:
    """Tests for what an option says, and for whether it is right."""
    names = {label.ident for label in response.labels}
    said = {label.source.strip(): label.ident for label in response.labels}
    for test in item.iter("{*}varequal"):
        words = (test.text or "").strip()
        if respondent(test) != response.ident or words in names:
            continue
        if escape(words, quote=False) in said:
            test.text = said[escape(words, quote=False)]
        elif words.removesuffix(_RIGHT) in names:
            test.text = words.removesuffix(_RIGHT)
        elif words.removesuffix(_WRONG) in names:
            test.text = words.removesuffix(_WRONG)
            _turn_round(test)


def _turn_round(test: Element) -> None:
    """Let a test be fulfilled where it was not."""
    turned = test.makeelement("not")
    test.getparent().replace(test, turned)
    turned.tail, test.tail = test.tail, None
    turned.append(test)


def respondent(test: Element) -> str:
    return (test.get("respident") or "").strip()
