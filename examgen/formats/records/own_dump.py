"""A bank in, its record in examgen's own schema out, which is read back as the same bank."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TypeAlias

from examgen.diagnostics import Diagnostic
from examgen.formats.answers_dump import accepted_sources, written_time
from examgen.formats.examgen_question import AS_WRITTEN
from examgen.formats.format import Dumped
from examgen.formats.identity import shown_texts
from examgen.formats.question_dump import QuestionWriter
from examgen.formats.variables_dump import source_of
from examgen.formats.written_numbers import WrittenNumbers
from examgen.markup.words import Speech, speech_for
from examgen.model.bank import Bank, KeyOrigin, Question, QuestionSet
from examgen.model.response import CHOOSING, Kind, Matching, Numeric, Open, Written
from examgen.model.text import wording

Record: TypeAlias = dict[str, "Plain"]
Plain: TypeAlias = "Record | list[Plain] | str | int | float | bool"


def dump_json(bank: Bank) -> Dumped:
    """The bank as JSON."""
    record, lost = record_of(bank)
    return Dumped((json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode(), lost)


def dump_yaml(bank: Bank) -> Dumped:
    """The bank as YAML, its longer texts as blocks."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as blocks."""

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)

    Dumper.add_representer(str, text)
    record, lost = record_of(bank)
    words = yaml.dump(record, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=120)
    return Dumped(words.encode(), lost)


def record_of(bank: Bank) -> tuple[Record, tuple[Diagnostic, ...]]:
    """The bank as names with values, and what could not be carried."""
    numbers = WrittenNumbers.of(bank.questions)
    texts = (
        text
        for question in bank.questions
        for text in (question.stem, *shown_texts(question), question.explanation.text)
    )
    speech = speech_for(bank.language, map(wording, texts))
    writers = [RecordWriter(question, numbers, speech) for question in bank.questions]
    shared = [_set(each, numbers, speech) for each in bank.sets]
    record: Record = {"title": bank.title}
    record |= {"language": bank.language} if bank.language else {}
    record |= {"sets": [each for each, _ in shared]} if shared else {}
    record["questions"] = [writer.record() for writer in writers]
    lost = [found for _, writer in shared for found in writer.lost]
    return record, (*lost, *(found for writer in writers for found in writer.all_lost))


def _set(each: QuestionSet, numbers: WrittenNumbers, speech: Speech) -> tuple[Record, RecordWriter]:
    writer = RecordWriter(Question(id=each.id, stem=each.stimulus, path=each.path, line=each.line), numbers, speech)
    record: Record = {"id": each.id, "stimulus": writer.free(each.stimulus)}
    return record | ({"shuffled": True} if each.shuffled else {}), writer


class RecordWriter(QuestionWriter):
    """One question, or a part of one, while its record is made."""

    def record(self, *, is_part: bool = False) -> Record:
        """All that is known about the question."""
        question = self.question
        names: Record = {} if is_part else {"id": question.id, "number": question.number}
        belongs: Record = {"set": question.set_id} if question.set_id else {}
        if question.program:
            source = {"markdown": source_of(question, question.program, 2)}
            return {name: value for name, value in (names | source | belongs).items() if name != "id" and value}
        record: Record = names | {
            "kind": question.kind.value,
            "stem": self._source(question.stem, self._misread_stem),
            "options": self._option_records(),
            **self._answer_records(),
            "points": _plain_number(question.points),
            "explanation": self._source(question.explanation.text, self._misread_explanation),
            "note": self._source(question.note, self._misread_note),
            **self._fact_records(),
        }
        if question.kind is Kind.MULTI_PART:
            record["parts"] = [part.record(is_part=True) for part in self.parts if isinstance(part, RecordWriter)]
        return {name: value for name, value in (record | belongs).items() if name == "stem" or value not in ("", [])}

    def _option_records(self) -> list[Plain]:
        expected = self.understood.pinned
        return [self._option_record(place, expected[place]) for place in range(len(expected))]

    def _option_record(self, place: int, is_expected_pinned: bool) -> Record:
        option = self.question.options[place]
        label = self.labels[place]
        is_number = self.question.kind is Kind.ORDERING and label == str(place + 1)
        record: Record = {"label": label} if label and not is_number else {}
        record["text"] = self._source(option.text, lambda text: self._misread_option(text, place))
        record |= {"key": option.is_key} if self.question.kind in CHOOSING else {}
        record |= {"pinned": option.pinned} if option.pinned or is_expected_pinned else {}
        record |= {"weight": _plain_number(option.weight)} if option.weight is not None else {}
        record |= {"rationale": self._source(option.rationale, self._misread_letters)} if option.rationale else {}
        return record

    def _answer_records(self) -> Record:
        """What is right where options do not say it."""
        match self.question.response:
            case Matching(prompts=prompts):
                return {"prompts": [{"text": self.free(p.text), "option": p.target + 1} for p in prompts]}
            case Open(answer=answer, rubric=rubric):
                criteria: list[Plain] = [
                    {"text": self.free(each.text), "points": _plain_number(each.points)} for each in rubric
                ]
                return {"answer": self.free(answer), "rubric": criteria}
            case Numeric() | Written():
                return {"accepted": list(accepted_sources(self.question, self.free))}
        return {}

    def _fact_records(self) -> Record:
        question = self.question
        space = question.answer_space
        return {
            "topic": question.topic,
            "difficulty": question.difficulty,
            "tags": list(question.tags),
            "author": question.author,
            "source": question.source,
            "time": written_time(question.time) if question.time is not None else "",
            "scoring": question.scoring.value if question.scoring else "",
            "show-distractors": str(question.shown_distractors or ""),
            **({"locked": True} if question.locked else {}),
            "answer-space": space.written if space else "",
            "key": KeyOrigin.DERIVED.value if question.key_origin is KeyOrigin.DERIVED else "",
            "letters": AS_WRITTEN if question.explanation.suspect else "",
        }


def _plain_number(number: Decimal) -> Plain:
    """A number as programs know it; in quotes where they would round it."""
    if number == number.to_integral_value():
        return int(number)
    return float(number) if Decimal(repr(float(number))) == number else f"{number:f}"
