"""Tests of examgen's own Markdown; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from drawn_texts import any_image, prose_styles, rich_texts, texts, words
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats import parse_bank
from examgen.formats.examgen_markdown import parse, sniff
from examgen.formats.examgen_markdown_dump import dump
from examgen.formats.finish import finish
from examgen.formats.question_dump import carried_labels
from examgen.markup.inline import merged
from examgen.markup.references import references_in
from examgen.model.bank import Bank, Explanation, KeyOrigin, Option, Question
from examgen.model.text import (
    Align,
    CodeBlock,
    ListBlock,
    OptionReference,
    QuestionReference,
    Table,
    Text,
    Words,
    map_spans,
    paragraph,
    wording,
)


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.md", format="examgen-markdown")


def one(source: str) -> Question:
    """The only question of a source that is read without errors."""
    bank, diagnostics = read(source)
    assert [str(d) for d in diagnostics if d.severity is Severity.ERROR] == []
    (question,) = bank.questions
    return question


FULL = """---
language: de
---

# Cells & co

## Photosynthesis {#bio-7 points=2.5 topic="cell \\"power\\"" locked}

Which gas
do plants take up?

- [ ] a) Oxygen
- [x] b) Carbon dioxide
- [ ] c) None of these {pinned}

**Note:** chapter 3

Plants give off [[a]].

They take up [[b]].
"""


def test_everything_is_read() -> None:
    """title, language, id, points, topic, lock, letters, key, pin, note and explanation are all read."""
    bank, _ = read(FULL)
    (question,) = bank.questions

    assert (bank.title, bank.language) == ("Cells & co", "de")
    assert (question.number, question.id, question.points) == ("Photosynthesis", "bio-7", Decimal("2.5"))
    assert (question.topic, question.locked, question.key) == ('cell "power"', True, (1,))
    assert [option.label for option in question.options] == ["a", "b", "c"]
    assert [option.pinned for option in question.options] == [False, False, True]
    assert wording(question.stem) == "Which gas do plants take up?"
    assert wording(question.note) == "chapter 3"
    assert wording(question.explanation.text) == "Plants give off a.\nThey take up b."


@pytest.mark.parametrize(
    ("heading", "number", "points", "stem"),
    [
        ("## Question 4", "4", 1, "S"),
        ("## Question 4 (2 pts)", "4", 2, "S"),
        ("### 4. Why?", "4", 1, "Why?\nS"),
        ("## What is it?", "", 1, "What is it?\nS"),
        ("## Waves {points=3}", "Waves", 3, "S"),
        ("## Question {#w}", "", 1, "S"),
        ("## {#w}", "", 1, "S"),
    ],
)
def test_headings(heading: str, number: str, points: int, stem: str) -> None:
    """a heading is a number, a name, or the beginning of the stem."""
    question = one(f"{heading}\n\nS\n\n- [x] a\n- [ ] b\n")

    assert (question.number, question.points, wording(question.stem)) == (number, points, stem)


def test_heading_is_the_stem_where_there_is_no_other() -> None:
    """a heading with nothing between it and the options is the stem, whatever it looks like."""
    assert wording(one("## A name\n\n- [x] a\n- [ ] b\n").stem) == "A name"


def test_names_are_advised_once() -> None:
    """a heading that is taken as a name is advised once in a file, unless attributes say that it is meant so."""
    question = "S\n- [x] a\n- [ ] b\n"
    found = parse(f"## Waves\n{question}## Tides\n{question}## Winds {{#w}}\n{question}", "quiz.md")[1]

    assert [(d.severity, d.line) for d in found] == [(Severity.ADVICE, 1)]
    assert '"Waves" and 1 more' in found[0].message


def test_headings_above_questions_are_topics() -> None:
    """a heading that has only questions below it gives them its topic, until the next one."""
    bank, _ = read("# T\n## Cells\n### Q1\nS\n- [x] a\n- [ ] b\n## Plants\n### Q2\nT\n- [x] a\n- [ ] b\n")

    assert [question.topic for question in bank.questions] == ["Cells", "Plants"]


def test_blocks_in_options() -> None:
    """an option holds code, lists and several paragraphs; signs at its start are words."""
    question = one("## Q1\nS\n- [x] # one\n\n  ```c\n  # two\n  ```\n- [ ]\n  ```\n  x\n  ```\n- [ ] 3. four\n")

    assert [option.text for option in question.options] == [
        (*paragraph("# one"), CodeBlock("# two", "c")),
        (CodeBlock("x"),),
        paragraph("3. four"),
    ]


def test_other_lists_are_no_options() -> None:
    """lists without boxes belong to the stem or the explanation."""
    question = one("## Q1\nS\n* i\n* ii\n\n- [x] a\n- [ ] b\n\n* because\n")

    assert question.stem[1] == ListBlock((paragraph("i"), paragraph("ii")))
    assert question.explanation.text == (ListBlock((paragraph("because"),)),)


def test_listed_references_are_one_run() -> None:
    """references in a list print their letters in ascending order; single ones stand alone."""
    question = one("## Q1\nS\n- [x] a) x\n- [ ] b) y\n- [ ] c) z\n\nNot [[C]] and [[b]], but [[a]].\n")

    assert [span for span in question.explanation.text[0].spans if isinstance(span, OptionReference)] == [
        OptionReference((1, 2), 0, "C"),
        OptionReference((1, 2), 1, "b"),
        OptionReference((0,), 0, "a"),
    ]


def test_letters_follow_their_option_when_one_is_inserted() -> None:
    """a reference keeps its option when another one without a letter is put before it."""
    question = one("## Q1\nS\n- [ ] new\n- [x] a) x\n- [ ] b) y\n\nNot [[b]].\n")

    assert OptionReference((2,), 0, "b") in question.explanation.text[0].spans


@pytest.mark.parametrize(
    "options",
    [
        "- [ ] new\n- [x] a) x\n- [ ] b) y\n",
        "- [x] a) x\n- [ ] b) y\n- [ ] new\n",
        "- [ ] b) y\n- [x] a) x\n- [ ] d) z\n",
    ],
)
def test_letters_are_names(options: str) -> None:
    """options without a letter, letters left out and letters in any order are nothing to speak of."""
    assert parse_bank(f"## Q1\nS\n{options}\nNot option B.\n")[1] == ()


def test_letter_of_an_option_without_one_is_unclear() -> None:
    """words about a letter that no option bears may mean the option without one: they are reported, not resolved."""
    bank, diagnostics = parse_bank(
        "## Q1\nS\n- [ ] new\n- [x] a) x\n- [ ] b) y\n\nOption C is new, option A is right.\n"
    )

    assert [d.rule for d in diagnostics] == ["unclear-mention"]
    assert [span.source for span in references_in(bank.questions[0].explanation.text)] == ["A"]


def test_ordered_references_are_no_run() -> None:
    """references whose order says something stay with their own options."""
    question = one(
        "## Q1\nS\n- [x] a) x\n- [ ] b) y\n\n[[b]] and [[a]] are big and small, respectively; [[b]] but not [[a]].\n"
    )

    assert [reference.targets for reference in references_in(question.explanation.text)] == [(1,), (0,), (1,), (0,)]


def test_denied_letters_are_words() -> None:
    """a letter that the author denies stays as written, and leaves no trace in the text."""
    question = one("## Q1\nS\n- [x] x\n- [ ] y\n\nAs option [[=B]] of the treaty says.\n")

    assert question.explanation.text == paragraph("As option B of the treaty says.")


def test_option_with_denied_letters_is_shuffled() -> None:
    """an option whose letters are denied speaks of no other option, so it is not pinned."""
    question = one("## Q1\nS\n- [x] x\n- [ ] Both [[=A]] and [[=B]]\n- [ ] y\n")

    assert [option.pinned for option in question.options] == [False, False, False]
    assert wording(question.options[1].text) == "Both A and B"


def test_references_to_questions() -> None:
    """a reference to another question's id carries the number that its author gave it."""
    options = "- [x] a\n- [ ] b\n"
    bank, _ = read(f"## Question 7 {{#x}}\nS\n{options}\n## Question 8 {{#y}}\nSee question [[#x]].\n{options}")

    assert QuestionReference("x", "7") in bank.questions[1].stem[0].spans


@pytest.mark.parametrize(
    ("source", "rule", "line"),
    [
        ("## Q1 {#a lokced}\nS\n- [x] a\n- [ ] b\n", "attribute", 1),
        ("## Q1 {colour=red}\nS\n- [x] a\n- [ ] b\n", "attribute", 1),
        ("## Q1 {key=guessed}\nS\n- [x] a\n- [ ] b\n", "attribute", 1),
        ("## Q1\nS\n- [x] a {pined}\n- [ ] b\n", "attribute", 3),
        ("## Q1 {points=many}\nS\n- [x] a\n- [ ] b\n", "points", 1),
        ("## Q1 {points=-1}\nS\n- [x] a\n- [ ] b\n", "points", 1),
        ("## Q1\nS [[z]]\n- [x] a\n- [ ] b\n", "unknown-reference", 2),
        ("## Q1\nS\n- [x] a) x\n- [ ] A) y\n- [ ] z\n", "option-labels", 4),
        ("## Q1\nS [[ ]]\n- [x] a) x\n- [ ] y\n", "unknown-reference", 2),
        ("## Q1\nS\n- [x] a\n- [ ] b\n\nno\n\n- [ ] c\n", "second-options", 8),
        ("## Q1\nS\n\n![p](p.png)\n- [x] a\n- [ ] b\n", "image", 4),
        ("## Q1\nS\n- [x] a\n- [ ] b\n\n| c | d |\n|---|---|\n| e |\n", "ragged-table", 8),
        ("---\ntitel: T\n---\n## Q1\nS\n- [x] a\n- [ ] b\n", "front-matter", 1),
        ("---\ntitle: [\n---\n## Q1\nS\n- [x] a\n- [ ] b\n", "front-matter", 1),
        ("---\nlanguage: klingon speech\n---\n## Q1\nS\n- [x] a\n- [ ] b\n", "front-matter", 1),
    ],
)
def test_mistakes_are_located(source: str, rule: str, line: int) -> None:
    """each mistake is an error with its line, its rule and a hint."""
    found = [d for d in parse(source, "quiz.md")[1] if d.severity is Severity.ERROR]

    assert [(d.rule, d.line) for d in found] == [(rule, line)]
    assert found[0].hint


def test_misspelt_attribute_is_guessed() -> None:
    """the hint for an unknown attribute names the nearest one."""
    (found,) = parse("## Q1 {topci=x}\nS\n- [x] a\n- [ ] b\n", "quiz.md")[1]

    assert found.hint is not None
    assert 'did you mean "topic"?' in found.hint


@pytest.mark.parametrize("words", ["the set {1, 2}", "{x}", "f{a}", "{x=1}", "{ }"])
def test_braces_may_be_words(words: str) -> None:
    """braces that hold no attributes are printed."""
    assert wording(one(f"## Q1\nS\n- [x] {words}\n- [ ] b\n").options[0].text) == words


def test_stray_text_is_reported() -> None:
    """text that belongs to no question is a warning with its place."""
    found = parse("# T\n\nRead this.\n\n## Q1\nS\n- [x] a\n- [ ] b\n\n## Appendix\nmore\n", "quiz.md")[1]

    assert [(d.rule, d.line) for d in found] == [("stray-text", 3), ("stray-text", 10)]


def test_comments_are_not_printed() -> None:
    """an author's comment is in no text, and lines after it keep their numbers."""
    question = one("## Q1\n<!-- the key is\n- [x] a -->\nS\n- [x] x\n- [ ] y\n")

    assert (wording(question.stem), [option.line for option in question.options]) == ("S", [5, 6])


@pytest.mark.parametrize("comment", ["<!-- why? -->", "<!-- why?\n\nbecause -->"])
def test_words_behind_a_comment_stay_indented(comment: str) -> None:
    """a comment before the words of an option's second paragraph leaves them in the option."""
    question = one(f"## Q1\nS\n- [x] a\n\n  {comment}b\n- [ ] c\n")

    assert [wording(option.text) for option in question.options] == ["a\nb", "c"]


@pytest.mark.parametrize(
    ("source", "is_own"),
    [
        (FULL, True),
        ("## What?\n- [ ] a\n- [x] b\n", True),
        ("## Question 1\nS\n- [ ] a\n- [x] b\n\n**Explanation:** c\n", True),
        ("## Question 1\nS\n- a\n- b\n\n**Answer:** b\n", False),
        ("1. S\nA. a\nB. b\nAnswer: B\n", False),
        ("Take [x] and\n- [ ] shop\n", False),
    ],
)
def test_recognised(source: str, is_own: bool) -> None:
    """boxes below headings are examgen's own Markdown; other quizzes and plain text are not."""
    assert (sniff(source) > 0.8) is is_own


PHRASES = st.sampled_from(
    ["option B is wrong", "Options A and C", "A is right", "(option D)", "the previous question", "question 2 says",
     "vitamin A", "both (a) and (b)", "None of the above", "All of the above", "Both A and C", "options A–C"]
)  # fmt: skip
phrases = st.builds(Words, PHRASES, prose_styles)
drawn_texts = (texts(phrases) | rich_texts(phrases)).map(lambda text: map_spans(text, lambda spans: merged(spans)))


def drawn_question(place: int) -> st.SearchStrategy[str]:
    """One question's source, with texts of all kinds, written by `dump` from parts that are not yet understood."""
    option = st.builds(Option, text=drawn_texts.filter(bool), label=st.just(""), pinned=st.booleans())
    options = st.lists(option, min_size=2, max_size=5)
    return st.builds(
        Question,
        id=st.just(f"q{place}"),
        stem=drawn_texts,
        options=options.map(tuple),
        explanation=st.builds(Explanation, text=drawn_texts, suspect=st.booleans()),
        note=drawn_texts,
        points=st.decimals(Decimal("0.25"), 20, places=2),
        topic=st.sampled_from(["", "cells", 'a "b" c', "x=y", "yes", "{z}"]),
        locked=st.booleans(),
        number=st.sampled_from([str(place), "", "Waves", "3a", "Why?", "1.2.3"]),
    )


drawn_questions = st.tuples(drawn_question(1), drawn_question(2))


def place_free(bank: Bank) -> Bank:
    """The bank without paths and lines, and with the labels that `dump` writes."""
    return replace(bank, paths=(), questions=tuple(_place_free(question) for question in bank.questions))


def _place_free(question: Question) -> Question:
    labels = carried_labels(question)
    options = (replace(o, line=None, label=label) for o, label in zip(question.options, labels, strict=True))
    explanation = replace(question.explanation, line=None, unclear=())
    return replace(question, path="", line=None, options=tuple(options), explanation=explanation)


def read_drawn(source: str) -> Bank:
    """Read what `dump` has written, in a folder that has every picture."""
    draft, _ = parse(source, "quiz.md", any_image)
    return finish(draft, "quiz.md")[0]


@settings(max_examples=40)
@given(drawn_questions, words.map(str.strip).filter(bool), st.sampled_from([None, "de-AT"]))
def test_dumped_bank_is_read_back(questions: tuple[Question, Question], title: str, language: str | None) -> None:
    """any bank that reading can yield is written and read back as the same bank."""
    drawn, _ = dump(Bank(title=" ".join(title.split()), questions=questions, language=language))
    bank = read_drawn(drawn)
    source, lost = dump(bank)
    again = read_drawn(source)

    assert place_free(again) == place_free(bank)
    assert lost == ()


@settings(max_examples=40)
@given(drawn_questions)
def test_texts_survive_dumping(questions: tuple[Question, Question]) -> None:
    """what is written is the wording of the bank, letter for letter, whatever signs it holds."""
    bank = read_drawn(dump(Bank(title="T", questions=questions))[0])

    def worded(question: Question) -> list[str]:
        parts: list[Text] = [question.stem, *(option.text for option in question.options)]
        return [wording(text) for text in (*parts, question.explanation.text, question.note)]

    assert [worded(question) for question in bank.questions] == [worded(question) for question in questions]


@given(st.text() | st.text('#- [x]{}=\n*:ab1)"|`>$', max_size=80))
def test_any_text_is_read(source: str) -> None:
    """whatever comes in, the outcome is a draft with diagnostics."""
    draft, diagnostics = parse(source, "quiz.md")

    assert all(diagnostic.path == "quiz.md" for diagnostic in diagnostics)
    assert len(draft.questions) <= source.count("#") + source.count("=")


@pytest.mark.parametrize("indent", ["", "  ", "      "], ids=["none", "box", "bar"])
def test_tables_beside_boxes(indent: str) -> None:
    """a table may begin beside the box, its rows aligned with the box or with the first bar."""
    rows = "".join(f"{indent}{row}\n" for row in ("|---|", "| 1 |"))
    bank, diagnostics = read(f"## Q1\nS\n- [x] | a |\n{rows}- [ ] b\n")

    (question,) = bank.questions
    assert question.options[0].text == (Table((Align.START,), ((Words("a"),),), (((Words("1"),),),)),)
    assert not diagnostics


def test_stems_name_options() -> None:
    """ "option B" in a stem follows the shuffle, in a table too, and a denied one does not."""
    stem = "Is option B right?\n\n| Option A | x |\n|---|---|\n| option [[=C]] | vitamin C |\n"
    question = one(f"## Q1\n{stem}\n- [x] A) u\n- [ ] B) v\n- [ ] C) w\n")

    assert [reference.targets for reference in references_in(question.stem)] == [(1,), (0,)]


def test_a_stem_that_names_no_option() -> None:
    """a stem that speaks of an option which does not exist is left as it is, and reported."""
    bank, diagnostics = read("## Q1\nOption B or option F?\n- [x] a\n- [ ] b\n")

    assert references_in(bank.questions[0].stem) == ()
    assert [(d.rule, d.severity, d.line) for d in diagnostics] == [("dangling-mention", Severity.WARNING, 1)]


@pytest.mark.parametrize(("content", "remedy"), [("z", "letter"), ("#nope", "id")])
def test_what_refers_to_nothing(content: str, remedy: str) -> None:
    """a reference to nothing says how options, or questions, get what it refers to."""
    _, (error,) = read(f"## Q1\nS [[{content}]]\n- [x] a\n- [ ] b\n")

    assert error.hint
    assert f"its {remedy}" in error.hint or f"this {remedy}" in error.hint


def test_derived_and_unresolved_keys_survive() -> None:
    """how a key is known is written and read back."""
    options = "- [x] a\n- [ ] b\n"
    bank, _ = read(f"## Q1 {{#a key=derived}}\nS\n{options}\n## Q2 {{#b}}\nT\n{options.replace('x', ' ')}")

    again, _ = read(dump(bank)[0])

    assert [question.key_origin for question in again.questions] == [KeyOrigin.DERIVED, KeyOrigin.UNRESOLVED]
    assert [question.key for question in again.questions] == [(0,), ()]


def test_paragraphs_are_plain() -> None:
    """an ordinary question is written without a single escape or entity."""
    source = dump(read(FULL)[0])[0]

    assert not any(sign in source for sign in ("&#", "<!--", "\\["))
    assert "Plants give off [[a]]." in source


def test_manual_example_is_clean(repository: Path) -> None:
    """the bank that the manual shows is read without a message."""
    page = (repository / "docs/format.md").read_text(encoding="utf-8")
    example = page.split("```markdown\n", 1)[1].split("```", 1)[0]

    bank, diagnostics = read(example)

    assert diagnostics == ()
    assert bank.questions[0].key == (1,)


@pytest.mark.parametrize(
    ("language", "first", "second", "explanation"),
    [
        ("ru", "А", "Б", "Вариант Б неверен, см. [[А]] и [[Б]]."),
        ("ru", "а", "б", "Ответ б неверен, а [[а]] и [[б]]."),
        ("fa", "الف", "ب", "گزینه ب نادرست است؛ [[الف]] و [[ب]]."),
        ("ar", "أ", "ب", "الخيار ب خاطئ: [[أ]] و [[ب]]."),
        ("ja", "ア", "イ", "選択肢イは誤り。[[ア]]と[[イ]]。"),
    ],
)
def test_labels_of_any_script(language: str, first: str, second: str, explanation: str) -> None:
    """Options may be called by letters of any script, and references to them resolve and are listed in runs."""
    options = f"- [x] {first}) one\n- [ ] {second}) two"
    bank, found = parse_bank(f"---\nlanguage: {language}\n---\n\n## Question\n\nWhich?\n\n{options}\n\n{explanation}\n")

    (question,) = bank.questions
    assert not [one for one in found if one.severity is Severity.ERROR]
    assert [option.label for option in question.options] == [first, second]
    references = references_in(question.explanation.text)
    assert [(r.targets, r.rank) for r in references] == [((1,), 0), ((0, 1), 0), ((0, 1), 1)]
    assert read(dump(bank)[0])[0].questions[0].explanation.text == question.explanation.text
