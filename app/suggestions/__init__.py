"""What the program proposes: found by an engine in a child process, and nothing until the person accepts it."""
