"""The values of a whole file in, its questions out, wherever it nests them: in lists, or in sets with a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from examgen.formats.bounds import admit
from examgen.formats.records.building import built
from examgen.formats.records.fields import Field, answers, asks, fields_of, lists_entries, shared_words
from examgen.formats.records.plain_names import plain_name
from examgen.formats.records.raw import RawQuestion
from examgen.formats.records.values import Entry, Value, words_of
from examgen.formats.records.vocabulary import Named, Role

_CONTAINERS = frozenset(
    ("questions", "results", "data", "items", "example", "examples", "quiz", "quizzes", "exam", "test", "bank", "rows",
     "paragraphs", "qas", "content", "list", "records", "problems", "entries", "train", "validation", "dev", "sections",
     "question list", "mcqs", "variations", "quiz questions", "payload", "kahoot", "cards", "qa pairs")
)  # fmt: skip
"""Names that say nothing about the questions in them."""

_COUNTED = re.compile(r"[^\W\d_]{0,12}[ _-]?\d+")
"""Names that only count, as "Q1" and "question_2" do."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the entries around a question say about it."""

    passage: str = ""
    topic: str = ""
    is_file: bool = False
    """Whether they are the file as a whole."""


@dataclass(slots=True)
class Entries:
    """The questions of a file, and what stands around them."""

    title: str = ""
    found: list[tuple[int, Sequence[Field], _Around]] = field(default_factory=list)
    """Of each question its line, its fields and what stands around it; all are counted before one is built."""

    unread: dict[str, int] = field(default_factory=dict)
    """Names of values outside the questions that nothing is made of → how often."""

    nameless: list[tuple[int, list[str]]] = field(default_factory=list)
    """Of entries that answer a question that no known name asks, their lines and names."""

    @property
    def names(self) -> set[str]:
        """All names in questions."""
        return {field.name for _, fields, _ in self.found for field in fields}

    def questions(self) -> list[RawQuestion]:
        """Build all questions, each with what stands around it."""
        return [_built(*each) for each in self.found]

    def walk(self, value: Value, around: _Around, name: str = "") -> None:
        """Look for questions in a value."""
        if isinstance(value, list):
            spoken = [each for each in value if _is_words(each)]
            if len(spoken) == 1 and any(map(lists_entries, value)):  # what is said, and questions about it
                around = replace(around, passage=shared_words(spoken))
            for each in value:
                self.walk(each, around, name)
        elif isinstance(value, Entry):
            fields = fields_of(value)
            if asks(fields) and not _holds_questions(fields):
                self.add(value, fields, around)
            elif answers(fields) and name and not _says_little(name):
                around = replace(around, topic="") if around.topic == name else around
                self.add(value, [Field("name", name, Named(Role.STEM)), *fields], around)
            else:
                if answers(fields) and not any(isinstance(each.value, Entry) for each in fields):
                    self.nameless.append((value.line, [each.name for each in fields]))
                self.inside(fields, around)

    def add(self, entry: Entry, fields: Sequence[Field], around: _Around) -> None:
        for each in _one_by_one(fields):
            self.found.append((entry.line, each, around))
            admit(len(self.found))

    def inside(self, fields: Sequence[Field], around: _Around) -> None:
        """An entry that is no question itself: what it says, and what is in it."""
        for each in fields:
            words = words_of(each.value)
            if each.role is Role.PASSAGE and (shared := shared_words(each.value)):
                around = replace(around, passage=shared)
            elif words and each.role in (Role.TOPIC, Role.TITLE):
                is_title = around.is_file and each.role is Role.TITLE and not self.title
                self.title = words if is_title else self.title
                around = around if is_title else replace(around, topic=words)
            elif words:
                self.unread[each.name] = self.unread.get(each.name, 0) + 1
        for each in fields:
            if isinstance(each.value, list | Entry):
                is_topic = each.role is None and not _says_little(each.name)
                topic = each.name if is_topic and not around.topic else around.topic
                inner = replace(around, topic=topic, is_file=False)
                self.walk(each.value, inner, each.name)


def _built(line: int, fields: Sequence[Field], around: _Around) -> RawQuestion:
    question = built(fields, line)
    texts = dict(question.texts)
    if around.topic:
        texts.setdefault(Role.TOPIC, around.topic)
    return replace(question, passage=question.passage or around.passage, texts=texts)


def _says_little(name: str) -> bool:
    """Whether a name only counts, or says that something is in it."""
    return plain_name(name) in _CONTAINERS or _COUNTED.fullmatch(name.strip()) is not None


def entries_of(values: Sequence[Value]) -> Entries:
    """The questions of all values of a file."""
    found = Entries()
    for value in values:
        found.walk(value, _Around(is_file=True))
    return found


def _holds_questions(fields: Sequence[Field]) -> bool:
    """Whether what is called a question is a list of entries: the name of a container."""
    stems = [field.value for field in fields if field.role is Role.STEM]
    return bool(stems) and not any(words_of(value) or _is_words(value) for value in stems)


def _is_words(value: Value) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def _one_by_one(fields: Sequence[Field]) -> Iterator[list[Field]]:
    """Questions whose stems, options and answers stand in lists beside each other, one by one."""
    stems = next((field.value for field in fields if field.role is Role.STEM and _is_words(field.value)), None)
    if not isinstance(stems, list):
        yield list(fields)
        return
    count = len(stems)
    for place in range(count):
        yield [field._replace(value=_nth(field, place, count)) for field in fields]


def _nth(field: Field, place: int, count: int) -> Value:
    """What a field says of one of several questions: its own value in a list, or what all share."""
    if isinstance(field.value, list) and len(field.value) == count:
        return field.value[place]
    shared = words_of(field.value)
    return f"{shared}-{place + 1}" if field.role is Role.ID and shared and count > 1 else field.value
