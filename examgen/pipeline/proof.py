"""Finished files in, nothing out, or `AuditError`: which reader proves which document of a build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from examgen.compose import Labels
from examgen.model.blueprint import Blueprint
from examgen.model.manuscript import DocumentKind
from examgen.model.pages import Pages
from examgen.model.variant import Variant
from examgen.pipeline.request import AuditMode

if TYPE_CHECKING:
    from examgen.pipeline.printing import PrintPlan
    from examgen.typeset import Frame


@dataclass(frozen=True)
class Proof:
    """What a print shop proves of its documents, as far as the audit mode asks for it."""

    mode: AuditMode
    labels: Labels
    blueprint: Blueprint

    def prove(self, kind: DocumentKind, path: Path, variant: Variant, plan: PrintPlan) -> None:
        """Prove one document of one variant."""

    def prove_grids(self, path: Path, variants: Sequence[Variant]) -> None:
        """Prove the sheet of all grids."""

    def prove_layout(self, path: Path, pages: Pages, frame: Frame) -> None:
        """Prove fonts and page map."""
