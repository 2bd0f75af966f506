"""QTI 2 and 3: each interaction, and what is declared of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from qti_samples import right, second

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats.reading import parse_bank
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import Formula, spans_of, wording

SEVERAL = 'cardinality="multiple" baseType="identifier"'
ORDERED = 'cardinality="ordered" baseType="identifier"'
PAIRS = 'cardinality="multiple" baseType="directedPair"'
STRING = 'cardinality="single" baseType="string"'
FLOAT = 'cardinality="single" baseType="float"'
MAPPED = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "item.xml")


def only(source: str) -> Question:
    bank, diagnostics = read(source)
    assert not errors_in(diagnostics), diagnostics
    return bank.questions[0]


def keys(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options if option.is_key]


def choice(*names: str, attributes: str = 'shuffle="true" maxChoices="1"', inner: str = "") -> str:
    offered = "".join(f'<simpleChoice identifier="{name}">{name}{inner}</simpleChoice>' for name in names)
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" {attributes}><prompt>Which?</prompt>{offered}'
        "</choiceInteraction>"
    )


def with_more(source: str, more: str) -> str:
    return source.replace("</assessmentItem>", more + "</assessmentItem>")


def test_a_choice_is_read_whole() -> None:
    """Stem, prompt, options, key and title come from their places."""
    bank, diagnostics = read(second("<p>Look.</p>" + choice("red", "blue"), right("blue")))

    question = bank.questions[0]
    assert not diagnostics
    assert (bank.title, question.id, question.kind) == ("Leaves", "q1", Kind.CHOICE)
    assert (wording(question.stem), keys(question)) == ("Look.\nWhich?", ["blue"])


def test_the_newest_names_mean_the_same() -> None:
    """QTI 3 with its names in small letters is read as QTI 2."""
    source = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q3" title="T">
    <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
    <qti-correct-response><qti-value>b</qti-value></qti-correct-response></qti-response-declaration>
    <qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1" shuffle="false">
    <qti-prompt>Which?</qti-prompt><qti-simple-choice identifier="a">red</qti-simple-choice>
    <qti-simple-choice identifier="b" fixed="true">blue</qti-simple-choice></qti-choice-interaction></qti-item-body>
    <qti-modal-feedback outcome-identifier="F" identifier="b" show-hide="show">
    <qti-content-body><p>Like the sky.</p></qti-content-body></qti-modal-feedback></qti-assessment-item>"""

    question = only(source)

    assert (wording(question.stem), keys(question), question.locked) == ("Which?", ["blue"], True)
    assert (question.options[1].pinned, wording(question.options[1].rationale)) == (True, "Like the sky.")


def test_what_a_mapping_earns_are_weights_and_points() -> None:
    """Where wrong choices cost, each has its share, and the question is worth what the right ones earn."""
    mapping = "".join(
        f'<mapEntry mapKey="{name}" mappedValue="{value}"/>' for name, value in (("H", 1), ("O", 1), ("C", -1))
    )
    declared = right("H", "O") + f"<mapping>{mapping}</mapping>"

    question = only(with_more(second(choice("H", "C", "O"), declared, declared=SEVERAL), MAPPED))

    assert (question.kind, question.points, keys(question)) == (Kind.MULTIPLE_RESPONSE, Decimal(2), ["H", "O"])
    assert [option.weight for option in question.options] == [Decimal("0.5"), Decimal("-0.5"), Decimal("0.5")]


def test_a_mapping_that_speaks_for_another_is_an_error() -> None:
    """Two statements about what is right that differ are an error, not a choice."""
    declared = right("a") + '<mapping><mapEntry mapKey="b" mappedValue="1"/></mapping>'

    _, diagnostics = read(with_more(second(choice("a", "b"), declared), MAPPED))

    assert [each.rule for each in errors_in(diagnostics)] == ["key-conflict"]


def test_a_rule_may_state_what_is_right() -> None:
    """Without a declaration, the value that a rule rewards is the key."""
    rule = (
        "<responseProcessing><responseCondition><responseIf><match><variable identifier='RESPONSE'/>"
        "<baseValue baseType='identifier'>b</baseValue></match><setOutcomeValue identifier='SCORE'>"
        "<baseValue baseType='float'>1</baseValue></setOutcomeValue></responseIf></responseCondition>"
        "</responseProcessing>"
    )

    assert keys(only(with_more(second(choice("a", "b")), rule))) == ["b"]


def test_nothing_right_is_unresolved() -> None:
    """A choice of which nothing is said to be right has no key."""
    _, diagnostics = read(second(choice("a", "b")))

    assert [each.rule for each in errors_in(diagnostics)] == ["unresolved-key"]


def test_a_gap_amid_words_is_a_fill_in() -> None:
    """Words to write amid others are a gap, and each answer that earns most is accepted."""
    declared = right("York") + (
        '<mapping><mapEntry mapKey="York" mappedValue="1" caseSensitive="false"/>'
        '<mapEntry mapKey="Yorke" mappedValue="1"/><mapEntry mapKey="Yrk" mappedValue="0.5"/></mapping>'
    )
    body = '<p>This sun of <textEntryInteraction responseIdentifier="RESPONSE"/>; and all the clouds.</p>'

    bank, diagnostics = read(with_more(second(body, declared, declared=STRING), MAPPED))

    part = bank.questions[0].parts[0]
    assert wording(bank.questions[0].stem) == "This sun of ____; and all the clouds."
    assert isinstance(part.response, Written)
    assert [wording(text) for text in part.response.accepted] == ["York", "Yorke"]
    assert [(each.rule, '"Yrk"' in each.message) for each in diagnostics] == [("not-carried", True)]


def test_a_number_behind_a_question_is_numeric() -> None:
    """A gap behind a whole sentence is an answer; its tolerance comes from the rule."""
    rule = (
        "<responseProcessing><responseCondition><responseIf><equal toleranceMode='absolute' tolerance='0.1 0.1'>"
        "<variable identifier='RESPONSE'/><correct identifier='RESPONSE'/></equal>"
        "<setOutcomeValue identifier='SCORE'><variable identifier='MAXSCORE'/></setOutcomeValue></responseIf>"
        "</responseCondition></responseProcessing>"
    )
    body = '<p>How fast is it?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'

    question = only(with_more(second(body, right("9.81"), declared=FLOAT), rule))

    assert (question.kind, wording(question.stem)) == (Kind.NUMERIC, "How fast is it?")
    assert isinstance(question.response, Numeric)
    assert (question.response.value, question.response.tolerance) == (Decimal("9.81"), Decimal("0.1"))


def test_menus_amid_words_are_gaps() -> None:
    """A menu amid words is a gap with options."""
    body = (
        '<p>Sun of <inlineChoiceInteraction responseIdentifier="RESPONSE" shuffle="false"><inlineChoice identifier="L">'
        'Lancaster</inlineChoice><inlineChoice identifier="Y">York</inlineChoice></inlineChoiceInteraction>.</p>'
    )

    question = only(second(body, right("Y")))

    assert wording(question.stem) == "Sun of ____."
    assert keys(question.parts[0]) == ["York"]


def test_words_to_drag_are_options_of_each_gap() -> None:
    """Each gap of a gap match offers all words."""
    body = (
        '<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Fill.</prompt>'
        '<gapText identifier="W" matchMax="1">winter</gapText><gapText identifier="S" matchMax="1">summer</gapText>'
        '<p>Now is the <gap identifier="G1"/> made <gap identifier="G2"/>.</p></gapMatchInteraction>'
    )

    question = only(second(body, right("W G1", "S G2"), declared=PAIRS))

    assert wording(question.stem) == "Fill.\nNow is the ____ made ____."
    assert [keys(part) for part in question.parts] == [["winter"], ["summer"]]


def _sets(left: str, right_side: str) -> str:
    def one(names: str) -> str:
        offered = (f'<simpleAssociableChoice identifier="{n}" matchMax="9">{n}</simpleAssociableChoice>' for n in names)
        return f"<simpleMatchSet>{''.join(offered)}</simpleMatchSet>"

    return (
        '<matchInteraction responseIdentifier="RESPONSE"><prompt>Match.</prompt>'
        f"{one(left)}{one(right_side)}</matchInteraction>"
    )


@pytest.mark.parametrize(
    ("body", "pairs", "expected"),
    [
        (_sets("ab", "xyz"), ("a x", "b x"), [("a", "x"), ("b", "x")]),
        (_sets("xy", "abc"), ("x a", "x b", "y c"), [("a", "x"), ("b", "x"), ("c", "y")]),
    ],
)
def test_two_sets_are_matched(body: str, pairs: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """The side whose things belong to one each is the left."""
    question = only(second(body, right(*pairs), declared=PAIRS))

    assert isinstance(question.response, Matching)
    found = [(wording(p.text), wording(question.options[p.target].text)) for p in question.response.prompts]
    assert found == expected


def test_things_that_belong_to_several_are_told() -> None:
    """Where both sides belong to several, nothing is guessed."""
    _, diagnostics = read(second(_sets("ab", "xy"), right("a x", "a y", "b x"), declared=PAIRS))

    assert "unresolved-key" in [each.rule for each in errors_in(diagnostics)]


def test_steps_stand_in_their_right_order() -> None:
    """The options of an ordering are in the order that is declared right."""
    steps = "".join(f'<simpleChoice identifier="{name}">{name}</simpleChoice>' for name in "abc")
    body = f'<orderInteraction responseIdentifier="RESPONSE"><prompt>Sort.</prompt>{steps}</orderInteraction>'

    question = only(second(body, right("c", "a", "b"), declared=ORDERED))

    assert [wording(option.text) for option in question.options] == ["c", "a", "b"]


def test_words_of_a_text_are_options() -> None:
    """Words to choose in a text are underlined there, and options."""
    body = (
        '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which word is wrong?</prompt>'
        '<p>He <hottext identifier="A">goed</hottext> <hottext identifier="B">home</hottext>.</p></hottextInteraction>'
    )

    question = only(second(body, right("A")))

    assert (wording(question.stem), keys(question)) == ("Which word is wrong?\nHe goed home.", ["goed"])


def test_several_interactions_are_parts() -> None:
    """An item that asks several things is a question in parts; what stands before the first is that of the whole."""
    source = second("<p>Look.</p>" + choice("a", "b") + "<p>And now?</p>" + choice("c", "d"), right("a"))
    attributes = 'identifier="R2" cardinality="single" baseType="identifier"'
    more = f"<responseDeclaration {attributes}>{right('d')}</responseDeclaration>"
    head, tail = source.rsplit('responseIdentifier="RESPONSE"', 1)

    question = only((head + 'responseIdentifier="R2"' + tail).replace("<itemBody>", more + "<itemBody>"))

    assert (question.kind, wording(question.stem)) == (Kind.MULTI_PART, "Look.")
    assert [(wording(part.stem), keys(part)) for part in question.parts] == [
        ("Which?", ["a"]),
        ("And now?\nWhich?", ["d"]),
    ]


def test_free_writing_has_room_and_a_model_answer() -> None:
    """Lines to write on, and what those who mark read, are carried."""
    body = (
        '<extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="6"><prompt>Discuss.</prompt>'
        '</extendedTextInteraction><rubricBlock view="scorer"><p>Both sides are named.</p></rubricBlock>'
    )

    question = only(second(body, declared=STRING))

    assert isinstance(question.response, Open)
    assert (question.answer_space.lines if question.answer_space else 0) == 6
    assert wording(question.response.answer) == "Both sides are named."


def test_mathematics_is_a_formula() -> None:
    """MathML, whatever its prefix, is a formula."""
    body = (
        '<p>What is <m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:msup><m:mi>c</m:mi><m:mn>2</m:mn></m:msup>'
        "</m:math>?</p>" + choice("a", "b")
    )

    question = only(second(body, right("a")))

    assert [span.source for span in spans_of(question.stem) if isinstance(span, Formula)] == ["c^{2}"]


@pytest.mark.parametrize(
    "body",
    [
        '<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="9"/>',
        '<hotspotInteraction responseIdentifier="RESPONSE"><object data="x.png"/></hotspotInteraction>',
    ],
)
def test_what_paper_cannot_ask_is_left_out(body: str) -> None:
    """Pointing and sliding are left out with a warning that names the question."""
    bank, diagnostics = read(second(f"<p>Where?</p>{body}"))

    assert not bank.questions
    assert ("not-carried", "q1") in [(each.rule, each.question) for each in diagnostics]


def test_part_of_a_package_alone_is_told() -> None:
    """A list of contents without its package says what to do."""
    _, diagnostics = read('<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"/>')

    assert [each.rule for each in errors_in(diagnostics)] == ["unpacked-package"]


def test_words_that_a_rule_compares_are_a_short_answer() -> None:
    """Free writing that a rule compares with words is a short answer."""
    rule = (
        "<responseProcessing><responseCondition><responseIf><stringMatch caseSensitive='false'>"
        "<variable identifier='RESPONSE'/><baseValue baseType='string'>two</baseValue></stringMatch>"
        "<setOutcomeValue identifier='QUE_SCORE'><sum><variable identifier='QUE_SCORE'/><baseValue baseType='integer'>"
        "100</baseValue></sum></setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )
    body = '<p>How many?</p><extendedTextInteraction responseIdentifier="RESPONSE"/>'

    question = only(with_more(second(body, declared=STRING), rule))

    assert isinstance(question.response, Written)
    assert [wording(text) for text in question.response.accepted] == ["two"]


def test_digits_that_are_compared_are_a_tolerance() -> None:
    """A number that is compared rounded is right as far as it rounds to the same."""
    rule = (
        "<responseProcessing><responseCondition><responseIf><equalRounded figures='3' roundingMode='decimalPlaces'>"
        "<variable identifier='RESPONSE'/><correct identifier='RESPONSE'/></equalRounded>"
        "<setOutcomeValue identifier='SCORE'><baseValue baseType='float'>2</baseValue></setOutcomeValue></responseIf>"
        "</responseCondition></responseProcessing>"
    )
    body = '<p>What is e squared?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'

    question = only(with_more(second(body, right("7.389"), declared=FLOAT), rule))

    assert isinstance(question.response, Numeric)
    assert question.response.tolerance == Decimal("0.0005")


def test_a_right_answer_that_is_no_choice_is_told() -> None:
    """What is declared right and is no choice is an error, and not left out of the key in silence."""
    _, diagnostics = read(second(choice("a", "b"), right("a", "x"), declared=SEVERAL))

    assert [each.rule for each in errors_in(diagnostics)] == ["unknown-answer"]


def test_rubrics_go_to_those_they_are_for() -> None:
    """What candidates read belongs to the stem, what those who mark read does not."""
    body = (
        '<div><rubricBlock view="candidate"><p>Use a pen.</p></rubricBlock><rubricBlock view="scorer"><p>Be kind.</p>'
        f"</rubricBlock></div>{choice('a', 'b')}"
    )

    question = only(second(body, right("a")))

    assert wording(question.stem) == "Use a pen.\nWhich?"
    assert wording(question.explanation.text) == "Be kind."


def picked(value: str) -> str:
    return f'<member><baseValue baseType="identifier">{value}</baseValue><variable identifier="RESPONSE"/></member>'


def when(test: str, score: str, rest: str = "") -> str:
    """One condition of response processing."""
    earned = f'<setOutcomeValue identifier="SCORE">{score}</setOutcomeValue>'
    return f"<responseCondition><responseIf>{test}{earned}</responseIf>{rest}</responseCondition>"


def value(number: str) -> str:
    return f'<baseValue baseType="float">{number}</baseValue>'


def changed(how: str, number: str) -> str:
    return f'<{how}><variable identifier="SCORE"/>{value(number)}</{how}>'


def processed(source: str, *conditions: str) -> str:
    return with_more(source, f"<responseProcessing>{''.join(conditions)}</responseProcessing>")


@pytest.mark.parametrize(
    ("declared", "conditions", "key"),
    [
        (
            SEVERAL,
            (
                when(picked("a"), changed("sum", "1")),
                when(picked("b"), changed("subtract", "1")),
                when(picked("c"), changed("sum", "1")),
            ),
            ["a", "c"],
        ),
        (SEVERAL, (when(f"<and>{picked('a')}{picked('c')}<not>{picked('b')}</not></and>", value("2")),), ["a", "c"]),
        (
            SEVERAL.replace("multiple", "single"),
            (when(picked("a"), value("0.5")), when(picked("b"), value("1"))),
            ["b"],
        ),
        (
            SEVERAL.replace("multiple", "single"),
            (
                when(
                    f"<not>{picked('b')}</not>",
                    value("0"),
                    f'<responseElse><setOutcomeValue identifier="SCORE">{value("1")}</setOutcomeValue></responseElse>',
                ),
            ),
            ["b"],
        ),
    ],
)
def test_rules_are_run_on_choices(declared: str, conditions: tuple[str, ...], key: list[str]) -> None:
    """Where nothing is declared right, the choices that score most by the rules are the key."""
    question = only(processed(second(choice("a", "b", "c"), declared=declared), *conditions))

    assert keys(question) == key


def test_a_rule_that_rewards_another_choice_is_a_conflict() -> None:
    """A choice that is declared right, and scores nothing where another does, is an error."""
    _, diagnostics = read(processed(second(choice("a", "b"), right("a")), when(picked("b"), value("1"))))

    assert [each.rule for each in errors_in(diagnostics)] == ["key-conflict"]


def test_a_mapping_that_rewards_more_than_is_declared_is_a_conflict() -> None:
    """A choice that earns as much as the one declared right, among several, is an error."""
    mapping = '<mapping><mapEntry mapKey="a" mappedValue="1"/><mapEntry mapKey="b" mappedValue="1"/></mapping>'

    _, diagnostics = read(with_more(second(choice("a", "b", "c"), right("a") + mapping, declared=SEVERAL), MAPPED))

    assert [each.rule for each in errors_in(diagnostics)] == ["key-conflict"]


def test_a_menu_amid_words_is_scored_by_rules() -> None:
    """The key of an inline choice is what the rules reward, where nothing is declared right."""
    offered = "".join(f'<inlineChoice identifier="{name}">{name}</inlineChoice>' for name in ("miaow", "woof"))
    menu = f'<inlineChoiceInteraction responseIdentifier="RESPONSE">{offered}</inlineChoiceInteraction>'

    question = only(processed(second(f"<p>Cats say {menu} all day.</p>"), when(picked("miaow"), value("1"))))

    assert keys(question.parts[0]) == ["miaow"]


def bound(name: str, number: str, *, is_turned: bool = False) -> str:
    operands = ['<variable identifier="RESPONSE"/>', value(number)]
    return f"<{name}>{''.join(reversed(operands) if is_turned else operands)}</{name}>"


@pytest.mark.parametrize(
    ("correct", "test", "answer"),
    [
        (right("3.15"), f"<and>{bound('gte', '3.1')}{bound('lte', '3.2')}</and>", ("3.15", "0.05")),
        ("", f"<and>{bound('lte', '3', is_turned=True)}{bound('gte', '5', is_turned=True)}</and>", ("4", "1")),
        (
            right("10"),
            '<equal toleranceMode="absolute" tolerance="1 2"><variable identifier="RESPONSE"/>'
            '<correct identifier="RESPONSE"/></equal>',
            ("10.5", "1.5"),
        ),
    ],
)
def test_a_number_has_all_that_rules_accept(correct: str, test: str, answer: tuple[str, str]) -> None:
    """Bounds around a number, and tolerances that differ below and above it, are in the key."""
    body = '<p>How many? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'

    question = only(processed(second(body, correct, declared=FLOAT), when(test, value("1"))))

    assert isinstance(question.response, Numeric)
    assert (question.response.value, question.response.tolerance) == tuple(map(Decimal, answer))


def test_words_that_a_rule_rewards_in_part_are_told() -> None:
    """What a rule gives less for is not accepted, and is named."""
    body = '<p>The capital? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    compared = [
        f'<stringMatch caseSensitive="false"><variable identifier="RESPONSE"/>{value(word)}</stringMatch>'
        for word in ("Paris", "Lutetia")
    ]
    conditions = (when(compared[0], value("1")), when(compared[1], value("0.5")))

    bank, diagnostics = read(processed(second(body, declared=STRING), *conditions))

    response = bank.questions[0].response
    assert isinstance(response, Written)
    assert [wording(text) for text in response.accepted] == ["Paris"]
    assert '"Lutetia" earns a part of the points' in diagnostics[0].message


def test_a_word_that_earns_less_in_a_gap_is_not_its_key() -> None:
    """Of the words that a mapping rewards in one gap, the one that earns most is the key."""
    mapping = '<mapping><mapEntry mapKey="w g" mappedValue="1"/><mapEntry mapKey="s g" mappedValue="0.5"/></mapping>'
    words = "".join(f'<gapText identifier="{name}" matchMax="1">{name}</gapText>' for name in ("w", "s"))
    body = f'<gapMatchInteraction responseIdentifier="RESPONSE">{words}<p>Now <gap identifier="g"/>.</p>'

    question = only(second(body + "</gapMatchInteraction>", mapping, declared=PAIRS))

    assert keys(question.parts[0]) == ["w"]


def test_two_words_right_in_one_gap_are_an_error() -> None:
    """A gap has one key; where two words are declared right in it, none of them is dropped in silence."""
    words = "".join(f'<gapText identifier="{name}" matchMax="1">{name}</gapText>' for name in ("w", "s"))
    body = f'<gapMatchInteraction responseIdentifier="RESPONSE">{words}<p>Now <gap identifier="g"/>.</p>'

    _, diagnostics = read(second(body + "</gapMatchInteraction>", right("w g", "s g"), declared=PAIRS))

    assert [each.rule for each in errors_in(diagnostics)] == ["several-keys"]


def test_a_word_declared_right_that_earns_nothing_is_a_conflict() -> None:
    """A mapping that rewards another word than the one declared right is an error, whatever their capitals."""
    body = '<p>The capital? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    mapping = '<mapping><mapEntry mapKey="paris" mappedValue="1" caseSensitive="false"/></mapping>'
    found = [
        [each.rule for each in read(with_more(second(body, right(word) + mapping, declared=STRING), MAPPED))[1]]
        for word in ("Paris", "Lyon")
    ]

    assert found == [[], ["key-conflict"]]


def test_an_order_is_stated_by_a_rule() -> None:
    """Where nothing is declared, the order that a rule rewards is right."""
    steps = "".join(f'<simpleChoice identifier="{name}">{name}</simpleChoice>' for name in ("a", "b"))
    body = f'<orderInteraction responseIdentifier="RESPONSE">{steps}</orderInteraction>'
    test = f'<match><variable identifier="RESPONSE"/><ordered>{value("b")}{value("a")}</ordered></match>'

    question = only(processed(second(f"<p>Sort.</p>{body}", declared=ORDERED), when(test, value("1"))))

    assert [wording(option.text) for option in question.options] == ["b", "a"]


ENTRY = '<p>How many? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'


def _bound(name: str, number: str) -> str:
    return f'<{name}><variable identifier="RESPONSE"/><baseValue baseType="float">{number}</baseValue></{name}>'


def test_a_number_that_only_its_opposite_states() -> None:
    """Where rules say which numbers are wrong, those between that score are the range of the right ones."""
    scores = '<setOutcomeValue identifier="SCORE">{}</setOutcomeValue>'
    other = f"<responseElse>{scores.format(value('1'))}</responseElse>"
    above = f"<responseElseIf>{_bound('gt', '5')}{scores.format(value('0'))}</responseElseIf>{other}"

    question = only(processed(second(ENTRY, declared=FLOAT), when(_bound("lt", "3"), value("0"), above)))

    assert isinstance(question.response, Numeric)
    assert (question.response.value, question.response.tolerance) == (Decimal(4), Decimal(1))


def test_numbers_without_an_end_are_no_range() -> None:
    """All numbers beyond one are no answer that a key could state."""
    _, diagnostics = read(processed(second(ENTRY, declared=FLOAT), when(f"<not>{_bound('lt', '3')}</not>", value("1"))))

    assert [each.rule for each in errors_in(diagnostics)] == ["no-answer"]


def test_a_pattern_of_few_words_is_these() -> None:
    """A pattern is written out where it can be, and named where it cannot."""

    def fits(pattern: str) -> str:
        return when(f'<patternMatch pattern="{pattern}"><variable identifier="RESPONSE"/></patternMatch>', value("1"))

    question = only(processed(second(ENTRY, declared=STRING), fits("colou?r")))
    _, diagnostics = read(processed(second(ENTRY, declared=STRING), fits("col.*")))

    assert isinstance(question.response, Written)
    assert [wording(each) for each in question.response.accepted] == ["colour", "color"]
    assert {each.rule for each in diagnostics} == {"not-carried", "no-answer"}


def test_a_rule_may_settle_what_is_right() -> None:
    """What a rule makes the right response is the key, whatever is declared."""
    settled = (
        '<setCorrectResponse identifier="RESPONSE"><baseValue baseType="identifier">b</baseValue></setCorrectResponse>'
    )

    assert keys(only(processed(second(choice("a", "b"), right("a")), settled))) == ["b"]


def test_a_pair_that_earns_a_part_is_not_the_key() -> None:
    """Where only a mapping says what belongs together, the pairs that earn most do, and others are named."""
    entries = (("a X", "1"), ("a Y", "0.5"), ("b Y", "1"))
    mapping = "".join(f'<mapEntry mapKey="{pair}" mappedValue="{earns}"/>' for pair, earns in entries)

    bank, diagnostics = read(second(_sets("ab", "XY"), f"<mapping>{mapping}</mapping>", declared=PAIRS))

    response = bank.questions[0].response
    assert isinstance(response, Matching)
    assert [prompt.target for prompt in response.prompts] == [0, 1]
    assert [each.rule for each in diagnostics] == ["not-carried"]


def test_rules_that_give_parts_or_take_away_are_weights() -> None:
    """What a rule gives or takes for one choice is its weight, and what it gives for the right one the worth."""
    scores = '<setOutcomeValue identifier="SCORE">{}</setOutcomeValue>'
    part = f"<responseElseIf>{picked('b')}{scores.format(value('1'))}</responseElseIf>"
    other = f"<responseElse>{scores.format(value('-2'))}</responseElse>"
    test = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'

    part = part.replace("<member>", "<match>").replace("</member>", "</match>")
    question = only(processed(second(choice("a", "b", "c"), right("a")), when(test, value("4"), part + other)))

    assert [option.weight for option in question.options] == [Decimal(1), Decimal("0.25"), Decimal("-0.5")]
    assert question.points == 4
