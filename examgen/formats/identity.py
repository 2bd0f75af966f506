"""Questions in, ids out: an id depends on what a paper shows of a question, never on order, key or number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from examgen.formats.draft import DraftQuestion
from examgen.model.bank import Question
from examgen.model.response import Matching
from examgen.model.text import Text, content, wording

SHORT, LONG = 4, 8
"""Bytes of a digest in an id: as many as do among thousands of questions, and as do where two short ones are equal."""


def derived_id(stem: Text, others: Iterable[Text], prefix: str = "q", size: int = SHORT) -> str:
    """The prefix, a hyphen, and the digest in hexadecimal; the order of what is beside the stem counts for nothing."""
    parts = [plain_content(stem), *sorted(plain_content(other) for other in others)]
    hashed = blake2b(digest_size=size)
    for part in parts:
        data = part.encode(errors="surrogatepass")
        hashed.update(len(data).to_bytes(4, "big") + data)
    return f"{prefix}-{hashed.hexdigest()}"


def drafted_texts(draft: DraftQuestion) -> Iterator[Text]:
    """What a paper shows of a question beside its stem."""
    yield from (option.text for option in draft.options)
    yield from (prompt.text for prompt in draft.prompts)
    for part in draft.parts:
        yield from (part.stem, *drafted_texts(part)) if part.stem else drafted_texts(part)


def shown_texts(question: Question) -> Iterator[Text]:
    """The same of a finished question."""
    yield from (option.text for option in question.options)
    if isinstance(question.response, Matching):
        yield from (prompt.text for prompt in question.response.prompts)
    for part in question.parts:
        yield from (part.stem, *shown_texts(part)) if part.stem else shown_texts(part)


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
