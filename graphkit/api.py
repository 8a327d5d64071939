"""graphkit from Python: ``Graph.open("graph").query("who-declined-to-cosponsor", state="KOR")``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import networkx as nx
import rdflib

from graphkit.errors import GraphkitError
from graphkit.export.network import network
from graphkit.query.catalogue import choose, load_catalogue
from graphkit.query.names import Names
from graphkit.query.runner import Answer, run
from graphkit.query.runner import sparql as run_sparql
from graphkit.resources import shipped
from graphkit.store.disk import GraphStore

if TYPE_CHECKING:
    import pandas as pd


class Rows(list[dict[str, str | None]]):
    """The rows of an answer as mappings of column to text; None is "not stated"."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.records())
        self.columns = answer.columns

    def dataframe(self) -> pd.DataFrame:
        """The same as a pandas DataFrame.

        Raises:
            GraphkitError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise GraphkitError("pandas is not installed", mend="pip install 'graphkit[pandas]'") from error
        return pd.DataFrame(list(self), columns=list(self.columns))


class Graph:
    """A graph on disk, opened for reading."""

    def __init__(self, store: GraphStore) -> None:
        self._store, self._names = store, Names(store)

    @classmethod
    def open(cls, path: str | Path = "graph") -> Graph:
        """Open the graph that ``graphkit build --store PATH`` made.

        Raises:
            StoreError: there is none, or it cannot be read.
        """
        return cls(GraphStore.open(Path(path)))

    def query(self, name: str, **parameters: str) -> Rows:
        """The answer to a saved query; ``from_`` stands for ``from``, a Python keyword.

        Raises:
            QueryError: no such query.
            ParameterError: a parameter that the query has not, or a value that it cannot take.
        """
        given = {key.rstrip("_").replace("_", "-"): str(value) for key, value in parameters.items()}
        return Rows(run(self._store, choose(load_catalogue(shipped("queries")), name), given, self._names))

    def sparql(self, text: str) -> Rows | bool | str:
        """Plain SPARQL: rows, a truth value, or N-Triples.

        Raises:
            QueryError: it does not parse or run.
        """
        result = run_sparql(self._store, text)
        return Rows(result) if isinstance(result, Answer) else result

    def documents(self) -> Iterator[str]:
        """Ids of the loaded documents, sorted."""
        yield from sorted(self._store.documents)

    def rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset over the same store, read only."""
        return self._store.rdflib()

    def networkx(self) -> nx.MultiDiGraph[str]:
        """One edge a claim, with its words."""
        return network(self._store)

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._store.__exit__(kind, error, trace)
