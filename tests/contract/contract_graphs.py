"""Graphs that every store must keep: what the contract writes and reads."""

from __future__ import annotations

from itertools import pairwise

import pyoxigraph as ox

from graphkit.namespaces import XSD

E = "https://example.org/"
G, H = E + "graph/one", E + "graph/two"
P = ox.NamedNode(E + "p")


def typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


#: Every sort of literal that graphkit writes.
LITERALS = [
    ox.Literal("plain"),
    ox.Literal(""),
    ox.Literal("États-Unis", language="fr"),
    ox.Literal("colour", language="en-GB"),
    typed("2020-11-18", "date"),
    typed("2020-11", "gYearMonth"),
    typed("1944", "gYear"),
    typed("0.120", "decimal"),
    typed("58", "integer"),
    typed("true", "boolean"),
    typed("2020-11-18T10:00:00Z", "dateTime"),
    ox.Literal("he said \"no\" and 'no' \\ back\\slash \\n not a line end"),
    ox.Literal("a line\nanother\r\nand\ta tab"),
    ox.Literal("emoji \U0001f600 astral \U00010348 عربي עברית \u2028 \u200f"),
    ox.Literal("} } ; DROP ALL # <script>alert(1)</script> ${x} %s"),
    ox.Literal("long " * 4000 + "end"),
]
NODES = [
    ox.NamedNode(E + "resolution/A/RES/75/190"),
    ox.NamedNode(E + "percent%20escape%2Fslash"),
    ox.NamedNode(E + "brackets_(2020)_and,comma;semicolon'quote"),
    ox.NamedNode(E + "état/中文"),
    ox.NamedNode(E + "query?a=1&b=2#part"),
]
#: Names that would end the IRI they stand in, and what is no IRI.
HOSTILE = [
    "", "not an iri", E + "g> } ; DROP ALL ; INSERT DATA { <x> <y> <z> } #", E + 'a"b', E + "a b", E + "a\nb", "relative/path", E + "{x}",
]  # fmt: skip


def quad(subject: str, value: ox.NamedNode | ox.Literal | ox.BlankNode, graph: str = G) -> ox.Quad:
    return ox.Quad(ox.NamedNode(E + subject), P, value, ox.NamedNode(graph))


def every_sort(graph: str = G) -> list[ox.Quad]:
    return [quad(f"s{n}", value, graph) for n, value in enumerate([*LITERALS, *NODES])]


def many(count: int, graph: str = G) -> list[ox.Quad]:
    return [quad(f"item/{n}", ox.Literal(f"value {n}"), graph) for n in range(count)]


def with_blank_nodes(graph: str = G) -> list[ox.Quad]:
    """Two lists of different length that hang on named nodes."""
    name, made = ox.NamedNode(graph), []
    for length in (2, 3):
        nodes = [ox.BlankNode(f"b{length}x{n}") for n in range(length)]
        made.append(ox.Quad(ox.NamedNode(f"{E}list/{length}"), P, nodes[0], name))
        made += [ox.Quad(node, P, after, name) for node, after in pairwise(nodes)]
        made.append(ox.Quad(nodes[-1], P, ox.Literal("end"), name))
    return made
