from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ink_reading import Piece, pieces_of_galley, said
from set_samples import words as running_words

from examgen.errors import TypesetError
from examgen.model.style import Tone
from examgen.model.text import (
    Align,
    Formula,
    LineBreak,
    OptionReference,
    QuestionReference,
    Span,
    Style,
    Words,
    printed,
)
from examgen.typeset.flaws import Flaw, FlawKind
from examgen.typeset.galley import Galley, Line, Placed, Slot
from examgen.typeset.inlays import InlaySetter
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.shape import FontSet, Look
from examgen.typeset.tokens import Tokenizer

SERIF = Tone(size=10, leading=14)
JUSTIFIED = replace(SERIF, justified=True)
TONES = (SERIF, JUSTIFIED, replace(SERIF, family="sans", bold=True), replace(SERIF, family="mono"))
LETTER = "\ufffc"
SLOT_WIDTH = 9.0
SPACES = re.compile(r"[ \u00ad]+")

styles = st.builds(Style, bold=st.booleans(), italic=st.booleans(), code=st.booleans())
texts = st.text("abcdefgino fi ffl σ⊙²ệ-—(\\) ", max_size=40) | st.sampled_from(
    ["uncharacteristically", "state-of-the-art either/or", "a" * 60, "  two  spaces ", "x\u00a0y", "100 % of %d"]
)
spans: st.SearchStrategy[Span] = st.one_of(
    st.builds(Words, texts, styles),
    st.builds(OptionReference, st.just((0,)), st.just(0), st.just("a"), styles),
    st.builds(QuestionReference, st.just("q1"), st.just("4"), styles),
    st.just(LineBreak()),
)


def setter(fonts: FontSet, language: str = "en") -> ParagraphSetter:
    return ParagraphSetter(Tokenizer(fonts, InlaySetter(600.0), lambda reference, look, size: SLOT_WIDTH), language)


def lines_of(galley: Galley, fonts: FontSet) -> list[list[Piece]]:
    return pieces_of_galley(galley, fonts.close(), LETTER)


def wanted(source: list[Span]) -> str:
    """What a reader should find, spaces at line ends and line breaks included as spaces."""
    parts = (printed(s.text) if isinstance(s, Words) else " " if isinstance(s, LineBreak) else LETTER for s in source)
    return "".join(parts)


def bare(text: str) -> str:
    return SPACES.sub("", text)


@given(st.lists(spans, max_size=6), st.sampled_from(TONES), st.sampled_from([45.0, 120.0, 400.0]))
@example([Words("no"), LineBreak(), Words("gap")], SERIF, 400.0)
@example([Words("(a) \\ 100 % (b)")], JUSTIFIED, 45.0)
def test_nothing_is_lost_or_added(source: list[Span], tone: Tone, measure: float) -> None:
    """The ink of the lines, read through the fonts' code tables, is the text: no letter more, no letter less."""
    fonts = FontSet()

    galley = setter(fonts).galley(source, tone, measure)

    assert bare("".join(said(line) for line in lines_of(galley, fonts))) == bare(wanted(source))


@given(texts, st.sampled_from(TONES), st.sampled_from([80.0, 400.0, 4000.0]), st.sampled_from([0.0, 20.0]))
@example("Вариант 3 · Ελλάδα", SERIF, 4000.0, 0.0)
def test_a_line_set_at_once_is_the_line_that_is_looked_for(text: str, tone: Tone, measure: float, taken: float) -> None:
    """Plain words that fit on a line come out as if they were cut into spans."""
    fonts = FontSet()
    paragraphs = setter(fonts)

    whole = paragraphs.galley([Words(text)], tone, measure, taken)

    cut = paragraphs.galley([Words(text), Words("")], tone, measure, taken)
    assert [line.ink for line in whole.lines] == [line.ink for line in cut.lines]
    assert [line.width for line in whole.lines] == pytest.approx([line.width for line in cut.lines])
    assert [line[2:] for line in whole.lines] == [line[2:] for line in cut.lines]


words_and_breaks = st.lists(st.builds(Words, texts, styles) | st.just(LineBreak()), max_size=6)


@given(words_and_breaks, st.sampled_from(TONES), st.sampled_from([45.0, 120.0, 400.0]))
@example([Words("one two three four five"), LineBreak(), Words("six")], SERIF, 45.0)
def test_words_stay_apart(source: list[Span], tone: Tone, measure: float) -> None:
    """Where a space stood between words there is one in the ink, also where a line ends; overlong words stay whole."""
    fonts = FontSet()

    galley = setter(fonts).galley(source, tone, measure)

    read = "".join(said(line) for line in lines_of(galley, fonts)).replace("\u00ad", "")
    assert [word for word in read.split(" ") if word] == [word for word in wanted(source).split(" ") if word]


@given(st.lists(spans, max_size=6), st.sampled_from(TONES), st.sampled_from([45.0, 120.0, 400.0]))
def test_lines_stay_within_the_measure(source: list[Span], tone: Tone, measure: float) -> None:
    """No ink passes the right edge, a swallowed space at a line's end apart."""
    fonts = FontSet()
    swallowed = max(fonts.word(" ", Look(family)).width for family in ("serif", "sans", "mono")) * tone.size / 1000

    galley = setter(fonts).galley(source, tone, measure)

    for line, pieces in zip(galley.lines, lines_of(galley, fonts), strict=True):
        assert line.width <= measure + 0.6
        end = max((piece.right for piece in pieces), default=0.0)
        assert end <= line.width + swallowed + 0.6


@given(st.lists(spans, max_size=6), st.sampled_from(TONES), st.sampled_from([120.0, 400.0]))
@example([Words("uncharacteristically late")], SERIF, 120.0)
def test_what_is_taken_from_the_first_line_stays_free(source: list[Span], tone: Tone, measure: float) -> None:
    """Only the first line is shorter where something stands at its end, and nothing is lost by it."""
    fonts = FontSet()

    galley = setter(fonts).galley(source, tone, measure, 50.0)

    assert galley.lines[0].width <= measure - 50.0 + 0.6
    assert all(line.width <= measure + 0.6 for line in galley.lines)
    assert bare("".join(said(line) for line in lines_of(galley, fonts))) == bare(wanted(source))


def test_later_lines_have_the_whole_measure() -> None:
    """A justified paragraph fills its first line up to what is taken, and the next to the edge."""
    first, second, *_ = setter(FontSet()).galley((Words(running_words(60)),), JUSTIFIED, 300.0, 50.0).lines

    assert first.width == pytest.approx(250.0)
    assert second.width == pytest.approx(300.0)


@given(st.integers(20, 120), st.sampled_from([160.0, 300.0, 450.0]))
def test_justified_lines_end_at_the_measure(count: int, measure: float) -> None:
    """Every line but the last reaches the right edge to a tenth of a point."""
    fonts = FontSet()

    galley = setter(fonts).galley((Words(running_words(count)),), JUSTIFIED, measure)

    assert len(galley.lines) > 1
    space = fonts.word(" ", Look("serif")).width / 100
    for pieces in lines_of(galley, fonts)[:-1]:
        swallowed = space if pieces[-1].text.endswith(" ") else 0.0
        assert pieces[-1].right - swallowed == pytest.approx(measure, abs=0.6)


def test_ragged_text_is_not_hyphenated() -> None:
    """Stems and options never end a line in a soft hyphen; justified text may."""
    fonts = FontSet()
    source = (Words(running_words(80)),)

    ragged = "".join(said(line) for line in lines_of(setter(fonts).galley(source, SERIF, 90.0), fonts))

    assert "\u00ad" not in ragged


def test_justified_text_is_hyphenated_by_its_language() -> None:
    """A narrow measure breaks words where the language's patterns allow."""
    fonts = FontSet()
    source = (Words(running_words(80)),)

    galley = setter(fonts).galley(source, JUSTIFIED, 110.0)

    hyphenated = [said(line) for line in lines_of(galley, fonts) if said(line).endswith("\u00ad")]
    assert hyphenated
    assert any(line.endswith(("distri\u00ad", "dis\u00ad", "suffi\u00ad", "hyphen\u00ad", "effi\u00ad", "vari\u00ad"))
               for line in hyphenated)  # fmt: skip


def test_an_unknown_language_is_not_hyphenated() -> None:
    """Without patterns, words stay whole."""
    fonts = FontSet()

    galley = setter(fonts, "tlh").galley((Words(running_words(80)),), JUSTIFIED, 110.0)

    assert "\u00ad" not in "".join(said(line) for line in lines_of(galley, fonts))


def test_an_overlong_word_breaks_between_graphemes_and_is_reported() -> None:
    """No line begins with a combining mark, and the word is named for the warning."""
    fonts = FontSet()
    word = "x\u0323\u030a" * 60
    paragraphs = setter(fonts)

    galley = paragraphs.galley((Words(f"see {word} there"),), SERIF, 100.0)

    lines = [said(line) for line in lines_of(galley, fonts)]
    assert len(lines) > 3
    assert all(line[0] not in "\u0323\u030a" for line in lines)
    assert paragraphs.flaws == [Flaw(FlawKind.OVERLONG_WORD, printed(word))]


def test_a_word_that_just_fits_is_not_reported() -> None:
    """Only words wider than their line are broken."""
    fonts = FontSet()
    paragraphs = setter(fonts)
    width = fonts.word("antidisestablishmentarianism", Look("serif")).width / 100

    galley = paragraphs.galley((Words("antidisestablishmentarianism"),), SERIF, width + 0.1)

    assert len(galley.lines) == 1
    assert paragraphs.flaws == []


def test_a_measure_narrower_than_a_letter_is_refused() -> None:
    """There is no way to set it, and the error quotes the words."""
    with pytest.raises(TypesetError, match="“Wide words” cannot be set in lines of 4 pt"):
        setter(FontSet()).galley((Words("Wide words"),), SERIF, 4.0)


@given(st.integers(30, 90), st.data())
def test_pieces_join_to_the_whole(count: int, data: st.DataObject) -> None:
    """Cut between any lines, the pieces say what the galley says, in the same lines."""
    fonts = FontSet()
    source = (Words(running_words(count)), OptionReference((0,), 0, "a"), Words(running_words(10)))
    galley = setter(fonts).galley(source, JUSTIFIED, 160.0)
    cut = data.draw(st.integers(0, len(galley.lines)))

    whole = lines_of(galley, fonts)
    first, second = replace(galley, lines=galley.lines[:cut]), replace(galley, lines=galley.lines[cut:])

    assert lines_of(first, fonts) + lines_of(second, fonts) == whole
    marks = [part for part in (*galley.piece(0, cut), *galley.piece(cut, len(galley.lines))) if isinstance(part, bytes)]
    shown = b"".join(marks).count(b"TJ")
    assert shown == sum(part.count(b"TJ") for line in galley.lines for part in line.ink if isinstance(part, bytes))


@pytest.mark.parametrize(
    ("before", "after", "lean"),
    [
        ("option ", " is", 0.5),
        ("option ", ".", 1.0),
        ("option ", ", which", 1.0),
        ("(", " is", 0.0),
        ("(", ")", 0.5),
        ("option ", "", 0.5),
    ],
)
def test_white_space_of_a_slot_stands_at_spaces(before: str, after: str, lean: float) -> None:
    """A narrow letter stands at its full stop or bracket; where words are on both sides, or none, in the middle."""
    spans = (Words(before), OptionReference((0,), 0, "a"), *([Words(after)] if after else []))

    (line,) = setter(FontSet()).galley(spans, SERIF, 300).lines
    (slot,) = (part for part in line.ink if isinstance(part, Slot))
    assert slot.lean == lean


def test_a_slot_is_as_wide_as_it_was_asked_for() -> None:
    """What follows a reference stands where the widest letter leaves off, whichever letter is printed."""
    fonts = FontSet()

    (line,) = lines_of(
        setter(fonts).galley((Words("option "), OptionReference((0,), 0, "a"), Words("x")), SERIF, 300), fonts
    )

    assert [piece.text for piece in line] == ["option ", LETTER, "x"]
    assert line[2].left - line[0].right == pytest.approx(SLOT_WIDTH)


def test_a_line_break_leaves_a_space_for_readers() -> None:
    """Words on either side of a line break that the author asked for do not run together when read aloud."""
    fonts = FontSet()

    lines = lines_of(setter(fonts).galley((Words("one"), LineBreak(), Words("two")), SERIF, 300.0), fonts)

    assert [said(line) for line in lines] == ["one ", "two"]


def test_an_empty_paragraph_takes_a_line() -> None:
    """What prints nothing still has its place, so that a letter or bullet beside it does not hit the next line."""
    fonts = FontSet()

    assert setter(fonts).galley((Words("\u200b"),), SERIF, 300.0).height == SERIF.leading
    assert setter(fonts).galley((), SERIF, 300.0).height == SERIF.leading


@pytest.mark.parametrize("source", ["E = m {}", r"\begin{{align}} a &= b {} \\ c + d &= e \end{{align}}"])
def test_the_number_of_an_equation_stands_at_the_edge(source: str) -> None:
    """what it numbers stays in the middle, as it would without; where there is no room, both stand side by side."""

    def set_in(measure: float, tag: str) -> Line:
        formula = Formula(source.format(tag), True)
        (line,) = setter(FontSet()).displayed((formula,), SERIF, measure, Align.CENTRE).lines
        return line

    alone, line = set_in(400.0, ""), set_in(400.0, r"\tag{1}")
    body, tag = (part for part in line.ink if isinstance(part, Placed))
    least = body.inlay.width + tag.inlay.width

    assert line.indent + body.x == pytest.approx(alone.indent, abs=0.2)
    assert line.indent + tag.x + tag.inlay.width == pytest.approx(400.0)
    assert set_in(least + 0.5, r"\tag{1}").width == pytest.approx(least)
