"""What rules know of Swedish."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "alla allt alltså andra att av bara bland blev blir bli båda både de dem den denna deras dess dessa det "
        "detta dig din du där då efter ej eller en ett för från få får fick genom ha hade han har hennes hon "
        "honom hos hur här i icke in inom inte jag kan kunde man med mellan men mer mest mig min mot mycket måste "
        "ni nu när nog någon något några och om oss på samma samt sedan sig sin sina sitt ska skulle som så sådan "
        "till under upp ur ut utan vad var vara varje varför vars vem vi vid vilka vilken vilket vill är över "
        "följande kallas rätt rätta svar svaret påstående påståenden"
    ),
    articles="en ett den det de",
    negatives=(
        "inte(?! bara| nödvändigtvis)", "ej", "icke", "utom", "förutom", "aldrig",
        "(?<=är )(?:falskt|felaktigt|osant|fel)",
    ),
    clause_openers="varför eftersom om när fastän medan att",
    absolutes="alltid aldrig endast enbart bara helt omöjligt uteslutande",
    universals="alla allt varje inga ingen inget",
    vague="ofta vanligen vanligtvis ibland sällan oftast troligen kanske för_det_mesta i_allmänhet",
    interrogatives="vad vem vems vilken vilket vilka när var varför hur vart varifrån är kan har",
    imperatives=(
        "välj ange beräkna bestäm nämn förklara beskriv fyll lös förenkla skriv para ordna rangordna översätt "
        "markera kryssa rita jämför uppskatta"
    ),
    may_double="mycket ja nej så",
)
