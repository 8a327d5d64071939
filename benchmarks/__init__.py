"""How well the reading does, measured against claims annotated by hand."""
