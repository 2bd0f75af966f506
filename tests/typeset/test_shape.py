from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ink_reading import BARRED, CODE, ITEM, SPACE, codes, codes_of_array, table_of

from examgen.errors import TypesetError
from examgen.model.text import printed
from examgen.typeset.composites import Part
from examgen.typeset.fonts import face, face_for
from examgen.typeset.shape import EXTRA_GLYPH, FontSet, Look, Shaped, _Codes
from examgen.typeset.subset import Code

SERIF, SANS, MONO = Look("serif"), Look("sans"), Look("mono")
ALPHABET = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?()[]\\/-–—'’“”\"%&#@+*=<>|_~^ ßéüñçøåž"
    "αβγδθλμσςτφωΣΩабвгдежзийклмнопрстуфхцчшщъыьэюяĂăÂâĐđÊêÔôƠơƯưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    "∂∑∫√∞≈≠≤≥⊙→←·×÷±²³½°✔•\u0301\u0302\u0323"
)
SINGLE = "".join(sorted(set(ALPHABET)))
looks = st.builds(Look, st.sampled_from(["serif", "sans", "mono"]), st.booleans(), st.booleans())
words = st.text(SINGLE, min_size=1, max_size=12).map(printed).filter(bool)


def glyphs_of(shaped: Shaped) -> list[tuple[str, bytes]]:
    """Font resource and code of each glyph."""
    return [(run.font.decode(), code) for run in shaped.runs for code in codes_of_array(b"(%b)" % run.inner)]


def said(fonts: FontSet, shaped: Shaped) -> str:
    """What a word extracts as."""
    tables = {name: table_of(subset) for name, subset in fonts.close().items()}
    return "".join(tables[font][code][0] for font, code in glyphs_of(shaped)).replace(EXTRA_GLYPH, "")


@given(words, looks)
@example("e\u0323\u0302a\u030a", SERIF)
@example("σ̂", SERIF)
@example(" 0⊙", SERIF)
@example("⊙\u0302", SERIF)
@example("office (affluent) fjord\\", SERIF)
def test_a_word_extracts_as_itself(word: str, look: Look) -> None:
    """Whatever a word holds, its codes stand for its characters, in order."""
    fonts = FontSet()

    shaped = fonts.word(word, look)

    assert said(fonts, shaped) == word


@given(st.lists(st.tuples(words, looks), min_size=1, max_size=8))
def test_codes_are_one_for_each_pair(wordings: list[tuple[str, Look]]) -> None:
    """The first is never shown, no other is unused, and no two mean the same glyph and text."""
    fonts = FontSet()
    used: dict[str, set[bytes]] = {}
    for word, look in wordings:
        for font, code in glyphs_of(fonts.word(word, look)):
            used.setdefault(font, set()).add(code)

    for name, subset in fonts.close().items():
        pairs = list(zip(subset.glyphs, subset.texts, strict=True))
        assert used[name] == set(subset.codes[1:])
        assert subset.codes[0] == b""
        assert len(set(pairs)) == len(pairs) == len(subset.widths) == len(set(subset.codes))


@given(st.lists(st.tuples(words, looks), min_size=1, max_size=8))
def test_the_same_words_give_the_same_fonts(wordings: list[tuple[str, Look]]) -> None:
    """Fonts depend on nothing but what was set, and in which order."""
    first, second = FontSet(), FontSet()
    for fonts in (first, second):
        for word, look in wordings:
            fonts.word(word, look)

    assert first.close() == second.close()


@given(words, looks)
def test_places_inside_a_word_ascend_to_its_width(word: str, look: Look) -> None:
    """There is a stop before each character and after the last; letters may lean back by a kern only."""
    shaped = FontSet().word(word, look)

    assert len(shaped.stops) == len(word) + 1
    assert shaped.stops[0] == 0
    assert shaped.stops[-1] == shaped.width
    assert all(later >= earlier - 200 for earlier, later in zip(shaped.stops, shaped.stops[1:], strict=False))


@given(words, looks)
@example("e\u0323\u0302x\u030ay", SERIF)
def test_the_ink_of_a_word_is_as_wide_as_the_word(word: str, look: Look) -> None:
    """Kerns and marks that stand off their letter leave the pen where shaping says, to a thousandth for each glyph."""
    fonts = FontSet()
    shaped = fonts.word(word, look)
    subsets = fonts.close()

    pen = 0.0
    for run in shaped.runs:
        for item in ITEM.finditer(b"(%b)" % run.inner):
            if item["shift"] is not None:
                pen -= float(item["shift"])
            else:
                pen += sum(table_of(subsets[run.font.decode()])[code][1] for code in codes(item["string"]))

    assert pen == pytest.approx(shaped.width, abs=1.1 * len(glyphs_of(shaped)))


def test_a_ligature_extracts_as_its_letters() -> None:
    """The serif joins f and f and i into fewer glyphs, and a reader still finds "ffi"."""
    fonts = FontSet()

    shaped = fonts.word("office", Look("serif"))

    assert len(glyphs_of(shaped)) < len("office")
    assert said(fonts, shaped) == "office"


def test_code_has_no_ligatures() -> None:
    """The mono shows each character that was typed, in equal widths."""
    fonts = FontSet()

    shaped = fonts.word("a!=b->c==fi", MONO)

    assert len(glyphs_of(shaped)) == len("a!=b->c==fi")
    assert shaped.width == pytest.approx(len("a!=b->c==fi") * fonts.word("x", MONO).width)


def test_a_line_end_hyphen_extracts_as_a_soft_hyphen() -> None:
    """It looks like a hyphen, but a reader that joins lines can drop it."""
    fonts = FontSet()
    soft, hard = fonts.soft_hyphen(SERIF), fonts.word("-", SERIF)

    assert soft.width == hard.width
    assert said(fonts, soft) == "\u00ad"
    assert said(fonts, hard) == "-"
    subset = fonts.close()["F1"]
    glyphs = dict(zip(subset.codes, subset.glyphs, strict=True))
    assert glyphs[glyphs_of(soft)[0][1]] == glyphs[glyphs_of(hard)[0][1]]


@pytest.mark.parametrize("sign", ["⊙", "∇", "ℝ", "✔"])
def test_signs_that_the_serif_lacks_come_from_the_mathematical_font(sign: str) -> None:
    """A fallback is found for each character, and the letters beside it stay in the serif."""
    fonts = FontSet()
    found = face_for(sign, *SERIF[:3])
    assert found is not None and ord(sign) not in face("GentiumBookPlus-Regular").coverage

    runs = glyphs_of(fonts.word(f"a{sign}b", SERIF))

    names = {resource: subset.name.partition("+")[2] for resource, subset in fonts.close().items()}
    assert [names[resource] for resource, _ in runs] == [
        "GentiumBookPlus-Regular",
        found.name,
        "GentiumBookPlus-Regular",
    ]


@pytest.mark.parametrize("look", [SERIF, SANS, Look("serif", bold=True), Look("sans", italic=True)])
def test_the_signs_of_mathematics_are_all_there(look: Look) -> None:
    """Every sign that the sample banks hold, and common ones besides, has a glyph."""
    assert [sign for sign in "σμε²∂·⊙Σ×β→θτ½∫√≤≥≠≈∞±∈∉⊂∪∩∀∃∇ℝ" if not face_for(sign, *SERIF[:3])] == []
    assert FontSet().word("σμε²∂·⊙Σ×β→θτ½", look).width > 0


def test_letters_are_kerned() -> None:
    """A and V move together."""
    fonts = FontSet()

    assert fonts.word("AV", SANS).width < fonts.word("A", SANS).width + fonts.word("V", SANS).width


def test_a_mark_stays_with_its_letter() -> None:
    """An accent over a sign of the fallback font is shaped with it, and not over the next letter."""
    fonts = FontSet()

    shaped = fonts.word("⊙\u0302", SERIF)

    assert len({font for font, _ in glyphs_of(shaped)}) == 1


def test_a_closed_set_sets_known_glyphs_only() -> None:
    """Known letters in a new order are fine; a new one is refused in words that a template's author understands."""
    fonts = FontSet()
    fonts.word("abc", SERIF)
    fonts.close()

    assert fonts.word("cab", SERIF).width > 0
    with pytest.raises(TypesetError, match="some variants only"):
        fonts.word("d", SERIF)
    with pytest.raises(TypesetError, match="some variants only"):
        fonts.word("a", SANS)


def test_codes_fill_one_byte_before_two() -> None:
    """Each is whole by its first byte, needs no escape in a string, and is given once; a font with more is refused."""
    codes_given = _Codes(b"F1", is_outlined=True)
    given_codes = [codes_given.add(Code((Part(1),), 0, f"{number}")) for number in range(24_057)]

    assert len(set(given_codes)) == len(given_codes)
    assert [len(code) for code in given_codes] == [1] * 153 + [2] * 23_904
    assert all(CODE.fullmatch(code) and not BARRED.search(code) and code != SPACE for code in given_codes)
    assert codes_given.add(Code((Part(1),), 0, " ")) == SPACE
    with pytest.raises(TypesetError, match="more than 24,058 different signs"):
        codes_given.add(Code((Part(1),), 0, "one more"))


def test_a_code_that_does_not_move_the_pen_is_one_font_s_alone() -> None:
    """pdfium passes over the second of two equal codes at one place, though they are of different fonts."""
    fonts = FontSet()
    look = Look("mono", italic=True)
    before = fonts.word("ø→", look)
    mark = fonts.word("\u2df6", look)
    behind = fonts.word("\u2df6🞂 øabc", look)

    assert mark.width == 0
    (still,) = [code for _, code in glyphs_of(mark)]
    others = [code for _, code in (*glyphs_of(before), *glyphs_of(behind)) if code != still]
    assert len([code for _, code in glyphs_of(behind) if code == still]) == 1
    assert still not in others


def test_a_plain_space_is_byte_32() -> None:
    """Word spacing widens it in fonts of outlines, and no other space: not the one where no line breaks."""
    fonts = FontSet()

    for look in (SERIF, SANS, MONO):
        fonts.word("abc", look)
        assert [code for _, code in glyphs_of(fonts.word(" ", look))] == [SPACE]
        assert SPACE not in [code for _, code in glyphs_of(fonts.word("\u00a0", look))]
    assert _Codes(b"F1", is_outlined=False).add(Code((Part(1),), 0, " ")) != SPACE


def test_the_subset_has_the_widths_of_the_font() -> None:
    """What /W says is the advance that the font itself gives each glyph."""
    fonts = FontSet()
    fonts.word("Width", SERIF)
    original = face("GentiumBookPlus-Regular")

    subset = fonts.close()["F1"]

    for text, width in zip(subset.texts[1:], subset.widths[1:], strict=True):
        glyph = original.hb_font.get_nominal_glyph(ord(unicodedata.normalize("NFC", text)))
        assert width == pytest.approx(original.hb_font.get_glyph_h_advance(glyph) * original.scale, abs=0.01)
