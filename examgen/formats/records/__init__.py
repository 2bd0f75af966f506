"""JSON and YAML, and the questions in what they hold: read in any usual shape."""
