"""SPARQL servers of others: installed, filled with N-Quads, started on loopback and stopped.

Fuseki and Virtuoso are had and started as the tests of the stores do; rdflib-endpoint comes from PyPI into an environment of its
own. The default graph of each is the union of the named ones.
"""

from __future__ import annotations

import configparser
import importlib
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_ENDPOINT: Final = "rdflib-endpoint[cli]>=0.6.3,<0.7"
_SERVERS: Final = Path(__file__).resolve().parents[1] / "tests" / "servers"
_FUSEKI: Final = """PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
[] a fuseki:Service ; fuseki:name "ds" ; fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
  fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "tdb2" ; tdb2:unionDefaultGraph true ] .
"""
#: Pages of 8 KB that Virtuoso keeps in memory: some 660 MB, as its manual counsels for 1 GB.
_BUFFERS: Final = {"NumberOfBuffers": "85000", "MaxDirtyBuffers": "65000"}


def _helper(name: str) -> Any:
    """A module of the tests of the stores, which install and start servers."""
    if str(_SERVERS) not in sys.path:
        sys.path.insert(0, str(_SERVERS))
    return importlib.import_module(name)


@contextmanager
def fuseki(lines: Path, folder: Path) -> Iterator[str]:
    """Fuseki over a TDB2 database that its own loader fills."""
    (jar,) = _helper("installed_files").install("fuseki")
    subprocess.run(["java", "-cp", jar, "tdb2.tdbloader", "--loc", folder / "tdb2", lines], check=True, capture_output=True)
    (folder / "config.ttl").write_text(_FUSEKI, encoding="utf-8")
    port = _helper("server_processes").free_port()
    command = ["java", "-Xmx2g", "-jar", str(jar), "--config=config.ttl", f"--port={port}", "--localhost"]
    with _running(command, folder, port, "/ds/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}/ds/query"


@contextmanager
def virtuoso(lines: Path, folder: Path) -> Iterator[str]:
    """Virtuoso, filled by its bulk loader."""
    started = _helper("real_servers").START["virtuoso"](folder)
    try:
        settings = configparser.RawConfigParser(strict=False, interpolation=None)
        settings.optionxform = str  # type: ignore[assignment, method-assign]
        settings.read(folder / "virtuoso.ini", encoding="utf-8")
        settings["Parameters"].update(_BUFFERS)
        with (folder / "virtuoso.ini").open("w", encoding="utf-8") as file:
            settings.write(file)
        started.restart()
        (folder / "graph.nq").hardlink_to(lines)
        load = f"ld_dir('{folder}', 'graph.nq', 'http://unused/'); rdf_loader_run(); checkpoint;"
        address = settings["Parameters"]["ServerPort"]
        subprocess.run(["isql-vt", address, "dba", "dba", f"EXEC={load}"], check=True, capture_output=True)
        yield started.query
    finally:
        started.stop()


@contextmanager
def rdflib_endpoint(lines: Path, folder: Path) -> Iterator[str]:
    """rdflib-endpoint over rdflib's own store in memory."""
    venv.create(folder / "environment", with_pip=True)
    programs = folder / "environment" / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", _ENDPOINT], check=True)
    port = _helper("server_processes").free_port()
    command = [str(programs / "rdflib-endpoint"), "serve", str(lines), "--host", "127.0.0.1", "--port", str(port)]
    with _running(command, folder, port, "/?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def _running(command: list[str], folder: Path, port: int, probe: str) -> Iterator[None]:
    process = _helper("server_processes").ServerProcess(command, folder, port, probe, start_seconds=600.0)
    process.start()
    try:
        yield
    finally:
        process.stop()


PEERS: Final = {"Fuseki": fuseki, "Virtuoso": virtuoso, "rdflib-endpoint": rdflib_endpoint}
