"""Rules on the form of options: what fits the stem's grammar, or differs from the others, is seen before it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from examgen.lint.finding import Finding
from examgen.lint.item import WORD, Item
from examgen.lint.stems import BLANK
from examgen.lint.words import RuleWords

LEAST_OPTIONS = 3
LEAST_WORDS = 3
MOST_WORDS_OF_NOUN = 3
"""An option of more words is no noun whose number can be told by its last word."""

_STOP = re.compile(r"[.。!?]$")
_TAIL = re.compile(r"[\s_.…:：\-–—]+$")


def unparallel_options(item: Item) -> Iterator[Finding]:
    """One option differs from all others in its form: its stop, its first letter, or its first word."""
    if not item.is_choice or not item.is_plain or len(item.free) < LEAST_OPTIONS:
        return
    pairs = zip(item.question.options, item.options, strict=True)
    texts = [text for option, text in pairs if not option.pinned and text]
    if len(texts) < LEAST_OPTIONS:
        return
    for odd, said in (
        _odd_stop(texts),
        _odd_case(texts),
        _odd_first_word(texts, item.words),
        _odd_form(texts, item.words),
    ):
        if odd is not None:
            message = f'"{_short(texts[odd])}" {said}'
            line = item.free[odd].line if len(texts) == len(item.free) else None
            yield Finding("unparallel-options", item, message, "give all options one form", line, "options")
            return


def _odd_stop(texts: Sequence[str]) -> tuple[int | None, str]:
    """Sentences with and without a full stop; single words are no sentences."""
    if _are_short(texts):
        return None, ""
    has_stop = [bool(_STOP.search(text)) for text in texts]
    odd = _the_odd_one(has_stop)
    if odd is None:
        return None, ""
    return odd, "ends with a stop, the other options do not" if has_stop[odd] else "lacks the stop of the other options"


def _odd_case(texts: Sequence[str]) -> tuple[int | None, str]:
    """A small letter among sentences with a capital; names, and words such as "pH", tell nothing."""
    are_small = [text[0].islower() for text in texts]
    odd = _the_odd_one(are_small)
    if odd is None or not are_small[odd] or any(c.isupper() for c in texts[odd].split()[0]):
        return None, ""
    if not all(_is_sentence(text) for place, text in enumerate(texts) if place != odd):
        return None, ""
    return odd, "begins with a small letter, the other options with a capital"


def _is_sentence(text: str) -> bool:
    """Whether a capital begins several words, of which not all have one."""
    return text[0].isupper() and any(word[0].islower() for word in text.split()[1:])


def _odd_first_word(texts: Sequence[str], words: RuleWords | None) -> tuple[int | None, str]:
    """All but one begin with the same word."""
    firsts = [WORD.findall(text.casefold())[:1] or [""] for text in texts]
    word, count = Counter(first[0] for first in firsts).most_common(1)[0]
    if (
        count < max(LEAST_OPTIONS, len(texts) - 1)
        or count == len(texts)
        or not _is_telling(word, words)
        or _are_short(texts)
    ):
        return None, ""
    odd = next(place for place, first in enumerate(firsts) if first[0] != word)
    return odd, f'does not begin with "{word}", as the other options do'


def _odd_form(texts: Sequence[str], words: RuleWords | None) -> tuple[int | None, str]:
    """All but one are phrases of one form; single words tell none."""
    if any(len(text.split()) < 2 for text in texts):
        return None, ""
    for form in words.forms if words else ():
        have_form = [re.match(rf"{form}\b", text, re.IGNORECASE) is not None for text in texts]
        if have_form.count(False) == 1:
            other = texts[have_form.index(True)].split()[0]
            return have_form.index(False), f'is no phrase such as "{other} …", as the other options are'
    return None, ""


def _is_telling(word: str, words: RuleWords | None) -> bool:
    """Whether it is a word of more than a letter, and no article."""
    return len(word) > 1 and word.isalpha() and not (words and words.has("articles", word))


def _are_short(texts: Sequence[str]) -> bool:
    """Whether one of them is too short to be a sentence, or to have its first word noticed."""
    return any(len(text.split()) < LEAST_WORDS for text in texts)


def _the_odd_one(signs: Sequence[bool]) -> int | None:
    """The place of the one that differs from all others."""
    for sign in (True, False):
        if signs.count(sign) == 1 and len(signs) >= LEAST_OPTIONS:
            return list(signs).index(sign)
    return None


def grammatical_clue(item: Item) -> Iterator[Finding]:
    """The stem ends with a word that the key fits, and some distractors do not."""
    words = item.words
    if words is None or item.key is None or not item.distractors:
        return
    head = _head(item.stem)
    misfits = _misfits(head, item, words)
    if misfits:
        told = head.split()[-1]
        message = f'"{told}" in the stem does not fit {_listed(misfits)}'
        hint = f'put "{told}" into the options, or write a stem that all of them fit'
        yield Finding("grammatical-clue", item, message, hint, field="stem")


def _head(stem: str) -> str:
    """The words of a stem that the options follow; a question has none, but for a blank in it."""
    blanks = list(BLANK.finditer(stem))
    if len(blanks) == 1:
        return stem[: blanks[0].start()].rstrip()
    return "" if stem.endswith("?") else _TAIL.sub("", stem)


def _misfits(head: str, item: Item, words: RuleWords) -> tuple[str, ...]:
    """The distractors that do not fit, where the key does."""
    assert item.key is not None
    key = item.options[item.key]
    for ending, fitting in words.heads:
        if re.search(rf"(?<![\w/(])(?:{ending})$", head, re.IGNORECASE):
            fits = re.compile(fitting)
            bare = [text for text in (key, *item.distractors) if text[:1].isalnum()]
            if fits.match(_small(key)) and len(bare) == 1 + len(item.distractors):
                return tuple(text for text in item.distractors if not fits.match(_small(text)))
    verb, plural = words.plural
    if verb and re.search(rf"(?<!\w)(?:{verb})$", head, re.IGNORECASE):
        return _singular(key, item.distractors, plural)
    return ()


def _singular(key: str, distractors: Sequence[str], plural: str) -> tuple[str, ...]:
    """All distractors, where each is one noun in the singular and the key one in the plural."""
    nouns = [text.rstrip(" .").casefold().split() for text in (key, *distractors)]
    if any(not 0 < len(noun) <= MOST_WORDS_OF_NOUN for noun in nouns):
        return ()
    are_plural = [re.fullmatch(plural, noun[-1]) is not None for noun in nouns]
    return tuple(distractors) if are_plural[0] and not any(are_plural[1:]) else ()


def _small(text: str) -> str:
    """A first capital that begins an ordinary word made small."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def _listed(texts: Sequence[str]) -> str:
    shown = ", ".join(f'"{_short(text)}"' for text in texts[:2])
    return f"{shown} and {len(texts) - 2} more" if len(texts) > 2 else shown


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
