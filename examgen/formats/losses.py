"""What a file holds and a bank does not, as it is met; one warning for each kind of it out."""

from __future__ import annotations

from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic, Severity


@dataclass(slots=True)
class _Loss:
    """The first of several things of a kind, and how many there are."""

    path: str
    line: int
    hint: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Losses:
    """Things that repeat through a file and are named once, with their number."""

    found: dict[str, _Loss] = field(default_factory=dict)

    def note(self, what: str, path: str, line: int, hint: str | None = None) -> None:
        """Note one thing; ``what`` names its kind, e.g. "the title of a question"."""
        loss = self.found.get(what)
        if loss is None:
            self.found[what] = _Loss(path, line, hint)
        else:
            loss.count += 1

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One warning for each kind, at the place where it is first met."""
        return tuple(_warning(what, loss) for what, loss in self.found.items())


def _warning(what: str, loss: _Loss) -> Diagnostic:
    times = f", {loss.count} times in all" if loss.count > 1 else ""
    return Diagnostic(
        severity=Severity.WARNING,
        rule="not-carried",
        message=f"{what} is not carried{times}",
        path=loss.path,
        line=loss.line,
        hint=loss.hint,
    )
