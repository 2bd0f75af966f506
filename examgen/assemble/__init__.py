"""Questions in, variants out: what is drawn, in which order, with which letters and key."""

from examgen.assemble.distinct import check_distinct, count_orders, identical
from examgen.assemble.redraws import Settled, settle
from examgen.assemble.selection import printable, scored, select
from examgen.assemble.shuffling import Shuffling
from examgen.assemble.variants import Shuffle, make_sheet, make_variant

__all__ = [
    "Settled",
    "Shuffle",
    "Shuffling",
    "check_distinct",
    "count_orders",
    "identical",
    "make_sheet",
    "make_variant",
    "printable",
    "scored",
    "select",
    "settle",
]
