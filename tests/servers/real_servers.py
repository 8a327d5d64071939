"""The products that graphkit is tested with, each on a loopback port with its data in a folder of its own."""

from __future__ import annotations

import configparser
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import requests
from installed_files import install
from requests.auth import HTTPDigestAuth
from server_processes import ServerProcess, free_port

_SECONDS = 60
_REPOSITORY = """@prefix config: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> . @prefix sail: <http://www.openrdf.org/config/sail#> .
[] a config:Repository ; config:repositoryID "test" ; config:repositoryImpl [ config:repositoryType "openrdf:SailRepository" ;
  sr:sailImpl [ sail:sailType "openrdf:NativeStore" ] ] ."""


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        base: the address that a user would name.
        query, update, graph_store: addresses of SPARQL 1.1 Query, Update and the Graph Store Protocol.
        process: for the tests of interruption.
    """

    product: str
    base: str
    query: str
    update: str
    graph_store: str
    user: str | None
    password: str | None
    auth: Literal["none", "basic", "digest"]
    process: ServerProcess

    def access(self) -> HTTPDigestAuth | None:
        """What ``requests`` needs to log in."""
        return HTTPDigestAuth(self.user or "", self.password or "") if self.auth == "digest" else None

    def ask_update(self, update: str) -> None:
        """Run an update, as a form."""
        requests.post(self.update, {"update": update}, auth=self.access(), timeout=_SECONDS).raise_for_status()

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT, each value as its text."""
        answer = requests.post(self.query, {"query": query}, headers={"Accept": "application/sparql-results+json"}, timeout=_SECONDS)
        answer.raise_for_status()
        return [{name: term["value"] for name, term in row.items()} for row in answer.json()["results"]["bindings"]]

    def put(self, graph: str, ntriples: str) -> int:
        """Replace a named graph; the status of the answer."""
        head = {"Content-Type": "text/turtle" if self.product == "virtuoso" else "application/n-triples"}
        body = ntriples.encode("utf-8")
        return requests.put(self.graph_store, body, params={"graph": graph}, headers=head, auth=self.access(), timeout=_SECONDS).status_code

    def clear(self) -> None:
        """Empty the dataset; Virtuoso has graphs of its own, which stay."""
        if self.product != "virtuoso":
            self.ask_update("CLEAR ALL")
            return
        for row in self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            if not re.match(r"http://(www\.openlinksw\.com|www\.w3\.org|localhost)|urn:", row["g"]):
                requests.delete(self.graph_store, params={"graph": row["g"]}, auth=self.access(), timeout=_SECONDS).raise_for_status()

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()

    def restart(self) -> None:
        """Start it again, over the same data, on the same port."""
        self.process.stop()
        self.process.start()

    def stop(self) -> None:
        """End it."""
        self.process.stop()


def _fuseki(folder: Path) -> Server:
    (jar,) = install("fuseki")
    port = free_port()
    (folder / "tdb2").mkdir()
    command = ["java", "-Xmx1g", "-jar", str(jar), "--tdb2", "--loc=tdb2", "--update", f"--port={port}", "--localhost", "/ds"]
    base = f"http://127.0.0.1:{port}/ds"
    process = ServerProcess(command, folder, port, "/ds/query?query=ASK%7B%7D")
    process.start()
    return Server("fuseki", base, f"{base}/query", f"{base}/update", f"{base}/data", None, None, "none", process)


def _rdf4j(folder: Path) -> Server:
    war, runner = install("rdf4j")
    port = free_port()
    root = f"http://127.0.0.1:{port}/rdf4j-server"
    java = ["java", "-Xmx1g", f"-Dorg.eclipse.rdf4j.appdata.basedir={folder / 'data'}", f"-Djava.io.tmpdir={folder}"]
    command = [*java, "-jar", str(runner), "--host", "127.0.0.1", "--port", str(port), "--path", "/rdf4j-server", str(war)]
    process = ServerProcess(command, folder, port, "/rdf4j-server/protocol")
    process.start()
    base = f"{root}/repositories/test"
    made = requests.put(base, _REPOSITORY.encode("utf-8"), headers={"Content-Type": "text/turtle"}, timeout=_SECONDS)
    if not made.ok:
        process.stop()
        raise RuntimeError(f"RDF4J made no repository: HTTP {made.status_code}\n{process.log}")
    return Server("rdf4j", base, base, f"{base}/statements", f"{base}/rdf-graphs/service", None, None, "none", process)


def _virtuoso(folder: Path) -> Server:
    (program,) = install("virtuoso")
    port = free_port()
    shipped = configparser.RawConfigParser(strict=False, interpolation=None)
    shipped.optionxform = str  # type: ignore[assignment, method-assign]
    shipped.read("/usr/share/virtuoso-opensource-7/virtuoso.ini", encoding="utf-8")
    for section in ("Database", "TempDatabase"):
        for name, value in shipped[section].items():
            if "/" in value:
                shipped[section][name] = str(folder / Path(value).name)
    shipped["Parameters"].update({"ServerPort": f"127.0.0.1:{free_port()}", "NumberOfBuffers": "30000", "MaxDirtyBuffers": "20000"})
    shipped["Parameters"]["DirsAllowed"] = str(folder)
    shipped["HTTPServer"].update({"ServerPort": f"127.0.0.1:{port}", "ServerThreads": "10"})
    shipped["SPARQL"].update({"ResultSetMaxRows": "100000", "MaxQueryExecutionTime": "120", "MaxQueryCostEstimationTime": "0"})
    with (folder / "virtuoso.ini").open("w", encoding="utf-8") as file:
        shipped.write(file)
    process = ServerProcess([str(program), "-f", "-c", "virtuoso.ini"], folder, port, "/sparql?query=ASK%7B%7D")
    process.start()
    base = f"http://127.0.0.1:{port}/sparql"
    return Server("virtuoso", base, base, f"{base}-auth", f"{base}-graph-crud-auth", "dba", "dba", "digest", process)


def _oxigraph(folder: Path) -> Server:
    (program,) = install("oxigraph_server")
    port = free_port()
    process = ServerProcess([str(program), "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"], folder, port, "/")
    process.start()
    base = f"http://127.0.0.1:{port}"
    return Server("oxigraph_server", f"{base}/", f"{base}/query", f"{base}/update", f"{base}/store", None, None, "none", process)


#: How each product is started in a folder; installed where need be.
START: dict[str, Callable[[Path], Server]] = {"fuseki": _fuseki, "rdf4j": _rdf4j, "virtuoso": _virtuoso, "oxigraph_server": _oxigraph}
