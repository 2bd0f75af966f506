"""A plain name in, what it says out where it is made of words for questions, or of "right" or "wrong" and of what.

Case and accents do not count.
"""

from __future__ import annotations

import re
from functools import cache

from examgen.formats.records.plain_names import plain_name

_RIGHTS = (
    "correct|richtig|richtige|richtiger|richtigen|korrekt|korrekte|korrekter|correcta|correctas|correcto"
    "|correctos|bonne|bonnes|juste|justes|exacte|exactes|correcte|correctes|corretta|corrette|corretto|giusta"
    "|giuste|esatta|esatte|correta|corretas|correto|corretos|certa|certas|правильный|правильная|правильное|правильные"
    "|правильного|верный|верная|верное|верные|верного|правильна|правильнии|вірна|вірнии|правилен|верен|poprawna"
    "|poprawne|poprawny|prawidlowa|prawidlowe|prawidlowy|spravna|spravne|spravny|dogru|dung|benar|juist|juiste|goed"
    "|goede|correcte|ratt|ratta|riktig|riktige|riktigt|rigtig|rigtige|rigtigt|korrekta|oikea|oikeat|helyes|corect"
    "|corecta|tocan|tocna|tocno|ispravan|ispravna|pravilen|pravilni|teisingas|pareiza|oige|σωστη|σωστο|σωστες"
    "|נכונה|נכון|صحيح|صحيحة|الصحيح|الصحيحة|درست|صحیح|सही|সঠিক|ถูก|ถูกต้อง|betul|tamang|正确|正確|正しい|맞는"
)
_WRONGS = (
    "incorrect|wrong|falsch|falsche|falscher|incorrecta|incorrectas|incorrecto|erronea|mauvaise|mauvaises|fausse"
    "|fausses|incorrecte|incorrectes|errata|errate|sbagliata|sbagliate|incorreta|incorretas|errada|erradas"
    "|неправильный|неправильные|неверный|неверные|неправильна|bledna|bledne|nieprawidlowa|nespravna|nespravne|yanlis"
    "|sai|salah|fout|foute|onjuist|onjuiste|fel|felaktigt|feil|galt|forkert|forkerte|vaara|hibas|gresit|gresita"
    "|netocan|λαθος|שגויה|خاطئة|خطأ|غلط|गलत|错误|錯誤|誤り|誤答|오답"
)
_THINGS = (
    "answer|answers|option|options|choice|choices|response|responses|alternative|alternatives|letter|letters|index"
    "|indices|idx|id|ids|key|text|value|solution|item|position|place|ans|opt|antwort|antworten|losung|losungen"
    "|buchstabe|nummer|option|optionen|alternative|respuesta|respuestas|opcion|opciones|alternativa|alternativas"
    "|letra"
    "|numero|solucion|reponse|reponses|choix|proposition|propositions|lettre|risposta|risposte|opzione|opzioni"
    "|lettera|soluzione|resposta|respostas|opcao|opcoes|item|ответ|ответы|ответа|вариант|варианты|вариант ответа"
    "|варианта|номер|буква|индекс|відповідь|варіант|отговор|odpowiedz|odpowiedzi|opcja|litera|numer|odpoved|odpovedi"
    "|moznost|cevap|yanit|secenek|sik|sikki|cevaplar|secenegi|harf|dap an|phuong an|cau tra loi|lua chon|jawaban"
    "|pilihan|opsi|kunci"
    "|antwoord|antwoorden|keuze|optie|svar|alternativ|svarsalternativ|svaralternativ|svarmulighed|vastaus|vastaukset"
    "|vaihtoehto|vastausvaihtoehto|valasz|valaszok|raspuns|raspunsul|varianta|odgovor|atsakymas|atbilde|vastus"
    "|απαντηση|επιλογη|תשובה|אפשרות|إجابة|الإجابة|اجابة|الاجابة|جواب|الجواب|الخيار|خيار|پاسخ|گزینه|उत्तर|विकल्प|উত্তর"
    "|বিকল্প|คําตอบ|ตัวเลือก|ข้อ|sagot|答案|选项|選項|選択肢|答え|解答|回答|答|보기|답|번호|番号"
)
_FILLERS = (
    "zero|one|based|indexed|of|the|is|de|la|el|le|les|l|del|della|des|do|da|die|der|das|for|n|nr|num|s|ประจํา|की|का"
    "|select|choose|enter|mark|tick|indicate|your"
)
_QUESTIONS = (
    "question|questions|frage|fragen|pregunta|preguntas|domanda|domande|quesito|pergunta|perguntas|questao|questoes"
    "|enunciado|вопрос|вопроса|вопросы|питання|питання|запитання|въпрос|pytanie|pytania|otazka|otazky|soru"
    "|sorular|sorunun"
    "|cau hoi|pertanyaan"
    "|soal|vraag|fraga|fragor|sporsmal|sporgsmal|kysymys|kysymykset|kerdes|intrebare|intrebarea|pitanje|vprasanje"
    "|klausimas|jautajums|kusimus|ερωτηση|שאלה|السؤال|سؤال|سوال|प्रश्न|প্রশ্ন|คําถาม|โจทย์|tanong|soalan|aussage"
    "|behauptung"
    "|affirmation|afirmacion|afirmacao|statement|question statement|题目|問題|问题|試題|试题|문제|질문"
)
_TEXTS = (
    "text|title|stem|content|contents|body|wording|description|statement|prompt|html|texto|testo|texte|titre|titel"
    "|inhalt|wortlaut|libelle|enonce|metni|metin|koku|текст|содержание|формулировка|текста|tresc|tekst|zneni|szovege"
    "|szoveg|teksti|textul|内容|文|本文|내용|नाम|متن|نص|טקסט|noi dung|isi"
)
_NUMBERED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_SLOT = re.compile(r"[^\W\d_]|\d{1,2}")
_RIGHT, _WRONG, _THING, _FILLER, _QUESTION, _TEXT = range(6)


def composed(plain: str) -> tuple[str, str] | None:
    """What a plain name says that is made of such words, and the letter or number in it."""
    words = _NUMBERED.sub(" ", plain).split()
    slots = [word for word in words if _SLOT.fullmatch(word)]
    slot = slots[0].upper() if slots else ""
    kinds = [_kinds_of(word) for word in words if word not in slots] or [frozenset()]
    if len(slots) > 1:
        return None
    if not slot and all(_QUESTION in each or each & {_TEXT, _FILLER} for each in kinds):
        return ("stem", "") if any(_QUESTION in each for each in kinds) else None
    of_key = [each & {_RIGHT, _WRONG, _THING, _FILLER} for each in kinds]
    rights, wrongs = (sum(kind in each for each in of_key) for kind in (_RIGHT, _WRONG))
    if not all(of_key) or bool(rights) == bool(wrongs):
        return None
    if wrongs:
        return ("distractor", slot) if slot or any(_THING in each for each in of_key) else None
    return "key", slot


@cache
def _parts() -> dict[str, frozenset[int]]:
    """What each word of names may say."""
    lists = (_RIGHTS, _WRONGS, _THINGS, _FILLERS, _QUESTIONS, _TEXTS)
    said: dict[str, frozenset[int]] = {}
    for kind, words in enumerate(lists):
        for word in map(plain_name, words.split("|")):
            said[word] = said.get(word, frozenset()) | {kind}
    return said


def _kinds_of(word: str) -> frozenset[int]:
    """What a word says; of two words in a script without spaces between them, what both say, if it is of one name."""
    parts = _parts()
    if word in parts or word.isascii():
        return parts.get(word, frozenset())
    for end in range(len(word) - 1, 0, -1):
        first, second = parts.get(word[:end]), parts.get(word[end:].removeprefix("的"))
        if first and second and (joined := _joined(first, second) or _joined(second, first)):
            return joined
    return frozenset()


def _joined(one: frozenset[int], other: frozenset[int]) -> frozenset[int]:
    """What two words say together, if the first is the telling one."""
    if one & {_RIGHT, _WRONG} and _THING in other:
        return (one & {_RIGHT, _WRONG}) | {_THING}
    return one & {_QUESTION} if _TEXT in other else frozenset()
