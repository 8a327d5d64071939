"""An endpoint over a store: SPARQL 1.1 Protocol, Graph Store Protocol, saved queries and pages of resources."""
