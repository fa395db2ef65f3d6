"""The marks at the end of a printed line that tell whether a sentence ends there."""

SENTENCE_ENDS = (".", "!", "?", "…", "”", "»", '"', "。", "！", "？", "」", "؟")
"""Marks with which sentences of the press end, quoted ones too; a line that ends with none goes on, or is a title."""

ASKING = ("?", "？", "؟")
"""Those of questions, with which titles end as well."""
