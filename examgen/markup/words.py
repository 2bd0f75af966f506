"""The words by which texts speak of options and of other questions, one table per language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """One language's words, lower case; each tuple holds alternatives, as regular expressions."""

    option: tuple[str, ...]
    """Nouns for one option; what is said of "answer" also speaks of numbers, so see `answer`."""

    options: tuple[str, ...]
    answer: tuple[str, ...]
    """Nouns among `option` that are also verbs: "answer 3 questions"."""

    is_: tuple[str, ...]
    """Between noun and label: "the answer is B"."""

    both: tuple[str, ...]
    conjunction: tuple[str, ...]
    contrast: tuple[str, ...]
    """Between labels that are told apart, whose order says something: "A but not B", "A before B"."""

    ordered: tuple[str, ...]
    """Words behind a list whose order says something: "B and A, respectively"."""

    ordinal: tuple[str, ...]
    """Words that name an option by its place in the bank: "the first option"."""

    through: tuple[str, ...]
    only: tuple[str, ...]
    judged: tuple[str, ...]
    """What an option may add behind the options it names: "A and C are correct"."""

    named: tuple[str, ...]
    """Nouns whose letter is a name of its own: "statement A", "vitamin B"."""

    verb: tuple[str, ...]
    """Verbs that tell the label A from the article: "A is wrong"."""

    finite: tuple[str, ...]
    """Those among them, and others, with which nothing behind an article begins: "option a is wrong"."""

    judgement: tuple[str, ...]
    """What is said of an option: "b is right"."""

    cause: tuple[str, ...]
    """Words that begin a clause: "because c. is a mix"."""

    too: tuple[str, ...]
    """Words behind a letter of which the same is said: "and c too"."""

    term: tuple[str, ...]
    """Nouns that make a term with the letter before them: "B cells"."""

    compound: tuple[str, ...]
    """What follows a letter that is part of a longer term: "A/B test"."""

    pinned: tuple[str, ...]
    """Whole wordings of options that speak of all the others."""

    except_: tuple[str, ...]
    """What joins such a wording to options left out: "all of the above except B"."""

    question: tuple[str, ...]
    questions: tuple[str, ...]
    see: tuple[str, ...]
    """What makes "Q3" a question and not a quartile."""

    previous: tuple[str, ...]
    next: tuple[str, ...]
    above: tuple[str, ...]
    """Words behind the noun: "the question above"."""

    below: tuple[str, ...]


# fmt: off
ENGLISH = SpokenWords(
    option=("option", "choice", "answer choice", "answer option", "answer", "alternative", "distractor", "response"),
    options=("options", "choices", "answer choices", "answer options", "answers", "alternatives", "distractors",
             "responses"),
    answer=("answer", "answers", "response", "responses", "choice", "choices"),
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
           "scenario", "experiment", "condition", "treatment", "version", "exhibit", "item", "proposition",
           "claim", "assertion", "reason", "step", "stage", "layer", "host", "router", "switch", "language",
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
)
# fmt: on

# fmt: off
GERMAN = SpokenWords(
    option=("option", "antwort", "antwortmöglichkeit", "möglichkeit", "alternative"),
    options=("optionen", "antworten", "antwortmöglichkeiten", "möglichkeiten", "alternativen"),
    answer=("antwort", "antworten"),
    is_=("ist", "lautet", "wäre"),
    both=("sowohl", "weder", "entweder", "nur", "beide"),
    conjunction=("und", "oder", "noch", "als auch", "sowie"),
    contrast=("nicht", "aber nicht", "und nicht", "statt", "anstatt", "vor", "nach", "als"),
    ordered=("beziehungsweise", r"bzw\.?", "in dieser reihenfolge"),
    ordinal=("erste", "ersten", "zweite", "zweiten", "dritte", "dritten", "vierte", "vierten", "letzte", "letzten"),
    through=("bis",),
    only=("allein",),
    judged=("(?:sind|ist)(?: beide| alle)?(?: nicht)? (?:richtig|falsch|korrekt|wahr)", "oben"),
    named=("aussage", "aussagen", "abbildung", "tabelle", "klasse", "typ", "gruppe", "fall", "punkt", "teil"),
    verb=("ist", "war", "sind", "wäre", "kann", "hat", "wird", "beschreibt", "stimmt", "richtig", "falsch", "und",
          "oder", "weil"),
    finite=("ist", "war", "sind", "wäre", "kann", "hat", "wird", "beschreibt", "stimmt", "trifft"),
    judgement=("richtig", "falsch", "korrekt", "wahr"),
    cause=("weil", "da", "während", "denn", "aber"),
    too=("auch", "ebenfalls", "ebenso", "stimmt"),
    compound=(),
    pinned=("alle genannten", "keine der genannten", "alle der genannten", "keine davon", "alle davon",
            "alle antworten sind (?:richtig|falsch|korrekt)", "keine der antworten(?: ist (?:richtig|korrekt))?",
            "keine der (?:obigen|oben genannten|anderen|genannten) antworten(?: ist (?:richtig|korrekt))?",
            "alle (?:obigen|oben genannten|genannten) antworten(?: sind (?:richtig|korrekt))?",
            "(?:alle|keine|keines|keiner) der (?:obigen|oben genannten|genannten)",
            "alle(?: der)? oben genannten", "alle (?:obigen|aussagen sind (?:richtig|falsch))"),
    except_=("außer", "bis auf"),
    term=("zellen", "dur", "moll"),
    question=("frage", "aufgabe"),
    questions=("fragen", "aufgaben"),
    see=("siehe", "vgl.", "aus", "wie in"),
    previous=("vorherige", "vorherigen", "vorige", "vorigen", "letzten", "obigen"),
    next=("nächste", "nächsten", "folgende", "folgenden"),
    above=("oben",),
    below=("unten",),
)
FRENCH = SpokenWords(
    option=("option", "réponse", "proposition", "choix"),
    options=("options", "réponses", "propositions"),
    answer=("réponse", "réponses", "choix"),
    is_=("est", "était", "serait"),
    both=("seulement", "ni", "soit"),
    conjunction=("et", "ou", "ni", "ainsi que"),
    contrast=("mais pas", "et non", "pas", "plutôt que", "avant", "après", "contre"),
    ordered=("respectivement", "dans cet ordre"),
    ordinal=("première", "deuxième", "troisième", "quatrième", "dernière"),
    through=("à",),
    only=("seulement", "seule", "uniquement"),
    judged=("(?:sont|est)(?: toutes| toutes les deux)? (?:correctes?|exactes?|fausses?|vraies?|justes?)",),
    named=("figure", "tableau", "vitamine", "affirmation", "énoncé", "cas", "groupe", "classe", "type", "partie"),
    verb=("est", "était", "sont", "serait", "peut", "décrit", "correcte", "fausse", "vraie", "et", "ou", "car"),
    finite=("est", "était", "sont", "serait", "peut", "décrit", "n'est", "n’est"),
    judgement=("correcte?", "fausse", "faux", "vraie?", "juste", "exacte?", "bonne"),
    cause=("car", "parce que", "puisque", "mais", "alors que"),
    too=("aussi", "également"),
    compound=(),
    pinned=("toutes les réponses ci-dessus", "aucune des réponses ci-dessus", "toutes ces réponses",
            "aucune de ces réponses", "toutes les réponses sont (?:correctes|exactes|justes|fausses)",
            "aucune (?:des réponses|de ces réponses|réponse)(?: ci-dessus)?(?: n['’]est (?:correcte|exacte|juste))?",
            "aucune de ces propositions", "toutes ces propositions", "toutes les propositions(?: ci-dessus)?",
            "les deux", "aucun des deux", "aucune", "(?:tous|aucun) (?:les|des) (?:choix )?ci-dessus"),
    except_=("sauf",),
    term=(),
    question=("question",),
    questions=("questions",),
    see=("voir", "cf."),
    previous=("précédente", "dernière"),
    next=("suivante", "prochaine"),
    above=("précédente", "ci-dessus"),
    below=("suivante", "ci-dessous"),
)
SPANISH = SpokenWords(
    option=("opción", "respuesta", "alternativa"),
    options=("opciones", "respuestas", "alternativas"),
    answer=("respuesta", "respuestas"),
    is_=("es", "era", "sería"),
    both=("tanto", "solo", "sólo", "ni"),
    conjunction=("y", "o", "e", "u", "ni", "como", "así como"),
    contrast=("pero no", "y no", "no", "en vez de", "en lugar de", "antes de", "después de", "antes que"),
    ordered=("respectivamente", "en ese orden", "en este orden"),
    ordinal=("primera", "segunda", "tercera", "cuarta", "última"),
    through=("a",),
    only=("solamente", "únicamente"),
    judged=("(?:son|es)(?: ambas| todas)? (?:correctas?|incorrectas?|verdaderas?|falsas?)",),
    named=("figura", "tabla", "vitamina", "afirmación", "enunciado", "caso", "grupo", "clase", "tipo", "parte"),
    verb=("es", "era", "son", "sería", "puede", "describe", "correcta", "incorrecta", "falsa", "verdadera", "y", "o",
          "porque"),
    finite=("es", "era", "son", "sería", "puede", "describe", "no es"),
    judgement=("correct[ao]", "incorrect[ao]", "fals[ao]", "verdader[ao]"),
    cause=("porque", "ya que", "mientras que", "pero"),
    too=("también", "tampoco"),
    compound=(),
    pinned=("todas las anteriores", "ninguna de las anteriores", "todos los anteriores", "ninguno de los anteriores",
            "ninguna de las respuestas(?: anteriores)?(?: es correcta)?", "ninguna", "ninguno",
            "todas las (?:respuestas|opciones)(?: anteriores)?(?: son correctas)?",
            "ninguna de las opciones(?: anteriores)?(?: es correcta)?", "todas son correctas", "ninguna es correcta",
            "ambas son correctas", "ambas", "ambos"),
    except_=("excepto", "salvo", "menos"),
    term=(),
    question=("pregunta",),
    questions=("preguntas",),
    see=("véase", "ver"),
    previous=("anterior",),
    next=("siguiente", "próxima"),
    above=("anterior",),
    below=("siguiente",),
)
# fmt: on

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH)


def alternatives(*parts: str) -> str:
    """The words of these parts in all languages, the longest first, as a regular expression without its group."""
    assert set(parts) <= {field.name for field in fields(SpokenWords)}
    words = {word for language in LANGUAGES for part in parts for word in _words(language, part)}
    return "|".join(word.replace(" ", r"\s") for word in sorted(words, key=lambda w: (-len(w), w)))


def word_set(*parts: str) -> frozenset[str]:
    """The same words as a set."""
    return frozenset(word for language in LANGUAGES for part in parts for word in _words(language, part))


def _words(language: SpokenWords, part: str) -> Iterable[str]:
    words: tuple[str, ...] = getattr(language, part)
    return words
