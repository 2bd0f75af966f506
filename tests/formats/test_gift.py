"""Tests of GIFT as Moodle defines it and as files have it; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity, errors_in
from examgen.formats import parse_bank
from examgen.formats.gift import sniff
from examgen.formats.gift.answers import answers
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching, Numeric, Written
from examgen.model.text import Formula, Gap, LineBreak, Style, Text, Words, spans_of, wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.gift", format="gift")


def one(source: str) -> Question:
    """The only question of a source that is read without a word."""
    bank, diagnostics = read(source)
    assert [str(each) for each in diagnostics] == []
    (question,) = bank.questions
    return question


def rules(source: str) -> list[tuple[str, Severity, int | None]]:
    return [(each.rule, each.severity, each.line) for each in read(source)[1]]


def options(question: Question) -> list[tuple[str, bool]]:
    return [(wording(option.text), option.is_key) for option in question.options]


def accepted(question: Question) -> list[str]:
    assert isinstance(question.response, Written)
    return [wording(text) for text in question.response.accepted]


def test_multiple_choice() -> None:
    """title, stem, options, key, rationales and general feedback are read, with their lines."""
    question = one(
        "// a comment\n::Tomb::Who is buried\nin Grant's tomb? {\n"
        "  ~Grant # He has another.\n  =no one#Right!\n// not this one\n  ~Jefferson\n####It is a sarcophagus.}"
    )

    assert (question.number, question.kind, question.line) == ("Tomb", Kind.CHOICE, 2)
    assert wording(question.stem) == "Who is buried in Grant's tomb?"
    assert options(question) == [("Grant", False), ("no one", True), ("Jefferson", False)]
    assert [option.line for option in question.options] == [4, 5, 7]
    assert [wording(option.rationale) for option in question.options] == ["He has another.", "Right!", ""]
    assert wording(question.explanation.text) == "It is a sarcophagus."


@pytest.mark.parametrize(
    ("source", "key", "weights"),
    [
        ("Q? {~%50%a ~%50%b ~%-100%c}", (0, 1), ["0.5", "0.5", "-1"]),
        ("Q? {~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}", (0, 1, 2), ["0.3333333"] * 3 + ["0"]),
        ("Q? {~%33,333%a ~%33,333%b ~%33,333%c ~d}", (0, 1, 2), ["0.33333"] * 3 + ["0"]),
        ("Q? {=%50%a =%50%b ~c}", (0, 1), ["0.5", "0.5", "0"]),
        ("Q? {~%100%a ~b ~%-50%c}", (0,), ["1", "0", "-0.5"]),
        ("Q? {=a ~%50%b ~c}", (0,), ["1", "0.5", "0"]),
        ("Q? {=a ~b}", (0,), [None, None]),
    ],
)
def test_weights(source: str, key: tuple[int, ...], weights: list[str | None]) -> None:
    """answers of full weight are the key, else all of positive weight, and partial weights are kept."""
    question = one(source)

    assert question.key == key
    assert [option.weight for option in question.options] == [w and Decimal(w) for w in weights]
    assert question.kind is (Kind.MULTIPLE_RESPONSE if len(key) > 1 else Kind.CHOICE)


def test_doubtful_weights() -> None:
    """weights that do not add up are told, and one that cannot be is an error."""
    assert rules("Q? {~%50%a ~%20%b ~c}") == [("gift-weights", Severity.WARNING, 1)]
    assert rules("Q? {~%150%a ~b}") == [("gift-weights", Severity.ERROR, 1)]


def test_several_equals_signs() -> None:
    """two answers with an equals sign are right together, which is told, for Moodle takes either."""
    bank, diagnostics = read("Q?{\n=a\n=b\n~c}")

    assert (bank.questions[0].kind, bank.questions[0].key) == (Kind.MULTIPLE_RESPONSE, (0, 1))
    assert [(each.rule, each.line) for each in diagnostics] == [("several-keys", 3)]


def test_no_key() -> None:
    """a question none of whose answers is right has no key, and is not guessed."""
    assert [each.rule for each in errors_in(read("Q? {~a ~b}")[1])] == ["unresolved-key"]


@pytest.mark.parametrize(
    ("body", "is_true", "rationales"),
    [
        ("T", True, ["", ""]),
        ("TRUE", True, ["", ""]),
        (" F ", False, ["", ""]),
        ("false", False, ["", ""]),
        ("TRUE#wrong#right", True, ["right", "wrong"]),
        ("F#wrong #right", False, ["wrong", "right"]),
        ("F#wrong####general", False, ["wrong", ""]),
    ],
)
def test_true_false(body: str, is_true: bool, rationales: list[str]) -> None:
    """true and false are read, the first feedback being that of the wrong answer."""
    question = one(f"The sun rises in the east.{{{body}}}")

    assert question.kind is Kind.TRUE_FALSE
    assert options(question) == [("True", is_true), ("False", not is_true)]
    assert [wording(option.rationale) for option in question.options] == rationales


def test_true_false_in_another_language() -> None:
    """options are in the language of the file."""
    bank, _ = read(
        "Welche der Aussagen ist nicht richtig und warum nicht die andere? {T}\n\nDas ist so und zwar nur heute. {F}"
    )

    assert options(bank.questions[0]) == [("Wahr", True), ("Falsch", False)]


@pytest.mark.parametrize(
    ("body", "value", "tolerance"),
    [
        ("#3", "3", "0"),
        ("# -1", "-1", "0"),
        ("#3:2", "3", "2"),
        ("#3.141..3.142", "3.1415", "0.0005"),
        ("#-5..5", "0", "5"),
        ("#=1822:0", "1822", "0"),
        ("#=1.5e3:0.5", "1500", "0.5"),
        ("#3,5", "3.5", "0"),
        ("#3,5:0,1", "3.5", "0.1"),
    ],
)
def test_numbers(body: str, value: str, tolerance: str) -> None:
    """numbers are read with a tolerance or as ranges."""
    question = one(f"How many? {{{body}}}")

    assert isinstance(question.response, Numeric)
    assert (question.response.value, question.response.tolerance) == (Decimal(value), Decimal(tolerance))


def test_partial_numbers_and_feedback() -> None:
    """an answer for a part of the points is not accepted, and told; feedback on the right one explains it."""
    bank, diagnostics = read("When? {#\n=1822:0#Right.\n=%50%1822:2#Near.\n~#Far off.\n####A hero.}")
    (question,) = bank.questions

    assert question.response == Numeric(value=Decimal(1822))
    assert [wording((block,)) for block in question.explanation.text] == ["Right.", "A hero."]
    assert [(each.rule, each.line, each.message) for each in diagnostics] == [
        ("not-carried", 3, 'answers for a part of the points are not accepted: "1822:2" (50 %)'),
        ("not-carried", 3, 'feedback on single answers is not printed: on "1822:2" and "any other"'),
    ]


def test_no_number() -> None:
    """words where a number should stand are an error."""
    assert rules("How many? {#many}") == [("unclear-number", Severity.ERROR, 1)]


def test_short_answers() -> None:
    """all answers of full weight are accepted."""
    assert accepted(one("Who is buried there?{=no one =nobody}")) == ["no one", "nobody"]
    assert accepted(one("Two plus two?{four}")) == ["four"]


def test_matching() -> None:
    """pairs, a distractor without a left side, and equal right sides are read."""
    question = one("Match. {\n=Canada -> Ottawa\n=Italy->Rome\n=Vatican -> Rome\n= -> Bern\n}")

    assert isinstance(question.response, Matching)
    assert [(wording(p.text), p.target) for p in question.response.prompts] == [
        ("Canada", 0),
        ("Italy", 1),
        ("Vatican", 1),
    ]
    assert [wording(option.text) for option in question.options] == ["Ottawa", "Rome", "Bern"]


def test_a_pair_without_an_arrow() -> None:
    """an item without an arrow is an error."""
    assert ("matching-pairs", Severity.ERROR, 3) in rules("Match. {\n=a -> b\n=c\n=d -> e}")


def test_essay_and_description() -> None:
    """empty braces make an open question; a text without braces is named, not printed."""
    assert one("How are you? {}").kind is Kind.OPEN
    assert wording(one("How are you? {####Say something.}").explanation.text) == "Say something."
    assert rules("::About::You may use a pencil.\n\nTrue?{T}") == [("not-carried", Severity.WARNING, 1)]


def test_missing_words() -> None:
    """braces amid a text are a blank: a gap for words and numbers, and a blank above options."""
    gap = one("Two plus {=two =2} equals four.")
    number = one("It is {#1822} today.")
    choice = one("Grant is {~buried =entombed} in Grant's tomb.")
    at_the_end = one("Christ was from {=Nazareth}.")

    assert (gap.kind, gap.parts[0].kind, wording(gap.stem)) == (
        Kind.FILL_IN,
        Kind.SHORT_ANSWER,
        "Two plus ____ equals four.",
    )
    assert accepted(gap.parts[0]) == ["two", "2"]
    assert number.parts[0].kind is Kind.NUMERIC
    assert (choice.kind, wording(choice.stem)) == (Kind.CHOICE, "Grant is ________ in Grant's tomb.")
    assert [type(span) for span in spans_of(at_the_end.stem)] == [Words, Gap, Words]


def test_a_stop_behind_the_braces_of_a_whole_sentence() -> None:
    """a stop behind the answers to a question makes no blank."""
    assert wording(one("What is pi? {#3.14:0.01}.").stem) == "What is pi?"


def test_escapes() -> None:
    """signs behind backslashes are text, a backslash before another sign is one, and \\n ends a line."""
    question = one(
        r"Which \{sign\}\: a\nb\\n? {=\~ \# \= \\ \~=%50%c ~\\(x\\) is \[y\] \q}".replace("=%50%c", r"\=\%50\%c")
    )

    assert wording(question.stem) == "Which {sign}: a\nb\\n?"
    assert LineBreak() in spans_of(question.stem)
    assert wording(question.options[0].text) == r"~ # = \ ~=\%50\%c"


def test_formulas() -> None:
    """formulas are read with their escaped braces, and with bare ones, which is told."""
    escaped = one(r"Solve \\(\\frac\{1\}\{2\} x \= 1\\) and \(y\). {#2}")
    bank, diagnostics = read("Solve $$\\frac{1}{2}x=1$$ {#2}\n\nWhat is \\(a \\neq b\\)? {=fine ~bad}")

    assert [span.source for span in spans_of(escaped.stem) if isinstance(span, Formula)] == [r"\frac{1}{2} x = 1", "y"]
    assert [span.source for q in bank.questions for span in spans_of(q.stem) if isinstance(span, Formula)] == [
        r"\frac{1}{2}x=1",
        r"a \neq b",
    ]
    assert [(each.rule, each.line) for each in diagnostics] == [("gift-signs", 1), ("gift-signs", 3)]


@pytest.mark.parametrize(
    "stem", [r"What is $\frac{1}{2} + x_{1}$?", r"\(\frac{1}{2}\)?", "`int main() { return 0; }`?", "$$x_{1}$$ is?"]
)
def test_bare_braces(stem: str) -> None:
    """braces in formulas and code are text, and that is told."""
    bank, diagnostics = read(f"{stem} {{=a ~b}}\n\nNext? {{T}}")

    assert [question.kind for question in bank.questions] == [Kind.CHOICE, Kind.TRUE_FALSE]
    assert [(each.rule, each.severity, each.line) for each in diagnostics] == [("gift-signs", Severity.WARNING, 1)]


def test_prices_are_no_formulas() -> None:
    """dollars around braces make no formula."""
    assert one("It costs $5, or {=$6 ~$7} in $ here.").kind is Kind.CHOICE


def styled(text: Text) -> list[tuple[str, Style]]:
    return [(span.text, span.style) for span in spans_of(text) if isinstance(span, Words)]


BOLD = Style(bold=True)


def test_text_formats() -> None:
    """a text states its format, and those of the answers are the question's unless they state one."""
    question = one("[html]<p>Is <b>it</b>?</p> {=<b>yes</b>#<b>why</b> ~[plain]<b>no</b> ~[markdown]**so**}")

    assert styled(question.stem) == [("Is ", Style()), ("it", BOLD), ("?", Style())]
    assert [styled(option.text) for option in question.options] == [
        [("yes", BOLD)],
        [("<b>no</b>", Style())],
        [("so", BOLD)],
    ]
    assert styled(question.options[0].rationale) == [("why", BOLD)]


def test_html_without_a_format() -> None:
    """where no format is stated, pairs of tags are HTML, and tags that are spoken of are words."""
    question = one("What is the <head> for? {=<b>much</b> ~<body> ~<br ~a &lt; b ~AT&T}")

    assert wording(question.stem) == "What is the <head> for?"
    assert styled(question.options[0].text) == [("much", BOLD)]
    assert [wording(option.text) for option in question.options[1:]] == ["<body>", "<br", "a < b", "AT&T"]


def test_tags_in_answers() -> None:
    """signs inside a tag are text, and that is told."""
    bank, diagnostics = read('[html]Q? {=<span lang="fr" style="color:#f00">mot</span> ~x}')

    assert options(bank.questions[0]) == [("mot", True), ("x", False)]
    assert "gift-signs" in [each.rule for each in diagnostics]


def test_categories_ids_and_tags() -> None:
    """categories are topics, without what all courses have; comments hold ids and tags."""
    bank, diagnostics = read(
        "$CATEGORY: $course$/top/Biology/Cells\n\n// [id:q\\]1] [tag:easy]\n// [tag:lab]\nA? {T}\n\n"
        "$CATEGORY: tom/dick\nB? {T}\n$CATEGORY: $course$\n\nC? {F}"
    )

    assert [(each.rule, each.severity, each.line) for each in diagnostics] == [
        ("not-carried", Severity.ADVICE, 1),
        ("not-carried", Severity.ADVICE, 7),
    ]
    assert [question.topic for question in bank.questions] == ["Cells", "dick", ""]
    assert (bank.questions[0].id, bank.questions[0].tags) == ("q]1", ("easy", "lab"))


def test_comments_within_lines() -> None:
    """comments that can be nothing else are left out, and others are text; both are told."""
    bank, diagnostics = read(
        "::a:: // one\nIs it so? {// two\n F // three\n}\n\nWhat is 7 // 2? {#3}\n\nSee http://a.b? {T}"
    )

    assert [wording(question.stem) for question in bank.questions] == [
        "Is it so?",
        "What is 7 // 2?",
        "See http://a.b?",
    ]
    assert [question.kind for question in bank.questions] == [Kind.TRUE_FALSE, Kind.NUMERIC, Kind.TRUE_FALSE]
    assert [(each.rule, each.line) for each in diagnostics] == [("gift-signs", 1), ("gift-signs", 6)]


def test_an_id_without_a_question() -> None:
    """an id that a blank line parts from its question is told."""
    assert rules("// [id:a]\n\nQ? {T}") == [("not-carried", Severity.WARNING, 1)]


def test_where_questions_end() -> None:
    """questions are parted by blank lines, which may also stand inside braces, and by titles and comments."""
    source = "A? {T}\n\n\n\nB? {\n=a\n\n~b\n}\n::c::C? {T} ::d::D? {F}\n// new\nE? {T}\r\n\r\nF? {T}"

    bank, diagnostics = read(source)

    assert [wording(q.stem)[0] for q in bank.questions] == list("ABCDEF")
    assert diagnostics == ()


def test_no_blank_line() -> None:
    """a question right below closed braces is one of its own, and that is told."""
    bank, diagnostics = read("A? {T}\nB\nor? {F}\n\nC {=x} or\nso.")

    assert [wording(q.stem) for q in bank.questions] == ["A?", "B or?", "C ____ or so."]
    assert [(each.rule, each.line) for each in diagnostics] == [("gift-braces", 2)]


@pytest.mark.parametrize(
    "broken", ["A? {=a ~b", "A? =a}", "A? {=\\frac{1}{2} ~b}", "The set {1,2}? {=2}", "a {=b} c {=d}", "A? {=a ~b {}"]
)
def test_unbalanced_braces(broken: str) -> None:
    """a question whose braces are broken is an error with its line, and the others are read."""
    bank, diagnostics = read(f"First? {{T}}\n\n{broken}\n\nLast? {{F}}")

    assert [wording(question.stem) for question in bank.questions] == ["First?", "Last?"]
    assert [(each.rule, each.severity, each.line) for each in diagnostics] == [("gift-braces", Severity.ERROR, 3)]


@pytest.mark.parametrize("body", ["\n=x\n~y = 2\n=z", "\n=a\n=b = c\n", "=x >= 5", "=a==b ~c", "=http://a.b/?c=1 ~d"])
def test_equals_signs_in_texts(body: str) -> None:
    """an equals sign that may belong to a text is an error."""
    assert "gift-signs" in [each.rule for each in errors_in(read(f"Q? {{{body}}}")[1])]


def test_a_sharp_that_may_be_text() -> None:
    """an empty feedback behind a word is told."""
    assert rules("Q? {=C# ~D}") == [("gift-signs", Severity.WARNING, 1)]


def test_pictures_that_stayed_in_moodle() -> None:
    """a picture that the file names but does not hold is an error in a stem, and a warning in feedback."""
    picture = r'<img src\="@@PLUGINFILE@@/a.png" alt\="a cell">'

    assert rules(f"[html]What is {picture}?{{T}}") == [("image", Severity.ERROR, 1)]
    assert rules(f"[html]What?{{T####See {picture}}}") == [("image", Severity.WARNING, 1)]


@pytest.mark.parametrize(
    ("source", "is_gift"),
    [
        ("::a::Q? {T}", True),
        ("$CATEGORY: x\n\nQ {=a}", True),
        ("Q? {~a =b}", True),
        ("Q? {=yes}\n\nWhy? {}", True),
        ("How are you? {}", True),
        ("// an essay\n::Code:: Say why.\n<pre>f() \\{ \\}</pre>\n{}", True),
        ("[html]Say why {}", True),
        ("Which?{ // two\n// right\n=a // why\n~b\n}", True),
        ("Pi is {#3.14:0.1}.", True),
        ("# Quiz\n\n## A {#a1}\n\n- [x] b\n- [ ] c", False),
        ("# Quiz\n\n## A\n\nIt is ____{= 3}.", False),
        ("1. Who?\nA. he\nB. she\nAnswer: A", False),
        ('{"questions": []}', False),
        ("\\documentclass{exam}\n\\begin{questions}\n\\question What? {T}\n\\end{questions}", False),
        ("def f():\n    return {}\n", False),
        ("<quiz>{T}</quiz>", False),
    ],
)
def test_recognition(source: str, is_gift: bool) -> None:
    """GIFT is told by titles, categories and what stands in braces."""
    assert (sniff(Source.of(source)) > 0.5) is is_gift


SIGNS = st.sampled_from(
    [
        *"{}=~#:%\\n/$<>[]() \n",
        "::",
        "->",
        "####",
        "{T}",
        "$CATEGORY:",
        "//",
        "\n\n",
        "..",
        "$$",
        "[html]",
        "a",
        "1",
        "\ufdd0",
    ]
)


@settings(max_examples=150)
@given(st.lists(SIGNS, max_size=40).map("".join) | st.text(max_size=60))
def test_anything_is_read(source: str) -> None:
    """any text becomes a bank with diagnostics."""
    read(source)


def test_a_title_begins_a_question_behind_a_description() -> None:
    """A text without braces ends where a line begins with a title, though no blank line parts the two."""
    bank, diagnostics = read("::One:: Only words.\n::Two:: Which? {=this ~that}")

    assert [wording(question.stem) for question in bank.questions] == ["Which?"]
    assert len(diagnostics) == 1
    assert "Only words." in diagnostics[0].message


def test_a_blank_body_has_no_answers() -> None:
    """Where only white space stands, there is no answer, and no traceback."""
    assert answers("  ", 1, "=~") == ()


def test_reading_is_linear() -> None:
    """long answers, many signs and braces without end are read at once."""
    for source in (
        "Q? {" + "=a" * 20_000 + "}",
        "Q? {" + "~" * 50_000 + "}",
        "{" * 50_000,
        "a\n{\n\n" * 10_000,
        r"\(" * 20_000,
        "<a " * 20_000,
        "::" * 30_000 + "{T}",
        "// [id:\n" * 20_000,
    ):
        read(source)
