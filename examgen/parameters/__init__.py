"""The language of parametrised questions: variables that are drawn, what follows from them, and how values are written.

Like the language of question text, any stage may use it.
"""

from examgen.parameters.declarations import Declared, declared
from examgen.parameters.drawing import Name, plain
from examgen.parameters.filling import Filled, check_places, filled, filled_again
from examgen.parameters.mistakes import ProgramMistake

__all__ = [
    "Declared",
    "Filled",
    "Name",
    "ProgramMistake",
    "check_places",
    "declared",
    "filled",
    "filled_again",
    "plain",
]
