"""What rules know of languages, one module each: words without content, negatives, absolutes, vague words."""
