"""Moodle XML: each type of question, what is told of the rest, damaged files, and the way back."""

from __future__ import annotations

import time
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats import parse_bank
from examgen.formats.carried import differences
from examgen.formats.decode import decode
from examgen.formats.finish import finish
from examgen.formats.images import image_file
from examgen.formats.moodle_xml import FORMAT, parse
from examgen.formats.moodle_xml.dump import dump
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.markup.commonmark_dump import dump as markdown
from examgen.model.bank import Bank, Explanation, Option, Question, QuestionSet
from examgen.model.response import Kind, Matching, Numeric, Open, Prompt, Scoring, Written
from examgen.model.text import Gap, Image, Paragraph, Text, Words, paragraph, spans_of, wording

PIXEL = b64encode(b"\x89PNG\r\n").decode()


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}\n</quiz>'


def item(kind: str, inner: str, stem: str = "What?") -> str:
    text = f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>'
    return f'<question type="{kind}"><name><text>Name of it</text></name>{text}{inner}</question>\n'


def answer(words: str, share: object = 0, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="html"><text>{feedback}</text></feedback>' if feedback else ""
    return f'<answer fraction="{share}" format="html"><text><![CDATA[{words}]]></text>{said}{more}</answer>'


def read(*questions: str) -> tuple[Bank, list[Diagnostic]]:
    bank, diagnostics = parse_bank(quiz(*questions))
    return bank, list(diagnostics)


def told(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{found.rule}: {found.message}" for found in diagnostics]


def only(*questions: str) -> Question:
    """The one question of a file, about which nothing is told but advice."""
    bank, diagnostics = read(*questions)
    assert [found for found in diagnostics if found.severity is not Severity.ADVICE] == []
    (question,) = bank.questions
    return question


def test_several_answers_that_earn_all_are_right_together() -> None:
    """This test ensures that of several answers of full weight none is dropped, and that this is said."""
    single = "<single>true</single>"
    bank, diagnostics = read(item("multichoice", single + answer("a", 100) + answer("b", 100) + answer("c", 0)))

    assert [option.is_key for option in bank.questions[0].options] == [True, True, False]
    assert [each.rule for each in diagnostics if each.severity is not Severity.ADVICE] == ["several-keys"]


def test_recognised() -> None:
    """the format is told by its root, whatever stands before it."""
    assert recognised(Source.of(quiz(item("essay", "")))) is FORMAT
    assert (
        recognised(Source.of("\ufeff\n<!-- made by hand -->\n<quiz><question type='essay'></question></quiz>"))
        is FORMAT
    )
    assert recognised(Source.of("<questestinterop></questestinterop>")) is not FORMAT


def test_choice() -> None:
    """options have their key, their rationales, their order; the rest of a question comes along."""
    question = only(
        "<question type='category'><category><text>$course$/top/Plants</text></category></question>",
        item(
            "multichoice",
            answer("<p>O<sub>2</sub></p>", 100, "right")
            + answer("CO", 0)
            + "<single>true</single><shuffleanswers>0</shuffleanswers><defaultgrade>2.5000000</defaultgrade>"
            "<generalfeedback format='html'><text>Since then.</text></generalfeedback><idnumber>gas-1</idnumber>"
            "<tags><tag><text>gas</text></tag><tag><text>air</text></tag></tags>",
        ),
    )

    assert (question.kind, question.key, question.locked) == (Kind.CHOICE, (0,), True)
    assert (question.id, question.points, question.topic) == ("gas-1", Decimal("2.5"), "Plants")
    assert (question.tags, question.number) == (("gas", "air"), "Name of it")
    assert markdown(question.options[0].text) == "O~2~" and wording(question.options[0].rationale) == "right"
    assert wording(question.explanation.text) == "Since then." and question.options[0].weight is None


@pytest.mark.parametrize(
    ("shares", "single", "kind", "key", "scoring", "weights"),
    [
        ((100, 50, 0), "true", Kind.CHOICE, (0,), None, ("1", "0.5", "0")),
        ((50, 50, -50), "false", Kind.MULTIPLE_RESPONSE, (0, 1), Scoring.PENALTY, (None, None, None)),
        (("33.33333", "33.33333", "33.33333", -100), "false", Kind.MULTIPLE_RESPONSE, (0, 1, 2), None,
         ("0.3333333", "0.3333333", "0.3333333", "-1")),
        ((100, 0), "false", Kind.MULTIPLE_RESPONSE, (0,), None, ("1", "0")),
        ((100, 100, 0), "", Kind.MULTIPLE_RESPONSE, (0, 1), None, (None, None, None)),
        ((0, 90, 0), "true", Kind.CHOICE, (1,), None, ("0", "0.9", "0")),
    ],
)  # fmt: skip
def test_fractions(
    shares: tuple[object, ...],
    single: str,
    kind: Kind,
    key: tuple[int, ...],
    scoring: Scoring | None,
    weights: tuple[str | None, ...],
) -> None:
    """what answers earn becomes the key, a scoring that has a name, or weights."""
    stated = f"<single>{single}</single>" if single else ""
    question = only(item("multichoice", stated + "".join(answer(f"word {n}", share) for n, share in enumerate(shares))))

    assert (question.kind, question.key, question.scoring) == (kind, key, scoring)
    assert [option.weight for option in question.options] == [Decimal(w) if w is not None else None for w in weights]


def test_true_false() -> None:
    """true and false are said in the language of the file."""
    stem = "Der Satz ist richtig, wenn die Aussage nicht falsch ist und auch sonst keine Bedingung für ihn gilt."
    question = only(item("truefalse", answer("true", 0, "Nein.") + answer("false", 100), stem))

    assert question.kind is Kind.TRUE_FALSE and question.key == (1,)
    assert [wording(option.text) for option in question.options] == ["Wahr", "Falsch"]
    assert wording(question.options[0].rationale) == "Nein."


def test_short_and_numeric() -> None:
    """answers that earn all points are accepted; tolerances and units belong to numbers."""
    short = only(item("shortanswer", answer("CO2", 100) + answer("carbon dioxide", 100) + answer("*", 0)))
    number = only(
        item("numerical", answer("9.81", 100, more="<tolerance>0.02</tolerance>") + "<units><unit>"
             "<multiplier>1</multiplier><unit_name>m/s²</unit_name></unit></units>")
    )  # fmt: skip

    assert short.response == Written(accepted=(paragraph("CO2"), paragraph("carbon dioxide")))
    assert number.response == Numeric(value=Decimal("9.81"), tolerance=Decimal("0.02"), unit="m/s²")


def test_matching_and_ordering() -> None:
    """pairs, distractors, and steps in the order of their numbers."""
    pair = "<subquestion format='html'><text>{}</text><answer><text>{}</text></answer></subquestion>"
    matching = only(
        item("matching", "".join(pair.format(*each) for each in (("Fe", "iron"), ("Pb", "lead"), ("", "tin"))))
    )
    ordering = only(item("ordering", answer("third", 3) + answer("first", 1) + answer("second", 2)))

    assert isinstance(matching.response, Matching)
    assert [(wording(p.text), p.target) for p in matching.response.prompts] == [("Fe", 0), ("Pb", 1)]
    assert [wording(option.text) for option in matching.options] == ["iron", "lead", "tin"]
    assert [wording(option.text) for option in ordering.options] == ["first", "second", "third"]


def test_essay() -> None:
    """room to write, a model answer, and a template."""
    question = only(
        item("essay", "<responsefieldlines>6</responsefieldlines>"
             "<graderinfo format='html'><text>Both.</text></graderinfo>"
             "<responsetemplate format='html'><text>First:</text></responsetemplate>")
    )  # fmt: skip

    assert question.response == Open(answer=paragraph("Both.")) and wording(question.stem) == "What?\nFirst:"
    assert question.answer_space is not None and question.answer_space.lines == 6


def test_cloze() -> None:
    """gaps of all types stand where they stood, with their answers, weights and signs behind backslashes."""
    stem = (
        r"<p>A {1:SHORTANSWER:=iron~=Fe\~2\}~%50%metal#nearly} and {1:NUMERICAL:=5:0.1~*#no} and"
        r" {1:MULTICHOICE_S:~%-50%red#why~=\(x^2\)~%50%<b>blue</b>} and {:MC:a~=b&#39;s}</p>"
    )
    bank, diagnostics = read(item("cloze", "", stem))
    (question,) = bank.questions

    gaps = question.parts
    assert wording(question.stem) == "A ____ and ____ and ____ and ____" and question.points == 4
    assert gaps[0].response == Written(accepted=(paragraph("iron"), paragraph("Fe~2}")))
    assert gaps[1].response == Numeric(value=Decimal(5), tolerance=Decimal("0.1"))
    assert [markdown(option.text) for option in gaps[2].options] == ["red", "$x^2$", "**blue**"] and gaps[2].key == (1,)
    assert [option.weight for option in gaps[2].options] == [Decimal("-0.5"), Decimal(1), Decimal("0.5")]
    assert [wording(option.text) for option in gaps[3].options] == ["a", "b's"] and gaps[3].key == (1,)
    assert [found.rule for found in diagnostics] == ["not-carried", "not-carried"]


def test_words_to_drop() -> None:
    """gaps that are filled from lists offer the words of their group."""
    words = "".join(f"<dragbox><text>{word}</text><group>{group}</group></dragbox>" for word, group in
                    (("cat", 1), ("sat", 2), ("dog", 1)))  # fmt: skip
    question = only(item("ddwtos", words, "The [[1]] has [[2]]."))

    assert [wording(option.text) for option in question.parts[0].options] == ["cat", "dog"]
    assert len(question.parts[1].options) == 3
    assert question.parts[0].key == (0,) and wording(question.stem) == "The ____ has ____."


def statement_rows(*weights: str) -> str:
    """Statements and what each earns in each of two columns."""
    columns = "".join(
        f'<column number="{place}"><responsetext><text>{words}</text></responsetext></column>'
        for place, words in enumerate(("Wahr", "Falsch"), 1)
    )
    rows = "".join(
        f'<row number="{row}"><optiontext format="html"><text>Nr. {row}</text></optiontext></row>'
        + "".join(
            f'<weight rownumber="{row}" columnnumber="{column}"><value>{value}</value></weight>'
            for column, value in enumerate(each.split(), 1)
        )
        for row, each in enumerate(weights, 1)
    )
    return columns + rows


@pytest.mark.parametrize("kind", ["mtf", "kprime"])
def test_statements_become_parts(kind: str) -> None:
    """Each statement is a part that is true or false, as the weights of the columns say."""
    rows = statement_rows("1.000 0.000", "0.000 1.000")

    question = only(item(kind, f"<defaultgrade>3.0000000</defaultgrade>{rows}"))

    assert question.kind is Kind.MULTI_PART
    assert [(wording(part.stem), [o.is_key for o in part.options]) for part in question.parts] == [
        ("Nr. 1", [True, False]),
        ("Nr. 2", [False, True]),
    ]
    assert [part.points for part in question.parts] == [Decimal("1.5")] * 2


def test_a_statement_without_its_weight_is_an_error() -> None:
    """A statement of which no column earns anything has no key."""
    _, diagnostics = read(item("mtf", statement_rows("1 0", "0 0")))

    assert [found.rule for found in diagnostics] == ["unresolved-key"]


def test_gaps_in_brackets() -> None:
    """Words in brackets are gaps: written, or chosen among all words and the wrong ones beside them."""
    more = "<answerdisplay>{}</answerdisplay><delimitchars>[]</delimitchars>" + answer("Ampere")
    written, chosen = (
        only(item("gapfill", more.format(display), "Die [Spannung|Potentialdifferenz] wird in <b>[Volt]</b> gemessen."))
        for display in ("gapfill", "dragdrop")
    )

    assert [[wording(each) for each in part.response.accepted] for part in written.parts] == [  # type: ignore[union-attr]
        ["Spannung", "Potentialdifferenz"],
        ["Volt"],
    ]
    assert [[wording(option.text) for option in part.options if option.is_key] for part in chosen.parts] == [
        ["Spannung|Potentialdifferenz"],
        ["Volt"],
    ]
    assert {len(part.options) for part in chosen.parts} == {3}


@pytest.mark.parametrize(
    ("kind", "scoring", "weights"),
    [
        ("multichoiceset", Scoring.ALL_OR_NOTHING, [None, None, None]),
        ("oumultiresponse", None, [Decimal("0.5"), Decimal(0), Decimal("0.5")]),
    ],
)
def test_each_right_answer_of_a_set_has_all_points(
    kind: str, scoring: Scoring | None, weights: list[Decimal | None]
) -> None:
    """In these types a hundred per cent mark a right answer: all of them earn the points together, or share them."""
    question = read(item(kind, answer("1", 100) + answer("2") + answer("3", 100)))[0].questions[0]

    assert question.kind is Kind.MULTIPLE_RESPONSE
    assert [option.is_key for option in question.options] == [True, False, True]
    assert [option.weight for option in question.options] == weights
    assert question.scoring is scoring


def test_patterns_of_answers_are_written_out() -> None:
    """A pattern that stands for few words is these words; any other is named."""
    answers = answer("it is blue", 100) + answer("it('s| is) (blue|azure)", 100) + answer("blue.*", 100)

    bank, diagnostics = read(item("regexp", answers))

    response = bank.questions[0].response
    assert isinstance(response, Written)
    assert [wording(each) for each in response.accepted] == ["it is blue", "it's blue", "it's azure", "it is azure"]
    assert told(diagnostics) == ["not-carried: a pattern that answers are held against is left out"]


def test_pictures() -> None:
    """files inside the export are the pictures of its texts."""
    stem = '<img src="@@PLUGINFILE@@/a%20cell.png" alt="a cell" width="200">'
    file = f'<file name="a cell.png" path="/" encoding="base64">{PIXEL}</file>'
    text = f'<questiontext format="html"><text><![CDATA[See: {stem}]]></text>{file}</questiontext>'
    question = only(f'<question type="essay"><name><text>n</text></name>{text}</question>')

    (picture,) = [span for span in spans_of(question.stem) if isinstance(span, Image)]
    assert picture.file.data == b"\x89PNG\r\n" and picture.file.is_embedded and picture.description == "a cell"


@pytest.mark.parametrize(
    ("form", "source", "expected"),
    [
        ("html", "<b>a</b>\nb", "**a** b"),
        ("markdown", "**a**\\\nb", "**a**\\\nb"),
        ("plain_text", "a <b>\nc", "a \\<b>\\\nc"),
        ("moodle_auto_format", "a\nb <i>c</i>", "a\\\nb *c*"),
        ("html", "[tex]x^2[/tex] and $$y$$", "$x^2$ and $y$"),
    ],
)
def test_text_formats(form: str, source: str, expected: str) -> None:
    """each format of text is read as Moodle shows it."""
    text = f'<questiontext format="{form}"><text><![CDATA[{source}]]></text></questiontext>'

    assert markdown(only(f"<question type='essay'>{text}</question>").stem) == expected


SPANS = '<span lang="en" class="multilang">Iron</span> <span lang="de" class="multilang">Eisen</span>'
CURLY = "{mlang en}Iron{mlang}{mlang de}Eisen{mlang}"


@pytest.mark.parametrize("stem", [SPANS, CURLY])
def test_languages(stem: str) -> None:
    """texts in several languages are read in one, the first or the one that is asked for; the others are named."""
    first, diagnostics = read(item("essay", "", stem))
    draft, _ = parse(Source(path="", data=quiz(item("essay", "", stem)).encode(), language="de"))

    assert wording(first.questions[0].stem) == "Iron" and first.language == "en"
    assert wording(draft.questions[0].stem) == "Eisen" and draft.language == "de"
    assert "and not in de" in told(diagnostics)[0]


def test_sets() -> None:
    """a description that questions name in a tag is their stimulus; another is told."""
    tag = "<tags><tag><text>set:lake</text></tag></tags>"
    bank, diagnostics = read(
        item("description", "<idnumber>lake</idnumber>", "Lake Chad has no outlet."),
        item("essay", tag, "Where?"),
        item("description", "", "Good luck!"),
    )

    assert [shared.id for shared in bank.sets] == ["lake"] and bank.questions[0].set_id == "lake"
    assert told(diagnostics) == ['stray-text: a description that belongs to no question is not printed: "Good luck!"']


@pytest.mark.parametrize(
    ("question", "rule", "words"),
    [
        (item("ddmarker", ""), "not-carried", 'questions of the type "ddmarker" are left out'),
        (item("essay", "<attachments>1</attachments>"), "not-carried", "files are to be handed in"),
        (item("essay", "<hidden>1</hidden>"), "not-carried", "hidden in Moodle"),
        (item("essay", "<hint><text>think</text></hint>"), "not-carried", "hints"),
        (item("essay", "<correctfeedback><text>Yes</text></correctfeedback>"), "not-carried", "depends on how right"),
        (item("essay", "<penalty>0.33</penalty>"), "not-carried", "penalties"),
        (item("essay", "", "<script>alert(1)</script>Why?"), "not-carried", "<script> is left out"),
        (item("shortanswer", "<usecase>1</usecase>" + answer("Fe", 100)), "not-carried", "capitals count"),
        (item("shortanswer", answer("colo*r", 100)), "not-carried", "stands for any characters"),
        (item("shortanswer", answer("Fe", 100) + answer("iron", 50)), "not-carried", "a part of the points"),
        (item("cloze", "", "{1:SHORTANSWR:=x} {1:SA:=y}"), "gap", "not understood"),
        (item("cloze", "", "{1:SA:=x} {2:SA:=y}"), "not-carried", "some gaps are worth more"),
        (item("gapselect", "", "[[1]]"), "gap", "has no word that belongs to it"),
        (item("multichoice", answer("a", 0) + answer("b", 0)), "unresolved-key", ""),
        (item("multichoice", ""), "too-few-options", ""),
        (item("numerical", answer("about five", 100)), "unclear-number", ""),
        (item("essay", "", '<img src="@@PLUGINFILE@@/lost.png" alt="x">'), "image", "holds no picture"),
    ],
)
def test_reports(question: str, rule: str, words: str) -> None:
    """what is not carried, or wrong, is named at its question."""
    found = read(item("essay", "", "Another"), question)[1]

    assert [each for each in found if each.rule == rule and words in each.message and (each.line or 0) > 1]


def test_counted() -> None:
    """what is lost a thousand times is told once, with a count."""
    found = read(*(item("essay", "<hint><text>think</text></hint>", f"Why {n}?") for n in range(1000)))[1]

    assert len(found) == 1 and "the same 999 more times" in found[0].message


@pytest.mark.parametrize(
    ("data", "rule", "questions"),
    [
        (b"<quiz><question type='essay'><questiontext><text>a</text>", "bad-xml", 0),
        (quiz(item("essay", "", "caf\u00e9")).encode("latin-1"), "mended-xml", 1),
        (b"\n\n" + quiz(item("essay", "")).encode(), "mended-xml", 1),
        (quiz(item("essay", "", "a\x0bb")).encode(), "mended-xml", 1),
        (b"<!DOCTYPE quiz [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><quiz><question type='essay'>"
         b"<questiontext><text>&b;</text></questiontext></question></quiz>", "bad-xml", 0),
        (b"<!DOCTYPE quiz [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><quiz><question type='essay'>"
         b"<questiontext><text>&a;</text></questiontext></question></quiz>", "bad-xml", 0),
        (b"<quiz>" + b"<question type='essay'>" * 5000, "bad-xml", 0),
    ],
)  # fmt: skip
def test_damaged(data: bytes, rule: str, questions: int) -> None:
    """damaged files, bombs and foreign files are located errors; small damage is mended, and said."""
    draft, found = parse(Source(path="x.xml", data=data, tabbed=decode(data, "x.xml")[0] or ""))

    assert rule in [each.rule for each in found] and len(draft.questions) == questions


PIECES = (
    *(item(kind, "") for kind in ("multichoice", "truefalse", "numerical", "matching", "cloze", "ddwtos", "ordering")),
    item("cloze", "", "{1:SA:=a~b{2:NM:=1:x} {:MC:~#}{"), item("numerical", answer("", "x")), "<question/>",
    item("truefalse", answer("maybe", 100)), "<question type='category'/>", item("matching", "<subquestion/>"),
    item("essay", "<responsefieldlines>-3</responsefieldlines><defaultgrade>NaN</defaultgrade>"), "words",
    item("multichoice", answer("<table><tr><td>", "1e999")), item("gapselect", "<selectoption/>", "[[1]][[2]][[0]]"),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_any_file(pieces: list[str]) -> None:
    """no file is more than a bank with diagnostics."""
    assert isinstance(parse_bank(quiz(*pieces))[0], Bank)


def test_gap_bomb() -> None:
    """gaps that are never closed are read in a moment."""
    began = time.perf_counter()

    parse_bank(quiz(item("cloze", "", "{1:SA:=" * 20_000)))

    assert time.perf_counter() - began < 10


# The way back

WORDS = st.text(ascii_letters + "äß <>&*_`#-+.)[]={}~%$\\'\"", min_size=1, max_size=20).map(
    lambda s: " ".join(s.split())
)
PLAIN = WORDS.filter(lambda words: any(map(str.isalpha, words)))
TEXTS: st.SearchStrategy[Text] = PLAIN.map(paragraph)


def choices(draw: st.DrawFn) -> tuple[Option, ...]:
    texts = draw(st.lists(TEXTS, min_size=3, max_size=4, unique_by=lambda text: wording(text).casefold()))
    key = draw(st.integers(0, len(texts) - 1))
    reasons = st.just(()) | TEXTS
    return tuple(Option(text=text, is_key=n == key, rationale=draw(reasons)) for n, text in enumerate(texts))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of a kind that the format holds."""
    question = Question(
        id="q-1",
        has_own_id=True,
        stem=draw(TEXTS),
        points=draw(st.sampled_from([Decimal(1), Decimal("2.5")])),
        topic=draw(st.sampled_from(["", "Plants/Leaves"])),
        tags=draw(st.sampled_from([(), ("a", "b")])),
        explanation=Explanation(text=draw(st.just(()) | TEXTS)),
        locked=draw(st.booleans()),
    )
    match draw(st.sampled_from(list(Kind))):
        case Kind.CHOICE | Kind.TRUE_FALSE:
            return replace(question, kind=Kind.CHOICE, options=choices(draw))
        case Kind.MULTIPLE_RESPONSE:
            options = tuple(replace(option, is_key=place < 2) for place, option in enumerate(choices(draw)))
            return replace(question, kind=Kind.MULTIPLE_RESPONSE, options=options, scoring=Scoring.PENALTY)
        case Kind.NUMERIC:
            value, unit = draw(st.decimals(-1000, 1000, places=3)), draw(st.sampled_from(["", "m/s"]))
            tolerance = Decimal("0.05") * draw(st.integers(0, 3))
            return replace(question, kind=Kind.NUMERIC, locked=False,
                           response=Numeric(value=value, tolerance=tolerance, unit=unit))  # fmt: skip
        case Kind.MATCHING:
            options = tuple(replace(option, is_key=False, rationale=()) for option in choices(draw))
            prompts = tuple(Prompt(text=paragraph(f"prompt {n}"), target=n) for n in range(len(options)))
            return replace(question, kind=Kind.MATCHING, options=options, response=Matching(prompts=prompts))
        case Kind.FILL_IN:
            gap = Question(id="q-1/1", stem=(), kind=Kind.CHOICE, options=choices(draw), points=question.points)
            short = Question(id="q-1/2", stem=(), kind=Kind.SHORT_ANSWER, points=question.points,
                             response=Written(accepted=(draw(TEXTS),)))  # fmt: skip
            stem = (Paragraph((Words(f"{wording(question.stem)} : "), Gap(0), Words(" "), Gap(1))),)
            return replace(
                question, kind=Kind.FILL_IN, stem=stem, parts=(gap, short), points=question.points * 2, locked=False
            )
        case Kind.ORDERING:
            options = tuple(replace(option, is_key=False, rationale=()) for option in choices(draw))
            return replace(question, kind=Kind.ORDERING, options=options, locked=False)
        case Kind.SHORT_ANSWER:
            return replace(question, kind=Kind.SHORT_ANSWER, response=Written(accepted=(draw(TEXTS),)), locked=False)
        case _:
            return replace(question, kind=Kind.OPEN, response=Open(answer=draw(TEXTS)), locked=False)


def back(bank: Bank) -> Bank:
    return finish(parse(Source(path="", data=dump(bank).data))[0], "", bank.language)[0]


@given(questions())
def test_read_back(question: Question) -> None:
    """what is written is read back as the same question, once its mentions of options are understood."""
    (understood,) = back(Bank(title="t", questions=(question,), language="en")).questions
    (found,) = back(Bank(title="t", questions=(understood,), language="en")).questions

    assert list(differences(understood, found)) == []
    assert [wording(each.text) for each in question.texts] == [wording(each.text) for each in found.texts]


def test_dump() -> None:
    """sets, pictures and references are written; what is lost is told."""
    file = image_file("figures/cell.png", b"\x89PNG")
    stem: Text = (Paragraph((Words("See "), Image(file, "a cell"))),)
    shared = QuestionSet(id="s", stimulus=stem)
    options = (Option(text=paragraph("True"), is_key=True), Option(text=paragraph("False")))
    question = Question(id="q", stem=stem, kind=Kind.TRUE_FALSE, options=options, set_id="s", difficulty="hard")
    parts = Question(id="p", stem=paragraph("Both:"), kind=Kind.MULTI_PART, parts=(replace(question, id="p/a"),))
    dumped = dump(Bank(title="t", questions=(question, parts), sets=(shared,)))

    found = finish(parse(Source(path="", data=dumped.data))[0], "", None)[0]
    assert [each.set_id for each in found.questions] == ["s"] and found.sets[0].stimulus != ()
    assert b"@@PLUGINFILE@@/cell.png" in dumped.data
    assert [each.message for each in dumped.lost] == [
        "Moodle XML cannot carry a question of kind multi-part; it is left out",
        'Moodle XML cannot carry the title "t"',
        "Moodle XML cannot carry the difficulty",
    ]


# Calculated questions

ITEMS = "".join(
    f"<dataset_item><number>{n}</number><value>{{}}</value></dataset_item>".format(value)
    for n, value in enumerate(("1.5", "2.0", "7.5"), 1)
)


def data_set(name: str, items: str = ITEMS) -> str:
    return (
        f"<dataset_definition><name><text>{name}</text></name><minimum><text>1</text></minimum>"
        f"<maximum><text>5</text></maximum><decimals><text>1</text></decimals>"
        f"<dataset_items>{items}</dataset_items></dataset_definition>"
    )


def calculated(
    formula: str, sets: str, kind: str = "calculated", stem: str = r"Add {a} and {e}: \(\frac{{a}}{2}\)"
) -> str:
    more = "<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype><correctanswerlength>2</correctanswerlength>"
    definitions = f"<dataset_definitions>{sets}</dataset_definitions>"
    return item(kind, answer(formula, 100, more=more) + definitions + "<defaultgrade>2</defaultgrade>", stem)


def test_calculated() -> None:
    """a calculated question draws the rows of its data sets, and its key follows."""
    question = only(calculated("pow({a}, 2) + sqrt({e}) * pi() - 1e1", data_set("a") + data_set("e")))

    assert question.program is not None and question.program.count == 3 and question.points == 2
    assert (question.kind, question.number) == (Kind.NUMERIC, "Name of it")
    assert isinstance(question.response, Numeric) and question.response.is_relative
    value = wording(question.stem).split()[1]
    assert wording(question.stem).startswith(f"Add {value} and {value}") and "a" not in value
    expected = float(value) ** 2 + float(value) ** 0.5 * 3.14159265 - 10
    assert abs(float(question.response.value) - expected) < 0.01


def test_calculated_choice() -> None:
    """options of a calculated choice hold what their formulas come to."""
    options = answer("{={a}+1}", 100, "Not {a}.") + answer("{={a}*2} m", 0) + "<single>true</single>"
    question = only(
        item("calculatedmulti", options + f"<dataset_definitions>{data_set('a', '')}</dataset_definitions>")
    )

    assert question.kind is Kind.CHOICE and question.key == (0,) and question.program is not None
    assert wording(question.options[1].text).endswith(" m") and question.program.count == 41
    assert wording(question.options[0].rationale).startswith("Not ")


@pytest.mark.parametrize("formula", ["rand(1)", "{b}", "{a} +* (", "{a} ^ 2", "", "((((" * 100, "sin"])
def test_not_calculated(formula: str) -> None:
    """a formula that cannot be calculated leaves its question out, and says so."""
    bank, diagnostics = read(item("essay", ""), calculated(formula, data_set("a"), stem="What is {a}?"))

    assert len(bank.questions) == 1 or any(found.severity is Severity.ERROR for found in diagnostics)
    assert any("left out" in found.message or found.severity is Severity.ERROR for found in diagnostics)


def test_a_picture_with_signs_in_its_name_is_shown() -> None:
    """The address of a picture may be written for the web, brackets included."""
    stem = '<img src="@@PLUGINFILE@@/a%20pic%20%281%29.png" alt="x">Which?'
    file = f'<file name="a pic (1).png" path="/" encoding="base64">{PIXEL}</file>'

    _, diagnostics = read(
        item("multichoice", answer("a", 100) + answer("b"), stem).replace("</questiontext>", f"{file}</questiontext>")
    )

    assert not [each for each in told(diagnostics) if "no picture shows" in each]
