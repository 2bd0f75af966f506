"""Wordings, plurals, numbers, dates and letters of the shipped languages, and of a teacher's own label files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from examgen.compose import Composer, load_template
from examgen.compose.conventions import Conventions
from examgen.compose.labels import BLANK, WORDINGS, Labels
from examgen.diagnostics import Diagnostic
from examgen.errors import BlueprintError
from examgen.model.bank import Option, Question
from examgen.model.blueprint import Blueprint, Letters
from examgen.model.text import OptionReference, Paragraph, Words, paragraph
from examgen.model.variant import LETTERS, PlacedQuestion, Variant

TEMPLATE = load_template()
LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "ru", "uk", "el", "tr", "ar", "he", "fa", "ur", "hi"),
    *("zh", "zh-Hant", "ja", "ko", "vi"),
)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def own(folder: Path, text: str, name: str, language: str) -> Labels:
    """The wordings of a language over which a teacher's file lies."""
    (folder / "labels").mkdir()
    (folder / "labels" / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_template(folder).labels(language)


def refusal(folder: Path, text: str, name: str = "pl", language: str = "pl") -> Diagnostic:
    """The one mistake in a teacher's label file."""
    with pytest.raises(BlueprintError) as refused:
        own(folder, text, name, language)
    (found,) = refused.value.diagnostics
    return found


def test_every_language_has_its_file() -> None:
    """What is shipped is what the tests and the manual speak of."""
    assert {f"labels/{language}.toml" for language in LANGUAGES} == {
        name for name in TEMPLATE.shipped if name.startswith("labels/")
    }


@each_language
def test_every_wording_is_translated(language: str) -> None:
    """No language repeats an English sentence, and none leaves a wording empty."""
    labels, english = TEMPLATE.labels(language), TEMPLATE.labels("en")

    for name in WORDINGS:
        wording = getattr(labels, name)
        assert wording.strip()
        if language != "en" and len(BLANK.sub("", getattr(english, name)).split()) > 2:
            assert wording != getattr(english, name)


@each_language
def test_every_number_has_its_word(language: str) -> None:
    """Each number of points or questions is called something, by itself or by its word."""
    labels = TEMPLATE.labels(language)

    for count in (*range(0, 130), Decimal("0.25"), Decimal("1.5"), Decimal(1_000_000)):
        wording = labels.points(count)
        assert "{" not in wording
        assert labels.conventions.number(count) in wording or (language == "ar" and count in (1, 2))


@pytest.mark.parametrize(
    ("language", "count", "wording"),
    [
        ("en", "1.0", "1 point"),
        ("en", "100", "100 points"),
        ("de", "1", "1 Punkt"),
        ("de", "2.5", "2,5 Punkte"),
        ("fr", "0", "0 point"),
        ("fr", "1.5", "1,5 point"),
        ("fr", "2", "2 points"),
        ("es", "1", "1 punto"),
        ("pl", "1", "1 punkt"),
        ("pl", "3", "3 punkty"),
        ("pl", "5", "5 punktów"),
        ("pl", "12", "12 punktów"),
        ("pl", "22", "22 punkty"),
        ("pl", "2.5", "2,5 punktu"),
        ("cs", "1.5", "1,5 bodu"),
        ("cs", "5", "5 bodů"),
        ("ru", "1", "1 балл"),
        ("ru", "21", "21 балл"),
        ("ru", "2", "2 балла"),
        ("ru", "11", "11 баллов"),
        ("ru", "20", "20 баллов"),
        ("ru", "0.5", "0,5 балла"),
        ("uk", "4", "4 бали"),
        ("ar", "1", "درجة واحدة"),
        ("ar", "2", "درجتان"),
        ("ar", "5", "5 درجات"),
        ("ar", "11", "11 درجة"),
        ("he", "1", "1 נק׳"),
        ("tr", "3", "3 puan"),
        ("zh", "2.5", "2.5 分"),
        ("ko", "2", "2점"),
    ],
)
def test_points_follow_the_plural_of_the_language(language: str, count: str, wording: str) -> None:
    """The word for points, and the sign in a fraction, are those of the language."""
    assert TEMPLATE.labels(language).points(Decimal(count)) == wording


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "June 12, 2026"),
        ("en-GB", "12 June 2026"),
        ("de", "12. Juni 2026"),
        ("fr", "12 juin 2026"),
        ("es", "12 de junio de 2026"),
        ("pl", "12 czerwca 2026"),
        ("el", "12 Ιουνίου 2026"),
        ("zh-TW", "2026年6月12日"),
        ("ja", "2026年6月12日"),
        ("ko", "2026년 6월 12일"),
        ("vi", "12 tháng 6, 2026"),
    ],
)
def test_dates_are_printed_in_the_language(language: str, printed: str) -> None:
    """A date as computers write it is printed in the long form of the exam's language."""
    assert Conventions.of(language).date("2026-06-12") == printed


@pytest.mark.parametrize("words", ["", "12/6/26", "Friday", "2026-06-31", "2026-6-1", "2026-06-12 at nine", "20260612"])
def test_other_dates_are_printed_as_written(words: str) -> None:
    """What is no date of the calendar stays as its author wrote it."""
    assert Conventions.of("de").date(words) == words


def test_dates_reach_the_page() -> None:
    """The date under a title is in the exam's language, and points there have its decimal sign."""
    text = facts("de", "2026-06-12", points=Decimal("2.5"))

    assert "12. Juni 2026" in text
    assert "2,5 Punkte" in text


def facts(language: str, date: str, points: Decimal) -> str:
    """The words of the blocks above the questions of a paper."""
    question = Question(id="q", stem=paragraph("?"), options=(Option(text=paragraph("x")),), points=points)
    blueprint = Blueprint(title="T", seed="s", language=language, date=date)
    composer = Composer(blueprint, TEMPLATE, TEMPLATE.labels(language), (question,))
    variant = Variant(number=1, questions=(PlacedQuestion(question=question, number=1, order=(0,)),))
    return str(composer.exam(variant).blocks)


def test_numbers_in_templates_follow_the_language(tmp_path: Path) -> None:
    """A number that a template prints by itself has the decimal sign of the language."""
    (tmp_path / "exam-head.md").write_text("{{ variant.points }} | |", encoding="utf-8")
    question = Question(id="q", stem=paragraph("?"), options=(), points=Decimal("2.50"))
    template = load_template(tmp_path)
    variant = Variant(number=1, questions=(PlacedQuestion(question=question, number=1, order=()),))

    heads = [
        Composer(Blueprint(title="T", seed="s"), template, template.labels(language), (question,))
        .exam(variant)
        .head.left
        for language in ("en", "de")
    ]

    assert heads == ["2.5", "2,5"]


def test_region_lies_over_its_language(tmp_path: Path) -> None:
    """A file for a region or script overrides that of the language, line by line."""
    labels = own(tmp_path, 'student_id = "Matrikelnr."', "de-AT", "de-at")

    assert (labels.student_id, labels.variant) == ("Matrikelnr.", "Variante")


@pytest.mark.parametrize(
    ("language", "name"), [("zh", "学号"), ("zh-CN", "学号"), ("zh-TW", "學號"), ("zh-Hant-HK", "學號")]
)
def test_regions_imply_their_script(language: str, name: str) -> None:
    """Taiwan and Hong Kong have traditional characters without being asked."""
    assert TEMPLATE.labels(language).student_id == name


def test_language_that_cldr_lacks_has_no_plural(tmp_path: Path) -> None:
    """A translation into a language without known rules gives one form, and prints dates as written."""
    english = TEMPLATE.shipped["labels/en.toml"].text
    lines = [line for line in english.splitlines() if not line.startswith(("points_one", "questions_one"))]

    labels = own(tmp_path, "\n".join(lines), "qaa", "qaa")

    assert labels.points(1) == "1 points"
    assert labels.conventions.date("2026-06-12") == "2026-06-12"


def test_missing_plural_is_located(tmp_path: Path) -> None:
    """A translation must give every plural that its language has."""
    english = TEMPLATE.shipped["labels/en.toml"].text

    with pytest.raises(BlueprintError) as refused:
        own(tmp_path, english, "hr", "hr")

    assert {found.field for found in refused.value.diagnostics} == {"points_few", "questions_few"}
    assert all(found.path.endswith("hr.toml") for found in refused.value.diagnostics)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('points_two = "{count} punkty"', '"pl" has no such plural: "points_two"'),
        ('points_several = "x"', 'there is no setting "points_several"'),
        ('points_few = "punkty"', '"punkty" must hold {count}'),
        ('letters = "ABC"', "letters are a list of 2 to 26 texts"),
        ('letters = ["A", 2]', "letters are a list of 2 to 26 texts"),
        ('letters = ["A"]', "letters are a list of 2 to 26 texts"),
        ('letters = ["A", "B", "A"]', '"A" stands twice among the letters'),
        ('letters = ["A", "B)"]', '"B)" is no letter'),
        ('letters = ["A", ""]', '"" is no letter'),
        ('letters = ["A", "four"]', '"four" is no letter'),
    ],
)
def test_mistakes_in_plurals_and_letters_are_located(tmp_path: Path, text: str, message: str) -> None:
    """A wrong plural or letter in a teacher's file is named with its line."""
    found = refusal(tmp_path, f"# mine\n{text}\n")

    assert (found.line, found.message) == (2, message)


def test_hint_names_the_plurals_of_the_language(tmp_path: Path) -> None:
    """Who gives a plural that the language lacks is told which it has."""
    assert refusal(tmp_path, 'points_two = "x"').hint == "it has points_one, points_few, points_many, points_other"


def test_a_word_may_say_the_number(tmp_path: Path) -> None:
    """A form that stands for one number alone need not repeat it."""
    assert own(tmp_path, 'points_one = "jeden punkt"', "pl", "pl").points(1) == "jeden punkt"


@each_language
def test_letters_are_enough(language: str) -> None:
    """Every language has letters for nine options or more, each its own."""
    letters = TEMPLATE.labels(language).letters

    assert 9 <= len(letters) == len(set(letters))


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("en", "A B C D"),
        ("tr", "A B C D"),
        ("hi", "A B C D"),
        ("zh", "A B C D"),
        ("ru", "А Б В Г"),
        ("uk", "А Б В Г"),
        ("el", "Α Β Γ Δ"),
        ("ar", "أ ب ج د"),
        ("he", "א ב ג ד"),
        ("fa", "الف ب ج د"),
        ("ja", "ア イ ウ エ"),
        ("ko", "1 2 3 4"),
    ],
)
def test_options_are_called_as_tests_call_them(language: str, letters: str) -> None:
    """The first letters are those of the language's own tests; Latin ones on request."""
    assert TEMPLATE.labels(language).letters[:4] == tuple(letters.split())
    assert TEMPLATE.labels(language, Letters.LATIN).letters == tuple(LETTERS)


def test_grid_has_the_letters_of_the_language_and_answers_do_not() -> None:
    """The key on paper says Б where the file for programs says B."""
    question = with_options("q", 3, key=1)
    variant = Variant(number=1, questions=(PlacedQuestion(question=question, number=1, order=(0, 1, 2)),))
    composer = Composer(Blueprint(title="T", seed="s", language="ru"), TEMPLATE, TEMPLATE.labels("ru"), (question,))

    manuscript = composer.key(variant)

    assert "letters='Б'" in str(manuscript.blocks)
    assert manuscript.letters[:3] == ("А", "Б", "В")
    assert variant.questions[0].key_letters == "B"


def with_options(name: str, count: int, key: int = 0) -> Question:
    """A question whose explanation speaks of its second option."""
    options = tuple(Option(text=paragraph(f"option {place}"), is_key=place == key) for place in range(count))
    stem = (Paragraph((Words("Not "), OptionReference((1,), 0, "B"), Words("?"))),)
    return Question(id=name, stem=stem, options=options, path="bank.md", line=7)


def test_more_options_than_letters_are_refused() -> None:
    """A question that the alphabet is too short for is located, and Latin letters are the way out."""
    question, labels = with_options("long", 10), TEMPLATE.labels("ko")

    with pytest.raises(BlueprintError, match='9 letters for options in the language "ko"') as refused:
        Composer(Blueprint(title="T", seed="s", language="ko"), TEMPLATE, labels, (question,))

    (found,) = refused.value.diagnostics
    assert (found.rule, found.path, found.line) == ("too-few-letters", "bank.md", 7)
    assert "letters: latin" in str(refused.value.remedy)


def test_manual_lists_every_language(repository: Path) -> None:
    """The table in the manual says what is printed: letters, points and dates of each language."""
    page = (repository / "docs/languages.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")
    ]

    assert {row[0].strip("`") for row in rows} == set(LANGUAGES)
    for tag, _, letters, points, date in rows:
        labels = TEMPLATE.labels(tag.strip("`"))
        assert labels.letters[:4] == tuple(letters.split())
        assert labels.points(Decimal("2.5")) == points
        assert labels.conventions.date("2026-06-12").replace("\u202f", " ") == date
