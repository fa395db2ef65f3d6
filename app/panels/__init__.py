"""The columns of the window."""
