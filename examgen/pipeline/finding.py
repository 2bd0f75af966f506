"""The manifest of a printed exam in, where its banks lie now out.

They are looked for by the way that led to them, from the current folder, or else from the folders just above the build.
What is found nowhere, or in several places, is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from examgen.deliver import Manifest, SourceRole
from examgen.errors import BankError

NEAR = 4
"""So many folders are looked into, from that of the build upwards: further up, other people's files may lie."""


def found_banks(path: Path, manifest: Manifest) -> tuple[str, ...]:
    """Where to read the banks of an exam whose manifest lies there; raise `BankError` where that is not sure."""
    banks = [source for source in manifest.sources if source.role is SourceRole.BANK]
    names = [str(Path(source.folder, PurePosixPath(source.name).name)) for source in banks]
    if not _missing(names, Path()):
        return tuple(names)
    above = [folder for folder in path.resolve().parents[:NEAR] if not _missing(names, folder)]
    if len(above) == 1:
        return tuple(str(above[0] / name) for name in names)
    raise BankError(
        _unsure(names, above), remedy=f"name all banks of the exam, in their order: --from {path} --amend BANK"
    )


def _missing(names: Sequence[str], folder: Path) -> list[str]:
    return [name for name in names if not (folder / name).is_file()]


def _unsure(names: Sequence[str], above: Sequence[Path]) -> str:
    if above:
        return f"{names[0]} lies in several folders above the build: {above[0]}, {above[1]}"
    missing = _missing(names, Path())[0]
    return f"{missing}, a bank of the printed exam, is not in the current folder, and not in one above the build"
