"""The signs of formulas: which character a command stands for, and how it is spaced."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a part is for its neighbours (TeX's atoms); it decides the space between them."""

    ORDINARY = 0
    OPERATOR = 1
    BINARY = 2
    RELATION = 3
    OPENING = 4
    CLOSING = 5
    PUNCTUATION = 6
    INNER = 7
    BAR = 8
    """Opens, closes or divides; in a row it becomes opening or ordinary."""


def _table(lines: str) -> dict[str, str]:
    words = lines.split()
    return {f"\\{name}": sign for name, sign in zip(words[::2], words[1::2], strict=True)}


def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split())


LETTERS = _table("""
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
    chi χ psi ψ omega ω digamma ϝ
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    imath ı jmath ȷ partial ∂ nabla ∇
""")
"""What an alphabet changes, as it changes a, b, c."""

ORDINARY = _table(r"""
    infty ∞ hbar ℏ hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ mho ℧ Finv Ⅎ eth ð
    forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ emptyset ∅ varnothing ∅ complement ∁ Bbbk 𝕜
    angle ∠ measuredangle ∡ sphericalangle ∢ triangle △ triangledown ▽ square □ Box □ Diamond ◊ lozenge ◊
    blacksquare ■ blacktriangle ▲ blacktriangledown ▼ blacklozenge ⧫ bigstar ★ backprime ‵ prime ′
    clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ sharp ♯ flat ♭ natural ♮ surd √
    degree ° celsius ℃ ohm Ω micro μ perthousand ‰ permil ‰
    checkmark ✓ maltese ✠ circledR ® copyright © P ¶ S § pounds £ euro € yen ¥ dag † ddag ‡
    backslash \ # # % % & & _ _ $ $
    hdots … dotso … ldots … dotsc … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ iddots ⋰
    aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø ss ß
""")

BINARY = _table(r"""
    pm ± mp ∓ times × div ÷ cdot ⋅ centerdot ⋅ ast ∗ star ⋆ circ ∘ bullet • cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔
    vee ∨ lor ∨ wedge ∧ land ∧ setminus ⧵ smallsetminus ∖ wr ≀ diamond ⋄ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
    bigcirc ◯ dagger † ddagger ‡ amalg ⨿ bigtriangleup △ bigtriangledown ▽ triangleleft ◁ triangleright ▷
    ltimes ⋉ rtimes ⋊ Cap ⋒ Cup ⋓ barwedge ⊼ veebar ⊻ curlywedge ⋏ curlyvee ⋎ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡
    dotplus ∔ divideontimes ⋇ circledast ⊛ circledcirc ⊚ circleddash ⊝ intercal ⊺ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵
""")

RELATIONS = _table(r"""
    lt < gt > le ≤ leq ≤ ge ≥ geq ≥ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ ll ≪ gg ≫ lll ⋘ ggg ⋙
    eqsim ≂ vcentcolon ∶ ne ≠ neq ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ approxeq ≊ cong ≅ doteq ≐ propto ∝ varpropto ∝
    asymp ≍ triangleq ≜ coloneqq ≔ eqqcolon ≕ bumpeq ≏ Bumpeq ≎ circeq ≗ eqcirc ≖ risingdotseq ≓ fallingdotseq ≒
    thicksim ∼ thickapprox ≈ backsim ∽ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚
    gtreqless ⋛ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿
    nless ≮ ngtr ≯ nleq ≰ ngeq ≱ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ nsim ≁ ncong ≇ nprec ⊀ nsucc ⊁
    in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋
    varsubsetneq ⊊ varsupsetneq ⊋ subsetneqq ⫋ supsetneqq ⫌ nsubseteq ⊈ nsupseteq ⊉
    subseteqq ⫅ supseteqq ⫆ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒
    mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⟂ models ⊨ vdash ⊢ dashv ⊣ vDash ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬ nvDash ⊭
    bowtie ⋈ smile ⌣ frown ⌢ between ≬ pitchfork ⋔ therefore ∴ because ∵
    vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵
    to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕
    Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕
    longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
    mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
    rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋
    nrightarrow ↛ nleftarrow ↚ nleftrightarrow ↮ nRightarrow ⇏ nLeftarrow ⇍ nLeftrightarrow ⇎
    rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇ upuparrows ⇈ downdownarrows ⇊
    twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ rightsquigarrow ⇝ leadsto ⇝
    curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ dashrightarrow ⇢ dashleftarrow ⇠
    Lsh ↰ Rsh ↱ multimap ⊸ upharpoonright ↾ restriction ↾ lightning ↯
""")

BARS = _table("vert | Vert ‖ | ‖")
OPENING = _table("lbrace { lbrack [ lparen ( langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ⟮ llbracket ⟦ ulcorner ⌜")
CLOSING = _table("rbrace } rbrack ] rparen ) rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ⟯ rrbracket ⟧ urcorner ⌝")

LARGE = _table("""
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ biguplus ⨄ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀
""")
"""Operators whose limits stand above and below where a formula is displayed."""

INTEGRALS = _table("int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰")

FUNCTIONS = (
    *_names("arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh"),
    *_names(
        "sech csch arsinh arcosh artanh tg ctg cotg arctg arcctg sh ch th cth sen arcsen cosec sgn rank tr Tr diag"
    ),
)
"""Those of LaTeX, then those of its packages and of languages other than English."""

LIMIT_FUNCTIONS = _names("det gcd lcm inf lim liminf limsup max min argmax argmin Pr sup injlim projlim")
"""Their limits stand below them where a formula is displayed."""

SPACED_NAMES = {
    "argmax": "arg max",
    "argmin": "arg min",
    "liminf": "lim inf",
    "limsup": "lim sup",
    "injlim": "inj lim",
    "projlim": "proj lim",
}

SPACES = {
    r"\,": 3, r"\thinspace": 3, r"\:": 4, r"\>": 4, r"\medspace": 4, r"\;": 5, r"\thickspace": 5, r"\!": -3,
    r"\negthinspace": -3, r"\negmedspace": -4, r"\negthickspace": -5, r"\quad": 18, r"\qquad": 36, r"\enspace": 9,
    r"\enskip": 9, r"\ ": 4.5, r"\space": 4.5, r"\nobreakspace": 4.5, "~": 4.5,
}  # fmt: skip
"""Command → width in mu, eighteenths of an em."""

DELIMITERS = {
    **{sign: sign for sign in "()[]|/"},
    **{name: sign for table in (OPENING, CLOSING) for name, sign in table.items()},
    **{name: RELATIONS[name] for name in RELATIONS if name.endswith(("uparrow", "downarrow", "Uparrow", "Downarrow"))},
    "<": "⟨", ">": "⟩", r"\{": "{", r"\}": "}", **BARS, r"\backslash": "\\",
    r"\lt": "⟨", r"\gt": "⟩", ".": "", "‖": "‖", "⟨": "⟨", "⟩": "⟩", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉",
}  # fmt: skip
"""What may follow ``\\left``, ``\\middle``, ``\\right`` and ``\\big`` → the sign; a full stop for none."""

ACCENTS = {
    r"\hat": "\u0302", r"\check": "\u030c", r"\tilde": "\u0303", r"\acute": "\u0301", r"\grave": "\u0300",
    r"\dot": "\u0307", r"\ddot": "\u0308", r"\dddot": "\u20db", r"\breve": "\u0306", r"\bar": "\u0304",
    r"\vec": "\u20d7", r"\mathring": "\u030a",
}  # fmt: skip

WIDE_ACCENTS = {r"\widehat": "\u0302", r"\widetilde": "\u0303", r"\widecheck": "\u030c"}
OVER_ARROWS = {
    r"\overrightarrow": "\u20d7", r"\overleftarrow": "\u20d6", r"\overleftrightarrow": "\u20e1",
}  # fmt: skip
UNDER_ARROWS = {r"\underrightarrow": "→", r"\underleftarrow": "←", r"\underleftrightarrow": "↔"}
BRACES = {
    r"\overbrace": "⏞", r"\underbrace": "⏟", r"\overbracket": "⎴", r"\underbracket": "⎵",
    r"\overparen": "⏜", r"\wideparen": "⏜", r"\overarc": "⏜", r"\underparen": "⏝",
}  # fmt: skip

ARROWS = {
    r"\xrightarrow": "→", r"\xleftarrow": "←", r"\xleftrightarrow": "↔", r"\xRightarrow": "⇒", r"\xLeftarrow": "⇐",
    r"\xLeftrightarrow": "⇔", r"\xmapsto": "↦", r"\xhookrightarrow": "↪", r"\xhookleftarrow": "↩",
    r"\xlongequal": "=",
    r"\xrightharpoonup": "⇀", r"\xrightharpoondown": "⇁", r"\xleftharpoonup": "↼", r"\xleftharpoondown": "↽",
    r"\xrightleftharpoons": "⇀↽", r"\xleftrightharpoons": "↼⇁", r"\xrightleftarrows": "→←",
}  # fmt: skip
"""Arrows as long as what stands above and below them; two signs are drawn one above the other."""

_TYPED = {
    **dict.fromkeys("+-*±×÷·⋅∗−", Kind.BINARY), **dict.fromkeys("=<>:", Kind.RELATION),
    **dict.fromkeys("([{", Kind.OPENING), **dict.fromkeys(")]}!?", Kind.CLOSING),
    **dict.fromkeys(",;", Kind.PUNCTUATION),
}  # fmt: skip

DRAWN = {"-": "−", "*": "∗", "·": "⋅", ":": "∶", "`": "‘"}
"""Characters typed → the signs of mathematics that they mean."""

KINDS: dict[str, Kind] = {
    **{sign: Kind.RELATION for sign in RELATIONS.values()},
    **{sign: Kind.BINARY for sign in BINARY.values()},
    **{sign: Kind.OPENING for sign in OPENING.values()},
    **{sign: Kind.CLOSING for sign in CLOSING.values()},
    **{sign: Kind.OPERATOR for sign in (*LARGE.values(), *INTEGRALS.values())},
    **{sign: Kind.ORDINARY for sign in ORDINARY.values()},
    **_TYPED,
    "|": Kind.BAR, "‖": Kind.BAR, "{": Kind.OPENING, "}": Kind.CLOSING, "†": Kind.BINARY, "‡": Kind.BINARY,
    "△": Kind.ORDINARY, "▽": Kind.ORDINARY,
}  # fmt: skip
"""What a character is that is typed as such; letters, digits and the rest are ordinary."""
