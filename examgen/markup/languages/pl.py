"""How texts in Polish speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("odpowiedź", "odpowiedzi", "odpowiedzią", "opcja", "opcji", "opcję", "wariant", "wariantu"),
    options=("odpowiedzi", "opcje", "opcji", "warianty"),
    answer=("odpowiedź", "odpowiedzi"),
    letter=("litera", r"nr"),
    is_=("to", "jest to", "jest"),
    both=("zarówno", "ani", "tylko", "wyłącznie"),
    conjunction=("i", "oraz", "lub", "albo", "ani", "jak i"),
    contrast=("ale nie", "a nie", "nie", "zamiast", "przed", "po"),
    ordered=("odpowiednio", "w tej kolejności"),
    ordinal=("pierwsza", "druga", "trzecia", "czwarta", "piąta", "ostatnia"),
    through=("do", "aż do"),
    only=("tylko", "wyłącznie"),
    judged=("(?:są|jest)(?: obie| wszystkie)? (?:nie)?(?:poprawn|prawdziw|prawidłow|fałszyw|błędn)[ae]",),
    named=("rysunek", "rysunku", "tabela", "witamina", "witaminy", "zdanie", "stwierdzenie", "grupa", "grupy", "klasa",
           "typ", "część", "punkt", "zbiór", "zbioru", "macierz"),
    verb=("jest", "był", "była", "są", "może", "opisuje", "poprawna", "niepoprawna", "błędna", "fałszywa", "prawdziwa",
          "prawidłowa", "ponieważ", "bo", "nie"),
    finite=("jest", "była", "są", "może", "opisuje", "nie jest"),
    judgement=("poprawn[ae]", "niepoprawn[ae]", "błędn[ae]", "fałszyw[ae]", "prawdziw[ae]", "prawidłow[ae]"),
    cause=("ponieważ", "bo", "gdyż", "natomiast", "ale"),
    too=("też", "także", "również"),
    pinned=("wszystkie powyższe", "żadne z powyższych", "żadna z powyższych", "wszystkie z powyższych",
            "wszystkie odpowiedzi(?: powyższe)?(?: są (?:poprawne|prawidłowe|prawdziwe))?",
            "wszystkie (?:powyższe|wymienione) odpowiedzi(?: są (?:poprawne|prawidłowe|prawdziwe))?",
            "żadna z (?:powyższych|tych|podanych|wymienionych) odpowiedzi"
            "(?: nie jest (?:poprawna|prawidłowa|prawdziwa))?", "żadna odpowiedź nie jest (?:poprawna|prawidłowa)",
            "żadne z wymienionych", "wszystkie wymienione", "obie", "oba", "żadna", "żadne"),
    except_=("oprócz", "z wyjątkiem", "poza"),
    question=("pytanie", "pytania", "pytaniu", "zadanie", "zadania", "zadaniu"),
    questions=("pytania", "pytaniach", "zadania", "zadaniach"),
    see=("zob.", "patrz", "por."),
    previous=("poprzednie", "poprzednim", "poprzedniego", "powyższe", "powyższym"),
    next=("następne", "następnym", "kolejne", "kolejnym"),
    above=("powyżej",),
    below=("poniżej",),
    negative=("nie", "oprócz", "z wyjątkiem", r"fałszyw\w*", r"niepoprawn\w*", r"nieprawdziw\w*", r"nieprawidłow\w*",
              r"błędn\w*", "nigdy"),
    negation=("nie", "nigdy", "żaden", "żadna", "żadne", "ani", "bez", "oprócz"),
    letter_words="aiouwz",
    telltale=("jest", "nie", "się", "oraz", "które", "która", "który", "są", "przez", "dla", "odpowiedź", "odpowiedzi",
              "pytanie", "ponieważ", "żadna", "wszystkie", "jaki", "jaka"),
)

PARTS = PartWords(
    question=("pytanie", "zadanie"),
    answer=("odpowiedź", "odpowiedzi", "poprawna odpowiedź", "prawidłowa odpowiedź", "odp", "poprawne odpowiedzi",
            "prawidłowe odpowiedzi", "właściwa odpowiedź"),
    answer_weak=("rozwiązanie",),
    explanation=("wyjaśnienie", "objaśnienie", "uzasadnienie", "informacja zwrotna"),
    explanation_weak=("powód", "komentarz", "dlaczego"),
    points=("punkty", "punkt", "punktów", "punktu", "pkt"),
    points_heads=("punkty", "punktacja", "liczba punktów"),
    difficulty=("trudność", "poziom trudności"),
    topic=("temat", "kategoria"),
    section=("część", "rozdział", "dział", "sekcja", "moduł"),
    option=("opcja", "odpowiedź", "wariant"),
    correct=("poprawna", "poprawne", "poprawnie", "prawidłowa", "dobra odpowiedź", "poprawna odpowiedź"),
    answer_list=("odpowiedzi", "klucz odpowiedzi", "rozwiązania", "klucz", "poprawne odpowiedzi",
                 "prawidłowe odpowiedzi"),
    reveal=("pokaż odpowiedź", "zobacz odpowiedź"),
    true=("prawda",),
    false=("fałsz",),
    yes_no=("tak", "nie"),
    page=("strona", "str."),
)

SCALES = ScaleWords(
    difficulty=(("łatwy", "łatwa", "łatwe"), ("średni", "średnia", "średnie"), ("trudny", "trudna", "trudne")),
    others=(
        (("niski", "niska", "niskie"), ("średni", "średnia", "średnie"), ("wysoki", "wysoka", "wysokie")),
        (("mały", "mała", "małe"), ("średni", "średnia", "średnie"), ("duży", "duża", "duże")),
        (("nigdy",), ("rzadko",), ("czasami", "czasem"), ("często",), ("zawsze",)),
    ),
    months=(
        ("stycznia", "sty", "styczeń"), ("lutego", "lut", "luty"), ("marca", "mar", "marzec"),
        ("kwietnia", "kwi", "kwiecień"), ("maja", "maj"), ("czerwca", "cze", "czerwiec"), ("lipca", "lip", "lipiec"),
        ("sierpnia", "sie", "sierpień"), ("września", "wrz", "wrzesień"), ("października", "paź", "październik"),
        ("listopada", "lis", "listopad"), ("grudnia", "gru", "grudzień"),
    ),
    before_christ=("p.n.e.", "przednasząerą"),
    after_christ=("n.e.", "naszejery"),
    has_decimal_comma=True,
)
