"""style.toml and the wordings: what they take, and how their mistakes are told."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from examgen.compose import Labels, load_template
from examgen.compose.labels import BLANKS, WORDINGS
from examgen.errors import BlueprintError
from examgen.model.style import PageStyle, Tone


def own_style(folder: Path, text: str) -> PageStyle:
    (folder / "style.toml").write_text(text, encoding="utf-8")
    return load_template(folder).style


def own_labels(folder: Path, text: str, name: str = "en", language: str = "en") -> Labels:
    (folder / "labels").mkdir(exist_ok=True)
    (folder / "labels" / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_template(folder).labels(language)


def test_shipped_style_is_complete() -> None:
    """The shipped style has every tone that the model names, with lengths in points."""
    style = load_template().style

    assert style.tones.keys() == {
        "body", "title", "heading", "lead", "small", "stem", "number", "option", "letter", "points", "direction",
        "explanation", "explanation-head", "remark", "furniture", "field", "grid",
    }  # fmt: skip
    assert style.margin_outer == pytest.approx(24 / 25.4 * 72)
    assert all(isinstance(tone, Tone) and tone.leading >= tone.size for tone in style.tones.values())


def test_own_style_overrides_line_by_line(tmp_path: Path) -> None:
    """A style with one line changes that line only."""
    shipped = load_template().style
    own = own_style(tmp_path, '[tones.body]\nsize = 12\n[page]\nmargin-top = "1in"\n')

    assert (own.tones["body"].size, own.margin_top) == (12, 72)
    assert own.tones["body"].leading == shipped.tones["body"].leading
    assert own.tones["title"] == shipped.tones["title"]


@pytest.mark.parametrize(("written", "columns"), [('"auto"', None), ("1", 1), ("2", 2), ("4", 4)])
def test_columns_of_options(tmp_path: Path, written: str, columns: int | None) -> None:
    """The style leaves the columns to each question, or sets them."""
    assert own_style(tmp_path, f"[question]\noption-columns = {written}\n").option_columns == columns


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[page]\n\nmargin_top = 3", 3, 'there is no setting "page.margin_top"'),
        ("[tones.boddy]\nsize = 3", 2, 'there is no setting "tones.boddy.size"'),
        ('[tones.body]\nsize = "10 px"', 2, '"10 px" is not a length'),
        ("[tones.body]\nsize = -1", 2, "-1 is not a length"),
        ("[tones.body]\nsize = inf", 2, "inf is not a length"),
        ("[tones.body]\nsize = true", 2, "true is not a length"),
        ('[tones.body]\nfamily = "Times"', 2, '"Times" is no font family'),
        ("[tones.body]\nbold = 1", 2, "1 is neither true nor false"),
        ("[explanation]\nlists = 0", 2, "0 is neither true nor false"),
        ("[question]\noption-columns = 3", 2, "3 is no number of columns for options"),
        ('[question]\noption-columns = "2"', 2, '"2" is no number of columns for options'),
        ("[question]\noption-columns = true", 2, "true is no number of columns for options"),
        ("[tones.body]\ngrey = 2", 2, "2 is not a number from 0 to 1"),
        ("[grid]\ncolumns = 2.5", 2, "2.5 is not a whole number from 1 to"),
        ("[page]\nmargin-top = ", 2, "not valid TOML"),
        ("page = 3", 1, 'there is no setting "page"'),
    ],
)
def test_mistakes_in_a_style_are_located(tmp_path: Path, text: str, line: int, message: str) -> None:
    """Each wrong line of a style is named, with what it should be."""
    with pytest.raises(BlueprintError) as refused:
        own_style(tmp_path, text)

    (found,) = refused.value.diagnostics
    assert found.line == line
    assert found.message.startswith(message)


def test_all_mistakes_are_told(tmp_path: Path) -> None:
    """Two wrong lines are two diagnostics."""
    with pytest.raises(BlueprintError) as refused:
        own_style(tmp_path, "[tones.body]\nbold = 1\ngrey = 2\n")

    assert [found.line for found in refused.value.diagnostics] == [2, 3]


@pytest.mark.parametrize(
    ("points", "wording"), [("1", "1 point"), ("1.0", "1 point"), ("0.5", "0.5 points"), ("20", "20 points")]
)
def test_points_have_their_plural(points: str, wording: str) -> None:
    """One point is singular, anything else plural, without trailing zeros."""
    assert load_template().labels("en").points(Decimal(points)) == wording


def test_own_labels_override_line_by_line(tmp_path: Path) -> None:
    """Wordings of one's own replace the shipped ones by name."""
    labels = own_labels(tmp_path, 'name = "Candidate"')

    assert (labels.name, labels.variant) == ("Candidate", "Variant")


def test_translation_is_found_by_language(tmp_path: Path) -> None:
    """A region falls back on its language; a full translation needs no shipped one."""
    shipped = (Path(load_template().shipped["labels/en.toml"].path)).read_text(encoding="utf-8")
    german = shipped.replace('"Name"', '"Name, Vorname"')

    assert own_labels(tmp_path, german, "de", "de-AT").name == "Name, Vorname"
    assert own_labels(tmp_path, german, "de", "DE").name == "Name, Vorname"


def test_language_without_wordings_is_refused() -> None:
    """A language that has no wordings is named beside those that have, rather than mixed with English."""
    with pytest.raises(BlueprintError, match='"sv-FI", only for ar, cs, de, el, en,') as refused:
        load_template().labels("sv-FI")
    assert "labels/sv.toml" in str(refused.value.remedy)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('nam = "x"', 'there is no setting "nam"'),
        ("name = 3", "a wording is a text"),
        ('name = " "', "a wording is a text"),
        ('page_of = "page {page}"', '"page {page}" must hold {page}, {pages}'),
        ('name = "{page}"', '"{page}" must hold no names in braces'),
    ],
)
def test_mistakes_in_labels_are_located(tmp_path: Path, text: str, message: str) -> None:
    """Each wrong wording is named with its line."""
    with pytest.raises(BlueprintError) as refused:
        own_labels(tmp_path, text)

    assert refused.value.diagnostics[0].line == 1
    assert refused.value.diagnostics[0].message.startswith(message)


def test_incomplete_translation_is_refused(tmp_path: Path) -> None:
    """A translation that lacks wordings names each of them."""
    with pytest.raises(BlueprintError) as refused:
        own_labels(tmp_path, 'name = "Namn"', "sv", "sv")

    missing = {found.field for found in refused.value.diagnostics}
    plurals = {"points_one", "points_other", "questions_one", "questions_other"}
    assert missing == {*WORDINGS, *plurals} - {"name"}


def test_blanks_are_those_of_known_wordings() -> None:
    """Every wording that has blanks exists."""
    assert BLANKS.keys() <= {field.name for field in fields(Labels)}
