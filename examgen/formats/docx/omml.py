"""A formula of Word in, LaTeX out (ECMA-376 Part 1, 22.1, "Math")."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from examgen.formats.xml import Element, local_name

_W = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIGNS = {
    "\\": r"\backslash ", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "~": r"\sim ", "^": r"\hat{}", "−": "-", "⋅": r"\cdot ", "·": r"\cdot ", "×": r"\times ", "÷": r"\div ",
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ", "±": r"\pm ", "→": r"\to ", "∞": r"\infty ",
    "⇒": r"\Rightarrow ", "⇔": r"\Leftrightarrow ", "∈": r"\in ", "∂": r"\partial ", "∇": r"\nabla ",
    "\u00a0": r"\ ", "…": r"\ldots ", "⋯": r"\cdots ",
}  # fmt: skip
_LARGE = {
    "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∬": r"\iint", "∭": r"\iiint", "∮": r"\oint", "⋃": r"\bigcup",
    "⋂": r"\bigcap", "∐": r"\coprod", "⋁": r"\bigvee", "⋀": r"\bigwedge",
}  # fmt: skip
_ACCENTS = {
    "̂": "hat", "̃": "tilde", "̄": "bar", "̅": "overline", "̇": "dot", "̈": "ddot", "⃗": "vec", "̆": "breve",
    "̌": "check", "́": "acute", "̀": "grave", "→": "vec",
}  # fmt: skip
_ROW = r" \\ "
_FUNCTIONS = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "log", "ln", "lg"}
    | {"exp", "lim", "max", "min", "sup", "inf", "det", "gcd", "deg", "dim", "ker", "arg"}
)
_OPENING = {"": ".", "{": r"\{", "⟨": r"\langle ", "〈": r"\langle ", "⌊": r"\lfloor ", "⌈": r"\lceil ", "‖": r"\|"}
_CLOSING = {"": ".", "}": r"\}", "⟩": r"\rangle ", "〉": r"\rangle ", "⌋": r"\rfloor ", "⌉": r"\rceil ", "‖": r"\|"}


def latex_of(formula: Element) -> str:
    """The LaTeX of ``m:oMath`` or any part of one."""
    return "".join(_pieces(formula)).strip()


def _pieces(parent: Element | None) -> Iterator[str]:
    for child in parent if parent is not None else ():
        known = _KNOWN.get(local_name(child))
        if known:
            yield known(child)
        elif not local_name(child).endswith("Pr"):
            yield from _pieces(child)


def _inside(parent: Element, name: str) -> str:
    return "".join(_pieces(parent.find(f"{_W}{name}"))).strip()


def _setting(parent: Element, properties: str, name: str, default: str) -> str:
    """The value of a property; the default where it is not there at all."""
    found = parent.find(f"{_W}{properties}/{_W}{name}")
    return default if found is None else str(found.get(f"{_W}val", default))


def _run(run: Element) -> str:
    words = "".join(text.text or "" for text in run.findall(f"{_W}t"))
    is_text = run.find(f"{_W}rPr/{_W}nor") is not None
    if is_text:
        return rf"\text{{{words}}}" if words.strip() else words
    return "".join(_SIGNS.get(sign, sign) for sign in words)


def _fraction(part: Element) -> str:
    over, under = _inside(part, "num"), _inside(part, "den")
    if _setting(part, "fPr", "type", "bar") == "noBar":
        return rf"\binom{{{over}}}{{{under}}}"
    return rf"\frac{{{over}}}{{{under}}}"


def _root(part: Element) -> str:
    degree = _inside(part, "deg")
    return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_inside(part, 'e')}}}"


def _large(part: Element) -> str:
    sign = _setting(part, "naryPr", "chr", "∫")
    below, above = _inside(part, "sub"), _inside(part, "sup")
    limits = (rf"_{{{below}}}" if below else "") + (rf"^{{{above}}}" if above else "")
    return f"{_LARGE.get(sign, sign)}{limits} {_inside(part, 'e')}"


def _fenced(part: Element) -> str:
    opening, closing = _setting(part, "dPr", "begChr", "("), _setting(part, "dPr", "endChr", ")")
    separator = _setting(part, "dPr", "sepChr", "|")
    inside = f" {separator} ".join("".join(_pieces(each)).strip() for each in part.findall(f"{_W}e"))
    return rf"\left{_OPENING.get(opening, opening)}{inside}\right{_CLOSING.get(closing, closing)}"


def _function(part: Element) -> str:
    name = _inside(part, "fName")
    return rf"{name if name.startswith(chr(92)) else _named(name)} {_inside(part, 'e')}"


def _named(name: str) -> str:
    head = name.split("_")[0].split("^")[0]
    if head in _FUNCTIONS:
        return f"\\{name}"
    return rf"\operatorname{{{name}}}" if name.isalpha() else name


def _accent(part: Element) -> str:
    accent = _ACCENTS.get(_setting(part, "accPr", "chr", "̂"), "hat")
    return rf"\{accent}{{{_inside(part, 'e')}}}"


def _bar(part: Element) -> str:
    command = "overline" if _setting(part, "barPr", "pos", "bot") == "top" else "underline"
    return rf"\{command}{{{_inside(part, 'e')}}}"


def _brace(part: Element) -> str:
    command = "overbrace" if _setting(part, "groupChrPr", "pos", "bot") == "top" else "underbrace"
    return rf"\{command}{{{_inside(part, 'e')}}}"


def _limit(part: Element, sign: str) -> str:
    base = _inside(part, "e")
    return rf"{_named(base)}{sign}{{{_inside(part, 'lim')}}}"


def _matrix(part: Element) -> str:
    rows = [" & ".join(_cells(row)) for row in part.findall(f"{_W}mr")]
    return rf"\begin{{matrix}}{_ROW.join(rows)}\end{{matrix}}"


def _cells(row: Element) -> Iterator[str]:
    for cell in row.findall(f"{_W}e"):
        yield "".join(_pieces(cell)).strip()


def _equations(part: Element) -> str:
    return rf"\begin{{aligned}}{_ROW.join(_cells(part))}\end{{aligned}}"


def _script(part: Element, *signs: tuple[str, str]) -> str:
    scripts = "".join(rf"{sign}{{{_inside(part, name)}}}" for sign, name in signs)
    base = _inside(part, "e")
    return f"{base if len(base) == 1 or base.isdigit() else f'{{{base}}}'}{scripts}"


_SUB, _SUP = ("_", "sub"), ("^", "sup")
_KNOWN: dict[str, Callable[[Element], str]] = {
    "r": _run,
    "f": _fraction,
    "rad": _root,
    "nary": _large,
    "d": _fenced,
    "func": _function,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _brace,
    "limLow": lambda part: _limit(part, "_"),
    "limUpp": lambda part: _limit(part, "^"),
    "m": _matrix,
    "eqArr": _equations,
    "sSup": lambda part: _script(part, _SUP),
    "sSub": lambda part: _script(part, _SUB),
    "sSubSup": lambda part: _script(part, _SUB, _SUP),
    "sPre": lambda part: f"{{}}_{{{_inside(part, 'sub')}}}^{{{_inside(part, 'sup')}}}{_inside(part, 'e')}",
}
