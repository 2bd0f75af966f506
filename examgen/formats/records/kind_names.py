"""What tables and programs call the kinds of questions in, kinds out."""

from __future__ import annotations

from examgen.formats.records.plain_names import plain_name
from examgen.model.response import Kind

_NAMES: dict[Kind | None, str] = {
    None: (
        "choice|mc|mcq|multiple choice|multiplechoice|multichoice|single|single choice|singlechoice|single answer|radio"
        "|multiple|quiz|sc|one answer|best answer|single select|multiple choice single|dropdown|opcion multiple"
        "|opcion unica|einfachauswahl|auswahl|choix unique|qcu|scelta singola|scelta multipla|multipla escolha"
        "|单选题|单选|選択|객관식|einfachwahl|mcsa|sba|select one|select answer"
    ),
    Kind.MULTIPLE_RESPONSE: (
        "multiple response|multiple answer|multiple answers|multipleresponse|multi select|multiselect|multi|ma|mr"
        "|multiple select|checkbox|checkboxes|select all|select all that apply|multiple correct|msq|mcma|ms"
        "|mehrfachauswahl|mehrfachwahl|seleccion multiple|respuesta multiple|qcm|scelte multiple|多选题|多选"
    ),
    Kind.TRUE_FALSE: (
        "true false|truefalse|tf|t f|boolean|bool|true or false|yes no|verdadero falso|richtig falsch|wahr falsch"
        "|vrai faux|vero falso|verdadeiro falso|判断题|判断|正誤|alternative choice"
    ),
    Kind.SHORT_ANSWER: (
        "short answer|shortanswer|sa|short|fib|fill in the blank|fill in|fillin|fill in blank|blank|text|text entry"
        "|short text|type answer|cloze|identification|respuesta corta|kurzantwort|reponse courte|risposta breve"
        "|resposta curta|填空题|填空|記述|단답형|word"
        "|ti|type in"
    ),
    Kind.NUMERIC: "numeric|numerical|number|num|calculated|numeric response|nu|zahl|numerisch|numerico",
    Kind.OPEN: (
        "open|essay|ess|es|e|open ended|openended|open question|free text|freetext|long answer|paragraph|long text|wr"
        "|written response|long|subjective|ensayo|desarrollo|abierta|offen|freitext|aufsatz|ouverte|redaction|aperta"
        "|dissertativa|简答题|论述题|주관식|la"
    ),
    Kind.MATCHING: "matching|match|mat|pairs|zuordnung|appariement|emparejamiento|relacionar|m",
    Kind.ORDERING: "ordering|order|ord|sequence|sequencing|reorder|reihenfolge|ordenar|sortieren|seq",
    Kind.FILL_IN: "fill in gaps|gap fill|gapfill|fill in the blanks|multiple blanks|fib plus|luckentext",
    Kind.MULTI_PART: "multi part|multipart",
}
_UNSCORED = frozenset(
    ("poll", "survey", "opinion", "draw", "drawing", "word cloud", "brainstorm", "slide", "content", "video response",
     "audio response", "information", "open ended poll", "drop pin", "draw it")
)  # fmt: skip
_VAGUE = frozenset(("quiz", "multiple", "select answer"))
_KINDS = {plain_name(name): kind for kind, names in _NAMES.items() for name in names.split("|")}


def is_unscored(name: str) -> bool:
    """Whether a name is that of something on a screen that asks for nothing that is right."""
    return plain_name(name) in _UNSCORED


def is_choice(name: str) -> bool:
    """Whether a name says that options are offered."""
    return plain_name(name) not in _VAGUE and kind_named(name) == (None, True)


def kind_named(name: str) -> tuple[Kind | None, bool]:
    """The kind that a name means, ``None`` where the options tell it, and whether the name is known."""
    plain = plain_name(name)
    plain = plain if plain in _KINDS else plain.removesuffix(" question").removesuffix(" questions")
    return _KINDS.get(plain), plain in _KINDS
