"""Triage: new articles one by one, each kept or left out by a key."""
