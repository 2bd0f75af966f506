from __future__ import annotations

import pytest
from drawn_texts import option_references, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from ink_reading import text_of_elements
from manuscript_words import expected, plain
from page import ValidationProfile, validate_pdf
from page_rules import broken_rules
from set_samples import manuscript, placed, prepared, question

from examgen.model.manuscript import Manuscript
from examgen.model.text import Text, printed, wording
from examgen.press import Press
from examgen.typeset.fonts import face_for

OPTIONS = 4


def coverable(text: Text) -> bool:
    return all(face_for(c, "serif", False, False) for c in printed(wording(text)) if not c.isspace())


wordings = texts(option_references).filter(coverable)


@st.composite
def documents(draw: st.DrawFn) -> Manuscript:
    """Questions with any text anywhere, their options in any order."""
    blocks = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        explained = draw(st.booleans())
        block = question(
            f"q{number}",
            draw(wordings),
            [draw(wordings) for _ in range(OPTIONS)],
            draw(st.integers(0, OPTIONS - 1)) if explained else None,
            [draw(wordings)] if explained else [],
            draw(wordings) if explained else "",
        )
        blocks.append(placed(block, number, tuple(draw(st.permutations(range(OPTIONS))))))
    return manuscript(blocks)


@settings(max_examples=60)
@given(documents())
def test_any_text_makes_pages_that_say_it(document: Manuscript) -> None:
    """Whatever a bank's text holds, the page rules are kept and the ink says the manuscript, word for word."""
    typesetter, _ = prepared(document)
    pages = typesetter.set(document)

    assert broken_rules(pages, typesetter.frame) == []
    said = "".join(text for _, text in text_of_elements(pages)).replace("\u00ad", "")
    assert plain(said) == expected(document)


@settings(max_examples=15)
@given(documents())
def test_any_text_makes_a_conforming_file(tmp_path_factory: pytest.TempPathFactory, document: Manuscript) -> None:
    """Whatever a bank's text holds, the file is tagged as PDF/UA-1 demands."""
    typesetter, _ = prepared(document)
    pages = typesetter.set(document)
    path = tmp_path_factory.getbasetemp() / "any.pdf"

    path.write_bytes(Press("any", pages.fonts, pages.graphics).press(pages).file)

    result = validate_pdf(str(path), profile=ValidationProfile.PDF_UA_1)
    assert result.is_compliant, list(result.failures)
