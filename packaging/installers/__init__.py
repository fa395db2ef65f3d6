"""What people install, made from one description of the program: see packaging/README.md."""
