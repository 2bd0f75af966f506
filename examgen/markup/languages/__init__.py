"""Words of languages, one module each: how texts in it speak of options and of other questions, and name parts."""
