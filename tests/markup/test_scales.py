"""Options that are in order by themselves: what is recognised, in which language, and what is left alone."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.markup.scales import difficulty_step, plain_number, ranks_on_scale
from examgen.markup.words import language_names
from examgen.model.text import CodeBlock, Formula, Image, ImageFile, Paragraph, Style, Text, Words, paragraph

ASCENDING = [
    ("en", ["9", "10", "100"]),
    ("en", ["5 kg", "7.5 kg", "10kg"]),
    ("en", ["1 year", "2 years", "10 years"]),
    ("en", ["$5", "$10", "$1,000"]),
    ("en", ["1/4", "1/3", "½", "0.75", "1½"]),
    ("en", ["−7", "-5", "–3", "0", "+3"]),
    ("en", ["3 × 10^2", "3 × 10^8"]),
    ("en", ["10⁻⁶", "10⁻³", "10²"]),
    ("en", ["3e8", "6.02e23"]),
    ("en", ["<5", "5–9", "10–14", ">14"]),
    ("en", ["0 %–10 %", "10 %–20 %"]),
    ("en", ["5", "6–10", "11+"]),
    ("en", ["31 BC", "14 AD", "79 AD"]),
    ("en", ["17th century", "18th century"]),
    ("en", ["Louis XIV", "Louis XV", "Louis XVI"]),
    ("en", ["I", "II", "III", "IV"]),
    ("en", ["9:30", "9:45", "14:15"]),
    ("en", ["It doubles after 5 days.", "It doubles after 10 days."]),
    ("en", ["2019-04-01", "2020-03-01"]),
    ("en", ["12 March 1848", "4 May 1848", "1 March 1849"]),
    ("en", ["March 1, 1848", "May 4, 1848"]),
    ("en", ["03/04/2020", "05/04/2020"]),
    ("en", ["low", "Medium", "HIGH"]),
    ("en", ["January", "March", "Dec."]),
    ("de", ["1,5", "2", "2,25"]),
    ("de", ["200", "1.500", "1.000.000"]),
    ("de", ["44 v. Chr.", "31 v. Chr.", "14 n. Chr."]),
    ("de", ["1. März 1848", "4. Mai 1848"]),
    ("de", ["nie", "selten", "oft", "immer"]),
    ("de", ["5 Jan. 1900", "7. Jänner 1900"]),
    ("fr", ["10 000", "1 000 000"]),
    ("fr", ["3 mai 1789", "14 juillet 1789"]),
    ("es", ["3 de mayo de 1808", "12 de octubre de 1892"]),
    ("pt", ["3 de maio de 1808", "7 de setembro de 1822"]),
    ("it", ["basso", "medio", "alto"]),
    ("nl", ["klein", "gemiddeld", "groot"]),
    ("pl", ["3 maja 1791", "11 listopada 1918"]),
    ("cs", ["12. 3. 1848", "28. 10. 1918"]),
    ("ru", ["12 марта 1848", "4 мая 1848"]),
    ("ru", ["44 г. до н. э.", "31 г. до н. э."]),
    ("uk", ["ніколи", "іноді", "завжди"]),
    ("tr", ["düşük", "orta", "yüksek"]),
    ("el", ["3 Μαΐου 1821", "12 Ιουνίου 1821"]),
    ("ar", ["٣", "٥", "١٠"]),
    ("ar", ["٣ مارس ١٩٥٢", "٢٣ يوليو ١٩٥٢"]),
    ("fa", ["۳٫۵", "۱۰"]),
    ("he", ["3 במרץ 1948", "14 במאי 1948"]),
    ("hi", ["1,00,000", "12,34,567"]),
    ("ur", ["کم", "درمیانہ", "زیادہ"]),
    ("ja", ["1848年2月1日", "1848年3月12日"]),
    ("ko", ["1919년 3월 1일", "1945년 8월 15일"]),
    ("vi", ["2 tháng 9 năm 1945", "7 tháng 5, 1954"]),
    ("zh", ["公元前44年", "14年"]),
    ("zh", ["低", "中", "高"]),
]

UNORDERED = [
    ("en", ["5 g", "5 kg"]),
    ("en", ["1 million", "1 billion"]),
    ("en", ["0.5", "1/2"]),
    ("en", ["30", "30.0"]),
    ("en", ["5", "five"]),
    ("en", ["1/0", "3"]),
    ("en", ["0^-1", "1"]),
    ("en", ["9" * 79, "1"]),
    ("en", ["C", "D", "I", "V"]),
    ("en", ["I only", "II only", "I and II"]),
    ("en", ["H2O", "CO2"]),
    ("en", ["1.2.3", "1.2.4"]),
    ("en", ["3 and 5", "5 and 3"]),
    ("en", ["7-4", "5-3"]),
    ("en", ["03/04/2020", "04/03/2020"]),
    ("en", ["30 February 1900", "1 March 1900"]),
    ("en", ["January 1848", "1849"]),
    ("en", ["a car", "a dog"]),
    ("en", ["low", "red"]),
    ("en", ["nie", "immer"]),
    ("en", ["42"]),
]


def texts(wordings: list[str]) -> list[Text]:
    return [paragraph(wording) for wording in wordings]


def formulas(*sources: str) -> list[Text]:
    return [(Paragraph((Formula(source),)),) for source in sources]


@pytest.mark.parametrize(("language", "ascending"), ASCENDING)
def test_order_is_recognised(language: str, ascending: list[str]) -> None:
    """Options on a scale get their ranks, whatever their order in the bank."""
    assert ranks_on_scale(texts(ascending), language) == tuple(range(len(ascending)))
    assert ranks_on_scale(texts(ascending[::-1]), language) == tuple(range(len(ascending)))[::-1]


@pytest.mark.parametrize(("language", "wordings"), UNORDERED)
def test_what_is_not_sure_has_no_order(language: str, wordings: list[str]) -> None:
    """Different units, equal values and what only looks like numbers stay unordered."""
    assert ranks_on_scale(texts(wordings), language) is None


def test_formulas_are_read() -> None:
    """Numbers in formulas are numbers, with their powers, fractions and units; other mathematics is left alone."""
    assert ranks_on_scale(formulas("10^{-3}", "10^{2}", "10^{12}"), "en") == (0, 1, 2)
    assert ranks_on_scale(formulas(r"3\times10^{6}\,\mathrm{m/s}", r"3 \times 10^{8}\,\text{m/s}"), "en") == (0, 1)
    assert ranks_on_scale(formulas(r"\frac{1}{2}", r"\frac{3}{4}"), "en") == (0, 1)
    assert ranks_on_scale(formulas(r"\qty{5}{\m}", r"\qty{7}{\m}"), "en") is None
    assert ranks_on_scale(formulas("x=-1", "x = 3"), "en") == (0, 1)
    assert ranks_on_scale(formulas("O(n)", "O(n^2)"), "en") is None
    assert ranks_on_scale(formulas(r"\pi", r"2\pi"), "en") is None


def test_raised_figures_are_powers() -> None:
    """A superscript is a power, as it is in a formula."""
    raised = [(Paragraph((Words("10"), Words(power, Style(shift=1)))),) for power in ("-6", "-3")]

    assert ranks_on_scale(raised, "en") == (0, 1)


def test_only_lines_of_words_are_read() -> None:
    """Code, pictures and options of several paragraphs are on no scale."""
    picture: Text = (Paragraph((Image(ImageFile("d", "1.png", b"")),)),)

    assert ranks_on_scale([(CodeBlock("1"),), (CodeBlock("2"),)], "en") is None
    assert ranks_on_scale([picture, paragraph("2")], "en") is None
    assert ranks_on_scale([(*paragraph("1"), *paragraph("2")), paragraph("3")], "en") is None


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=6, unique=True), st.sampled_from(["en", "de"]))
def test_any_numbers_are_put_in_order(numbers: list[Decimal], language: str) -> None:
    """Numbers written as a language writes them are ranked by their value."""
    wordings = [f"{number:f}".replace(".", "," if language == "de" else ".") for number in numbers]

    assert ranks_on_scale(texts(wordings), language) == tuple(sorted(numbers).index(number) for number in numbers)


@given(st.lists(st.text(max_size=12), min_size=2, max_size=4), st.sampled_from(language_names()))
def test_no_text_is_too_odd(wordings: list[str], language: str) -> None:
    """Whatever options say, they have either no ranks or each rank once."""
    ranks = ranks_on_scale(texts(wordings), language)

    assert ranks is None or sorted(ranks) == list(range(len(wordings)))


@pytest.mark.parametrize("language", language_names())
def test_every_language_has_its_scales(language: str) -> None:
    """Words of difficulty are known in each language, in which English ones are, too."""
    assert difficulty_step("easy", language) == 0
    assert difficulty_step("hard", language) == 2
    assert all(ranks_on_scale(texts(list(order)), "en") for order in permutations(["easy", "medium", "hard"]))


def test_difficulty_is_a_word_or_a_number() -> None:
    """Other words say nothing."""
    assert difficulty_step(" Schwer ", "de") == 2
    assert plain_number("2,5", "de") == Fraction(5, 2)
    assert plain_number("2.5 of 3", "en") is None
    assert difficulty_step("tricky", "en") is None
    assert difficulty_step("", "en") is None
