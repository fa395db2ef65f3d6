"""Mails with clippings."""
