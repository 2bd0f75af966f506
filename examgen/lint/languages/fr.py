"""What rules know of French."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "a ai à afin ainsi alors après au aucun aucune aussi autre autres aux avant avec avoir c ce ceci cela "
        "celle celles celui ces cet cette ceux chaque chez ci combien comme comment contre d dans de depuis des "
        "deux dont donc du elle elles en entre es est et étaient était être eu eux fait faut font ici il ils j je "
        "jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lui m ma mais me même mes moins "
        "mon n ne ni non nos notre nous on ont ou où par parmi pas peut peuvent plus plusieurs pour pourquoi près "
        "qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si son sont sous suivant "
        "suivante suivantes suivants sur t ta te tous tout toute toutes très tu un une vers vos votre vous y "
        "correct correcte correctes corrects exact exacte faux fausse vrai vraie juste réponse réponses "
        "affirmation affirmations proposition propositions appelle"
    ),
    articles="le la les un une des l",
    negatives=(
        "pas(?! seulement| forcément| nécessairement)", "sauf", "excepté", "hormis", "jamais",
        "(?<=est |ion )(?:fausse|faux|incorrecte?|inexacte?)", "(?<=sont )(?:fausses|faux|incorrecte?s|inexacte?s)",
    ),
    clause_openers="pourquoi parce car si quand lorsque puisque quoique bien_que afin",
    absolutes=(
        "toujours jamais uniquement seulement exclusivement absolument totalement impossible dans_tous_les_cas "
        "en_aucun_cas"
    ),
    universals="tous toutes personne aucun aucune chaque",
    vague=(
        "souvent parfois rarement généralement habituellement fréquemment quelquefois normalement probablement "
        "peut-être d'habitude en_général la_plupart_du_temps de_temps_en_temps dans_certains_cas "
        "dans_la_plupart_des_cas"
    ),
    interrogatives=(
        "que quoi qui quel quelle quels quelles où quand comment combien pourquoi lequel laquelle lesquels "
        "lesquelles est-ce qu"
    ),
    asking_verbs="est sont a peut",
    imperatives=(
        "choisir choisis choisissez calculer calcule calculez déterminer détermine déterminez indiquer indique "
        "indiquez compléter complète complétez nommer nomme nommez citer cite citez donner donne donnez trouver "
        "trouve trouvez expliquer explique expliquez décrire décris décrivez cocher coche cochez associer associe "
        "associez résoudre résous résolvez simplifier simplifie simplifiez écrire écris écrivez sélectionner "
        "sélectionne sélectionnez traduire traduis traduisez identifier identifie identifiez classer classe "
        "classez montrer montrez soit"
    ),
    limits=((("moins de",), "<"), (("plus de",), ">"), (("au plus",), "≤"), (("au moins",), "≥"), (("à",), "–")),
    closing_limits=(
        (("ou moins", "et moins"), "≤"),
        (("ou plus", "et plus"), "≥"),
    ),
    between=("entre", "et"),
    may_double="nous vous très si non oui cou",
    heads=(
        (r"(?:l|d|qu|s|n|m|c|j|t)['’]", "[aeiouyhàâäéèêëîïôöùûüœæ8]|1?1\\b"),
        ("le|la|de|que|ne|se|ce|je|me|te", "[^aeiouàâäéèêëîïôöùûüœæ]|on[zt]|o[uù]i|1"),
    ),
    plural=("sont|étaient|les|des", r"\w+[sxz]"),
)
