from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.typeset.fonts import face
from examgen.typeset.formula import cutting, symbols
from examgen.typeset.formula.commands import COMMANDS, INFIXES
from examgen.typeset.formula.environments import ENVIRONMENTS
from examgen.typeset.formula.glyphs import FACE, glyph_of
from examgen.typeset.formula.outlines import outline
from examgen.typeset.formula.tokens import DEPTH_AT_MOST, LENGTH_AT_MOST
from examgen.typeset.formulas import FormulaError, FormulaPiece, set_formula
from examgen.typeset.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
SHELF = Shelf()
MANUAL = ROOT / "docs/formulas.md"
EM = 1000.0
THIN, MEDIUM, THICK = (mu * EM / 18 for mu in (3, 4, 5))
AXIS = 258.0
"""Height of the minus sign in STIX Two Math."""


def one(source: str, is_display: bool = False) -> FormulaPiece:
    """A formula that is one piece."""
    (piece,) = set_formula(source, is_display, SHELF)
    return piece


def width(source: str, is_display: bool = False) -> float:
    return sum(piece.width for piece in set_formula(source, is_display, SHELF))


def refused(source: str) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        set_formula(source, False, SHELF)
    return caught.value


def examples() -> list[str]:
    """The lines of the manual's blocks of LaTeX."""
    blocks = re.findall(r"^```latex\n(.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def documented() -> set[str]:
    """Everything that the manual's page sets as code."""
    text = MANUAL.read_text(encoding="utf-8").replace("\\|", "|")
    return {word for code in re.findall(r"`+([^`\n]+)`+", text) for word in re.findall(r"\\(?:[A-Za-z]+|.)", code)}


@pytest.mark.parametrize(
    ("source", "parts", "space"),
    [
        ("a+b", "a + b", 2 * MEDIUM),
        ("a=b", "a = b", 2 * THICK),
        ("a,b", "a , b", THIN),
        ("ab", "a b", 0),
        ("-a", "- a", 0),
        ("a=-b", "a = - b", 2 * THICK),
        ("(-b)", "( - b )", 0),
        ("b+|-b|", "b + | - b |", 2 * MEDIUM),
        (r"2\sin b", r"2 \sin b", 2 * THIN),
        (r"\sin(b)", r"\sin ( b )", 0),
        (r"b\cup b\subset b", r"b \cup b \subset b", 2 * MEDIUM + 2 * THICK),
        (r"b\mathrel{b}b", "b b b", 2 * THICK),
        (r"b\quad b", "b b", EM),
        (r"b\!b", "b b", -THIN),
    ],
)
def test_signs_are_spaced_as_tex_spaces_them(source: str, parts: str, space: float) -> None:
    """each pair of signs has the space that The TeXbook gives it, and a minus that only negates has none."""
    assert width(source) == pytest.approx(sum(map(width, parts.split())) + space, abs=0.1)


def test_scripts_have_no_space_around_signs() -> None:
    """in scripts only the letters themselves take room."""
    assert width("x^{a+b}") - width("x^{ab}") == pytest.approx(0.7 * width("+"), abs=0.1)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("α≤β→γ∈ℝ", r"\alpha\le\beta\to\gamma\in ℝ"), ("2×3·4", r"2\times3\cdot4"), ("∑_i∫f", r"\sum_i\int f"),
        ("x\u0302", r"\hat x"), ("a\n+\tb", "a+b"), ("x\u200b=1", "x=1"), ("a\u2212b", "a-b"),
    ],
)  # fmt: skip
def test_typed_signs_mean_their_commands(typed: str, command: str) -> None:
    """a sign of Unicode is drawn and spaced as its command, an accent over what it follows."""
    assert set_formula(typed, True, SHELF) == set_formula(command, True, SHELF)


def test_alphabets_change_letters_and_not_signs() -> None:
    """an alphabet draws a letter in another way, and a plus in the same."""
    names = ("mathrm", "mathbf", "mathit", "mathcal", "mathscr", "mathfrak", "mathbb", "mathsf", "mathtt", "bm")
    letters = {one(f"\\{name}{{A}}").drawing.ink for name in names}
    signs = {one(f"\\{name}{{+}}").drawing.ink for name in names}

    assert (len(letters), len(signs)) == (len(names), 1)


def test_a_slanted_letter_keeps_clear_of_what_is_upright() -> None:
    """V leans to the right, so a bracket behind it stands further off than behind H, which does not."""
    assert width("V)") > width("V") + width(")") - 0.1
    assert width("VV") < 2 * width("V")


def test_a_fraction_is_higher_where_it_is_displayed() -> None:
    """a fraction reaches above and below the line, more so in a formula of its own, its bar on the axis."""
    inline, displayed = one(r"\frac{a}{b}"), one(r"\frac{a}{b}", True)

    assert displayed.ascent > inline.ascent > one("b").ascent
    assert displayed.descent > inline.descent > 0
    assert b"%g" % (AXIS - 68 / 2) in displayed.drawing.ink


def test_a_fraction_within_a_line_spares_the_lines_around_it() -> None:
    """one half in a line of text reaches less than 0.4 em above a capital and below the line."""
    half = one(r"\frac12")

    assert half.ascent < one("H").ascent + 0.4 * EM
    assert half.descent < 0.4 * EM


@pytest.mark.parametrize(
    ("source", "stands"),
    [
        (r"\sum_{i=1}^n", {False: "beside", True: "stacked"}),
        (r"\lim_{n}", {False: "beside", True: "stacked"}),
        (r"\int_{0}^n", {False: "beside", True: "beside"}),
        (r"\sum\limits_{i=1}^n", {False: "stacked", True: "stacked"}),
        (r"\sum\nolimits_{i=1}^n", {False: "beside", True: "beside"}),
        (r"\underbrace{xyz}_{3}", {False: "stacked", True: "stacked"}),
        (r"\operatorname*{argmax}_{x}", {False: "beside", True: "stacked"}),
        (r"\operatorname{rank}_{x}", {False: "beside", True: "beside"}),
    ],
)
def test_limits_stand_where_tex_puts_them(source: str, stands: dict[bool, str]) -> None:
    """limits stand above and below where a formula is displayed, and beside the sign in a line."""
    alone = re.sub(r"(\\n?o?limits)|[_^]({[^}]*}|n)", "", source)
    if source.startswith(r"\underbrace"):
        alone = r"\underbrace{xyz}"

    found = {
        is_display: "stacked" if width(source, is_display) < width(alone, is_display) + 0.25 * EM else "beside"
        for is_display in (False, True)
    }

    assert found == stands


def test_large_operators_grow_where_they_are_displayed() -> None:
    """sums and integrals are larger in a formula of their own."""
    for sign in (r"\sum", r"\int", r"\prod"):
        assert one(sign, True).ascent > 1.15 * one(sign).ascent


@pytest.mark.parametrize(
    "fences", [("(", ")"), (r"\{", r"\}"), ("[", "]"), ("|", "|"), (r"\langle", r"\rangle"), (".", ")")]
)
def test_fences_cover_what_they_hold(fences: tuple[str, str]) -> None:
    """fences are nearly as high as what stands between them, and grow with it."""
    inner = r"\frac{a}{b}"
    for _ in range(4):
        inner = rf"\frac{{{inner}}}{{{inner}}}"
        fenced, bare = (one(source, True) for source in (rf"\left{fences[0]}{inner}\right{fences[1]}", inner))

        assert fenced.ascent >= 0.9 * bare.ascent
        assert fenced.width > bare.width


def test_primes_do_not_climb() -> None:
    """a prime stands as high alone as beside a subscript."""
    assert one("x'_1").ascent == one("x'").ascent


def test_scripts_move_with_the_letter_they_stand_at() -> None:
    """a subscript tucks under V, and a superscript keeps clear of it."""
    assert width("V_1") < width("V^1")
    assert width("{V}_1") == width("V_1")


def test_matrices_are_centred_on_the_axis() -> None:
    """a grid reaches as far above the axis as below."""
    for source in (r"\begin{matrix}a\\b\\c\end{matrix}", r"\begin{aligned}a&=b\\&=c\end{aligned}"):
        piece = one(source, True)

        assert piece.ascent - AXIS == pytest.approx(piece.descent + AXIS, abs=0.1)


def test_aligned_equations_have_the_space_of_relations() -> None:
    """a relation behind an ampersand is spaced as in a line."""
    assert width(r"\begin{aligned}a&=b\end{aligned}") == pytest.approx(width("a=b"), abs=0.1)


@pytest.mark.parametrize(
    ("source", "same"),
    [
        (r"\genfrac{(}{)}{0pt}{}{n}{k}", r"\binom{n}{k}"),
        (r"\genfrac{}{}{}{1}{n}{k}", r"\tfrac{n}{k}"),
        (r"{n \brack k}", r"\genfrac{[}{]}{0pt}{}{n}{k}"),
        (r"\abs{\frac{a}{b}}", r"{\left|\frac{a}{b}\right|}"),
        (r"\underoverset{a}{b}{=}", r"\overunderset{b}{a}{=}"),
        (r"\begin{array}{*{2}{c}|c} a & b & c\end{array}", r"\begin{array}{cc|c} a & b & c\end{array}"),
        (r"\begin{pmatrix*}[c] a \\ bb \end{pmatrix*}", r"\begin{pmatrix} a \\ bb \end{pmatrix}"),
        (r"\begin{aligned}[c] a &= b \end{aligned}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"a \\[0pt] b \\* c", r"a \\ b \\ c"),
        (r"\text{a \textbf{b}}", r"\text{a }\textbf{b}"),
    ],
)
def test_what_is_written_otherwise_is_set_alike(source: str, same: str) -> None:
    """what packages of LaTeX add is what could be written without them."""
    for is_display in (False, True):
        assert one(source, is_display) == one(same, is_display)


def test_a_long_formula_goes_down_in_steps() -> None:
    """the first line begins at the left, the last ends at the right, and a sign that opens a line stands between."""
    stepped, single = one(r"\begin{multline} a \\ b \\ c \end{multline}"), one(r"\begin{multline} a \end{multline}")

    assert stepped.width == pytest.approx(max(width(x) for x in "abc") + 2 * EM, abs=1)
    assert single.width == width("a")
    assert width(r"\begin{multline} a \\ - b \end{multline}") == pytest.approx(width("{}-b") + 2 * EM, abs=1)


@pytest.mark.parametrize(("tag", "number"), [(r"\tag{1}", "(1)"), (r"\tag*{1} \label{a}", "1")])
def test_a_tag_stands_two_ems_behind_its_equation(tag: str, number: str) -> None:
    """in a line it is a part of the formula; of a displayed one, it is a piece by itself, with the space before it."""
    inline = one(rf"2 {tag}")
    body, end = set_formula(rf"2 {tag}", True, SHELF)

    assert inline == one(rf"2 \hspace{{2em}} \text{{{number}}}")
    assert (body.is_tag, end.is_tag) == (False, True)
    assert body.space == pytest.approx(2 * EM, abs=1)
    assert end.width == pytest.approx(width(rf"\text{{{number}}}"), abs=1)


def test_tags_stand_below_each_other() -> None:
    """numbers of equations are one piece, two ems and more behind the widest, row for row."""
    plain = one(r"\begin{align} a &= b \\ a + b + c &= d \end{align}", True)
    body, tags = set_formula(r"\begin{align} a &= b \tag{1} \\ a + b + c &= d \tag{12} \end{align}", True, SHELF)

    assert body.width - body.space == pytest.approx(plain.width, abs=1)
    assert body.space == pytest.approx(2 * EM, abs=1)
    assert tags.width == pytest.approx(width(r"\text{(12)}"), abs=1)
    assert (body.ascent, body.descent) == (tags.ascent, tags.descent) == (plain.ascent, plain.descent)


def test_rows_say_which_stands_on_the_line() -> None:
    """a grid hangs from its first row, stands on its last, or is centred."""
    top, bottom, middle = (one(rf"\begin{{array}}{option}{{c}} a \\ b \end{{array}}") for option in ("[t]", "[b]", ""))

    assert top.ascent < middle.ascent < bottom.ascent
    assert bottom.descent < middle.descent < top.descent


def test_double_lines_are_two() -> None:
    """two bars, or two lines above a row, are drawn side by side."""

    def strokes(columns: str, above: str) -> int:
        return one(rf"\begin{{array}}{{{columns}}} {above} a & b \end{{array}}").drawing.ink.count(b"h")

    plain = strokes("cc", "")
    assert strokes("c|c", "") - plain == strokes("cc", r"\hline") - plain == strokes("cc", r"\cline{1-2}") - plain
    assert strokes("c||c", r"\hline\hline") - plain == 4 * (strokes("c|c", "") - plain)


def test_an_arrow_is_as_long_as_its_words() -> None:
    """the sign of equality, which the font does not lengthen, too."""
    for name in (r"\xrightarrow", r"\xlongequal"):
        assert width(rf"{name}{{\text{{some long words}}}}") > width(r"\scriptstyle\text{some long words}")


def test_words_keep_their_spaces() -> None:
    """text holds spaces, letters of many languages, and formulas between dollars."""
    assert width(r"\text{a b}") > width(r"\text{ab}") + 0.2 * EM
    assert width(r"\text{для všechny größer}") > 5 * EM
    assert width(r"\text{if $x$}") == pytest.approx(width(r"\text{if }x"), abs=0.1)


def test_words_that_the_formula_font_lacks_are_set_in_other_fonts() -> None:
    """letters that STIX Two Math does not have come from the fonts of the text, in text and outside of it."""
    assert width(r"\text{Ꞌꞌ}=5") == pytest.approx(width("Ꞌꞌ=5"), abs=0.1)
    assert width("Ꞌꞌ") > width("Ꞌ") > 0
    assert width("a、b（c）") == pytest.approx(width(r"a\text{、}b\text{（}c\text{）}"), abs=0.1)


@pytest.mark.parametrize(
    "source",
    [
        "y=" + "+".join("abcdefghijklmnopqrstuvw"),
        "a=b=c=d=e=f=g=h=i=j=k=l",
        r"x_1,\quad x_2,\quad x_3,\quad x_4,\quad x_5,\quad x_6,\quad x_7",
        r"\left(a+b+c+d+e+f\right)^2=a^2+b^2+c^2+d^2+\frac{a=b}{c=d}\le\sqrt{a=b}",
    ],
)
def test_pieces_side_by_side_are_the_unbroken_formula(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """cutting a long formula moves nothing."""
    pieces = cutting.pieces_of(source, False, SHELF)
    monkeypatch.setattr(cutting, "UNBROKEN", float("inf"))
    monkeypatch.setattr(cutting, "UNBROKEN_IN_BRACKETS", float("inf"))
    ((whole, _, _),) = cutting.pieces_of(source, False, SHELF)

    assert len(pieces) > 1
    x, inks = 0.0, []
    for piece, space, _ in pieces:
        assert -0.1 < space < THICK + 0.1
        inks += [(ink.x + x, ink.y, ink.path) for ink in piece.inks]
        x += piece.width
    assert x == pytest.approx(whole.width)
    assert [ink[1:] for ink in inks] == [(ink.y, ink.path) for ink in whole.inks]
    assert [ink[0] for ink in inks] == pytest.approx([ink.x for ink in whole.inks])


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("a=b", 1),
        ("a+b+c+d+e+f+g", 1),
        (r"\underbrace{a+b+c+d+e+f+g+h+i+j+k+l+m+n}_{x=y=z}", 1),
        (r"\left(a+b+c+d+e=f+g+h+i+j+k+l+m+n\right)", 1),
        (r"{a+b+c+d+e=f+g+h+i+j+k+l+m+n}", 1),
        (r"\begin{aligned}a+b+c+d+e&=f+g+h+i+j+k+l+m+n\end{aligned}", 1),
        ("aaaaaaaaaaaaaaaaaa=bbbbbbbbb:=ccccccccc", 3),
        ("y=(a+b+c+d)^2(a+b+c+d+e)-(a+b+c+d+e)", 3),
        ("(a+b+c+d+e+f+g+h=o)", 1),
        ("(a+b+c+d+e+f+g+h=o+p+q+r+s)", 2),
        ("n!(a+b+c+d+e+f)+(n!+b+c+d+e+f)", 2),
    ],
)
def test_formulas_break_behind_relations_at_their_top_only(source: str, count: int) -> None:
    """what is short, in braces, in fences or in an environment is one piece; brackets break only if they must."""
    assert len(set_formula(source, False, SHELF)) == count


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "prints nothing"),
        (r"\quad", "prints nothing"),
        (r"\foo{x}", r"“\foo” is not understood"),
        (r"\fraq{a}{b}", r"“\fraq”"),
        (r"\color{red}x", r"“\color”"),
        (r"\qtyrange{1}{3}{m}", r"“\qtyrange”"),
        (r"\qty[mode=text]{3}{m}", "no options in square brackets"),
        (r"\smash[b]{x}", "no options in square brackets"),
        (r"\href{a}{b}", r"“\href”"),
        (r"\ref{a}", r"“\ref”"),
        (r"\hline x", r"“\hline” outside an array"),
        (r"\limits_a", r"“\limits” behind nothing"),
        (r"x \tag{1} y", r"“\tag” before the end of its line"),
        (r"{x \tag{1}}", r"“\tag” where no line ends"),
        (r"\begin{pmatrix} x \tag{1} \end{pmatrix}", r"“\tag” where no line ends"),
        (r"\begin{array}{cc} \cline{2-3} a & b\end{array}", r"“\cline{2-3}” in 2 columns"),
        (r"\begin{array}{c@{x}c} a & b\end{array}", "the columns “c@{x}c”"),
        (r"\genfrac{a}{)}{}{}{n}{k}", "wants a fence in its first braces, not “a”"),
        (r"\genfrac{(}{)}{1pt}{}{n}{k}", "with a rule of 1pt"),
        (r"\genfrac{(}{)}{}{7}{n}{k}", "wants a level from 0 to 3, not “7”"),
        (r"\begin{cases*} a \end{cases*}", "the environment “cases*”"),
        (r"\frac{a}", r"“\frac” has nothing to work on"),
        ("{x", "“{” is not closed"),
        ("x}", "“}” without “{”"),
        ("x^2^3", "two superscripts"),
        ("x_2_3", "two subscripts"),
        ("x^", "“^” has nothing to work on"),
        (r"\left(x", r"“\left” is not closed"),
        (r"\left(x}\right)", r"“\left” is not closed before “}”"),
        (r"x\right)", r"“\right” without “\left”"),
        (r"\left x\right)", r"“\left” wants a fence"),
        (r"\middle|", r"“\middle” outside"),
        (r"\begin{foo}x\end{foo}", "the environment “foo”"),
        (r"\begin{matrix}x", r"“\begin{matrix}” is not closed"),
        (r"\begin{matrix}x\end{pmatrix}", r"\end{pmatrix}"),
        (r"\begin{array}{p}x\end{array}", "the columns “p”"),
        (r"\begin{array}{c}x&y\end{array}", "a row of 2 cells"),
        ("a&b", "“&” outside"),
        ("50%", "“%” begins a comment"),
        ("a$b", "“$” inside a formula"),
        ("#1", "“#”"),
        ("x\\", "lone “\\”"),
        (r"a\over b\over c", "in one group"),
        (r"\text{日\foo}", r"“\foo” is not understood in text"),
        (r"\hspace{99em}", "up to 20em"),
        (r"x\limits_2", "has no limits"),
        (r"\not\frac12", "not one sign"),
        ("\ue000", "U+E000"),
        (r"\text{\char}", r"\char"),
        (r"\ce{H2O ?}", "“?” is not understood in \\ce"),
        (r"\ce{A\bond{x}B}", "the bond “x”"),
        ("x" * (LENGTH_AT_MOST + 1), "2,001 characters"),
        ("{" * (DEPTH_AT_MOST + 1) + "x" + "}" * (DEPTH_AT_MOST + 1), "deep"),
    ],
)
def test_what_is_not_understood_is_named(source: str, said: str) -> None:
    """a formula that cannot be set is an error with the part at fault, and with a hint."""
    error = refused(source)

    assert said in error.message
    assert error.hint


def test_a_hint_guesses_the_command_that_was_meant() -> None:
    """a misspelt command is met with the one that it resembles."""
    assert r"\frac" in refused(r"\fraq{a}{b}").hint
    assert r"\qty" in refused(r"\qtyrange{1}{2}{m}").hint
    assert r"\operatorname" in refused(r"\grad x").hint
    assert r"\text" in refused(r"\begin{cases*} a \end{cases*}").hint


@pytest.mark.parametrize("source", examples())
def test_examples_of_the_manual_can_be_set(source: str) -> None:
    """each formula that the manual shows is set, both ways."""
    assert all(piece.drawing.ink for is_display in (False, True) for piece in set_formula(source, is_display, SHELF))


@pytest.mark.parametrize("code", re.findall(r"`(\\ce\{[^`]*\})`", MANUAL.read_text(encoding="utf-8")))
def test_chemistry_of_the_manual_can_be_set(code: str) -> None:
    """each formula of chemistry that the manual shows is set."""
    assert one(code).width > 0


def test_the_manual_lists_every_command() -> None:
    """no command and no environment is missing in the manual's page on formulas."""
    sized = (
        {name for name in COMMANDS if name.startswith((r"\big", r"\Big"))} - set(symbols.LARGE) - set(symbols.BINARY)
    )
    code = MANUAL.read_text(encoding="utf-8")

    assert {*COMMANDS, *INFIXES, *symbols.SPACES} - sized - {"~", r"\|"} - documented() == set()
    assert {name for name in ENVIRONMENTS if f"`{name}`" not in code} == set()


def test_every_sign_is_in_the_font() -> None:
    """each command for a sign draws it."""
    tables = (
        symbols.LETTERS, symbols.ORDINARY, symbols.BINARY, symbols.RELATIONS, symbols.OPENING, symbols.CLOSING,
        symbols.LARGE, symbols.INTEGRALS, symbols.BARS,
    )  # fmt: skip

    assert all(one(name).drawing.ink for table in tables for name in table)


def test_every_command_with_arguments_works() -> None:
    """each command of structure sets what it is given."""
    special = {
        r"\begin": r"\begin{matrix}a\end{matrix}", r"\left": r"\left(a\right)", r"\not": r"\not=",
        r"\hspace": r"a\hspace{1em}", r"\genfrac": r"\genfrac{}{}{}{}{n}{k}",
        r"\SI": r"\SI{1}{m}", r"\qty": r"\qty{1}{m}", r"\num": r"\num{1}", r"\ang": r"\ang{1}",
        r"\si": r"\si{m}", r"\unit": r"\unit{m}",
        r"\mspace": r"a\mspace{1mu}", r"\hskip": r"a\hskip 1em", r"\kern": r"a\kern1em", r"\mkern": r"a\mkern1mu",
    }  # fmt: skip
    for name in COMMANDS:
        plain = f"{name}({{x}}" if re.match(r"\\[bB]ig+[lrm]?$", name) else f"x{name}{{x}}{{x}}{{x}}"
        assert one(special.get(name, plain)).drawing.ink


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_environment_works(name: str) -> None:
    """each environment sets rows of cells."""
    argument = {"columns": "{cc}", "number": "{2}", "": ""}[ENVIRONMENTS[name].argument]

    assert one(rf"\begin{{{name}}}{argument}a & b \\[2pt] c & d \\ \end{{{name}}}").ascent > EM


def test_ink_is_paths_within_the_box() -> None:
    """a drawing holds filled paths and nothing else, and its box holds the drawing."""
    for source in examples():
        for piece in set_formula(source, True, SHELF):
            assert set(re.findall(rb"[A-Za-z]+", piece.drawing.ink)) <= {
                b"q",
                b"Q",
                b"cm",
                b"m",
                b"l",
                b"c",
                b"h",
                b"re",
                b"f",
            }
            assert piece.drawing.ink.count(b"q ") == piece.drawing.ink.count(b" Q")
            left, bottom, right, top = piece.drawing.box
            assert left <= 0 < piece.width <= right
            assert bottom <= -piece.descent <= piece.ascent <= top


def test_formulas_do_not_depend_on_what_was_set_before() -> None:
    """the same source gives the same bytes in whatever order formulas are set."""
    sources = examples()
    first = [set_formula.__wrapped__(source, True, SHELF) for source in sources]
    again = [set_formula.__wrapped__(source, True, SHELF) for source in reversed(sources)]

    assert first == again[::-1]


def test_extents_are_as_recorded(golden: Callable[[str, str], None]) -> None:
    """widths, ascents and descents of common formulas change only on purpose."""
    lines = []
    for source in (*examples(), *RECORDED):
        lines.append(source)
        for form, is_display in (("in a line", False), ("displayed", True)):
            lines.append(f"    {form} " + " |".join(map(_extents, set_formula(source, is_display, SHELF))))

    golden("formulas.txt", "\n".join(lines) + "\n")


RECORDED = (
    "x", "a+b=c", "x^2", "x_i", "x_i^2", "f'(x)", r"\frac12", r"\frac{x^2}{1+\frac1x}", r"\sqrt2",
    r"\sqrt[3]{\frac ab}", r"\sum_{i=1}^n i", r"\int_a^b f\,dx", r"\hat x\bar y\vec v", r"\overbrace{a+b}^n",
    r"\binom nk", r"|x|\le 1", r"\left[\frac ab\right]", r"A\xrightarrow{f}B", r"\boxed{x}", r"\mathbb R",
    r"\ce{SO4^2-}", r"\ce{^{14}_6C}",
)  # fmt: skip


def _extents(piece: FormulaPiece) -> str:
    return f"{piece.width:7.0f} {piece.ascent:6.0f} {piece.descent:6.0f}"


WORDS = st.sampled_from(
    [
        *COMMANDS, *INFIXES, *(f"\\{end}{{{name}}}" for name in ENVIRONMENTS for end in ("begin", "end")),
        *"{}{}{}{}^_'&[]()|$%#~ 12xy+-=<,é日\u0338\u200d\x00", "\\\\", "\\right", "\\middle", "\\end", "\\limits",
        "\\hline", "{x}", "{a}{b}", "{cc|c}", "\\ce{", "->", "^2-", "[2pt]", "\\",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map("".join) | st.text(max_size=60))
def test_nothing_but_formula_errors_escapes(source: str) -> None:
    """whatever is written, it is set or refused, and soon."""
    began = time.perf_counter()
    try:
        pieces: Iterable[FormulaPiece] = set_formula.__wrapped__(source, False, SHELF)
    except FormulaError as error:
        assert error.message
    else:
        assert any(piece.drawing.ink for piece in pieces)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "opener, closer",
    [("{", "}"), (r"\sqrt{", "}"), (r"\frac{1}{1+", "}"), ("x^{", "}"), (r"\left(", r"\right)"), (r"\overbrace{", "}"),
     (r"\begin{matrix}", r"\end{matrix}"), (r"\hat{", "}"), (r"\boxed{", "}")],
)  # fmt: skip
def test_deep_nesting_is_set_or_refused_in_time(opener: str, closer: str) -> None:
    """thirty levels are set without each level doubling the work, and fifty are refused."""
    began = time.perf_counter()
    depth = 30 if opener != r"\begin{matrix}" else 18
    assert one(opener * depth + "x" + closer * depth, True).drawing.ink
    assert time.perf_counter() - began < 5

    assert "deep" in refused(opener * 50 + "x" + closer * 50).message


def test_outlines_are_the_curves_of_the_font_in_fewer() -> None:
    """curves end where the font's do, and are about half as many."""
    for character in "𝑎𝑆8∞":
        glyph = glyph_of(character)
        ends = Ends()
        face(FACE).hb_font.draw_glyph_with_pen(glyph, ends)
        path = outline(face(FACE), glyph)
        written = re.findall(rb"(-?\d+) (-?\d+) [mlc]", path)

        assert {(int(x), int(y)) for x, y in written} <= {(round(x), round(y)) for x, y in ends.points}
        assert path.count(b"c") < 0.6 * ends.curves


class Ends:
    """Where the lines and curves of a glyph end, as the font has them."""

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []
        self.curves = 0

    def moveTo(self, point: tuple[float, float]) -> None:
        self.points.append(point)

    lineTo = moveTo

    def qCurveTo(self, _: tuple[float, float], end: tuple[float, float]) -> None:
        self.curves += 1
        self.points.append(end)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self.points.append(points[-1])

    def closePath(self) -> None:
        pass
