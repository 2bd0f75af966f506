"""How texts in English speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("option", "choice", "answer choice", "answer option", "answer", "alternative", "distractor", "response"),
    options=("options", "choices", "answer choices", "answer options", "answers", "alternatives", "distractors",
             "responses"),
    answer=("answer", "answers", "response", "responses", "choice", "choices"),
    letter=("letter", "number", r"no\."),
    is_=("is", "is option", "is choice", "would be", "must be", "should be", "was"),
    both=("both", "either", "neither", "only", "just"),
    conjunction=("and", "or", "nor", "and also", "as well as"),
    contrast=("not", "but not", "and not", "or not", "rather than", "instead of", "than", "over", "versus", r"vs\.?",
              "before", "after", "then", "followed by", "without"),
    ordered=("respectively", "in that order", "in this order", "the former", "the latter"),
    ordinal=("first", "second", "third", "fourth", "fifth", "last", "final", "previous", "next"),
    through=("to", "through", "thru"),
    only=("only", "alone"),
    judged=("(?:are|is|were)(?: both| all)?(?: not)? (?:correct|incorrect|right|wrong|true|false|valid)", "above",
            "but not", "together", "combined"),
    named=("statement", "statements", "vitamin", "vitamins", "figure", "fig", "table", "point", "points", "class",
           "classes", "type", "types", "plan", "hepatitis", "group", "groups", "matrix", "matrices", "set", "sets",
           "event", "events", "section", "appendix", "panel", "model", "models", "grade", "part", "parts", "case",
           "cases", "phase", "zone", "column", "row", "variable", "variables", "node", "nodes", "team", "company",
           "player", "person", "student", "patient", "sample", "samples", "system", "process", "product", "country",
           "graph", "line", "curve", "box", "block", "site", "gene", "allele", "strain", "species", "substance",
           "compound", "element", "cell", "region", "area", "city", "town", "car", "train", "object", "body", "ball",
           "angle", "vertex", "side", "vector", "vectors", "array", "list", "string", "function", "process",
           "scenario", "experiment", "condition", "treatment", "version", "exhibit", "item", "proposition", "claim",
           "assertion", "reason", "step", "stage", "layer", "host", "router", "switch", "language",
           "programming language", "note", "key", "chord", "blood type", "influenza", "mr", "ms", "mrs", "dr",
           "program", "programs", "thread", "task", "state", "input", "output", "signal", "bit", "register"),
    verb=("is", "was", "are", "were", "would", "does", "did", "has", "had", "can", "cannot", "could", "should", "may",
          "might", "must", "will", "fails", "describes", "describe", "refers", "reverses", "confuses", "states",
          "contradicts", "misses", "ignores", "because", "and", "or", "isn't", "doesn't", "wrong", "incorrect",
          "correct", "right", "false", "true"),
    finite=("is", "was", "are", "were", "would", "does", "did", "has", "had", "cannot", "could", "should", "fails",
            "describes", "refers", "reverses", "confuses", "contradicts", "misses", "ignores", "isn't", "isn’t",
            "doesn't", "doesn’t", "gives", "shows", "says"),
    judgement=("right", "wrong", "correct", "incorrect", "false", "true", "best", "nonsense"),
    cause=("because", "since", "while", "whereas", "but", "as", "so"),
    too=("too", "also", "as well"),
    compound=("test", "tests", "testing"),
    pinned=("all of the above", "none of the above", "all of these", "none of these", "all the above",
            "none the above", "any of the above", "any of these", "all above", "none above", "both of the above",
            "neither of the above", "both of these", "neither of these", "all of the other options",
            "none of the other options", "none of the other answers", "all of the other answers", "all are correct",
            "none are correct", "none is correct", "all of them", "none of them", "both", "neither", "none", "all",
            "all (?:of )?(?:these|the above|the)? ?(?:options|choices|answers|alternatives|statements)"
            "(?: above)? are (?:correct|true|right|incorrect|false|wrong)",
            "none (?:of )?(?:these|the above|the)? ?(?:options|choices|answers|alternatives|statements)"
            "(?: above)? (?:are|is) (?:correct|true|right|incorrect|false|wrong)",
            "(?:all|none|any|both|two or more|more than one|some|most) of (?:the above|these|the above options|"
            "these options|the options above|these choices|these answers|the other options|the options|the answers|"
            "the choices|the other choices|the preceding|the mentioned)"
            "(?: (?:is|are|apply|applies)(?: not)?(?: (?:correct|true|right|incorrect|false|wrong))?)?"),
    except_=("except", "except for", "but", "apart from", "other than"),
    term=("cell", "cells", "lymphocyte", "lymphocytes", "major", "minor", "flat", "sharp", "language", "programming",
          "compiler", "program", "programs", "programmer", "programmers", "string", "strings", "atom", "atoms",
          "vitamin", "vitamins"),
    question=("question",),
    questions=("questions",),
    see=("see", "as in", "cf", "cf.", "compare", "from", "unlike", "like", "of"),
    previous=("previous", "preceding", "last", "prior", "earlier", "above", "foregoing"),
    next=("next", "subsequent", "coming"),
    above=("above", "before"),
    below=("below",),
    negative=("not", "except", "least", "never", "incorrect", "incorrectly", "false", "untrue", "exception", "cannot",
              "wrong"),
    negation=("not", "no", "never", "neither", "nor", "without", "cannot", "none", "incorrect", "false", "wrong",
              "except", "unlike", "instead", "rather", "hardly"),
    letter_words="ai",
)

PARTS = PartWords(
    question=("question", "quest.", "ques.", "q", "problem"),
    answer=("answer", "answers", "ans", "correct answer", "correct answers", "right answer", "correct option",
            "correct choice", "correct response", "the answer is", "the correct answer is", "answer is",
            "correct answer is", "the correct option is", "correct ans", "right ans", "the answer",
            "the correct answer", "model answer", "sample answer", "suggested answer"),
    answer_weak=("key", "correct", "solution", "sol"),
    explanation=("explanation", "rationale", "feedback", "explanations", "explanation/reference"),
    explanation_weak=("reason", "reasoning", "justification", "why", "comment"),
    points=("points", "point", "pts", "pt", "marks", "mark", "p"),
    points_heads=("points", "marks", "score"),
    difficulty=("difficulty", "difficulty level", "level of difficulty"),
    topic=("topic", "category"),
    section=("section", "part", "chapter", "unit", "module", "topic"),
    option=("option", "choice", "answer", "alternative", "response"),
    correct=("correct", "correct answer", "right answer", "right", "key", "answer"),
    answer_list=("answers", "answer key", "answer keys", "key", "keys", "solutions", "answer list", "answers key",
                 "correct answers", "list of answers", "solution key", "marking key", "answer section"),
    reveal=("view answer", "show answer", "hide answer", "show/hide answer", "reveal answer", "check answer",
            "see answer", "show the answer", "see the answer", "click to see answer", "click to reveal answer",
            "click to view answer", "view solution", "show solution", "reveal solution", "see solution",
            "show explanation", "view explanation", "view answer discuss in forum workspace report",
            "view answer discuss in forum", "view answer report discuss too difficult", "toggle answer",
            "discuss in forum", "discuss in board"),
    true=("true",),
    false=("false",),
    yes_no=("yes", "no"),
    page=("page",),
)

SCALES = ScaleWords(
    difficulty=(
        ("easy", "simple"), ("medium", "moderate", "intermediate", "average"),
        ("hard", "difficult", "challenging", "advanced"),
    ),
    others=(
        (("low",), ("medium", "moderate"), ("high",)),
        (("small",), ("medium",), ("large",)),
        (("never",), ("rarely", "seldom"), ("sometimes", "occasionally"),
         ("often", "usually", "frequently"), ("always",)),
    ),
    months=(
        ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
        ("july", "jul"), ("august", "aug"), ("september", "sep"), ("october", "oct"), ("november", "nov"),
        ("december", "dec"),
    ),
    before_christ=("bc", "bce", "b.c.", "b.c.e."),
    after_christ=("ad", "ce", "a.d.", "c.e."),
)
