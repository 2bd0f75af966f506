"""The language of question text: strings in, `Text` out, with mentions of options and questions understood."""
