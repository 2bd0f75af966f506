"""Moodle XML in, its parts out: categories become topics, feedback explanations and rationales, files pictures.

What is no question and what papers have no use for is told, each kind of it once with a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import admit, admit_question
from examgen.formats.categories import topic_of
from examgen.formats.draft import Draft, DraftQuestion, DraftSet
from examgen.formats.format import Format, Parsed
from examgen.formats.moodle_xml.entry import Entry, Export, plain_of
from examgen.formats.moodle_xml.losses import Losses
from examgen.formats.moodle_xml.questions import SET_TAG, all_tags, draft_of
from examgen.formats.source import Source
from examgen.formats.truth_words import truth_words
from examgen.formats.xml import Element, line_of, parsed, written_in
from examgen.model.text import wording

_HEAD = re.compile(r"<quiz\b[^<>]*>|<question\s+type\s*=")


def sniff(source: Source) -> float:
    """A quiz of questions that state their types."""
    head = source.head or source.data[:4096].decode("latin-1")
    found = _HEAD.search(head)
    return 1.0 if found and "<question" in head and head.lstrip("\ufeff \n\t").startswith("<") else 0.0


def parse(source: Source) -> Parsed:
    """Cut an export of Moodle into its questions."""
    root, warnings = _root(source)
    if isinstance(root, Diagnostic):
        return Draft(questions=()), (root,)
    reader = _Reader(Export(source, Losses(source.path), source.language or ""), root)
    draft = reader.draft()
    return draft, (*warnings, *reader.export.losses.diagnostics)


_NO_QUESTIONS = ("category", "description")
_DECLARATION = re.compile(r"^\s*(?:<\?xml[^<>]*\?>)?\s*")
_NOT_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _root(source: Source) -> tuple[Element | Diagnostic, tuple[Diagnostic, ...]]:
    """The root; a file that is no XML for what stands before it or for stray characters is read without these."""
    root = parsed(source.data, source.path)
    if not isinstance(root, Diagnostic) or not source.tabbed:
        return root, ()
    declaration = _DECLARATION.match(source.tabbed)
    start = declaration.end() if declaration else 0
    before = "\n" * source.tabbed.count("\n", 0, start)
    mended = parsed((before + _NOT_CHARACTERS.sub("", source.tabbed[start:])).encode(), source.path)
    if isinstance(mended, Diagnostic):
        return root, ()
    hint = "look at words with accents and signs; save the file as UTF-8, with nothing before the first tag"
    warning = replace(
        root, severity=Severity.WARNING, rule="mended-xml", message=f"is mended: {root.message}", hint=hint
    )
    return mended, (warning,)


class _Reader:
    """The state of one file while its questions are read in order."""

    def __init__(self, export: Export, root: Element) -> None:
        self.export = export
        self.root = root
        self.topic = ""
        self.descriptions: dict[str, Entry] = {}
        """Those that questions name as what they share."""

    def draft(self) -> Draft:
        entries = [Entry.of(element, self.export) for element in self.root.iter("question")]
        admit(sum(entry.kind not in _NO_QUESTIONS for entry in entries))
        for entry in entries:
            admit_question(written_in(entry.element), self.export.source.path, entry.line)
        named = {tag.removeprefix(SET_TAG) for entry in entries for tag in all_tags(entry) if tag.startswith(SET_TAG)}
        shared = [entry for entry in entries if entry.kind == "description" and entry.value("idnumber") in named]
        places = {entry.value("idnumber"): place for place, entry in enumerate(shared)}
        words = self.truth(entries)
        questions = [draft for entry in entries if entry not in shared for draft in self.question(entry, places, words)]
        sets = tuple(
            DraftSet(id=entry.value("idnumber"), stimulus=entry.text(entry.first("questiontext")), line=entry.line)
            for entry in shared
        )
        language = self.export.language if self.export.is_spoken else None
        return Draft(language=language, questions=tuple(questions), sets=sets)

    def truth(self, entries: Iterable[Entry]) -> tuple[str, str]:
        """The words for true and false, if any question has need of them."""
        if all(entry.kind != "truefalse" for entry in entries):
            return "", ""
        return truth_words(self.export.source.language, ("".join(text.itertext()) for text in self.root.iter("text")))

    def question(self, entry: Entry, places: dict[str, int], words: tuple[str, str]) -> list[DraftQuestion]:
        match entry.kind:
            case "category":
                self.category(entry)
                return []
            case "description":
                self.stray(entry)
                return []
        draft = draft_of(entry, self.topic, words)
        if draft is None:
            return []
        ids = (tag.removeprefix(SET_TAG) for tag in all_tags(entry) if tag.startswith(SET_TAG))
        return [replace(draft, set_place=next((places[each] for each in ids if each in places), None))]

    def category(self, entry: Entry) -> None:
        """Take the last part of a category for the topic of what follows."""
        found = entry.first("category")
        path = plain_of(found) if found is not None else ""
        self.topic, above = topic_of(path)
        if above:
            hint = "a topic is one name; add tags for what stands above it"
            entry.loss(f'categories above others are left out: "{" / ".join(above)}"', hint, is_advice=True)

    def stray(self, entry: Entry) -> None:
        """Warn of a description, of which no one can tell which questions need it."""
        text = " ".join(wording(entry.text(entry.first("questiontext"))).split())
        self.export.losses.tell(
            Diagnostic(
                severity=Severity.WARNING,
                rule="stray-text",
                message=f'a description that belongs to no question is not printed: "{text[:60]}"',
                path=self.export.source.path,
                line=line_of(entry.element),
                question=entry.name or None,
                hint=f'give it an ID number, and the questions that need it the tag "{SET_TAG}" with that number',
            )
        )


FORMAT = Format(name="moodle-xml", sniff=sniff, parse=parse, reads_bytes=True)
