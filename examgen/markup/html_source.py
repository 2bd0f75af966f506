"""HTML source in, its tree out; what is no tag keeps its characters, and nothing is left out unsaid.

Banks hold ``x<y``, ``List<String>`` and tags cut in half. An HTML parser takes them for tags and drops what follows;
here only what a known tag is made of is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_NAMES = (
    "html|head|body|title|meta|base|link|style|script|noscript|template|p|div|span|br|wbr|hr|h[1-6]|address|article|"
    "aside|header|footer|main|nav|section|hgroup|search|center|ul|ol|li|menu|dir|dl|dt|dd|table|caption|colgroup|col|"
    "thead|tbody|tfoot|tr|th|td|pre|listing|xmp|plaintext|code|kbd|samp|var|tt|blockquote|q|cite|dfn|abbr|acronym|a|b|"
    "strong|i|em|u|ins|s|strike|del|sub|sup|small|big|font|basefont|mark|bdi|bdo|ruby|rb|rt|rp|rtc|time|data|img|"
    "image|picture|source|figure|figcaption|map|area|svg|canvas|audio|video|track|embed|object|param|applet|iframe|"
    "frame|frameset|noframes|form|input|button|select|optgroup|option|textarea|label|fieldset|legend|datalist|output|"
    "progress|meter|details|summary|dialog|slot|nobr|blink|marquee|tex|math|semantics|annotation|annotation-xml|"
    "maction|maligngroup|malignmark|menclose|merror|mfenced|mfrac|mglyph|mi|mlabeledtr|mlongdiv|mmultiscripts|mn|mo|"
    "mover|mpadded|mphantom|mprescripts|mroot|mrow|ms|mscarries|mscarry|msgroup|msline|mspace|msqrt|msrow|mstack|"
    "mstyle|msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover|none|apply|ci|cn|csymbol|"
    r"[A-Za-z][\w.-]*:[A-Za-z][\w.-]*"
)
_BARE = (
    "allowfullscreen|async|autofocus|autoplay|border|checked|compact|controls|default|defer|disabled|download|hidden|"
    "ismap|loop|multiple|muted|nohref|noresize|noshade|nowrap|open|readonly|required|reversed|selected|itemscope|"
    r"data-[\w-]+|alt|title|class|style|id"
)
"""Attributes that may stand without a value."""

_QUOTED = "|".join(rf"{mark}[^{mark}<]*+(?:<[^{mark}]{{0,400}}+)?{mark}" for mark in "\"'")
_ATTRIBUTE = rf"(?:[\w:@.-]++\s*+=\s*+(?:{_QUOTED}|[^\s\"'<>=`]++)|(?:{_BARE})(?=[\s/>]))"
_MOST_ATTRIBUTES = 200
"""What has more is no tag: libxml2 compares each with each."""

_TAG = re.compile(
    rf"</(?:{_NAMES})\s*+>|<(?:{_NAMES})(?:(?:\s++|(?<=[\"'])){_ATTRIBUTE}){{0,{_MOST_ATTRIBUTES}}}+\s*+/?>"
    r"|<!doctype[^<>]{0,500}>|<\?xml[^<>]{0,500}>|<!\[(?:if|endif)[^<>]{0,200}>|(?P<stray><(?P<name>[A-Za-z/!?])?)",
    re.IGNORECASE,
)
_NOT_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_WIRIS = re.compile("«math.*?«/math»", re.DOTALL)
_WIRIS_PICTURE = re.compile(
    r"<img\b[^<>]*?data-mathml\s*=\s*([\"'])(?P<math>«math[^\"'<>]*«/math»)\1[^<>]*>", re.IGNORECASE
)
_GUILLEMETS = str.maketrans({"«": "<", "»": ">", "¨": '"', "§": "&", "`": "'"})
_ANY_TAG = re.compile("<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree of a piece of HTML."""

    root: etree._Element
    strays: tuple[str, ...] = ()
    """What looks like tags and was kept as characters, each with a little that follows it."""

    is_whole: bool = True
    """Whether its structure is complete; else all of it is one run of words."""


def tree_of(source: str) -> Tree:
    """The tree, whose root has no meaning of its own; lines are counted from 1."""
    strays: list[str] = []

    def kept(match: re.Match[str]) -> str:
        if match["stray"] is None:
            return match[0]
        if match["name"]:
            strays.append(source[match.start() : match.start() + 40].split("\n")[0])
        return f"&lt;{match['name'] or ''}"

    source = characters(_without_comments(_with_mathml(source)))
    source = source.replace("<![CDATA[", "").replace("]]>", "")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    root = etree.fromstring(f"<div>{_TAG.sub(kept, source)}</div>".encode(), parser)
    if root is None or any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        root = etree.Element("div")
        root.text = _ANY_TAG.sub(" ", source)
        return Tree(root, tuple(strays), is_whole=False)
    return Tree(root, tuple(strays))


def characters(source: str) -> str:
    """The source without what is no character of XML."""
    return _NOT_CHARACTERS.sub("", source)


def _with_mathml(source: str) -> str:
    """The source with the MathML that one editor writes between guillemets."""
    if "«math" not in source or "«/math»" not in source:
        return source
    source = _WIRIS_PICTURE.sub(lambda match: match["math"], source)
    return _WIRIS.sub(lambda match: match[0].translate(_GUILLEMETS), source)


def _without_comments(source: str) -> str:
    """The source without comments, their line ends kept; one that is never closed is none."""
    kept: list[str] = []
    at = 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start + 2)) >= 0:
        kept += [source[at:start], "\n" * source.count("\n", start, end)]
        at = end + 3
    return "".join((*kept, source[at:]))
