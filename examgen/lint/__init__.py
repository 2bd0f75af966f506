"""A bank in, advice on how its questions are written out; nothing is changed, and nothing stops a build."""

from examgen.lint.doubled import without_doubles
from examgen.lint.linting import items_in, lint
from examgen.lint.mending import Edit, edits_in, mended
from examgen.lint.rules import READING_RULES, RULES, Rule, nearest_rule, rule_names
from examgen.lint.suppression import Suppression, is_ignorable, suppression_in
from examgen.lint.words import told_language

__all__ = [
    "READING_RULES",
    "RULES",
    "Edit",
    "Rule",
    "Suppression",
    "edits_in",
    "is_ignorable",
    "items_in",
    "lint",
    "mended",
    "nearest_rule",
    "rule_names",
    "suppression_in",
    "told_language",
    "without_doubles",
]
