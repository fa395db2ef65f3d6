"""What the program knows about language: sentences now, suggestions later. Loaded where it is used."""
