"""Dimensions and tags in the project file."""
