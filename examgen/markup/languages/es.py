"""How texts in Spanish speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
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
    pinned=("todas las anteriores(?: son correctas)?", "ninguna de las anteriores(?: es correcta)?",
            "todos los anteriores(?: son correctos)?", "ninguno de los anteriores(?: es correcto)?",
            "ninguna de las respuestas(?: anteriores)?(?: es correcta)?", "ninguna", "ninguno",
            "todas las (?:respuestas|opciones)(?: anteriores)?(?: son correctas)?",
            "ninguna de las opciones(?: anteriores)?(?: es correcta)?", "todas son correctas", "ninguna es correcta",
            "(?:ninguna de|todas) estas", "(?:ninguno de|todos) estos", "ambas son correctas", "ambas", "ambos"),
    except_=("excepto", "salvo", "menos"),
    term=(),
    question=("pregunta",),
    questions=("preguntas",),
    see=("véase", "ver"),
    previous=("anterior",),
    next=("siguiente", "próxima"),
    above=("anterior",),
    below=("siguiente",),
    negative=("no (?:es|son|está|se|forma|pertenece|corresponde)", "excepto", "salvo", "fals[oa]s?", "incorrect[oa]s?",
              "nunca"),
    negation=("no", "nunca", "ningún", "ninguna", "ninguno", "sin", "tampoco", "falso", "falsa", "excepto"),
    letter=("letra", "inciso", r"n\.º"),
    letter_words="aeouy",
    telltale=("los", "las", "una", "del", "por", "según", "más", "también", "qué", "cuál", "respuesta", "pregunta",
              "opción", "todas", "anteriores", "porque", "respuestas", "número"),
)

PARTS = PartWords(
    question=("pregunta", "ejercicio"),
    answer=("respuesta", "respuestas", "respuesta correcta", "respuestas correctas", "resp", "rpta",
            "opción correcta", "la respuesta es", "la respuesta correcta es"),
    answer_weak=("solución", "clave", "correcta"),
    explanation=("explicación", "justificación", "retroalimentación"),
    explanation_weak=("razón", "comentario"),
    points=("puntos", "punto", "pts", "pto", "ptos"),
    points_heads=("puntos", "puntuación"),
    difficulty=("dificultad", "nivel de dificultad"),
    topic=("tema", "categoría"),
    section=("sección", "parte", "capítulo", "módulo", "unidad"),
    option=("opción", "respuesta", "alternativa"),
    correct=("correcta", "correcto", "respuesta correcta"),
    answer_list=("respuestas", "soluciones", "clave de respuestas", "claves", "respuestas correctas", "solucionario"),
    reveal=("ver respuesta", "ver la respuesta", "mostrar respuesta", "mostrar la respuesta", "ver solución",
            "ver la solución", "mostrar solución"),
    true=("verdadero",),
    false=("falso",),
    yes_no=("sí", "si", "no"),
    page=("página", "pág."),
)

SCALES = ScaleWords(
    difficulty=(("fácil",), ("medio", "media", "intermedio", "intermedia"), ("difícil",)),
    others=(
        (("bajo", "baja"), ("medio", "media", "moderado", "moderada"), ("alto", "alta")),
        (("pequeño", "pequeña"), ("mediano", "mediana"), ("grande",)),
        (("nunca",), ("rara vez", "raramente"), ("a veces",), ("a menudo", "frecuentemente"), ("siempre",)),
    ),
    months=(
        ("enero", "ene"), ("febrero", "feb"), ("marzo", "mar"), ("abril", "abr"), ("mayo", "may"), ("junio", "jun"),
        ("julio", "jul"), ("agosto", "ago"), ("septiembre", "sept"), ("octubre", "oct"), ("noviembre", "nov"),
        ("diciembre", "dic"),
    ),
    before_christ=("a.c.", "a.dec.", "a.n.e."),
    after_christ=("d.c.", "d.dec.", "d.n.e."),
    has_decimal_comma=True,
)
