"""What helps a person on: the manual, what is new, what the program is made of."""
