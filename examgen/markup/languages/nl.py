"""How texts in Dutch speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("optie", "antwoord", "antwoordoptie", "alternatief", "keuze", "keuzemogelijkheid"),
    options=("opties", "antwoorden", "antwoordopties", "alternatieven", "keuzes"),
    answer=("antwoord", "antwoorden"),
    letter=("letter", r"nr\."),
    is_=("is", "luidt", "zou zijn", "was"),
    both=("zowel", "noch", "alleen", "enkel", "beide"),
    conjunction=("en", "of", "noch", "als", "alsook"),
    contrast=("maar niet", "en niet", "niet", "in plaats van", "voor", "na", "dan"),
    ordered=("respectievelijk", "in die volgorde", "in deze volgorde"),
    ordinal=("eerste", "tweede", "derde", "vierde", "vijfde", "laatste"),
    through=("tot en met", r"t/m", "tot"),
    only=("alleen",),
    judged=("(?:zijn|is)(?: beide| alle| allemaal)?(?: niet)? (?:juist|onjuist|correct|fout|goed|waar)",),
    named=("figuur", "tabel", "vitamine", "stelling", "bewering", "geval", "groep", "klasse", "type", "deel", "punt",
           "verzameling", "bron"),
    verb=("is", "was", "zijn", "zou", "kan", "beschrijft", "juist", "onjuist", "fout", "goed", "klopt", "omdat"),
    finite=("is", "was", "zijn", "zou", "kan", "beschrijft", "klopt"),
    judgement=("juist", "onjuist", "correct", "fout", "goed", "waar"),
    cause=("omdat", "want", "doordat", "terwijl", "maar"),
    too=("ook", "evenmin"),
    pinned=("al het bovenstaande", "geen van bovenstaande", "geen van de bovenstaande", "alle bovenstaande",
            "geen van beide", "geen van deze(?: antwoorden)?",
            "alle antwoorden(?: hierboven)? zijn (?:juist|goed|correct)",
            "(?:alle|geen van de) (?:bovenstaande|voorgaande|genoemde)(?: antwoorden)?(?: (?:zijn|is) (?:juist|goed))?",
            "geen enkel antwoord is (?:juist|correct|goed)", "alle genoemde", "geen van allen", "allebei", "beide"),
    except_=("behalve", "uitgezonderd"),
    question=("vraag", "opgave"),
    questions=("vragen", "opgaven"),
    see=("zie", "vgl."),
    previous=("vorige", "voorgaande", "laatste", "bovenstaande"),
    next=("volgende", "onderstaande"),
    above=("hierboven",),
    below=("hieronder",),
    negative=("niet", "geen", "behalve", "onjuiste?", "foute?"),
    negation=("niet", "geen", "nooit", "noch", "zonder", "fout", "onjuist", "behalve"),
    telltale=("het", "een", "zijn", "niet", "welke", "wordt", "voor", "bij", "vraag", "antwoord", "omdat", "geen",
              "bovenstaande", "juist", "deze", "ook"),
)

PARTS = PartWords(
    question=("vraag", "opgave"),
    answer=("antwoord", "antwoorden", "juiste antwoord", "goede antwoord", "correcte antwoord",
            "het juiste antwoord is", "het antwoord is"),
    answer_weak=("oplossing",),
    explanation=("uitleg", "toelichting", "verklaring", "feedback"),
    explanation_weak=("reden", "motivering", "opmerking"),
    points=("punten", "punt", "ptn"),
    points_heads=("punten", "score"),
    difficulty=("moeilijkheid", "moeilijkheidsgraad"),
    topic=("onderwerp", "thema", "categorie"),
    section=("sectie", "deel", "hoofdstuk", "onderdeel"),
    option=("optie", "antwoord", "keuze", "alternatief"),
    correct=("juist", "correct", "goed", "juiste antwoord"),
    answer_list=("antwoorden", "antwoordsleutel", "oplossingen", "antwoordmodel", "juiste antwoorden"),
    reveal=("toon antwoord", "antwoord tonen", "bekijk antwoord", "toon oplossing"),
    true=("waar", "juist"),
    false=("onwaar", "onjuist"),
    yes_no=("ja", "nee"),
    page=("pagina", "blz."),
)

SCALES = ScaleWords(
    difficulty=(("makkelijk", "gemakkelijk", "eenvoudig"), ("gemiddeld", "middelmatig"), ("moeilijk",)),
    others=(
        (("laag",), ("gemiddeld", "matig"), ("hoog",)),
        (("klein",), ("middelgroot", "gemiddeld"), ("groot",)),
        (("nooit",), ("zelden",), ("soms",), ("vaak",), ("altijd",)),
    ),
    months=(
        ("januari", "jan"), ("februari", "feb"), ("maart", "mrt"), ("april", "apr"), ("mei",), ("juni", "jun"),
        ("juli", "jul"), ("augustus", "aug"), ("september", "sep"), ("oktober", "okt"), ("november", "nov"),
        ("december", "dec"),
    ),
    before_christ=("v.chr.", "voorchristus"),
    after_christ=("n.chr.", "nachristus"),
    has_decimal_comma=True,
)
