"""The format of the project file: its tables, their versions, and the way from one to the next."""
