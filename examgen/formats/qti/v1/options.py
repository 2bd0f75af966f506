"""What can be chosen in a QTI 1.2 item in, options with what choosing them earns out."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from examgen.formats.draft import DraftOption
from examgen.formats.qti.v1.best import key_of_several, key_of_single
from examgen.formats.qti.v1.item import Item
from examgen.formats.qti.v1.presentation import Label, Response
from examgen.model.text import Text

_NONE = Decimal(0)


def options_of(item: Item, response: Response, *, is_several: bool) -> tuple[DraftOption, ...]:
    """The options, those marked whose choice scores most; with weights where others score, too, or cost."""
    scores = key_of_single(response, item.scoring)
    if is_several:
        nothing = item.scoring.about(response.ident).score({})
        scores = {name: score - nothing for name, score in scores.items()}
        key = key_of_several(response, item.scoring)
    else:
        best = max(scores.values(), default=_NONE)
        key = frozenset(name for name, score in scores.items() if score == best and score > 0)
    whole = sum((scores[name] for name in key), _NONE) if is_several else max(scores.values(), default=_NONE)
    has_weights = whole > 0 and any(score for name, score in scores.items() if name not in key)
    return tuple(
        DraftOption(
            text=label_text(item, label),
            is_marked=label.ident in key,
            pinned=None if label.is_shuffled else True,
            weight=_weight(scores[label.ident], whole) if has_weights else None,
            line=label.line,
        )
        for label in response.labels
    )


def _weight(score: Decimal, whole: Decimal) -> Decimal:
    share = (score / whole).quantize(Decimal("0.0001")).normalize()
    return max(min(Decimal(f"{share:f}"), Decimal(1)), Decimal(-1))


_EITHER = {
    "yes_no": ("Yes", "No"),
    "agree_disagree": ("Agree", "Disagree"),
    "right_wrong": ("Right", "Wrong"),
    "true_false": ("True", "False"),
}
"""What Blackboard shows for such names, with ``.true`` and ``.false`` behind them."""


def label_text(item: Item, label: Label) -> Text:
    """What an option says; some systems leave it to its name."""
    pair, _, side = label.ident.partition(".")
    if pair in _EITHER and side in ("true", "false") and label.ident in (label.source or label.ident):
        return item.text(_EITHER[pair][side == "false"], label.line)
    is_named = not label.source and label.ident.lower() in ("true", "false")
    return item.text(escape(label.ident.title()) if is_named else label.source, label.line)
