"""Texts that are the same, nearly the same, or newer versions of one another."""
