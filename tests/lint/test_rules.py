"""Each rule speaks where its flaw is, in each language that it knows, and is silent where it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from written import advice, bank_of, rules

from examgen.formats import parse_bank
from examgen.lint import RULES, items_in, lint, rule_names
from examgen.lint.words import language_names, told_language

# fmt: off
FLAWED = [
    ("absolutes", "en", "What do enzymes do?\n*They lower the energy\nThey always raise the pH\nThey bind water"),
    ("absolutes", "de", "Was tun Enzyme?\n*Sie senken die Energie\nSie erhöhen immer den pH-Wert\nSie binden Wasser"),
    ("absolutes", "es", "¿Qué hacen las enzimas?\n*Bajan la energía\nSiempre suben el pH\nFijan agua"),
    ("absolutes", "de", "Was tun Metalle?\n*Sie leiten Strom\nAlle Metalle sind fest\nSie leuchten nachts"),
    ("absolutes", "de", "Was gilt?\n*Der Vertrag bindet\nEr gilt in jedem Fall so\nEr endet im Mai"),
    ("all-or-none-of-the-above", "en", "Which is a gas?\nNeon\nArgon\n*All of the above answers"),
    ("all-or-none-of-the-above", "en", "Which is a gas?\n*Neon\nIron\nNone of the above"),
    ("all-or-none-of-the-above", "fr", "Lequel est un gaz ?\n*Le néon\nLe fer\nAucune des réponses ci-dessus"),
    ("all-or-none-of-the-above", "en", "Which are gases?\nNeon\nArgon\nIron\n*Both A and B"),
    ("blank-in-mid-stem", "en", "The ____ is the power house of the cell.\n*mitochondrion\nnucleus\nwall"),
    ("blank-in-mid-stem", "en", "Water boils at ... degrees, and freezes at 0.\n*100\n110\n120"),
    ("doubled-word", "en", "What is a a noun?\n*Word\nVerb\nNumber"),
    ("doubled-word", "en", "The The Hague is what?\n*City\nRiver\nPort"),
    ("doubled-word", "en", "Which of the the metals is liquid?\n*Mercury\nIron\nGold"),
    ("doubled-word", "it", "Quale dei dei metalli è liquido?\n*Mercurio\nFerro\nOro"),
    ("grammatical-clue", "en", "A bird that hunts by night is an\n*owl\nlion\ntiger"),
    ("grammatical-clue", "en", "He paid by cheque, for he had a\n*unit trust\nhour glass\napple"),
    ("grammatical-clue", "en", "The main organs of gas exchange are the\n*lungs\nkidney\nliver"),
    ("grammatical-clue", "en", "A person with an ____.\n*apple\npear\nplum"),
    ("grammatical-clue", "fr", "Dans ce verre il y a de l'\n*eau\nlait\nvin"),
    ("grammatical-clue", "it", "Chi frequenta la scuola è uno\n*studente\nmaestro\nbambino"),
    ("grammatical-clue", "en", "What makes proteins in a cell are\n*ribosomes\nthe nucleus\nthe membrane"),
    ("grammatical-clue", "en", "Which animals lay eggs? They are\n*birds\na dog\na cat"),
    ("longest-key", "en", "What is rain?\n*Water that condensed in clouds and falls as drops\nMelted snow\nSea spray"),
    ("longest-key", "ja", "雨とは何か。\n*雲の中で重くなって地上に落ちてくる水の粒のこと\n溶けた雪\n海のしぶき"),
    ("mixed-units", "en", "How long is a bus?\n*12 m\n120 cm\n1200 mm"),
    ("no-question", "en", "Photosynthesis.\n*It stores energy\nIt burns sugar\nIt needs no light"),
    ("mixed-units", "en", "How much is it?\n$5\n€7\n*£9"),
    ("no-question", "de", "Das Herz ist ein Organ.\n*Es pumpt Blut\nEs filtert Blut\nEs macht Blut"),
    ("no-question", "en", "Water is a polar molecule.\n*It melts salts\nIt burns well\nIt is a metal"),
    ("no-question", "en", "Vaccines\n*reduce the risk\nraise the risk\nkeep the risk"),
    ("no-question", "de", "Die Photosynthese findet in Pflanzen statt.\n*Licht\nDunkel\nWärme"),
    ("overlapping-ranges", "en", "How old are the pupils?\n0–10 years\n*10–20 years\n21–30 years"),
    ("overlapping-ranges", "de", "Wie alt sind sie?\n<5\n*5–10\n8–20\n21–30"),
    ("overlapping-ranges", "en", "How old is she?\nless than 20\n*between 20 and 30\nbetween 25 and 40"),
    ("overlapping-ranges", "en", "How old is she?\n10 years or less\n10 to 20 years\n*21 years or more"),
    ("overlapping-ranges", "en", "What does it cost?\n$1,000–$2,000\n$2,000–$3,000\n*$3,500–$4,000"),
    ("overlapping-ranges", "fr", "Quel âge a-t-elle ?\nmoins de 20\nentre 18 et 30\n*plus de 30"),
    ("overlapping-ranges", "en", "How many are sick?\nLess than 20%\n20 to 30%\n*Greater than 50%\n90%"),
    ("overlapping-ranges", "de", "Wie viele sind krank?\nunter 20 %\n*20 bis 30 %\nüber 25 %"),
    ("shared-word", "en", "Which organ filters the blood?\n*A filtering kidney\nA beating heart\nA breathing lung"),
    ("similar-options", "en", "What is a half of one?\n*0.5\n1/2\n2"),
    ("similar-options", "en", "What is a half of ten?\n*5\n5.0\nfour"),
    ("similar-options", "en", "Who rules?\n*The king\nA king\nThe pope"),
    ("similar-options", "de", "Wie viel ist ein halbes Kilo?\n*0,5 kg\n0,50 kg\n5 kg"),
    ("unemphasised-negative", "en", "Which of these is not a metal?\n*Neon\nIron\nGold"),
    ("unemphasised-negative", "en", "All of these are metals except:\n*Neon\nIron\nGold"),
    ("unemphasised-negative", "en", "Which of these cannot be a metal?\n*Neon\nIron\nGold"),
    ("unemphasised-negative", "en", "Which of these isn't a metal?\n*Neon\nIron\nGold"),
    ("unemphasised-negative", "es", "Señale la afirmación incorrecta:\n*El hielo pesa\nEl hielo flota\nEl hielo cae"),
    ("unemphasised-negative", "de", "Was ist kein Metall?\n*Neon\nEisen\nGold"),
    ("unemphasised-negative", "fr", "Lequel n'est pas un métal ?\n*Le néon\nLe fer\nL'or"),
    ("unemphasised-negative", "es", "¿Cuál no es un metal?\n*El neón\nEl hierro\nEl oro"),
    ("unemphasised-negative", "it", "Quale non è un metallo?\n*Il neon\nIl ferro\nIl rame"),
    ("unemphasised-negative", "pt", "Qual destes não é um metal?\n*Néon\nFerro\nOuro"),
    ("unemphasised-negative", "nl", "Wat is geen metaal?\n*Neon\nIJzer\nGoud"),
    ("unemphasised-negative", "pl", "Który pierwiastek nie jest metalem?\n*Neon\nŻelazo\nZłoto"),
    ("unemphasised-negative", "sv", "Vilket av dessa är inte en metall?\n*Neon\nJärn\nGuld"),
    ("unemphasised-negative", "en", "Identify the false statement.\n*Fish fly\nBirds fly\nBats fly"),
    ("unemphasised-negative", "de", "Welche falsche Aussage steht da?\n*Neon\nEisen\nGold"),
    ("unemphasised-negative", "cs", "Který prvek není kov?\n*Neon\nŽelezo\nZlato"),
    ("unemphasised-negative", "uk", "Що з цього не є металом?\n*Неон\nЗалізо\nЗолото"),
    ("unemphasised-negative", "ru", "Что из этого не является металлом?\n*Неон\nЖелезо\nЗолото"),
    ("uneven-options", "en", "Why is ice so?\n*It is cold\nAir came into it from far above, and was held\nWind"),
    ("unordered-options", "en", "How many legs has a spider?\n6\n*8\n4"),
    ("unordered-options", "ja", "クモの足は何本か。\n6\n*8\n4"),
    ("unparallel-options", "en", "What is rain?\n*It is water of clouds.\nIt is sea spray.\nIt is old snow"),
    ("unparallel-options", "en", "Why read?\nto save money\nto save time\n*saving energy\nto save space"),
    ("unparallel-options", "en", "What do you do?\nSaving the file\nClosing it\n*Open the editor\nShutting down"),
    ("unparallel-options", "en", "Why read?\nTo earn money\nTo please teachers\nTo sleep well\n*Joy of life"),
    ("vague-quantifiers", "en", "When are days wet?\n*It often rains\nIt snows now\nIt hails now"),
    ("vague-quantifiers", "es", "¿Cómo es el niño?\nLlora de vez en cuando\n*Ríe\nDuerme bien"),
    ("vague-quantifiers", "ru", "Когда сыро?\n*Дождь идёт часто\nСнег идёт утром\nГрад идёт утром"),
]

SOUND = [
    ("en", "What do enzymes do?\n*They never raise the energy\nThey always raise the pH\nThey bind water"),
    ("en", "Which musical is it?\n*Chicago\nAll That Jazz\nCabaret"),
    ("en", "Which of these is **not** a metal?\n*Neon\nIron\nGold"),
    ("en", "Which of these is NOT a metal?\n*Neon\nIron\nGold"),
    ("en", "Which word means \"not happy\"?\n*sad\nglad\nmad"),
    ("en", "The capital of France is ____ (choose one).\n*Paris\nLyon\nMetz"),
    ("en", "Water boils at ____ °C.\n*100\n110\n120"),
    ("en", "What is the type of my__var in this program?\n*Text\nList\nDate"),
    ("en", "How high is it?\n1 foot\n*5 feet\n10 feet"),
    ("en", "What is missing in ABO group A A when crossed?\n*Group B\nGroup O\nGroup C"),
    ("en", "Why does the lamp not light?\n*No current\nNo glass\nNo gas"),
    ("en", "What costs at least a dollar?\n*Gold\nSand\nAir"),
    ("en", "The capital of France is\n*Paris\nLyon\nMetz"),
    ("en", "A bird that hunts by night is an\n*owl\neagle\nibis"),
    ("en", "He is a\n*user\none-armed bandit\nEuropean"),
    ("en", "He carries an\n*X-ray\nhour glass\n11th rose"),
    ("en", "What did he say that that man heard?\n*Yes\nNo\nMaybe so"),
    ("en", "A number that all others divide is a/an\n*zero\ninteger\nprime"),
    ("en", "Who is it?\n*Jefferson\nnobody\nGrant"),
    ("en", "How old are they?\n0–9\n*10–19\n20–29"),
    ("en", "What is the interval?\n<5\n*5–10\n>10"),
    ("en", "How long?\n1 hour\n*2 hours\n3 hours"),
    ("en", "Which value?\n*2\n4\n6"),
    ("en", "Which date?\n*1 May 1990\n2 May 1990\n1 June 1990"),
    ("en", "What is `x`?\n*`a.`\n`a`\n`the a`"),
    ("en", "Which holds?\n*$x+y$\n$x-y$\n$xy$"),
    ("de", "Warum leuchtet die Lampe nicht?\n*Kein Strom\nKein Glas\nKein Gas"),
    ("fr", "Que faites-vous quand nous nous levons ?\n*Rien\nCafé\nThé"),
    ("ja", "次のうち金属でないものはどれか。\n*ネオン\n鉄\n金"),
    ("en", "When is it lost?\n*With the tab\nWith the browser, not only the tab\nWith the computer"),
    ("fr", "Que font les enzymes ?\n*Elles agissent\nElles ne montent pas toujours le pH\nElles dorment bien"),
    ("de", "Der Kern enthält zwei Dinge.\n*Wahr\nFalsch\nKommt darauf an"),
    ("en", "Statement 1: it holds. Statement 2: so does it.\n*True, True\nTrue, False\nFalse, True\nFalse, False"),
    ("en", "How many are sick?\nLess than 20%\n*20 to 30%\nMore than 30%"),
    ("en", "Which key opens it, provided you cannot use force?\n*Brass\nIron\nGold"),
    ("en", "What is a body that cannot move?\n*Rock\nRain\nWind"),
    ("en", "What solves it?\ny > 6\n*y > 4\ny > 2.5"),
    ("en", "How much is 28400 kHz?\n28.4 kHz\n2.8 MHz\n*28.4 MHz"),
    ("en", "What is the result?\n2% Profit\n*3% Profit\n2% Loss\n4% Loss"),
    ("fi", "Mikä näistä ei ole metalli?\n*Neon\nRauta\nKulta"),
]
# fmt: on


@pytest.mark.parametrize(("rule", "language", "question"), FLAWED)
def test_flaws_are_found(rule: str, language: str, question: str) -> None:
    """A question with one flaw is told of by the rule for it, and by that alone."""
    assert rules(question, language=language) == [rule]


@pytest.mark.parametrize(("language", "question"), SOUND)
def test_sound_questions_are_left_alone(language: str, question: str) -> None:
    """What looks like a flaw and is none, or is in a language without words of its own, is passed over."""
    assert rules(question, language=language) == []


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("de", "Der Satz gilt immer."),
        ("en", "Every number is even."),
        ("fr", "Ce nombre est toujours pair."),
    ],
)
def test_statements_without_exception(language: str, statement: str) -> None:
    """A statement to be judged that leaves no exception is told of, in the language that it is in."""
    text = f"## Question 1 {{kind=true-false}}\n\n{statement}\n\n- [ ] True\n- [x] False\n"
    bank, _ = parse_bank(text, "quiz.md", format="examgen-markdown", language=language)

    assert "absolutes" in [found.rule for found in lint(bank, language)]


def test_language_is_told_from_the_text() -> None:
    """Without a stated language the words of the bank show it."""
    german = "Welches dieser Elemente ist nicht fest?\n*Neon\nEisen\nGold"
    english = "Which of these elements is not solid?\n*Neon\nIron\nGold"

    assert rules(german, language=None) == rules(english, language=None) == ["unemphasised-negative"]


def test_language_is_told_from_what_is_said_not_from_code() -> None:
    """English words in code do not make a German bank English: its own words are those of stems and explanations."""
    code = "\n    if (this.is(not) && that.was(never)) return the.one of these;\n" * 9
    stem = f"## Frage 1\n\nWas wird ausgegeben?\n\n{code}\n- [x] `it is the one`\n- [ ] `this is not it`\n"
    bank, _ = parse_bank(f"{stem}\nWeil die Schleife nicht läuft, die die Zahl druckt.\n", "quiz.md")

    assert {item.language for item in items_in(bank)} == {"de"}


# fmt: off
TEXTS = {
    "cs": "Který z následujících prvků je kov, a proč se to tak nazývá? Je to ten, který vede proud.",
    "de": "Welche der folgenden Aussagen ist richtig, wenn ein Stoff in Wasser gelöst wird und dabei wärmer wird?",
    "en": "Which of the following statements is true of a substance that is dissolved in water?",
    "es": "¿Cuál de las siguientes afirmaciones es verdadera cuando una sustancia se disuelve en el agua?",
    "fr": "Laquelle des affirmations suivantes est vraie quand un corps est dissous dans de l'eau ?",
    "it": "Quale delle seguenti affermazioni è vera quando una sostanza si scioglie nell'acqua?",
    "nl": "Welke van de volgende beweringen is juist als een stof in het water wordt opgelost?",
    "pl": "Które z następujących zdań jest prawdziwe, gdy substancja jest rozpuszczona w wodzie?",
    "pt": "Qual das seguintes afirmações é verdadeira quando uma substância se dissolve na água?",
    "ru": "Какое из следующих утверждений верно, когда вещество не растворяется в воде?",
    "sv": "Vilket av följande påståenden är rätt när ett ämne inte löser sig i vatten?",
    "uk": "Яке з наступних тверджень є правильним, коли речовина не розчиняється у воді?",
    None: "次の文のうち、正しいものはどれか。",
}
# fmt: on


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_languages_are_told_apart(language: str | None, text: str) -> None:
    """One sentence is enough to tell each language that rules know, and no other."""
    assert told_language([text]) == language
    assert set(TEXTS) - {None} == set(language_names())


def test_near_duplicates_are_found() -> None:
    """A question that was reworded a little is told of once, by the name of the one before it."""
    first = "Which planet of the solar system has the largest number of moons?\n*Saturn\nMars\nVenus\nEarth"
    second = "Which planet of our solar system has the largest number of moons?\nMars\nVenus\n*Saturn\nMercury"
    other = "Which planet of the solar system turns the other way?\n*Venus\nMars\nSaturn\nEarth"

    (found,) = advice(first, other, second)

    assert (found.rule, found.question) == ("similar-questions", "3")
    assert "question 1 in quiz.md line 1" in found.message


def test_capitals_of_countries_are_no_duplicates() -> None:
    """Questions that differ in the one word that matters are different questions."""
    lands = ("France", "Italy", "Spain", "Germany")

    assert rules(*(f"What is the capital of {land}?\nParis\nRome\nMadrid\n*Berlin" for land in lands)) == []


def test_other_formulas_ask_something_else() -> None:
    """Questions of one pattern with other numbers, or on the same options with another key, are different questions."""
    degree = "Find the degree of the given field extension {} over the field Q.\n0\n2\n*4\n6"
    band = "Which of these bands of radio waves is referred to as {}?\n30 MHz\n{}40 kHz\n{}3000 MHz"

    assert rules(*(degree.format(field) for field in ("Q(sqrt(2))", "Q(sqrt(2)*sqrt(3))"))) == []
    assert rules(band.format("VHF", "*", ""), band.format("the UHF", "", "*")) == ["mixed-units"] * 2


def test_a_stem_that_gives_a_key_away() -> None:
    """The question whose key stands in another stem is told of, with the place of that stem."""
    asked = "Which organelle produces most of the energy of a cell?\n*mitochondrion\nnucleus\nribosome"
    telling = "Why has the mitochondrion, the organelle that produces energy, two membranes?\n*Transport\nWarmth\nLight"
    harmless = "Where in the body is a mitochondrion seldom found?\n*In blood\nIn muscle\nIn liver"

    (found,) = advice(asked, telling, harmless)

    assert (found.rule, found.question) == ("hinging", "1")
    assert "question 2 in quiz.md" in found.message


@pytest.mark.parametrize(
    ("asked", "telling"),
    [
        ("Who discovered penicillin?\n*Alexander Fleming\nPasteur", "When did Alexander Fleming discover penicillin?"),
        ("What is the symbol of gold?\n*Au\nAg", "From which language comes Au, the symbol of gold?"),
    ],
)
def test_other_endings_and_short_keys_are_given_away(asked: str, telling: str) -> None:
    """Words of the question may come with other endings, and a key may have two letters."""
    assert "hinging" in rules(asked, f"{telling}\n*One answer\nAnother")


def test_stems_that_give_nothing_away() -> None:
    """A question on other numbers gives no key away, nor does a stem that says no more than the question's own."""
    asked = "What is the current at a voltage of 120 volts and a resistance of 80 ohms?\n9 A\n*1.5 amperes\n200 A"
    other = "What is the resistance at a voltage of 12 volts and a current of 1.5 amperes?\n*8 ohms\n80 ohms\n2 ohms"
    today = "If tomorrow is as far from Sunday as yesterday, {}?\n*Sunday\nMonday\nFriday"

    assert "hinging" not in rules(asked, other)
    assert "hinging" not in rules(today.format("what day is today"), today.format("which day is it today"))


def test_missing_explanations() -> None:
    """Few questions without an explanation are named; where most have none, it is said once."""

    def missing(*questions: str) -> list[tuple[str | None, str]]:
        found = lint(bank_of(*questions)[0])
        return [(each.question, each.message) for each in found if each.rule == "missing-explanation"]

    bare, explained = "Which?\n*1\n2\n3", "Which?\n*1\n2\n3\n\nOne is least."

    assert missing(bare, explained, explained) == [("1", "the question has no explanation")]
    assert missing(bare, bare, explained) == [("1", "2 of 3 questions have no explanation, this one first")]
    assert missing(explained) == []


def test_keys_in_one_place() -> None:
    """Twelve keys in the first of four places are no chance; four may be."""

    def found(count: int) -> list[str]:
        bank, _ = bank_of(*(f"Which {n}?\n*a{n}\nb{n}\nc{n}\nd{n}" for n in range(count)))
        return [each.rule for each in lint(bank) if each.rule == "lopsided-keys"]

    assert (found(12), found(4)) == (["lopsided-keys"], [])


def test_a_place_without_keys() -> None:
    """Of sixty keys none in the last of four places is no chance; of twelve it may be."""

    def found(count: int) -> list[str]:
        places = ("*a\nb\nc\nd", "a\n*b\nc\nd", "a\nb\n*c\nd")
        bank, _ = bank_of(*(f"Which {n}?\n{places[n % 3]}" for n in range(count)))
        return [each.message for each in lint(bank) if each.rule == "lopsided-keys"]

    assert found(60) == ["the key is option 4 in 0 of 60 questions with 4 options"]
    assert found(12) == []


def test_keys_that_are_longest() -> None:
    """Where the longest option is the key every time, the file is told of, though no single question is."""
    options = "an option of some length, yes\n*an option of some length, and longer yet\nan option of some length, too"
    bank, _ = bank_of(*(f"Which is it in case {n}?\n{options}" for n in range(9)))
    told = [each.rule for each in lint(bank)]

    assert told.count("longest-keys") == 1
    assert "longest-key" not in told


def test_manual_has_every_rule(repository: Path) -> None:
    """The page on rules has a section for each, in order, with its level; what can be ignored besides is linked."""
    page = (repository / "docs/lint.md").read_text(encoding="utf-8")
    sections = re.findall(r"^### ([a-z-]+)\n\n\*(\w+)", page, re.MULTILINE)

    assert sections == [(rule.name, rule.level.value.capitalize()) for rule in RULES]
    assert set(re.findall(r"\(diagnostics\.md#([a-z-]+)\)", page)) == set(rule_names()) - {r.name for r in RULES}
