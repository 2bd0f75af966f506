"""How values are written into a text: digits, decimal signs, units, plurals; in prose, formulas, answers and code."""

from __future__ import annotations

import pytest

from examgen.model.program import Program
from examgen.parameters import ProgramMistake, declared, filled
from examgen.seeds import digests

BLOCK = """\
n = 3..3
v = -2.5..-2.5
E = 18.75
third = 1 / 3
zero = 0
town = Rome | Rome
show E with 3 digits unit J
"""


def program(source: str, block: str = BLOCK) -> Program:
    said = declared(block.splitlines(), 2)
    assert not said.mistakes
    return Program(tuple(said.draws), tuple(said.steps), tuple(said.shows.items()), block, source, 1)


def written(source: str, language: str = "en") -> str:
    return filled(program(source), digests("seed"), language).text


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        ("{{ E }}", "en", "18.8\u00a0J"),
        ("{{ E }}", "de", "18,8\u00a0J"),
        ("{{ E * 2 }}", "en", "37.5"),
        ("{{ E * 2 | digits(1) }}", "en", "40"),
        ("{{ E | places(1) | unit('kJ') }}", "fr", "18,8\u00a0kJ"),
        ("{{ 0.0996 | digits(2) }}", "en", "0.10"),
        ("{{ 9.996 | digits(3) }}", "en", "10.0"),
        ("{{ v }}", "en", "−2.5"),
        ("$x = {{ v }}$", "de", "$x = -2{,}5$"),
        (r"\(x {{ v | signed }}\)", "en", r"\(x - 2.5\)"),
        ("$a {{ n | signed }}$", "en", "$a + 3$"),
        ("$E = {{ E }}$", "de", r"$E = 18{,}8\,\mathrm{J}$"),
        (r"$\frac{{{ n }}}{{{ n + 1 }}}$", "en", r"$\frac{3}{4}$"),
        ("${{ third | fraction }}$", "en", r"$\frac{1}{3}$"),
        ("{{ third | fraction }}", "en", "1/3"),
        ("= {{ E }} ± 2% J", "de", "= 18.8 ± 2% J"),
        ("= {{ v }}", "de", "= -2.5"),
        ("takes ____{= {{ E }} ± 1}", "de", "takes ____{= 18.8 ± 1}"),
        ("`x = {{ v }}`", "de", "`x = -2.5`"),
        ("```\nx = {{ v }}\n```\n{{ v }}", "de", "```\nx = -2.5\n```\n−2,5"),
        ("it costs $5 or {{ v }}", "de", "it costs $5 or −2,5"),
        ("{{ 602200 | scientific(3) }}", "en", "6.02\u00a0·\u00a010^5^"),
        ("${{ 602200 | scientific(3) }}$", "en", r"$6.02 \cdot 10^{5}$"),
        ("{{ 9.999 | scientific(2) }}", "en", "1.0\u00a0·\u00a010^1^"),
        ("{{ -0.001 | places(1) }}", "en", "0.0"),
        ("{{ zero | digits(3) }}", "en", "0"),
        ("{{ n }} {{ n | plural('apple', 'apples') }}", "en", "3 apples"),
        ("{{ n - 2 | plural('apple', 'apples') }}", "en", "apple"),
        ("{{ 0 | plural('pomme', 'pommes') }}", "fr", "pomme"),
        ("{{ n + 2 | plural('plik', 'pliki', 'plików') }}", "pl", "plików"),
        ("{{ 2.5 | plural('plik', 'pliki', 'plików') }}", "pl", "plików"),
        ("{{ n | plural('a', 'b') }}", "tlh", "b"),
        ("{{ town }}", "en", "Rome"),
        (r"\{{ n }}", "en", "{{ n }}"),
    ],
)
def test_values_are_written_for_their_place(source: str, language: str, expected: str) -> None:
    """A value has the digits and the unit that were asked for, and the signs of the language and of its place."""
    assert written(source, language) == expected


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("{{ third }}", "unreadable-number"),
        ("{{ 1e-17 }}", "unreadable-number"),
        ("{{ 1e-17 | digits(3) }}", "unreadable-number"),
        ("{{ 10 ** 13 }}", "unreadable-number"),
        ("{{ n > 2 }}", "variables"),
        ("{{ n | digits(99) }}", "variables"),
        ("{{ n | plural('a') }}", "variables"),
        ("{{ n | plural('a', 'b', 'c', 'd') }}", "variables"),
        ("{{ n | unit('$') }}", "variables"),
    ],
)
def test_what_nobody_could_read_is_a_mistake(source: str, rule: str) -> None:
    """Numbers without end, too long or too small ones, and senseless filters are refused, with their line."""
    with pytest.raises(ProgramMistake) as caught:
        written(f"\n\n{source}")

    assert (caught.value.rule, caught.value.line) == (rule, 3)


def test_equal_options_are_drawn_anew() -> None:
    """Values that make two options equal, be it as numbers, never reach a paper."""
    source = "- [x] {{ a }}.0 J\n- [ ] b) {{ b }} J {pinned}\n- [ ] other"
    made = program(source, "a = 1..3\nb = 1..3\n")
    found = [filled(made, digests(str(seed)), "en") for seed in range(40)]

    assert all(dict(each.values)["a"] != dict(each.values)["b"] for each in found)
    assert any(each.redraws for each in found)


def test_options_that_are_always_equal_are_an_error() -> None:
    """The message says that the right option is among them, and gives up after a bounded number of draws."""
    with pytest.raises(ProgramMistake, match="the right option and another are both"):
        filled(program("- [x] {{ a }}\n- [ ] {{ a + 0 }}", "a = 1..9\n"), digests("seed"), "en")


def test_parts_have_options_of_their_own() -> None:
    """What two parts both offer is not offered twice."""
    source = "### (a)\n\n- [x] True\n- [ ] False\n\n### (b)\n\n- [ ] True\n- [x] False"

    assert filled(program(source, "a = 1..3\n"), digests("seed"), "en").redraws == 0


def test_a_condition_that_nothing_fulfils_is_named() -> None:
    """Draws end after a bounded number, with the condition that failed and its line."""
    with pytest.raises(ProgramMistake) as caught:
        filled(program("{{ a }}", "a = 1..9\nrequire a > 0\nrequire a > 9"), digests("seed"), "en")

    assert caught.value.rule == "infinite-condition"
    assert "require a > 9" in caught.value.message
    assert caught.value.line == 4


def test_a_variable_keeps_its_value_when_others_come() -> None:
    """Each variable has a digest of its own."""
    few = dict(filled(program("{{ a }}", "a = 1..1000"), digests("seed"), "en").values)
    more = dict(filled(program("{{ a }}", "b = 1..1000\na = 1..1000\nc = 5 | 6"), digests("seed"), "en").values)

    assert few["a"] == more["a"]
