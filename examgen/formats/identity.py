"""Questions in, ids out: an id depends on what stem and options show, never on their order, key or number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from examgen.model.text import Text, content, wording


def derived_id(stem: Text, options: Iterable[Text]) -> str:
    """``q-`` and eight hexadecimal digits."""
    parts = [plain_content(stem), *sorted(plain_content(option) for option in options)]
    hashed = blake2b(digest_size=4)
    for part in parts:
        data = part.encode(errors="surrogatepass")
        hashed.update(len(data).to_bytes(4, "big") + data)
    return f"q-{hashed.hexdigest()}"


def plain_content(text: Text) -> str:
    """What a text shows, with single spaces: equal for texts that nobody can tell apart."""
    return _plain(content(text))


def plain_wording(text: Text) -> str:
    """The characters of a text, composed, with single spaces; case is kept."""
    return _plain(wording(text))


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def same_wording(text: str) -> str:
    """What is left of a wording when case, spaces and closing punctuation do not matter."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(" .,;:!?…")
