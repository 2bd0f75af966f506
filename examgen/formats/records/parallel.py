"""Values that keep a question's parts apart in, plain entries of questions out: rows below a head, answers in a list.

Rows may stand as lists, or their columns as entries by number; answers beside the questions, in their order or by id.
What is listed apart and fits no question is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from examgen.formats.decode import shortened
from examgen.formats.records.fields import ANSWERED, asks, fields_of
from examgen.formats.records.plain_names import plain_name
from examgen.formats.records.values import Entry, Value, words_of
from examgen.formats.records.vocabulary import Role, role_of

Report = Callable[[str, int], None]
"""Takes what is wrong, and its line."""

_HEADS = ("columns", "header", "headers", "fields", "head")
_ROWS = ("data", "rows", "values", "records", "questions")
_COUNTED = re.compile(r"(?:q|question)?[ _-]?(?P<count>\d{1,5})", re.IGNORECASE)
_LISTING = (Role.KEY, Role.ANSWERS)
_TOLD = (Role.ID, Role.NUMBER, Role.STEM)


def whole(value: Value, report: Report, line: int = 1) -> Value:
    """The value with its rows as entries, and with answers in the questions that they belong to."""
    if isinstance(value, list):
        return _rows(value, line) or [whole(each, report, line) if _is_deep(each) else each for each in value]
    if not isinstance(value, Entry):
        return value
    named = {plain_name(name): each for name, each in value.fields.items()}
    head = next((each for name in _HEADS if isinstance(each := named.get(name), list)), None)
    body = next((each for name in _ROWS if isinstance(each := named.get(name), list)), None)
    if head and body and (entries := _rows([head, *body], value.line)):
        return entries
    if entries := _columns(value):
        return entries
    fields = {name: whole(each, report, value.line) if _is_deep(each) else each for name, each in value.fields.items()}
    return _answered(Entry(fields, value.line), report)


def _is_deep(value: Value) -> bool:
    """Whether a value may hold questions."""
    return isinstance(value, Entry) or (isinstance(value, list) and any(isinstance(e, Entry | list) for e in value))


def _rows(rows: Sequence[Value], line: int) -> list[Value]:
    """Entries of lists, the first of which names what the others hold; none of anything else."""
    if len(rows) < 2 or not all(isinstance(row, list) for row in rows):
        return []
    head, *body = [row if isinstance(row, list) else [] for row in rows]
    names = [words_of(name) for name in head]
    if len({*names}) < len(names) or not _names_questions(names) or any(len(row) > len(names) for row in body):
        return []
    return [Entry(dict(zip(names, row, strict=False)), line) for row in body if any(map(words_of, row))]


def _columns(value: Entry) -> list[Value]:
    """Entries of columns, each of which is an entry by the same numbers; none of anything else."""
    columns = {name: each.fields for name, each in value.fields.items() if isinstance(each, Entry)}
    if len(columns) < len(value.fields) or not _names_questions(list(columns)):
        return []
    numbers = list(next(iter(columns.values())))
    if not all(number.isdecimal() for number in numbers) or any(list(each) != numbers for each in columns.values()):
        return []
    return [Entry({name: each[number] for name, each in columns.items()}, value.line) for number in numbers]


def _names_questions(names: Sequence[str]) -> bool:
    roles = {named.role for name in names if (named := role_of(name))}
    return Role.STEM in roles and bool(roles & {*ANSWERED})


def _answered(entry: Entry, report: Report) -> Entry:
    """An entry with a list of questions that have no answers, and one of answers: these in the questions."""
    keys = [name for name, each in entry.fields.items() if _lists_answers(name, each)]
    lists = [name for name, each in entry.fields.items() if name not in keys and _are_asked(name, each)] if keys else []
    if len(lists) != 1 or len(keys) != 1:
        return entry
    questions = [each for each in _values(entry.fields[lists[0]]) if isinstance(each, Entry)]
    pairing = _Pairing(questions, keys[0], report, entry.line)
    pairing.take(entry.fields[keys[0]])
    rest = {name: each for name, each in entry.fields.items() if name != keys[0]}
    return Entry(rest | {lists[0]: pairing.answered()}, entry.line)


def _are_asked(name: str, value: Value) -> bool:
    """Whether a value is a list of questions that state no answer; options with texts are none."""
    entries = [each for each in _values(value) if isinstance(each, Entry)]
    if not entries or len(entries) < len(_values(value)):
        return False
    said = [fields_of(each) for each in entries]
    roles = [{field.role for field in fields} for fields in said]
    named = role_of(name)
    are_questions = (named is not None and named.role is Role.STEM) or all(map(asks, said))
    return are_questions and all(Role.STEM in each and not each & {Role.KEY, Role.FLAG} for each in roles)


def _lists_answers(name: str, value: Value) -> bool:
    named = role_of(name)
    return named is not None and named.role in _LISTING and isinstance(value, list | Entry)


def _values(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


@dataclass(slots=True)
class _Pairing:
    """Questions while answers that stand apart find them."""

    questions: Sequence[Entry]
    name: str
    """Of the list of answers."""

    report: Report
    line: int
    answers: dict[int, dict[str, Value]] = field(default_factory=dict)
    """What the list says of each question, by its place."""

    def take(self, listed: Value) -> None:
        """All answers of a list, in the order of the questions; or by their ids, numbers or words."""
        values = _values(listed)
        if isinstance(listed, Entry):
            self.named({told: {self.name: answer} for told, answer in listed.fields.items()})
        elif values and all(isinstance(each, Entry) for each in values):
            self.named(dict(_told(each) for each in values if isinstance(each, Entry)))
        elif len(values) == len(self.questions):
            self.answers = {place: {self.name: answer} for place, answer in enumerate(values)}
        else:
            self.report(f"{len(values)} for {len(self.questions)} questions", self.line)

    def named(self, answers: Mapping[str, dict[str, Value]]) -> None:
        """Answers that say to which questions they belong; numbers count these where they have none of their own."""
        ids = [_words(each, (Role.ID, Role.NUMBER)) for each in self.questions]
        stems = [_words(each, (Role.STEM,)) for each in self.questions]
        first = 0 if any(_count(told) == 0 for told in answers) else 1
        for told, answer in answers.items():
            places = [place for place, names in enumerate(zip(ids, stems, strict=True)) if told in names]
            count = _count(told)
            if not places and count is not None and not any(ids) and 0 <= count - first < len(self.questions):
                places = [count - first]
            known = self.questions[places[0]].fields if len(places) == 1 else {}
            if len(places) != 1:
                self.report(f'"{shortened(told)}" is {"several questions" if places else "no question"}', self.line)
            elif twice := [name for name in answer if name in known and known[name] != answer[name]]:
                self.report(f'"{shortened(twice[0])}" of question "{shortened(told)}" is there twice', self.line)
            else:
                self.answers[places[0]] = answer

    def answered(self) -> list[Value]:
        return [
            Entry(each.fields | self.answers.get(place, {}), each.line) for place, each in enumerate(self.questions)
        ]


def _told(answer: Entry) -> tuple[str, dict[str, Value]]:
    """To which question an answer belongs, and what it says of it."""
    fields = fields_of(answer)
    told = next((words for each in fields if each.role in _TOLD and (words := words_of(each.value))), "")
    return told, {each.name: each.value for each in fields if each.role not in _TOLD}


def _words(question: Entry, roles: Sequence[Role]) -> str:
    """The first value of a question with one of these roles."""
    return next((words for each in fields_of(question) if each.role in roles and (words := words_of(each.value))), "")


def _count(told: str) -> int | None:
    """The number that a name such as "3" or "Q3" counts."""
    match = _COUNTED.fullmatch(told.strip())
    return int(match["count"]) if match else None
