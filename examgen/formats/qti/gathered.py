"""The documents of a package in, one after the other, all their questions in one `Draft` out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from posixpath import join, normpath
from urllib.parse import unquote

from examgen.formats.draft import Draft, DraftQuestion, DraftSet
from examgen.formats.identity import drafted_texts, plain_content
from examgen.formats.qti.addresses import folder_of
from examgen.formats.qti.file import File
from examgen.formats.qti.v1.bank import read_document
from examgen.formats.qti.v2.names import language_of, plain_names
from examgen.formats.qti.v2.question import question_of
from examgen.formats.qti.v2.test import Reference, Test, read_test
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.text import Text

SECOND = "non_cc_assessments/"
"""Where one system writes its tests once more, with all that a Common Cartridge has no room for."""


@dataclass(frozen=True, slots=True)
class _Document:
    """One document of QTI 1.2."""

    member: str
    ident: str
    draft: Draft
    copies: tuple[str, ...]


@dataclass(slots=True)
class Gathered:
    """What the documents of a package hold."""

    documents: list[_Document] = field(default_factory=list)
    questions: dict[str, DraftQuestion] = field(default_factory=dict)
    """Of QTI 2, by the names of their files."""

    stimuli: dict[str, str] = field(default_factory=dict)
    """The file of a question → that of the text that it is about."""

    texts: dict[str, DraftSet] = field(default_factory=dict)
    """Such texts by the names of their files."""

    placed: dict[str, int] = field(default_factory=dict)
    """Their places among the sets of the draft."""

    tests: list[tuple[str, Test]] = field(default_factory=list)
    language: str | None = None
    files: dict[str, File] = field(default_factory=dict)

    def add(self, member: str, root: Element, file: File) -> None:
        """Read one document."""
        self.files[member] = file
        if local_name(root) == "questestinterop":
            self._add_first(member, root, file)
            return
        plain_names(root, file)
        self.language = self.language or language_of(root)
        match root.tag:
            case "assessmentItem":
                if (reference := root.find("assessmentStimulusRef")) is not None:
                    self.stimuli[member] = _target(member, reference.get("href") or "")
                if (root.get("title") or "") not in ("", root.get("identifier")):
                    file.lose("the title of a question", root)
                if (question := question_of(root, file)) is not None:
                    self.questions[member] = replace(question, member=member)
            case "assessmentStimulus":
                body = root.find("stimulusBody")
                text: Text = () if body is None else file.inside(body, "")
                self.texts[member] = DraftSet(id="", stimulus=text, member=member, line=line_of(root))
            case _:
                self.tests.append((member, read_test(root, file)))

    def _add_first(self, member: str, root: Element, file: File) -> None:
        draft, copies = read_document(root, file)
        self.language = self.language or draft.language
        holder = next((child for child in root if local_name(child) in ("assessment", "objectbank")), None)
        ident = holder.get("ident") or "" if holder is not None else ""
        questions = tuple(replace(question, member=member) for question in draft.questions)
        sets = tuple(replace(each, member=member) for each in draft.sets)
        self.documents.append(_Document(member, ident, replace(draft, questions=questions, sets=sets), tuple(copies)))

    def draft(self, title: str) -> Draft:
        """All questions, each once: those of tests in their order, then the others."""
        questions, sets = self._first_questions()
        for member, test in self.tests:
            self._add_test(member, test, questions, sets)
        for member, question in self.questions.items():
            questions.append(self._about(member, question, sets))
        titles = [each.draft.title for each in self._chosen()] + [test.title for _, test in self.tests]
        if len(titles) == 1:
            title = titles[0] or title
        return Draft(
            title=title,
            language=self.language,
            questions=distinct(_together(questions)),
            sets=_distinct_sets(sets, {question.id for question in questions}),
        )

    def _chosen(self) -> list[_Document]:
        """The documents, each test once."""
        seconds = {each.ident for each in self.documents if each.ident and each.member.startswith(SECOND)}
        return [each for each in self.documents if each.member.startswith(SECOND) or each.ident not in seconds]

    def _first_questions(self) -> tuple[list[DraftQuestion], list[DraftSet]]:
        """The questions of QTI 1.2; one that two documents hold, such as a test and a bank, is read once."""
        questions: list[DraftQuestion] = []
        sets: list[DraftSet] = []
        known: dict[str, DraftQuestion] = {}
        for document in self._chosen():
            named: dict[str, DraftQuestion] = {}
            for question, copy_of in zip(document.draft.questions, document.copies, strict=True):
                names = {name for name in (question.id, copy_of) if name}
                same = next((known[name] for name in names if name in known), None)
                if same is not None and _content(same) == _content(question):
                    continue
                named.update(dict.fromkeys(names, question))
                place = question.set_place
                questions.append(question if place is None else replace(question, set_place=place + len(sets)))
            known.update(named)
            sets += document.draft.sets
        return questions, sets

    def _add_test(self, member: str, test: Test, questions: list[DraftQuestion], sets: list[DraftSet]) -> None:
        first = len(sets)
        sets += test.sets
        for reference in test.references:
            target = _target(member, reference.href)
            question = self.questions.pop(target, None)
            if question is None:
                if target not in self.files:
                    message = f'the test names a question that is not in the package: "{reference.href}"'
                    self.files[member].report("").error("missing-file", message, reference.line, "export it again")
                continue
            placed = self._about(target, _as_referred(question, reference), sets)
            if placed.set_place is None and reference.set_place is not None:
                placed = replace(placed, set_place=first + reference.set_place)
            questions.append(placed)

    def _about(self, member: str, question: DraftQuestion, sets: list[DraftSet]) -> DraftQuestion:
        """The question with the text that it is about."""
        wanted = self.stimuli.get(member)
        if wanted is None:
            return question
        if wanted not in self.texts:
            message = f'the text that the question is about is not in the package: "{wanted}"'
            self.files[member].report(question.id).error("missing-file", message, question.line, "export it again")
            return question
        if wanted not in self.placed:
            self.placed[wanted] = len(sets)
            sets.append(self.texts[wanted])
        return replace(question, set_place=self.placed[wanted])


def _target(member: str, href: str) -> str:
    """The name in the archive of a file that another names."""
    return normpath(join(folder_of(member), unquote(href)))


def _as_referred(question: DraftQuestion, reference: Reference) -> DraftQuestion:
    points = (question.points or 1) * reference.weight if reference.weight != 1 else question.points
    return replace(question, topic=question.topic or reference.topic, points=points)


def _together(questions: list[DraftQuestion]) -> list[DraftQuestion]:
    """The questions, those about one text behind its first."""
    firsts: dict[int, int] = {}
    ranks: list[int] = []
    for place, question in enumerate(questions):
        shared = question.set_place
        ranks.append(place if shared is None else firsts.setdefault(shared, place))
    return [questions[place] for place in sorted(range(len(questions)), key=ranks.__getitem__)]


def distinct(questions: Sequence[DraftQuestion]) -> tuple[DraftQuestion, ...]:
    """The questions without those ids that systems give to several."""
    seen: set[str] = set()
    kept: list[DraftQuestion] = []
    for question in questions:
        kept.append(replace(question, id="") if question.id in seen else question)
        seen.add(question.id)
    return tuple(kept)


def _distinct_sets(sets: Sequence[DraftSet], taken: set[str]) -> tuple[DraftSet, ...]:
    """The same for shared texts, whose ids are no question's."""
    seen = set(taken)
    kept: list[DraftSet] = []
    for each in sets:
        kept.append(replace(each, id="") if each.id in seen else each)
        seen.add(each.id)
    return tuple(kept)


def _content(question: DraftQuestion) -> tuple[str, ...]:
    return plain_content(question.stem), *sorted(map(plain_content, drafted_texts(question)))
