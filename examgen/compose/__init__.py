"""Variants in, manuscripts out: the template says what stands where; question text never passes through it."""

from examgen.compose.composer import Composer
from examgen.compose.labels import Labels
from examgen.compose.layout import laid_out, laid_out_large, laid_out_overview
from examgen.compose.template import Template, TemplateFile, load_template, shipped_folder

__all__ = [
    "Composer",
    "Labels",
    "Template",
    "TemplateFile",
    "laid_out",
    "laid_out_large",
    "laid_out_overview",
    "load_template",
    "shipped_folder",
]
