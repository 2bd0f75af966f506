"""Bank files in, the same files with what rules can mend out: shown as a diff, and written whole or not at all.

Lines are edited in the source, so that all else in a file stays as it is, byte for byte.
Each file is read again as edited, and must be the same bank: ids, keys, points and words.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial
from pathlib import Path

from examgen.diagnostics import errors_in
from examgen.errors import BankError, OutputError
from examgen.formats import parse_bank, read_draft
from examgen.lint import RULES, Edit, edits_in, items_in, mended, without_doubles
from examgen.model.bank import Bank, Question
from examgen.model.reading import Reading
from examgen.model.text import wording
from examgen.pipeline.check import CheckReport
from examgen.pipeline.whole_file import write_whole

EDITABLE = ("examgen-markdown", "quiz-markdown", "plain-text")
"""Formats in which two stars on both sides of a word are bold type, and a line is a line."""

MOST_ROUNDS = 8
"""An edit changes a line once; what else there is to mend in it is left to the next round."""

_UNSURE = "it is not UTF-8; name its encoding with --encoding"
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LINE_END = re.compile("(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """One file, before and after."""

    path: str
    before: bytes
    after: bytes
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The text of a file as it is, with how it is read."""

    path: str
    text: str
    format: str
    how: Reading

    def bank(self, text: str) -> tuple[Bank, int]:
        """This text as a bank, with the number of its errors."""
        folder = Path(self.path).parent
        bank, found = parse_bank(text, self.path, format=self.format, language=self.how.language, folder=folder)
        return bank, len(errors_in(found))


def mend(report: CheckReport, how: Reading) -> tuple[Mending, ...]:
    """The files of a checked bank that can be mended, by the rules that were heard; raise what cannot be sure."""
    heard = {(found.path, found.rule, found.question) for found in report.diagnostics}
    named = {(q.path, q.id): q.number or q.id for whole in report.bank.questions for q in whole.with_parts}

    def is_wanted(path: str, edit: Edit) -> bool:
        return (path, edit.rule, named.get((path, edit.question))) in heard

    sources = (_text(path, how) for path in dict.fromkeys(report.bank.paths))
    mendings = (_mending(source, partial(is_wanted, source.path)) for source in sources if not isinstance(source, str))
    return tuple(mending for mending in mendings if mending.after != mending.before)


def left_alone(report: CheckReport, how: Reading) -> tuple[str, ...]:
    """Why files with something to mend cannot be edited."""
    mendable = {rule.name for rule in RULES if rule.is_fixable}
    paths = dict.fromkeys(found.path for found in report.diagnostics if found.rule in mendable)
    return tuple(f"{path} is left as it is: {source}" for path in paths if isinstance(source := _text(path, how), str))


def _text(path: str, how: Reading) -> _Text | str:
    """A file that can be edited: in such a format, and of text that is written again as the same bytes; or why not."""
    form = read_draft(path, how).format
    if form is None or form.name not in EDITABLE:
        return f"lines are edited in {', '.join(EDITABLE)} alone"
    data, encoding = Path(path).read_bytes(), how.encoding or "utf-8"
    try:
        text = data.decode(encoding)
        is_same = text.encode(encoding) == data
    except (UnicodeError, LookupError):
        is_same = False
    return _Text(path=path, text=text, format=form.name, how=how) if is_same else _UNSURE


def _mending(source: _Text, is_wanted: Callable[[Edit], bool]) -> Mending:
    pieces = _LINE_END.split(source.text)
    before, ends = pieces[::2], [*pieces[1::2], ""]
    after = before
    for _ in range(MOST_ROUNDS):
        items = items_in(source.bank(_joined(after, ends))[0], source.how.language)
        edits = [edit for edit in edits_in(items, after) if is_wanted(edit)]
        if not edits:
            break
        after = mended(after, edits)
    text = _joined(after, ends)
    _prove(source, text)
    encoding = source.how.encoding or "utf-8"
    diff = "\n".join(unified_diff(before, after, source.path, source.path, lineterm=""))
    return Mending(path=source.path, before=source.text.encode(encoding), after=text.encode(encoding), diff=diff)


def _joined(lines: Sequence[str], ends: Sequence[str]) -> str:
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _prove(source: _Text, text: str) -> None:
    """Refuse a text that is read as another bank than before."""
    (before, errors), (after, new_errors) = source.bank(source.text), source.bank(text)
    if errors != new_errors or _facts(before) != _facts(after):
        raise BankError(
            f"{source.path} is left as it is: mended by rules, it would be read otherwise",
            remedy="mend it by hand: examgen check shows the places",
        )


def _facts(bank: Bank) -> list[object]:
    """What edits may not change."""
    return [fact for question in bank.questions for part in question.with_parts for fact in _of(part)]


def _of(question: Question) -> Iterable[object]:
    yield question.id, question.number, question.kind, question.points, question.key_origin, question.locked
    yield sorted((_said(wording(o.text)), o.is_key, o.pinned, _said(wording(o.rationale))) for o in question.options)
    yield [(field.field, _said(wording(field.text))) for field in question.own_texts if field.field != "options"]


def _said(text: str) -> str:
    return " ".join(without_doubles(text).split())


def write(mendings: Sequence[Mending]) -> None:
    """Write all files; where one cannot be written, those before it are as they were."""
    for mending in mendings:
        _refuse_protected(Path(mending.path))
    written: list[Mending] = []
    try:
        for mending in mendings:
            _replace(mending.path, mending.after)
            written.append(mending)
    except BaseException:
        for mending in written:
            _replace(mending.path, mending.before)
        raise


def _refuse_protected(path: Path) -> None:
    """Raise `OutputError` for a file that may not be written, though another could be moved into its place."""
    if not os.access(path, os.W_OK) or not path.stat().st_mode & _WRITABLE:
        raise OutputError(f"{path} is write-protected", remedy="lift the protection, or mend a copy")


def _replace(path: str, data: bytes) -> None:
    """Other bytes in a file that keeps its permissions; where it is a link, in what it leads to."""
    target = Path(path).resolve()
    mode = target.stat().st_mode
    write_whole(target, data)
    os.chmod(target, mode)
