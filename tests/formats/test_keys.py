"""Keys derived from explanations, and what is left unresolved."""

from __future__ import annotations

import pytest

from examgen.formats import parse_bank
from examgen.model.bank import KeyOrigin

OPTIONS = (
    "To ensure embeddings are on one scale",
    "It speeds up the training of large models",
    "Dropout",
    "They are equal",
)


def derived(explanation: str, stem: str = "What is it for?") -> str:
    """The letter that an explanation settles; "?" for none."""
    text = "1. {}\nA. {}\nB. {}\nC. {}\nD. {}\nExplanation: {}\n".format(stem, *OPTIONS, explanation)
    (question,) = parse_bank(text)[0].questions
    assert question.key_origin is (KeyOrigin.DERIVED if question.key else KeyOrigin.UNRESOLVED)
    return "".join("ABCD"[place] for place in question.key) or "?"


@pytest.mark.parametrize(
    ("explanation", "letter"),
    [
        ("**Normalising speeds up the training of large models.** The other options are wrong: option A.", "B"),
        ("**It speeds up the training of large models.**", "B"),
        ("The aim is **to ensure embeddings are on one scale**.", "A"),
        ("**Dropout**. It drops.", "C"),
        ("**Dropout** is what helps. The other options are wrong: options A, B and D.", "C"),
        ("**Normalising ensures they are on one scale for all embeddings.** Other options fail: B, C.", "?"),
        ("**Normalising ensures embeddings on one scale.** The other options fail: options B, C and D.", "A"),
        ("**Normalising ensures embeddings on one scale.** The other options fail: options B and C.", "?"),
        ("**The vectors are equal.** Options A, B and C are wrong.", "D"),
    ],
)
def test_what_settles_a_key(explanation, letter):
    """A whole wording settles a key; an inflected or very short one needs all other letters dismissed."""
    assert derived(explanation) == letter


@pytest.mark.parametrize(
    "explanation",
    [
        "It speeds up the training of large models.",
        "**It never speeds up the training of large models.**",
        "**It speeds up the training of large models** rather than **Dropout**. Option B is wrong.",
        "**Not Dropout, it speeds up the training of large models.**",
        "**Dropout, and it speeds up the training of large models.**",
        "First of all a sentence. **It speeds up the training of large models.**",
        "**Something else entirely.** The other options are wrong: options A, B and C.",
        "**Dropout is one of the many things that one may hear of here.**",
        "Options A, B and C are wrong.",
    ],
)
def test_what_does_not_settle_a_key(explanation):
    """Plain wording, a denial, two wordings, a contrary letter or letters alone leave a key unresolved."""
    assert derived(explanation) == "?"


@pytest.mark.parametrize("stem", ["Which is NOT so?", "All are so EXCEPT", "Which is least likely?", "Which isn't?"])
def test_negative_stems(stem):
    """A stem that asks for the exception is never derived."""
    assert derived("**It speeds up the training of large models.**", stem) == "?"


def test_derived_keys_name_their_evidence():
    """A derived key is reported with the wording and the letters on which it rests."""
    text = (
        "1. Why?\nA. red\nB. blue skies over all\nC. x\n"
        "Explanation: **Blue skies over all.** The other options fail: option C.\n"
    )

    _, (advice, *_) = parse_bank(text)

    assert (advice.severity, advice.rule, advice.line) == ("advice", "derived-key", 5)
    assert '"Blue skies over all."' in advice.message
    assert "option B, and C is dismissed" in advice.message


def test_a_dangling_letter_makes_other_letters_absent():
    """Where a letter names no option, the wording alone decides, with a warning; the explanation is suspect."""
    text = (
        "1. Why?\nA. red\nB. blue skies over all\n"
        "Explanation: **Blue skies over all.** The other options: option B, option D.\n"
    )

    bank, diagnostics = parse_bank(text)

    assert bank.questions[0].key == (1,)
    assert bank.questions[0].explanation.suspect
    assert [(d.severity, d.rule) for d in diagnostics] == [("warning", "derived-key")]


def test_the_author_wins():
    """A stated key is used even if the explanation speaks for another, which is then an error."""
    text = (
        "1. Why?\nA. red\nB. blue skies over all\nAnswer: A\nExplanation: **Blue skies over all.** Option A is wrong.\n"
    )

    bank, diagnostics = parse_bank(text)

    assert bank.questions[0].key == (0,)
    assert [d.rule for d in diagnostics] == ["contradicted-key"]
