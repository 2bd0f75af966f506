"""An entry of JSON or YAML in, its named values out with what their names say, those of inner entries among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from examgen.formats.records.kind_names import kind_named
from examgen.formats.records.listed_texts import printed_list
from examgen.formats.records.plain_names import plain_name
from examgen.formats.records.values import Entry, Number, Value, words_of
from examgen.formats.records.vocabulary import Named, Role, role_of, says_right
from examgen.formats.records.worked_answers import worked
from examgen.model.response import Kind


class Field(NamedTuple):
    """One value with its name, and what the name says."""

    name: str
    value: Value
    named: Named | None

    @property
    def role(self) -> Role | None:
        return self.named.role if self.named else None

    @property
    def slot(self) -> str:
        return self.named.slot if self.named else ""


def is_blank(value: Value) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def lists_entries(value: Value) -> bool:
    return isinstance(value, list) and any(isinstance(each, Entry) for each in value)


ANSWERED = (Role.OPTION, Role.OPTIONS, Role.KEY, Role.ANSWERS, Role.DISTRACTOR, Role.MODEL_ANSWER, Role.KIND)
_OFFERED = (Role.OPTION, Role.OPTIONS, Role.ANSWERS)
_KEPT = (Role.OPTIONS, Role.ANSWERS, Role.KEY)
_TITLED = (Role.EXPLANATION, Role.TOPIC, Role.DIFFICULTY, Role.KIND, Role.AUTHOR, Role.SOURCE, Role.LANGUAGE)
"""What may be an entry with a name of its own."""

_NAMES = ("general", "name", "title", "label", "text", "value", "slug")
_ASKED = frozenset((Role.OPTION, Role.OPTIONS, Role.ANSWERS, Role.DISTRACTOR, Role.FLAG))
_ASIDES = frozenset(
    ("hints", "hint", "tips", "steps", "aliases", "references", "evidence", "facts", "supporting facts", "links",
     "images", "regions", "skills", "objectives", "variations", "synonyms", "related", "examples", "notes")
)  # fmt: skip
"""Lists beside a question that are no options."""

_JUDGED = (Role.KEY, Role.ANSWERS, Role.FLAG)
_STEPS = ("items", "steps", "elements", "sequence")
_BARE = re.compile(r"[a-z]")
_LONGEST_POINTS = 12


def asks(fields: Sequence[Field]) -> bool:
    """Whether these values make a question: a stem, and something about its answer."""
    roles = {field.role for field in fields}
    return any(role in roles for role in ANSWERED) and (Role.STEM in roles or is_asked_by_title(fields))


def is_asked_by_title(fields: Sequence[Field]) -> bool:
    """Whether a title is the stem: nothing else is, and options stand beside it, with a key or their own."""
    roles = {field.role for field in fields}
    offered = [field.value for field in fields if field.role in _OFFERED and isinstance(field.value, list)]
    is_offered = bool(offered) or sum(field.role is Role.OPTION for field in fields) > 1
    is_keyed = Role.KEY in roles or any(map(lists_entries, offered))
    return Role.STEM not in roles and Role.TITLE in roles and is_offered and is_keyed


def read_fields(fields: Sequence[Field]) -> list[Field]:
    """The fields of one question as they are meant: flags in an entry one by one, and letters that name no option."""
    known = {(each.role, each.slot) for each in fields if not says_right(each.name)}
    apart = [part for each in fields for part in _with_reasons(each)]
    flat = [flag for each in apart for flag in (*_with_flags(each, known), *_told_right(each, known))]
    found = _with_list(_with_steps(flat))
    options = [each for each in found if each.role is Role.OPTION]
    lists = [each for each in options if isinstance(each.value, list) and len(each.value) > 1]
    bare = [each for each in options if _BARE.fullmatch(plain_name(each.name)) and words_of(each.value)]
    if len(options) == 1 and not lists and plain_name(options[0].name) == "a":
        return [_as(each, Role.KEY) if each in options else each for each in found]
    if len(lists) == 1 and len(bare) == len(options) - 1 == 1:
        roles = {lists[0].name: Role.OPTIONS, bare[0].name: Role.KEY}
        return [_as(each, roles[each.name]) if each in options else each for each in found]
    return found


def _with_reasons(each: Field) -> list[Field]:
    """A key, and apart from it how it is found, where its value holds both."""
    found = worked(words_of(each.value)) if each.role is Role.KEY else None
    if found is None:
        return [each]
    reasons = Field(f"{each.name} (worked)", found[0], Named(Role.EXPLANATION))
    return [reasons, each._replace(value=found[1])]


def _told_right(each: Field, known: Set[tuple[Role | None, str]]) -> list[Field]:
    """The flag of an option whose name says that it is right: "Option 1 (correct)"."""
    if each.role is not Role.OPTION or not says_right(each.name) or (each.role, each.slot) in known:
        return []
    return [Field(each.name, "" if is_blank(each.value) else "true", Named(Role.FLAG, each.slot))]


def _with_steps(fields: list[Field]) -> list[Field]:
    """The fields of an ordering, whose steps may be called items."""
    kinds = {kind_named(words_of(each.value))[0] for each in fields if each.role is Role.KIND}
    if Kind.ORDERING not in kinds or any(each.role is Role.OPTIONS for each in fields):
        return fields
    return [_as(each, Role.OPTIONS) if plain_name(each.name) in _STEPS else each for each in fields]


def _with_list(fields: list[Field]) -> list[Field]:
    """The fields, where options are listed by a name that says only what is right, or that nobody knows.

    Such a list stands beside another key; under an unknown name, the words of the key stand in it.
    """
    roles = {each.role for each in fields if not is_blank(each.value)}
    if roles & _ASKED:
        return fields
    lists = [each for each in fields if each.role is Role.KEY and _is_long_list(each.value)]
    keys = [each for each in fields if each.role is Role.KEY and each not in lists and not is_blank(each.value)]
    if not lists:
        said = {words_of(each.value) for each in keys} - {""}
        unknown = [each for each in fields if may_be_options(each) and isinstance(each.value, list)]
        lists = [each for each in unknown if said and said <= set(map(words_of, _values(each.value)))]
    if len(lists) != 1 or not keys:
        return fields
    return [_as(each, Role.OPTIONS) if each is lists[0] else each for each in fields]


def may_be_options(each: Field) -> bool:
    """Whether a value of unknown meaning has the form of options: several texts, or letters with texts."""
    if each.role is not None or plain_name(each.name) in _ASIDES:
        return False
    if isinstance(each.value, Entry):
        return len(each.value.fields) > 1 and all(_BARE.fullmatch(plain_name(name)) for name in each.value.fields)
    return _is_long_list(each.value)


def _is_long_list(value: Value) -> bool:
    return len(_values(value)) > 1 and all(isinstance(each, Entry) or words_of(each) for each in _values(value))


def _values(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _as(each: Field, role: Role) -> Field:
    return each._replace(named=Named(role))


def _with_flags(each: Field, known: Set[tuple[Role | None, str]]) -> list[Field]:
    """A field, or the flags in an entry that says for each option whether it is right."""
    if each.role in _JUDGED and isinstance(each.value, list) and all(isinstance(v, bool) for v in each.value):
        return [Field(each.name, v, Named(Role.FLAG, str(n))) for n, v in enumerate(each.value, start=1)]
    if each.role is Role.OPTION and says_right(each.name) and (each.role, each.slot) in known:
        return [each._replace(named=Named(Role.FLAG, each.slot))]
    if each.role is not Role.KEY or not isinstance(each.value, Entry):
        return [each]
    inner = [Field(name, value, role_of(name)) for name, value in each.value.fields.items()]
    return inner if inner and all(flag.role is Role.FLAG and flag.slot for flag in inner) else [each]


def fields_of(entry: Entry) -> list[Field]:
    """The named values of an entry; those of an entry inside it, unless it lists options or answers, as its own."""
    has_stem = any((named := role_of(name)) and named.role is Role.STEM for name in entry.fields)
    return [field for name, value in entry.fields.items() for field in _flattened(name, value, has_stem)]


def answers(fields: Sequence[Field]) -> bool:
    """Whether these values are all of a question but its stem: options or wrong answers, and a key."""
    roles = {field.role for field in fields}
    offered = roles & {Role.OPTION, Role.OPTIONS, Role.DISTRACTOR}
    return (
        Role.STEM not in roles and bool(offered) and (Role.KEY in roles or any(lists_entries(f.value) for f in fields))
    )


def _flattened(name: str, value: Value, has_stem: bool) -> Iterator[Field]:
    named = _meant(name, value)
    if not isinstance(value, Entry) or (named and named.role in _KEPT) or _has_lists_of_entries(value):
        yield Field(name, value, named)
        return
    if named and named.role in _TITLED and (words := _name_in(value)):
        yield Field(name, words, named)
        return
    inner = [Field(own, each, _meant(own, each)) for own, each in value.fields.items()]
    is_question = asks(inner) and not (named and named.role is Role.STEM)
    is_question = is_question or (not has_stem and named is None and answers(inner))
    is_aside = (named is None or named.role is Role.KIND) and all(map(_is_judged, value.fields.values()))
    yield from [Field(name, value, named)] if is_question or is_aside else inner


def _is_judged(value: Value) -> bool:
    """Whether a value says no more than lists, or yes and no, do."""
    return isinstance(value, list | bool) or value in (Number("0"), Number("1"))


def _meant(name: str, value: Value) -> Named | None:
    """What a name says; "body" is a word for points, too, but a long one asks."""
    named = role_of(name)
    is_text = plain_name(name) == "body" and len(words_of(value)) > _LONGEST_POINTS
    return Named(Role.STEM) if is_text and named else named


def _name_in(entry: Entry) -> str:
    plain = {plain_name(name): words_of(value) for name, value in entry.fields.items()}
    return next((plain[name] for name in _NAMES if plain.get(name)), "")


def _has_lists_of_entries(entry: Entry) -> bool:
    """Whether an entry holds entries of its own, other than options."""
    return any(
        (isinstance(value, Entry) or lists_entries(value)) and not _lists_options(name)
        for name, value in entry.fields.items()
    )


def _lists_options(name: str) -> bool:
    named = role_of(name)
    return named is not None and named.role in _KEPT


def _number_or_date(named: Mapping[str, Value]) -> tuple[str, ...]:
    """The words of an entry that keeps apart what is a number and what is a date."""
    date = named.get("date")
    parts = date.fields if isinstance(date, Entry) else {}
    said = words_of(named.get("number")), " ".join(filter(None, map(words_of, parts.values())))
    return tuple(words for words in said if words)


def shared_words(value: Value) -> str:
    """A text that questions share, which may be a list of what is said in it."""
    return "\n\n".join(words_in(value))


def tags_in(value: Value) -> list[str]:
    """The tags that a value lists; those of one text stand apart by commas."""
    words = words_in(value)
    return [tag.strip() for tag in (words[0].split(",") if len(words) == 1 else words) if tag.strip()]


def words_in(value: Value) -> tuple[str, ...]:
    """The words of a single value, or of those in a list, or of an entry's list of texts and their aliases."""
    if isinstance(value, list):
        return tuple(words for each in value for words in words_in(each))
    if isinstance(value, Entry):
        named = [(plain_name(name), each) for name, each in value.fields.items()]
        texts = [each for name, each in named if name in ("text", "value", "answer", "spans") and not is_blank(each)]
        others = [each for name, each in named if name == "aliases"]
        return tuple(dict.fromkeys(words_in([texts[0], *others]))) if texts else _number_or_date(dict(named))
    words = words_of(value)
    return tuple(printed_list(words) or ([words] if words else []))
