"""The named values of one question in, a `RawQuestion` out: which of them are options, which say what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from examgen.formats.identity import same_wording
from examgen.formats.labels import label_rank
from examgen.formats.records.fields import (
    Field,
    is_asked_by_title,
    is_blank,
    lists_entries,
    may_be_options,
    read_fields,
    shared_words,
    tags_in,
    words_in,
)
from examgen.formats.records.inner_options import with_inner_options
from examgen.formats.records.kind_names import is_choice, is_unscored, kind_named
from examgen.formats.records.listed_texts import right_texts, wrong_texts
from examgen.formats.records.option_values import (
    NOTHING_OFFERED,
    Offered,
    offered,
    offered_words,
    parted,
    starred,
)
from examgen.formats.records.plain_names import plain_name
from examgen.formats.records.raw import RawKey, RawOption, RawQuestion
from examgen.formats.records.settling import settled
from examgen.formats.records.stems import Placed, asking, fenced, shown_code, texts_beside
from examgen.formats.records.values import Value, truth, words_of
from examgen.formats.records.vocabulary import Role, rank_of
from examgen.model.response import Kind

_REASONS = frozenset(
    ("solution", "losung", "solucion", "soluzione", "answer text", "support", "analysis", "textual answer",
     "long answer")
)  # fmt: skip
"""Words for the reasons where another name says what is right."""

_SINGLE = (
    Role.ID, Role.NUMBER, Role.POINTS, Role.TOPIC, Role.DIFFICULTY, Role.PICTURE, Role.SECONDS, Role.TIME,
    Role.AUTHOR, Role.SOURCE, Role.NOTE, Role.MARKUP, Role.TITLE, Role.LANGUAGE, Role.MODEL_ANSWER, Role.SHUFFLED,
    Role.TOLERANCE, Role.UNIT,
)  # fmt: skip
_BEST = "best answer"
"""Where several are right."""

_LETTER = re.compile(r"[A-Ha-h]")
_LONG = 120
"""More characters, or several lines, are the model answer of an open question, not words to write on a line."""


def built(fields: Sequence[Field], line: int) -> RawQuestion:
    """One question of its values."""
    return _Builder(line, list(fields)).question()


@dataclass(slots=True)
class _Builder:
    """One question while its values are sorted."""

    line: int
    fields: list[Field]
    used: set[int] = field(default_factory=set)
    """Places of the fields that said something."""

    problems: list[str] = field(default_factory=list)
    by_role: dict[Role, list[tuple[int, Field]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fields = read_fields(self.fields)
        for place, each in enumerate(self.fields):
            if each.named:
                self.by_role.setdefault(each.named.role, []).append((place, each))

    def question(self) -> RawQuestion:
        asked = asking(self.of(Role.TITLE if is_asked_by_title(self.fields) else Role.STEM))
        stem, passage = self.stem(asked), self.passage(asked)
        kind = self.kind()
        keys = self.keys()
        found, slots = self.options(bool(keys))
        options = self.with_slots(parted(found.options, [value for key in keys for value in key.values]), slots)
        options = options if Role.KEY in self.by_role or found.is_flagged else starred(options)
        if options and not keys and not found.is_flagged and (named := self.values(Role.ANSWERS)):
            keys = [RawKey(name="answers", values=tuple(named))]
        if not options and (false := self.values(Role.DISTRACTOR)):
            options, keys = self.chosen(keys, false), []
        accepted = self.accepted(keys, kind) if not options else ()
        model_answer = self.one(Role.MODEL_ANSWER)
        if found.problem:
            self.problems.append(found.problem)
        texts = {role: words for role in _SINGLE if (words := self.one(role))} | self.explanation()
        if Role.ID not in texts and (sign := self.one(Role.CODE)):
            texts[Role.ID] = sign
        if not options and self.has_unread_options():
            self.problems.append("its options cannot be told")
        if options and self.has_other_options(options):
            self.problems.append("it has wrong answers beside its options")
        is_reason = bool(keys) and all(plain_name(key.name) in _REASONS for key in keys)
        if not options and not model_answer and len(accepted) == 1 and (is_reason or _is_long(accepted)):
            texts[Role.MODEL_ANSWER], accepted = accepted[0], ()
        tags, unread = self.tags(), (*self.unread(), *found.unread)
        question = RawQuestion(
            line=self.line,
            stem=stem,
            options=tuple(options),
            room=len(slots) or max((option.slot + 1 for option in options), default=0),
            slots=slots,
            keys=tuple(keys) if options else (),
            accepted=accepted,
            kind=kind,
            passage=passage,
            texts=texts,
            tags=tags,
            unread=unread,
            is_choice=self.is_called(is_choice),
            is_unscored=not (keys or accepted) and self.is_called(is_unscored),
            problems=tuple(self.problems),
        )
        return self.doubted(settled(with_inner_options(question, keys)))

    def doubted(self, question: RawQuestion) -> RawQuestion:
        """The question; with a doubt where its answer is a letter of options that nothing was made of."""
        letter = question.accepted[0] if len(question.accepted) == 1 else ""
        lists = any(may_be_options(each) for place, each in enumerate(self.fields) if place not in self.used)
        if question.options or question.kind or not (_LETTER.fullmatch(letter) or (lists and letter.isdecimal())):
            return question
        why = "are blank" if Role.OPTION in self.by_role else "cannot be told" if question.unread else ""
        return replace(question, doubt=f'its key is "{letter}", but its options {why}' if why else "")

    def of(self, role: Role) -> list[tuple[int, Field]]:
        """The fields with a role, with their places."""
        return self.by_role.get(role, [])

    def one(self, role: Role) -> str:
        """The value of a role with the best name, of equal ones the first."""
        for place, each in sorted(self.of(role), key=lambda pair: rank_of(pair[1].name)):
            if place in self.used:
                continue
            if role is Role.POINTS and isinstance(each.value, bool):
                continue  # whether there are points at all
            if words := words_of(each.value):
                self.used.add(place)
                return words
        return ""

    def stem(self, asked: Placed | None) -> str:
        """The text that asks, and the code that it shows."""
        if asked is None:
            return ""
        code = shown_code(self.of(Role.CODE))
        self.used |= {asked[0], *(place for place, _ in code)}
        return "\n\n".join((words_of(asked[1].value), *(fenced(words_of(each.value)) for _, each in code)))

    def passage(self, asked: Placed | None) -> str:
        """The text that the question is about."""
        named = sorted(self.of(Role.PASSAGE), key=lambda pair: rank_of(pair[1].name))
        for place, each in (*named, *texts_beside(self.of(Role.STEM), asked)):
            if words := shared_words(each.value):
                self.used.add(place)
                return words
        return ""

    def kind(self) -> Kind | None:
        for place, each in self.of(Role.KIND):
            kind, is_known = kind_named(words_of(each.value))
            if is_known:
                self.used.add(place)
                return kind
        return None

    def is_called(self, means: Callable[[str], bool]) -> bool:
        """Whether the name of its kind means something."""
        return any(means(words_of(each.value)) for _, each in self.of(Role.KIND))

    def keys(self) -> list[RawKey]:
        """What each name says is right; words for reasons count only where nothing else does."""
        found = [(place, each) for place, each in self.of(Role.KEY) if not is_blank(each.value)]
        strong = [pair for pair in found if plain_name(pair[1].name) not in _REASONS]
        strong = [pair for pair in strong if plain_name(pair[1].name) == _BEST] or strong
        keys = []
        for place, each in strong or found[:1]:
            values = words_in(each.value)
            if values:
                self.used.add(place)
                keys.append(RawKey(name=each.name, values=values))
        is_one = len({plain_name(key.name) for key in keys}) == 1 or all(each.slot for _, each in strong)
        if strong and len(keys) > 1 and is_one:
            values = tuple(value for key in keys for value in key.values)
            return [RawKey(name=keys[0].name, values=values)]
        return keys

    def options(self, has_key: bool) -> tuple[Offered, tuple[str, ...]]:
        """The options, and the names of the places that the file has for them."""
        single = self.of(Role.OPTION)
        if len(single) == 1 and isinstance(single[0][1].value, list):
            self.used.add(single[0][0])
            return offered(single[0][1].value), ()
        if any(words_of(each.value) for _, each in single):
            self.used |= {place for place, _ in single}
            found = offered_words([words_of(each.value) for _, each in single])
            return found, tuple(each.slot for _, each in single)
        flags = bool(self.of(Role.FLAG))
        for role in (Role.OPTIONS, Role.ANSWERS):
            for place, each in self.of(role):
                found = offered(each.value)
                is_starred = not has_key and any(option.is_right for option in starred(found.options))
                is_meant = role is Role.OPTIONS or has_key or flags or found.is_flagged or is_starred
                if found.options and is_meant and (len(found.options) > 1 or found.is_flagged):
                    self.used.add(place)
                    return found, ()
                if role is Role.OPTIONS and (found.problem or found.options):
                    self.used.add(place)
                    return found, ()
        return NOTHING_OFFERED, ()

    def with_slots(self, options: Sequence[RawOption], slots: Sequence[str]) -> list[RawOption]:
        """The options with the flags and reasons that stand in places of their own."""
        flags, reasons = self.by_slot(Role.FLAG, slots), self.by_slot(Role.RATIONALE, slots)
        unclear = [words_of(value) for value in flags.values() if truth(value) is None]
        if unclear:
            self.problems.append(f'"{unclear[0]}" says neither that an option is right nor that it is wrong')
        if {slot for slot, value in flags.items() if truth(value)} - {option.slot for option in options}:
            self.problems.append("an option that is blank, or not there, is said to be right")
        return [
            replace(
                option,
                is_right=option.is_right or bool(truth(flags.get(option.slot))),
                rationale=option.rationale or words_of(reasons.get(option.slot)),
            )
            for option in options
        ]

    def by_slot(self, role: Role, slots: Sequence[str]) -> dict[int, Value]:
        """The values of a role by the places of the options that they are about."""
        found: dict[int, Value] = {}
        for place, each in self.of(role):
            if each.slot and not is_blank(each.value):
                slot = slots.index(each.slot) if each.slot in slots else label_rank(each.slot) - 1
                found[slot] = each.value
                self.used.add(place)
        return found

    def chosen(self, keys: Sequence[RawKey], false: Sequence[str]) -> list[RawOption]:
        """Options that are given as right answers and wrong ones."""
        right = list(dict.fromkeys(value for key in keys for value in key.values))
        is_list = len(filled := [each for _, each in self.of(Role.DISTRACTOR) if not is_blank(each.value)]) == 1
        if is_list and not filled[0].slot:
            right, wrong = right_texts(right, false), wrong_texts(false, right)
        else:
            wrong = list(false)
        return [
            RawOption(text=text, slot=slot, is_right=slot < len(right)) for slot, text in enumerate((*right, *wrong))
        ]

    def values(self, role: Role) -> list[str]:
        """All values of a role, those of lists one by one."""
        found: list[str] = []
        for place, each in self.of(role):
            if place not in self.used:
                self.used.add(place)
                found += words_in(each.value)
        return found

    def accepted(self, keys: Sequence[RawKey], kind: Kind | None) -> tuple[str, ...]:
        """What is right where nothing is offered, each wording once."""
        found = [value for key in keys for value in key.values] or self.values(Role.ANSWERS)
        if kind in (Kind.SHORT_ANSWER, Kind.NUMERIC) and len(found) == 1:
            found = [part.strip() for part in re.split(r"(?<!\\) \| ", found[0]) if part.strip()]
        return tuple(dict.fromkeys(found))

    def explanation(self) -> dict[Role, str]:
        """All reasons that are given for the question as a whole, one below the other."""
        found: list[str] = []
        for place, each in enumerate(self.fields):
            is_reason = each.role is Role.KEY and plain_name(each.name) in _REASONS and place not in self.used
            is_whole = each.role is Role.EXPLANATION or (each.role is Role.RATIONALE and not each.slot)
            if (is_whole or is_reason) and (words := "\n\n".join(words_in(each.value))):
                found.append(words)
                self.used.add(place)
        return {Role.EXPLANATION: "\n\n".join(dict.fromkeys(found))} if found else {}

    def tags(self) -> tuple[str, ...]:
        self.used |= {place for place, _ in self.of(Role.TAGS)}
        return tuple(dict.fromkeys(tag for _, each in self.of(Role.TAGS) for tag in tags_in(each.value)))

    def has_other_options(self, options: Sequence[RawOption]) -> bool:
        """Whether wrong answers are stated that are no options."""
        stated = [
            words
            for place, each in self.of(Role.DISTRACTOR)
            if place not in self.used
            for words in words_in(each.value)
        ]
        known = {same_wording(option.text) for option in options}
        self.used |= {
            place for place, _ in self.of(Role.DISTRACTOR) if stated and known >= set(map(same_wording, stated))
        }
        return not known >= set(map(same_wording, stated))

    def has_unread_options(self) -> bool:
        """Whether something is there that should be options, but says none."""
        found = (pair for role in (Role.OPTION, Role.OPTIONS, Role.DISTRACTOR) for pair in self.of(role))
        entries = (pair for pair in self.of(Role.ANSWERS) if lists_entries(pair[1].value))
        return any(place not in self.used and not is_blank(each.value) for place, each in (*found, *entries))

    def unread(self) -> list[str]:
        """Names of values that nothing was made of."""
        return [
            each.name for place, each in enumerate(self.fields) if place not in self.used and not is_blank(each.value)
        ]


def _is_long(accepted: Sequence[str]) -> bool:
    return len(accepted) == 1 and (len(accepted[0]) > _LONG or "\n" in accepted[0])
