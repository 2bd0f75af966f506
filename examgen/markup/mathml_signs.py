"""Characters of mathematics in, the LaTeX by which most systems know them out."""

from __future__ import annotations

import re


def _names(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


def _table(lines: str) -> dict[str, str]:
    words = lines.split()
    return {sign: f"\\{name}" for sign, name in zip(words[::2], words[1::2], strict=True)}


LETTERS = _table("""
    α alpha β beta γ gamma δ delta ϵ epsilon ε varepsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda μ mu
    ν nu ξ xi π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega
    Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega
    ∂ partial ∇ nabla ∞ infty ℏ hbar ℓ ell ℜ Re ℑ Im ℵ aleph ∅ emptyset ı imath ȷ jmath
""")

OPERATORS = _table("""
    ± pm ∓ mp × times ÷ div ⋅ cdot ∘ circ ∙ bullet ∩ cap ∪ cup ∨ lor ∧ land ∖ setminus ⊕ oplus ⊖ ominus ⊗ otimes ⊙ odot
    ≤ le ≥ ge ⩽ leqslant ⩾ geqslant ≪ ll ≫ gg ≠ ne ≡ equiv ∼ sim ≃ simeq ≈ approx ≅ cong ∝ propto ≺ prec ≻ succ
    ∈ in ∉ notin ∋ ni ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ⊈ nsubseteq ∣ mid ∤ nmid ∥ parallel ⊥ perp ⊢ vdash
    ⊨ models
    → to ← leftarrow ↔ leftrightarrow ↑ uparrow ↓ downarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↦ mapsto
    ⟶ longrightarrow ⟵ longleftarrow ⟹ Longrightarrow ⟺ Longleftrightarrow ⇌ rightleftharpoons ⇄ rightleftarrows
    ∀ forall ∃ exists ∄ nexists ¬ neg ∠ angle △ triangle ∴ therefore ∵ because
    … ldots ⋯ cdots ⋮ vdots ⋱ ddots ⟨ langle ⟩ rangle ⌊ lfloor ⌋ rfloor ⌈ lceil ⌉ rceil ‖ Vert
    ∑ sum ∏ prod ∐ coprod ⋃ bigcup ⋂ bigcap ⨁ bigoplus ⨂ bigotimes ⋁ bigvee ⋀ bigwedge
    ∫ int ∬ iint ∭ iiint ∮ oint
""") | {
    "−": "-", "∗": "*", "∶": ":", "·": r"\cdot", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&",
    "_": r"\_", "\\": r"\backslash","\u2329": r"\langle", "\u232a": r"\rangle",
    "\u3008": r"\langle", "\u3009": r"\rangle",
    "′": "'", "″": "''", "‴": "'''", "^": r"\hat{}", "~": r"\sim", "ⅆ": "d", "ⅇ": "e", "ⅈ": "i", "≔": ":=",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\u200b": "", "\ufeff": "",
}  # fmt: skip
"""Of these, those that only say how neighbours belong together print nothing."""

LARGE = frozenset("∑∏∐⋃⋂⨁⨂⋁⋀∫∬∭∮")
"""What has its limits as scripts."""

FUNCTIONS = _names("""
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lcm lg lim liminf limsup ln log max
    min Pr sec sin sinh sup tan tanh
""")
LIMIT_FUNCTIONS = _names("det gcd inf lcm lim liminf limsup max min Pr sup")

OVER = {
    "^": r"\hat", "ˆ": r"\hat", "ˇ": r"\check", "~": r"\tilde", "˜": r"\tilde", "¯": r"\overline", "‾": r"\overline",
    "―": r"\overline", "_": r"\overline", "\u0305": r"\overline", "\u0304": r"\bar", "→": r"\vec", "⃗": r"\vec",
    "⇀": r"\vec", "˙": r"\dot", ".": r"\dot", "¨": r"\ddot", "..": r"\ddot", "⃛": r"\dddot", "´": r"\acute",
    "`": r"\grave", "˘": r"\breve", "⏞": r"\overbrace", "⎴": r"\overbracket", "⏜": r"\overparen", "⌢": r"\overparen",
    "←": r"\overleftarrow", "↔": r"\overleftrightarrow", "-": r"\overline", "−": r"\overline",
}  # fmt: skip
"""A sign above → the command that puts it there."""

WIDE = {r"\hat": r"\widehat", r"\tilde": r"\widetilde", r"\vec": r"\overrightarrow"}
"""The same over more than one sign."""

UNDER = {
    "_": r"\underline", "¯": r"\underline", "‾": r"\underline", "\u0332": r"\underline", "⏟": r"\underbrace",
    "⎵": r"\underbracket", "⏝": r"\underparen", "→": r"\underrightarrow", "←": r"\underleftarrow",
}  # fmt: skip

LONG_ARROWS = {
    "→": r"\xrightarrow", "⟶": r"\xrightarrow", "←": r"\xleftarrow", "⟵": r"\xleftarrow", "↔": r"\xleftrightarrow",
    "⇒": r"\xRightarrow", "⇐": r"\xLeftarrow", "⇔": r"\xLeftrightarrow", "⇌": r"\xrightleftharpoons", "↦": r"\xmapsto",
}  # fmt: skip
"""Arrows that are as long as the words above and below them."""

ALPHABETS = {
    "normal": r"\mathrm", "bold": r"\mathbf", "italic": "", "bold-italic": r"\boldsymbol",
    "double-struck": r"\mathbb", "fraktur": r"\mathfrak", "bold-fraktur": r"\mathfrak", "script": r"\mathcal",
    "bold-script": r"\mathcal", "sans-serif": r"\mathsf", "bold-sans-serif": r"\mathsf",
    "sans-serif-italic": r"\mathsf", "sans-serif-bold-italic": r"\mathsf", "monospace": r"\mathtt",
}  # fmt: skip

DOUBLE_STRUCK = dict(zip("ℂℍℕℙℚℝℤ", "CHNPQRZ", strict=True))

_WORD_END = re.compile(r"\\[A-Za-z]+$")


def sign(text: str) -> str:
    """The LaTeX of one character or of several in a row."""
    return joined([_one(character) for character in text])


def _one(character: str) -> str:
    if character in DOUBLE_STRUCK:
        return rf"\mathbb{{{DOUBLE_STRUCK[character]}}}"
    return LETTERS.get(character) or OPERATORS.get(character, character)


_TEXT = {
    "\\": r"$\backslash$", "{": r"\{", "}": r"\}", "$": r"\$", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_",
    "^": "ˆ", "~": "∼", "\u00a0": "~",
}  # fmt: skip


def words(text: str) -> str:
    r"""Text as it stands within ``\text{…}``."""
    return "".join(_TEXT.get(character, character) for character in text)


def joined(parts: list[str]) -> str:
    """Parts one behind the other, apart where a command would swallow a letter."""
    found: list[str] = []
    for part in parts:
        if part and found and part[0].isalpha() and part[0].isascii() and _WORD_END.search(found[-1]):
            found.append(" ")
        if part:
            found.append(part)
    return "".join(found)
