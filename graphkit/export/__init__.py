"""The graph for other tools, and pictures of it."""
