"""The texts of a table or of JSON in, question text out: plain words, Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.located import located
from examgen.formats.prose import html_of, is_html
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.markup import commonmark, html, plain
from examgen.markup.commonmark import Markup
from examgen.model.text import Text

MARKDOWN, HTML, MIXED = "markdown", "html", "words or html"
_ELEMENT = re.compile(r"\s*<(p|div|span|b|strong|i|em|h[1-6]|ul|ol|table)\b[^<>]*>.*</\1>", re.DOTALL | re.IGNORECASE)
_LATEX = re.compile(r"\\begin\{(?:tabular|center|itemize|enumerate|table)\}")
_PER_CENT = re.compile(r"(?<!\\)%")
_GLUED_RULE = re.compile(r"\\hline(?=[A-Za-z])")
"""Where the line end behind it was lost when the text was made one line."""

_TAG = re.compile(r"<[A-Za-z/!]")
_BARE_TAG = re.compile(r"<[^<>]*>")
_FENCE = re.compile(r"^ *(?:```|~~~)", re.MULTILINE)
_PICTURE = re.compile(r"[^\s<>]{1,200}\.(?:png|jpe?g|svg|gif|webp|bmp)", re.IGNORECASE)


class TextReader:
    """Reads the texts of one question."""

    def __init__(self, source: Source, line: int, markup: str, report: Report) -> None:
        self.source = source
        self.line = line
        self.is_markdown = markup.strip().casefold() in (MARKDOWN, "md", "commonmark")
        self.is_html = markup.strip().casefold() == HTML
        self.is_mixed = markup == MIXED
        self.report = report

    def read(self, words: str) -> Text:
        """One text."""
        if not words:
            return ()
        if self.is_html:
            return self._told(html.parse(words, line=self.line, load=self.source.load))
        if self.is_mixed and is_html(words) and not _LATEX.search(words):
            return self._told(html_of(words, self.line, self.source.load))
        if not self.is_markdown and _LATEX.search(words) and (text := self._latex(words)) is not None:
            return text
        if not self.is_markdown and not _FENCE.search(words):
            return plain.parse(words)
        return self._markdown(words)

    def picture(self, name: str) -> Text:
        """A picture by the name of its file; a name of anything else is told, and left out."""
        if not name:
            return ()
        if _PICTURE.fullmatch(name.strip()):
            return self._markdown(f"![](<{name.strip()}>)")
        message = f'"{name}" is no file of a picture, so no picture is shown'
        self.report.warning("not-carried", message, self.line, "write the name of a PNG, JPEG or SVG file")
        return ()

    def _latex(self, words: str) -> Text | None:
        """A text with tables or lists of LaTeX; a per cent sign in it is one, and opens no comment."""
        from examgen.formats.latex.prose import Prose
        from examgen.formats.latex.walking import Source as Latex

        latex = Latex(_GLUED_RULE.sub(r"\\hline ", _PER_CENT.sub(r"\\%", words)))
        report = Report(self.report.path, self.report.question)
        text = Prose(latex, {}, self.source.load, report).text(latex.nodes) if latex.nodes else None
        self.report.diagnostics.extend(replace(found, line=self.line) for found in report.diagnostics)
        return text

    def _markdown(self, words: str) -> Text:
        return self._told(commonmark.parse(words, line=self.line, load=self.source.load))

    def _told(self, markup: Markup) -> Text:
        """The text, its problems in the report."""
        self.report.diagnostics.extend(located(markup.problems, self.source.path, self.report.question or ""))
        return markup.text


def are_html(stems: Sequence[str]) -> bool:
    """Whether the texts of a file are HTML: most of its stems begin with an element, and close it."""
    return bool(stems) and 2 * sum(_ELEMENT.match(stem) is not None for stem in stems) > len(stems)


def hold_html(texts: Sequence[str]) -> bool:
    """Whether tags in a question's texts set them: all that hold tags are whole, and have words between these.

    A question about HTML speaks of tags, in one of its texts at least without closing them or with nothing in them.
    """
    tagged = [text for text in texts if _TAG.search(text)]
    return all(is_html(text) and (_BARE_TAG.sub("", text).strip() or "<img" in text.lower()) for text in tagged)
