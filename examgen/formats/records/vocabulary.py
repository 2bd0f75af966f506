"""The name of a column or of a value in, what it says about a question out, in any language that examgen knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from examgen.formats.records.answer_words import composed
from examgen.formats.records.plain_names import plain_name
from examgen.markup.words import all_parts


class Role(Enum):
    """What one value says about its question."""

    STEM = "stem"
    OPTION = "option"
    OPTIONS = "options"
    KEY = "key"
    ANSWERS = "answers"
    """The options where something else says which is right; else what is right."""

    FLAG = "flag"
    """Whether an option is right."""

    DISTRACTOR = "distractor"
    EXPLANATION = "explanation"
    RATIONALE = "rationale"
    """Why an option is right or wrong."""

    MODEL_ANSWER = "model answer"
    ID = "id"
    NUMBER = "number"
    POINTS = "points"
    TOPIC = "topic"
    DIFFICULTY = "difficulty"
    TAGS = "tags"
    KIND = "kind"
    PICTURE = "picture"
    PASSAGE = "passage"
    SECONDS = "seconds"
    TIME = "time"
    AUTHOR = "author"
    SOURCE = "source"
    NOTE = "note"
    SHUFFLED = "shuffled"
    """Whether its options may be."""

    CODE = "code"
    """Code that a question shows, or the sign by which it is called."""

    TOLERANCE = "tolerance"
    UNIT = "unit"
    """Of a number; or of a course."""

    MARKUP = "markup"
    LANGUAGE = "language"
    TITLE = "title"


class Named(NamedTuple):
    """A role, and the option that it is about."""

    role: Role
    slot: str = ""
    """The letter or number behind the name, in upper case."""


_WORDS: Mapping[Role, str] = {
    Role.STEM: (
        "question|question text|question title|question stem|question content|question body|questions|stem|prompt"
        "|problem|item|item text|query|ask|q|text|enunciado|texto|texto de la pregunta|texto da questao|questao"
        "|fragetext|fragestellung|enonce|intitule|intitule de la question|testo|testo della domanda|domanda|quesito"
        "|pertanyaan|soal|题干|题目|試題|试题|问题|問題文|設問文|질문|문항|문제|текст вопроса|tresc|tresc pytania"
        "|goal|ctx|front|term|sentence|qtext|question html|mcq|statement|assertion|aufgabe|aufgabenstellung"
        "|consigna|planteamiento"
        "|reactivo|input"
    ),
    Role.KEY: (
        "correct|is correct|answer|answer key|key|solution|correct answer|correct answers|right answer|right"
        "|correct option"
        "|correct options|correct choice|correct choices|correct letter|correct letters|correct index|correct indices"
        "|correct answer index|answer index|answer idx|answer letter|answer option|answer number|correct number"
        "|correct option id|correct choice id|correct answer id|correct id"
        "|correct option index|correct response|correct answer number|correct answer letter|correct answer option"
        "|correct answer text|answer text|answer key index|label|gold|gold index|target|cop|rightanswer|ans"
        "|answerkey|correcta|respuesta correcta|respuestas correctas|richtig|richtige antwort|richtige antworten"
        "|korrekt|korrekte antwort|losung|bonne reponse|bonnes reponses|reponse correcte|reponses correctes|corrige"
        "|corretta|risposta corretta|risposte corrette|correta|resposta correta|respostas corretas|gabarito"
        "|правильный ответ|правильные ответы|верный ответ|ответ|答案|正确答案|正確答案|标准答案|正解|正答|答え|정답"
        "|poprawna odpowiedz|prawidlowa odpowiedz|juiste antwoord|correct antwoord|ratt svar|riktig svar|rigtigt svar"
        "|dogru cevap|dap an dung|jawaban|jawaban benar|kunci jawaban|spravna odpoved|oikea vastaus|helyes valasz"
        "|คำตอบ|เฉลย|উত্তর|svar|vastaus|valasz|raspuns|raspunsul|odgovor|antwoord|sagot|facit|fasit|megoldas"
        "|klucz|kljuc"
        "|clave|kunci|true false|t f|richtig falsch|wahr falsch|verdadero falso|v f|vrai faux|vero falso"
        "|verdadeiro falso|w f|r f|y n|yes no|ja nein|oui non"
        "|correct order|correct sequence|right order|order key|right option|right choice|ra|back"
        "|best answer|final decision|long answer|is true|definition"
    ),
    Role.OPTIONS: (
        "options|choices|choice|option|answer options|answer choices|alternatives|possible answers|variants"
        "|candidates|target scores"
        "|opciones|antwortoptionen|antwortmoglichkeiten|choix|opzioni|opcoes|alternativas|варианты|варианты ответов"
        "|选项|選項|選択肢|보기|선택지|odpowiedzi|opties|endings|mc1 targets|secenekler|siklar|pilihan"
        "|pilihan jawaban|opsi"
        "|optionen|alternativen|propositions"
        "|auswahlmoglichkeiten|варианты ответа|варіанти|варіанти відповіді|opcje|warianty|moznosti|vaihtoehdot"
        "|vastausvaihtoehdot|valaszlehetosegek|variante|svaralternativ|svaralternativer|alternativer|keuzes|lua chon"
        "|cac lua chon|phuong an|الخيارات|خيارات|الاختيارات|گزینه ها|विकल्प|বিকল্প|ตัวเลือก|options list|answer list"
    ),
    Role.ANSWERS: "answers|responses|antworten|respuestas|reponses|risposte|respostas|ответы|accepted answers"
    "|antworten|odpovedi|valaszok|vastaukset|svar lista|cevaplar|الإجابات|answers spans|answer spans",
    Role.DISTRACTOR: (
        "distractors|other answers|other options|fake answers|false answers|incorrect answers|wrong answers"
        "|incorrect options|distractor|incorrect answer|wrong answer"
        "|incorrect|wrong|incorrect choices|distractores|respuestas incorrectas|distraktoren|falsche antworten"
        "|falsche antwort|mauvaises reponses|mauvaise reponse|risposte sbagliate"
    ),
    Role.EXPLANATION: (
        "explanation|overall explanation|answer explanation|feedback|general feedback|rationale|exp|solution text"
        "|analysis|justification|reason|reasoning|support|comment|explanations|explicacion|retroalimentacion|justificacion|erklarung"
        "|erlauterung|begrundung|explication|spiegazione|explicacao|пояснение|объяснение|解析|分析|解説|해설"
        "|wyjasnienie|uitleg|forklaring|penjelasan|pembahasan|aciklama|worked solution|detailed solution"
        "|vysvetleni|vysvetlenie|selitys|magyarazat|explicatie|objasnjenje|คำอธิบาย|ব্যাখ্যা|توضیح|loi giai"
        "|justificativa"
        "|comentario|hinweis|komentar|komentarz|note explicative"
    ),
    Role.MODEL_ANSWER: "model answer|sample answer|reference answer|suggested answer|musterlosung|ideal answer",
    Role.ID: "id|question id|qid|uuid|guid|identifier|question code|item id|query id",
    Role.NUMBER: (
        "number|no|nr|num|question number|question no|question nr|q no|qno|numero|nummer|sl no|s no|序号|题号|番号|題號"
        "|問題番号|设问番号|번호|문항번호|lp|l p|stt|क्रमांक|क्रम|sira|sira no"
        "|poradi|por c|rb|r b|sorszam|n p p|п п|номер|номер вопроса|номер питання|رقم|ردیف|nomor|nomor soal|nro"
    ),
    Role.POINTS: (
        "points|point|score|marks|mark|credit|max score|max points|question points|grade value|puntos|puntaje"
        "|bobot|nilai|skor|body|bodovi|poeng|pontszam|puncte|pisteet|balli|бали|bal|درجة|الدرجة|نمره|अंक|poang|分|得点"
        "|punkte|punktzahl|punti|punteggio|pontos|pontuacao|баллы|分值|分数|配点|点数|배점|punkty|punten|poang|bareme"
    ),
    Role.TOPIC: (
        "topic|category|chapter|subject|section|topic name|subject name|domain|module|lesson|skill|subcategory"
        "|tema|categoria|categorie|kategorie|kapitel|thema|fach|argomento|capitolo|capitulo|asignatura|matiere|sujet"
        "|disciplina|eje|materia|vak|amne|aine|predmet|mata pelajaran|ders|bab|chu de|mon hoc|assunto"
        "|area tematica|ambito"
        "|chapitre|тема|раздел|категория|предмет|章节|科目|类别|知识点|分野|カテゴリ|단원|주제|kategoria|dzial|onderwerp|task"
    ),
    Role.DIFFICULTY: (
        "difficulty|level|difficulty level|dificultad|nivel|schwierigkeit|schwierigkeitsgrad|niveau|difficulte"
        "|difficolta|dificuldade|сложность|难度|難易度|난이도|trudnosc|moeilijkheid"
    ),
    Role.TAGS: "tags|tag|labels|keywords|etiquetas|schlagworte|schlagworter|mots cles|etichette|теги|标签|タグ",
    Role.KIND: (
        "type|kind|question type|qtype|item type|questiontype|answer type|tipo|typ|fragetyp|art|tipo di domanda"
        "|тип|题型|type name|typename"
    ),
    Role.PICTURE: (
        "image|picture|img|figure|diagram|image link|image file|image url|image path|imagen|bild|grafik|immagine"
        "|imagem|изображение|图片|画像|이미지|obraz|illustration|media|question image"
    ),
    Role.PASSAGE: (
        "passage|context|premise|article|paragraph|reading passage|stimulus|shared text|story|fact|case|vignette"
        "|contexts|background|lectura|textpassage|contexte|contesto|dialogue|dialog|conversation|transcript|文章|材料"
    ),
    Role.SECONDS: "time limit|time limit sec|time in seconds|seconds|timer|time sec|time limit seconds",
    Role.TIME: "time|duration|minutes|time minutes|time in minutes",
    Role.AUTHOR: "author|created by|writer|autor|autore|auteur|автор|作者",
    Role.SOURCE: "source|reference|references|refs|ref|citation|bibliography|quelle|fuente|fonte|источник|出典|来源",
    Role.SHUFFLED: "shuffle options|shuffleoptions|shuffle answers|shuffle|randomize|randomize options|randomise",
    Role.CODE: "code|code snippet|snippet|code block|source code|quellcode|codigo fonte|codigo fuente",
    Role.TOLERANCE: "tolerance|margin|error margin|margin of error|toleranz|tolerancia|tolerancja|tolleranza|допуск",
    Role.UNIT: (
        "unit|units|unit of measure|uom|einheit|einheiten|masseinheit|unidad|unidades|unidad de medida|unite|unites"
        "|unita|unita di misura|unidade|unidade de medida|единица|единицы|единица измерения|ед изм|单位|單位|単位|단위"
        "|jednostka|eenheid|enhet|enhed|yksikko|mertekegyseg|birim|satuan|don vi"
    ),
    Role.NOTE: "note|key note|remark",
    Role.MARKUP: "markup|text format|textformat",
    Role.LANGUAGE: "language|lang|locale|sprache|idioma|langue|lingua",
    Role.TITLE: "title|question name|name|titel|titulo|titre|titolo",
}

_OPTION_HEADS = (
    "option|opt|op|choice|answer|alternative|response|distractor|ending|sol|answer option|answer choice|opcion"
    "|respuesta|alternativa|antwort|antwortoption|antwortmoglichkeit|moglichkeit|reponse|choix|proposition|opzione"
    "|risposta|opcao|resposta|вариант|вариант ответа|ответ|选项|選項|選択肢|選択枝|보기|선택지|답안|odpowiedz|opcja"
    "|wariant|optie|antwoord|svar|alternativ|svarsalternativ|moznost|odpoved|secenek|sik|cevap|phuong an|dap an"
    "|lua chon|pilihan|pilihan jawaban|opsi|svaralternativ|svarmulighed|vastausvaihtoehto|sikki|secenegi"
    "|valaszlehetoseg|raspuns|raspunsul|odgovor|opcija|gate|বিকল্প|উত্তর|ตัวเลือก|คำตอบ|ข้อ|jawaban|vaihtoehto"
    "|vastaus|valasz|varianta|επιλογη|απαντηση|варіант|відповідь|תשובה"
    "|אפשרות|إجابة|خيار|الخيار|الإجابة|विकल्प|उत्तर|choice text|option text|answer text|item|possible answer"
)
_FLAG_HEADS = (
    "correct|is correct|iscorrect|right|is right|richtig|korrekt|correcta|correcto|correcte|corretta|correta|true"
)
_FALSE_HEADS = (
    "distractor|fake|dummy|decoy|fake answer|other answer|incorrect answer|wrong answer|incorrect|wrong"
    "|falsche antwort|false answer|incorrect option"
)
_REASON_HEADS = "feedback|explanation|rationale|comment|reason|erklarung|begrundung|retroalimentacion|explanation of"

_SLOT = r"[^\W\d_]|\d{1,2}"
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{1,40})[)）\]]")
_STEP = re.compile(r"\s*\d\.\s+(?=[^\W\d])")
"""What counts the steps in which a template is filled in."""

_SECONDS = re.compile(r"\bsec", re.IGNORECASE)
_LONGEST = 60


def _pattern(before: str, heads: str, behind: str = "") -> re.Pattern[str]:
    longest = "|".join(sorted(map(plain_name, heads.split("|")), key=len, reverse=True))
    return re.compile(f"{before}(?:{longest}) ?(?:text )?(?P<slot>{_SLOT}){behind}")


@cache
def _numbered() -> tuple[tuple[re.Pattern[str], Role], ...]:
    """Names with a letter or number in them, the more exact ones first."""
    heads = "|".join((_OPTION_HEADS, *(word for words in all_parts() for word in words.option)))
    heads = "|".join(sorted(map(plain_name, heads.split("|")), key=len, reverse=True))
    about = f"(?:is )?(?:{heads}) ?(?P<slot>{_SLOT}) "
    return (
        (re.compile(f"{about}(?:{_REASON_HEADS})"), Role.RATIONALE),
        (re.compile(f"{about}(?:{_FLAG_HEADS})"), Role.FLAG),
        (re.compile(f"(?P<slot>{_SLOT}) (?:{_FLAG_HEADS})"), Role.FLAG),
        (_pattern("", _FALSE_HEADS, "(?: optional)?"), Role.DISTRACTOR),
        (_pattern("(?:option |answer |choice )?", _REASON_HEADS), Role.RATIONALE),
        (_pattern("", _FLAG_HEADS), Role.FLAG),
        (_pattern("", heads, "(?: text| value)?"), Role.OPTION),
        (re.compile(f"(?P<slot>{_SLOT}) (?:{heads})"), Role.OPTION),
        (_pattern("", "correct answer|right answer"), Role.KEY),
        (re.compile(f"(?P<slot>{_SLOT})"), Role.OPTION),
    )


@cache
def _dictionary() -> dict[str, Role]:
    """Each word with its role; the first role that claims a word has it."""
    found: dict[str, Role] = {}
    for role, words in _WORDS.items():
        for word in words.split("|"):
            found.setdefault(plain_name(word), role)
    for word in [word for word in found if " " in word and word.isascii()]:
        found.setdefault(word.replace(" ", ""), found[word])
    for parts in all_parts():
        for role, more in (
            (Role.STEM, parts.question),
            (Role.KEY, (*parts.answer, *parts.answer_weak)),
            (Role.EXPLANATION, (*parts.explanation, *parts.explanation_weak)),
            (Role.POINTS, (*parts.points, *parts.points_heads)),
            (Role.TOPIC, (*parts.topic, *parts.section)),
        ):
            for word in map(plain_name, more):
                if len(word) > 1 or not word.isascii():
                    found.setdefault(word, role)
    return found


@cache
def _ranks() -> dict[str, int]:
    """The place of each word among those for the same."""
    return {
        plain_name(word): rank for words in _WORDS.values() for rank, word in reversed([*enumerate(words.split("|"))])
    }


def rank_of(name: str) -> int:
    """How well a name says what it says; less is better."""
    return _ranks().get(plain_name(name), len(_ranks()))


@lru_cache(maxsize=20_000)
def role_of(name: str) -> Named | None:
    """What a name says; ``None`` if it says nothing that examgen knows."""
    if len(name) > 4 * _LONGEST:
        return None
    plain = plain_name(name)
    if not plain or len(plain) > _LONGEST:
        return None
    umlauts = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if role := _dictionary().get(plain) or _dictionary().get(umlauts):
        return Named(Role.SECONDS if role is Role.TIME and _SECONDS.search(name) else role)
    said = composed(plain)
    made = Named(Role(said[0]), said[1]) if said else None
    if made and not made.slot:
        return made
    for pattern, role in _numbered():
        match = pattern.fullmatch(plain)
        if match and not _is_plural(plain, match):
            return Named(role, match["slot"].upper())
    if made is None and (step := _STEP.match(name)) and (behind := role_of(name[step.end() :])):
        return behind if behind.role in (Role.STEM, Role.KIND) else None
    return made


@lru_cache(maxsize=4096)
def says_right(name: str) -> bool:
    """Whether brackets in the name of an option say that it is the right one: "Option 1 (correct)"."""
    inner = _BRACKETED.search(name)
    said = composed(plain_name(inner[1])) if inner else None
    return said == ("key", "")


def _is_plural(plain: str, match: re.Match[str]) -> bool:
    """Whether a letter is the end of a word, as in "items", and counts no options."""
    is_glued = match.start("slot") > 0 and plain[match.start("slot") - 1] != " "
    return is_glued and match["slot"].isascii() and match["slot"] > "j"
