"""A bank in, advice on how its questions are written out; nothing is changed, and nothing stops a build."""

from examgen.lint.linting import lint
from examgen.lint.rules import READING_RULES, RULES, Rule, nearest_rule, rule_names
from examgen.lint.suppression import Suppression, is_ignorable, suppression_in

__all__ = [
    "READING_RULES",
    "RULES",
    "Rule",
    "Suppression",
    "is_ignorable",
    "lint",
    "nearest_rule",
    "rule_names",
    "suppression_in",
]
