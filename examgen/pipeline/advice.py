"""A bank in, advice on its questions out, without what its author or the user does not want to hear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examgen.diagnostics import Diagnostic
from examgen.errors import BlueprintError, RequestError
from examgen.formats import text_of
from examgen.lint import Suppression, is_ignorable, lint, nearest_rule, rule_names, suppression_in
from examgen.model.bank import Bank
from examgen.model.blueprint import Settings
from examgen.model.reading import Reading
from examgen.pipeline.settings import settings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rules are wanted to speak."""

    ignored: tuple[str, ...] = ()
    selected: tuple[str, ...] = ()
    """These alone; empty for all."""

    def __post_init__(self) -> None:
        for name in (*self.ignored, *self.selected):
            if name not in rule_names():
                raise RequestError(f'there is no rule "{name}"', remedy=nearest_rule(name))

    def hears(self, diagnostic: Diagnostic) -> bool:
        """Whether what is said was asked for; what is no advice of a rule always is."""
        return not self.selected or not is_ignorable(diagnostic) or diagnostic.rule in self.selected

    def ignores(self, diagnostic: Diagnostic) -> bool:
        """Whether the user does not want to hear it."""
        return diagnostic.rule in self.ignored and is_ignorable(diagnostic)


ALL = Wanted()


def asked(
    banks: Sequence[str], exam: str | None, ignored: Sequence[str], selected: Sequence[str]
) -> tuple[tuple[str, ...], Wanted]:
    """The files to check and the rules to hear, by the command line and an exam.yaml."""
    settings = settings_of(Settings(), exam)
    paths = tuple(banks) or settings.banks or ()
    if not paths:
        raise BlueprintError(f"{exam} names no banks", remedy="add a line such as banks: [quiz.txt]")
    return paths, Wanted(ignored=(*ignored, *(settings.ignore_rules or ())), selected=tuple(selected))


@dataclass(frozen=True, slots=True)
class Heard:
    """What is left to say, and how much is not said."""

    diagnostics: tuple[Diagnostic, ...]
    ignored: int


def advised(bank: Bank, read: Iterable[Diagnostic], how: Reading, wanted: Wanted = ALL) -> Heard:
    """What reading found and what rules say, as far as it is wanted."""
    off, unknown = _turned_off(bank, how)
    said = [each for each in (*read, *unknown, *lint(bank, how.language)) if wanted.hears(each)]
    kept = tuple(each for each in said if not wanted.ignores(each) and not any(s.covers(each) for s in off))
    return Heard(kept, len(said) - len(kept))


def _turned_off(bank: Bank, how: Reading) -> tuple[list[Suppression], list[Diagnostic]]:
    """What comments in the files turn off, and names in them that no rule has."""
    found = []
    for path in dict.fromkeys(bank.paths):
        starts = [question.line for question in bank.questions if question.path == path and question.line]
        found.append(suppression_in(text_of(path, how.encoding), path, starts))
    return [each for each, _ in found], [unknown for _, told in found for unknown in told]
