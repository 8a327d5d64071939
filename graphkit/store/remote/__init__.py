"""Stores on servers: SPARQL 1.1 Protocol, Update and Graph Store Protocol over HTTP."""
