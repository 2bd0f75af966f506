"""Papers whose text runs both ways: the audit passes them, and refuses them when their words are changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import WORDING, Sample, printed
from tampering import CODE, SHOWN, STRING, Ink, Paper

from examgen.audit import Readers, audit_exam, audit_fonts, audit_key
from examgen.errors import AuditError
from examgen.formats import read_bank
from examgen.model.bank import Option, Question
from examgen.model.blueprint import KeyStyle, Settings
from examgen.model.manuscript import DocumentKind
from examgen.model.text import paragraph
from examgen.pipeline.build import build
from examgen.pipeline.request import AuditMode, BuildRequest, RunOptions

BANK = """# Scripts

## Which word means “peace” (שלום or سلام), of these 3?

- [x] שָׁלוֹם (shalom), 12
- [ ] ילד טוב
- [ ] كتاب (٣)، لا
- [ ] the word مُحَمَّدٌ and بيت جديد
"""
each_reader = pytest.mark.parametrize("reader", [Readers.INK, Readers.PDFIUM], ids=["ink", "pdfium"])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, family: Callable[[str], None]) -> Sample:
    """A printed paper with words from right to left."""
    for name in ("Noto Serif Hebrew", "Noto Naskh Arabic"):
        family(name)
    folder = tmp_path_factory.mktemp("both-ways")
    (folder / "bank.md").write_text(BANK, encoding="utf-8")
    return printed(read_bank([folder / "bank.md"])[0].questions, folder, count=1)


def reversed_arrays(ink: Ink) -> list[bytes]:
    """The arrays that a piece shows from right to left, with what is around them."""
    parts = ink.ink.split(b"/ReverseChars BMC ")[1:]
    return [part[: part.index(b"EMC ")] for part in parts]


def piece_with(paper: Paper, words: str) -> Ink:
    """The piece that says some letters, in any order."""
    return next(piece for piece in paper.pieces() if set(words) <= set(piece.text) and "peace" not in piece.text)


@each_reader
def test_what_was_pressed_passes(sample: Sample, reader: Readers) -> None:
    """Points, brackets, digits and Latin words among them are read in their order."""
    audit_exam(sample.path(DocumentKind.EXAM), sample.variants[0], WORDING, reader)


@each_reader
def test_text_that_is_not_marked_as_reversed_is_refused(sample: Sample, reader: Readers, tmp_path: Path) -> None:
    """A word that is shown from left to right must say so, or it is another word."""
    paper = Paper(sample.path(DocumentKind.EXAM))
    piece = piece_with(paper, "ילדטוב")
    paper.edit((piece, piece.ink.replace(b"/ReverseChars BMC ", b"/Span<</Lang(he)>>BDC ")))

    with pytest.raises(AuditError, match="question 1"):
        audit_exam(paper.write(tmp_path / "exam.pdf"), sample.variants[0], WORDING, reader)


@each_reader
def test_swapped_letters_are_refused(sample: Sample, reader: Readers, tmp_path: Path) -> None:
    """Another letter in a word from right to left is seen by either reader."""
    paper = Paper(sample.path(DocumentKind.EXAM))
    paper.retype(piece_with(paper, "ילדטוב"), "ד", "ב")

    with pytest.raises(AuditError, match="question 1"):
        audit_exam(paper.write(tmp_path / "exam.pdf"), sample.variants[0], WORDING, reader)


def test_a_reversal_that_does_not_end_is_refused(sample: Sample, tmp_path: Path) -> None:
    """Marked content inside another must be whole."""
    paper = Paper(sample.path(DocumentKind.EXAM))
    piece = piece_with(paper, "ילדטוב")
    assert reversed_arrays(piece)
    paper.edit((piece, piece.ink.replace(b"EMC ", b"", 1)))

    with pytest.raises(AuditError):
        audit_exam(paper.write(tmp_path / "exam.pdf"), sample.variants[0], WORDING, Readers.INK)


RAISED = "\u200f²\u200e"
"""With the marks of direction that keep it in its place."""

FRACTIONS = """---
language: ar
---

# اختبار

## ما نصف الواحد ½، وكم ℃ (أو أقل)…؟ {kind=short-answer}

= ½

## ما الطول؟

= 2½ m

## ما المساحة؟

- [x] س²
- [ ] س2
- [ ] نصف ½
- [ ] ‼
"""


@pytest.fixture(scope="module")
def fractions(tmp_path_factory: pytest.TempPathFactory, family: Callable[[str], None]) -> Sample:
    """A paper and its key with signs that pdfium takes apart on lines from right to left."""
    family("Noto Naskh Arabic")
    folder = tmp_path_factory.mktemp("fractions")
    (folder / "bank.md").write_text(FRACTIONS, encoding="utf-8")
    return printed(read_bank([folder / "bank.md"])[0].questions, folder, count=1)


@each_reader
def test_signs_that_pdfium_takes_apart_pass(fractions: Sample, reader: Readers) -> None:
    """A fraction in the key grid, in an answer, in a stem and in an option is no fault of the program."""
    variant = fractions.variants[0]

    audit_exam(fractions.path(DocumentKind.EXAM), variant, WORDING, reader)
    audit_key(fractions.path(DocumentKind.KEY), variant, WORDING, KeyStyle.FULL, reader)


@each_reader
def test_another_fraction_is_refused(fractions: Sample, reader: Readers, tmp_path: Path) -> None:
    """Signs are taken apart to be compared, not left out."""
    paper = Paper(fractions.path(DocumentKind.KEY))
    paper.retype(next(piece for piece in paper.pieces() if piece.text.strip() == "½"), "½", "1")

    with pytest.raises(AuditError):
        audit_key(paper.write(tmp_path / "key.pdf"), fractions.variants[0], WORDING, KeyStyle.FULL, reader)


@each_reader
def test_a_power_that_lost_its_height_is_refused(fractions: Sample, reader: Readers, tmp_path: Path) -> None:
    """A raised digit stays another sign than the digit."""
    paper = Paper(fractions.path(DocumentKind.EXAM))
    paper.retype(next(piece for piece in paper.pieces() if "²" in piece.text), RAISED, RAISED.replace("²", "2"))

    with pytest.raises(AuditError, match="question 3"):
        audit_exam(paper.write(tmp_path / "exam.pdf"), fractions.variants[0], WORDING, reader)


SIGNS = """---
language: he
---

# סימנים

## הוא אמר “כן” (או ‘לא’) ו״אולי״ – ® ½ ≠ ⓫ ΅ ˘΄ שׁ

- [x] שָׁלוֹם (אפשרות [[b]]) - it does fine-tune
- [ ] «לא» हिन्दी ประเทศไทยมี “过拟合” ☃
- [ ] اللَّهِ، سؤالًا ﷺ

התשובה “fine-tuning” (אפשרות [[a]]) - it does fine-tune after linear-probing; אין [[b]] - rather.
"""


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory, family: Callable[[str], None]) -> Sample:
    """A paper and its key with signs and scripts that pdfium puts in another order, or shows as others."""
    for name in ("Noto Serif Hebrew", "Noto Naskh Arabic", "Noto Serif Devanagari", "Noto Serif Thai"):
        family(name)
    folder = tmp_path_factory.mktemp("signs")
    (folder / "bank.md").write_text(SIGNS, encoding="utf-8")
    return printed(read_bank([folder / "bank.md"])[0].questions, folder, count=1, language="he")


@each_reader
def test_signs_and_scripts_of_any_kind_pass(signs: Sample, reader: Readers) -> None:
    """Quotation marks, accents that stand alone, hyphens behind brackets, vowels and other scripts keep their order."""
    audit_exam(signs.path(DocumentKind.EXAM), signs.variants[0], signs.wording, reader)
    audit_key(signs.path(DocumentKind.KEY), signs.variants[0], signs.wording, KeyStyle.FULL, reader)


@each_reader
@pytest.mark.parametrize(("old", "new"), ["“‘", "()", "½®"], ids=["quotation mark", "bracket", "sign"])
def test_another_sign_is_refused(signs: Sample, reader: Readers, old: str, new: str, tmp_path: Path) -> None:
    """A quotation mark of another kind, a bracket that is turned over, another symbol: either reader sees it."""
    paper = Paper(signs.path(DocumentKind.EXAM))
    piece, font, text = next(
        (piece, font, paper.codes[font][code])
        for piece in paper.pieces()
        for font, array in SHOWN.findall(piece.ink)
        for string in STRING.findall(array)
        for code in CODE.findall(string)
        if old in paper.codes[font][code]
    )
    paper.retype(piece, text, next(other for other in paper.codes[font].values() if new in other))

    with pytest.raises(AuditError, match="question 1"):
        audit_exam(paper.write(tmp_path / "exam.pdf"), signs.variants[0], signs.wording, reader)


@each_reader
def test_a_lost_hyphen_is_refused(signs: Sample, reader: Readers, tmp_path: Path) -> None:
    """The hyphen of "fine-tune" in a line from right to left."""
    paper = Paper(signs.path(DocumentKind.EXAM))
    paper.retype(next(piece for piece in paper.pieces() if "fine-tune" in piece.text), "-", "n")

    with pytest.raises(AuditError, match="question 1"):
        audit_exam(paper.write(tmp_path / "exam.pdf"), signs.variants[0], signs.wording, reader)


def test_a_map_that_readers_understand_differently_is_refused(signs: Sample, tmp_path: Path) -> None:
    """What stand-ins stand for is looked up in the file's maps, so pdfium must read these maps alike."""
    paper = Paper(signs.path(DocumentKind.EXAM))
    font = next(number for number, body in paper.bodies.items() if b"Hebrew" in body)
    number = int(re.search(rb"/ToUnicode (\d+)", paper.bodies[font])[1])
    extra = b"1 beginbfrange\n<01> <01> <0041>\nendbfrange\nendcmap"
    paper.set_stream(number, paper.stream(number).replace(b"endcmap", extra))

    audit_fonts(signs.path(DocumentKind.EXAM))
    with pytest.raises(AuditError, match="pdfium reads"):
        audit_fonts(paper.write(tmp_path / "exam.pdf"))


ISOLATED = """# Marks

## What is \u2067half\u2069 of (a) tw\u202bo\u202c? It \u202dis\u202c o\u202ene.

- [x] \u2067one (1)\u2069, or 1
- [ ] \u2066two\u2069
- [ ] \u2067different\u2069 \u202bthree\u202c

It \u202adiffers\u202c, \u2068says\u2069 (b\u202b.
"""


def test_marks_of_direction_around_any_word_pass(tmp_path: Path) -> None:
    """Isolates and embeddings that an author pasted turn what is between words, and are no fault of the program."""
    bank, out = tmp_path / "bank.md", tmp_path / "out"
    bank.write_text(ISOLATED, encoding="utf-8")

    build(
        BuildRequest(
            banks=(str(bank),),
            settings=Settings(seed="s", variants=3),
            run=RunOptions(out=str(out), audit=AuditMode.FULL),
        )
    )

    assert (out / "bundle-exams.pdf").exists()


def test_lines_with_very_wide_letters_pass(tmp_path: Path, family: Callable[[str], None]) -> None:
    """Behind a Tamil letter of three parts, pdfium takes the next line for a part of this one."""
    family("Noto Serif Tamil")
    words = "கொள்கை கோவில் கௌரவம் நௌகை ஸ்ரீ க்ஷ "
    options = tuple(Option(text=paragraph(f"{words * 4}{place}"), is_key=place == 1) for place in range(3))
    question = Question(id="q", stem=paragraph(words * 9), options=options)
    sample = printed((question,), tmp_path, count=1, columns=2)

    audit_exam(sample.path(DocumentKind.EXAM), sample.variants[0], WORDING, Readers.BOTH)
