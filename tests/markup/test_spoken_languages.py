"""What texts in each language say of options and of other questions, in sentences as teachers write them."""

from __future__ import annotations

import pytest

from examgen.formats.evidence import is_negative
from examgen.markup.combinations import understood_options
from examgen.markup.mentions import Direction, with_question_references
from examgen.markup.option_names import OptionNames
from examgen.markup.plain import parse
from examgen.markup.references import references_in, understood
from examgen.markup.words import language_names, speech_for, speech_of
from examgen.model.text import QuestionReference, spans_of, wording

LANGUAGES = ("ar", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr",
             "uk", "ur", "vi", "zh")  # fmt: skip

SENTENCES = [
    ("de", "Antwort B ist falsch, weil sie Ursache und Wirkung vertauscht.", "B"),
    ("de", "Die Antworten A und C sind richtig.", "AC"),
    ("de", "Richtig ist Antwort (d); Option A trifft nicht zu.", "dA"),
    ("fr", "La réponse B est fausse car elle confond cause et effet.", "B"),
    ("fr", "Les propositions A et C sont exactes.", "AC"),
    ("fr", "L’option D ne convient pas.", "D"),
    ("es", "La opción B es incorrecta porque confunde causa y efecto.", "B"),
    ("es", "Las respuestas A y C son correctas.", "AC"),
    ("es", "La respuesta correcta es la C.", ""),
    ("pt", "A alternativa B está incorreta, pois confunde causa e efeito.", "B"),
    ("pt", "As opções A e C estão corretas.", "AC"),
    ("pt", "A resposta é a letra D.", "D"),
    ("it", "La risposta B è errata perché confonde causa ed effetto.", "B"),
    ("it", "Le opzioni A e C sono corrette, l’opzione D no.", "ACD"),
    ("nl", "Antwoord B is fout, omdat oorzaak en gevolg verwisseld zijn.", "B"),
    ("nl", "De antwoorden A en C zijn juist.", "AC"),
    ("pl", "Odpowiedź B jest błędna, ponieważ myli przyczynę ze skutkiem.", "B"),
    ("pl", "Odpowiedzi A i C są poprawne.", "AC"),
    ("cs", "Odpověď B je chybná, protože zaměňuje příčinu a následek.", "B"),
    ("cs", "Možnosti A a C jsou správné.", "AC"),
    ("ru", "Вариант Б неверен, так как путает причину и следствие.", "Б"),
    ("ru", "Варианты А и В верны, ответ Г — нет.", "АВГ"),
    ("ru", "Правильный ответ: Б.", "Б"),
    ("uk", "Варіант Б неправильний, бо плутає причину з наслідком.", "Б"),
    ("uk", "Відповіді А та В правильні.", "АВ"),
    ("el", "Η απάντηση Β είναι λανθασμένη, γιατί συγχέει αίτιο και αποτέλεσμα.", "Β"),
    ("el", "Οι επιλογές Α και Γ είναι σωστές.", "ΑΓ"),
    ("tr", "B seçeneği yanlıştır, çünkü neden ile sonucu karıştırır.", "B"),
    ("tr", "A ve C seçenekleri doğrudur; D şıkkı değildir.", "ACD"),
    ("tr", "Doğru cevap: B", "B"),
    ("ar", "الخيار ب خاطئ لأنه يخلط بين السبب والنتيجة.", "ب"),
    ("ar", "الخياران أ وج صحيحان، والإجابة د خاطئة.", "أجد"),
    ("ar", "الإجابة الصحيحة هي ب.", "ب"),
    ("he", "תשובה ב' שגויה, כי היא מחליפה סיבה ותוצאה.", "ב"),
    ("he", "תשובות א' וג' נכונות.", "אג"),
    ("he", "התשובה הנכונה היא ד.", "ד"),
    ("fa", "گزینه ب نادرست است، زیرا علت و معلول را جابه‌جا می‌کند.", "ب"),
    ("fa", "گزینه‌های الف و ج درست هستند.", "الفج"),
    ("ur", "آپشن ب غلط ہے کیونکہ وہ سبب اور نتیجہ کو الٹ دیتا ہے۔", "ب"),
    ("ur", "آپشنز الف اور ج درست ہیں، جواب د نہیں۔", "الفجد"),
    ("ur", "درست جواب B ہے۔", "B"),
    ("hi", "विकल्प B गलत है क्योंकि वह कारण और परिणाम को उलट देता है।", "B"),
    ("hi", "विकल्प (क) और (ग) सही हैं।", "कग"),
    ("zh", "选项B错误，因为它混淆了原因和结果。", "B"),
    ("zh", "选项A和C正确，故选D。", "ACD"),
    ("zh", "A项正确，B选项不正确。", "AB"),
    ("zh", "正確答案是C。", "C"),
    ("zh", "故A正确，B错误。", "AB"),
    ("ja", "選択肢イは誤りです。原因と結果を取り違えています。", "イ"),
    ("ja", "選択肢アとウが正しい。正解はエです。", "アウエ"),
    ("ja", "選択肢Ｂは誤りです。", "Ｂ"),
    ("ko", "보기 ②는 원인과 결과를 혼동하므로 틀리다.", "②"),
    ("ko", "선택지 ①과 ③이 옳다. 정답은 ④이다.", "①③④"),
    ("ko", "②번은 틀리다.", "②"),
    ("vi", "Đáp án B sai vì nhầm lẫn nguyên nhân và kết quả.", "B"),
    ("vi", "Các phương án A và C đều đúng.", "AC"),
]

PINNED = {
    "de": ("Alle genannten", "Keine der genannten Antworten ist richtig."),
    "fr": ("Toutes les réponses ci-dessus", "Aucune de ces réponses"),
    "es": ("Todas las anteriores", "Ninguna de las anteriores es correcta"),
    "pt": ("Todas as alternativas anteriores", "Nenhuma das anteriores"),
    "it": ("Tutte le precedenti", "Nessuna delle risposte precedenti è corretta"),
    "nl": ("Alle bovenstaande antwoorden zijn juist", "Geen van bovenstaande"),
    "pl": ("Wszystkie powyższe", "Żadna z powyższych odpowiedzi nie jest poprawna"),
    "cs": ("Všechny uvedené odpovědi", "Žádná z výše uvedených možností"),
    "ru": ("Все перечисленные", "Ни один из перечисленных вариантов"),
    "uk": ("Усі перелічені", "Жодна з наведених відповідей"),
    "el": ("Όλα τα παραπάνω", "Κανένα από τα παραπάνω"),
    "tr": ("Yukarıdakilerin hepsi", "Yukarıdakilerin hiçbiri"),
    "ar": ("جميع ما سبق", "لا شيء مما سبق"),
    "he": ("כל התשובות נכונות", "אף תשובה אינה נכונה"),
    "fa": ("همه موارد", "هیچکدام"),
    "ur": ("مذکورہ بالا تمام", "ان میں سے کوئی نہیں"),
    "hi": ("उपर्युक्त सभी", "इनमें से कोई नहीं"),
    "zh": ("以上都是", "以上都不对"),
    "ja": ("上記のすべて", "いずれでもない"),
    "ko": ("모두 정답", "정답 없음"),
    "vi": ("Tất cả các đáp án trên", "Không đáp án nào đúng"),
}

MORE_PINNED = {
    "de": ("Alle Antworten", "Nichts davon", "Keine der Aussagen trifft zu"),
    "en": ("All are true", "None of the listed answers"),
    "es": ("Ninguna de estas", "Todas estas"),
    "fr": ("Toutes les réponses précédentes", "Aucune des propositions précédentes", "Aucune de ces affirmations"),
}

COMBINED = [
    ("de", "Sowohl A als auch C", {0, 2}),
    ("de", "Nur A und B sind richtig", {0, 1}),
    ("fr", "A et C sont exactes", {0, 2}),
    ("es", "A y C son correctas", {0, 2}),
    ("pt", "Somente A e C", {0, 2}),
    ("it", "A e C sono corrette", {0, 2}),
    ("nl", "Zowel A als C", {0, 2}),
    ("pl", "Odpowiedzi A i C", {0, 2}),
    ("cs", "A i C", {0, 2}),
    ("ru", "Варианты А и В", {0, 2}),
    ("ru", "А и Б верны", {0, 1}),
    ("uk", "Лише А та В", {0, 2}),
    ("el", "Μόνο Α και Γ", {0, 2}),
    ("tr", "A ve C seçenekleri", {0, 2}),
    ("ar", "أ وج صحيحتان", {0, 2}),
    ("he", "א' וג' נכונות", {0, 2}),
    ("fa", "گزینه‌های الف و ج", {0, 2}),
    ("ur", "الف اور ج دونوں درست ہیں", {0, 2}),
    ("ur", "الف اور ج دونوں", {0, 2}),
    ("hi", "A और C दोनों", {0, 2}),
    ("zh", "A和C都正确", {0, 2}),
    ("ja", "アとウの両方", {0, 2}),
    ("ko", "①과 ③ 모두", {0, 2}),
    ("vi", "Cả A và C đều đúng", {0, 2}),
]

QUESTIONS = [
    ("de", "wie in Frage 4", 4),
    ("fr", "voir la question 4", 4),
    ("es", "como en la pregunta 4", 4),
    ("pt", "como na questão 4", 4),
    ("it", "come nella domanda 4", 4),
    ("nl", "zie vraag 4", 4),
    ("pl", "jak w pytaniu 4", 4),
    ("cs", "viz otázka 4", 4),
    ("ru", "как в вопросе 4", 4),
    ("uk", "як у запитанні 4", 4),
    ("el", "όπως στην ερώτηση 4", 4),
    ("tr", "4. soruda olduğu gibi", 4),
    ("ar", "كما في السؤال 4", 4),
    ("he", "כמו בשאלה 4", 4),
    ("fa", "مانند پرسش 4", 4),
    ("ur", "جیسا کہ سوال 4 میں ہے", 4),
    ("hi", "प्रश्न 4 की तरह", 4),
    ("zh", "同第4题", 4),
    ("ja", "問4と同じ", 4),
    ("ko", "4번 문제와 같다", 4),
    ("vi", "như câu 4", 4),
]

PREVIOUS = [
    ("de", "wie in der vorherigen Frage"),
    ("fr", "comme à la question précédente"),
    ("es", "como en la pregunta anterior"),
    ("pt", "como na questão anterior"),
    ("it", "come nella domanda precedente"),
    ("nl", "zoals in de vorige vraag"),
    ("pl", "jak w poprzednim pytaniu"),
    ("cs", "jako předchozí otázka"),
    ("ru", "как предыдущий вопрос"),
    ("uk", "як попереднє запитання"),
    ("el", "όπως η προηγούμενη ερώτηση"),
    ("tr", "önceki soru gibi"),
    ("ar", "كما في السؤال السابق"),
    ("he", "כמו השאלה הקודמת"),
    ("fa", "مانند پرسش قبل"),
    ("ur", "جیسا کہ پچھلے سوال میں"),
    ("hi", "पिछले प्रश्न की तरह"),
    ("zh", "同上一题"),
    ("ja", "前の問題と同じ"),
    ("ko", "이전 문제와 같다"),
    ("vi", "như câu trước"),
]

FRIENDS = [
    ("en", "The hat was in a war zone; son of the option a war hero took."),
    ("de", "Die Aussage A, Vitamin C, Fall B und die Abbildung D"),
    ("ru", "В России, а также в Европе. А потом? И всё. С водой."),
    ("ru", "Этот вариант в целом хорош, и ответ и вопрос ясны."),
    ("ru", "Витамин А и гепатит В"),
    ("es", "A veces ocurre. O bien no. Y eso es todo. La vitamina C."),
    ("it", "E poi? O forse no. A volte. I gatti. La vitamina C."),
    ("pl", "W tym przypadku i o tym. Z wodą. A teraz witamina C."),
    ("cs", "V lese a u vody. S ním i k němu. Vitamín C."),
    ("el", "Η ζωή και ο χρόνος. Ο άνθρωπος. Η βιταμίνη Α."),
    ("fa", "این گزینه و گزینه‌های دیگر را بخوانید."),
    ("ur", "یہ جواب و دلیل آسان ہے، وٹامن الف اور بیان ب بھی۔"),
    ("ar", "هذا الخيار أو ذاك، والإجابة بسيطة، والخيار أن ندرس."),
    ("hi", "विकल्प का अर्थ और उत्तर की व्याख्या"),
    ("zh", "维生素A和点B在该选项中没有出现。"),
    ("ja", "インターネットの選択肢はアイデアに富む。"),
    ("ko", "비타민 A와 점 B는 보기에 없다. 두 번째 문제."),
    ("tr", "Bu seçenek bir o kadar iyidir. A vitamini."),
    ("vi", "Nhóm A và vitamin C"),
]


def names(language: str, count: int = 4, labels: str = "") -> OptionNames:
    """The names of options that bear these labels, or none."""
    return OptionNames.of(labels.split() or [""] * count, speech_of(language))


def test_every_language_has_its_words() -> None:
    """Each shipped language has a module of words, and the core of it."""
    assert language_names() == LANGUAGES
    for language in LANGUAGES[1:]:
        words = speech_of(language).languages[-1]
        for part in (words.option, words.options, words.conjunction, words.pinned, words.question, words.negative):
            assert part


@pytest.mark.parametrize(("language", "text", "letters"), SENTENCES)
def test_mentions_are_found(language: str, text: str, letters: str) -> None:
    """Sentences of explanations name their options, and each letter follows its own."""
    result = understood(parse(text), names(language))

    found = references_in(result.text)
    assert "".join(reference.source for reference in found) == letters
    speech = speech_of(language)
    assert all(speech.rank(found_one.source) - 1 in found_one.targets for found_one in found)
    assert not result.dangling
    assert wording(result.text) == wording(parse(text))


@pytest.mark.parametrize("language", PINNED)
def test_options_that_speak_of_all_are_pinned(language: str) -> None:
    """All of the above and none of the above keep their place."""
    for option in (*PINNED[language], *MORE_PINNED.get(language, ())):
        read = understood_options([parse(words) for words in ("1", "2", "3", option)], names(language))
        assert read.pinned == (False, False, False, True), option


@pytest.mark.parametrize(("language", "option", "targets"), COMBINED)
def test_options_that_name_others_are_pinned(language: str, option: str, targets: set[int]) -> None:
    """Options such as "both A and C" hold references and keep their place."""
    read = understood_options([parse(words) for words in ("rouge", "2", "3", option)], names(language))

    assert {target for reference in references_in(read.texts[3]) for target in reference.targets} == targets
    assert read.pinned == (False, False, False, True)


@pytest.mark.parametrize(("language", "text", "number"), QUESTIONS)
def test_numbers_of_questions_are_found(language: str, text: str, number: int) -> None:
    """The number of another question becomes a reference to it."""
    ids = {str(known): f"q-{known}" for known in range(1, 8)}

    result, spoken = with_question_references(parse(text), ids, speech_of(language))

    found = [span.target for span in spans_of(result) if isinstance(span, QuestionReference)]
    assert (found, spoken) == ([f"q-{number}"], ())


@pytest.mark.parametrize(("language", "text"), PREVIOUS)
def test_words_for_the_previous_question_are_found(language: str, text: str) -> None:
    """What speaks of the question before, without its number, is noted."""
    _, spoken = with_question_references(parse(text), {}, speech_of(language))

    assert [one.direction for one in spoken] == [Direction.PREVIOUS]


@pytest.mark.parametrize(("language", "text"), FRIENDS)
def test_false_friends_are_left_alone(language: str, text: str) -> None:
    """Letters that are words, or names of other things, are neither rewritten nor reported."""
    result = understood(parse(text), names(language))

    assert not references_in(result.text)
    assert not result.dangling
    assert not result.unclear


@pytest.mark.parametrize(
    "text",
    ["What option a war hero has", "option a son of", "Antwort B", "opción B", "вариант Б", "选项B", "B seçeneği"],
)
def test_words_of_other_languages_do_not_apply_to_english(text: str) -> None:
    """An English bank knows English words alone, so nothing in it is taken for what another language says."""
    for labels in ("", "a b c"):
        assert not references_in(understood(parse(text), names("en", labels=labels)).text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Б неверно, потому что"),
        ("ja", "イは誤りである。"),
        ("ko", "②는 틀리다."),
        ("zh", "B成立。"),
        ("he", "ב' שגויה."),
        ("ru", "Первый вариант неверен"),
        ("de", "Die erste Möglichkeit ist falsch"),
    ],
)
def test_letters_without_a_noun_are_reported(language: str, text: str) -> None:
    """What may name an option and is not sure to is told to the teacher, in every script."""
    result = understood(parse(text), names(language))

    assert result.unclear
    assert not references_in(result.text)


@pytest.mark.parametrize(
    ("language", "labels", "text", "place"),
    [
        ("ru", "а б в", "Вариант б неверен", 1),
        ("ru", "А Б В", "Вариант В неверен", 2),
        ("ko", "1 2 3", "보기 ②는 틀리다", 1),
        ("ar", "A B C", "الخيار ب خاطئ", 1),
        ("fa", "۱ ۲ ۳", "گزینه ۲ نادرست است", 1),
        ("ru", "A B C", "Вариант А неверен", 0),
    ],
)
def test_names_follow_the_labels(language: str, labels: str, text: str, place: int) -> None:
    """A letter means the option that bears it, or the one of the same rank where the labels are of another alphabet."""
    (reference,) = references_in(understood(parse(text), names(language, labels=labels)).text)

    assert reference.targets == (place,)


def test_letters_that_look_alike_are_not_guessed() -> None:
    """Among A, B, C a Cyrillic В may be the third of its alphabet or look like the second: it is told, not guessed."""
    result = understood(parse("Вариант В неверен"), names("ru", labels="A B C"))

    assert not references_in(result.text)
    assert result.dangling == ("Вариант В",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("What is the capital of France? The answer B is right because it is.", ()),
        ("Welche Antwort ist richtig? Die Antwort B ist falsch.", ("de",)),
        ("Какой ответ верен? Вариант Б неверен, так как это не так.", ("ru",)),
        ("درست جواب کون سا ہے؟ آپشن ب غلط ہے کیونکہ وہ الٹ ہے۔", ("ur",)),
        ("Який варіант є правильним? Відповідь А, що є хибною.", ("uk",)),
        ("下列哪一项是正确的？选项A正确。", ("zh",)),
        ("次のうち正しいものはどれですか。", ("ja",)),
        ("다음 중 옳은 것은 무엇인가?", ("ko",)),
        ("ما هو الجواب؟ الخيار ب هو الصحيح في هذا السؤال", ("ar",)),
        ("Wie heißt die Antwort? Die ist nicht richtig. ¿Qué número? Las respuestas del autor.", ("de", "es")),
    ],
)
def test_language_of_a_file_that_states_none(text: str, shown: tuple[str, ...]) -> None:
    """Frequent words show the languages of a file; a stated language leaves no room for others."""
    expected = {speech_of(language).languages[-1] for language in shown}

    assert set(speech_for(None, [text]).languages[1:]) == expected
    assert speech_for("en", [text]).languages == speech_of().languages


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        ("de", "Was trifft nicht zu?"),
        ("ru", "Что из перечисленного не является металлом?"),
        ("pl", "Co nie jest metalem?"),
        ("zh", "下列说法不正确的是"),
        ("ja", "次のうち正しくないものはどれか"),
        ("ko", "다음 중 옳지 않은 것은?"),
        ("ar", "أي مما يلي ليس معدنا؟"),
        ("tr", "Aşağıdakilerden hangisi metal değildir?"),
        ("ur", "درج ذیل میں سے کون سا دھات نہیں ہے؟"),
    ],
)
def test_negative_stems(language: str, stem: str) -> None:
    """A stem that asks for the exception is known as such, so that no key is derived from praise."""
    assert is_negative(parse(stem), speech_of(language))
