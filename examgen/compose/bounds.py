"""A template's loops and texts in, the same out as long as they are of a size that a page needs: none runs for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from examgen.compose.names import TemplateMistake

MOST_STEPS = 10_000
"""So many numbers may `range` give while one page is rendered."""

MOST_CHARACTERS = 100_000
"""A page's own text; what stands for questions and variants comes on top."""

CHARACTERS_EACH = 1_000
"""Room for each question or variant that a page may show."""

MOST_EXPONENT = 64
KEPT_ATTRIBUTES = 1_000


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, where multiplying makes no text or number that fills the memory."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """What the sandbox says depends on the object's type alone; every paper asks for the same few attributes."""
        known = (type(obj), attr)
        if known not in self._safe:
            if len(self._safe) >= KEPT_ATTRIBUTES:
                self._safe.clear()
            self._safe[known] = super().is_safe_attribute(obj, attr, value)
        return self._safe[known]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" and isinstance(right, int | float) and abs(right) > MOST_EXPONENT:
            raise TemplateMistake(f"{right} is too high a power", f"take powers up to {MOST_EXPONENT}")
        if operator == "*" and max(_repeated(left, right), _repeated(right, left)) > MOST_CHARACTERS:
            raise TemplateMistake(f"the text or list is repeated to more than {MOST_CHARACTERS} parts")
        return super().call_binop(context, operator, left, right)


def _repeated(part: Any, times: Any) -> int:
    return len(part) * times if isinstance(part, str | list | tuple) and isinstance(times, int) else 0


def counted_range() -> Callable[..., range]:
    """The function `range` for one rendering: all its loops together are bounded, also those inside each other."""
    left = MOST_STEPS

    def limited(*bounds: int) -> range:
        nonlocal left
        numbers = range(*bounds)
        left -= len(numbers[: MOST_STEPS + 1])
        if left < 0:
            raise TemplateMistake(f"range() counts more than {MOST_STEPS} steps on one page", "count less far")
        return numbers

    return limited


def bounded(parts: Iterable[str], context: Mapping[str, object]) -> str:
    """Join what a template prints; more than any page needs is a mistake."""
    shown = sum(len(value) for value in context.values() if isinstance(value, tuple))
    room = most = MOST_CHARACTERS + CHARACTERS_EACH * shown
    kept = []
    for part in parts:
        room -= len(part)
        if room < 0:
            raise TemplateMistake(
                f"the page holds more than {most} characters", "look for a loop that prints too often"
            )
        kept.append(part)
    return "".join(kept)
