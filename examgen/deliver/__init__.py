"""Files of a finished build in, the output folder out: whole or not at all, and hands off every other file."""

from examgen.deliver.answers import write_answers
from examgen.deliver.banks import BankFile, bank_originals, kept_pictures, picture_originals
from examgen.deliver.fairness import write_fairness
from examgen.deliver.history import is_day, read_history, record_exam
from examgen.deliver.manifest import (
    MANIFEST,
    Amendment,
    ChangedPages,
    CorrectedQuestion,
    ListedFile,
    Manifest,
    Source,
    SourceRole,
    TakenOut,
    VariantOrder,
    installed_versions,
    listed_files,
    order_of,
    write_manifest,
)
from examgen.deliver.marking import key_format, keys_of
from examgen.deliver.move import deliver
from examgen.deliver.overview import write_overview
from examgen.deliver.paths import sha256_of
from examgen.deliver.reading import manifest_in, read_manifest
from examgen.deliver.seats import write_seats
from examgen.deliver.sources import Original, read_sources, write_sources
from examgen.deliver.staging import Staging, recover, staging
from examgen.deliver.standing import standing_seed

__all__ = [
    "MANIFEST",
    "Amendment",
    "BankFile",
    "ChangedPages",
    "CorrectedQuestion",
    "ListedFile",
    "Manifest",
    "Original",
    "Source",
    "SourceRole",
    "Staging",
    "TakenOut",
    "VariantOrder",
    "bank_originals",
    "deliver",
    "installed_versions",
    "is_day",
    "kept_pictures",
    "key_format",
    "keys_of",
    "listed_files",
    "manifest_in",
    "order_of",
    "picture_originals",
    "read_history",
    "read_manifest",
    "read_sources",
    "record_exam",
    "recover",
    "sha256_of",
    "staging",
    "standing_seed",
    "write_answers",
    "write_fairness",
    "write_manifest",
    "write_overview",
    "write_seats",
    "write_sources",
]
