"""What rules know of Dutch."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "aan al alle alleen als altijd andere bij dan dat de deze die dit dus door een eens elk elke en er geen "
        "gaat haar had hadden heb hebben heeft het hem hen hij hoe hoeveel hun ieder iedere iets ik in is je jij "
        "kan kun kunnen maar meer men met mij mijn moet moeten na naar niet niets nog nu of om ook onder ons op "
        "over samen te ten ter toch tot tussen twee u uit uw van veel volgende voor waar waarom waarin wanneer "
        "waren was wat we wel welk welke werd werden wie wij wil worden wordt zal zij zich zijn zo zonder zou "
        "zullen juist juiste goed onjuist antwoord antwoorden bewering beweringen uitspraak heet noemt noemen"
    ),
    articles="de het een",
    negatives=(
        "niet(?! alleen| noodzakelijk)", "geen", "behalve", "nooit",
        "(?<=is )(?:onjuist|onwaar|fout)", "(?<=zijn )(?:onjuist|onwaar|fout)",
    ),
    clause_openers="waarom omdat als wanneer hoewel terwijl of dat doordat",
    absolutes="altijd nooit uitsluitend volledig absoluut onmogelijk enkel alleen",
    universals="alle alles iedere elke geen",
    vague=(
        "vaak soms zelden meestal gewoonlijk doorgaans af_en_toe regelmatig normaal_gesproken waarschijnlijk "
        "misschien over_het_algemeen"
    ),
    interrogatives="wat wie wiens welk welke wanneer waar waarom hoe hoeveel waarmee waardoor waarvoor is zijn kan",
    imperatives=(
        "kies bereken bepaal noem geef vul verklaar beschrijf vind los vereenvoudig schrijf leg zet rangschik "
        "vertaal markeer selecteer teken vergelijk"
    ),
    may_double="die dat je ze heel nee we",
)
