"""Plain text, Markdown and what was pasted, with the head blocks people write."""
