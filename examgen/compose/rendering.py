"""A template's files and what they may read in, Markdown with marks out; every mistake is located in its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from traceback import walk_tb
from typing import Any, NoReturn

from jinja2 import FunctionLoader, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2 import Template as JinjaTemplate
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from examgen.compose.bounds import BoundedEnvironment, bounded, counted_range
from examgen.compose.marks import UNMARKED, VALUE_START, value_mark
from examgen.compose.names import TemplateMistake, UnknownName, unknown_names
from examgen.compose.template import Template
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BlueprintError

IMPURE = ("lipsum", "random")
"""What Jinja offers and a template must not have: it would print something else every time."""


class Renderer:
    """Compiles the files of one template, each once, and renders them."""

    def __init__(self, template: Template, number: Callable[[Decimal], str]) -> None:
        self._template = template
        self._compiled: dict[str, JinjaTemplate] = {}
        self._environment = BoundedEnvironment(
            loader=FunctionLoader(self._load),
            undefined=UnknownName,
            finalize=_finalizer(number),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        for name in IMPURE:
            self._environment.globals.pop(name, None)
            self._environment.filters.pop(name, None)

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """The file's text with marks; empty where the template has no such file."""
        if self._template.markdown(name) is None:
            return ""
        try:
            if name not in self._compiled:
                self._compiled[name] = self._compile(name, context)
            self._environment.globals["range"] = counted_range()
            return bounded(self._compiled[name].generate(context), context)
        except BlueprintError:
            raise
        except TemplateSyntaxError as error:
            self.refuse(error.name or name, TemplateMistake(error.message or "cannot be read"), error.lineno)
        except Exception as error:  # whatever a template's own expressions run into is its author's to mend
            self._refuse_located(name, error)

    def _compile(self, name: str, context: Mapping[str, object]) -> JinjaTemplate:
        """Compile a file whose names are all known, those in untaken branches too."""
        source = self._load(name)
        tree = self._environment.parse(source[0] if source else "", name)
        if mistakes := [self._diagnostic(name, mistake, line) for mistake, line in unknown_names(tree, context)]:
            raise BlueprintError(f"the template file {mistakes[0].path} holds mistakes", diagnostics=mistakes)
        return self._environment.get_template(name)

    def refuse(self, name: str, mistake: TemplateMistake, line: int | None = None) -> NoReturn:
        """Raise a mistake, located in a template file."""
        diagnostic = self._diagnostic(name, mistake, line)
        raise BlueprintError(
            f"the template file {diagnostic.path} holds a mistake", diagnostics=[diagnostic]
        ) from mistake

    def _diagnostic(self, name: str, mistake: TemplateMistake, line: int | None) -> Diagnostic:
        file = self._template.markdown(name)
        path, text = (file.path, file.text) if file else (name, "")
        return Diagnostic(
            severity=Severity.ERROR,
            rule="template",
            message=mistake.message,
            path=path,
            line=line or _line_of(mistake.quote, text),
            hint=mistake.hint,
        )

    def _refuse_located(self, name: str, error: Exception) -> NoReturn:
        files = {file.path: known for layer in self._layers() for known, file in layer.items()}
        frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        path, line = next((place for place in reversed(frames) if place[0] in files), (None, None))
        self.refuse(files[path] if path else name, _mistake_of(error), line)

    def _layers(self) -> tuple[Mapping[str, Any], ...]:
        return (self._template.shipped, self._template.own)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        file = self._template.markdown(name)
        return (file.text.translate(UNMARKED), file.path, None) if file else None


def _finalizer(number: Callable[[Decimal], str]) -> Callable[[Context, object], Markup]:
    """What marks each printed expression as a value, with numbers written as `number` has them."""

    @pass_context  # keeps Jinja from folding constants before they are marked as values
    def as_value(_context: Context, value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Undefined):
            str(value)
        return value_mark(number(value) if isinstance(value, Decimal) else str(value))

    return as_value


def _mistake_of(error: Exception) -> TemplateMistake:
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
