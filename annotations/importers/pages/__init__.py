"""Saved web pages: what is printed on them, what they say of themselves, and where the article is."""
