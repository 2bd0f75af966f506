"""Manuscripts in, pages out: fonts, shaping, line breaking, galleys, pagination."""
