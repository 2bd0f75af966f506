"""What rules know of Polish."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "a aby albo ale ani bez bo by był była było były być ci co czy czym dla do dwa gdy gdzie go i ich ile im "
        "ja jak jaka jaki jakie jakim jakiej jego jej jest jeśli już każda każdy każde kiedy kto która które "
        "którego której którą którym których który którzy lub ma mają między mnie może można mu na nad nie nich "
        "niego niej nim o od ona one oni ono oraz pod podczas po poniższych ponieważ prawdziwe prawdziwa "
        "prawidłowa poprawna przed przez przy są się sobie swoje ta tak takie tam te tego tej ten to tych tylko "
        "tym u w we według wobec wszystkie z za ze zgodnie że następujących następujące odpowiedź odpowiedzi "
        "zdanie zdania nazywa nazywamy"
    ),
    articles="",
    negatives=(
        "nie(?! tylko| musi)", "oprócz", "z wyjątkiem", "nigdy", "(?<=jest )(?:fałszyw[ea]|błędn[ea]|nieprawdziw[ea])",
    ),
    clause_openers="dlaczego ponieważ jeśli jeżeli gdy kiedy chociaż czy że aby",
    absolutes="zawsze nigdy wyłącznie jedynie całkowicie niemożliwe",
    universals="wszystkie wszyscy każdy każda każde żaden żadna żadne",
    vague=(
        "często zwykle zazwyczaj czasami czasem rzadko niekiedy przeważnie prawdopodobnie możliwe być_może "
        "na_ogół"
    ),
    interrogatives=(
        "co kto kogo komu czym kim jaki jaka jakie jakiej jakim jakiego który która które którego której którą "
        "którym których kiedy gdzie dlaczego ile jak czy skąd dokąd czego"
    ),
    imperatives=(
        "wybierz zaznacz wskaż oblicz wyznacz podaj uzupełnij wymień opisz wyjaśnij rozwiąż uprość napisz dopasuj "
        "uporządkuj przetłumacz określ znajdź ustal ocen dobierz"
    ),
    may_double="bardzo nie tak",
)
