"""An answer with its working in, both apart out: in public sets of word problems, "####" stands before the result."""

from __future__ import annotations

import re

_RESULT = re.compile(r"(?P<working>.*?)(?:^|\n)[ \t]*####[ \t]*(?P<result>\S[^\n#]{0,80})\s*", re.DOTALL)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|\Z))")
_CALCULATED = re.compile(r"<<[^<>\n]{0,200}>>")
"""What a program calculated, which the text beside it says, too."""


def worked(words: str) -> tuple[str, str] | None:
    """The working and the result; ``None`` where nothing parts them."""
    found = _RESULT.fullmatch(words) if "####" in words else None
    if found is None:
        return None
    return _CALCULATED.sub("", found["working"]).strip(), _THOUSANDS.sub("", found["result"].strip())
