"""Numbers, units and angles as the LaTeX package siunitx writes them in, plain LaTeX out."""

from __future__ import annotations

import re

from examgen.typeset.formula.tokens import FormulaError

PREFIXES = {
    "quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": "μ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k",
    "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "ronna": "R",
    "quetta": "Q",
}  # fmt: skip

UNITS = {
    "meter": "m", "metre": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A", "kelvin": "K",
    "mole": "mol", "candela": "cd", "becquerel": "Bq", "celsius": "°C", "degreeCelsius": "°C", "coulomb": "C",
    "farad": "F", "gray": "Gy", "henry": "H", "hertz": "Hz", "joule": "J", "katal": "kat", "lumen": "lm", "lux": "lx",
    "newton": "N", "ohm": "Ω", "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv", "steradian": "sr",
    "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "day": "d", "hour": "h", "minute": "min", "hectare": "ha",
    "liter": "L", "litre": "L", "tonne": "t", "bar": "bar", "electronvolt": "eV", "dalton": "Da", "bel": "B",
    "decibel": "dB", "neper": "Np", "bit": "bit", "byte": "B", "angstrom": "Å", "astronomicalunit": "au",
    "atomicmassunit": "u", "mmHg": "mmHg", "atmosphere": "atm", "percent": r"\%", "degree": "°", "arcminute": "′",
    "arcsecond": "″",
    **dict.fromkeys(
        ("fg", "pg", "ng", "mg", "g", "kg", "pm", "nm", "mm", "cm", "dm", "m", "km", "as", "fs", "ps", "ns", "ms", "s",
         "mol", "mmol", "kmol", "pA", "nA", "mA", "A", "kA", "Hz", "mHz", "kHz", "MHz", "GHz", "THz", "mN", "N", "kN",
         "MN", "Pa", "kPa", "MPa", "GPa", "mV", "V", "kV", "mW", "W", "kW", "MW", "GW", "J", "mJ", "kJ", "eV", "meV",
         "keV", "MeV", "GeV", "TeV", "kWh", "F", "fF", "pF", "nF", "H", "mH", "K", "dB", "L", "mL", "hL"), ""),
    "ug": "μg", "um": "μm", "us": "μs", "umol": "μmol", "uA": "μA", "uV": "μV", "uW": "μW", "uJ": "μJ", "uF": "μF",
    "uH": "μH", "uL": "μL", "l": "l", "ml": "ml", "ul": "μl", "hl": "hl", "kohm": "kΩ", "mohm": "mΩ", "Mohm": "MΩ",
}  # fmt: skip
"""Commands for units → what is printed; the same letters where nothing stands."""

_BEFORE = {"square": "2", "cubic": "3"}
_BEHIND = {"squared": "2", "cubed": "3"}
_CLOSE = frozenset({"°", "′", "″"})
"""What stands at its number without a space."""

_PART = re.compile(
    r"\\([A-Za-z]+)\s*(?:\{([^{}]*)\})?|([A-Za-zμµΩΩ°Å%]+)(?:\^\{?(-?\d+)\}?)?|([./~*·⋅()1])|\\,|(\s+)|(.)"
)
_NUMBER = re.compile(
    r"(?P<sign>[+−-]|\\pm)?(?P<whole>\d*)(?:(?P<mark>[.,])(?P<part>\d+))?(?P<doubt>\(\d+\)|(?:\+-|\\pm)\d+(?:[.,]\d+)?)?"
    r"(?:[eEdD](?P<power>[+-]?\d+))?"
)
_GROUPED = 5
"""Digits: fewer are not parted into threes."""


def number(source: str) -> str:
    """A number: digits by threes where there are many, the power of ten behind an e."""
    found = _NUMBER.fullmatch("".join(source.split()))
    if not found or not (found["whole"] or found["part"] or found["power"]):
        raise FormulaError(f"“{source.strip()}” is not understood as a number", "write it as 12.5, 1,5 or 1.6e-19")
    digits = _by_threes(found["whole"], from_end=True)
    if found["part"]:
        digits = f"{digits or '0'}{{{found['mark']}}}{_by_threes(found['part'], from_end=False)}"
    digits = {"-": "{-}", "−": "{-}", "+": "{+}", r"\pm": r"{\pm}", None: ""}[found["sign"]] + digits
    if found["doubt"]:
        doubt = re.sub(r"([.,])", r"{\1}", re.sub(r"\+-|\\pm", "", found["doubt"]))
        digits += doubt if doubt[0] == "(" else rf" \pm {doubt}"
    if not found["power"]:
        return digits
    ten = f"10^{{{int(found['power'])}}}"
    return rf"{digits} \times {ten}" if found["whole"] or found["part"] else ten


def unit(source: str) -> str:
    """Units with their powers, a thin space between them."""
    written: list[tuple[str, str]] = []
    prefix, power, sign = "", "", ""
    for match in _PART.finditer(source):
        command, argument, letters, _, mark, _, strange = match.groups()
        if strange or (argument is not None and command not in {"tothe", "raiseto"}):
            raise _not_understood(match[0], source)
        if letters:
            return _literal(source)
        if command == "per":
            sign = "-"
        elif command in PREFIXES:
            prefix = PREFIXES[command]
        elif command in _BEFORE or command == "raiseto":
            power = _BEFORE.get(command) or argument or ""
        elif command in _BEHIND or command == "tothe":
            if not written:
                raise _not_understood(match[0], source)
            last, before = written[-1]
            written[-1] = last, before.rstrip("1") + (_BEHIND.get(command) or argument or "")
        elif command in UNITS:
            written.append((prefix + (UNITS[command] or command), sign + (power or ("1" if sign else ""))))
            prefix = power = sign = ""
        elif command or mark:
            raise _not_understood(match[0], source)
    if not written or prefix or power or sign:
        raise _not_understood(source, source)
    return r"\,".join(rf"\mathrm{{{name}}}" + (f"^{{{raised}}}" if raised else "") for name, raised in written)


def quantity(value: str, units: str) -> str:
    """A number and its unit, a thin space between them but at degrees."""
    written = unit(units)
    bare = re.sub(r"\\mathrm\{(.*)\}", r"\1", written)
    return number(value) + (written if bare in _CLOSE else rf"\,{written}")


def angle(source: str) -> str:
    """An angle in degrees, or in degrees, minutes and seconds between semicolons."""
    parts = source.split(";")
    if len(parts) > len(_ANGLES) or not any(part.strip() for part in parts):
        raise FormulaError(f"“{source}” is not understood as an angle", "write it as 45 or as 10;20;30")
    return "".join(number(part) + sign for part, sign in zip(parts, _ANGLES, strict=False) if part.strip())


_ANGLES = ("°", "{′}", "{″}")


def _by_threes(digits: str, from_end: bool) -> str:
    if len(digits) < _GROUPED:
        return digits
    first = len(digits) % 3 if from_end else 0
    groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    return r"\,".join(group for group in groups if group)


def _literal(source: str) -> str:
    """Units in letters, as in ``m/s^2`` or ``kg.m^{-3}``."""
    written = ""
    for match in _PART.finditer(source.strip()):
        command, _, letters, exponent, mark, space, _ = match.groups()
        if command or space:
            raise _not_understood(match[0].strip() or source, source)
        if letters:
            written += rf"\mathrm{{{letters.replace('%', chr(92) + '%')}}}" + (f"^{{{exponent}}}" if exponent else "")
        elif mark:
            written += {"/": "/", "(": "(", ")": ")", "1": "1"}.get(mark, r"\,")
        else:
            written += r"\,"
    return written


def _not_understood(part: str, source: str) -> FormulaError:
    return FormulaError(
        f"“{part}” is not understood in the unit “{source}”",
        r"write units as \meter\per\second or m/s, or as text: 5\,\text{m}/\text{s}^2",
    )
