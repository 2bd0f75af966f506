"""What rules know of German."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus außer bei beide beiden "
        "beim bin bis da dabei dadurch dafür damit dann das dass daß davon dazu dein dem den denen denn der deren "
        "des dessen die dies diese diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er "
        "es etwa etwas euch folgende folgenden folgender folgendes für gegen gibt hat hatte hatten haben habe "
        "hast hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes "
        "kann kannst kein keine keinem keinen keiner keines können könnte man mehr mein mit muss müssen nach "
        "nicht noch nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so solche soll sollen "
        "sollte sondern sowie über um und uns unser unter vom von vor war waren was weder weil welche welchem "
        "welchen welcher welches wenn wer werden wie wir wird wird wo wurde wurden während zu zum zur zwei "
        "zwischen richtig richtige richtigen falsch antwort antworten aussage aussagen bezeichnet heißt nennt "
        "frage wann warum wieviel wofür womit wodurch worin"
    ),
    articles="der die das ein eine einen einem einer",
    negatives=(
        "nicht(?! nur| unbedingt)", "keine?[mnrs]?", "außer", "ausser", "niemals",
        "(?<=ist )(?:falsch|unwahr|inkorrekt|unzutreffend)", "(?<=sind )(?:falsch|unwahr|inkorrekt|unzutreffend)",
        "(?:falsche|unzutreffende|inkorrekte)n?(?= (?:aussagen?|antwort|antworten|behauptung|behauptungen)\\b)",
    ),
    clause_openers="warum weshalb weil wenn falls obwohl während ob dass damit",
    absolutes=(
        "immer nie niemals stets ausschließlich nur ausnahmslos unmöglich völlig vollkommen vollständig "
        "in_jedem_Fall auf_jeden_Fall auf_keinen_Fall in_allen_Fällen"
    ),
    has_noun_capitals=True,
    universals="alle alles niemand sämtliche jeder jede jedes kein keine",
    vague=(
        "oft häufig meist meistens manchmal gelegentlich selten gewöhnlich normalerweise üblicherweise "
        "in_der_Regel vielleicht wahrscheinlich möglicherweise im_Allgemeinen ab_und_zu "
        "hin_und_wieder in_vielen_Fällen in_den_meisten_Fällen"
    ),
    interrogatives=(
        "was wer wen wem wessen wann wo wohin woher warum weshalb wieso wie wieviel wieviele welche welchem "
        "welchen welcher welches womit wodurch wofür woran worauf woraus worin worüber"
    ),
    asking_verbs="ist sind war waren hat kann können darf",
    imperatives=(
        "nenne nennen bestimme bestimmen berechne berechnen wähle wählen ordne ordnen erkläre erklären beschreibe "
        "beschreiben ergänze ergänzen vervollständige gib geben kreuze kreuzen markiere markieren finde finden "
        "löse lösen vereinfache entscheide entscheiden übersetze übersetzen zeige zeigen begründe begründen "
        "vergleiche vergleichen skizziere stelle stellen setze setzen bewerte bewerten schätze schreibe schreiben "
        "zeichne"
    ),
    limits=(
        (("weniger als", "unter"), "<"),
        (("mehr als", "über"), ">"),
        (("höchstens", "bis zu"), "≤"),
        (("mindestens",), "≥"),
        (("bis",), "–"),
    ),
    closing_limits=(
        (("oder weniger", "und weniger", "oder jünger"), "≤"),
        (("oder mehr", "und mehr", "oder älter"), "≥"),
    ),
    between=("zwischen", "und"),
    may_double="die das der den sie wir ihr ihn des dass so sehr ja nein",
)
