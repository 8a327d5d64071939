"""Where a graph is kept: on disk in generations, in memory, in rdflib's stores, and on servers that speak SPARQL 1.1."""
