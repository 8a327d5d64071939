"""SPARQL that no endpoint may answer with success, and names of what no graph holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

Texts = st.SearchStrategy[str]

_UPDATES: Final = (
    "DROP ALL", "CLEAR ALL", "CLEAR DEFAULT", "INSERT DATA { <a:a> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "CREATE GRAPH <a:g>",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "COPY DEFAULT TO <a:g>", "MOVE <a:g> TO DEFAULT", "DROP SILENT NAMED",
    "INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
)  # fmt: skip
_OUTSIDE: Final = (
    "file:///etc/passwd", "http://127.0.0.1:9/", "http://[::1]:9/sparql", "http://169.254.169.254/latest/meta-data/", "ftp://127.0.0.1/x",
    "data:text/turtle,x", "jar:file:/x!/y", "../../../etc/passwd", "//evil.example/x", "gopher://127.0.0.1:9/_x", "urn:x", "#",
)  # fmt: skip
_BROKEN: Final = (
    "", " ", "select", "DESCRIBE", "CONSTRUCT {", "ASK {", "ASK { ?s ?p 'x }", "SELECT * WHERE { ?s ?p }", "SELECT (<http://x>(1) AS",
    "ASK { ?s ?p ?o } ; DROP ALL", "ASK {} DROP ALL", "ASK {\x00}", "PREFIX : <x> ASK { :a :b :c ", "ASK { x:y ?p ?o }", "BASE <",
    "ASK {}}",
    "SELECT * { ?s ?p ?o } LIMIT -1", "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999", "ASK { ?s <a b> ?o }",
    "ASK { ?s ?p \"\\u00zz\" }",
    "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", "SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", "ASK { FILTER(REGEX(\"a\", \"(\" }",
)  # fmt: skip
_INJECTIONS: Final = (
    "' OR 1=1 --", "'; DROP TABLE x; --", "<script>alert(1)</script>", "${jndi:ldap://127.0.0.1/a}", "{{7*7}}", "../../etc/passwd", "\x00",
    "\r\nSet-Cookie: a=b", "\"} DROP ALL #", "> } ; CLEAR ALL ; ASK { <a:b", "?__state_iri", "\\u003e", "\u202e\ufffe", "%0d%0aX: y",
    "a" * 3000,
    "\\\"", "`id`", "$(id)", "__import__('os')", "|cat /etc/passwd", "\U0001f600", "\ufeff", "*)(uid=*", "<!--#exec -->", "%s%n",
    "..\\..\\x",
)  # fmt: skip
_OPENERS: Final = (
    "{",
    "(",
    "[",
    "{ { ",
    "FILTER(",
    "OPTIONAL {",
    "<a:b>/(",
    "!",
    "^",
    "-",
    "NOT EXISTS {",
    "{ SELECT * {",
    "<<",
    "'''",
    "\\u007b",
)


def injections() -> Texts:
    """Values meant to become more than values. None is a name, a date or a key: a word that nothing bears stands in it."""
    noise = st.text(max_size=40)
    return st.tuples(noise, st.one_of(st.sampled_from(_INJECTIONS), noise)).map(lambda pair: f"{pair[0]}zzqx{pair[1]}")


@st.composite
def hidden(draw: st.DrawFn, word: str) -> str:
    """A keyword as the parser reads it, though a search for it may not: in other cases, by escapes (section 19.2)."""
    kinds = draw(st.lists(st.sampled_from("lueU"), min_size=len(word), max_size=len(word)))
    ways: dict[str, Callable[[str], str]] = {
        "l": str.lower,
        "u": str.upper,
        "e": lambda c: f"\\u{ord(c):04x}",
        "U": lambda c: f"\\U{ord(c):08X}",
    }
    return "".join(ways[kind](letter) for kind, letter in zip(kinds, word, strict=True))


def space() -> Texts:
    """What may stand between two words, comments with brackets in them included."""
    return st.sampled_from((" ", "\n", "\t", " # }\n", "#'\r", "\n#>\n"))


@st.composite
def outward(draw: st.DrawFn) -> str:
    """A query that would be answered, were it not for an address in it that is not the store's."""
    gap, iri = draw(space()), draw(st.sampled_from(_OUTSIDE))
    if draw(st.booleans()):
        named = draw(st.sampled_from(("", "NAMED ")))
        return f"SELECT *{gap}{draw(hidden('FROM'))}{gap}{named}<{iri}>{gap}{{ GRAPH ?g {{ ?s ?p ?o }} }}"
    silent = draw(st.sampled_from(("", "SILENT ")))
    service = f"{draw(hidden('SERVICE'))}{gap}{silent}{draw(st.sampled_from((f'<{iri}>', '?where')))}{gap}{{ ?a ?b ?c }}"
    frame = draw(st.sampled_from((
        "ASK {{ {0} }}", "SELECT * {{ ?s ?p ?o . {0} }}", "SELECT * {{ OPTIONAL {{ {0} }} }}", "ASK {{ {{ {0} }} UNION {{ ?s ?p ?o }} }}",
        "ASK {{ FILTER NOT EXISTS {{ {0} }} }}", "ASK {{ {{ SELECT * {{ {0} }} LIMIT 1 }} }}", "CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {0} }}",
        "ASK {{ GRAPH ?g {{ {0} }} }}", "DESCRIBE ?a {{ {0} }}", "ASK {{ MINUS {{ {0} }} }}", "ASK {{ BIND(EXISTS {{ {0} }} AS ?x) }}",
    )))  # fmt: skip
    return str(frame).format(service)


@st.composite
def updates(draw: st.DrawFn) -> str:
    """Updates that would be made."""
    load = f"LOAD <{draw(st.sampled_from(_OUTSIDE))}>"
    text = draw(st.sampled_from((*_UPDATES, load)))
    return draw(st.sampled_from(("", "# x\n", "PREFIX a: <a:> ", "BASE <http://x/> "))) + text


def nested() -> Texts:
    """Brackets that open and never close, some of them deeper than a parser can go."""
    depth = st.one_of(st.integers(1, 60), st.sampled_from((500, 3000, 20_000)))
    return st.tuples(st.sampled_from(_OPENERS), depth).map(lambda p: "ASK { ?s ?p ?o " + p[0] * min(p[1], 40_000 // len(p[0])))


def no_queries() -> Texts:
    """All of these, where a query is asked for."""
    mutated = st.tuples(st.sampled_from(_BROKEN), st.text(max_size=60)).map(lambda pair: "}" + "".join(pair))
    return st.one_of(st.sampled_from(_BROKEN), mutated, updates(), outward(), nested(), injections())


def no_graphs() -> Texts:
    """Names of graphs that no store has."""
    return st.one_of(st.sampled_from(_OUTSIDE), injections())
