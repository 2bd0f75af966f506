"""Text in, the same text with mentions of options turned into references out, and what was not understood.

A mention of an option that does not exist makes the whole text suspect: then nothing in it is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice

from examgen.markup.capitals import bare_capitals, is_named, joined_capitals, next_word, surroundings
from examgen.markup.enumerations import enumerated
from examgen.markup.flat import Edit, edited, flattened
from examgen.markup.grammar import CLOSE, OPEN, Grammar, grammar_of
from examgen.markup.option_names import MOST_LABELS, OptionNames
from examgen.markup.small_letters import bare_small_letters
from examgen.markup.words import Speech
from examgen.model.text import OptionReference, Span, Text, Words, map_spans, spans_of

MOST_UNCLEAR = 20
"""More doubtful letters than these in one text say nothing new."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A text with its references, and what stays doubtful in it."""

    text: Text
    dangling: tuple[str, ...] = ()
    """Mentions of options that do not exist, in the author's words."""

    unclear: tuple[str, ...] = ()
    """Letters that may be mentions, with a few words around them."""


class _Joint(Enum):
    """How a label is joined to the one before it."""

    LISTED = "listed"
    THROUGH = "through"
    """By a dash or a word: all labels between the two are meant too."""

    APART = "apart"
    """By words that tell the two apart: a run ends and another begins."""


@dataclass(frozen=True, slots=True)
class _Label:
    """One label of a mention, at its place in the flat string, brackets apart."""

    start: int
    end: int
    name: str
    joint: _Joint


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun or sign with the labels that it names."""

    start: int
    end: int
    labels: tuple[_Label, ...]


_ABBREVIATED = re.compile(r"\.\w")


def understood(text: Text, names: OptionNames) -> Understanding:
    """Turn mentions into references; references that the text already holds are certain and stay."""
    if not names.labels:
        return Understanding(text)
    dangling: list[str] = []
    unclear: list[str] = []

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        flat = flattened(spans)
        mentions = _Search(flat, names).mentions(unclear)
        for mention in mentions:
            if any(names.place(label.name) is None for label in mention.labels):
                dangling.append(flat[mention.start : mention.end])
        unclear.extend(islice(_by_place(flat, grammar_of(names.speech)), MOST_UNCLEAR))
        taken = [(mention.start, mention.end) for mention in mentions]
        if names.are_small or not names.are_digits:
            unclear.extend(islice(bare_small_letters(flat, names, taken), MOST_UNCLEAR))
        if not names.are_digits:
            unclear.extend(islice(bare_capitals(flat, names, taken), MOST_UNCLEAR))
            unclear.extend(islice(joined_capitals(flat, names, taken), MOST_UNCLEAR))
        return edited(spans, [edit for mention in mentions for edit in _edits(flat, mention, names)])

    changed = map_spans(text, change) if not dangling else text
    if dangling:
        return Understanding(text, tuple(dangling[:MOST_UNCLEAR]))
    return Understanding(changed, (), tuple(dict.fromkeys(unclear))[:MOST_UNCLEAR])


@dataclass(frozen=True, slots=True)
class _Search:
    """A paragraph in which mentions of a question's options are looked for."""

    flat: str
    names: OptionNames

    @property
    def grammar(self) -> Grammar:
        return grammar_of(self.names.speech)

    def mentions(self, unclear: list[str]) -> list[_Mention]:
        """Sure mentions in their order, none inside another; what may be one goes among the unclear."""
        mentions = [mention for pattern in self.grammar.mentions for mention in self._found(pattern, unclear)]
        found: list[_Mention] = []
        for mention in sorted(mentions, key=lambda mention: mention.start):
            if not found or found[-1].end <= mention.start:
                found.append(mention)
        return found

    def _found(self, pattern: re.Pattern[str], unclear: list[str]) -> Iterator[_Mention]:
        points = enumerated(self.flat)
        is_plural = self.names.speech.matcher("options", "behind")
        for match in pattern.finditer(self.flat):
            if is_named(self.flat, match.start(), self.names.speech):
                continue
            labels = _labels(match["list"], match.start("list"), self.names.speech, plural=is_plural(match["noun"]))
            if not self._speaks_of_options(match, labels):
                if len(unclear) < MOST_UNCLEAR and self._looks_like_option(match, labels):
                    unclear.append(surroundings(self.flat, labels[0].start, labels[0].end))
                continue
            if labels[0].start in points or any(self.names.may_be(label.name) for label in labels):
                unclear.append(surroundings(self.flat, labels[0].start, labels[-1].end))
                continue
            start, end = min(match.start("noun"), labels[0].start), max(match.end("noun"), labels[-1].end)
            yield _Mention(start, end, _in_order(labels, self.flat, self.grammar))

    def _speaks_of_options(self, match: re.Match[str], labels: Sequence[_Label]) -> bool:
        """Whether this noun with these labels is a mention and no false friend."""
        first, names = labels[0], self.names
        if _are_together(match, labels):
            return names.are_joined(match["list"]) and self._are_sure_together(match)
        case, bracketed = _case(first.name), _is_bracketed(self.flat, first)
        if (case == "digit") != names.are_digits and names.place(first.name) is None:
            return False
        if self.grammar.compound.match(self.flat, first.end) or len(labels) > MOST_LABELS:
            return False
        if case == "digit":
            return self._is_sure_digit(match, labels, bracketed)
        if case == "lower" and not (bracketed or len(labels) > 1):
            return names.are_small and self._is_sure_small(match, labels[-1].end)
        if case == "lower" and not bracketed and len({label.name for label in labels}) < len(labels):
            return False
        if case == "letter" and first.name in names.speech.letter_words:
            return bracketed or self._behaves_as_label(labels[-1].end)
        return not self._is_stated(match) or bracketed or self._is_at_rest(labels[-1].end)

    def _are_sure_together(self, match: re.Match[str]) -> bool:
        """Whether capitals written together are no word: "the answers are BD", but "the answer is AC current"."""
        end = match.end("list")
        if not self.names.speech.is_spaced or self._is_stated(match):
            return self._is_at_rest(end) or self._is("behind", match["noun"])
        return self._is("options", match["noun"]) and self._behaves_as_label(end)

    def _is_sure_digit(self, match: re.Match[str], labels: Sequence[_Label], bracketed: bool) -> bool:
        """Whether numbers name options and count nothing: "answer 3 questions"."""
        if any(not 0 < int(label.name) <= MOST_LABELS for label in labels) or match.re is not self.grammar.mention:
            return False
        if bracketed or self._is_at_rest(labels[-1].end):
            return True
        return not self._is_stated(match) and (not self._is("answer", match["noun"]) or self._verb_at(labels[-1].end))

    def _is_sure_small(self, match: re.Match[str], end: int) -> bool:
        """Whether a lone lower-case letter of a lower-case source can be no article: "option a is wrong"."""
        at_rest = self._is_at_rest(end) and _ABBREVIATED.match(self.flat, end) is None
        return at_rest or (not self._is_stated(match) and self._is("finite", next_word(self.flat, end)))

    def _is_stated(self, match: re.Match[str]) -> bool:
        """Whether noun and label are joined as in "the answer is a", behind which an article may stand."""
        gap = match["gap"].strip()
        return ":" in gap or "：" in gap or self._is("is_", gap)

    def _is_at_rest(self, end: int) -> bool:
        return self.grammar.sentence_end.match(self.flat, end) is not None

    def _behaves_as_label(self, end: int) -> bool:
        """Whether the sentence ends or a verb stands where a lone letter ends: "option a is wrong"."""
        return self._is_at_rest(end) or self._verb_at(end)

    def _verb_at(self, end: int) -> bool:
        return self._is("verb", next_word(self.flat, end))

    def _is(self, part: str, words: str) -> bool:
        return self.names.speech.matcher(part)(words)

    def _looks_like_option(self, match: re.Match[str], labels: Sequence[_Label]) -> bool:
        """Whether a noun with a label that is no sure mention deserves a warning."""
        first, names = labels[0], self.names
        if _are_together(match, labels):
            may_be = self._is("options", match["noun"]) or self._is_stated(match)
            return may_be and names.are_joined(match["list"])
        case = _case(first.name)
        if case == "digit":
            is_verb = self._is("answer", match["noun"])
            return not is_verb and len(first.name) == 1 and 0 < int(first.name) <= len(names.labels)
        if case == "upper":
            return names.are_digits and names.speech.rank(first.name) <= len(names.labels)
        may_be_word = first.name in names.speech.letter_words and (not names.are_small or self._is_stated(match))
        is_word = may_be_word and not self._behaves_as_label(labels[-1].end)
        return not is_word and not names.are_digits and names.place(first.name) is not None


def _are_together(match: re.Match[str], labels: Sequence[_Label]) -> bool:
    """Whether a mention is of capitals with nothing between them."""
    return len(match["list"]) == len(labels) > 1


def _is_bracketed(flat: str, label: _Label) -> bool:
    return label.start > 0 and flat[label.start - 1] in OPEN


def _by_place(flat: str, grammar: Grammar) -> Iterator[str]:
    """Words such as "the first option", which a shuffle makes untrue."""
    is_verbal = grammar.speech.matcher("answer")
    for match in grammar.ordinal.finditer(flat):
        if not is_verbal(match["noun"]):
            yield surroundings(flat, match.start(), match.end())


def _labels(text: str, base: int, speech: Speech, *, plural: bool) -> tuple[_Label, ...]:
    """The labels of a list that belong together: of one case, and joined as the noun's number allows."""
    grammar = grammar_of(speech)
    if len(text) > 1 and text.isalpha() and text.isascii():
        return tuple(_Label(base + at, base + at + 1, name, _Joint.LISTED) for at, name in enumerate(text))
    labels: list[_Label] = []
    joins: list[str] = []
    for item in grammar.item.finditer(text):
        name, join = item["name"], item["join"] or ""
        joint = _joint_of(join, grammar)
        if labels and (_case(name) != _case(labels[0].name) or (name == "I" and labels[-1].name != "H")):
            break
        if labels and not plural and joint is _Joint.THROUGH and any(c.isspace() for c in join):
            break
        if labels and joint is _Joint.THROUGH and speech.rank(name) <= speech.rank(labels[-1].name):
            break
        joins.append(join.strip())
        labels.append(_Label(base + item.start("name"), base + item.end("name"), name, joint))
    if not plural and "," in joins and not any(re.search(r"[^\W\d_]|&", join) for join in joins):
        labels = labels[:1]
    return tuple(labels)


def _joint_of(join: str, grammar: Grammar) -> _Joint:
    if grammar.contrast.match(join):
        return _Joint.APART
    return _Joint.THROUGH if grammar.range.match(join) else _Joint.LISTED


def _in_order(labels: tuple[_Label, ...], flat: str, grammar: Grammar) -> tuple[_Label, ...]:
    """The labels, told apart where words behind the list say that its order means something."""
    if len(labels) < 2 or not is_ordered(flat, labels[-1].end, grammar):
        return labels
    return tuple(replace(label, joint=_Joint.APART) if label.joint is _Joint.LISTED else label for label in labels)


def is_ordered(flat: str, end: int, grammar: Grammar) -> bool:
    """Whether the sentence that goes on here says that the order of what stands before means something."""
    return grammar.ordered.match(flat, end) is not None


def _case(name: str) -> str:
    """``letter`` for one of a script without capitals."""
    return "digit" if name.isdecimal() else "upper" if name.isupper() else "lower" if name.islower() else "letter"


def _edits(flat: str, mention: _Mention, names: OptionNames) -> Iterator[Edit]:
    """References for the labels of one mention; those of one list are one run."""
    if any(names.place(label.name) is None for label in mention.labels):
        return
    run: list[_Label] = []
    for label in mention.labels:
        if run and label.joint is _Joint.APART:
            yield from _run_edits(flat, run, names)
            run = []
        run.append(label)
    yield from _run_edits(flat, run, names)


def _run_edits(flat: str, labels: Sequence[_Label], names: OptionNames) -> Iterator[Edit]:
    """References for one list; a range in it becomes the list of all that it spans."""
    filled = [
        names.between(before.name, label.name) if label.joint is _Joint.THROUGH else []
        for before, label in zip((labels[0], *labels), labels, strict=False)
    ]
    named = [place for label in labels if (place := names.place(label.name)) is not None]
    run = [place for between, own in zip(filled, named, strict=True) for place in (*between, own)]
    targets = tuple(sorted(set(run)))
    if len(targets) < len(run):
        for label, place in zip(labels, named, strict=True):
            yield Edit(label.start, label.end, (OptionReference((place,), 0, label.name),))
        return
    rank = 0
    for index, (label, between) in enumerate(zip(labels, filled, strict=True)):
        spans: list[Words | OptionReference] = []
        start = label.start
        if label.joint is _Joint.THROUGH and index:
            before = labels[index - 1]
            start, joint = before.end, _joint(flat, before, label)
            for place in between:
                spans += [Words(joint), OptionReference(targets, rank, _cased(names.labels[place], label.name))]
                rank += 1
            spans.append(Words(joint))
        spans.append(OptionReference(targets, rank, label.name))
        rank += 1
        yield Edit(start, label.end, tuple(spans))


def with_label_list(spans: tuple[Span, ...], flat: str, start: int, names: OptionNames) -> tuple[Span, ...]:
    """The spans with the list of labels that begins at a place turned into references, whatever stands before it."""
    match = grammar_of(names.speech).list_here.match(flat, start)
    if match is None:
        return spans
    labels = _labels(match[0], start, names.speech, plural=True)
    return edited(spans, list(_edits(flat, _Mention(start, labels[-1].end, labels), names)))


def _cased(label: str, like: str) -> str:
    return label.lower() if like.islower() else label


def _joint(flat: str, before: _Label, label: _Label) -> str:
    """What stands between the letters of a written-out range: a comma, and the brackets if the labels have them."""
    opening, closing = flat[label.start - 1], flat[before.end : before.end + 1]
    return f"{closing}, {opening}" if opening in OPEN and closing and closing in CLOSE else ", "


def references_in(text: Text) -> tuple[OptionReference, ...]:
    """All references that a text holds."""
    return tuple(span for span in spans_of(text) if isinstance(span, OptionReference))
