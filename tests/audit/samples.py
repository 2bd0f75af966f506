"""Questions in, finished documents out, through the real stages, with what the audit is told about them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from examgen.audit import Signs, Wording
from examgen.compose import load_template
from examgen.model.bank import Question, QuestionSet
from examgen.model.blueprint import AnswerPlace, Blueprint, KeyStyle
from examgen.model.manuscript import DocumentKind
from examgen.model.variant import Variant
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import PrintShop
from examgen.pipeline.proof import wording_of
from examgen.pipeline.request import AuditMode

LABELS = load_template().labels("en")
WORDING = wording_of(LABELS)


@dataclass(frozen=True)
class Sample:
    """Printed variants, numbered from 1."""

    plan: PrintPlan
    shop: PrintShop
    variants: tuple[Variant, ...]

    @property
    def wording(self) -> Wording:
        """The words that the documents print by themselves."""
        return wording_of(self.plan.template.labels(self.plan.blueprint.language))

    def path(self, kind: DocumentKind, number: int = 1) -> Path:
        """Where a document lies."""
        return self.plan.path(kind, number)

    def signs(self, kind: DocumentKind) -> Signs:
        """What its drawings are read as."""
        return self.shop.equipment[kind].signs


def printed(
    questions: tuple[Question, ...],
    folder: Path,
    *,
    count: int = 2,
    key: KeyStyle = KeyStyle.FULL,
    practice: AnswerPlace | None = None,
    template: Path | None = None,
    columns: int | None = None,
    sets: tuple[QuestionSet, ...] = (),
    is_graded: bool = False,
    language: str = "en",
) -> Sample:
    """Print some variants without audit."""
    blueprint = Blueprint(
        title="Sample", seed="s", variants=count, key=key, columns=columns, grading_table=is_graded, language=language
    )
    folder.mkdir(exist_ok=True)
    plan = PrintPlan(blueprint, load_template(template), questions, folder, AuditMode.OFF, practice, sets=sets)
    shop = PrintShop(plan)
    for number in range(1, count + 1):
        shop.print(number)
    return Sample(plan, shop, tuple(plan.variant(number) for number in range(1, count + 1)))
