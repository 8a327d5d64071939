"""Claims read from annotated sentences."""
