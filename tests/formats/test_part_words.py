"""The words and signs by which plain text names its parts, in every language that banks are read in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from examgen.diagnostics import Severity
from examgen.formats import parse_bank
from examgen.markup.words import all_parts, language_names
from examgen.model.bank import Question
from examgen.model.text import wording


def one(source: str) -> Question:
    """The only question of a source that is read without a word of doubt."""
    bank, diagnostics = parse_bank(source, format="plain-text")
    assert [str(diagnostic) for diagnostic in diagnostics] == []
    (question,) = bank.questions
    return question


@pytest.mark.parametrize(
    ("head", "points", "answer", "explanation"),
    [
        ("السؤال 1:", "2 نقاط", "الإجابة:", "الشرح:"),
        ("Otázka 1:", "2 body", "Správná odpověď:", "Vysvětlení:"),
        ("Frage 1:", "2 Punkte", "Antwort:", "Begründung:"),
        ("Ερώτηση 1:", "2 μονάδες", "Απάντηση:", "Εξήγηση:"),
        ("Question 1:", "2 points", "Answer:", "Explanation:"),
        ("Pregunta 1:", "2 puntos", "Respuesta:", "Explicación:"),
        ("پرسش ۱:", "۲ نمره", "پاسخ:", "توضیح:"),
        ("Question 1 :", "2 points", "Réponse :", "Explication :"),
        ("שאלה 1:", "2 נקודות", "תשובה:", "הסבר:"),
        ("प्रश्न 1:", "2 अंक", "उत्तर:", "व्याख्या:"),
        ("Domanda 1:", "2 punti", "Risposta:", "Spiegazione:"),
        ("問1", "2点", "答え：", "解説："),
        ("문제 1", "2점", "정답:", "해설:"),
        ("Vraag 1:", "2 punten", "Antwoord:", "Toelichting:"),
        ("Pytanie 1.", "2 pkt", "Poprawna odpowiedź:", "Wyjaśnienie:"),
        ("Questão 1:", "2 pontos", "Gabarito:", "Justificativa:"),
        ("Вопрос 1.", "2 балла", "Ответ:", "Пояснение:"),
        ("Soru 1:", "2 puan", "Doğru cevap:", "Açıklama:"),
        ("Запитання 1.", "2 бали", "Відповідь:", "Пояснення:"),
        ("سوال نمبر 1:", "2 نمبر", "درست جواب:", "وضاحت:"),
        ("Câu 1:", "2 điểm", "Đáp án:", "Giải thích:"),
        ("第1题", "2分", "答案：", "解析："),
    ],
)
def test_parts_in_every_language(head: str, points: str, answer: str, explanation: str) -> None:
    """Number, points, answer and explanation are known by their names in every language."""
    question = one(f"{head} 2 + 2? ({points})\nA) 3\nB) 4\n{answer} B\n{explanation} 1234\n")

    assert (question.number, question.points, question.key) == ("1", Decimal(2), (1,))
    assert (wording(question.stem), wording(question.explanation.text)) == ("2 + 2?", "1234")


def test_every_language_has_words_for_parts() -> None:
    """No language is without them, and no word names an answer in one language and something else in another."""
    answers = {word for parts in all_parts() for word in parts.answer + parts.answer_weak}
    others = {word for parts in all_parts() for word in parts.explanation + parts.explanation_weak + parts.topic}

    assert len(all_parts()) == len(language_names())
    assert answers & others == set()


@pytest.mark.parametrize(
    "source",
    [
        "1．哪个？（2分）\nA．氧气\nB．氮气\n答案：B\n解析：植物。\n",
        "1、哪个？（2分）\nA、氧气　　B、氮气\n【答案】B\n【解析】植物。\n",
        "（1）哪个？（2分）\n（A）氧气\n（B）氮气\n答案：（B）\n解析：植物。\n",
        "1.哪个？（2分）\nA.氧\nB.氮\n（答案：B）\n解析：植物。\n",
        "1）哪个？ 2 分\nA）氧气\nB）氮气（正确）\n解析：植物。\n",
        "1．哪个？（2分）\nA．氧气\nB．氮气\n解析：植物。\n\n参考答案：\n1．B\n",
    ],
)
def test_wide_signs(source: str) -> None:
    """Full-width stops, colons, commas and brackets count like their ASCII twins, with no space behind them."""
    question = one(source)

    assert (question.points, question.key) == (Decimal(2), (1,))
    assert [option.label for option in question.options] == ["A", "B"]


def test_answers_without_a_stop() -> None:
    """A letter alone behind the word for an answer states it, in every script."""
    assert one("1. Какой?\nA) это\nB) то\nОтвет B\n").key == (1,)
    assert one("1. 다음 중?\nA) 가\nB) 나\n정답은 B\n").key == (1,)


@pytest.mark.parametrize("sentence", ["Вопрос 2 похож на этот.", "第2题的答案不同。"])
def test_a_sentence_with_a_number_is_no_question(sentence: str) -> None:
    """A number of a question within a sentence of an explanation opens no question."""
    bank, _ = parse_bank(f"1. 2 + 2?\nA) 3\nB) 4\nAnswer: B\n{sentence}\n", format="plain-text")

    assert [wording(question.explanation.text) for question in bank.questions] == [sentence]


@pytest.mark.parametrize(
    ("options", "answer", "labels"),
    [
        ("А) 3\nБ) 4\nВ) 5", "Ответ: Б", "А Б В"),
        ("а) 3  б) 4  в) 5", "Правильный ответ — б", "а б в"),
        ("α. 3\nβ. 4\nγ. 5", "Απάντηση: β", "α β γ"),
        ("א. 3\nב. 4\nג. 5", "תשובה: ב׳", "א ב ג"),
        ("أ) 3\nب) 4\nج) 5\nد) 6\nهـ) 7", "الإجابة: ب", "أ ب ج د هـ"),
        ("الف) 3\nب) 4\nج) 5", "پاسخ: ب", "الف ب ج"),
        ("(क) 3\n(ख) 4", "उत्तर: (ख)", "क ख"),
        ("ア．3　　イ．4　　ウ．5", "答え：イ", "ア イ ウ"),
        ("Ａ．3\nＢ．4", "答案：Ｂ", "A B"),
    ],
)
def test_letters_of_other_alphabets(options: str, answer: str, labels: str) -> None:
    """Options may be labelled by the letters of their language, and answers name them by these."""
    question = one(f"1. 2 + 2?\n{options}\n{answer}\n")

    assert [option.label for option in question.options] == labels.split()
    assert question.key == (1,)


@pytest.mark.parametrize(("second", "severity"), [("В", Severity.WARNING), ("B", Severity.ERROR)])
def test_labels_that_do_not_follow(second: str, severity: Severity) -> None:
    """A letter left out, and a letter of another alphabet among the labels, are reported."""
    _, diagnostics = parse_bank(f"1. 2 + 2?\nА) 3\n{second}) 4\nОтвет: А\n")

    assert [(d.rule, d.severity, d.line) for d in diagnostics] == [("option-labels", severity, 3)]
