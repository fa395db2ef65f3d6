"""Windows that ask for something: import, export, settings."""
