"""LaTeX formulas, from source to outlines.

`tokens` and `parser` read the source (with `commands`, `environments` and `chemistry`) into nodes; each kind of node
knows how it is set in a style, after Appendix G of The TeXbook with the measures of the font's MATH table.
"""
