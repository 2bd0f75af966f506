"""A template's text and the values it may use in, Markdown with marked values and places out.

A value stands between two marks, so that nothing in a title or a name is ever read as Markdown;
a question or grid is a mark on a line of its own, and is filled in after the Markdown is parsed.
The marks are Unicode noncharacters, which no text holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from traceback import walk_tb
from typing import Any, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2 import Template as JinjaTemplate
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from examgen.compose.labels import plain_number
from examgen.compose.template import Template
from examgen.compose.toml_layer import nearest_hint
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BlueprintError

VALUE_START = "\ufdd0"
VALUE_END = "\ufdd1"
PLACE = "\ufdd2"
GRID = "\ufdd3"
UNMARKED = str.maketrans(dict.fromkeys((VALUE_START, VALUE_END, PLACE, GRID), "\ufffd"))


class TemplateMistake(Exception):
    """Something that a template must not do; located by the one who knows the file."""

    def __init__(self, message: str, hint: str | None = None, quote: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.quote = quote
        """A line of the template in which the mistake stands, where its number is not known."""


class UnknownNameMistake(TemplateMistake):
    """A template reads a name that is not there; `quote` is the name."""


class UnknownName(StrictUndefined):
    """A name that a template may not use; says which one was probably meant."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        def mistake(_message: str | None) -> TemplateMistake:
            known = [known for known in dir(obj) if not known.startswith("_")] if is_dataclass(obj) else ()
            nearest = nearest_hint(str(name), known) if known else None
            return UnknownNameMistake(hint or f'unknown name "{name}"', nearest, name)

        super().__init__(hint, obj, name, mistake)  # type: ignore[arg-type]


def plain(text: str) -> str:
    """A teacher's text on one line, without marks."""
    return " ".join(text.translate(UNMARKED).split())


def markdown(text: str) -> Markup:
    """A teacher's text that is Markdown on purpose."""
    return Markup(text.translate(UNMARKED))


def place_mark(number: int, view: str) -> Markup:
    """The mark of a question's place."""
    return Markup(f"\n\n{PLACE}{number} {view}\n\n")


def grid_mark(number: int) -> Markup:
    """The mark of a grid's place."""
    return Markup(f"\n\n{GRID}{number}\n\n")


class Renderer:
    """Compiles the files of one template, each once, and renders them."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._compiled: dict[str, JinjaTemplate] = {}
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._load),
            undefined=UnknownName,
            finalize=_as_value,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.clear()

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """The file's text with marks; empty where the template has no such file."""
        if self._template.markdown(name) is None:
            return ""
        try:
            if name not in self._compiled:
                self._compiled[name] = self._environment.get_template(name)
            return self._compiled[name].render(context)
        except TemplateSyntaxError as error:
            self.refuse(error.name or name, TemplateMistake(error.message or "cannot be read"), error.lineno)
        except Exception as error:  # whatever a template's own expressions run into is its author's to mend
            self._refuse_located(name, error, context)

    def refuse(self, name: str, mistake: TemplateMistake, line: int | None = None) -> NoReturn:
        """Raise a mistake as a located diagnostic of a template file."""
        file = self._template.markdown(name)
        path, text = (file.path, file.text) if file else (name, "")
        diagnostic = Diagnostic(
            severity=Severity.ERROR,
            rule="template",
            message=mistake.message,
            path=path,
            line=line or _line_of(mistake.quote, text),
            hint=mistake.hint,
        )
        raise BlueprintError(f"the template file {path} holds a mistake", diagnostics=[diagnostic]) from mistake

    def _refuse_located(self, name: str, error: Exception, context: Mapping[str, object]) -> NoReturn:
        files = {file.path: known for layer in self._layers() for known, file in layer.items()}
        frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        path, line = next((place for place in reversed(frames) if place[0] in files), (None, None))
        self.refuse(files[path] if path else name, _mistake_of(error, context), line)

    def _layers(self) -> tuple[Mapping[str, Any], ...]:
        return (self._template.shipped, self._template.own)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        file = self._template.markdown(name)
        return (file.text, file.path, None) if file else None


@pass_context  # keeps Jinja from folding constants before they are marked as values
def _as_value(_context: Context, value: object) -> Markup:
    """Mark what an expression printed as a value, unless it is Markdown or a mark already."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Undefined):
        str(value)
    text = plain(plain_number(value) if isinstance(value, Decimal) else str(value))
    return Markup(f"{VALUE_START}{text}{VALUE_END}" if text else "")


def _mistake_of(error: Exception, context: Mapping[str, object]) -> TemplateMistake:
    if isinstance(error, UnknownNameMistake):
        return TemplateMistake(error.message, error.hint or nearest_hint(str(error.quote), context))
    if isinstance(error, TemplateMistake):
        return error
    if isinstance(error, TemplateNotFound):
        return TemplateMistake(f'there is no file "{error.name}" in this template')
    return TemplateMistake(f"cannot be worked out: {error}")


def _line_of(quote: str | None, text: str) -> int | None:
    """The first line of a template that starts like the quoted one; values in it are not in the source."""
    start = (quote or "").split(VALUE_START)[0].strip()
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if start and line.strip().startswith(start)), None)
