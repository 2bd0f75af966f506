"""Banks that are hard on pages, written in examgen's own Markdown."""

from __future__ import annotations

from string import ascii_lowercase

from set_samples import words

SCRIPTS = (
    ("Ποια είναι η σωστή απάντηση; Η **μέση τιμή** μ και η *διακύμανση* σ²", "Οι επιλογές αφορούν την κατανομή ½ ± ε"),
    ("Какой ответ верный? Выберите **один** вариант из списка «ниже»", "Распределение с параметрами μ и σ²"),
    ("Câu nào đúng? Hãy chọn **một** phương án trong số các phương án dưới đây", "Phương sai của biến ngẫu nhiên ấy"),
    ("Which operator is ⊙, and is ∂f/∂x → 0 as Σ βᵢ × θ ≤ τ?", "∀x ∈ ℝ ∃y: x² + y² ≥ ∫₀¹ f(t) dt ≠ ∞"),
)


def _bank(*entries: str) -> str:
    return "# Nasty bank\n\n" + "\n\n".join(entries) + "\n"


def _question(number: int, stem: str, options: list[str], key: int = 0, explanation: str = "") -> str:
    offered = "\n".join(f"- [{'x' if place == key else ' '}] {option}" for place, option in enumerate(options))
    return f"## Question {number} {{#q{number}}}\n\n{stem}\n\n{offered}\n\n{explanation}".rstrip()


def _numbered(text: str, count: int) -> list[str]:
    return [f"{text} {n}" for n in range(1, count + 1)]


def _referring(count: int) -> str:
    mentions = ", ".join(f"option [[{letter}]]" for letter in ascii_lowercase[:count])
    return f"The right one is option [[a]]; compare {mentions}. " + words(120)


def _labelled(options: list[str]) -> list[str]:
    return [f"{ascii_lowercase[place]}) {option}" for place, option in enumerate(options)]


CODE = "\n\n```python\nfor index in range(10):\n    if index  %  2:\n        print(index)\n```"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def _code(number: int) -> str:
    because = f"Because:\n\n- `index % 2` is *odd*\n- {words(60)}\n\n1. one\n2. two\n   - inner\n\n```\nprint(1)\n```"
    options = ["`1 3 5`", "`0 2 4`", f"{number}"]
    return _question(number, f"What does program {number} print?{CODE}\n\n> {words(40)}", options, 0, because)


def _long_word(number: int) -> str:
    word = f"{LONG_WORD}{number}"
    return _question(number, f"What is {word}?", [word, f"short {number}"], 0, f"It is {word}.")


def _script(number: int) -> str:
    stem, option = SCRIPTS[number - 1]
    return _question(number, f"{stem}?", _numbered(option, 4), 1, f"{option}. {stem}.")


def _short(number: int) -> str:
    return _question(number, f"{words(number % 40 + 3)} {number}?", _numbered("Answer", 2 + number % 4), number % 2)


NASTY_BANKS: dict[str, str] = {
    "26 options": _bank(
        _question(1, "Which letter comes first?", _labelled(_numbered("Choice", 26)), 0, _referring(26)),
        _question(2, words(40), _labelled([words(30) + f" {n}" for n in range(26)]), 25, _referring(26)),
    ),
    "long stems": _bank(*(_question(n, f"{words(300)} {n}?", _numbered(words(12), 4), n % 4) for n in range(1, 9))),
    "three pages": _bank(
        _question(1, "Short?", ["yes", "no"], 0, words(30)),
        _question(2, f"{words(800)}\n\n{words(900)}", _numbered(words(60), 5), 3, f"{words(700)}\n\n{words(600)}"),
        _question(3, "Short again?", ["yes", "no"], 1),
    ),
    "code": _bank(*map(_code, range(1, 9))),
    "long words": _bank(*map(_long_word, (1, 2))),
    "one question": _bank(_question(1, "Is this the only question?", ["Yes", "No"], 0, "Option [[a]] is right.")),
    "120 questions": _bank(*map(_short, range(1, 121))),
    "one letter": _bank(*(_question(n, f"{n}?", ["a", "b", "c"], n % 3) for n in range(1, 40))),
    "scripts": _bank(*map(_script, range(1, len(SCRIPTS) + 1))),
}
