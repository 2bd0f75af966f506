"""A template's names and what it may read in, mistakes with the nearest valid names out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

from jinja2 import StrictUndefined, meta, nodes
from jinja2.utils import missing

from examgen.compose.toml_layer import nearest_hint


class TemplateMistake(Exception):
    """Something that a template must not do; located by the one who knows the file."""

    def __init__(self, message: str, hint: str | None = None, quote: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.quote = quote
        """A line of the template in which the mistake stands, where its number is not known."""


class UnknownName(StrictUndefined):
    """A name that a template may not use; says which one was probably meant."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        def mistake(_message: str | None) -> TemplateMistake:
            nearest = nearest_hint(str(name), _names_in(obj)) if is_dataclass(obj) else None
            return TemplateMistake(hint or f'unknown name "{name}"', nearest)

        super().__init__(hint, obj, name, mistake)  # type: ignore[arg-type]


def unknown_names(tree: nodes.Template, context: Mapping[str, object]) -> Iterator[tuple[TemplateMistake, int]]:
    """The names in a template that its context lacks, with their lines, whether they would be reached or not."""
    undeclared = meta.find_undeclared_variables(tree)
    for name in tree.find_all(nodes.Name):
        if name.name in undeclared and name.name not in context:
            yield TemplateMistake(f'unknown name "{name.name}"', nearest_hint(name.name, context)), name.lineno
    known = {name: _names_in(value) for name, value in _readable(context).items()}
    for read in tree.find_all(nodes.Getattr):
        owner = read.node.name if isinstance(read.node, nodes.Name) else ""
        if owner in known and read.attr not in known[owner]:
            hint = nearest_hint(read.attr, known[owner])
            yield TemplateMistake(f'unknown name "{owner}.{read.attr}"', hint), read.lineno


def _readable(context: Mapping[str, object]) -> dict[str, object]:
    """What has names of its own: the context's objects, and the one of each list, under the name that loops give it."""
    objects = {name: value for name, value in context.items() if is_dataclass(value)}
    lists = {name: value for name, value in context.items() if isinstance(value, tuple) and value}
    return {name.removesuffix("s"): value[0] for name, value in lists.items()} | objects


def _names_in(value: object) -> Sequence[str]:
    return [name for name in dir(value) if not name.startswith("_")]
