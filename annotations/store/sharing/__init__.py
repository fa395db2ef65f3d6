"""Copies of the project file: to be given away, kept as backups, or worked on beside a shared folder."""
