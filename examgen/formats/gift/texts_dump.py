"""Text of examgen in, GIFT source out that is read back as the same: plain words where these do, else HTML."""

from __future__ import annotations

from examgen.formats.gift.signs import hidden
from examgen.formats.gift.texts import Form, Texts
from examgen.formats.prose import holds_formula
from examgen.formats.spoken import spoken
from examgen.markup import html_dump
from examgen.markup.context import LoadImage
from examgen.model.text import Text, wording


def escaped(words: str) -> str:
    """Words in which no sign means anything, on one line."""
    for sign in "\\~=#{}:":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


class TextWriter:
    """Writes the texts of one question, all in the format of its stem."""

    def __init__(self, labels: str, load: LoadImage, texts: tuple[Text, ...]) -> None:
        self.labels = labels
        self.load = load
        self.form = Form.MOODLE if all(self._is_plain(self._spoken(text)) for text in texts) else Form.HTML

    @property
    def prefix(self) -> str:
        """What states the format before the stem."""
        return f"[{Form.HTML}]" if self.form is Form.HTML else ""

    def source(self, text: Text) -> str:
        """A text on one line."""
        said = self._spoken(text)
        return escaped(html_dump.dump(said) if self.form is Form.HTML else wording(said))

    def _spoken(self, text: Text) -> Text:
        return spoken(text, self.labels)

    def _is_plain(self, text: Text) -> bool:
        """Whether the words alone say all of a text, and no sign at their beginning means something else."""
        words = wording(text)
        if words.startswith(("[", "%", "/", "$")) or "->" in words or holds_formula(text):
            return False
        return Texts("", self.load).text(hidden(escaped(words)), 1) == text
