"""Papers from right to left: all of the page is mirrored, and every page rule holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from built_documents import Bench
from ink_reading import element_at, pieces_of_page, text_of_elements
from page_rules import broken_rules

BANK = """# מבחן בלמידת מכונה

## מהי למידת מכונה (machine learning), ומה ההבדל בינה לבין תכנות רגיל בשפת Python 3.11? שאלה ארוכה מאוד

- [x] תחום בבינה מלאכותית שבו המערכת לומדת מנתונים, ולא מהוראות שנכתבו מראש לכל מקרה ומקרה שעלול לקרות בה.
- [ ] שפת תכנות חדשה משנת 2024 עם 35% יעילות
- [ ] Python

אפשרות [[a]] נכונה, ואפשרות [[b]] שגויה כי $x^2$ אינו רלוונטי.
שָׁלוֹם עוֹלָם; "ציטוט" ו'גרש'.

- פריט ראשון
- פריט שני עם `code(x)`

| מספר | שם |
| --- | --- |
| 1 | אלף |

```python
def f(x):
    return x
```

## מהי בירת ישראל?

- [x] ירושלים
- [ ] תל אביב
- [ ] חיפה
"""


IN_ENGLISH = ("does not say so", "numbers do not run")
"""What only pages in English are read for."""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory, family: Callable[[str], None]) -> Path:
    """A Hebrew bank with all that is set."""
    family("Noto Serif Hebrew")
    path = tmp_path_factory.mktemp("hebrew") / "bank.md"
    path.write_text(BANK, encoding="utf-8")
    return path


def test_every_document_keeps_the_rules(bank: Path) -> None:
    """Nothing leaves the margins or overlaps, and every word stands on its page in reading order."""
    for built in Bench((bank,), bank.parent, language="he").all():
        broken = broken_rules(built.unmapped, built.frame)
        assert [rule for rule in broken if not any(words in rule for words in IN_ENGLISH)] == [], built.name
        assert text_of_elements(built.pages) == text_of_elements(built.unmapped)


def test_the_page_is_mirrored(bank: Path) -> None:
    """Stems begin at one right edge, numbers hang beyond it, and points end at the left margin."""
    built = Bench((bank,), bank.parent, language="he", columns=1).exam(1)
    stems = [spot for page in built.pages.pages for spot in page.spots if spot.part == "stem"]
    pieces = [piece for page in built.unmapped.pages for piece in pieces_of_page(page, built.unmapped.fonts)]
    points = [piece for piece in pieces if "נק" in piece.text and piece.element]
    numbers = [piece for piece in pieces if piece.element and element_at(built.unmapped, piece.element).role == "H2"]

    assert len({round(spot.right, 1) for spot in stems}) == 1
    assert all(stems[0].right < piece.left < built.frame.right for piece in numbers)
    assert {round(min(piece.left for piece in points), 1)} == {round(built.frame.left, 1)}


def test_two_columns_are_read_from_the_right(bank: Path) -> None:
    """The first question stands in the right column."""
    built = Bench((bank,), bank.parent, language="he", columns=2, landscape=True).exam(1)

    first = next(spot for page in built.pages.pages for spot in page.spots if spot.question == 1)

    assert first.left > (built.frame.left + built.frame.right) / 2
