"""A file in, its bytes and their text out; what is not certain about its encoding is a diagnostic.

UTF-8 and UTF-16 are certain; any line that is neither is read as Windows-1252, and said so.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import MOST_LINES

MOST_BYTES = 64 * 2**20
"""A larger file is refused before it is read."""

_ZERO_WIDTH = "\ufeff\u200b\u2060"
_ZERO_WIDTH_AT_EDGE = re.compile(f"^[{_ZERO_WIDTH}]+|(?<![{_ZERO_WIDTH}])[{_ZERO_WIDTH}]+$", re.MULTILINE)
_QUOTED = 60

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
)
_ZIP_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (docx)"),
    (b"moodle_backup.xml", "a backup of a Moodle course"),
    (b"h5p.json", "an H5P activity"),
    (b"xl/", "an Excel workbook (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"opendocument.text", "an OpenDocument text (odt)"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (ods)"),
)
_AS_TEXT = "save it as plain text and try again"
_HINTS = {
    "a backup of a Moodle course": "export its questions from the question bank as Moodle XML",
    "a gzip archive": "unpack it first; of a Moodle course, export the questions from the question bank as Moodle XML",
    "an H5P activity": "write its questions in a format that examgen reads",
    "an old Word, Excel or PowerPoint file": "save it as docx, xlsx or plain text; from ExamView, export it as text",
    "a ZIP archive": "unpack it, and name the files of the questions",
}

_NO_FILES = frozenset(("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"))
"""Encodings that Python has for other ends than files."""

Decoded = tuple[str | None, tuple[Diagnostic, ...]]


def read_bytes(path: str | Path) -> bytes | Diagnostic:
    """The bytes of a file, or an error that says why there are none."""
    name = str(path)
    try:
        if not name:
            return _error(name, "missing-file", "no file is named", "give the name of a bank")
        if Path(path).is_dir():
            return _error(name, "folder", "is a folder, not a bank file", "name the files in it")
        if Path(path).exists() and not Path(path).is_file():  # a pipe or device may never end
            return _error(name, "unreadable-file", "is no ordinary file", "save the bank to a file first")
        if (size := Path(path).stat().st_size) > MOST_BYTES:
            message = f"{size / 2**20:.0f} MB, more than the {MOST_BYTES >> 20} MB that examgen reads"
            return _error(name, "huge-file", message, "split the bank into several files")
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        return _unreadable(name, error)


def text_of(path: str | Path, encoding: str | None = None) -> str:
    """The text of a file, line by line as formats count its lines; empty where there is none."""
    data = read_bytes(path)
    return "" if isinstance(data, Diagnostic) else decode(data, str(path), encoding)[0] or ""


def _unreadable(path: str, error: Exception) -> Diagnostic:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return _error(path, "missing-file", "there is no such file", "check the name and the folder")
        case PermissionError():
            return _error(path, "unreadable-file", "may not be read", "ask for permission to read the file")
        case _:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            return _error(path, "unreadable-file", f"cannot be read: {reason}", "check the name and the disk")


def decode(data: bytes, path: str, encoding: str | None = None) -> Decoded:
    """Bytes as text, or ``None`` with an error; ``encoding`` is the user's word and overrides what the bytes say."""
    if not data.strip():
        return None, (_error(path, "empty-file", "is empty", "check that the file was saved"),)
    if encoding is not None:
        return _decode_as(data, path, encoding)
    if certain := _certain_encoding(data):
        return _decode_as(data, path, certain)
    if kind := _kind(data):
        return None, (_error(path, "not-text", f"is {kind}, not text", _HINTS.get(kind, _AS_TEXT)),)
    return _decode_by_line(data, path)


def _decode_as(data: bytes, path: str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        if name in _NO_FILES:
            raise LookupError(name)
        text = data.decode(name)
        text.encode()
    except UnicodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else None
        message = f"is not {encoding}: {getattr(error, 'reason', error)}"
        return None, (_error(path, "wrong-encoding", message, "name another encoding with --encoding", line),)
    except (LookupError, ValueError):
        hint = "use a name such as utf-8, utf-16, cp1252, latin-1, mac-roman or shift-jis"
        return None, (_error(path, "unknown-encoding", f'there is no text encoding "{encoding}"', hint),)
    return normalised(text), ()


def _certain_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by their byte-order mark, or UTF-16 by the place of its zeros."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if len(data) % 2 == 0 and max(even, odd) > 0.7 * half and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return None


def _kind(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _ZIP_KINDS if sign in data), "a ZIP archive")
    known = next((kind for sign, kind in _KINDS if data.startswith(sign)), None)
    return known or ("binary data" if b"\0" in data else None)


def _decode_by_line(data: bytes, path: str) -> Decoded:
    """UTF-8 wherever a line is UTF-8; a file that mixes encodings shows it line by line."""
    try:
        return normalised(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        if data.count(b"\n") > MOST_LINES:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"is not UTF-8, and holds more lines than the {MOST_LINES} that are tried singly"
            return None, (_error(path, "wrong-encoding", message, "name its encoding with --encoding", line),)
    lines = re.split(b"\r\n|\r|\n", data)
    decoded = [_line_text(line) for line in lines]
    affected = [place for place, (_, certain) in enumerate(decoded) if not certain]
    first = affected[0]
    text = "\n".join(line for line, _ in decoded)
    message = (
        f"{len(affected)} {'line is' if len(affected) == 1 else 'lines are'} not UTF-8 and read as Windows-1252, "
        f'the first: "{shortened(decoded[first][0].strip())}"'
    )
    hint = "if it looks wrong, name the right encoding, e.g. --encoding mac-roman"
    warning = Diagnostic(
        severity=Severity.WARNING, rule="guessed-encoding", message=message, path=path, line=first + 1, hint=hint
    )
    return normalised(text), (warning,)


def _line_text(line: bytes) -> tuple[str, bool]:
    try:
        return line.decode("utf-8"), True
    except UnicodeDecodeError:
        return line.decode("latin-1").translate(_WINDOWS), False


def _windows_character(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_WINDOWS = {byte: _windows_character(byte) for byte in range(0x80, 0xA0)}
"""Where Windows-1252 differs from Latin-1."""


def normalised(text: str) -> str:
    """One kind of line end, no byte-order mark or zero-width space at the edge of a line, no fence around it all."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(sign in text for sign in _ZERO_WIDTH):
        text = _ZERO_WIDTH_AT_EDGE.sub("", text)
    return _unfenced(text)


_FENCED = re.compile(r"\A(\s*)```[\w+-]*[ \t]*\n((?:(?!```)[^\n]*\n)+)```(\s*)\Z")


def _unfenced(text: str) -> str:
    """A file that is one fenced block, as a chat shows it, without the fences; the lines keep their numbers."""
    match = _FENCED.match(text) if text[:100].lstrip().startswith("```") else None
    return f"{match[1]}\n{match[2]}{match[3]}" if match else text


def untabbed(text: str) -> str:
    """Four spaces for each tab."""
    return text.replace("\t", "    ")


def shortened(text: str, length: int = _QUOTED) -> str:
    """The text as a message quotes it: cut at a length, with an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _error(path: str, rule: str, message: str, hint: str, line: int | None = None) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule=rule, message=message, path=path, line=line, hint=hint)
