"""A printed bank and a corrected one in, which question is which and what was corrected out; nothing is reordered."""

from examgen.amend.alignment import Aligned, aligned, in_places, named_anew
from examgen.amend.changes import changed_key, corrections, set_corrections
from examgen.amend.forms import check_variables
from examgen.amend.naming import named
from examgen.amend.pairing import Pair, paired

__all__ = [
    "Aligned",
    "Pair",
    "aligned",
    "changed_key",
    "check_variables",
    "corrections",
    "in_places",
    "named",
    "named_anew",
    "paired",
    "set_corrections",
]
