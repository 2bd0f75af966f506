"""A path of categories as Moodle writes it in, the topic that it names out; and the same way back."""

from __future__ import annotations

import re

_EVERYWHERE = re.compile(r"\$\w+\$|top")
"""Parts that every course has."""

_SLASH = "\0"


def topic_of(path: str) -> tuple[str, tuple[str, ...]]:
    """The last part of a path, and those above it; a slash inside a part is written twice."""
    parts = [part.strip().replace(_SLASH, "/") for part in path.replace("//", _SLASH).split("/")]
    named = [part for part in parts if part and not _EVERYWHERE.fullmatch(part)]
    return (named[-1] if named else ""), tuple(named[:-1])


def path_of(topic: str) -> str:
    """The path of the category that a topic is, at the top of a course."""
    return "/".join(("$course$", "top", *([topic.replace("/", "//")] if topic else [])))
