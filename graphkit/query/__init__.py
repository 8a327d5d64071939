"""Saved queries and their answers."""
