"""A page map in, nothing out; an `AuditError` where two things stand in each other's way or one leaves its frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

from examgen.errors import AuditError
from examgen.model.pages import Pages, Spot

SLACK = 0.05
"""PDF points that rounding may cost."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top in PDF points."""

REMEDY = "nothing was delivered; if the template's style is your own, give the page more room"


def audit_overlaps(path: Path, pages: Pages, frame: Box, columns: Sequence[tuple[float, float]]) -> None:
    """Prove a document's page map against its frame, and questions against the left and right edges of columns.

    ``path`` names the document in errors.
    """
    _, bottom, _, top = frame
    for number, page in enumerate(pages.pages, start=1):
        for spot in page.spots:
            boxes = [frame] if spot.question is None else [(left, bottom, right, top) for left, right in columns]
            if over := min(_outside(spot, box) for box in boxes):
                edge = "the margins" if len(boxes) == 1 else "its column"
                raise _error(path, number, f"{_named(spot)} leaves {edge} by {over:.1f} points")
        for one, other in combinations(page.spots, 2):
            if _overlap(one, other):
                raise _error(path, number, f"{_named(one)} and {_named(other)} overlap")


def _outside(spot: Spot, box: Box) -> float:
    """PDF points by which a spot leaves a box; 0 if it does not."""
    left, bottom, right, top = box
    over = max(left - spot.left, bottom - spot.bottom, spot.right - right, spot.top - top)
    return over if over > SLACK else 0.0


def _overlap(one: Spot, other: Spot) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    return width > SLACK and height > SLACK


def _named(spot: Spot) -> str:
    return spot.part if spot.question is None else f"question {spot.question}: {spot.part}"


def _error(path: Path, page: int, what: str) -> AuditError:
    return AuditError(f"{path}, page {page}: {what}", remedy=REMEDY)
