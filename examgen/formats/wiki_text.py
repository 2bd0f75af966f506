"""Wikitext in, the HTML that it means out, as far as questions use it; what only a wiki can show is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

Report = Callable[[str], None]
"""Takes what is left out."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_KEPT = re.compile(r"<(?P<name>math|nowiki|chem|ce)\b[^<>]*>(?P<inner>.*?)</(?P=name)>", re.DOTALL | re.IGNORECASE)
_FORMULAS = {"nowiki": "{}", "math": r"\({}\)", "chem": r"\(\ce{{{}}}\)", "ce": r"\(\ce{{{}}}\)"}
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_PICTURE = re.compile(
    r"\[\[\s*(?:file|image|datei|bild|fichier|archivo|файл)\s*:\s*(?P<inner>[^\[\]]*)\]\]", re.IGNORECASE
)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?P<words>[^\[\]|]*)\]\]")
_OUTER_LINK = re.compile(r"\[(?P<address>https?://[^\s\[\]]+)\s+(?P<words>[^\[\]]+)\]")
_STYLES = (("'''''", "<b><i>", "</i></b>"), ("'''", "<b>", "</b>"), ("''", "<i>", "</i>"))
_BARE = re.compile(r"<(?![A-Za-z/])|&(?!#?\w{1,32};)")
_SETTINGS = re.compile(
    r"(?:thumb|thumbnail|frame|frameless|border|left|right|center|none|\d*x?\d+px|alt=.*)", re.IGNORECASE
)
_LISTED = re.compile(r"(?P<sign>[*#])\s*(?P<words>.*)")


def html_of_wiki(source: str, report: Report) -> str:
    """The HTML of one text."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        inner = escape(match["inner"].strip(), quote=False)
        name = match["name"].lower()
        kept.append(
            inner if name == "nowiki" else rf"\(\ce{{{inner}}}\)" if name in ("ce", "chem") else rf"\({inner}\)"
        )
        return f"\0{len(kept) - 1}\0"

    text = _KEPT.sub(keep, _COMMENT.sub("", source.replace("\0", "")))
    for template in _TEMPLATE.findall(text):
        report(template)
    text = _BARE.sub(lambda sign: escape(sign[0]), _TEMPLATE.sub("", text))
    text = _OUTER_LINK.sub(
        r'<a href="\g<address>">\g<words></a>', _LINK.sub(r"\g<words>", _PICTURE.sub(_picture, text))
    )
    text = "".join(_paragraphs(_styled(text)))
    return re.sub(r"\0(\d+)\0", lambda place: kept[int(place[1])], text)


def _picture(match: re.Match[str]) -> str:
    name, *settings = (part.strip() for part in match["inner"].split("|"))
    words = [part for part in settings if not _SETTINGS.fullmatch(part)]
    return f'<img src="{escape(name.replace(" ", "_"))}" alt="{escape(words[-1] if words else "")}">'


def _styled(text: str) -> str:
    """Apostrophes as tags, within each line."""
    for sign, opening, closing in _STYLES:
        pattern = re.compile(rf"{sign}(?!')(?P<inner>[^\n]+?){sign}(?!')")
        text = pattern.sub(lambda match, o=opening, c=closing: f"{o}{match['inner']}{c}", text)  # type: ignore[misc]
    return text


def _paragraphs(text: str) -> Iterator[str]:
    """Lines as paragraphs, where a blank line parts them, and as items of lists."""
    lines = [line.strip() for line in text.split("\n")]
    for sign, group in groupby(lines, lambda line: line[:1] if line[:1] in ("*", "#", "") else "p"):
        if sign == "p":
            yield f"<p>{' '.join(group)}</p>"
        elif sign:
            name = "ul" if sign == "*" else "ol"
            items = (match["words"] for line in group if (match := _LISTED.fullmatch(line)))
            yield f"<{name}>{''.join(f'<li>{item}</li>' for item in items)}</{name}>"
