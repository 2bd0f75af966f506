"""The command line: arguments in, one call of the pipeline, its report printed."""
