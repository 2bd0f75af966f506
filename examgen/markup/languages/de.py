"""How texts in German speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
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
            "(?:alle|keine|keines|keiner) der (?:obigen|oben genannten|genannten)", "alle(?: der)? oben genannten",
            "alle (?:der genannten )?antworten", "nichts davon",
            "keine der aussagen(?: trifft zu| ist (?:richtig|wahr|korrekt))?", "alle aussagen(?: treffen zu)?",
            "alle (?:obigen|aussagen sind (?:richtig|falsch))"),
    except_=("außer", "bis auf"),
    term=("zellen", "dur", "moll"),
    question=("frage", "aufgabe"),
    questions=("fragen", "aufgaben"),
    see=("siehe", "vgl.", "aus", "wie in"),
    previous=("vorherige", "vorherigen", "vorige", "vorigen", "letzten", "obigen"),
    next=("nächste", "nächsten", "folgende", "folgenden"),
    above=("oben",),
    below=("unten",),
    negative=("nicht", "keine?[nrs]?", "außer", r"falsch\w*"),
    negation=("nicht", "kein", "keine", "keinen", "keiner", "nie", "niemals", "weder", "ohne", "falsch"),
    letter=("buchstabe", r"nr\."),
    telltale=("der", "das", "und", "ist", "sind", "nicht", "ein", "eine", "einer", "für", "von", "dem", "wird",
              "welche", "welcher", "welches", "weil", "auch", "antwort", "antworten", "frage", "richtig", "falsch",
              "keine", "erklärung"),
)

PARTS = PartWords(
    question=("frage", "aufgabe"),
    answer=("antwort", "antworten", "richtige antwort", "richtige antworten", "korrekte antwort", "lösung",
            "richtige lösung", "loesung", "korrekte lösung", "richtige option",
            "musterlösung", "musterantwort", "lösungsvorschlag"),
    answer_weak=("richtig", "korrekt"),
    explanation=("erklärung", "erläuterung", "begründung"),
    explanation_weak=("grund", "kommentar"),
    points=("punkte", "punkt", "pkt"),
    points_heads=("punkte",),
    difficulty=("schwierigkeit", "schwierigkeitsgrad"),
    topic=("thema", "kategorie"),
    section=("abschnitt", "teil", "kapitel", "modul"),
    option=("option", "antwort", "möglichkeit", "alternative"),
    correct=("richtig", "korrekt", "richtige antwort"),
    answer_list=("antworten", "lösungen", "lösung", "lösungsschlüssel", "richtige antworten", "antwortschlüssel"),
    reveal=("antwort anzeigen", "lösung anzeigen", "antwort zeigen", "lösung zeigen", "antwort einblenden",
            "lösung einblenden"),
    true=("wahr", "richtig"),
    false=("falsch",),
    yes_no=("ja", "nein"),
    page=("seite",),
)

SCALES = ScaleWords(
    difficulty=(("leicht", "einfach"), ("mittel", "mittelschwer"), ("schwer", "schwierig")),
    others=(
        (("niedrig", "gering"), ("mittel",), ("hoch",)),
        (("klein",), ("mittel", "mittelgroß"), ("groß",)),
        (("nie", "niemals"), ("selten",), ("manchmal", "gelegentlich"), ("oft", "häufig"), ("immer",)),
    ),
    months=(
        ("januar", "jan", "jänner", "jän"), ("februar", "feb"), ("märz", "mär"), ("april", "apr"), ("mai",),
        ("juni", "jun"), ("juli", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("oktober", "okt"),
        ("november", "nov"), ("dezember", "dez"),
    ),
    before_christ=("v.chr.", "vorchristus", "v.u.z."),
    after_christ=("n.chr.", "nachchristus", "n.u.z."),
    has_decimal_comma=True,
)
