"""Claims and reference data as RDF quads."""
