"""graphkit: documents on states, UN bodies and resolutions as a graph whose every statement shows its words."""

from graphkit.resources import VERSION as __version__

__all__ = ["Graph", "__version__"]


def __getattr__(name: str) -> object:
    # Graph brings rdflib and networkx along; a command that needs neither should not wait for them.
    if name == "Graph":
        from graphkit.api import Graph

        return Graph
    raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
