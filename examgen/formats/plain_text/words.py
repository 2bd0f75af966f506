"""The words by which plain text names its parts, per language, as regular expressions ready to use."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartWords:
    """One language's words for the parts of a question; each tuple holds alternatives, lower case."""

    question: tuple[str, ...]
    answer: tuple[str, ...]
    answer_weak: tuple[str, ...]
    """Words that name an answer only once the question has options."""

    explanation: tuple[str, ...]
    explanation_weak: tuple[str, ...]
    points: tuple[str, ...]
    points_heads: tuple[str, ...]
    topic: tuple[str, ...]
    section: tuple[str, ...]
    option: tuple[str, ...]
    correct: tuple[str, ...]
    answer_list: tuple[str, ...]
    """Headings over an answer list at the end of a file."""

    truth: tuple[str, ...]
    """Answers to true-or-false questions."""

    page: tuple[str, ...]
    """What stands before the number of a page."""


# fmt: off
ENGLISH = PartWords(
    question=("question", "quest.", "ques.", "q", "problem"),
    answer=("answer", "answers", "ans", "correct answer", "correct answers", "right answer", "correct option",
            "correct choice", "correct response", "the answer is", "the correct answer is", "answer is",
            "correct answer is", "the correct option is", "correct ans", "right ans", "the answer",
            "the correct answer"),
    answer_weak=("key", "correct", "solution", "sol"),
    explanation=("explanation", "rationale", "feedback", "explanations"),
    explanation_weak=("reason", "reasoning", "justification", "why", "comment"),
    points=("points", "point", "pts", "pt", "marks", "mark", "p"),
    points_heads=("points", "marks", "score"),
    topic=("topic", "category"),
    section=("section", "part", "chapter", "unit", "module", "topic"),
    option=("option", "choice", "answer", "alternative", "response"),
    correct=("correct", "correct answer", "right answer", "right", "key", "answer"),
    answer_list=("answers", "answer key", "answer keys", "key", "keys", "solutions", "answer list", "answers key",
                 "correct answers", "list of answers", "solution key", "marking key", "answer section"),
    truth=("true", "false", "yes", "no"),
    page=("page",),
)
# fmt: on

# fmt: off
GERMAN = PartWords(
    question=("frage", "aufgabe"),
    answer=("antwort", "antworten", "richtige antwort", "richtige antworten", "korrekte antwort", "lösung",
            "richtige lösung"),
    answer_weak=("richtig", "korrekt"),
    explanation=("erklärung", "erläuterung", "begründung"),
    explanation_weak=("grund", "kommentar"),
    points=("punkte", "punkt", "pkt"),
    points_heads=("punkte",),
    topic=("thema", "kategorie"),
    section=("abschnitt", "teil", "kapitel", "modul"),
    option=("option", "antwort", "möglichkeit", "alternative"),
    correct=("richtig", "korrekt", "richtige antwort"),
    answer_list=("antworten", "lösungen", "lösung", "lösungsschlüssel", "richtige antworten", "antwortschlüssel"),
    truth=("wahr", "falsch", "richtig", "ja", "nein"),
    page=("seite",),
)
FRENCH = PartWords(
    question=("question", "exercice"),
    answer=("réponse", "réponses", "bonne réponse", "bonnes réponses", "réponse correcte", "réponse exacte", "rép",
            "la bonne réponse est", "la réponse est"),
    answer_weak=("solution", "corrigé"),
    explanation=("explication", "explications"),
    explanation_weak=("raison", "pourquoi", "justification", "commentaire"),
    points=("points", "point", "pts", "pt"),
    points_heads=("points", "barème"),
    topic=("thème", "catégorie"),
    section=("section", "partie", "chapitre", "module", "unité"),
    option=("option", "réponse", "proposition", "choix"),
    correct=("correct", "correcte", "bonne réponse", "juste", "vrai"),
    answer_list=("réponses", "corrigé", "corrigés", "solutions", "bonnes réponses", "grille de réponses"),
    truth=("vrai", "faux", "oui", "non"),
    page=("page",),
)
SPANISH = PartWords(
    question=("pregunta", "ejercicio"),
    answer=("respuesta", "respuestas", "respuesta correcta", "respuestas correctas", "resp", "rpta",
            "opción correcta", "la respuesta es", "la respuesta correcta es"),
    answer_weak=("solución", "clave", "correcta"),
    explanation=("explicación", "justificación", "retroalimentación"),
    explanation_weak=("razón", "comentario"),
    points=("puntos", "punto", "pts", "pto", "ptos"),
    points_heads=("puntos", "puntuación"),
    topic=("tema", "categoría"),
    section=("sección", "parte", "capítulo", "módulo", "unidad"),
    option=("opción", "respuesta", "alternativa"),
    correct=("correcta", "correcto", "respuesta correcta"),
    answer_list=("respuestas", "soluciones", "clave de respuestas", "claves", "respuestas correctas", "solucionario"),
    truth=("verdadero", "falso", "sí", "si", "no"),
    page=("página", "pág."),
)
# fmt: on

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH)


def any_of(part: str) -> str:
    """The alternatives for one part in all languages, the longest first, as a regular expression."""
    words = {word for language in LANGUAGES for word in getattr(language, part)}
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
