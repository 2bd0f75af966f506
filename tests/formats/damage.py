"""A sound file and a source of chance in, the file with some damage out: what editors, mails, disks and people do."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

SIGNS = (
    *"{}[]()<>=~#:;,|*+-_^@%&$/\\`'\"!?.\n\t 0A",
    "\n\n", "\n## ", "\n1. ", "\nA. ", "\nAnswer: A\n", "\nANSWER: A\n", "- [x] ", "```", "---", "***",
    "\n    ", "{{ a }}", "{%",
    "****", "____", "::x::", "{=", "####", "->", "//", "$$", "\\(", "\\begin{questions}", "\\end{choices}",
    "\\item", "%\n",
    "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&lt;b&gt;", "&#0;", "&#xD800;", "&x;", "</p>", "<p>",
    "<a b='", "<?xml ?>",
    "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<img src='a.png'>", "![a](b.png)", "[[a]]", "[[#x]]", "Type: MC\n",
    "ANS: B", "\n= 4\n",
    '"a": ', "null", "true", "NaN", "1e999", "-1", "\\ud800", "\\u0000", "&a ", "*a",
    "!!python/object:os.system ", "- ", "? ", "\n...\n",
    "٣", "Ж", "ß", "答案：A", "é", "e\u0301", "\u05d0", "\u202e", "\u200b", "\ufeff", "\xa0", "\u2028", "\x85", "\x0c",
    "\x00", "\x01", "\x1b[0m", "\x7f", "\ud800", "\udfff", "\uffff", "\U0001f600", "\r", "\r\n",
)  # fmt: skip
"""What delimits in one format or another, and what few programs expect."""

NUMBERS = (
    "", "0", "00", "-1", "1", "2", "3", "26", "27", "99", "1000", "1.5", "1,5", "1.5.2", "1e3", "1e999999999",
    "1e-999999999",
    "9" * 30, "9" * 5000, "0x1f", "1/0", "1/3", "½", "²", "٣", "①", "IV", "NaN", "inf", "-", "%", "A",
)  # fmt: skip
"""What stands where a number should."""

LONG = 250
"""How often a sign is written by a key that sticks."""


def damaged(text: str, chance: Random) -> bytes:
    """A text with up to four pieces of damage, and seldom damage to its bytes."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(_DAMAGES)(text, chance)
    data = text.encode("utf-8", "surrogatepass")
    return damaged_bytes(data, chance) if chance.randint(1, 8) == 8 else data


def damaged_bytes(data: bytes, chance: Random) -> bytes:
    """Cut off, or with some bytes changed."""
    if chance.randint(0, 1):
        return data[: _place(data, chance)]
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = _place(data, chance)
        changed[place : place + 1] = bytes((chance.randint(0, 255),))
    return bytes(changed)


def damaged_archive(data: bytes, chance: Random) -> bytes:
    """Damage to an archive as it lies on a disk, or to one of the files that it holds."""
    if chance.randint(1, 3) == 3:
        return damaged_bytes(data, chance)
    with ZipFile(io.BytesIO(data)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(sorted(files))
    match chance.randint(1, 8):
        case 1:
            del files[name]
        case 2:
            files[name] = b""
        case 3:
            files[name] = files[chance.choice(sorted(files))]
        case 4:
            files[f"{chance.choice(('../', '/', 'a/', 'C:/', '__MACOSX/'))}{name}"] = files.pop(name)
        case _:
            files[name] = damaged(files[name].decode("utf-8", "replace"), chance)
    return packed(files)


def packed(files: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _place(text: str | bytes, chance: Random) -> int:
    return chance.randint(0, max(len(text) - 1, 0))


def _slice(text: str, chance: Random) -> slice:
    begin = _place(text, chance)
    return slice(begin, begin + chance.choice((1, 2, 5, 20, 80)))


def _cut(text: str, chance: Random) -> str:
    return text[: _place(text, chance)]


def _begun_late(text: str, chance: Random) -> str:
    return text[_place(text, chance) :]


def _sign_put_in(text: str, chance: Random) -> str:
    place = _place(text, chance)
    return text[:place] + chance.choice(SIGNS) + text[place:]


def _sign_changed(text: str, chance: Random) -> str:
    place = _place(text, chance)
    return text[:place] + chance.choice(SIGNS) + text[place + 1 :]


def _piece_left_out(text: str, chance: Random) -> str:
    piece = _slice(text, chance)
    return text[: piece.start] + text[piece.stop :]


def _piece_doubled(text: str, chance: Random) -> str:
    piece = _slice(text, chance)
    return text[: piece.stop] + text[piece] + text[piece.stop :]


def _piece_moved(text: str, chance: Random) -> str:
    piece = _slice(text, chance)
    rest = text[: piece.start] + text[piece.stop :]
    place = _place(rest, chance)
    return rest[:place] + text[piece] + rest[place:]


def _line_left_out(text: str, chance: Random) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def _line_doubled(text: str, chance: Random) -> str:
    lines = text.split("\n")
    line = chance.choice(lines)
    lines.insert(chance.randrange(len(lines)), line)
    return "\n".join(lines)


def _lines_swapped(text: str, chance: Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _line_indented(text: str, chance: Random) -> str:
    lines = text.split("\n")
    lines[chance.randrange(len(lines))] = chance.choice((" ", "  ", "    ", "\t", "> ", "- ", "# ")) + chance.choice(
        lines
    )
    return "\n".join(lines)


def _other_line_ends(text: str, chance: Random) -> str:
    return "".join(sign if sign != "\n" else chance.choice(("\n", "\r\n", "\r")) for sign in text)


def _number_changed(text: str, chance: Random) -> str:
    return _exchanged(text, re.compile(r"\d+"), chance.choice(NUMBERS), chance)


def _word_exchanged(text: str, chance: Random) -> str:
    words = re.findall(r"\w+", text)
    return _exchanged(text, re.compile(r"\w+"), chance.choice(words), chance) if words else text


def _exchanged(text: str, pattern: re.Pattern[str], by: str, chance: Random) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + by + text[match.end() :]


def _long_row(text: str, chance: Random) -> str:
    place = _place(text, chance)
    return text[:place] + chance.choice(SIGNS) * LONG + text[place:]


_DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    _cut,
    _begun_late,
    _sign_put_in,
    _sign_put_in,
    _sign_changed,
    _sign_changed,
    _piece_left_out,
    _piece_doubled,
    _piece_moved,
    _line_left_out,
    _line_doubled,
    _lines_swapped,
    _line_indented,
    _other_line_ends,
    _number_changed,
    _number_changed,
    _word_exchanged,
    _word_exchanged,
    _long_row,
)
