"""Questions in, ids out: an id depends on the stem and the option wordings, never on their order, key or number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from examgen.model.text import Text, wording


def derived_id(stem: Text, options: Iterable[Text]) -> str:
    """``q-`` and eight hexadecimal digits."""
    parts = [plain_wording(stem), *sorted(plain_wording(option) for option in options)]
    hashed = blake2b(digest_size=4)
    for part in parts:
        data = part.encode(errors="surrogatepass")
        hashed.update(len(data).to_bytes(4, "big") + data)
    return f"q-{hashed.hexdigest()}"


def plain_wording(text: Text) -> str:
    """The characters of a text, composed, with single spaces; case is kept."""
    return " ".join(unicodedata.normalize("NFC", wording(text)).split())


def same_wording(text: str) -> str:
    """What is left of a wording when case, spaces and closing punctuation do not matter."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(" .,;:!?…")
