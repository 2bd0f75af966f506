"""YAML in, a `Draft` out: examgen's own schema, and lists of questions recognised by their shape."""

from __future__ import annotations

import re

from examgen.formats.bounds import admit_lines
from examgen.formats.draft import Draft
from examgen.formats.format import Format, Parsed, Pictures, Writer
from examgen.formats.records.json_format import damaged
from examgen.formats.records.own_dump import dump_yaml
from examgen.formats.records.shapes import read_shapes
from examgen.formats.records.values import MOST_LINES
from examgen.formats.records.vocabulary import Role, role_of
from examgen.formats.records.yaml_values import yaml_values
from examgen.formats.source import Source

_NAME = re.compile(r"(?P<sign>(?:- +)*)(?P<name>[\"']?[^\W\d][\w -]{0,40}[\"']?)\s*:(?:\s|$)")
_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_MOST_LINES = 60
_OWN = 0.99
"""Of names that examgen's own schema has, whatever signs of other formats stand in the texts."""


def sniff(source: Source) -> float:
    """Names with colons in lists or below other names, among them those of a question and its answers."""
    lines = [line for line in source.head.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    lines = [line for line in lines if line.strip() not in ("---", "...")][:_MOST_LINES]
    if _is_entry(lines):
        return 0.9
    front = _FRONT.match(source.head)
    if front and source.head[front.end() :].strip() and not source.head[front.end() :].lstrip().startswith("- "):
        return 0.0
    names = [match for line in lines if (match := _NAME.match(line.lstrip()))]
    first = next((line for line in lines if line.strip() != "-"), "")
    is_listed = any(line.lstrip().startswith("- ") or line.strip() == "-" for line in lines)
    if _NAME.match(first.lstrip() if lines and lines[0] == "-" else first) is None:
        return 0.0
    if not (is_listed or _is_nested(lines)):
        return 0.0
    if not any(line.startswith((" ", "\t")) and _NAME.match(line.lstrip()) for line in lines):
        return 0.0
    roles = {named.role for name in names if (named := role_of(name["name"].strip("\"'")))}
    if {"stem", "kind"} <= {name["name"] for name in names}:
        return _OWN
    is_named = Role.STEM in roles or (Role.KEY in roles and roles & {Role.DISTRACTOR, Role.OPTIONS})
    return 0.9 if is_named and len(roles) > 1 else 0.0


def _is_entry(lines: list[str]) -> bool:
    """Whether a text is one question or several documents: names at the margin, one of them of a list of options."""
    if not all(line.startswith((" ", "\t", "- ")) or _NAME.match(line) for line in lines):
        return False
    named = [(match, role_of(match["name"])) for line in lines if (match := _NAME.match(line)) and not match["sign"]]
    lists = [match for match, said in named if said and said.role in (Role.OPTIONS, Role.ANSWERS)]
    is_listed = any(match.string[match.end() :].strip()[:1] in ("", "[", "{") for match in lists)
    return is_listed and any(said and said.role is Role.STEM for _, said in named)


def _is_nested(lines: list[str]) -> bool:
    """Whether a text without lists is names below names, and nothing else at its margin."""
    return all(line.startswith((" ", "\t")) or line.rstrip().endswith(":") for line in lines)


def parse(source: Source) -> Parsed:
    """Cut a file into questions."""
    admit_lines(source.tabbed, MOST_LINES)
    values, damages = yaml_values(source.tabbed)
    if damages:
        return Draft(questions=()), tuple(damaged(damage, "bad-yaml", source.path) for damage in damages)
    draft, diagnostics = read_shapes(values, source)
    return draft, tuple(diagnostics)


FORMAT = Format(name="yaml", sniff=sniff, parse=parse)
WRITER = Writer(name="yaml", title="YAML", endings=(".yaml", ".yml"), dump=dump_yaml, pictures=Pictures.BESIDE)
