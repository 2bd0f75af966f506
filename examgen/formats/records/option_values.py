"""The value that holds a question's options in, these options out, in any of the ways in which files list them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from examgen.formats.labels import label_rank
from examgen.formats.records.listed_texts import listed_texts
from examgen.formats.records.plain_names import plain_name
from examgen.formats.records.raw import RawOption
from examgen.formats.records.values import Entry, Number, Value, truth, words_of
from examgen.formats.records.vocabulary import Role, role_of

_TEXTS = ("text", "option", "option text", "answer text", "choice text", "answer", "choice", "content", "value", "body",
          "html", "response", "title", "description", "name", "label", "atext")  # fmt: skip
_LABELS = ("label", "letter", "key", "id", "identifier", "name", "value", "option", "aid")
_FLAGS = ("correct", "is correct", "iscorrect", "right", "is right", "is answer", "isanswer", "is true", "valid",
          "is key", "fraction", "weight", "score", "answer", "key")  # fmt: skip
_SURE_FLAGS = 10
"""How many of these say yes or no in any way; the others count where they are true or false alone."""

_NAMING_FLAGS = frozenset(("answer", "key"))
"""What may as well be the label of an option."""

_PERCENT = (Number("0"), Number("100"), Number("1"))
_TRUTHS = {"1": True, "0": False, "true": True, "false": False}
_REASONS = ("feedback", "rationale", "explanation", "comment", "reason")
_JUDGING = (Role.KEY, Role.FLAG)
_NAMING = (Role.STEM, Role.OPTIONS, Role.KEY, Role.ANSWERS)
_IDS = ("id", "option id", "answer id", "choice id", "value", "key", "identifier", "uuid", "name")
_MANY_TEXTS = ("text", "texts", "choices", "options")
_MANY_LABELS = ("label", "labels", "letters")
_SINGLE = re.compile(r"[^\W\d_]|\d{1,2}")
LABEL_BEFORE = re.compile(r"\s*[(（\[]?(?P<label>[A-Za-z])(?:[)）\].:．、]|\s?->|\s[-–]\s)\s*(?=\S)")
NUMBER_BEFORE = re.compile(r"\s*(?:[(（\[]?(?P<label>\d{1,2})[)）\]]|(?P<stopped>\d{1,2})[.．、](?!\d))\s*(?=\S)")
_BOXED = re.compile(r"\s*[(\[](?P<mark>[ xX*✓✔])[)\]]\s+(?=\S)")
_STARRED = re.compile(
    r"^\s*(?:\*(?!\*)|[✓✔√]|\[x\])\s*|\s*(?:[✓✔√]|\((?:correct|right|richtig|correcta|correcto)\))\s*$", re.I
)
_MOST_ROOM = 60


@dataclass(frozen=True, slots=True)
class Offered:
    """The options of one question."""

    options: tuple[RawOption, ...]
    is_flagged: bool = False
    """Whether they say themselves which is right."""

    unread: tuple[str, ...] = ()
    problem: str = ""


NOTHING_OFFERED = Offered(())


def offered(value: Value) -> Offered:
    """The options that one value lists."""
    if isinstance(value, Entry):
        return _of_entry(value)
    if isinstance(value, list):
        return _of_list(value)
    return offered_words(listed_texts(words_of(value)))


def offered_words(texts: Sequence[str], labels: Sequence[str] = ()) -> Offered:
    """Options given as words; blank ones are places that nothing fills."""
    named = labels or [""] * len(texts)
    options = [
        RawOption(text=text.strip(), slot=slot, label=label)
        for slot, (text, label) in enumerate(zip(texts, named, strict=True))
        if text.strip()
    ]
    return Offered(tuple(_without_prefixes(options)))


def parted(options: Sequence[RawOption], values: Sequence[str]) -> list[RawOption]:
    """One option in a cell, or those that commas or slashes part there, if the words of a key are one of them."""
    if len(options) != 1:
        return list(options)
    for separator in (", ", ",", " / ", "/"):
        texts = [text.strip() for text in options[0].text.split(separator)]
        if values and set(values) <= set(texts) and len(set(texts)) == len(texts) > len(values):
            return [RawOption(text=text, slot=slot) for slot, text in enumerate(texts)]
    return list(options)


def starred(options: Sequence[RawOption]) -> list[RawOption]:
    """Options of which nothing else says which is right: those with a star or a tick before or behind them are."""
    boxed = [_BOXED.match(option.text) for option in options]
    if options and all(boxed):
        marks = [match["mark"].strip() != "" for match in boxed if match]
        texts = [option.text[match.end() :] for match, option in zip(boxed, options, strict=True) if match]
    else:
        texts = [_STARRED.sub("", option.text).strip() for option in options]
        marks = [text != option.text for text, option in zip(texts, options, strict=True)]
    if any(option.is_right for option in options) or (all(marks) and not all(boxed)) or not any(marks):
        return list(options)
    return [
        replace(option, text=text, is_right=is_right)
        for option, text, is_right in zip(options, texts, marks, strict=True)
    ]


def _without_prefixes(options: Sequence[RawOption]) -> Sequence[RawOption]:
    """Labels such as "A)" or "1." taken off the texts, where all have them in order; "1. prize, 2. prize" are none."""
    if len(options) < 2 or any(option.label for option in options):
        return options
    for sign in (LABEL_BEFORE, NUMBER_BEFORE):
        matches = [match for option in options if (match := sign.match(option.text))]
        labels = [next(filter(None, match.groups())) for match in matches]
        texts = [match.string[match.end() :].strip() for match in matches]
        is_said = sign is LABEL_BEFORE or len({*texts}) > 1
        if is_said and [label_rank(label) for label in labels] == [option.slot + 1 for option in options]:
            return [
                replace(option, label=label, text=text)
                for option, label, text in zip(options, labels, texts, strict=True)
            ]
    return options


def _of_entry(entry: Entry) -> Offered:
    """Letters with their texts, or a list of texts beside a list of labels."""
    named = {plain_name(name): value for name, value in entry.fields.items()}
    texts = next((v for name in _MANY_TEXTS if isinstance(v := named.get(name), list)), None)
    if texts is not None:
        labels = next((v for name in _MANY_LABELS if isinstance(v := named.get(name), list)), [])
        return _of_columns(texts, labels)
    lists = [value for value in entry.fields.values() if isinstance(value, list)]
    if len(lists) == len(entry.fields) == 1:
        return _of_list(lists[0])
    names = [_label(name) for name in entry.fields]
    if not all(names) and (flagged := _flagged(entry)):
        return Offered(flagged, is_flagged=True)
    if not all(names):
        return Offered((), problem="the options are no list, and not named A, B, C …")
    return offered_words([words_of(value) for value in entry.fields.values()], names)


def _flagged(entry: Entry) -> tuple[RawOption, ...]:
    """Texts that are named, each with whether it is right: ``{"red": true, "blue": false}``."""
    truths = [value if isinstance(value, bool) else _TRUTHS.get(words_of(value)) for value in entry.fields.values()]
    if None in truths or len(truths) < 2:
        return ()
    pairs = zip(entry.fields, truths, strict=True)
    return tuple(
        RawOption(text=text.strip(), slot=slot, is_right=bool(is_right)) for slot, (text, is_right) in enumerate(pairs)
    )


def _label(name: str) -> str:
    """The label in a name such as "a" or "answer_a"."""
    if _SINGLE.fullmatch(name.strip()):
        return name.strip()
    named = role_of(name)
    return named.slot if named and named.role is Role.OPTION else ""


def _of_columns(texts: Sequence[Value], labels: Sequence[Value]) -> Offered:
    words, names = [words_of(text) for text in texts], [words_of(label) for label in labels]
    if not names:
        return offered_words(words)
    if len(names) != len(words):
        return Offered((), problem=f"{len(words)} options have {len(names)} labels")
    are_flags = set(names) <= {"0", "1"} or all(isinstance(label, bool) for label in labels)
    if len(set(names)) == len(names) and not are_flags:
        return offered_words(words, names)
    flags = [truth(name) for name in names]
    options = tuple(
        RawOption(text=text, slot=slot, is_right=bool(flag))
        for slot, (text, flag) in enumerate(zip(words, flags, strict=True))
        if text
    )
    return Offered(options, is_flagged=True)


def _of_list(values: Sequence[Value]) -> Offered:
    if len(values) > _MOST_ROOM:
        return Offered((), problem=f"{len(values)} options are more than can be printed")
    if not any(isinstance(value, Entry) for value in values):
        if any(isinstance(value, list) for value in values):
            return _of_pairs(values)
        return offered_words([words_of(value) for value in values])
    judging = _judging([value for value in values if isinstance(value, Entry)])
    found = [_option(value, slot, judging) for slot, value in enumerate(values)]
    options = [option for option, _, _ in found if option.text]
    flagged = [is_flagged for _, is_flagged, _ in found]
    problem = "" if len(options) == len(values) else "an option has no text"
    unread = dict.fromkeys(name for _, _, names in found for name in names)
    return Offered(tuple(_without_prefixes(options)), is_flagged=any(flagged), unread=tuple(unread), problem=problem)


def _of_pairs(values: Sequence[Value]) -> Offered:
    """Options that are lists of two: a label and a text, or a text and whether it is right."""
    pairs = [each for each in values if isinstance(each, list) and len(each) == 2]
    firsts, lasts = [each[0] for each in pairs], [each[1] for each in pairs]
    if len(pairs) < len(values) or not all(isinstance(first, str) for first in firsts):
        return Offered((), problem="an option is a list, but not of a label and a text")
    if all(isinstance(last, bool) for last in lasts):
        return _of_columns(firsts, lasts)
    if [label_rank(words_of(first)) for first in firsts] != list(range(1, len(pairs) + 1)):
        return Offered((), problem="an option is a list, but not of a label and a text")
    return _of_columns(lasts, firsts)


def _judging(entries: Sequence[Entry]) -> Container[str]:
    """Plain names of labels and of what is right, where they only say yes or no, 1 or 0, or so, of every option."""
    found: dict[str, list[Value]] = {}
    for name, value in (pair for entry in entries for pair in entry.fields.items()):
        plain = plain_name(name)
        if plain in _NAMING_FLAGS or ((named := role_of(name)) and named.role in _JUDGING):
            found.setdefault(plain, []).append(value)
    return [plain for plain, values in found.items() if all(map(_says_how_right, values))]


def _says_how_right(value: Value) -> bool:
    return isinstance(value, bool) or value in _PERCENT


def _option(value: Value, slot: int, judging: Container[str]) -> tuple[RawOption, bool, tuple[str, ...]]:
    """One option, whether it says that it is right or wrong, and what else it says."""
    if not isinstance(value, Entry):
        return RawOption(text=words_of(value), slot=slot), False, ()
    if len(value.fields) == 1:
        ((name, only),) = value.fields.items()
        if isinstance(only, bool):
            return RawOption(text=name.strip(), slot=slot, is_right=only), True, ()
    left = {plain_name(name): (name, each) for name, each in value.fields.items()}
    sure, others = _FLAGS[:_SURE_FLAGS], _FLAGS[_SURE_FLAGS:]
    flag = _taken(left, sure, lambda each: each is not None and truth(each) is not None)
    if flag is None:
        flag = _taken(left, [n for n in others if n in judging or n not in _NAMING_FLAGS], _says_how_right)
    text = _taken(left, _TEXTS, lambda each: isinstance(each, str))
    if flag is None:
        flag = _taken(left, [name for name in _of_role(left, _JUDGING) if name in judging], _says_how_right)
    if not words_of(text):
        text = _taken(left, _of_role(left, _NAMING) or _alone(left), lambda each: isinstance(each, str))
    label = _taken(left, _LABELS, lambda each: bool(_SINGLE.fullmatch(words_of(each))))
    called = _taken(left, _IDS, lambda each: bool(words_of(each)))
    reason = _taken(left, _REASONS, lambda each: isinstance(each, str))
    option = RawOption(
        text=words_of(text),
        slot=slot,
        label=words_of(label),
        name=words_of(called),
        is_right=bool(truth(flag)),
        rationale=words_of(reason),
    )
    return option, flag is not None, tuple(name for name, each in left.values() if each not in (None, "", []))


def _of_role(left: Mapping[str, tuple[str, Value]], roles: Sequence[Role]) -> list[str]:
    """The names that say one of these things, in any language."""
    return [plain for plain, (name, _) in left.items() if (named := role_of(name)) and named.role in roles]


def _alone(left: Mapping[str, tuple[str, Value]]) -> list[str]:
    """The name of the one value that is a text, where the others are labels or no words."""
    texts = [plain for plain, (_, value) in left.items() if not _SINGLE.fullmatch(words_of(value) or "x")]
    return texts if len(texts) == 1 else []


def _taken(left: dict[str, tuple[str, Value]], names: Sequence[str], fits: Callable[[Value], bool]) -> Value:
    """The value of the first of these names that is there and fits, taken out of what is left."""
    name = next((name for name in names if name in left and fits(left[name][1])), None)
    return left.pop(name)[1] if name is not None else None
