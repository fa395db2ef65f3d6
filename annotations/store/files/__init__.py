"""Making and opening project files, also those of strangers; who has one open, and whether it is still the same."""
