"""Merging another copy into the open project: states by uid, joined, and written in one step."""
