"""Bytes of bank files, decoded or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.formats.decode import MOST_BYTES, decode, normalised, read_bytes, untabbed

TEXT = "1. Größe – ½?\nA. naïve\nB. Ω\n"
WESTERN = "1. Größe?\nA. naïve\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_certain_encodings(encoding):
    """UTF-8, UTF-16 and UTF-32 are recognised without a word."""
    assert decode(TEXT.encode(encoding), "x") == (TEXT, ())


def test_other_encodings_are_used_with_a_warning():
    """Lines that are not UTF-8 are read as Windows-1252; the warning quotes the first and names the remedy."""
    text, (warning,) = decode(WESTERN.encode("cp1252"), "x")

    assert text == WESTERN
    assert (warning.severity, warning.line, warning.rule) == ("warning", 1, "guessed-encoding")
    assert '"1. Größe?"' in warning.message
    assert "--encoding" in warning.hint


def test_mixed_encodings_are_read_line_by_line():
    """A file pasted together from two encodings keeps both parts right."""
    text, (warning,) = decode("Größe\n".encode() + "naïve\n".encode("cp1252"), "x")

    assert text == "Größe\nnaïve\n"
    assert warning.line == 2


def test_the_user_overrides():
    """An encoding that the user names is used without a warning."""
    assert decode("ž š\n".encode("cp1250"), "x", "cp1250") == ("ž š\n", ())


@pytest.mark.parametrize(
    ("encoding", "rule"),
    [
        ("no-such", "unknown-encoding"),
        ("base64", "unknown-encoding"),
        ("a\0b", "unknown-encoding"),
        ("", "unknown-encoding"),
        ("unicode_escape", "unknown-encoding"),
        ("utf-8", "wrong-encoding"),
        ("ascii", "wrong-encoding"),
    ],
)
def test_impossible_encodings(encoding, rule):
    """An encoding that does not exist, or does not fit, is an error."""
    text, (error,) = decode(WESTERN.encode("cp1252"), "x", encoding)

    assert text is None
    assert (error.severity, error.rule) == ("error", rule)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"PK\x03\x04", "ZIP"),
        (b"PK\x03\x04....moodle_backup.xml", "backup of a Moodle course"),
        (b"PK\x03\x04....h5p.json", "H5P"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        (b"abc\0\0\1def", "binary"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)
def test_files_that_are_no_text(data, what):
    """A file that is no text is refused by its name."""
    text, (error,) = decode(data, "x")

    assert text is None
    assert error.rule == "not-text"
    assert what in error.message


@pytest.mark.parametrize("data", [b"", b" \n\n\t "])
def test_empty_files(data):
    """An empty file is an error."""
    assert [d.rule for d in decode(data, "x")[1]] == ["empty-file"]


def test_files_that_cannot_be_read(tmp_path):
    """Missing files, folders, impossible names and huge files are errors, found before anything is read."""
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    rules = [read_bytes(path).rule for path in (tmp_path / "no.txt", tmp_path, "a\0b", huge, "x" * 300)]

    assert rules == ["missing-file", "folder", "unreadable-file", "huge-file", "unreadable-file"]


def test_lines_are_normalised():
    """One kind of line end, no tabs, nothing invisible at the edges of lines."""
    assert untabbed(normalised("\ufeffa\r\nb\rc\td\u200b\n\ufeffe")) == "a\nb\nc    d\ne"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "utf-16", "utf-7", "cp1252", "unicode_escape", "hz"]))
def test_any_bytes(data, encoding):
    """Whatever the bytes, the outcome is text that can be encoded again, or an error."""
    text, diagnostics = decode(data, "x", encoding)

    if text is None:
        assert [d.severity for d in diagnostics] == ["error"]
    else:
        text.encode()


def test_very_many_lines_are_not_tried_singly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no UTF-8 and has very many lines asks for its encoding, with the first line that is none."""
    monkeypatch.setattr("examgen.formats.decode.MOST_LINES", 3)

    text, (error,) = decode("Wäre?\n".encode() + "Wäre?\n".encode("latin-1") * 4, "bank.txt")

    assert text is None
    assert (error.rule, error.line) == ("wrong-encoding", 2)
    assert "--encoding" in (error.hint or "")
