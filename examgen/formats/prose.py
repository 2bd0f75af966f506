"""Text that may be words or HTML in, text of examgen out: many files hold either without saying which."""

from __future__ import annotations

import re
from html import escape

from examgen.markup import plain
from examgen.markup.commonmark import Markup
from examgen.markup.context import LoadImage
from examgen.model.text import Formula, Text, spans_of

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>[^<>]*)>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_CODE = re.compile(r"(?P<open><pre\b[^<>]*>)(?P<code>.*?)(?P<close></pre>)", re.DOTALL | re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img"})
_SETTING = re.compile(
    "a|abbr|b|bd[io]|big|blockquote|caption|center|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure|font|h[1-6]|i|ins|"
    "kbd|li|mark|math|ol|p|pre|q|s|samp|small|span|strike|strong|su[bp]|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var"
)
"""Tags that set text; others, such as ``<head>``, are more often spoken of than used."""


def prose(source: str, *, line: int, load: LoadImage | None = None) -> Markup:
    """Words or HTML, told by what the source holds."""
    if is_html(source):
        return html_of(source, line, load)
    return Markup(plain.parse(source, range(line, line + source.count("\n") + 1)))


def html_of(source: str, line: int, load: LoadImage | None) -> Markup:
    """HTML; what stands between tags of code is code, even if it looks like tags."""
    from examgen.markup import html  # lxml is not needed for words

    return html.parse(_with_code(source), line=line, load=load)


def is_html(source: str) -> bool:
    """Whether a source that may hold HTML does: all its tags set text and come in pairs, or it holds entities."""
    if "<" not in source:
        return "&" in source and _ENTITY.search(source) is not None
    open_tags: list[str] = []
    tags = [tag for tag in _TAG.finditer(_with_code(source)) if tag["name"].lower() not in _VOID]
    for tag in tags:
        name = tag["name"].lower()
        if not _SETTING.fullmatch(name):
            return False
        if not tag["close"]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags and (bool(tags) or _VOIDS.search(source) is not None or _ENTITY.search(source) is not None)


_VOIDS = re.compile(r"<(?:br|hr|img)\b[^<>]*>", re.IGNORECASE)


def holds_formula(text: Text) -> bool:
    """Whether a text needs delimiters that words alone do not have."""
    return any(isinstance(span, Formula) for span in spans_of(text))


def _with_code(source: str) -> str:
    """The source with signs between tags of code escaped, where they are tags that set no text."""
    return _CODE.sub(_guarded, source) if "<pre" in source.lower() else source


def _guarded(match: re.Match[str]) -> str:
    code = match["code"]
    is_spoken_of = any(not _SETTING.fullmatch(tag["name"].lower()) for tag in _TAG.finditer(code)) or "<!" in code
    return match["open"] + escape(code, quote=False) + match["close"] if is_spoken_of else match[0]
