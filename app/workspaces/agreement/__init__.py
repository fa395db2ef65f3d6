"""Agreement: how far coders agree, and where they do not."""
