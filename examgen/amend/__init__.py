"""A printed bank and a corrected one in, which question is which and what was corrected out; nothing is reordered."""

from examgen.amend.alignment import Aligned, aligned
from examgen.amend.changes import corrections, is_key_changed, set_corrections
from examgen.amend.naming import named
from examgen.amend.pairing import paired

__all__ = ["Aligned", "aligned", "corrections", "is_key_changed", "named", "paired", "set_corrections"]
