"""How texts in Czech speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("odpověď", "odpovědi", "odpovědí", "možnost", "možnosti", "možností", "varianta", "varianty", "variantu"),
    options=("odpovědi", "možnosti", "varianty"),
    answer=("odpověď", "odpovědi"),
    letter=("písmeno", r"č\."),
    is_=("je", "byla by", "zní"),
    both=("jak", "ani", "pouze", "jen", "obě"),
    conjunction=("a", "i", "nebo", "či", "ani", "tak i", "a také"),
    contrast=("ale ne", "a ne", "ne", "místo", "před", "po"),
    ordered=("v tomto pořadí", "v uvedeném pořadí", "respektive"),
    ordinal=("první", "druhá", "třetí", "čtvrtá", "pátá", "poslední"),
    through=("až", "do"),
    only=("pouze", "jen"),
    judged=("(?:jsou|je)(?: obě| všechny)? (?:správn[áéě]|nesprávn[áéě]|pravdiv[áé]|nepravdiv[áé]|chybn[áé])",),
    named=("obrázek", "tabulka", "vitamin", "vitamín", "tvrzení", "výrok", "skupina", "třída", "typ", "část", "bod",
           "množina", "matice"),
    verb=("je", "byla", "jsou", "není", "nejsou", "může", "popisuje", "správná", "nesprávná", "chybná", "protože"),
    finite=("je", "byla", "jsou", "není", "nejsou", "může", "popisuje"),
    judgement=("správn[áéě]", "nesprávn[áéě]", "pravdiv[áé]", "nepravdiv[áé]", "chybn[áé]"),
    cause=("protože", "neboť", "zatímco", "ale"),
    too=("také", "rovněž", "též"),
    pinned=("všechny výše uvedené", "žádná z výše uvedených", "žádné z výše uvedených", "všechny uvedené",
            "žádná z uvedených",
            "všechny (?:předchozí |uvedené |výše uvedené )?(?:odpovědi|možnosti)(?: jsou správné| jsou správně)?",
            "žádná z (?:předchozích |uvedených |výše uvedených |nabízených )?(?:odpovědí|možností)"
            "(?: není správn[áě])?", "žádná (?:odpověď|možnost) není (?:správná|správně)", "všechno výše uvedené",
            "nic z výše uvedeného", "obě", "oba", "žádná", "žádné"),
    except_=("kromě", "s výjimkou", "mimo"),
    question=("otázka", "otázky", "otázce", "otázku", "úloha", "úlohy", "úloze"),
    questions=("otázky", "otázkách", "úlohy", "úlohách"),
    see=("viz", "srov."),
    previous=("předchozí", "minulá", "minulé"),
    next=("následující", "další", "příští"),
    above=("výše",),
    below=("níže",),
    negative=("ne", "není", "nejsou", "nepatří", "neplatí", "kromě", r"nesprávn\w*", r"nepravdiv\w*", r"chybn\w*",
              "nikdy"),
    negation=("ne", "není", "nejsou", "nikdy", "žádný", "žádná", "žádné", "ani", "bez", "kromě"),
    letter_words="aikosuvz",
    telltale=("je", "není", "které", "který", "která", "jsou", "nebo", "při", "pro", "odpověď", "otázka", "protože",
              "správná", "žádná", "všechny", "jaký", "jaká", "že"),
)

PARTS = PartWords(
    question=("otázka", "úloha", "úkol"),
    answer=("odpověď", "odpovědi", "správná odpověď", "správné odpovědi", "odp", "správná možnost", "správně"),
    answer_weak=("řešení",),
    explanation=("vysvětlení", "zdůvodnění", "odůvodnění", "zpětná vazba"),
    explanation_weak=("důvod", "komentář", "proč"),
    points=("body", "bod", "bodů", "bodu"),
    points_heads=("body", "počet bodů", "bodování"),
    difficulty=("obtížnost",),
    topic=("téma", "kategorie"),
    section=("část", "kapitola", "oddíl", "modul"),
    option=("možnost", "odpověď", "varianta"),
    correct=("správně", "správná", "správná odpověď"),
    answer_list=("odpovědi", "správné odpovědi", "řešení", "klíč", "klíč odpovědí"),
    reveal=("zobrazit odpověď", "ukázat odpověď"),
    true=("pravda",),
    false=("nepravda",),
    yes_no=("ano", "ne"),
    page=("strana", "str."),
)

SCALES = ScaleWords(
    difficulty=(
        ("lehký", "lehká", "lehké", "snadný", "snadná", "snadné"), ("střední",),
        ("těžký", "těžká", "těžké", "obtížný", "obtížná", "obtížné"),
    ),
    others=(
        (("nízký", "nízká", "nízké"), ("střední",), ("vysoký", "vysoká", "vysoké")),
        (("malý", "malá", "malé"), ("střední",), ("velký", "velká", "velké")),
        (("nikdy",), ("zřídka",), ("někdy", "občas"), ("často",), ("vždy",)),
    ),
    months=(
        ("ledna", "led", "leden"), ("února", "úno", "únor"), ("března", "bře", "březen"), ("dubna", "dub", "duben"),
        ("května", "kvě", "květen"), ("června", "čvn", "červen"), ("července", "čvc", "červenec"),
        ("srpna", "srp", "srpen"), ("září", "zář"), ("října", "říj", "říjen"), ("listopadu", "lis", "listopad"),
        ("prosince", "pro", "prosinec"),
    ),
    before_christ=("př.n.l.", "př.kr."),
    after_christ=("n.l.", "pokr."),
    has_decimal_comma=True,
)
