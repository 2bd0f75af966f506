"""What one language's words are: how its texts speak of options and of other questions."""

from __future__ import annotations

from dataclasses import dataclass

Alternatives = tuple[str, ...]
"""Lower case; each is a regular expression, in which a space stands for any white space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """One language's words; what a language lacks is left out."""

    option: Alternatives
    """Nouns for one option; what is said of "answer" also speaks of numbers, so see `answer`."""

    options: Alternatives
    answer: Alternatives = ()
    """Nouns among `option` that are also verbs: "answer 3 questions"."""

    letter: Alternatives = ()
    """Between noun and label: "option letter B", "option no. 2"."""

    is_: Alternatives = ()
    """Between noun and label: "the answer is B"."""

    behind: Alternatives = ()
    """Nouns that follow the letter: "B seçeneği", "B选项"."""

    both: Alternatives = ()
    conjunction: Alternatives = ()
    attached: Alternatives = ()
    """Conjunctions that are written together with what follows: Arabic "و"."""

    contrast: Alternatives = ()
    """Between labels that are told apart, whose order says something: "A but not B", "A before B"."""

    ordered: Alternatives = ()
    """Words behind a list whose order says something: "B and A, respectively"."""

    ordinal: Alternatives = ()
    """Words that name an option by its place in the bank: "the first option"."""

    through: Alternatives = ()
    only: Alternatives = ()
    judged: Alternatives = ()
    """What an option may add behind the options it names: "A and C are correct"."""

    named: Alternatives = ()
    """Nouns whose letter is a name of its own: "statement A", "vitamin B"."""

    verb: Alternatives = ()
    """Verbs that tell the label A from the article: "A is wrong"."""

    finite: Alternatives = ()
    """Those among them, and others, with which nothing behind an article begins: "option a is wrong"."""

    judgement: Alternatives = ()
    """What is said of an option: "b is right"."""

    cause: Alternatives = ()
    """Words that begin a clause: "because c. is a mix"."""

    too: Alternatives = ()
    """Words behind a letter of which the same is said: "and c too"."""

    term: Alternatives = ()
    """Nouns that make a term with the letter before them: "B cells"."""

    compound: Alternatives = ()
    """What follows a letter that is part of a longer term: "A/B test"."""

    pinned: Alternatives = ()
    """Whole wordings of options that speak of all the others."""

    except_: Alternatives = ()
    """What joins such a wording to options left out: "all of the above except B"."""

    question: Alternatives = ()
    questions: Alternatives = ()
    framed: tuple[tuple[str, str], ...] = ()
    """What stands before and behind a number that names a question: "第4题"."""

    see: Alternatives = ()
    """What makes "Q3" a question and not a quartile."""

    previous: Alternatives = ()
    next: Alternatives = ()
    above: Alternatives = ()
    """Words behind the noun: "the question above"."""

    below: Alternatives = ()
    negative: Alternatives = ()
    """Words in a stem that asks for the exception, so that its explanation praises the distractors."""

    negation: Alternatives = ()
    """Words that deny what stands beside them."""

    letters: tuple[str, ...] = ()
    """Alphabets other than A to Z by which texts call options, each in its order, with spaces."""

    letter_words: str = ""
    """Letters that are words by themselves: "a", "I"."""

    after_letter: str = ""
    """Signs that may stand behind a letter that names an option: the geresh of "תשובה ב׳"."""

    telltale: Alternatives = ()
    """Frequent words, none of them English, that show the language of a file which does not state it."""

    is_spaced: bool = True
    """Whether words are parted by spaces, and a letter by spaces from its noun."""
