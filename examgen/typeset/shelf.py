"""Text in, parts of it with their faces out: where the font must change, and which one comes next.

The shipped faces set Latin, Greek, Cyrillic, mathematics and symbols.
For all else the fonts that the teacher names are tried, then those of the computer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from examgen.errors import TypesetError
from examgen.typeset.font_files import BOLD, REGULAR, FontFile, installed
from examgen.typeset.fonts import Face, Look, chain, face_of, has_serifs, is_blank
from examgen.typeset.scripts import HAN, HOME, home_of, language_of_han, script_runs, suited_families


class Shelf:
    """The faces that the documents of one build may be set in."""

    def __init__(self, language: str = "en", named: tuple[FontFile, ...] = ()) -> None:
        self.language, self.named = language, named
        self._candidates: dict[tuple[str, Look], tuple[FontFile, ...]] = {}
        self._found: dict[tuple[str, str, Look], Face | None] = {}

    def language_of(self, look: Look) -> str:
        """The language that a look is for."""
        return look.language or self.language

    def parts(self, text: str, look: Look) -> list[tuple[Face, str]]:
        """Cut the text where the font or the script changes; a mark stays with its letter where the font has it."""
        first = chain(look.family, look.bold, look.italic)[0]
        if text.isascii() and first.covers_ascii:
            return [(first, text)]
        cut: list[tuple[Face, str]] = []
        lead = ""
        for script, run in script_runs(text):
            shown = "".join(character for character in run if not is_blank(character))
            faces = self._home_faces(shown, look) if script == HOME else self._foreign_faces(script, shown, look)
            current: Face | None = None
            for character in run:
                before, current = current, current if is_blank(character) else next(faces)
                if cut and (current is before or is_blank(character)):
                    cut[-1] = (cut[-1][0], cut[-1][1] + character)
                elif current:
                    cut.append((current, lead + character))
                    lead = ""
                else:
                    lead += character
        return cut or [(first, text)]

    def lacks(self, text: str) -> tuple[str, ...]:
        """The characters of a text that no font has, each once; one for private use is a sign of named fonts alone."""
        look = Look("serif")
        runs = [(script, character) for script, run in script_runs(text) for character in run]
        shown = ((script, character) for script, character in runs if not is_blank(character))
        return tuple(dict.fromkeys(c for script, c in shown if not self._has(c, script, look)))

    def _has(self, character: str, script: str, look: Look) -> bool:
        if unicodedata.category(character) == "Co":
            return any(face_of(file).covers(character) for file in self.named)
        return self._face_for(character, script, look) is not None

    def _home_faces(self, text: str, look: Look) -> Iterator[Face]:
        """Each character's first face that has it, returning to the family asked for as soon as that has it."""
        first = current = chain(look.family, look.bold, look.italic)[0]
        for character in text:
            if ord(character) not in current.coverage:
                current = self._face_or_error(character, HOME, look, text)
            elif ord(character) in first.coverage and not unicodedata.combining(character):
                current = first
            yield current

    def _foreign_faces(self, script: str, text: str, look: Look) -> Iterator[Face]:
        """One face for all letters if any has them, else the best for each; signs that it lacks come from others."""
        if script == HAN:
            look = look._replace(language=language_of_han(text, self.language_of(look)))
        letters = "".join(character for character in text if home_of(character) == script)
        whole = next((face for face in self._tried(script, look) if face.covers(letters)), None)
        current = whole
        for character in text:
            if whole and ord(character) in whole.coverage:
                current = whole
            elif not (current and ord(character) in current.coverage and unicodedata.combining(character)):
                current = self._face_or_error(character, script, look, text)
            yield current

    def _face_or_error(self, character: str, script: str, look: Look, text: str) -> Face:
        found = self._face_for(character, script, look)
        if found is None:
            raise TypesetError(
                f"no font has “{character}” (U+{ord(character):04X}), which the template or its wordings hold "
                f"in “{text[:40]}”",
                remedy="write it in other characters",
            )
        return found

    def _face_for(self, character: str, script: str, look: Look) -> Face | None:
        """The first face that has a character."""
        key = (character, script, look)
        if key not in self._found:
            self._found[key] = next((face for face in self._tried(script, look) if face.covers(character)), None)
        return self._found[key]

    def _tried(self, script: str, look: Look) -> Iterator[Face]:
        """Faces in the order in which they are tried."""
        shipped = chain(look.family, look.bold, look.italic)
        if script == HOME:
            yield from shipped
        for file in self._suited(script, look):
            yield face_of(file)
        if script != HOME:
            yield from shipped

    def _suited(self, script: str, look: Look) -> tuple[FontFile, ...]:
        """The fonts that are not shipped, those named first, then by how well they suit."""
        key = (script, look)
        if key not in self._candidates:
            families = suited_families(script, look.family, self.language_of(look))
            named = sorted(self.named, key=lambda file: (self._place(file), _distance(file, look)))
            found = (file for file in installed() if file.may_embed)
            self._candidates[key] = (*named, *sorted(found, key=lambda file: _unfitness(file, families, look)))
        return self._candidates[key]

    def _place(self, file: FontFile) -> int:
        """Where a family stands among those that were named."""
        return next(place for place, named in enumerate(self.named) if named.family == file.family)


def _unfitness(file: FontFile, families: tuple[str, ...], look: Look) -> tuple[Any, ...]:
    """How ill a font suits: a free family made for the script is best, then any of its makers, then others."""
    place = families.index(file.family) if file.family in families else len(families)
    is_odd = has_serifs(file) != (look.family == "serif")
    return place, not file.family.startswith("Noto "), is_odd, file.family, *_distance(file, look), file.rank


def _distance(file: FontFile, look: Look) -> tuple[int, bool]:
    """How far a cut is from the one asked for."""
    return abs(file.weight - (BOLD if look.bold else REGULAR)), file.is_italic != look.italic
