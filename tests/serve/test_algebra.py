"""Ways out of the store, told by the parsed form and not by the words."""

from __future__ import annotations

import contextlib

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import QueryError
from graphkit.serve.algebra import analysed, check_update

_AWAY = "<http://127.0.0.1:9/>"
#: What a text may be put together from to lead astray who looks for keywords: ends of names, strings, comments and addresses.
_PIECES = (
    f"SERVICE {_AWAY} {{}}", f"sErViCe{_AWAY}{{}}", f"S\\u0045RVICE {_AWAY} {{}}", "{", "}", "{} UNION", "OPTIONAL", "BIND(1 AS", ")",
    "FILTER(1 <", "?service", "?x", "$", ":", "a:x", "a:", "_:b", "<http://x/", "<urn:x>", ">", "'", '"', "'''", '"""', "#", "//", "\\",
    "\\u000A", "\\u0027", "\n", "\r", "\t", " ", " ", ".", ";", "1", "@en",
)  # fmt: skip


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
    assert not analysed(
        "PREFIX a: <urn:a>\n# from here\n"
        "SELECT ?from_vote { ?service a:fromStance ?from_vote ; <http://x/y#wasDerivedFrom> 1\n\t#?from FILTER(1)\n}"
    ).stated


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


@settings(max_examples=600)
@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.integers(0, 11), st.sampled_from(_PIECES[:3]))
def test_what_passes_asks_nobody(pieces: list[str], place: int, service: str) -> None:
    """Nothing listens there: whoever asks it fails in another way than over its syntax."""
    pieces.insert(place, service)
    text = f"PREFIX a: <urn:a> PREFIX : <urn:b> SELECT * {{ {''.join(pieces)} }}"
    with contextlib.suppress(QueryError, SyntaxError):
        analysed(text)
        list(ox.Store().query(text))
