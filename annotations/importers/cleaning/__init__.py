"""What is printed around an article and left out of its text."""
