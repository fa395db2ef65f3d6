"""Tagging by keys: the pickers of the dimensions, and the round through them."""
