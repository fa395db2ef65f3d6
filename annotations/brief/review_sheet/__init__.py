"""The review sheet: what differs between two versions of a brief, and what became of the comments between them."""
