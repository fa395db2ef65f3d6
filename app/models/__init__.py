"""Item models over ids and values; they never write."""
