"""The project file. The only place with SQL."""
