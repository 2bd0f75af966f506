"""Habits of people who write quizzes as text: each source is recognised by its content and gives these keys."""

from __future__ import annotations

import pytest

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats import parse_bank
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching
from examgen.model.text import OptionReference, spans_of, wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.txt")


def letters(bank: Bank) -> str:
    """The keys of all questions, by the places of the right options."""
    return " ".join("".join("ABCDEFGH"[place] for place in question.key) or "?" for question in bank.questions)


def texts(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options]


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        pytest.param("1. Sum?\n① 3\n② 4\nAnswer: ②\n2. Who?\n① he ② she ③ we\n정답 ①", "B A", id="circled"),
        pytest.param("1. Sum?\n① 3\n② 4\n2. Who?\n① he\n② she\nAnswers\n1. ②  2. ①", "B A", id="circled-list"),
        pytest.param("1. Which?\nㄱ. one\nㄴ. two\n① ㄱ\n② ㄴ\n답: ②번", "B", id="circled-below-statements"),
        pytest.param("1. Which?\n①one ②two\nA. ①\nB. ②\nAnswer: B", "B", id="circled-statements"),
        pytest.param("**Question 1: Who?**\n1️⃣ he\n2️⃣ she\nAnswer: 2️⃣ she", "B", id="keycaps"),
        pytest.param("### Question 1\nWho?\n\n- ① he\n- ② she\n\n**Answer:** ②", "B", id="circled-bullets"),
        pytest.param("1. Who?\n( ) he\n(x) she\n2. Two?\n(*) a\n( ) b", "B A", id="rings"),
        pytest.param("### Question 1\nWho?\n\n- ( ) he\n- (x) she\n", "B", id="rings-in-markdown"),
        pytest.param("1. Who?\n[( )] he\n[(X)] she\n2. Two?\n[[X]] a\n[[X]] b\n[[ ]] c", "B AB", id="liascript"),
        pytest.param("NO.1 Who?\nA. he\nB. she\nAnswer: B\nNO.2 Two?\nA. a\nB. b\nAnswer: A", "B A", id="number-no"),
        pytest.param("Question 1 of 2\nWho?\nA. he\nB. she\nAnswer: B", "B", id="question-of"),
        pytest.param("❓ Question 1: Who?\nA. he\nB. she\n✅ Answer: B\n💡 Explanation: so", "B", id="icons"),
        pytest.param("### ❓ Question 1: Who?\n\nA. he\nB. she\n\n**✅ Answer: B**", "B", id="icons-in-markdown"),
        pytest.param("### 1. Who?\n- A. he\n- B. she\n\n*Answer: B) she*", "B", id="italic-answer"),
        pytest.param("1、首都是（ A ）。\nA、北京\nB、上海\n2、下面（AB）是水果\nA、苹果\nB、梨", "A AB", id="stem-zh"),
        pytest.param("1. Who? (Ans: b)\na) he\nb) she\n2. Two?\na) a\nb) b\nAnswer: a", "B A", id="stem-named"),
        pytest.param("1. Who? **(B)**\nA. he\nB. she\n2. Two? (A)\nA. a\nB. b", "B A", id="stem-last"),
        pytest.param("1. (B) Who is it?\nA. he\nB. she\n2. (A) Two?\nA. a\nB. b", "B A", id="stem-first"),
        pytest.param("1. 地球是圆的。（ √ ）\n2. 太阳从西边升起。（×）\n3. It is blue. (T)", "A B A", id="judged"),
        pytest.param("__B__ 1. Who?\na. he\nb. she\n_T_ 2. It is\nblue.", "B A", id="blank-before-number"),
        pytest.param("1.\tWho?\no\the\no\tshe\nAnswer: she", "B", id="bullets-of-word"),
        pytest.param("1. Who?\n(A) he (B) she\n(C) we (D) you\nAnswer: (B)", "B", id="rows-of-two"),
        pytest.param("1. Who?\nA. he B. she C. we\nD. you\nAnswer: D", "D", id="rows-of-three"),
        pytest.param("1/ Who?\na/ he\nb/ she\nAnswer: b", "B", id="slashes"),
        pytest.param("Question: Who?\nOption 1: he\nOption 2: she\nAnswer: Option 2", "B", id="named-options"),
        pytest.param("Q1: Who?\nOption A: he\nOption B: she\nCorrect: B", "B", id="named-letters"),
        pytest.param("[1] Who?\n[A] he\n[B] she\n[Answer] B", "B", id="square-brackets"),
        pytest.param("1. Who? a) he; b) she\nAnswer: b", "B", id="two-in-a-line"),
        pytest.param("1. Who?\nA. he\nB. she\nAnswer: B - because it was she", "B", id="reason-behind-letter"),
        pytest.param("**Question 1**\nWho?\nA. he\nB. she\n**Correct Answer** B", "B", id="bold-without-colon"),
        pytest.param("1. Who?\nA. he\nB. she\nC. we\nAnswer: A C", "AC", id="spaces-between-letters"),
        pytest.param("1. Who?\n- ❌ he\n- ✅ she", "B", id="crosses"),
        pytest.param("1. __T__ It is\nblue.\n2. (F) It is red.", "A B", id="judged-first"),
        pytest.param("1. It is blue. TRUE\n2. It is red.\nFALSE", "A B", id="judged-last"),
        pytest.param(
            "Frage 1.1-001\nWho?\nA) he\nB) she\nAntwort: B\nFrage 1.2-001\nTwo?\nA) a\nB) b\nAntwort: A",
            "B A",
            id="numbers-of-parts",
        ),
        pytest.param(
            "1、谁？\nA．他\nB．她\n答案：B\n2．2008年谁？\nA．他\nB．她\n答案：A\n3、3个？\nA．他\nB．她\n答案：B",
            "B A B",
            id="years-behind-numbers",
        ),
        pytest.param("1. Who?\n🔘 A. he\n🔘 B. she\nAnswer: B", "B", id="rings-before-letters"),
        pytest.param("1. Who?\n○ A. he\n● B. she\n○ C. we", "B", id="filled-ring-before-letter"),
        pytest.param(
            "Q.1) Who?\na) he\nb) she\nQ.2) Two?\na) a\nb) b\nQ.1) Solution (b)\nQ.2) Solution (a)",
            "B A",
            id="solution-behind-number",
        ),
        pytest.param(
            "1. Who?\na) he\nb) she\nAnswer 1: b\n2. Two?\na) a\nb) b\nAnswer 2: a", "B A", id="number-behind-answer"
        ),
        pytest.param("1. Match:\nA. Dog   1. Bark\nB. Cat   2. Meow\n(a) 1 2\n(b) 2 1\nAnswer: (b)", "B", id="codes"),
        pytest.param("1. Read:\n1. It is.\n2. It was.\nWhich?\n(a) 1\n(b) 2\nAns: (b)", "B", id="statements"),
        pytest.param("**1.** It is blue. **(True)**\n**2.** It is red. (False)", "A B", id="judged-in-words"),
        pytest.param("### Q1\nWho?\n- a) he\n- b) she\n\n> [!success]- Answer\n> b) she\n", "B", id="callout"),
        pytest.param("| Question | A | B | Answer |\n|---|---|---|---|\n| Who? | he | she | B |\n", "B", id="table"),
        pytest.param("1. Who?\n- A) he\n- B) she\n- Answer: B", "B", id="bulleted-answer"),
        pytest.param(
            "1. **Who?**\n    * (A) he\n    * (B) she\n    * *Correct Answer: (B)*\n", "B", id="bulleted-italic"
        ),
        pytest.param(
            "## Case 1: A\n\n**Q:** Who?\n\nA) he\nB) she\n\n**Answer:** B\n\n"
            "## Case 2: B\n\n**Q:** Two?\n\nA) x\nB) y\n\n**Answer:** A\n",
            "B A",
            id="bold-below-headings",
        ),
        pytest.param("Q1. Who?\n    Options:\n    (a) he\n    (b) she\n    Answer: (b)", "B", id="announced-options"),
        pytest.param(
            "**Question 1**\nWhat is it?\n* A) The system is active and blocks\n* B) The system detects and alerts\n"
            "* **Answer:** B) Such systems only log what they have seen; others sit inline.",
            "B",
            id="reason",
        ),
        pytest.param(
            "1. Sum?\ni. 3\nii. 4\niii. 5\nAnswer: ii\n2. Who?\n(i) he\n(ii) she\nAns: (i)", "B A", id="roman"
        ),
        pytest.param("1. Which?\nI. One\nII. Two\nA. I only\nB. I and II\nAnswer: B", "B", id="roman-statements"),
        pytest.param("1. Who?\n- he\n+ she\n- we\n\n2. Two?\n+ a\n- b", "B A", id="plus-among-minus"),
        pytest.param("1. Кто?\nа) он\n+б) она\nв) мы\n2. Два?\n+а) x\nб) y", "B A", id="plus-before-letter"),
        pytest.param("1️⃣ Who?\nA) he\nB) she\n✅ Answer: B\n\n2️⃣ Two?\nA) x\nB) y\n✅ Answer: A", "B A", id="keys"),
        pytest.param(
            "**1️⃣ Who?**\n🅰️ he\n🅱️ she\n©️ we\n\n✅ **Answer: B**\n\n**2️⃣ Two?**\n🅰️ x\n🅱️ y\n\n✅ **Answer: A**",
            "B A",
            id="letters-in-squares",
        ),
        pytest.param("Question n°1 : Qui ?\na) il\nb) elle\nRéponse : b", "B", id="number-of-question-fr"),
        pytest.param("Pregunta nº 1\n¿Quién?\na) él\nb) ella\nRespuesta: b", "B", id="number-of-question-es"),
        pytest.param(
            "# Quiz\n\n**1.** Who?\n- A) he\n- B) she\n\n**2.** Two?\n- A) x\n- B) y\n\n<details>\n"
            "<summary>Click for answers</summary>\n\n1. **B) she** – so.\n2. **A) x**\n\n</details>",
            "B A",
            id="answers-in-a-fold",
        ),
        pytest.param(
            "### Question 1\nWho?\n- A) he\n- B) she\n\n### Question 2\nTwo?\n- A) x\n- B) y\n\n<details>\n"
            "<summary>Answers</summary>\n\n1. B\n2. A\n</details>",
            "B A",
            id="answers-in-a-fold-below-headings",
        ),
    ],
)
def test_right_options(source: str, keys: str) -> None:
    """This test ensures that the signs by which options and right answers are told are understood."""
    bank, diagnostics = read(source)

    assert not errors_in(diagnostics), diagnostics
    assert letters(bank) == keys


def test_headings_in_bold_are_topics() -> None:
    """This test ensures that a heading of a section in bold is part of no question."""
    bank, diagnostics = read(
        "**Part 1: Multiple Choice**\n\n1. Who?\nA) he\nB) she\n\n"
        "**Part 2: True or False**\n\n2. It is. (True/False)\n\n"
        "**Part 3: Fill in the Blank**\n\n3. It is ____.\n\n---\n\n**Answer Key:**\n\n1. B) she\n2. False\n3. so\n"
    )

    assert not errors_in(diagnostics), diagnostics
    assert [question.topic for question in bank.questions] == [
        "Part 1: Multiple Choice",
        "Part 2: True or False",
        "Part 3: Fill in the Blank",
    ]


@pytest.mark.parametrize("options", ["ア 大阪\nイ 東京", "A 大阪\nB 東京", "🅰️ 大阪\n🅱️ 東京"])
def test_letters_without_a_stop(options: str) -> None:
    """This test ensures that letters before a space are labels, where they run from the first to the last line."""
    bank, diagnostics = read(f"問1 首都はどこですか。\n{options}\n正解：東京")

    assert diagnostics == ()
    assert texts(bank.questions[0]) == ["大阪", "東京"]


def test_a_letter_without_its_fellows_is_a_word() -> None:
    """This test ensures that a line beginning with one letter alone is no label."""
    bank, _ = read("1. Which is it?\nA cat\nTwo dogs\nAnswer: A cat")

    assert texts(bank.questions[0]) == ["A cat", "Two dogs"]


def test_a_picture_behind_the_number_is_no_stem() -> None:
    """This test ensures that a heading of a number and a picture holds no words of the stem."""
    bank, diagnostics = read("### **Question 1** 🌞\nWho?\n\n- A) he\n- B) **she**\n")

    assert not errors_in(diagnostics), diagnostics
    assert wording(bank.questions[0].stem) == "Who?"


def test_model_answers_are_answers() -> None:
    """This test ensures that a model answer is not printed as part of the stem."""
    bank, diagnostics = read("Aufgabe 1\nWas ist das?\nMusterlösung: Wasser")

    assert not errors_in(diagnostics), diagnostics
    assert wording(bank.questions[0].stem) == "Was ist das?"


_FOUR = "1. Who?\na. he\nb. she\n2. Two?\na. x\nb. y\n3. So?\na. x\nb. z\n4. Or?\na. y\nb. z\n\n"
_HEADED = "".join(f"### {number}. Who is {number}?\n- a) he\n- b) she\n\n" for number in range(1, 5))


@pytest.mark.parametrize(
    "answers",
    [
        "Answers\n1-4 BABA",
        "Answer key\n\nBABA",
        "Answer Key\n1 2 3 4\nb a b a",
        "ĐÁP ÁN\nCâu\t1\t2\t3\t4\nĐáp án\tb\ta\tb\ta",
        "## Answers\n\n| Question | Answer |\n|---|---|\n| 1 | b |\n| 2 | a |\n| 3 | b |\n| 4 | a |",
        "## Answers\n\n| 1 | 2 | 3 | 4 |\n|---|---|---|---|\n| B | A | B | A |",
        "## Answers\n\n| Q | A | Q | A |\n|---|---|---|---|\n| 1 | B | 3 | B |\n| 2 | A | 4 | A |",
        "Answer Key and Explanations\n1. b. Because it is she who did.\n2. a\n3. b\n4. a",
        "Answers to the quiz\n1. (b) 2. (a) 3. (b) 4. (a)",
        "MCQ answers\n1. b\n2. a\n3. b\n4. a",
    ],
)
@pytest.mark.parametrize("questions", [_FOUR, _HEADED], ids=["plain", "headed"])
def test_closing_answer_lists(questions: str, answers: str) -> None:
    """This test ensures that lists, runs and tables at the end of a file answer its questions."""
    heading = "" if questions is _FOUR or answers.startswith("#") else "## "
    bank, diagnostics = read(f"{questions}{heading}{answers}\n")

    assert not errors_in(diagnostics), diagnostics
    assert letters(bank) == "B A B A"


@pytest.mark.parametrize("answers", ["答案：1-3 BAB 4 A", "Key: b a b a", "Answers: 1. (b); 2. (a), 3. b 4. a."])
def test_answer_lists_in_one_line(answers: str) -> None:
    """This test ensures that a line at the end answers all questions."""
    assert letters(read(f"{_FOUR}{answers}\n")[0]) == "B A B A"


@pytest.mark.parametrize(
    "source",
    [
        "Section A\n1. Who?\na. he\nb. she\nAnswers\n1. b\n\nSection B\n1. Two?\na. x\nb. y\nAnswers\n1. a\n",
        "## Section A\n1. Who?\n   a. he\n   b. she\n\n### Answers\n1. b\n\n"
        "## Section B\n1. Two?\n   a. x\n   b. y\n\n### Answers\n1. a\n",
        "Part A\n1. Who?\na. he\nb. she\n\nPart B\n1. Two?\na. x\nb. y\n\nAnswers\nPart A\n1. b\nPart B\n1. a\n",
        "一、选择题\n1. 甲？\nA. 一\nB. 二\n二、判断题\n1. 地球是圆的。\n\n答案\n一、1. B\n二、1. √\n",
        "Answer key: 1-b, 2-a\n\n1. Who?\na. he\nb. she\n2. Two?\na. x\nb. y\n",
        "## Choices\n\n1. Who?\n   - A. he\n   - B. she\n\n## Truth\n\n2. It is.\n\n## Answers\n\n1. B\n2. True\n",
    ],
)
def test_answer_lists_of_sections(source: str) -> None:
    """This test ensures that a list answers the questions of its own section, and statements have their truth."""
    bank, diagnostics = read(source)

    assert not errors_in(diagnostics), diagnostics
    assert letters(bank) == "B A"


def test_questions_of_chapters_have_numbers_of_their_own() -> None:
    """This test ensures that "2.1" numbers a question below a chapter, and that chapters are topics."""
    first = "## 1. Basics\n\n### 1.1 Who?\nA. he\nB. she\n\nAnswer: B\n\n"
    bank, diagnostics = read(f"{first}## 2. More\n\n### 2.1 Two?\nA. x\nB. y\n\nAnswer: A\n")

    assert not diagnostics
    assert [(q.number, q.topic, wording(q.stem)) for q in bank.questions] == [
        ("1.1", "Basics", "Who?"),
        ("2.1", "More", "Two?"),
    ]


def test_settings_of_web_pages_are_left_out() -> None:
    """This test ensures that what other programs write at the top of a file does not stop a bank."""
    _, own = read("---\ntitle: T\nlayout: post\n---\n\n## Who?\n\n- [ ] he\n- [x] she\n")
    listed, _ = read("---\ntitle: T\nlayout: post\n---\n\n# T\n\n1. Who?\n\n   - [ ] he\n   - [x] she\n")

    assert [(each.rule, str(each.severity)) for each in own] == [("front-matter", "warning")]
    assert letters(listed) == "B"


@pytest.mark.parametrize(
    "answer",
    [
        "Jawaban", "Kunci jawaban", "Odgovor", "Одговор", "Përgjigja", "Răspuns", "Helyes válasz", "Rätt svar", "Svar",
        "Oikea vastaus", "Resposta correcta", "Отговор", "Odpoveď", "Atsakymas", "Pareizā atbilde", "Sagot", "คำตอบ",
        "উত্তর",
    ],
)  # fmt: skip
def test_answers_in_further_languages(answer: str) -> None:
    """This test ensures that banks are read in languages that papers are not printed in."""
    plain, _ = read(f"1. Who?\na) he\nb) she\n{answer}: b\n2. Two?\na) x\nb) y\n{answer}: a\n")
    fold = f"<details><summary><b>{answer}</b></summary>\n<p>\n\n#### {answer}: B\n\nSo.\n\n</p>\n</details>\n"
    headed, diagnostics = read(f"###### 1. Who?\n\n- A: he\n- B: she\n\n{fold}")

    assert (letters(plain), letters(headed), errors_in(diagnostics)) == ("B A", "B", ())


@pytest.mark.parametrize(
    "source", ["1. ?\n가. 부산\n나. 서울\n정답: 나", "1. ?\nก. x\nข. y\nเฉลย: ข", "1. ?\nক) x\nখ) y\nউত্তর: খ"]
)
def test_letters_of_further_scripts(source: str) -> None:
    """This test ensures that letters label options in scripts that papers do not letter with."""
    assert letters(read(source)[0]) == "B"


def test_a_forgotten_letter_is_no_end_of_the_options() -> None:
    """This test ensures that "- True" and "- B: False" are the options of one question."""
    bank, _ = read("###### 1. So?\n\n-   True\n- B: False\n\n#### Answer: B\n")

    assert (texts(bank.questions[0]), letters(bank)) == (["True", "False"], "B")


def test_roman_numbers_in_explanations_are_told() -> None:
    """This test ensures that (ii) in an explanation, which does not follow the shuffle, is a warning."""
    _, diagnostics = read("1. Sum?\n(i) 3\n(ii) 4\nAnswer: (ii)\nExplanation: (i) is too small.\n")

    assert [each.rule for each in diagnostics] == ["unclear-mention"]


@pytest.mark.parametrize(
    ("inside", "format"), [("::Q1::Who? {\n~he\n=she\n}", "gift"), ("Who?\nA. he\nB. she\nANSWER: B", "aiken")]
)
def test_a_fence_around_a_whole_file_is_left_out(inside: str, format: str) -> None:
    """This test ensures that what was copied out of a chat with its fences is read as what stands inside."""
    bank, diagnostics = parse_bank(f"```{format}\n{inside}\n```\n", "quiz.txt")

    assert (letters(bank), texts(bank.questions[0]), diagnostics) == ("B", ["he", "she"], ())
    assert wording(bank.questions[0].stem) == "Who?"


@pytest.mark.parametrize("button", ["View Answer", "[Show answer]", "Antwort anzeigen ▼", "Xem đáp án"])
def test_buttons_of_a_screen_are_left_out(button: str) -> None:
    """This test ensures that what a page shows an answer with is no part of an option."""
    bank, diagnostics = read(f"1. Who?\na) he\nb) she\n{button}\nAnswer: a\nExplanation: so")

    assert (texts(bank.questions[0]), letters(bank), diagnostics) == (["he", "she"], "A", ())


def test_tags_of_test_banks_are_no_explanation() -> None:
    """This test ensures that difficulty and source are carried, other tags are named once, and none is printed."""
    tags = "Diff: 2    Page Ref: 12\nSkill:  Recall\nTopic:  Light"
    bank, diagnostics = read(f"1) Which?\nA) one\nB) two\nAnswer:  B\n{tags}\n\n2) So?\nAnswer:  TRUE\n{tags}")

    assert [(q.difficulty, q.source, q.topic, q.explanation.text) for q in bank.questions] == [
        ("2", "12", "Light", ())
    ] * 2
    assert [each.message for each in diagnostics] == ['what "skill:" says is not carried']


def test_empty_headings_of_explanations_are_none() -> None:
    """This test ensures that what some vendors' exams leave empty behind an answer is no explanation."""
    behind = "Section: (none)\nExplanation\n\nExplanation/Reference:"
    bank, diagnostics = read(f"QUESTION 1\nWho?\nA. he\nB. she\nCorrect Answer: B\n{behind}\nSo it is.\n")

    assert (letters(bank), wording(bank.questions[0].explanation.text), diagnostics) == ("B", "So it is.", ())


def test_signs_between_options_of_one_line_are_no_words_of_theirs() -> None:
    """This test ensures that commas and semicolons that only part options are not printed."""
    bank, _ = read("1. Who? a) he; b) she; c) we\nAnswer: b\n2. Two?\na) x, b) y\nAnswer: a")

    assert [texts(question) for question in bank.questions] == [["he", "she", "we"], ["x", "y"]]


@pytest.mark.parametrize(("right", "wrong"), [("✅ {}", "❌ {}"), ("{} [right]", "{} [wrong]"), ("{} ✓", "{} ✗")])
def test_signs_of_wrong_options_are_not_printed(right: str, wrong: str) -> None:
    """This test ensures that neither the sign of the right option nor that of a wrong one reaches a paper."""
    bank, diagnostics = read(f"1. Who?\n{wrong.format('a) he')}\n{right.format('b) she')}\n{wrong.format('c) we')}\n")

    assert (texts(bank.questions[0]), letters(bank), errors_in(diagnostics)) == (["he", "she", "we"], "B", ())


def test_capitals_of_the_stem_are_no_small_letters() -> None:
    """This test ensures that "A is false" among options a, b, c speaks of the assertion, and stays as it is."""
    options = "(a) Both are true\n(b) A is true, R is false\n(c) A is false\n(d) R is false"
    bank, _ = read(f"1. Assertion (A): So. Reason (R): Thus.\n{options}\nAnswer: (a)")

    spans = [span for option in bank.questions[0].options for span in spans_of(option.text)]
    assert not any(isinstance(span, OptionReference) for span in spans)


def test_cards_of_questions_and_answers_ask_for_words() -> None:
    """This test ensures that "A:" below "Q:" is the answer, where nothing else is an option."""
    bank, diagnostics = read("**Q: Sum?**\nA: 4\n\n**Q: Capital?**\nA: Paris\n")

    assert [str(question.kind) for question in bank.questions] == ["numeric", "short-answer"]
    assert [each.rule for each in diagnostics] == ["read-as"]


def test_answers_without_options_are_written() -> None:
    """This test ensures that an answer to a question without options is a word, a number, free writing or a truth."""
    source = (
        "1. The capital is ____.\nAnswer: Paris\n2. Pi?\nAnswer: 3.14\n3. What carries genes?\nAnswer: DNA\n"
        "4. What is light?\nAnswer: It is a wave and a particle\nthat travels at the speed of light in vacuum.\n"
        "5. It is blue.\nAnswer: TRUE\n6. The ____ and the ____.\nAnswer: sun; moon\n7. What?\nAnswer: B"
    )

    bank, diagnostics = read(source)

    kinds = [str(question.kind) for question in bank.questions]
    assert kinds == ["fill-in", "numeric", "short-answer", "open", "true-false", "fill-in", "choice"]
    assert len(bank.questions[5].parts) == 2
    assert [(each.rule, each.question) for each in diagnostics] == [("read-as", "1"), ("too-few-options", "7")]


def test_answers_that_differ_make_no_question_for_writing() -> None:
    """This test ensures that of two answers in words none is taken."""
    _, diagnostics = read("1. Capital?\nAnswer: Paris\n\nAnswer key\n1. Rome")

    assert [each.rule for each in errors_in(diagnostics)] == ["too-few-options"]


def test_answers_in_stems_are_not_printed() -> None:
    """This test ensures that brackets that hold the answer are printed empty, or not at all."""
    wide, _ = read("1、首都是（ A ）\nA、北京\nB、上海")
    last, _ = read("1. Who *is* it? **(B)**\nA. he\nB. she\n2. Two? (A)\nA. a\nB. b")

    assert wording(wide.questions[0].stem) == "首都是（  ）"
    assert [wording(question.stem) for question in last.questions] == ["Who is it?", "Two?"]


def test_a_letter_in_brackets_may_be_part_of_a_text() -> None:
    """This test ensures that brackets count only where other questions have them, too, and no answer contradicts."""
    bank, diagnostics = read("1. What is vitamin (C)\nA. x\nB. y\nC. z\nAnswer: A\n2. Two?\nA. a\nB. b\nAnswer: B")

    assert (letters(bank), diagnostics) == ("A B", ())
    assert wording(bank.questions[0].stem) == "What is vitamin (C)"


def test_circled_digits_in_an_explanation_follow_the_shuffle() -> None:
    """This test ensures that ① speaks of an option where ① labels it, and of a statement where it numbers one."""
    labels, _ = read("1. Sum?\n① 3\n② 4\n답: ②\n해설: ①은 아니다.")
    statements, _ = read("1. Which? ①one ②two\nA. ①\nB. ②\nAnswer: B\nExplanation: ① is wrong.")

    assert [
        each.targets for each in spans_of(labels.questions[0].explanation.text) if isinstance(each, OptionReference)
    ] == [(0,)]
    assert not any(isinstance(each, OptionReference) for each in spans_of(statements.questions[0].explanation.text))


THREE = "1. Who?\nA. he\nB. she\n2. Sum?\nA. 3\nB. 4\n3. Two?\nA. x\nB. y\nC. z\n\n"


@pytest.mark.parametrize(
    "row", ["Answers: B, A, C", "Answers: b; a; c", "Answers:\nB A C", "Answer key\nB / A / C.", "Answers: BAC"]
)
def test_letters_in_a_row(row: str) -> None:
    """letters that close a file are the keys of its questions, in their order."""
    assert letters(read(THREE + row)[0]) == "B A C"


@pytest.mark.parametrize(
    ("row", "said"), [("Answers: B, A", "2 letters for 3 questions"), ("Answers:\nB, A, C, A", "4 letters for 3")]
)
def test_letters_that_are_too_few(row: str, said: str) -> None:
    """letters that are not as many as the questions are an error that says both numbers."""
    found = [each for each in read(THREE + row)[1] if each.rule == "unmatched-answer"]

    assert len(found) == 1 and said in found[0].message


def test_letters_of_the_last_question() -> None:
    """where all others have answers, letters behind the last question are its own."""
    source = THREE.replace("2. Sum", "Answer: B\n2. Sum").replace("3. Two", "Answer: A\n3. Two")

    assert letters(read(f"{source.strip()}\nAnswers: A, C")[0]) == "B A AC"
    assert letters(read("1. Two?\nA. x\nB. y\nC. z\nAnswers: A, C")[0]) == "AC"


def test_truths_in_a_row() -> None:
    """statements may have their truths in a row."""
    assert letters(read("1. It is blue.\n2. It is red.\n3. It is new.\n\nAnswers: T, F, T")[0]) == "A B A"


@pytest.mark.parametrize(
    "source",
    [
        "9999. Who?\nA. he\nB. she\nAnswer: B\n10000. Sum?\nA. 3\nB. 4\nAnswer: A",
        "9999) Who?\na. he\n*b. she\n10000) Sum?\n*a. 3\nb. 4",
        "### Question 9999\nWho?\n\n- A) he\n- B) she\n\n**Answer:** B\n\n### Question 10000\nSum?\n\n"
        "- A) 3\n- B) 4\n\n**Answer:** A",
        "9999. Who?\nA. he\nB. she\n10000. Sum?\nA. 3\nB. 4\nAnswer key\n9999. B\n10000. A",
    ],
)
def test_numbers_of_five_digits(source: str) -> None:
    """numbers of questions go on behind 9999."""
    bank, found = read(source)

    assert not errors_in(found)
    assert [question.number for question in bank.questions] == ["9999", "10000"]
    assert letters(bank) == "B A"


def test_headings_that_name_kinds() -> None:
    """a heading such as "MULTIPLE CHOICE" is a topic, and no part of the question above it."""
    source = "TRUE/FALSE\n\n1. It breathes.   T\n2. It sings.   F\n\nMULTIPLE CHOICE\n3. Who?\nA. he\nB. she\nAnswer: B"
    bank, found = read(source)

    assert not errors_in(found)
    assert letters(bank) == "A B B"
    assert [question.topic for question in bank.questions] == ["TRUE/FALSE", "TRUE/FALSE", "MULTIPLE CHOICE"]
    assert wording(bank.questions[0].stem) == "It breathes."


def test_points_of_each_question() -> None:
    """what a title or a heading says that each question is worth holds for those below it."""
    rest = "\nA. he\nB. she\nAnswer: B\n\n"
    source = (
        f"Exam (2 points each)\n\n1. Who?{rest}Part A: Hard (3 points each)\n\n2. Which?{rest}3. (5 pts) What?{rest}"
    )
    bank, found = read(source)

    assert not errors_in(found)
    assert [int(question.points) for question in bank.questions] == [2, 3, 5]


def test_what_a_screen_shows_around_questions() -> None:
    """lines in which a learning system reviews an attempt are left out."""
    source = (
        "Question 1\nMark 1.00 out of 1.00\nFlag question\nWho?\nSelect one:\na. he\nb. she\n"
        "Your answer is correct.\nThe correct answer is: she\n"
    )
    (question,) = read(source)[0].questions

    assert (wording(question.stem), texts(question), question.key) == ("Who?", ["he", "she"], (1,))


@pytest.mark.parametrize(
    ("answer", "key", "explanation"),
    [
        ("Answer: **B** – so it is.", "B", "so it is."),
        ("Answer: **B** because it is.", "B", "because it is."),
        ("**Answer: B** since it is.", "B", "since it is."),
        ("**Answer:** **B. she** - it is.", "B", "it is."),
        ("Answer: **A** and **C**", "AC", ""),
        ("Answer: **A**, **C**", "AC", ""),
        ("<details>\n<summary>Answer</summary>\n\n**B** – so it is.\n\n</details>", "B", "so it is."),
        ("<details><summary>Show answer</summary>B</details>", "B", ""),
    ],
)
def test_answers_in_bold(answer: str, key: str, explanation: str) -> None:
    """a letter may be bold, with reasons behind it, or folded up."""
    bank, found = read(f"**1. Who?**\nA. he\nB. she\nC. we\n\n{answer}\n")

    assert not errors_in(found)
    assert (letters(bank), wording(bank.questions[0].explanation.text)) == (key, explanation)


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE html>\n<html><body><ol><li>Who?</li></ol></body></html>",
        "<h2>Quiz</h2>\n<p>1. Who?</p>\n<p>A. he</p>\n<p>B. she</p>\n<p>Answer: B</p>",
    ],
)
def test_pages(source: str) -> None:
    """a page of HTML is refused with what to do; Markdown that begins with tags is none."""
    (error,) = read(source)[1]

    assert error.rule == "unknown-format" and "browser" in (error.hint or "")
    assert letters(read('<p align="center">Quiz</p>\n\n1. Who?\nA. he\nB. she\nAnswer: B')[0]) == "B"


@pytest.mark.parametrize(
    "statement",
    [
        "LA RESPUESTA CORRECTA ES LA B",
        "RESPUESTA CORRECTA: b) blue",
        "Gabarito: letra B",
        "The correct answer is B) blue",
        "The answer is **B** because it is no other colour.",
        "Antwort B ist richtig.",
        "Die richtige Antwort lautet: B",
        "REPONSE CORRECTE : B",
        "ΣΩΣΤΗ ΑΠΑΝΤΗΣΗ: B",
        "故选B",
        "Answer Key: B",
        "Ans.B",
        "_Answer: B_",
        "Answer........ B",
        "Answer: ___B___",
        "Answer: B 🗳️",
        "Solution (B)",
        "✅ B) blue",
    ],
)
def test_answers_as_people_state_them(statement: str) -> None:
    """an answer is understood in capitals, without accents, and in the sentences that people write."""
    options = "A) red\nB) blue\nC) green\n"

    bank, found = read(f"1. Which?\n{options}{statement}\n\n2. Which other?\n{options}{statement}\n")

    assert not errors_in(found), found
    assert letters(bank) == "B B"
    assert texts(bank.questions[0]) == ["red", "blue", "green"]


def test_a_sentence_of_an_explanation_is_no_answer() -> None:
    """behind a stated answer, a sentence that names it belongs to the explanation."""
    bank, found = read("1. Which?\nA) red\nB) blue\nAnswer: B\nThe correct answer is B. So it is.\n")

    assert not errors_in(found), found
    assert "The correct answer is B. So it is." in wording(bank.questions[0].explanation.text)


@pytest.mark.parametrize(
    "head",
    ["---\ntitle: Quiz 7\nlanguage: en\n---\n", "📚 **Quiz 7**\n", "**Quiz 7**\n"],
)
def test_titles(head: str) -> None:
    """a title stands in settings at the top, or in a line without the stars around it."""
    bank, found = read(f"{head}\n1. Who?\nA. he\nB. she\nAnswer: B\n")

    assert found == () and bank.title.removeprefix("📚 ") == "Quiz 7"


def test_room_for_a_name_is_no_title() -> None:
    """a line to be filled in by hand heads no paper."""
    bank, found = read("Name: ________ Date: _______\nQuiz 7\n\n1. Who?\nA. he\nB. she\nAnswer: B\n")

    assert bank.title == "Quiz 7" and [each.rule for each in found] == ["lost-text"]


def test_a_number_of_parts_is_kept() -> None:
    """a number with parts is the question's, and no gap in the numbers is seen where a chapter begins."""
    bank, found = read("Question 1.2\nWho?\nA. he\nB. she\nAnswer: B\n\nQuestion 2.1\nTwo?\nA. a\nB. b\nAnswer: A\n")

    assert found == () and [question.number for question in bank.questions] == ["1.2", "2.1"]


@pytest.mark.parametrize("key", ["(B)", "[b]", "→ B", "=> B", "-> (B)", "\n(B)"])
def test_a_key_alone_below_the_options(key: str) -> None:
    """a letter alone below options, in brackets or behind an arrow, states the answer."""
    bank, found = read(f"1. Who?\nA) he\nB) she\nC) we\n{key}\n\n2. Two?\n(A) a\n(B) b\n(C) c\n{key}\n")

    assert not errors_in(found), found
    assert letters(bank) == "B B"
    assert [texts(question) for question in bank.questions] == [["he", "she", "we"], ["a", "b", "c"]]


@pytest.mark.parametrize("line", ["(D)", "→ D", "→ B or C", "(B) or so"])
def test_what_is_no_key_alone_below_the_options(line: str) -> None:
    """a letter that no option bears, or more than a letter, answers nothing."""
    _, found = read(f"1. Who?\nA) he\nB) she\nC) we\n{line}\n")

    assert "unresolved-key" in {each.rule for each in errors_in(found)}


def test_a_last_line_that_an_option_runs_on_into_is_no_key() -> None:
    """an option whose line ends with "and" has its last word below."""
    _, found = read("1. Who?\nA) he\nB) she\nC) both (A) and\n(B)\n")

    assert "unresolved-key" in {each.rule for each in errors_in(found)}


def test_judgements_before_numbers() -> None:
    """in a key of statements, T or F stands before each number."""
    bank, found = read("True or False\n\nT 1. Ice floats.\nF 2. Fire is cold.\nT 3. Rain is wet.\n")

    assert not errors_in(found), found
    assert [question.kind for question in bank.questions] == [Kind.TRUE_FALSE] * 3
    assert [question.key for question in bank.questions] == [(0,), (1,), (0,)]


@pytest.mark.parametrize("level", ["##", "###"])
def test_boxes_and_letters_in_one_file(level: str) -> None:
    """a file with boxes below one heading and letters below another loses neither question."""
    boxes = "# Quiz\n\n## Question 1\nWho?\n\n- [ ] he\n- [x] she\n"
    bank, found = parse_bank(f"{boxes}\n{level} 2. Two?\n\nA. a\n**B. b**\nC. c\n", "quiz.md")

    assert not errors_in(found), found
    assert letters(bank) == "B B"


COUNTRIES = "1. France\n2. Spain\n3. Italy\nA. Rome\nB. Madrid\nC. Paris\nD. Bern\n"
COLUMNS = "\n1. France     A. Rome\n2. Spain      B. Madrid\n3. Italy      C. Paris\n\n"
ROMAN = "(i) France\n(ii) Spain\n(iii) Italy\n\na) Rome\nb) Madrid\nc) Paris\n"


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (COUNTRIES, "1-C 2-B 3-A"),
        (COUNTRIES, "3 - A, 1 - C, 2 - B"),
        (COUNTRIES, "1C; 2B; 3A"),
        (COLUMNS, "1→C, 2→B, 3→A"),
        (ROMAN, "i-c, ii-b, iii-a"),
    ],
)
def test_an_answer_of_pairs_makes_a_matching(body: str, answer: str) -> None:
    """each numbered line belongs to the option that the answer names with it."""
    bank, found = read(f"5. Match each country.\n{body}Answer: {answer}\n\n6. Who?\nA. he\nB. she\nAnswer: B\n")
    first = bank.questions[0]

    assert not errors_in(found), found
    assert wording(first.stem) == "Match each country." and first.kind is Kind.MATCHING
    assert isinstance(first.response, Matching)
    assert [(wording(each.text), texts(first)[each.target]) for each in first.response.prompts] == [
        ("France", "Paris"), ("Spain", "Madrid"), ("Italy", "Rome"),
    ]  # fmt: skip


@pytest.mark.parametrize("answer", ["1-C 2-B", "1-C 2-B 3-E", "1-C 1-B 3-A", "1-C 2-B 4-A"])
def test_pairs_that_do_not_fit_are_an_error(answer: str) -> None:
    """what leaves a line out, or names what is not there, is not guessed."""
    _, found = read(f"5. Match each country.\n{COUNTRIES}Answer: {answer}\n")

    assert "unknown-answer" in {each.rule for each in errors_in(found)}


@pytest.mark.parametrize(
    ("words", "count"),
    [("Heat flows, so (b) is wrong.", 1), ("In step (a) and step (b) heat flows.", 0), ("Heat flows (b).", 0)],
)
def test_a_small_letter_in_brackets_that_a_verb_follows(words: str, count: int) -> None:
    """it may name an option though the labels are capitals, and does not follow the shuffle: it is told."""
    _, found = read(f"1. Who?\nA. he\nB. she\nAnswer: A\nExplanation: {words}\n")

    assert [each.rule for each in found] == ["unclear-mention"] * count
