"""A style and a sheet in, the part of the page that holds the text out."""

from __future__ import annotations

from dataclasses import dataclass

from examgen.model.style import PageStyle


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the page that holds the text; PDF points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    columns: int = 1
    gap: float = 0.0
    """Between two columns."""

    is_rightward: bool = False
    """Whether the page runs from right to left, and everything on it begins at the right."""

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def measure(self) -> float:
        return self.right - self.left

    @property
    def column(self) -> float:
        """The width of a column."""
        return (self.measure - (self.columns - 1) * self.gap) / self.columns

    @property
    def column_edges(self) -> tuple[tuple[float, float], ...]:
        """Left and right edge of each column, in the order in which they are read."""
        lefts = [self.left + number * (self.column + self.gap) for number in range(self.columns)]
        edges = tuple((left, left + self.column) for left in lefts)
        return edges[::-1] if self.is_rightward else edges


def frame_of(style: PageStyle, paper: tuple[float, float], is_rightward: bool = False) -> Frame:
    """The part of a sheet that a style leaves to the text."""
    width, height = paper
    return Frame(
        left=style.margin_outer if is_rightward else style.margin_inner,
        bottom=style.margin_bottom,
        right=width - (style.margin_inner if is_rightward else style.margin_outer),
        top=height - style.margin_top,
        columns=style.columns,
        gap=style.column_gap,
        is_rightward=is_rightward,
    )
