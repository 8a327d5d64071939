"""Ways out of the store, told by the parsed form and not by the words."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graphkit.errors import QueryError
from graphkit.serve.algebra import analysed, check_update

_AWAY = "<http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {_AWAY} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ sErViCe SILENT {_AWAY} {{ ?s ?p ?o }} }}",
        f"ASK {{ ?s ?p ?o FILTER NOT EXISTS {{ SERVICE {_AWAY} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE {_AWAY} {{ ?s ?p ?o }} }} }} }} }}",
        "CONSTRUCT { ?s ?p ?o } WHERE { {} UNION { SERVICE ?s { ?s ?p ?o } } }",
        f"SELECT (EXISTS {{ SERVICE {_AWAY} {{ ?s ?p ?o }} }} AS ?x) {{}}",
        f"SELECT * {{ S\\u0045RVICE {_AWAY} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?a <http://x>?b.SERVICE{_AWAY} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p '''\n# ''' . SERVICE {_AWAY} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ # \\u000ASERVICE {_AWAY} {{ ?s ?p ?o }}\n }}",
        f"SELECT * {{ ?s ?p 1 FILTER(?s <'http://x>' ) SERVICE {_AWAY} {{ ?s ?p ?o }} #'\\n }}",
        f"SELECT * {{ #\rSERVICE {_AWAY} {{ ?s ?p ?o }} }}",
    ],
)
def test_service_is_refused_wherever_it_stands(query: str) -> None:
    with pytest.raises(QueryError):
        analysed(query)


@pytest.mark.parametrize(
    "query", ['SELECT * { ?s ?p "SERVICE" }', "ASK { ?service ?from <http://x/SERVICE> } # FROM <file:///x>", "ASK {}"]
)
def test_the_words_alone_are_no_way_out(query: str) -> None:
    assert not analysed(query).stated


def test_names_and_comments_need_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(_: str) -> None:
        raise AssertionError("the parser was asked")

    monkeypatch.setattr("graphkit.serve.algebra.parseQuery", parse)
    query = "PREFIX a: <urn:a>\n# from here\nSELECT ?from_vote { ?service a:fromStance ?from_vote\n\t#?from FILTER(1)\n"
    assert not analysed(query + "; <http://x/y#wasDerivedFrom> 1 }").stated


@pytest.mark.parametrize(
    "text", ["ASK {{ ?s ?p a:SERVICE{0} {{}} }}", "ASK {{ ?s ?p ?SERVICE{0} {{}} }}", "ASK {{ ?s ?p _:aSERVICE{0} {{}} }}"]
)
def test_a_name_swallows_the_letters_behind_it(text: str) -> None:
    """What is passed over as a name is one to Oxigraph, too, so that nothing after it can be asked elsewhere."""
    with pytest.raises(SyntaxError):
        ox.Store().query("PREFIX a: <urn:a>" + text.format(_AWAY))


def test_the_graphs_of_a_dataset() -> None:
    found = analysed("BASE <http://x/> PREFIX a: <http://y/> SELECT * FROM <g> FROM NAMED a:h { ?s ?p ?o }")
    assert found.stated and found.graphs == ("http://x/g", "http://y/h")


@pytest.mark.parametrize(
    "update",
    [
        f"LOAD {_AWAY}", f"load silent {_AWAY} INTO GRAPH <http://x>", f"CLEAR ALL; LOAD {_AWAY}",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {_AWAY} {{ ?s ?p ?o }} }}", "L\\u004fAD <file:///etc/passwd>",
    ],
)  # fmt: skip
def test_load_and_service_in_updates(update: str) -> None:
    with pytest.raises(QueryError):
        check_update(update)


def test_an_update_that_stays() -> None:
    check_update('INSERT DATA { <http://x> <http://y> "LOAD" }')
