"""What a run is asked to do, as the command line or a Python caller says it; nothing is read or decided yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from examgen.model.blueprint import AnswerPlace, Settings
from examgen.model.reading import Reading


class AuditMode(StrEnum):
    """How much of the finished paper is read back."""

    OFF = "off"
    ON = "on"
    FULL = "full"
    """Every page of every document with the slow, independent reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReading(Reading):
    """How bank files are read for a run."""

    skip_unresolved: bool = False
    """Leave out questions without a known key instead of stopping."""

    skip_errors: bool = False
    """Leave out these, and all questions that hold errors."""

    def recorded(self) -> dict[str, str | int | bool | None]:
        """For a manifest."""
        return asdict(self)

    @classmethod
    def from_record(cls, options: Mapping[str, str | int | bool | None]) -> BankReading:
        """As a manifest keeps it."""
        encoding, format, language = (options.get(name) for name in ("encoding", "format", "language"))
        key_base = options.get("key_base")
        return cls(
            encoding=str(encoding) if encoding else None,
            format=str(format) if format else None,
            language=str(language) if language else None,
            key_base=int(key_base) if key_base is not None else None,
            skip_unresolved=bool(options.get("skip_unresolved")),
            skip_errors=bool(options.get("skip_errors")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run does its work; nothing here changes what is printed."""

    out: str | None = None
    """The folder to write; ``None`` for ``output/`` and the title's slug."""

    jobs: int | None = None
    """Processes; ``None`` to choose by the size of the build."""

    audit: AuditMode = AuditMode.ON
    bundles: bool = True
    progress: Callable[[int, int], None] | None = None
    """Told after each variant how many are printed, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """Papers and keys from banks, or again from a manifest."""

    banks: tuple[str, ...] = ()
    """Win over the banks that exam.yaml names."""

    settings: Settings = field(default_factory=Settings)
    """From flags; they win over exam.yaml."""

    exam: str | None = None
    """An exam.yaml."""

    from_manifest: str | None = None
    """The manifest of an earlier build, to print it again; then only `run` matters, and what follows."""

    amend: bool = False
    """Print the earlier build with what its banks, or the given ones, have had corrected since."""

    key_changed: bool = False
    """Whether corrections may change the key."""

    reading: BankReading = BankReading()
    run: RunOptions = RunOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRequest:
    """Pictures of some pages of what a build would print, or printed."""

    banks: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    """From flags; with an access copy asked for, that is shown instead of the paper."""

    exam: str | None = None
    from_manifest: str | None = None
    variants: tuple[int, ...] = (1,)
    pages: tuple[int, ...] = ()
    """Counted from 1; all if empty."""

    keys: bool = False
    """Show the keys instead of the papers."""

    question: str | None = None
    """The id, or else the source's number, of one question to show with its key instead of pages."""

    out: str = "preview.png"
    """A PNG file for all pages together, or a folder for a file of each."""

    dpi: int = 80
    reading: BankReading = BankReading()


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRequest:
    """Practice sheets, each drawn and shuffled anew."""

    banks: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    """From flags; ``variants`` is the number of sheets."""

    exam: str | None = None
    answers: AnswerPlace = AnswerPlace.END
    not_in: tuple[str, ...] = ()
    """Output folders of builds whose questions are left out."""

    reading: BankReading = BankReading()
    run: RunOptions = RunOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """An exam that was built, in another form."""

    from_manifest: str
    out: str
    to: str | None = None
    """The name of a bank format; ``None`` to tell from the ending of ``out``."""

    variants: tuple[int, ...] = ()
    """All if empty."""

    bank_order: bool = False
    """What was drawn, once and in the bank's order, instead of each variant."""

    keys: str | None = None
    """A marking tool whose keys are written instead."""

    force: bool = False
    """Replace files that are there."""
