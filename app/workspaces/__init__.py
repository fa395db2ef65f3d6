"""Kinds of work that take the whole window: one folder or module each; reading is the first of them."""
