"""A check's report in, JSON out: examgen's own, or SARIF 2.1.0, which editors and code hosts show at the lines."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from examgen import __version__
from examgen.diagnostics import Diagnostic, Severity
from examgen.lint import RULES
from examgen.pipeline.check import CheckReport

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_KNOWN = {rule.name: rule for rule in RULES}


def as_json(report: CheckReport) -> str:
    """The diagnostics as objects with the fields of `Diagnostic`, and the lines of the summary."""
    found = [_fields(diagnostic) for diagnostic in report.said]
    return _dumped({"examgen": __version__, "diagnostics": found, "ignored": report.ignored, "summary": report.summary})


def _fields(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    return {
        "severity": diagnostic.severity.value,
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "path": diagnostic.path,
        "line": diagnostic.line,
        "question": diagnostic.question,
        "field": diagnostic.field,
        "hint": diagnostic.hint,
    }


def as_sarif(report: CheckReport) -> str:
    """One run of one tool, with its results in the order of the report."""
    names = sorted({diagnostic.rule for diagnostic in report.diagnostics} | set(_KNOWN))
    driver = {
        "name": "examgen",
        "semanticVersion": __version__,
        "rules": [_rule(name) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, names) for diagnostic in report.said],
    }
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str) -> dict[str, Any]:
    """A rule as the standard describes one; the manual has no address of its own, so the help is words."""
    known = _KNOWN.get(name)
    if known is None:
        return {"id": name, "help": {"text": f"See {name} in the manual: docs/diagnostics.md"}}
    return {
        "id": name,
        "shortDescription": {"text": known.summary},
        "help": {"text": f"{known.summary} See {name} in the manual: docs/lint.md"},
        "defaultConfiguration": {"level": _LEVELS[known.level]},
    }


def _result(diagnostic: Diagnostic, names: list[str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(diagnostic.path)}}
    if diagnostic.line:
        place["region"] = {"startLine": diagnostic.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if diagnostic.question:
        location["logicalLocations"] = [{"name": f"question {diagnostic.question}", "kind": "element"}]
    text = diagnostic.message + (f"\nhint: {diagnostic.hint}" if diagnostic.hint else "")
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": names.index(diagnostic.rule),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [location],
    }


def _uri(path: str) -> str:
    """A path as the user named it, as a reference; an absolute one with its scheme."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogateescape")


def _dumped(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=True)
