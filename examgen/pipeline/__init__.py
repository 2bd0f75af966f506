"""One file for each kind of run: the steps in order, and nothing else."""
