"""The words of some languages in, patterns out that find labels and lists of them in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from examgen.markup.words import LATIN, NEVER, UNSPACED, Speech

OPEN, CLOSE = "(（[\"“'‘«「„", ")）]\"”'’»」“"
_O, _C = re.escape(OPEN), re.escape(CLOSE)
_SIGNS = r"·⋅∙×^_=+*({\[|\\#°"
"""A letter before one of these is part of a formula, of code or of a longer name."""

_JOINED = "ABCDEFGHIJ"
"""Capitals that may stand without anything between them and still be a list."""

_COMMA = "[,，、،]"
_DASH = "[-–—‐~～〜]"


@dataclass(frozen=True, eq=False)
class Grammar:
    """What the patterns of one speech are made of; compiled when first asked for."""

    speech: Speech

    @cached_property
    def name(self) -> str:
        """One label."""
        return rf"(?:{self.speech.letters()}|\d{{1,3}})"

    @cached_property
    def one_list(self) -> str:
        """A label, or several that are joined: one more than a question can have options shows that they are none."""
        edge = rf"(?!{self.speech.sign(_SIGNS)}|[-‐‑](?!{self.name}(?!\w))\w|\.\d|,\d|/\w{{2}}|%)"
        one = rf"(?:[{_O}]{self.name}[{_C}]|{self.name}{edge}){self.speech.after_letter}"
        return rf"{one}(?:(?:{self._join}|{self._to}|{self._apart}){one}){{0,{len(LATIN)}}}"

    @cached_property
    def joined(self) -> str:
        """Capitals in their order without anything between them: "故选：AD", "The answers are BD"."""
        edge = rf"(?!{self.speech.sign(_SIGNS)}|['’][a-z]|[-‐‑./]\w|%)"
        return rf"(?-i:(?=[{_JOINED}]{{2}}){'?'.join(_JOINED)}?){edge}"

    @cached_property
    def bare_joined(self) -> re.Pattern[str]:
        """Such capitals of which something is said: "BCD错误"."""
        before, said = self.speech.sign(rf"{_SIGNS}(.-"), self.speech.alternatives("judged")
        return re.compile(rf"(?<!{before})(?P<list>{self.joined})(?={self.speech.space}(?:{said}))", re.IGNORECASE)

    @cached_property
    def list_here(self) -> re.Pattern[str]:
        return re.compile(self.one_list, re.IGNORECASE)

    @cached_property
    def mention(self) -> re.Pattern[str]:
        """A noun with the labels behind it."""
        speech, space = self.speech, self.speech.space
        label = rf"(?={self.name}|[{_O}])"
        return re.compile(
            rf"(?<!{speech.sign('-')})(?P<noun>{speech.alternatives('options', 'option')})"
            rf"(?P<gap>{space}(?:(?:{speech.alternatives('letter')}){space}|#)?|\s?:{space}|\s?：\s?"
            rf"|{space}(?:{speech.alternatives('is_')}):?{space}{label}|(?=[(（\[「]))"
            rf"(?P<list>{self.joined}|{self.one_list})(?!{speech.sign()})",
            re.IGNORECASE,
        )

    @cached_property
    def mention_before_noun(self) -> re.Pattern[str]:
        """Labels with a noun behind them; the gap is always empty."""
        noun = rf"(?P<gap>)\s?(?P<noun>{self.speech.alternatives('behind')})"
        labels = rf"(?P<list>{self.joined}|{self.one_list})"
        return re.compile(rf"(?<!{self.speech.sign('-')}){labels}{noun}", re.IGNORECASE)

    @property
    def mentions(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of mentions that the speech has."""
        has_behind = self.speech.alternatives("behind") != NEVER
        return (self.mention, self.mention_before_noun) if has_behind else (self.mention,)

    @cached_property
    def item(self) -> re.Pattern[str]:
        """One label of a list, with what joins it to the one before it."""
        joint = rf"{self._apart}|{self._join}|{self._to}"
        return re.compile(
            rf"(?P<join>{joint})?[{_O}]?(?P<name>{self.name})(?!{self.speech.sign()})[{_C}]?{self.speech.after_letter}",
            re.IGNORECASE,
        )

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What stands between two references that are listed, brackets included."""
        return re.compile(rf"[{_C}]?(?:{self._join})[{_O}]?", re.IGNORECASE)

    @cached_property
    def range(self) -> re.Pattern[str]:
        return re.compile(rf"{self._to}$", re.IGNORECASE)

    @cached_property
    def contrast(self) -> re.Pattern[str]:
        return re.compile(rf"{self._apart}$", re.IGNORECASE)

    @cached_property
    def ordered(self) -> re.Pattern[str]:
        edge = self.speech.sign()
        return re.compile(
            rf"[^.!?;]{{0,200}}?(?<!{edge})(?:{self.speech.alternatives('ordered')})(?!{edge})", re.IGNORECASE
        )

    @cached_property
    def compound(self) -> re.Pattern[str]:
        return re.compile(rf"/\w\s(?:{self.speech.alternatives('compound')})\b", re.IGNORECASE)

    @cached_property
    def sentence_end(self) -> re.Pattern[str]:
        """Where a letter is at rest, so that it can be no article; where words have no spaces, before any of them."""
        unspaced = "" if self.speech.is_spaced else rf"|\s*[{UNSPACED}]"
        return re.compile(
            rf"\s*(?:[.,;:!?)\]–—。，；：！？、）،؛؟।]|$|-\s){unspaced}"
            rf"|\s+(?:{self.speech.alternatives('cause', 'conjunction')}|for|due)\b"
        )

    @cached_property
    def ordinal(self) -> re.Pattern[str]:
        """An option named by its place; the group `noun` is what it is called."""
        space, edge = self.speech.space, self.speech.sign()
        return re.compile(
            rf"(?<!{self.speech.sign('-')})(?:{self.speech.alternatives('ordinal')}){space}(?:(?:two|three|few)\s)?"
            rf"(?P<noun>{self.speech.alternatives('options', 'option')})(?!{edge})",
            re.IGNORECASE,
        )

    @property
    def _and(self) -> str:
        return rf"(?:{self.speech.alternatives('conjunction')})"

    @property
    def _join(self) -> str:
        space = self.speech.space
        attached = rf"|\s(?:{self.speech.alternatives('attached')})\s?"
        return (
            rf"(?:\s?{_COMMA}\s?(?:{self._and}{space})?|\s?[/&+]\s?"
            rf"|{space}{self._and}{space}(?:(?:{self.speech.alternatives('both')}){space})?{attached})"
        )

    @property
    def _to(self) -> str:
        space = self.speech.space
        return rf"(?:\s?{_DASH}\s?|{space}(?:{self.speech.alternatives('through')}){space})"

    @property
    def _apart(self) -> str:
        space = self.speech.space
        return rf"(?:\s?{_COMMA}?{space}(?:{self.speech.alternatives('contrast')}){space}|\s?(?:-+>|=>|→)\s?)"


@cache
def grammar_of(speech: Speech) -> Grammar:
    """The grammar of a speech, made once."""
    return Grammar(speech)
