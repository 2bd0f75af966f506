"""What rules know of Spanish."""

from __future__ import annotations

from examgen.lint.words import RuleWords

# fmt: off
WORDS = RuleWords(
    function_words=(
        "a al algo algún alguna algunas algunos ante antes aquel aquella aquellos así aunque bajo cada como cómo "
        "con contra cual cuál cuales cuáles cualquier cuando cuándo cuanto cuánto cuántos cuántas de del desde "
        "donde dónde dos durante e el él ella ellas ellos en entre era eran es esa esas ese eso esos esta está "
        "están estas este esto estos fue fueron ha han hasta hay la las le les lo los más me mediante menos mi "
        "mientras muy nada ni ningún ninguna ninguno no nos nosotros o otra otras otro otros para pero por porque "
        "puede pueden pues que qué quien quién quienes se según ser si sí siguiente siguientes sin sino sobre son "
        "su sus también tan tanto te tiene tienen toda todas todo todos tras tu u un una unas uno unos usted y ya "
        "yo correcta correctas correcto correctos falsa falsas falso falsos verdadera verdadero respuesta "
        "respuestas afirmación afirmaciones opción opciones llama llamado llamada"
    ),
    articles="el la los las un una unos unas",
    negatives=(
        "no(?! sólo| solo| solamente| necesariamente)", "excepto", "salvo", "nunca", "jamás",
        "(?<=es |ón )(?:falsa|falso|incorrecta|incorrecto)", "(?<=son )(?:falsas|falsos|incorrectas|incorrectos)",
    ),
    clause_openers="porque si cuando aunque mientras para_que ya_que por_qué",
    absolutes=(
        "siempre nunca jamás únicamente exclusivamente solamente sólo absolutamente totalmente completamente "
        "imposible en_todos_los_casos en_ningún_caso"
    ),
    universals="todos todas nadie ningún ninguno ninguna cada",
    vague=(
        "a_menudo frecuentemente a_veces raramente generalmente normalmente habitualmente usualmente "
        "ocasionalmente probablemente posiblemente quizás quizá tal_vez por_lo_general "
        "con_frecuencia de_vez_en_cuando en_ocasiones en_muchos_casos"
    ),
    interrogatives=(
        "qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas que cual cuales"
    ),
    asking_verbs="es son puede",
    imperatives=(
        "elige elija elegir selecciona seleccione seleccionar señala señale señalar indica indique indicar "
        "calcula calcule calcular determina determine determinar completa complete completar nombra nombre "
        "encuentra encuentre explica explique describe describa marca marque relaciona relacione resuelve "
        "resuelva resolver simplifica simplifique escribe escriba escribir identifica identifique ordena ordene "
        "traduce traduzca halla halle hallar"
    ),
    limits=((("menos de",), "<"), (("más de",), ">"), (("como máximo",), "≤"), (("al menos",), "≥"), (("a",), "–")),
    closing_limits=(
        (("o menos", "y menos"), "≤"),
        (("o más", "y más"), "≥"),
    ),
    between=("entre", "y"),
    may_double="muy no sí nos",
    plural=("son|eran|los|las", r"\w+s"),
)
