"""One line of a Markdown quiz in, the option or the label that it begins out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from examgen.formats.plain_text.field_names import FieldSign
from examgen.formats.plain_text.options import OptionKind, option_sign, without_cross, without_mark
from examgen.formats.plain_text.signs import field_sign
from examgen.formats.sections import Line


@dataclass(frozen=True, slots=True)
class Item:
    """A line that may begin an option."""

    kind: OptionKind
    label: str
    rest: str
    """The words without bullet, box, label and mark."""

    indent: int
    width: int
    """Columns before the words, by which the lines that go on are indented."""

    is_boxed: bool
    is_marked: bool
    line: int


_BULLET = re.compile(r"( *)([-*+•]) +(?=\S)")
_BEHIND_BULLETS = (OptionKind.BOX, OptionKind.LETTER, OptionKind.CIRCLED)
_RING = re.compile(r"^(\s*(?:[-*+•]\s+)?)\((?:(?P<tick>[xX*✓✔•●])|\s{0,3})\)(?=\s*\S)")


def item(line: Line) -> Item | None:
    """The option that a line may begin, without its signs; ``None`` where it begins none."""
    if line.is_code or line.is_blank:
        return None
    bullet = _BULLET.match(line.text)
    words = line.text[bullet.end() :] if bullet else line.text.strip()
    sign = option_sign(words) if not bullet or words[0] not in "-*+•" or words.startswith("**") else None
    if sign and bullet and sign.kind not in _BEHIND_BULLETS:
        sign = None
    if not bullet and (sign is None or sign.kind is OptionKind.BULLET):
        return None
    kind = sign.kind if sign and not bullet else OptionKind.BULLET
    kind = OptionKind.LETTER if sign and sign.label.isalpha() else kind
    kind = OptionKind.CIRCLED if sign and sign.kind is OptionKind.CIRCLED else kind
    rest = without_cross(sign.rest if sign else words)
    rest, is_marked = without_mark(rest)
    indent = len(line.text) - len(line.text.lstrip(" "))
    return Item(
        kind=kind,
        label=sign.label if sign else "",
        rest=rest,
        indent=indent,
        width=bullet.end() if bullet else indent + len(words) - len(sign.rest if sign else words),
        is_boxed=sign is not None and sign.kind is OptionKind.BOX,
        is_marked=is_marked or (sign is not None and sign.is_marked),
        line=line.number,
    )


def with_boxes(lines: Sequence[Line]) -> list[Line]:
    """The lines with boxes for rings, ``( )`` and ``(x)``, where an empty one is among them."""
    found = [None if line.is_code else _RING.match(line.text) for line in lines]
    if not any(match and not match["tick"] for match in found):
        return list(lines)
    return [
        replace(line, text=f"{match[1]}[{'x' if match['tick'] else ' '}]{line.text[match.end() :]}") if match else line
        for line, match in zip(lines, found, strict=True)
    ]


_OPTIONS = re.compile(
    r"\s*(?:\*\*|__)?(?:(?:answer |possible )?(?:options|choices|alternatives)|possible answers)"
    r"(?:\*\*|__)?\s*:?(?:\*\*|__)?\s*$",
    re.IGNORECASE,
)
_ICON = re.compile(r"\s*(?:[-*+]\s+(?=\*))?(?:>\s*)?(?:[^\w\s*_`(\[{<>\"'.,;:!?\\/#$|~=&%@^+-]\ufe0f?\s*)?")


def opens_options(line: Line) -> bool:
    """Say whether the line only announces options."""
    return not line.is_code and bool(_OPTIONS.match(line.text))


def label(line: Line) -> FieldSign | None:
    """The part of a question that a line such as ``**Answer:** B`` opens."""
    if line.is_code:
        return None
    words = line.text[_ICON.match(line.text).end() :].strip()  # type: ignore[union-attr]
    if words.startswith("__"):
        words = words.replace("__", "**", 2)
    sign = field_sign(words)
    if sign is None and words.startswith("**") and words.endswith("**") and words.count("**") == 2:
        sign = field_sign(words[2:-2].rstrip(" :.") + ":") if len(words) < 40 else None
    return replace(sign, value=sign.value.strip()) if sign else None


_WHOLE_BOLD = re.compile(r"(\*\*|__)(?!\s)(.+)(?<!\s)\1", re.DOTALL)


def unbolded(text: str) -> str | None:
    """The words inside, where the whole text is one bold run."""
    match = _WHOLE_BOLD.fullmatch(text.strip())
    return match[2] if match and match[1] not in match[2] else None
