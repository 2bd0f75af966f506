"""Words in another language or script than the document's say so in the finished file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from built_documents import Bench
from ink_reading import ink_of_mark

BANK = """# Words

## The word [Straße]{lang=de} and 東京 and سلام عليكم, in plain English “words”

- [x] [deux mots]{lang=fr}
- [ ] two words
"""


def test_words_say_their_language(tmp_path: Path, family: Callable[[str], None]) -> None:
    """What the author says, else what the script tells; a space between two words of one language is in it, too."""
    for name in ("Noto Serif CJK JP", "Noto Naskh Arabic"):
        family(name)
    (tmp_path / "bank.md").write_text(BANK, encoding="utf-8")
    pages = Bench((tmp_path / "bank.md",), tmp_path).exam(1).unmapped

    ink = b"".join(ink_of_mark(mark) for page in pages.pages for mark in page.marks)
    spans = re.findall(rb"/Span<</Lang\((\w+)\)>>BDC (.*?)EMC ", ink, re.DOTALL)

    assert [language for language, _ in spans if language != b"ar"] == [b"de", b"zh", b"fr"]
    assert {language for language, _ in spans} == {b"ar", b"de", b"zh", b"fr"}
    assert len([ink for language, ink in spans if language == b"fr"]) == 1
