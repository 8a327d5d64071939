"""Sentences, mentions and time expressions of a document."""
