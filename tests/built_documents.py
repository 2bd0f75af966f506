"""Bank files in, the documents of a build out as manuscripts and pages, set as the pipeline sets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from set_samples import prepared

from examgen.assemble import select
from examgen.assemble.variants import Shuffle
from examgen.compose import Composer, laid_out, laid_out_large
from examgen.model.blueprint import AnswerPlace, KeyStyle, Settings
from examgen.model.manuscript import Manuscript
from examgen.model.pages import Pages
from examgen.model.style import PageStyle
from examgen.model.variant import Variant
from examgen.pipeline.commission import Commission, take
from examgen.pipeline.request import BankReading
from examgen.typeset import Frame


@dataclass(frozen=True)
class Built:
    """One finished document."""

    name: str
    manuscript: Manuscript
    pages: Pages
    """With a page map."""

    unmapped: Pages
    """As they are pressed."""

    frame: Frame


class Bench:
    """Composes and sets any document of a bank."""

    def __init__(self, banks: tuple[Path, ...], folder: Path, **settings: object) -> None:
        asked = Settings(**{"seed": "pages", **settings})  # type: ignore[arg-type]
        self.commission: Commission = take(
            [str(bank) for bank in banks], asked, None, BankReading(), str(folder / "out")
        )
        asked_for = self.commission.blueprint
        self.questions = select(self.commission.questions, asked_for.questions, asked_for.seed)
        template = self.commission.template
        self.composer = Composer(asked_for, template, template.labels(asked_for.language), self.questions)

    def variant(self, number: int) -> Variant:
        return self._shuffle.variant(number)

    @cached_property
    def _shuffle(self) -> Shuffle:
        return Shuffle(self.questions, self.commission.blueprint.seed, sets=self.commission.bank.sets)

    def exam(self, number: int) -> Built:
        """A paper."""
        variant = self.variant(number)
        return self._built(f"exam {number}", self.composer.exam(variant))

    def key(self, number: int) -> Built:
        """Its key."""
        variant = self.variant(number)
        return self._built(f"key {number}", self.composer.key(variant))

    def large(self, number: int) -> Built:
        """The paper in large print."""
        variant = self.variant(number)
        style = laid_out_large(self.commission.template.large_style, self.commission.blueprint)
        return self._built(f"large {number}", self.composer.large(variant), style)

    def practice(self, number: int, answers: AnswerPlace) -> Built:
        """A practice sheet of all questions."""
        sheet = self._shuffle.sheet(number)
        return self._built(f"practice {answers}", self.composer.practice(sheet, answers))

    def grids(self, variants: int) -> Built:
        """The sheet of all grids."""
        made = [self.variant(number) for number in range(1, variants + 1)]
        return self._built("grids", self.composer.grids(made))

    def all(self) -> Iterator[Built]:
        """One document of every kind."""
        yield self.exam(1)
        yield self.key(1)
        yield from (self.practice(1, answers) for answers in AnswerPlace)
        yield self.grids(3)

    def _built(self, name: str, manuscript: Manuscript, style: PageStyle | None = None) -> Built:
        asked = self.commission.blueprint
        typesetter, _ = prepared(manuscript, style or laid_out(self.commission.template.style, asked), asked.sheet)
        mapped, unmapped = typesetter.set(manuscript, mapped=True), typesetter.set(manuscript)
        return Built(name, manuscript, mapped, unmapped, typesetter.frame)


BRIEF = KeyStyle.BRIEF
