"""The conditions of an item of QTI 1.2 in, what Blackboard says in ways of its own as plain conditions out.

``SCORE.max`` is all points, and a number beside it a share of a hundred, not of the points.
What one option earns is tested as an empty answer to a response that has the option's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examgen.formats.qti.v1.presentation import Response, Way
from examgen.formats.qti.values import number
from examgen.formats.xml import Element, local_name

MOST = ".max"
"""Ends the name of all the points, beside which a number is a share of a hundred."""


def name_options(item: Element, responses: Sequence[Response]) -> None:
    """Let conditions on single options say so, where they earn or cost something."""
    choices = [response for response in responses if response.way is Way.CHOICE]
    if len(choices) != 1:
        return
    names = {label.ident for label in choices[0].labels} - {response.ident for response in responses}
    for condition in item.iter("{*}respcondition"):
        tests = list(_tests(condition))
        earned = [each for each in condition if local_name(each) == "setvar" and number(each.text)]
        if (
            len(tests) != 1
            or not earned
            or (tests[0].get("respident") or "") not in names
            or (tests[0].text or "").strip()
        ):
            continue
        tests[0].text = tests[0].get("respident")
        tests[0].set("respident", choices[0].ident)
        if choices[0].cardinality == "multiple":
            for each in earned:
                each.set("action", "Add")


def _names_option(test: Element, names: set[str]) -> bool:
    return (test.get("respident") or "") in names and not (test.text or "").strip()


def _tests(condition: Element) -> Iterator[Element]:
    for child in condition:
        if local_name(child) == "conditionvar":
            yield from (each for each in child.iter("{*}*") if each is not child)
