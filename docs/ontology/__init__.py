"""The reference pages of the ontology, and the ontology in four formats: ``python -m docs.ontology --output FOLDER``."""
