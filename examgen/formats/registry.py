"""The bank formats that examgen knows; adding one is adding a module and a line here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from examgen.formats.format import Format, Writer
from examgen.formats.source import Source


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format that is read, in the order in which they are named to the user."""
    from examgen.formats import (
        aiken,
        amc_text,
        blackboard,
        docx,
        examgen_markdown,
        gift,
        latex,
        moodle_xml,
        plain_text,
        project_quiz,
        qti,
        question_pool,
        quiz_markdown,
        rexams,
        text2qti,
        trivia,
    )
    from examgen.formats.records import json_format, yaml_format
    from examgen.formats.tables import csv_format

    return (
        examgen_markdown.FORMAT,
        plain_text.FORMAT,
        quiz_markdown.FORMAT,
        trivia.FORMAT,
        question_pool.FORMAT,
        project_quiz.FORMAT,
        text2qti.FORMAT,
        amc_text.FORMAT,
        gift.FORMAT,
        csv_format.FORMAT,
        json_format.FORMAT,
        yaml_format.FORMAT,
        *qti.FORMATS,
        aiken.FORMAT,
        moodle_xml.FORMAT,
        blackboard.FORMAT,
        rexams.FORMAT,
        latex.FORMAT,
        docx.FORMAT,
    )


@cache
def all_writers() -> tuple[Writer, ...]:
    """Every format that is written, in the order in which they are named to the user."""
    from examgen.formats import docx, examgen_markdown_dump, plain_text_dump, text2qti
    from examgen.formats.aiken import dump as aiken_dump
    from examgen.formats.gift import dump as gift_dump
    from examgen.formats.moodle_xml import dump as moodle_xml_dump
    from examgen.formats.qti.written import first, second
    from examgen.formats.records import json_format, yaml_format

    return (
        examgen_markdown_dump.WRITER,
        plain_text_dump.WRITER,
        text2qti.WRITER,
        moodle_xml_dump.WRITER,
        first.WRITER,
        second.WRITER,
        docx.WRITER,
        json_format.WRITER,
        yaml_format.WRITER,
        gift_dump.WRITER,
        aiken_dump.WRITER,
    )


def format_names() -> tuple[str, ...]:
    return tuple(form.name for form in all_formats())


def format_named(name: str) -> Format | None:
    return next((form for form in all_formats() if form.name == name.lower()), None)


def writer_named(name: str) -> Writer | None:
    return next((writer for writer in all_writers() if writer.name == name.lower()), None)


def writer_for(path: Path) -> Writer | None:
    """The format that the ending of a file name means."""
    return next((writer for writer in all_writers() if path.name.lower().endswith(writer.endings)), None)


def recognised(source: Source, formats: Sequence[Format] | None = None) -> Format | None:
    """The format that is surest that the file is its own, the first of several; ``None`` if none claims it."""
    claims = [(form.sniff(source), form) for form in (formats or all_formats())]
    claim, best = max(claims, key=lambda pair: pair[0])
    return best if claim > 0 else None
