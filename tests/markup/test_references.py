"""Mentions of options in text: found, left alone, or reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.markup.option_names import OptionNames
from examgen.markup.plain import parse
from examgen.markup.references import references_in, understood
from examgen.markup.words import speech_of
from examgen.model.text import OptionReference, Paragraph, Words, wording

FOUR = OptionNames.of([""] * 4)
DIGITS = OptionNames.of(["1", "2", "3", "4"])


def shown(text: str, names: OptionNames = FOUR) -> str:
    """The text with each reference in angle brackets."""
    return wording(understood(parse(text), names).text, lambda reference: f"<{reference.source}>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("option A is wrong", "option <A> is wrong"),
        ("speed (option D) is", "speed (option <D>) is"),
        ("Options B and C", "Options <B> and <C>"),
        ("Choices A, B, and D are incorrect", "Choices <A>, <B>, and <D> are incorrect"),
        ("options a,b,c", "options <a>,<b>,<c>"),
        ("Options A–C", "Options <A>, <B>, <C>"),
        ("Options A-C and D", "Options <A>, <B>, <C> and <D>"),
        ("answers A through C", "answers <A>, <B>, <C>"),
        ("Options (a)–(c) fail", "Options (<a>), (<b>), (<c>) fail"),
        ("answer B is right", "answer <B> is right"),
        ("Option (b) is", "Option (<b>) is"),
        ('choice "C" is', 'choice "<C>" is'),
        ("Option A's claim", "Option <A>'s claim"),
        ("The correct answer is B.", "The correct answer is <B>."),
        ("The answer: C.", "The answer: <C>."),
        ("neither option A nor B", "neither option <A> nor <B>"),
        ("Options A/B", "Options <A>/<B>"),
        ("Options B & C", "Options <B> & <C>"),
        ("alternative D; distractor C", "alternative <D>; distractor <C>"),
        ("Option A - it preserves", "Option <A> - it preserves"),
        ("option B, a slow one", "option <B>, a slow one"),
        ("answer choice D", "answer choice <D>"),
        ("The answers are BD.", "The answers are <B><D>."),
        ("Answer: ACD", "Answer: <A><C><D>"),
        ("Options BC are right", "Options <B><C> are right"),
        ("THE ANSWER IS B. ANSWER : OPTION C", "THE ANSWER IS <B>. ANSWER : OPTION <C>"),
    ],
)
def test_mentions_are_found(text, expected):
    """The forms that explanations really hold become references, letter by letter."""
    assert shown(text) == expected
    assert not understood(parse(text), FOUR).unclear


@pytest.mark.parametrize(
    "text",
    [
        "refuse to answer a survey about it",
        "options 30 and 47",
        "Statement A and vitamin C",
        "A·B, (A·B)/(||A||·||B||) and D(G(z)) as N(0, I)",
        "because: (a) first, (b) second, (c) third",
        "(1) one, (2) two",
        "A smaller temperature. A larger one.",
        "`option A` in code",
        "option C++ and choice A/B testing",
        "Option B1, option BC, options",
        "J. B. Smith, 20 °C, plan B, B cells",
        "option 1.5",
        "there are 3 options, a few answers",
        "The answer is DNA, the answers are CAB, options AZ, and AC drives a motor",
    ],
)
def test_false_friends_are_left_alone(text):
    """Letters that name no option are neither rewritten nor reported."""
    result = understood(parse(text), FOUR)

    assert not references_in(result.text)
    assert not result.unclear
    assert not result.dangling


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("C is correct because", "C is correct because"),
        ("(B) is wrong", "(B) is wrong"),
        ("Both A and C are correct", "Both A and C are correct"),
        ("Only BC are correct", "Only BC are correct"),
        ("The answer is AC current", "The answer is AC current"),
        ("Option b is wrong", "Option b is wrong"),
        ("Option 3 is wrong", "Option 3 is wrong"),
        ("The first option is wrong", "The first option is wrong"),
        ("option a is wrong", "option a is wrong"),
        ("In option A, B is used", "In option A, B is used"),
        ("The options (a) shrink and then (b) grow", "The options (a) shrink and then (b)"),
    ],
)
def test_doubtful_letters_are_reported(text, unclear):
    """A letter that may be a mention but is not understood is reported with its words."""
    assert understood(parse(text), FOUR).unclear == (unclear,)


def test_capitals_that_the_question_holds_mean_themselves():
    """The blood group AB is no list of options where an option is called so."""
    names = OptionNames.of([""] * 4, texts=[parse(group) for group in ("A", "B", "AB", "0")])

    assert shown("The answer is AB.", names) == "The answer is AB."
    assert shown("The answers are AC.", names) == "The answers are <A><C>."


def test_chinese_joins_letters():
    """Several options are written together there, with or without spaces around them."""
    names = OptionNames.of([""] * 4, speech_of("zh"))

    assert shown("故选：AD。", names) == "故选：<A><D>。"
    assert shown("BCD选项错误，答案为A", names) == "<B><C><D>选项错误，答案为<A>"
    assert shown("故 A 正确, BCD 错误；B、C均不正确", names) == "故 <A> 正确, <B><C><D> 错误；<B>、<C>均不正确"
    assert shown("命题A正确，错误率", names) == "命题A正确，错误率"
    assert understood(parse("所以BCD成立"), names).unclear == ("所以BCD成立",)


def test_a_list_is_one_run():
    """The letters of a list share their targets, and each knows its rank in ascending order."""
    runs = references_in(understood(parse("Choices C, A and D are wrong; option B is not"), FOUR).text)

    assert [(r.targets, r.rank, r.source) for r in runs] == [
        ((0, 2, 3), 0, "C"),
        ((0, 2, 3), 1, "A"),
        ((0, 2, 3), 2, "D"),
        ((1,), 0, "B"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "options B but not A",
        "option B rather than option A",
        "options B, not A",
        "option B instead of A",
        "options B versus A",
        "options B vs. A",
        "options B -> A",
        "options B → A",
        "options B before A",
        "options B and A are big and small, respectively",
    ],
)
def test_only_lists_are_sorted(text):
    """Letters whose order says something are no list: each keeps its own option."""
    references = references_in(understood(parse(text), FOUR).text)

    assert [(r.targets, r.source) for r in references] == [((1,), "B"), ((0,), "A")]


def test_lists_beside_a_contrast_are_runs_of_their_own():
    """A list or range ends where words tell the next letter apart."""
    references = references_in(understood(parse("options A-C but not D"), FOUR).text)

    assert [(r.targets, r.source) for r in references] == [
        ((0, 1, 2), "A"),
        ((0, 1, 2), "B"),
        ((0, 1, 2), "C"),
        ((3,), "D"),
    ]


def test_given_labels_count_where_some_options_have_none():
    """A label means its option though others have none; a letter that may mean one of those is unclear."""
    names = OptionNames.of(["", "A", "B"])

    assert [r.targets for r in references_in(understood(parse("options A and B"), names).text)] == [(1, 2)] * 2
    assert understood(parse("Option C is wrong"), names).unclear == ("Option C is wrong",)
    assert understood(parse("Option E is wrong"), names).dangling == ("Option E",)


def test_ranges_follow_the_labels():
    """A range spans the options whose labels lie between its ends, wherever they stand."""
    references = references_in(understood(parse("options A–C"), OptionNames.of(["A", "C", "B"])).text)

    assert [(r.targets, r.source) for r in references] == [((0, 1, 2), "A"), ((0, 1, 2), "B"), ((0, 1, 2), "C")]


def test_digits_count_where_options_are_numbered():
    """Digits are mentions where the source numbers its options, letters are then reported only."""
    assert shown("Option 3, options 1 and 2; options 30 and 47; answer 2 questions", DIGITS) == (
        "Option <3>, options <1> and <2>; options 30 and 47; answer 2 questions"
    )
    assert understood(parse("Option B is wrong"), DIGITS).unclear == ("Option B is wrong",)


def test_labels_decide_where_there_are_labels():
    """A letter means the option that bears it, whatever its place."""
    references = references_in(understood(parse("Option D and options A-D"), OptionNames.of(["A", "B", "D"])).text)

    assert [(r.targets, r.source) for r in references] == [
        ((2,), "D"),
        ((0, 1, 2), "A"),
        ((0, 1, 2), "B"),
        ((0, 1, 2), "D"),
    ]


def test_a_dangling_mention_spoils_the_whole_text():
    """A mention of an option that does not exist leaves every mention in that text as it stands."""
    text = parse("Option E is wrong.\n\nOption A too.")

    result = understood(text, FOUR)

    assert result.text == text
    assert result.dangling == ("Option E",)


def test_mentions_across_styles():
    """A mention is found across bold, and its letter keeps the style in which it stood."""
    (block,) = understood(parse("the option **B** fails"), FOUR).text

    assert isinstance(block, Paragraph)
    reference = next(span for span in block.spans if isinstance(span, OptionReference))
    assert (reference.targets, reference.style.bold) == ((1,), True)


def test_references_already_made_stay():
    """References that the text already holds are certain: they stay, and no letter next to them is taken."""
    made = OptionReference((2,), 0, "c")
    text = (Paragraph((Words("option "), made, Words(" and option A"))),)

    result = understood(text, FOUR)

    assert references_in(result.text) == (made, OptionReference((0,), 0, "A"))


_PIECES = st.lists(
    st.sampled_from(
        [
            "option ",
            "options ",
            "Answer ",
            "A",
            "B",
            "C",
            "E",
            "a",
            "(a)",
            "(b)",
            ", ",
            " and ",
            "–",
            "-",
            " is ",
            ". ",
            "wrong",
            "both ",
            "3",
            "30",
            "`",
            "**",
            "*",
            "\n\n",
            "\n",
            "question 2",
            "(",
            ")",
            "'s",
            "·",
            "/",
            " ",
        ]
    ),
    max_size=40,
).map("".join)


@given(_PIECES, st.integers(0, 6))
def test_no_letter_is_lost(pieces, count):
    """Whatever is found, the words stay as they were, except that ranges are written out."""
    text = parse(pieces)

    result = understood(text, OptionNames.of([""] * count))

    before, after = wording(text), wording(result.text)
    assert [c for c in before if c not in "-–"] == [c for c in after if c not in "-–"] or "-" in before or "–" in before
    for reference in references_in(result.text):
        assert set(reference.targets) <= set(range(count))
        assert 0 <= reference.rank < len(reference.targets)


SMALL = OptionNames.of(["a", "b", "c"], speech_of("de", "fr"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Option c is wrong", "Option <c> is wrong"),
        ("answer b, choice c. option a", "answer <b>, choice <c>. option <a>"),
        ("La réponse a est fausse", "La réponse <a> est fausse"),
        ("Antwort b ist falsch", "Antwort <b> ist falsch"),
        ("what option a teacher has", "what option a teacher has"),
        ("option a.k.a. choice", "option a.k.a. choice"),
    ],
)
def test_small_letters_follow_where_labels_are_small(text, expected):
    """lower-case letters behind a noun are mentions in a lower-case source, unless they may be articles."""
    assert shown(text, SMALL) == expected


@pytest.mark.parametrize(
    "text",
    [
        "c) is a mix",
        "b is right because it is",
        "a is wrong and c too",
        "Red, and c. is not",
        "It is (c) alone",
        "what option a teacher has",
        "a) is wrong here, and b) is right",
    ],
)
def test_bare_small_letters_are_reported(text):
    """bare lower-case letters that may name options are never silent in a lower-case source."""
    assert understood(parse(text), SMALL).unclear


@pytest.mark.parametrize(
    "text",
    [
        "Points: a) warm it up, b) cool it down, c) leave it",
        "First (a) warm it up, then (b) cool it down",
        "f(a) = 3 and (a, b) hold",
        "vitamin c is false",
        "a mix, a colour; the answer is a mix",
    ],
)
def test_small_points_and_articles_are_left_alone(text):
    """enumerations, formulas, names and articles are neither rewritten nor reported in a lower-case source."""
    result = understood(parse(text), SMALL)

    assert not references_in(result.text)
    assert not result.unclear
