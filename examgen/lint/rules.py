"""The rules of question writing, each with its name, its level and what it looks for; docs/lint.md has the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from examgen.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as lists of rules show it."""

    name: str
    level: Severity
    summary: str
    is_fixable: bool = False
    """Whether ``--fix`` can mend what it finds."""


_ADVICE, _WARNING = Severity.ADVICE, Severity.WARNING

RULES = (
    Rule("absolutes", _ADVICE, "Only distractors, or a statement to be judged, have words such as always or never."),
    Rule("all-or-none-of-the-above", _ADVICE, "An option stands for other options, or names them by their letters."),
    Rule("blank-in-mid-stem", _ADVICE, "Words follow the blank that the options fill."),
    Rule("doubled-word", _ADVICE, "A word is written twice in a row.", is_fixable=True),
    Rule("grammatical-clue", _ADVICE, "The end of the stem fits the key, and not some distractors."),
    Rule("hinging", _ADVICE, "The stem of one question gives away the key of another."),
    Rule("longest-key", _ADVICE, "The key is markedly longer than the distractors."),
    Rule("longest-keys", _ADVICE, "The key is the longest option in far more questions than chance makes it."),
    Rule("lopsided-keys", _ADVICE, "The keys of a file stand in one place far more often than chance puts them there."),
    Rule("missing-explanation", _ADVICE, "Nothing says why the key is right."),
    Rule("misspelling", _ADVICE, "A word is a common misspelling of another."),
    Rule("mixed-units", _ADVICE, "Quantities among the options are in different units."),
    Rule("no-question", _ADVICE, "The stem asks nothing that can be answered without the options."),
    Rule("overlapping-ranges", _WARNING, "Two ranges among the options share a value."),
    Rule("shared-word", _ADVICE, "A word of the stem comes again in the key alone."),
    Rule("similar-options", _WARNING, "Two options say the same in other signs."),
    Rule("similar-questions", _ADVICE, "Two questions are nearly the same."),
    Rule("unemphasised-negative", _ADVICE, "A stem asks for the exception in plain type.", is_fixable=True),
    Rule("uneven-options", _ADVICE, "One option is many times as long as another."),
    Rule(
        "unordered-options", _ADVICE, "Numbers, dates or degrees among the options are out of order.", is_fixable=True
    ),
    Rule("unparallel-options", _ADVICE, "One option differs from the others in its form."),
    Rule("vague-quantifiers", _ADVICE, "An option says how often or how much in words that have no fixed meaning."),
)

READING_RULES = (
    "behind-gaps",
    "dangling-mention",
    "derived-key",
    "duplicate-answers",
    "duplicate-options",
    "other-question",
    "unclear-mention",
)
"""What reading a bank warns of or advises on; it can be ignored as rules can, where it is no error."""


def rule_names() -> tuple[str, ...]:
    """All names that can be ignored or selected."""
    return (*(rule.name for rule in RULES), *READING_RULES)


def nearest_rule(name: str) -> str:
    """What to write instead of a name that no rule has."""
    near = get_close_matches(name.lower().replace("_", "-").replace(" ", "-"), rule_names(), n=1)
    return f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(rule_names())}"
