"""Connections to the project file and their threads: who reads, who writes, what stops long work."""
