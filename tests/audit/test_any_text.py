"""Whatever text a question holds, its pressed documents pass: the audit raises no false alarm."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from samples import WORDING, printed

from examgen.audit import Readers, audit_exam, audit_fonts, audit_key, audit_practice
from examgen.model import text as model_text
from examgen.model.bank import Explanation, Option, Question
from examgen.model.blueprint import AnswerPlace, KeyStyle
from examgen.model.manuscript import DocumentKind
from examgen.model.response import Kind, Matching, Numeric, Prompt, Scoring, Written
from examgen.model.text import (
    Block,
    CodeBlock,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    Quote,
    Span,
    Style,
    Text,
    Words,
    map_spans,
)
from examgen.typeset.fonts import chain, face_for
from examgen.typeset.shelf import Shelf

TRICKY = (
    "out-of-distribution", "self-supervised", "and/or", "A.", "1.", "1. What", "✔", "✔ B", "• x", "(a)", "]TJ",
    ")]TJ [(", "\\", "(", ")", "\\r", "<b>", "%d", "%", "{count}", "1 point", "Explanation.", "A" * 90,
    "ﬁnal", "oﬃce", "fffi", "e\u0301", "Å", "ế", "и́", "i\u0301", "ij\u0301", "J\u0301", "Đ̣", "x\u0302\u0323", "²", "½",
    "σ·μ", "→", "α—β", "don’t", "-", "--", "—", "‐", "‑", "…", "soft\u00adhyphen", "zero\u200bwidth", "\u00a0", "\t",
    "\u2028", "\U0001eef0 \U0001d6e7",
)  # fmt: skip


def is_printable(text: str) -> bool:
    """Whether the shipped fonts can set a text that prints something, from left to right."""
    shown = model_text.printed(text)
    leftward = any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in shown)
    covered = all(character.isspace() or face_for(character, "serif", False, False) for character in shown)
    return bool(shown.strip()) and covered and not leftward


COVERED = sorted({chr(code) for face in chain("serif", False, False) for code in face.coverage})
characters = st.sampled_from([character for character in COVERED if is_printable(character)])
pieces = st.one_of(
    st.sampled_from([text for text in TRICKY if is_printable(text)]),
    st.text("abefilj AB12-.()", max_size=12),
    st.text(characters, max_size=4),
)
wordings = st.lists(pieces, min_size=1, max_size=12).map(" ".join).filter(is_printable)
styles = st.builds(Style, bold=st.booleans(), italic=st.booleans(), code=st.booleans())
references = st.sampled_from(
    (OptionReference((0,), 0, "a"), OptionReference((1, 2), 0, "b"), OptionReference((1, 2), 1, "c"))
)
spans = st.one_of(st.builds(Words, wordings, styles), st.just(LineBreak()), references)
paragraphs = st.builds(
    lambda first, more: Paragraph((first, *more)), st.builds(Words, wordings, styles), st.lists(spans, max_size=3)
)


def texts(block: st.SearchStrategy[Block]) -> st.SearchStrategy[Text]:
    return st.lists(block, min_size=1, max_size=3).map(tuple)


def items(block: st.SearchStrategy[Block]) -> st.SearchStrategy[Text]:
    return st.tuples(paragraphs, st.lists(block, max_size=2)).map(lambda parts: (parts[0], *parts[1]))


blocks: st.SearchStrategy[Block] = st.recursive(
    st.one_of(paragraphs, st.builds(CodeBlock, st.lists(wordings, min_size=1, max_size=3).map("\n".join))),
    lambda inner: st.one_of(
        st.builds(ListBlock, st.lists(items(inner), min_size=1, max_size=3).map(tuple), st.sampled_from((None, 1, 9))),
        st.builds(Quote, texts(inner)),
    ),
    max_leaves=3,
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    """Two questions of any text, with three options each."""
    return tuple(
        Question(
            id=f"q{number}",
            stem=draw(texts(blocks)),
            options=tuple(Option(text=draw(texts(blocks)), is_key=place == 1) for place in range(3)),
            explanation=Explanation(text=draw(st.one_of(st.just(()), texts(blocks)))),
            note=draw(st.one_of(st.just(()), texts(paragraphs))),
        )
        for number in range(2)
    )


maybe_texts = st.one_of(st.just(()), texts(blocks))
targets = st.lists(st.integers(0, 2), min_size=1, max_size=4)
weights = st.one_of(st.none(), st.decimals(-1, 1, places=2))
decimals = st.builds(
    lambda digits, power: Decimal(digits).scaleb(power), st.integers(-9999, 9999), st.integers(-25, 25)
)


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    """Three of them, some right, some with rationales and weights."""
    right = draw(st.sets(st.integers(0, 2), min_size=1))
    return tuple(
        Option(text=draw(texts(blocks)), is_key=place in right, rationale=draw(maybe_texts), weight=draw(weights))
        for place in range(3)
    )


@st.composite
def answered(draw: st.DrawFn, kind: Kind) -> Question:
    """A question of a kind, of any text."""
    question = Question(
        id=f"of kind {kind}",
        stem=draw(texts(blocks)),
        kind=kind,
        scoring=draw(st.sampled_from((None, *Scoring))),
        explanation=Explanation(text=draw(maybe_texts)),
        note=draw(st.one_of(st.just(()), texts(paragraphs))),
    )
    forms = st.lists(texts(blocks), max_size=3).map(tuple)
    match kind:
        case Kind.NUMERIC:
            tolerance = draw(st.decimals(0, 5, places=2))
            unit = draw(st.one_of(st.just(""), st.text("abcmsΩ/²", min_size=1, max_size=5)))
            is_relative = draw(st.booleans())
            response = Numeric(
                value=draw(decimals), tolerance=tolerance, is_relative=is_relative, unit=unit, forms=draw(forms)
            )
            return replace(question, response=response)
        case Kind.SHORT_ANSWER:
            return replace(question, response=Written(accepted=(draw(texts(blocks)), *draw(forms))))
        case Kind.MATCHING:
            prompts = tuple(Prompt(text=draw(texts(blocks)), target=target) for target in draw(targets))
            return replace(question, options=draw(options()), response=Matching(prompts=prompts))
    return replace(question, options=draw(options()))


KINDS = (Kind.MULTIPLE_RESPONSE, Kind.NUMERIC, Kind.SHORT_ANSWER, Kind.MATCHING, Kind.ORDERING)


# Without shrinking: it would set and press hundreds of papers.
hardly_any = settings(
    max_examples=10,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.mark.parametrize("kind", KINDS)
@hardly_any
@given(data=st.data())
def test_any_text_of_any_kind_passes(kind: Kind, data: st.DataObject) -> None:
    """So do prompts, answers, units and rationales of any text, on papers, keys, brief keys and practice sheets."""
    drawn = (without_references(data.draw(answered(kind))),)
    with tempfile.TemporaryDirectory() as folder:
        for number, style in enumerate(KeyStyle):
            sample = printed(drawn, Path(folder) / str(number), count=1, key=style)
            audit_exam(sample.path(DocumentKind.EXAM), sample.variants[0], WORDING, Readers.BOTH)
            audit_key(sample.path(DocumentKind.KEY), sample.variants[0], WORDING, style, Readers.BOTH)
        sample = printed(drawn, Path(folder) / "practice", count=1, practice=AnswerPlace.END)
        sheet = sample.path(DocumentKind.PRACTICE)
        audit_practice(sheet, sample.variants[0], WORDING, AnswerPlace.END, Readers.BOTH)


def without_references(question: Question) -> Question:
    """The question as it is, or without mentions of options where it has none."""
    if question.options:
        return question

    def plain(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Words("x") if isinstance(span, OptionReference) else span for span in spans)

    response = question.response
    if isinstance(response, Numeric):
        response = replace(response, forms=tuple(map_spans(text, plain) for text in response.forms))
    elif isinstance(response, Written):
        response = replace(response, accepted=tuple(map_spans(text, plain) for text in response.accepted))
    return replace(
        question,
        stem=map_spans(question.stem, plain),
        response=response,
        explanation=Explanation(text=map_spans(question.explanation.text, plain)),
        note=map_spans(question.note, plain),
    )


@hardly_any
@given(questions())
def test_any_text_passes(drawn: tuple[Question, ...]) -> None:
    """Papers and keys of any text pass with both readers, and every glyph fits its text."""
    with tempfile.TemporaryDirectory() as folder:
        sample = printed(drawn, Path(folder), count=1)
        exam, key = sample.path(DocumentKind.EXAM), sample.path(DocumentKind.KEY)

        audit_exam(exam, sample.variants[0], WORDING, Readers.BOTH)
        audit_key(key, sample.variants[0], WORDING, KeyStyle.FULL, Readers.BOTH)
        audit_fonts(exam)
        audit_fonts(key)


RIGHTWARD = (
    "שָׁלוֹם", "מבחן", "צה״ל", "של-Python", "ה-3", "אולי,", "ﬡ", "كتاب", "سؤالًا", "اللَّهِ", "مُحَمَّدٌ", "می‌خواهم",
    "ﷺ", "ﻻ", "ـ", "٣٥", "ٹھیک", "؟", "٪", "(a)", "x²", "fine-tuning", "f(x)", "3.14", "-3", "10%", "$5", "हिन्दी",
    "ประเทศไทยมี", "“过拟合”", "Привет",
)  # fmt: skip
SIGNS = "()[]{}<>«»‹›“”‘’„‚\"'´¨˘¸΄΅᾿~^|/!?.,;:-–—…·•+±×=≠≮∉∄%°§®™½²ⅣⅫ①⓫❶℃℞"
both_ways = st.lists(
    st.one_of(st.sampled_from(RIGHTWARD), st.text(SIGNS, min_size=1, max_size=3), pieces), min_size=1, max_size=12
).flatmap(lambda parts: st.sampled_from((" ", " ", "")).map(lambda gap: gap.join(parts)))


@hardly_any
@given(st.sampled_from(("he", "ar", "ur", "en")), st.lists(both_ways.filter(str.strip), min_size=6, max_size=6), styles)
def test_any_text_that_runs_both_ways_passes(language: str, said: list[str], style: Style) -> None:
    """In documents of either direction, and in any style, as far as the computer has fonts for it."""
    assume(all(model_text.printed(each).strip() for each in said))
    assume(not Shelf(language).lacks("".join(map(model_text.settable, said))))
    stem, why, note, *offered = (model_text.paragraph(each, style) for each in said)
    question = Question(
        id="q",
        stem=stem,
        options=tuple(Option(text=text, is_key=place == 1) for place, text in enumerate(offered)),
        explanation=Explanation(text=why),
        note=note,
    )
    with tempfile.TemporaryDirectory() as folder:
        sample = printed((question,), Path(folder), count=1, language=language)
        exam, key = sample.path(DocumentKind.EXAM), sample.path(DocumentKind.KEY)

        audit_exam(exam, sample.variants[0], sample.wording, Readers.BOTH)
        audit_key(key, sample.variants[0], sample.wording, KeyStyle.FULL, Readers.BOTH)
        audit_fonts(exam)
        audit_fonts(key)
