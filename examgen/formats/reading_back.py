"""A bank in, what loads its pictures again out, for reading back what was just written of it."""

from __future__ import annotations

from examgen.markup.context import LoadImage, Refusal
from examgen.model.bank import Bank
from examgen.model.text import Image, ImageFile, spans_of


def pictures_of(bank: Bank) -> LoadImage:
    """The pictures of a bank by the names that they have in it."""
    texts = [each.text for question in bank.questions for each in question.texts]
    texts += [each.stimulus for each in bank.sets]
    known = {span.file.name: span.file for text in texts for span in spans_of(text) if isinstance(span, Image)}

    def load(address: str) -> ImageFile | Refusal:
        return known.get(address) or Refusal(f'there is no picture "{address}"', "check its name")

    return load
