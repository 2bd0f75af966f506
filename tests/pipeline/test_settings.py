"""Settings of a run: texts that cannot be printed or recorded are refused before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.errors import BlueprintError
from examgen.model.blueprint import Settings
from examgen.pipeline.settings import settings_of


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (Settings(title=" "), "the title is empty"),
        (Settings(seed=""), "the seed is empty"),
        (Settings(one_per_page=True), "one question per page is for access copies, and none are asked for"),
        (Settings(seed="a\nb"), r"the seed holds a character that is no text: U\+000A"),
        (Settings(seed="a\udcff"), r"the seed .* U\+DCFF"),
        (Settings(title="red \x1b[31m"), r"the title .* U\+001B"),
    ],
)
def test_texts_that_are_none(flags: Settings, message: str) -> None:
    """An empty title or seed, a control character, half a character: each is refused by name."""
    with pytest.raises(BlueprintError, match=message):
        settings_of(flags, None)


def test_any_language_is_text() -> None:
    """Texts of several lines and in any script pass as they are."""
    flags = Settings(title="Контрольная\nработа", seed="ключ 🦄", instructions="# Read\n\n- *all* of it\n")

    assert settings_of(flags, None) == flags


def test_instructions_are_blamed_on_their_file(tmp_path: Path) -> None:
    """What cannot be printed in the instructions is said of exam.yaml, not of the template that places them."""
    exam = tmp_path / "exam.yaml"
    exam.write_text('instructions: "![lens](lens.png)"\n', encoding="utf-8")

    with pytest.raises(BlueprintError) as refused:
        settings_of(Settings(), str(exam))
    assert (refused.value.diagnostics[0].path, refused.value.diagnostics[0].field) == (str(exam), "instructions")
