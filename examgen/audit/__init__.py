"""Finished PDFs in, nothing out if they say what the bank and the variant say, an `AuditError` if not."""

from examgen.audit.documents import audit_errata, audit_exam, audit_grids, audit_key, audit_practice, audit_seats
from examgen.audit.drawings import Signs, signs_of
from examgen.audit.fonts import audit_fonts
from examgen.audit.overlaps import audit_overlaps
from examgen.audit.overview import audit_overview
from examgen.audit.reading import Readers, readers_of_key, readers_of_paper
from examgen.audit.wording import Wording

__all__ = [
    "Readers",
    "Signs",
    "Wording",
    "audit_errata",
    "audit_exam",
    "audit_fonts",
    "audit_grids",
    "audit_key",
    "audit_overlaps",
    "audit_overview",
    "audit_practice",
    "audit_seats",
    "readers_of_key",
    "readers_of_paper",
    "signs_of",
]
