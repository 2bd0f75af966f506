"""How texts in French speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("option", "réponse", "proposition", "choix"),
    options=("options", "réponses", "propositions"),
    answer=("réponse", "réponses", "choix"),
    is_=("est", "était", "serait"),
    both=("seulement", "ni", "soit"),
    conjunction=("et", "ou", "ni", "ainsi que"),
    contrast=("mais pas", "et non", "pas", "plutôt que", "avant", "après", "contre"),
    ordered=("respectivement", "dans cet ordre"),
    ordinal=("première", "deuxième", "troisième", "quatrième", "dernière"),
    through=("à",),
    only=("seulement", "seule", "uniquement"),
    judged=("(?:sont|est)(?: toutes| toutes les deux)? (?:correctes?|exactes?|fausses?|vraies?|justes?)",),
    named=("figure", "tableau", "vitamine", "affirmation", "énoncé", "cas", "groupe", "classe", "type", "partie"),
    verb=("est", "était", "sont", "serait", "peut", "décrit", "correcte", "fausse", "vraie", "et", "ou", "car"),
    finite=("est", "était", "sont", "serait", "peut", "décrit", "n'est", "n’est"),
    judgement=("correcte?", "fausse", "faux", "vraie?", "juste", "exacte?", "bonne"),
    cause=("car", "parce que", "puisque", "mais", "alors que"),
    too=("aussi", "également"),
    compound=(),
    pinned=("toutes les réponses ci-dessus", "aucune des réponses ci-dessus", "toutes ces réponses",
            "aucune de ces réponses", "toutes les réponses sont (?:correctes|exactes|justes|fausses)",
            "aucune (?:des réponses|de ces réponses|réponse)(?: ci-dessus)?(?: n['’]est (?:correcte|exacte|juste))?",
            "(?:aucune de|toutes) ces (?:propositions|affirmations)", "aucun de ceux-ci",
            "toutes les (?:réponses|propositions|affirmations)(?: précédentes| ci-dessus| proposées)?",
            "aucune des (?:réponses|propositions|affirmations)(?: précédentes| ci-dessus| proposées)",
            "aucune des (?:propositions|affirmations)(?: n['’]est (?:correcte|exacte|juste|vraie))?",
            "les deux", "aucun des deux", "aucune", "(?:tous|aucun) (?:les|des) (?:choix )?ci-dessus"),
    except_=("sauf",),
    term=(),
    question=("question",),
    questions=("questions",),
    see=("voir", "cf."),
    previous=("précédente", "dernière"),
    next=("suivante", "prochaine"),
    above=("précédente", "ci-dessus"),
    below=("suivante", "ci-dessous"),
    negative=("pas", "sauf", "fauss?e?s?", "incorrectes?", "jamais", "aucune?"),
    negation=("ne", "pas", "jamais", "aucun", "aucune", "sans", "ni", "faux", "fausse", "sauf"),
    letter=("lettre", r"n°"),
    letter_words="ày",
    telltale=("les", "des", "une", "est", "dans", "qui", "sont", "aux", "pour", "avec", "quelle", "quel", "réponse",
              "réponses", "aucune", "toutes", "ces", "parce", "cette", "fausse", "vraie"),
)

PARTS = PartWords(
    question=("question", "exercice"),
    answer=("réponse", "réponses", "bonne réponse", "bonnes réponses", "réponse correcte", "réponse exacte", "rép",
            "la bonne réponse est", "la réponse est", "réponse juste", "réponses correctes",
            "réponses exactes", "réponses justes", "bon choix"),
    answer_weak=("solution", "corrigé"),
    explanation=("explication", "explications"),
    explanation_weak=("raison", "pourquoi", "justification", "commentaire"),
    points=("points", "point", "pts", "pt"),
    points_heads=("points", "barème"),
    difficulty=("difficulté", "niveau de difficulté"),
    topic=("thème", "catégorie"),
    section=("section", "partie", "chapitre", "module", "unité"),
    option=("option", "réponse", "proposition", "choix"),
    correct=("correct", "correcte", "bonne réponse", "juste", "vrai"),
    answer_list=("réponses", "corrigé", "corrigés", "solutions", "bonnes réponses", "grille de réponses"),
    reveal=("voir la réponse", "afficher la réponse", "voir la solution", "afficher la solution",
            "montrer la réponse"),
    true=("vrai",),
    false=("faux",),
    yes_no=("oui", "non"),
    page=("page",),
)

SCALES = ScaleWords(
    difficulty=(("facile",), ("moyen", "moyenne", "intermédiaire"), ("difficile",)),
    others=(
        (("faible", "bas", "basse"), ("moyen", "moyenne", "modéré", "modérée"),
         ("élevé", "élevée", "haut", "haute", "fort", "forte")),
        (("petit", "petite"), ("moyen", "moyenne"), ("grand", "grande")),
        (("jamais",), ("rarement",), ("parfois", "quelquefois"), ("souvent",), ("toujours",)),
    ),
    months=(
        ("janvier", "janv"), ("février", "févr"), ("mars",), ("avril", "avr"), ("mai",), ("juin",),
        ("juillet", "juil"), ("août",), ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"),
        ("décembre", "déc"),
    ),
    before_christ=("av.j.-c.", "avantj.-c.", "avantjésus-christ"),
    after_christ=("apr.j.-c.", "ap.j.-c.", "aprèsj.-c.", "aprèsjésus-christ"),
    has_decimal_comma=True,
)
