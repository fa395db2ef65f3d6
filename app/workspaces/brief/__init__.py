"""The workspace in which briefs are composed: their list, the form by sections, the pages beside it."""
