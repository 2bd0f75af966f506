from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from built_documents import Bench
from ink_reading import text_of_elements
from page_rules import page_map

from examgen.model.blueprint import AnswerPlace

Golden = Callable[[str, str], None]
NAMES = ("deep-learning", "generative-models")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_map_of_variant_1_is_as_recorded(
    name: str, shipped_banks: tuple[Path, ...], tmp_path: Path, golden: Golden
) -> None:
    """Where everything of the first paper and key stands, to the point; a change here changes printed output."""
    bench = Bench((shipped_banks[NAMES.index(name)],), tmp_path)

    for built in (bench.exam(1), bench.key(1)):
        golden(f"{name}-{built.name.replace(' ', '-')}.map.txt", page_map(built.pages))


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_variant_1_are_as_recorded(
    name: str, shipped_banks: tuple[Path, ...], tmp_path: Path, golden: Golden
) -> None:
    """What the first paper and the shorter bank's key and sheet say, element by element, in reading order."""
    bench = Bench((shipped_banks[NAMES.index(name)],), tmp_path)
    documents = [bench.exam(1)]
    if name == "generative-models":
        documents += [bench.key(1), bench.practice(1, AnswerPlace.END), bench.grids(4)]

    for built in documents:
        lines = [f"{role.partition(':')[0]}: {text.rstrip()}" for role, text in text_of_elements(built.pages)]
        golden(f"{name}-{built.name.replace(' ', '-')}.words.txt", "\n".join(lines) + "\n")
