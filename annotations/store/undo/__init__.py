"""Undo and redo: what a step did to each row is recorded, kept and played back."""
