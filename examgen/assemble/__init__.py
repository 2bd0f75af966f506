"""Questions in, variants out: what is drawn, in which order, with which letters and key."""

from examgen.assemble.distinct import check_distinct, count_orders, identical
from examgen.assemble.distractors import needed
from examgen.assemble.drawing import Draw, drawing_of, worth
from examgen.assemble.fairness import likenesses
from examgen.assemble.printed import printed_bank
from examgen.assemble.realising import Make, Realiser
from examgen.assemble.redraws import Settled, settle
from examgen.assemble.rules import sections_of
from examgen.assemble.seats import seat
from examgen.assemble.selection import printable, scored, select
from examgen.assemble.shuffling import Shuffling
from examgen.assemble.streams import PRACTICE
from examgen.assemble.variants import Record, Shuffle, make_sheet, make_variant

__all__ = [
    "PRACTICE",
    "Draw",
    "Make",
    "Realiser",
    "Record",
    "Settled",
    "Shuffle",
    "Shuffling",
    "check_distinct",
    "count_orders",
    "drawing_of",
    "identical",
    "likenesses",
    "make_sheet",
    "make_variant",
    "needed",
    "printable",
    "printed_bank",
    "scored",
    "seat",
    "sections_of",
    "select",
    "settle",
    "worth",
]
