"""A folder in, a bank in it out that is full of formulas, code and pictures: for each question four, one and one."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

QUESTIONS = 50
FORMULAS = (
    r"\int_0^{%d} \frac{x^2 + 1}{\sqrt{x + %d}}\,\mathrm{d}x",
    r"\sum_{k=1}^{%d} \frac{(-1)^k}{k^{%d}}",
    r"\begin{pmatrix} %d & 1 \\ 0 & %d \end{pmatrix}",
    r"\lim_{n\to\infty} \left(1 + \frac{%d}{n}\right)^{%dn}",
)
"""One in the stem, three as options; each with two numbers of its question."""

CODE = """def step_{n}(values: list[int]) -> int:
    # Adds up what is larger than {n}
    total = 0
    for value in values:
        if value > {n}:
            total += value
    return total"""

QUESTION = """## Question {n} {{#rich-{n}}}

What is ${stem}$, and what does the program return for `[{n}, 100]`?

```python
{code}
```

![A grey wedge, number {n}]({picture}){{width=5cm}}

- [ ] ${first}$
- [x] ${second}$
- [ ] ${third}$

{explanation}
"""

EXPLANATION = "The second term decides, since the first one vanishes and the third grows without bound. " * 4


def write_bank(folder: Path) -> Path:
    """Write the bank and its pictures; returns the bank's path."""
    folder.mkdir(parents=True, exist_ok=True)
    questions = [_question(folder, number) for number in range(1, QUESTIONS + 1)]
    path = folder / "rich.md"
    path.write_text("# Formulas, code and pictures\n\n" + "\n".join(questions), encoding="utf-8")
    return path


def _question(folder: Path, number: int) -> str:
    picture = f"wedge-{number}.png"
    (folder / picture).write_bytes(_png(300, 150, number))
    stem, first, second, third = (form % (number, number + 1) for form in FORMULAS)
    return QUESTION.format(
        n=number,
        stem=stem,
        first=first,
        second=second,
        third=third,
        code=CODE.format(n=number),
        picture=picture,
        explanation=EXPLANATION,
    )


def _png(width: int, height: int, number: int) -> bytes:
    """A grey wedge that is another one for every number."""
    rows = b"".join(b"\0" + bytes((x * number + y) % 256 for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
