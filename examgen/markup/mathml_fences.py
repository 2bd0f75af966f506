"""The elements of a row of MathML in, its brackets out: which belong together, and which of them grow."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from examgen.markup.mathml_tokens import local_name, words_of

_TALL = {"mfrac", "msqrt", "mroot", "munder", "mover", "munderover", "mtable", "msup", "msubsup", "mmultiscripts"}
_FENCES = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "〈": "〉", "⌊": "⌋", "⌈": "⌉"}
_BARS = ("|", "‖", "∣", "∥")
GRIDS = {
    ("(", ")"): "pmatrix",
    ("[", "]"): "bmatrix",
    ("{", ""): "cases",
    ("|", "|"): "vmatrix",
    ("‖", "‖"): "Vmatrix",
}


class Fences:
    """The brackets in a row of elements: which belong together, and which of them must grow."""

    def __init__(self, elements: Sequence[etree._Element]) -> None:
        self.commands: dict[int, tuple[str, str]] = {}
        """Place → what stands before and behind the bracket there."""

        texts = [words_of(element) if local_name(element) == "mo" else "" for element in elements]
        self.around, self.grid = self._grid(elements, texts)
        opened: list[int] = []
        for place, text in enumerate(texts):
            if text in _BARS and opened and texts[opened[-1]] == text:
                self._pair(opened.pop(), place, elements)
            elif text in _FENCES or text in _BARS:
                opened.append(place)
            elif text in _FENCES.values() and opened and texts[opened[-1]] in _FENCES:
                self._pair(opened.pop(), place, elements)

    def _pair(self, first: int, last: int, elements: Sequence[etree._Element]) -> None:
        inner = elements[first + 1 : last]
        fixed = elements[first].get("stretchy") == "false"
        if not fixed and any(local_name(deep) in _TALL for element in inner for deep in element.iter()):
            self.commands[first] = (r"\left", " ")
            self.commands[last] = (r"\right", "")

    def _grid(
        self, elements: Sequence[etree._Element], texts: Sequence[str]
    ) -> tuple[tuple[str, str], etree._Element | None]:
        """The matrix that a row is, and the brackets around it."""
        tables = [place for place, element in enumerate(elements) if local_name(element) == "mtable"]
        if len(tables) == 1 and len(elements) in (2, 3):
            at = tables[0]
            around = ("".join(texts[:at]), "".join(texts[at + 1 :]))
            if around in GRIDS and sum(map(bool, around)) == len(elements) - 1:
                return around, elements[at]
        return ("", ""), None
