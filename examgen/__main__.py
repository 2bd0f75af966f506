"""``python -m examgen`` is the command ``examgen``."""

import os
import sys

_INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended; the module that names it may not be there yet."""


def main() -> None:
    """Run the command; a Ctrl-C while its modules are still coming in ends it as one later does."""
    try:
        from examgen.cli.app import main as run
    except KeyboardInterrupt:
        print("interrupted: nothing is left half done", file=sys.stderr, flush=True)
        os._exit(_INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
