"""What flows through graphkit: documents, dates, entities, claims, the reference data."""
