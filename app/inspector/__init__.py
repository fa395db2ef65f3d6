"""The right column: one claim as a form made from the codebook, or the claims of the article as a list."""
