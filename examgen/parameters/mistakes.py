"""What is wrong in a program or with the values that it gives; turned into a diagnostic where the file is known."""

from __future__ import annotations


class ProgramMistake(Exception):
    """Something that the author of a parametrised question has to mend."""

    def __init__(self, message: str, hint: str, line: int | None = None, rule: str = "variables") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line
        """In the file; ``None`` for that of the question."""

        self.rule = rule
