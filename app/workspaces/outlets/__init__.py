"""Outlets: what is known of them, described once and used everywhere."""
