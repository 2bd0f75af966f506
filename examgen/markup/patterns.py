"""A regular expression in, the same out, compiled when it is first used.

Readers know the words of two dozen languages: to compile all of their patterns takes longer than to read a bank,
and few banks need them all.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern; what is asked of it is kept, so that only the first time costs more."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        vars(self)[name] = found = getattr(re.compile(self.pattern, self.flags), name)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives; what is wrong with the pattern is raised at its first use (`re.error`)."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
