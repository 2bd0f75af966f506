from __future__ import annotations

from examgen.diagnostics import Severity
from examgen.model.bank import Option, Question
from examgen.model.text import Formula, Paragraph, Text, Words, settable
from examgen.typeset.shelf import Shelf
from examgen.typeset.survey import survey


def formula(source: str) -> Text:
    return (Paragraph((Words("Find "), Formula(source))),)


def question(stem: Text, option: Text) -> Question:
    """A question on line 3 of a bank, with one option on line 5."""
    return Question(
        id="limits", number="7", path="bank.md", line=3, stem=stem,
        options=(Option(text=option, line=5),),
    )  # fmt: skip


def test_formulas_that_can_be_set_are_silent() -> None:
    """a formula that is understood, with signs that the text fonts need not have, is nothing to report."""
    assert survey([question(formula(r"\frac{a}{b}"), formula("𝔄⨌𝒜"))], Shelf()) == ()


def test_a_formula_that_cannot_be_set_is_an_error_at_its_place() -> None:
    """the message names the formula and what was not understood, with question, field and line."""
    (found,) = survey([question(formula("x"), formula(r"\frc{a}{b}"))], Shelf())

    assert (found.severity, found.rule, found.path, found.line) == (Severity.ERROR, "formula", "bank.md", 5)
    assert (found.question, found.field) == ("7", "options")
    assert found.message == r"the formula “\frc{a}{b}” cannot be set: “\frc” is not understood"
    assert found.hint and r"\frac" in found.hint


def test_a_formula_is_reported_where_it_stands() -> None:
    """a formula that knows its line is reported there, not at the beginning of its text."""
    stem = (Paragraph((Words("Find "), Formula(r"\frc{a}{b}", line=9))),)

    (found,) = survey([question(stem, formula("x"))], Shelf())

    assert found.line == 9


def test_a_missing_sign_in_a_formula_is_reported_once() -> None:
    """a character that the formula cannot show is the formula's error, and not the text's as well."""
    found = survey([question(formula("x=\ue000"), formula("y"))], Shelf())

    assert [diagnostic.rule for diagnostic in found] == ["formula"]


def test_long_formulas_are_shortened_in_messages() -> None:
    """a message shows the beginning of a long formula."""
    (found,) = survey([question(formula("x" * 500 + r"\foo"), formula("y"))], Shelf())

    assert len(found.message) < 160


def test_characters_that_print_nothing_are_left_out_of_formulas() -> None:
    """a zero-width space within a formula is advice, and the formula is set without it."""
    (found,) = survey([question(formula("a\u200b+b"), formula("y"))], Shelf())

    assert (found.severity, found.rule) == (Severity.ADVICE, "invisible-character")


def test_overrides_of_direction_are_told_and_left_out() -> None:
    """an override makes readers see another word than the file holds, and is not printed."""
    turned, plain = ((Paragraph((Words(written),)),) for written in ("a\u202ebc\u202c", "y"))

    (found,) = survey([question(turned, plain)], Shelf())

    assert (found.severity, found.rule) == (Severity.WARNING, "direction-override")
    assert settable("a\u202ebc\u202c") == "abc\u202c"
