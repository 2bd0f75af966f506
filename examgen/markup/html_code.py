"""The element that holds code in HTML in, its lines and its language out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from examgen.markup.mathml_tokens import local_name


def code_text(element: etree._Element) -> Iterator[str]:
    """The characters in their order; a line end in HTML is one."""
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "start":
            yield "\n" if local_name(node) == "br" else ""
            yield node.text or ""
        elif node is not element:
            yield node.tail or ""


_CODE_CLASSES = ("language-", "lang-", "brush:", "highlight-source-")
NUMBERED = frozenset(("numberLines", "linenums", "line-numbers"))


def language_of(words: Sequence[str]) -> str:
    """The language that a class names, as syntax highlighters write it."""
    for word in words:
        for prefix in _CODE_CLASSES:
            if word.startswith(prefix) and word != prefix:
                return word.removeprefix(prefix).strip(";,")
    return words[1] if words[:1] == ["sourceCode"] and len(words) > 1 else ""
