"""Small pieces of which panels and dialogs are made."""
