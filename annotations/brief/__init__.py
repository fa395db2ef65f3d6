"""The brief: what goes into it, how its pages are laid out, and the PDF."""
