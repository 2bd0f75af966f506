"""QTI 1.2: each kind of item, in the dialects of learning systems."""

from __future__ import annotations

from decimal import Decimal

import pytest
from qti_samples import blank, choices, equal, feedback, first, item, scored, stem, when

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats.reading import parse_bank
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import wording


def read(*items: str, head: str = "") -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(first(*items, head=head), "quiz.xml", format="qti12")


def only(*items: str) -> Question:
    bank, diagnostics = read(*items)
    assert not errors_in(diagnostics), diagnostics
    return bank.questions[0]


def keys(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options if option.is_key]


def test_a_choice_has_its_key_from_what_scores() -> None:
    """The option whose choice scores is the key, and the worth is what the metadata says."""
    question = only(
        item(stem("<p>Which?</p>") + choices("red", "blue"), scored(when(equal("blue"))), points="2.5", kind="x")
    )

    assert question.kind is Kind.CHOICE
    assert (keys(question), question.points, question.id) == (["blue"], Decimal("2.5"), "i1")


@pytest.mark.parametrize(
    "conditions",
    [
        (when(f"<and>{equal('a')}{equal('c')}<not>{equal('b')}</not></and>"),),
        (when(equal("a") + equal("c")),),
        (when(equal("a"), "50", "Add"), when(equal("c"), "50", "Add"), when(equal("b"), "-50", "Add")),
        (when('<varsubset respident="r1">a,c</varsubset>'),),
        (when(f"<or><and>{equal('a')}{equal('c')}</and></or>"), when("<other/>", "0")),
    ],
)
def test_several_right_options_are_found_however_they_are_scored(conditions: tuple[str, ...]) -> None:
    """The set of options that together score most is the key."""
    question = only(item(stem("Which two?") + choices("a", "b", "c", cardinality="Multiple"), scored(*conditions)))

    assert question.kind is Kind.MULTIPLE_RESPONSE
    assert keys(question) == ["a", "c"]


def test_wrong_options_that_cost_have_weights() -> None:
    """Where wrong options take points away, each option has its share."""
    conditions = (when(equal("a"), "2", "Add"), when(equal("b"), "-1", "Add"), when(equal("c"), "2", "Add"))

    question = only(item(stem("Which?") + choices("a", "b", "c", cardinality="Multiple"), scored(*conditions)))

    assert [option.weight for option in question.options] == [Decimal("0.5"), Decimal("-0.25"), Decimal("0.5")]


def _condition(test: str, shown: str = "", change: str = "") -> str:
    feedback = f'<displayfeedback linkrefid="{shown}"/>' if shown else ""
    return f"<respcondition><conditionvar>{test}</conditionvar>{change}{feedback}</respcondition>"


def _set(value: str, name: str = "SCORE") -> str:
    return f'<setvar varname="{name}" action="Set">{value}</setvar>'


@pytest.mark.parametrize(
    "conditions",
    [
        (_condition(equal("b"), "Correct"), _condition(equal("a"), "Incorrect")),
        (_condition(equal("b")), _condition("<other/>", "", _set("0"))),
        (_condition(equal("b"), "", _set("5", "que_score")), _condition(equal("a"), "", _set("1", "attempts"))),
    ],
)
def test_a_key_that_no_score_states(conditions: tuple[str, ...]) -> None:
    """What is shown after right answers tells these, or a condition that does nothing else; tries are no points."""
    question = only(item(stem("Which?") + choices("a", "b"), scored(*conditions)))

    assert keys(question) == ["b"]
    assert [option.weight for option in question.options] == [None, None]


def test_partial_credit_of_blackboard_is_per_cent() -> None:
    """Beside ``SCORE.max``, a number is a share of a hundred, and an option is named by an empty test."""
    outcomes = '<resprocessing><outcomes><decvar varname="SCORE" maxvalue="10"/></outcomes>'
    right = _condition(equal("b"), "correct", _set("SCORE.max"))
    wrong = _condition("<other/>", "incorrect", _set("0.0"))
    single = [_condition(f'<varequal respident="{name}"/>', name, _set(value)) for name, value in _SHARES]
    processing = "".join((outcomes, right, wrong, *single, "</resprocessing>"))

    question = only(item(stem("Which?") + choices("a", "b", "c"), processing))

    assert keys(question) == ["b"]
    assert [option.weight for option in question.options] == [Decimal("0.5"), Decimal(1), Decimal("-0.25")]


_SHARES = (("a", "50.0"), ("b", "0"), ("c", "-25"))


def test_leaving_a_wrong_option_out_may_earn_something() -> None:
    """Weights count from what nothing chosen earns, as where D2L gives a point for each option left out rightly."""
    conditions = (when(equal("a"), "1", "Add"), when(f"<not>{equal('b')}</not>", "1", "Add"))

    question = only(item(stem("Which?") + choices("a", "b", cardinality="Multiple"), scored(*conditions)))

    assert [option.weight for option in question.options] == [Decimal(1), Decimal(-1)]


def test_a_choice_without_scoring_has_no_key() -> None:
    """What nothing scores is unresolved, and never guessed."""
    bank, diagnostics = read(item(stem("Which?") + choices("a", "b")))

    assert not keys(bank.questions[0])
    assert [each.rule for each in errors_in(diagnostics)] == ["unresolved-key"]


def test_words_of_true_and_false_make_a_true_false_question() -> None:
    """Two options that are these words are a true-false question."""
    question = only(item(stem("So?") + choices("True", "False"), scored(when(equal("False")))))

    assert question.kind is Kind.TRUE_FALSE
    assert keys(question) == ["False"]


def test_a_short_answer_accepts_all_that_scores() -> None:
    """Each answer that scores is accepted; one that differs in capitals alone is the same."""
    question = only(
        item(stem("Gas?") + blank(), scored(when(equal("CO2") + equal("co2") + equal("carbon dioxide"))), kind="x")
    )

    assert question.kind is Kind.SHORT_ANSWER
    assert isinstance(question.response, Written)
    assert [wording(text) for text in question.response.accepted] == ["CO2", "carbon dioxide"]


@pytest.mark.parametrize(
    ("test", "value", "tolerance"),
    [
        (equal("9.81"), "9.81", "0"),
        (
            f"<or>{equal('10')}<and><vargte respident='r1'>8</vargte><varlte respident='r1'>12</varlte></and></or>",
            "10",
            "2",
        ),
        ("<vargte respident='r1'>1</vargte><varlte respident='r1'>2</varlte>", "1.5", "0.5"),
    ],
)
def test_numbers_have_the_range_around_them(test: str, value: str, tolerance: str) -> None:
    """A number and the range that holds it are one answer."""
    question = only(item(stem("How many?") + blank(), scored(when(test)), kind="numerical_question"))

    assert isinstance(question.response, Numeric)
    assert (question.response.value, question.response.tolerance) == (Decimal(value), Decimal(tolerance))


def test_gaps_stand_where_the_responses_do() -> None:
    """Responses amid the words are gaps of a fill-in."""
    body = (
        "<flow><material><mattext>Now is the </mattext></material>"
        + blank("r1")
        + "<material><mattext> of our </mattext></material>"
        + blank("r2")
        + "<material><mattext>.</mattext></material></flow>"
    )

    question = only(item(body, scored(when(equal("winter", "r1") + equal("discontent", "r2"), "2"))))

    assert question.kind is Kind.FILL_IN
    assert wording(question.stem) == "Now is the ____ of our ____."
    assert [wording(part.response.accepted[0]) for part in question.parts if isinstance(part.response, Written)] == [
        "winter",
        "discontent",
    ]


def test_names_in_brackets_are_gaps() -> None:
    """A name in brackets in the stem is the place of the response with that name."""
    body = stem("<p>Roses are [one], violets [two].</p>") + choices("red", "Red", ident="response_one", prompt="one")
    body += choices("blue", ident="response_two", prompt="two")

    question = only(item(body, kind="fill_in_multiple_blanks_question"))

    assert wording(question.stem) == "Roses are ____, violets ____."
    assert [part.kind for part in question.parts] == [Kind.SHORT_ANSWER] * 2


def test_menus_are_gaps_with_options() -> None:
    """A menu in the stem is a gap with its options."""
    body = stem("<p>Roses are [one].</p>") + choices("red", "blue", ident="response_one", prompt="one")

    question = only(item(body, scored(when(equal("red", "response_one"))), kind="multiple_dropdowns_question"))

    assert question.parts[0].kind is Kind.CHOICE
    assert keys(question.parts[0]) == ["red"]


def test_words_inside_a_response_belong_to_the_stem() -> None:
    """What stands in a response before its labels is asked, too."""
    body = stem("<p>Look at it.</p>") + choices("red", "blue", prompt="Which?")

    question = only(item(body, scored(when(equal("blue")))))

    assert wording(question.stem).split("\n") == ["Look at it.", "Which?"]


def test_each_gap_of_a_new_quiz_says_how_it_is_answered() -> None:
    """Words offered in a menu or a word bank have wrong ones among them; a pattern is told."""
    body = stem("<p>Roses are [one], violets [two].</p>") + choices("red", "blue", ident="response_one", prompt="one")
    body += choices("^blue?$", ident="response_two", prompt="two")
    body = body.replace('ident="red"', 'ident="red" answer_type="dropdown"')
    body = body.replace('ident="^blue?$"', 'ident="^blue?$" answer_type="openEntry" scoring_algorithm="TextRegex"')

    bank, diagnostics = read(
        item(body, scored(when(equal("red", "response_one"))), kind="fill_in_multiple_blanks_question")
    )

    menu, word = bank.questions[0].parts
    assert (menu.kind, word.kind) == (Kind.CHOICE, Kind.SHORT_ANSWER)
    assert keys(menu) == ["red"]
    assert '"^blue?$" is a pattern' in next(each.message for each in diagnostics if each.rule == "not-carried")


def test_a_name_that_no_response_has_is_told() -> None:
    """A response whose name is not in the stem is an error."""
    body = stem("<p>Roses are [one].</p>") + choices("red", ident="response_two", prompt="two")

    _, diagnostics = read(item(body, kind="fill_in_multiple_blanks_question"))

    assert "gap" in [each.rule for each in errors_in(diagnostics)]


def test_pairs_share_their_options() -> None:
    """Several choices with the same options are a matching question; options that nothing means are distractors."""
    body = (
        stem("Match.")
        + choices("Fe", "Pb", "Pt", ident="a", prompt="Iron")
        + choices("Fe", "Pb", "Pt", ident="b", prompt="Lead")
    )

    question = only(item(body, scored(when(equal("Fe", "a"), "50", "Add"), when(equal("Pb", "b"), "50", "Add"))))

    assert question.kind is Kind.MATCHING
    assert isinstance(question.response, Matching)
    assert [(wording(prompt.text), prompt.target) for prompt in question.response.prompts] == [("Iron", 0), ("Lead", 1)]
    assert len(question.options) == 3


def test_choices_that_share_nothing_are_parts() -> None:
    """Several choices with options of their own are parts of one question."""
    body = (
        stem("Look.") + choices("a", "b", ident="x", prompt="First?") + choices("c", "d", ident="y", prompt="Second?")
    )

    question = only(item(body, scored(when(equal("a", "x"), "1", "Add"), when(equal("d", "y"), "1", "Add"))))

    assert question.kind is Kind.MULTI_PART
    assert [(wording(part.stem), keys(part)) for part in question.parts] == [("First?", ["a"]), ("Second?", ["d"])]


def test_steps_stand_in_their_right_order() -> None:
    """The options of an ordering are in the order that scores."""
    body = stem("Sort.") + choices("b", "a", "c", cardinality="Ordered")

    question = only(item(body, scored(when(f"<and>{equal('a')}{equal('b')}{equal('c')}</and>"))))

    assert question.kind is Kind.ORDERING
    assert [wording(option.text) for option in question.options] == ["a", "b", "c"]


def test_feedback_goes_to_its_place() -> None:
    """What is shown in any case explains, what one option shows is its rationale, and the rest is named."""
    processing = scored(
        when("<other/>", "", shows="general_fb"),
        when(equal("a"), "", shows="a_fb"),
        when(equal("a")),
        when("<other/>", "", shows="general_incorrect_fb"),
    )
    said = feedback("general_fb", "Because of this.") + feedback("a_fb", "Just so.")
    said += feedback("general_incorrect_fb", "No, look again.")

    bank, diagnostics = read(item(stem("Which?") + choices("a", "b"), processing + said))

    question = bank.questions[0]
    assert wording(question.explanation.text) == "Because of this."
    assert [wording(option.rationale) for option in question.options] == ["Just so.", ""]
    assert [each.rule for each in diagnostics] == ["not-carried"]


def test_a_text_that_asks_nothing_is_shared() -> None:
    """A text without a response goes with the questions behind it, and this is said."""
    bank, diagnostics = read(
        item(stem("<p>Read this.</p>"), kind="text_only_question", ident="t1"),
        item(stem("Which?") + choices("a", "b"), scored(when(equal("a"))), ident="i2"),
    )

    assert [each.id for each in bank.sets] == ["t1"]
    assert bank.questions[0].set_id == "t1"
    assert [each.rule for each in diagnostics] == ["shared-text"]


def test_a_question_that_paper_cannot_ask_is_left_out() -> None:
    """Pointing at a picture is left out with a warning, and the other questions are read."""
    body = stem("Where?") + '<response_xy ident="r1"><render_hotspot/></response_xy>'

    bank, diagnostics = read(
        item(body, ident="i1"), item(stem("Which?") + choices("a", "b"), scored(when(equal("a"))), ident="i2")
    )

    assert [question.id for question in bank.questions] == ["i2"]
    assert [(each.rule, each.question) for each in diagnostics] == [("not-carried", "i1")]


def test_free_writing_is_open() -> None:
    """A place to write in that nothing scores is an open question, with its model answer."""
    solution = '<itemfeedback ident="solution"><solution><solutionmaterial><material><mattext>It grows.</mattext>'
    solution += "</material></solutionmaterial></solution></itemfeedback>"

    question = only(item(stem("Discuss.") + blank(), solution))

    assert question.kind is Kind.OPEN
    assert wording(question.response.answer) == "It grows."  # type: ignore[union-attr]


def test_titles_of_sections_are_topics() -> None:
    """Questions of a section with a title have it as their topic."""
    source = first(item(stem("Which?") + choices("a", "b"), scored(when(equal("a"))))).replace(
        'ident="root_section"', 'ident="s" title="Plants"'
    )

    bank, _ = parse_bank(source)

    assert (bank.title, bank.questions[0].topic) == ("Week 3", "Plants")


def test_blackboard_pools_are_read() -> None:
    """Blackboard's blocks, its SCORE.max and its right column are understood."""
    presentation = (
        '<flow class="Block"><flow class="QUESTION_BLOCK"><flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension>'
        '<mat_formattedtext type="HTML">&lt;p&gt;Match.&lt;/p&gt;</mat_formattedtext></mat_extension></material></flow>'
        '</flow><flow class="RESPONSE_BLOCK">'
        + "".join(
            f'<flow class="Block"><flow class="FORMATTED_TEXT_BLOCK"><material><mattext>{prompt}</mattext></material>'
            f'</flow><response_lid ident="{ident}"><render_choice><flow_label><response_label ident="{ident}1"/>'
            f'<response_label ident="{ident}2"/></flow_label></render_choice></response_lid></flow>'
            for ident, prompt in (("a", "Iron"), ("b", "Lead"))
        )
        + '</flow><flow class="RIGHT_MATCH_BLOCK">'
        + "".join(f"<flow><flow><material><mattext>{said}</mattext></material></flow></flow>" for said in ("Pb", "Fe"))
        + "</flow></flow>"
    )
    processing = "<resprocessing><outcomes><decvar varname='SCORE' maxvalue='10'/></outcomes>" + "".join(
        f"<respcondition><conditionvar><varequal respident='{ident}'>{ident}{place}</varequal></conditionvar>"
        "</respcondition>"
        for ident, place in (("a", 2), ("b", 1))
    )
    processing = processing.replace(
        "</conditionvar>", "</conditionvar><setvar variablename='SCORE' action='Set'>SCORE.max</setvar>"
    )

    question = only(item(presentation, processing + "</resprocessing>"))

    assert wording(question.stem) == "Match."
    assert isinstance(question.response, Matching)
    assert [(wording(p.text), wording(question.options[p.target].text)) for p in question.response.prompts] == [
        ("Iron", "Fe"),
        ("Lead", "Pb"),
    ]


def test_damaged_files_are_located() -> None:
    """XML that is cut off is an error with its line, and no key is read from it."""
    source = first(item(stem("Which?") + choices("a", "b"), scored(when(equal("a")))))[:-40]

    bank, diagnostics = parse_bank(source, format="qti12")

    assert not bank.questions
    assert [(each.rule, each.line is not None) for each in errors_in(diagnostics)] == [("bad-xml", True)]


SETS = """<itemproc_extension><calculated><answer_tolerance>0.1%</answer_tolerance><formulas><formula>x*y</formula>
</formulas><var_sets><var_set ident="1"><var name="x">2</var><var name="y">1.5</var><answer>3</answer></var_set>
<var_set ident="2"><var name="x">4</var><var name="y">2.5</var><answer>10</answer></var_set></var_sets></calculated>
</itemproc_extension>"""


def test_sets_of_values_make_a_parametrised_question() -> None:
    """Values that a system drew, with their answers, are those that variants draw from."""
    body = stem("<p>What is [x] times [y], or \\([x] \\cdot [y]\\)?</p>") + blank()

    question = only(item(body, SETS, kind="calculated_question", points="2"))

    assert question.program is not None
    assert (question.kind, question.points, question.program.count) == (Kind.NUMERIC, Decimal(2), 2)
    assert isinstance(question.response, Numeric)
    first, answer = ("2 times 1.5", 3) if "2 times" in wording(question.stem) else ("4 times 2.5", 10)
    assert wording(question.stem).startswith(f"What is {first}, or ")
    assert (question.response.value, question.response.tolerance) == (answer, Decimal("0.001"))


def test_values_that_are_not_stated_are_told() -> None:
    """A calculated question without its values is left out, with a warning."""
    bank, diagnostics = read(item(stem("What is [x]?") + blank(), kind="calculated_question"))

    assert not bank.questions
    assert "not-carried" in [each.rule for each in diagnostics]


def test_desire2learn_is_read() -> None:
    """D2L names metadata, places to write and feedback in ways of its own."""
    box = (
        '<response_str ident="Q1_STR"><render_fib rows="1"><response_label ident="Q1_ANS"/></render_fib></response_str>'
    )
    written = item(stem("Which colour?") + box, scored(when(equal("red", "Q1_ANS"))), kind="Short Answer", ident="i1")
    chosen = item(
        stem("Which?") + choices("Q2_A1", "Q2_A2", ident="Q2_LID", cardinality="Multiple"),
        scored(when(equal("Q2_A2", "Q2_LID") + f"<not>{equal('Q2_A1', 'Q2_LID')}</not>", "1", "Add"))
        + feedback("Q2_IF1", "Too early."),
        kind="Multi-Select",
        ident="i2",
    )
    source = first(written, chosen).replace("qtimetadatafield", "qti_metadatafield")

    bank, diagnostics = parse_bank(source.replace("question_type", "qmd_questiontype"))

    assert not errors_in(diagnostics)
    assert isinstance(bank.questions[0].response, Written)
    assert keys(bank.questions[1]) == ["Q2_A2"]
    assert wording(bank.questions[1].options[0].rationale) == "Too early."


def test_conditions_that_only_say_that_it_is_right() -> None:
    """Blackboard says of some right answers only that they show the feedback for right ones."""
    question = only(
        item(
            stem("Gas?") + blank(), scored(when(equal("oxygen"), "", shows="correct"), when("<other/>", "0")), kind="x"
        )
    )

    assert isinstance(question.response, Written)
    assert [wording(text) for text in question.response.accepted] == ["oxygen"]


def test_things_in_groups_are_matched_with_them() -> None:
    """Where several things belong to one group, the things are the left column."""
    named = ("oak", "trout", "elm")
    body = stem("Sort.") + choices(*named, ident="g1", cardinality="Multiple", prompt="Trees")
    body += choices(*named, ident="g2", cardinality="Multiple", prompt="Fish")
    trees, fish = equal("oak", "g1") + equal("elm", "g1"), equal("trout", "g2")
    conditions = scored(when(trees, "50", "Add"), when(fish, "50", "Add"))

    question = only(item(body, conditions, kind="categorization_question"))

    assert isinstance(question.response, Matching)
    found = {wording(p.text): wording(question.options[p.target].text) for p in question.response.prompts}
    assert found == {"oak": "Trees", "trout": "Fish", "elm": "Trees"}


def test_steps_in_an_extension_are_read() -> None:
    """Canvas writes what is to be put in order in an extension of its own."""
    offered = choices("b", "a", cardinality="Ordered").replace("render_choice", "render_extension")

    question = only(item(stem("Sort.") + offered, scored(when(equal("a") + equal("b"))), kind="ordering_question"))

    assert [wording(option.text) for option in question.options] == ["a", "b"]


@pytest.mark.parametrize(("entity", "found"), [("&eacute;", "café au lait"), ("&nothing;", "")])
def test_entities_of_html_are_characters(entity: str, found: str) -> None:
    """Entities that a DTD outside the file declares are the characters that HTML has for them; others are errors."""
    source = first(item(f"<material><mattext>caf{entity} au lait</mattext></material>" + choices("a", "b")))
    doctype = '<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd">'

    bank, diagnostics = parse_bank(source.replace("?>\n", f"?>\n{doctype}\n", 1))

    assert [wording(question.stem) for question in bank.questions] == [found] * bool(found)
    assert [each.rule for each in errors_in(diagnostics)] == ["unresolved-key" if found else "bad-xml"]


def test_points_may_be_there_from_the_start() -> None:
    """Where an item begins with its points and wrong options take them, the one that takes none is the key."""
    processing = scored(when(equal("a"), "0"), when(equal("c"), "0"))
    processing = processing.replace("<decvar/>", '<decvar varname="SCORE" defaultval="1"/>')

    assert keys(only(item(stem("Which?") + choices("a", "b", "c"), processing))) == ["b"]


def test_words_before_a_place_to_write_stay_with_it() -> None:
    """What stands inside a response to be written is asked, before its gap."""
    body = stem("Name the sounds.") + "".join(
        blank(name).replace("<render_fib>", f"<material><mattext>{said}</mattext></material><render_fib>")
        for name, said in (("r1", "cat"), ("r2", "dog"))
    )

    question = only(item(body, scored(when(equal("miaow")), when(equal("woof", "r2")))))

    assert wording(question.stem).split("\n") == ["Name the sounds.", "cat ____", "dog ____"]


def test_the_place_of_each_step_is_a_right_order() -> None:
    """D2L tests for each step the place that it has."""
    body = stem("Sort.") + choices("b", "c", "a", cardinality="Ordered")
    conditions = [when(equal(place, name), "1", "Add") for name, place in (("b", "2"), ("c", "3"), ("a", "1"))]

    question = only(item(body, scored(*conditions), kind="Ordering"))

    assert [wording(option.text) for option in question.options] == ["a", "b", "c"]


def test_what_d2l_says_beside_its_feedback_is_kept() -> None:
    """The answer key of an essay is its model answer, feedback by the name of a question explains, a hint is told."""
    said = "<flow_mat><material><mattext>Warm air rises.</mattext></material></flow_mat>"
    essay = item(stem("Why?") + blank(), f"<answer_key><answer_key_material>{said}</answer_key_material></answer_key>")
    chosen = item(
        stem("Which?") + choices("a", "b"), scored(when(equal("a"))) + feedback("i2", "All of it."), ident="i2"
    )
    hint = f"<hint><hintmaterial>{said}</hintmaterial></hint>"

    bank, diagnostics = read(essay, chosen.replace("</item>", hint + "</item>"))

    response = bank.questions[0].response
    assert isinstance(response, Open)
    assert wording(response.answer) == "Warm air rises."
    assert wording(bank.questions[1].explanation.text) == "All of it."
    assert [each.message for each in diagnostics] == ["a hint is not carried"]


def test_feedback_of_blackboard_on_one_option_is_its_rationale() -> None:
    """Feedback by the name of an option goes with that option, though Blackboard calls it a solution."""
    said = feedback("a", "Too small.").replace("<flow_mat>", "<solution><solutionmaterial><flow_mat>")
    said = said.replace("</flow_mat>", "</flow_mat></solutionmaterial></solution>")

    question = only(item(stem("Which?") + choices("a", "b"), scored(when(equal("b"))) + said))

    assert [wording(option.rationale) for option in question.options] == ["Too small.", ""]
    assert not question.explanation.text


def test_an_either_or_of_blackboard_has_its_words() -> None:
    """Options that only name what Blackboard shows say that."""
    names = ("agree_disagree.true", "agree_disagree.false")

    question = only(item(stem("Good?") + choices(*names), scored(when(equal(names[0]))), kind="Either/Or"))

    assert [wording(option.text) for option in question.options] == ["Agree", "Disagree"]


def test_things_of_one_list_are_joined() -> None:
    """Conditions that name two things each, as in ILIAS, make a matching question."""
    labels = choices("Hund", "Katze", "wau", "miau", "muh", cardinality="Multiple")
    grouped = labels.replace("response_lid", "response_grp")
    subsets = ("wau,Hund", "miau,Katze")
    conditions = (when(f'<varsubset respident="r1">{each}</varsubset>', "1", "Add") for each in subsets)

    question = only(item(stem("Match.") + grouped, scored(*conditions)))

    assert isinstance(question.response, Matching)
    assert [(wording(each.text), each.target) for each in question.response.prompts] == [("Hund", 0), ("Katze", 1)]
    assert [wording(option.text) for option in question.options] == ["wau", "miau", "muh"]


def test_each_step_may_have_a_condition_of_its_own() -> None:
    """Where single conditions say the place of a step, all of them together are the order."""
    tests = (f'<varequal respident="r1" index="{place}">{name}</varequal>' for place, name in enumerate("bca"))

    question = only(
        item(stem("Order.") + choices(*"abc", cardinality="Ordered"), scored(*(when(t, "1", "Add") for t in tests)))
    )

    assert [wording(option.text) for option in question.options] == ["b", "c", "a"]


@pytest.mark.parametrize("tested", ["Paris &amp; Co", "1", "1:correct"])
def test_options_go_by_several_names(tested: str) -> None:
    """A test may name an option, say its words, or say whether it is right."""
    labels = "".join(
        f'<response_label ident="{place}"><material><mattext>{words}</mattext></material></response_label>'
        for place, words in enumerate(("Rome", "Paris &amp; Co"))
    )
    asked = f'<response_lid ident="r1"><render_choice>{labels}</render_choice></response_lid>'

    assert keys(only(item(stem("Which?") + asked, scored(when(equal(tested)))))) == ["Paris & Co"]


def test_statements_that_are_to_be_called_wrong() -> None:
    """What is tested for being called wrong is no key."""
    tests = equal("a:correct") + equal("b:wrong") + equal("c:correct")

    question = only(item(stem("Which?") + choices(*"abc", cardinality="Multiple"), scored(when(f"<and>{tests}</and>"))))

    assert keys(question) == ["a", "c"]


def test_sakai_says_what_is_right_by_feedback() -> None:
    """Sakai adds nothing for right answers but shows their feedback, calls HTML plain text, and has empty pictures."""
    conditions = (
        when(equal("a"), "0", "Add", shows="InCorrect"),
        when(equal("b"), "0", "Add", shows="Correct"),
    )
    asked = '<material><mattext charset="ascii-us" texttype="text/plain"><![CDATA[<p>Which?</p>]]></mattext></material>'
    picture = '<material><matimage embedded="base64" imagtype="text/html" uri=""/></material>'

    question = only(item(asked + picture + choices("a", "b"), scored(*conditions)))

    assert (wording(question.stem), keys(question)) == ("Which?", ["b"])


def test_a_formula_that_is_a_number_is_the_answer() -> None:
    """D2L states numbers as formulas, with a place for the unit beside that for the number."""
    extension = (
        "<respcond_extension><formula>3.14</formula><precision type='decimalplaces'>2</precision>"
        "<tolerance type='percent'>5</tolerance><units/></respcond_extension>"
    )
    number = '<response_num ident="n"><render_fib fibtype="Decimal"/></response_num>'
    condition = f"<respcondition>{extension}<conditionvar><other/></conditionvar>{_set('100')}</respcondition>"

    question = only(item(stem("Pi?") + number + blank("unit"), scored(condition), kind="Arithmetic"))

    assert isinstance(question.response, Numeric)
    assert (question.response.value, question.response.tolerance) == (Decimal("3.14"), Decimal("0.05"))


def test_a_choice_of_one_stays_one_whatever_its_cardinality() -> None:
    """D2L calls the responses of all choices multiple, but the type of the question single."""
    asked = stem("Which?") + choices("a", "b", cardinality="Multiple")

    question = only(item(asked, scored(when(equal("a"))), kind="Multiple Choice"))

    assert (question.kind, keys(question)) == (Kind.CHOICE, ["a"])


def test_texts_that_were_encoded_twice() -> None:
    """Where the stem is a paragraph that was encoded twice, the texts of its question are decoded once more."""
    label = '<response_label ident="a"><material><mattext>&amp;lt;b&amp;gt;one&amp;lt;/b&amp;gt;</mattext></material>'
    asked = choices("a", "b").replace(
        choices("a").partition("<render_choice>")[2].partition("</response_label>")[0], label
    )

    question = only(item(stem("&lt;p&gt;Which?&lt;/p&gt;") + asked, scored(when(equal("a")))))

    assert [wording(text) for text in (question.stem, question.options[0].text)] == ["Which?", "one"]


@pytest.mark.parametrize(("pattern", "words"), [("colou?r", ["colour", "color"]), ("hue", ["hue"])])
def test_patterns_are_written_out(pattern: str, words: list[str]) -> None:
    """A pattern that stands for few words is these."""
    test = f'<varequal respident="r1" case="regexp">{pattern}</varequal>'

    question = only(item(stem("What?") + blank(), scored(when(test))))

    assert isinstance(question.response, Written)
    assert [wording(each) for each in question.response.accepted] == words


def test_several_places_that_are_tested_as_one() -> None:
    """ILIAS tests the places of a list of answers by what their names begin with; the number wanted is told."""
    conditions = (when(f'<varsubset respident="W">{word}</varsubset>', "1", "Add") for word in ("red", "blue", "green"))

    bank, diagnostics = read(item(stem("Two colours?") + blank("W_00") + blank("W_01"), scored(*conditions)))

    response = bank.questions[0].response
    assert isinstance(response, Written)
    assert [wording(each) for each in response.accepted] == ["red", "blue", "green"]
    assert [each.message[:31] for each in diagnostics] == ["the question asks for 2 answers"]


def test_bounds_that_stand_at_the_place_of_a_number() -> None:
    """ILIAS states what is right around the number of a gap where it is written."""
    place = '<response_num ident="gap_0"><render_fib fibtype="Decimal" minnumber="3" maxnumber="5"/></response_num>'
    condition = when('<varequal respident="gap_0">4</varequal>', "1", "Add")

    question = only(item(stem("Two and two make ") + place + stem(" apples."), scored(condition)))

    response = question.parts[0].response
    assert isinstance(response, Numeric)
    assert (response.value, response.tolerance) == (Decimal(4), Decimal(1))
