"""``python -m examgen`` is the command ``examgen``."""

from examgen.cli.app import main

main()
