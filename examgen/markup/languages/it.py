"""How texts in Italian speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("opzione", "risposta", "alternativa", "scelta"),
    options=("opzioni", "risposte", "alternative", "scelte"),
    answer=("risposta", "risposte"),
    letter=("lettera", r"n\."),
    is_=("è", "è la", "era", "sarebbe", "sarebbe la"),
    both=("sia", "né", "solo", "soltanto", "entrambe", "la", "le"),
    conjunction=("e", "ed", "e la", "o", "oppure", "o la", "né", "né la", "sia", "che", "nonché"),
    contrast=("ma non", "e non", "non", "invece di", "anziché", "prima di", "dopo"),
    ordered=("rispettivamente", "in quest'ordine", "in questo ordine", "nell'ordine"),
    ordinal=("prima", "seconda", "terza", "quarta", "quinta", "ultima"),
    through=("a", "fino a"),
    only=("soltanto", "solamente"),
    judged=("(?:sono|è)(?: entrambe| tutte)? (?:corrett[ae]|errat[ae]|ver[ae]|fals[ae]|giust[ae]|sbagliat[ae])",),
    named=("figura", "tabella", "vitamina", "affermazione", "enunciato", "caso", "gruppo", "classe", "tipo", "parte",
           "punto", "insieme", "matrice", "epatite"),
    verb=("è", "era", "sono", "sarebbe", "può", "descrive", "corretta", "errata", "falsa", "vera", "giusta",
          "sbagliata", "perché", "non"),
    finite=("è", "era", "sono", "sarebbe", "può", "descrive", "non è"),
    judgement=("corrett[ao]", "errat[ao]", "fals[ao]", "ver[ao]", "giust[ao]", "sbagliat[ao]"),
    cause=("perché", "poiché", "mentre", "ma"),
    too=("anche", "pure", "neanche"),
    pinned=("tutte le precedenti", "nessuna delle precedenti", "tutti i precedenti", "nessuno dei precedenti",
            "tutte le risposte(?: precedenti)?(?: sono (?:corrette|esatte|giuste))?",
            "nessuna (?:delle risposte|risposta)(?: precedenti)?(?: è (?:corretta|esatta|giusta))?",
            "tutte le alternative(?: precedenti)?(?: sono corrette)?",
            "nessuna delle alternative(?: precedenti)?(?: è corretta)?", "tutte le opzioni(?: precedenti)?",
            "nessuna delle opzioni(?: precedenti)?", "tutte corrette", "tutte le altre", "entrambe", "entrambi",
            "nessuna", "nessuno"),
    except_=("tranne", "eccetto", "salvo"),
    question=("domanda", "quesito"),
    questions=("domande", "quesiti"),
    see=("vedi", "cfr."),
    previous=("precedente", "scorsa"),
    next=("prossima", "successiva", "seguente"),
    above=("precedente", "sopra"),
    below=("successiva", "seguente", "sotto"),
    negative=("non", "tranne", "eccetto", "salvo", "fals[oaie]", "errat[oaie]", "scorrett[oaie]", "mai"),
    negation=("non", "mai", "nessun", "nessuna", "nessuno", "né", "senza", "falso", "falsa", "tranne", "neanche"),
    letter_words="aeioè",
    telltale=("il", "gli", "della", "delle", "dei", "del", "nel", "nella", "è", "sono", "che", "quale", "quali",
              "risposta", "domanda", "perché", "più", "nessuna", "tutte"),
)

PARTS = PartWords(
    question=("domanda", "quesito", "esercizio"),
    answer=("risposta", "risposte", "risposta corretta", "risposta esatta", "risposta giusta", "risposte corrette",
            "la risposta corretta è", "la risposta è"),
    answer_weak=("soluzione",),
    explanation=("spiegazione", "motivazione", "commento alla risposta", "feedback"),
    explanation_weak=("motivo", "perché", "commento"),
    points=("punti", "punto", "pt"),
    points_heads=("punti", "punteggio"),
    difficulty=("difficoltà", "livello di difficoltà"),
    topic=("argomento", "categoria", "tema"),
    section=("sezione", "parte", "capitolo", "unità", "modulo"),
    option=("opzione", "risposta", "alternativa"),
    correct=("corretta", "corretto", "esatta", "esatto", "giusta", "risposta corretta"),
    answer_list=("risposte", "soluzioni", "risposte corrette", "chiave delle risposte", "griglia delle risposte"),
    reveal=("mostra risposta", "mostra la risposta", "vedi risposta", "vedi la risposta", "mostra soluzione",
            "vedi soluzione"),
    true=("vero",),
    false=("falso",),
    yes_no=("sì", "no"),
    page=("pagina", "pag."),
)

SCALES = ScaleWords(
    difficulty=(("facile",), ("medio", "media", "intermedio", "intermedia"), ("difficile",)),
    others=(
        (("basso", "bassa"), ("medio", "media", "moderato", "moderata"), ("alto", "alta")),
        (("piccolo", "piccola"), ("medio", "media"), ("grande",)),
        (("mai",), ("raramente",), ("a volte", "talvolta"), ("spesso",), ("sempre",)),
    ),
    months=(
        ("gennaio", "gen"), ("febbraio", "feb"), ("marzo", "mar"), ("aprile", "apr"), ("maggio", "mag"),
        ("giugno", "giu"), ("luglio", "lug"), ("agosto", "ago"), ("settembre", "set"), ("ottobre", "ott"),
        ("novembre", "nov"), ("dicembre", "dic"),
    ),
    before_christ=("a.c.", "avanticristo"),
    after_christ=("d.c.", "dopocristo"),
    has_decimal_comma=True,
)
