"""A field of which no draw keeps all rules in, the error that says which rules collide out.

Of the rules named, none can be left out: any others could all be kept together.
"""

from __future__ import annotations

from collections.abc import Sequence

from examgen.assemble.counting import is_countable
from examgen.assemble.exact import is_possible
from examgen.assemble.flows import is_flowing
from examgen.assemble.problem import Field, Problem, available, problem_of
from examgen.assemble.rules import Rule
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import RequestError


def collision(field: Field, path: str, variants: int = 1) -> RequestError:
    """Say which rules cannot be kept, what each wants, and how much there is."""
    problem = for_variants(problem_of(field), variants)
    alone = [place for place in range(len(field.rules)) if not _is_possible(problem, [place])]
    rules = [field.rules[place] for place in alone or _colliding(problem, len(field.rules))]
    together = "" if alone else " together"
    shared = f" on {variants} variants without a question in common" if variants > 1 else ""
    wanted = "; ".join(_wanted(field, rule) for rule in rules)
    return RequestError(
        f"{'this rule' if len(rules) == 1 else 'these rules'} cannot be kept{together}{shared}: {wanted}",
        remedy=_remedy(field, rules) if together else "ask for less, or add questions to the bank",
        diagnostics=[_diagnostic(field, rule, path) for rule in rules if path],
    )


def _colliding(problem: Problem, count: int) -> list[int]:
    """Places of rules that cannot all be kept, though they could without any one of them; the last go first."""
    kept = list(range(count))
    for place in reversed(range(count)):
        others = [rule for rule in kept if rule != place]
        if not _is_possible(problem, others):
            kept = others
    return kept


def _is_possible(problem: Problem, rules: Sequence[int]) -> bool:
    """Whether these rules can be kept, on all variants."""
    own = problem.rules
    return is_possible(problem, [place for place in range(len(problem.bounds)) if place % own in rules])


def for_variants(problem: Problem, variants: int) -> Problem:
    """The problem of several variants without a question in common.

    Where rules are nested and nothing is drawn but single questions, what can be had in all can be shared out.
    """
    if variants == 1:
        return problem
    is_simple = all(weight == 1 for cell in problem.cells for _, weight in cell.weights)
    rules = range(len(problem.bounds))
    if is_simple and (is_countable(problem, rules) or is_flowing(problem, rules)):
        return problem.times(variants)
    return problem.copies(variants)


def _wanted(field: Field, rule: Rule) -> str:
    """A rule, and how much there is for it."""
    return f"{rule.words} (there are {available(field, rule).normalize():f})"


def _diagnostic(field: Field, rule: Rule, path: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="colliding-rules",
        message=_wanted(field, rule),
        path=path,
        line=rule.line,
    )


def _remedy(field: Field, rules: list[Rule]) -> str:
    """What to change, and what else to bear in mind."""
    advice = "change or leave out one of them, or add questions to the bank"
    if len({section for rule in rules for section in rule.sections}) > 1:
        advice += "; no question stands in two sections"
    ids = frozenset[str]().union(*(rule.ids for rule in rules))
    if any(len(each.questions) > 1 and each.questions[0].id in ids for each in field.candidates):
        advice += "; sets are drawn whole"
    return advice
