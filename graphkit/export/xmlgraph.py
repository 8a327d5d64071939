"""GEXF 1.3 and GraphML, written element by element.

networkx writes both, too, but its GEXF holds the day it was written and its GraphML repeats
edge ids, which several readers refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final

import networkx as nx
from lxml import etree

_GEXF: Final = "http://gexf.net/1.3"
_VIZ: Final = "http://gexf.net/1.3/viz"
_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
#: Attributes of edges, in the order in which they are written.
EDGE_ATTRIBUTES: Final = (
    "stance", "status", "date", "earliest", "latest", "basis", "how", "forum", "according_to", "text", "quote",
    "sentence", "source", "document", "claim",
)  # fmt: skip
# Okabe and Ito's palette, which colour-blind readers can tell apart.
_COLOURS: Final = {
    "state": (0, 114, 178), "body": (230, 159, 0), "mandate": (240, 228, 66), "mechanism": (240, 228, 66),
    "organisation": (0, 158, 115), "person": (204, 121, 167), "office": (204, 121, 167), "document": (86, 180, 233),
    "resolution": (213, 94, 0), "draft": (213, 94, 0), "treaty": (213, 94, 0),
}  # fmt: skip
_OTHER: Final = (153, 153, 153)
# XML 1.0, production [2] Char: what a document must not hold.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _text(value: object) -> str:
    return _NOT_XML.sub("\ufffd", str(value))


def _nodes(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for node in sorted(graph.nodes):
        yield node, graph.nodes[node]


def _edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: (e[2], e[0], e[1])):
        yield source, target, key, {**data, "claim": key}


def write_gexf(graph: nx.MultiDiGraph[str], out: IO[bytes]) -> None:
    """GEXF 1.3 (https://gexf.net/1.3): parallel edges told apart by ``kind``, dates as start and end.

    An edge has a start or an end as far as its claim is bounded; the dates stand as attributes,
    too, for readers that drop time.
    """
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{_GEXF}}}gexf", nsmap={None: _GEXF, "viz": _VIZ}, version="1.3"):
            with xml.element(f"{{{_GEXF}}}meta"):
                for name, text in (("creator", "graphkit"), ("description", "stances with their evidence")):
                    _leaf(xml, _GEXF, name, text)
            with xml.element(f"{{{_GEXF}}}graph", defaultedgetype="directed", mode="dynamic", timeformat="date"):
                for kind, names in (("node", ("type",)), ("edge", EDGE_ATTRIBUTES)):
                    with xml.element(f"{{{_GEXF}}}attributes", {"class": kind, "mode": "static"}):
                        for name in names:
                            xml.write(etree.Element(f"{{{_GEXF}}}attribute", id=name, title=name, type="string"))
                with xml.element(f"{{{_GEXF}}}nodes"):
                    for key, data in _nodes(graph):
                        with xml.element(f"{{{_GEXF}}}node", id=_text(key), label=_text(data["label"])):
                            _values(xml, _GEXF, {"type": data["type"]}, ("type",))
                            red, green, blue = _COLOURS.get(data["type"], _OTHER)
                            xml.write(etree.Element(f"{{{_VIZ}}}color", r=str(red), g=str(green), b=str(blue)))
                with xml.element(f"{{{_GEXF}}}edges"):
                    for source, target, key, data in _edges(graph):
                        fields = {"id": key, "source": source, "target": target, "label": data["stance"], "kind": data["stance"]}
                        if "earliest" in data:
                            fields["start"] = data["earliest"]
                        if "latest" in data:
                            fields["end"] = data["latest"]
                        with xml.element(f"{{{_GEXF}}}edge", {name: _text(v) for name, v in fields.items()}):
                            _values(xml, _GEXF, data, EDGE_ATTRIBUTES)


def _values(xml: etree._IncrementalFileWriter, namespace: str, data: dict[str, str], names: Iterable[str]) -> None:
    with xml.element(f"{{{namespace}}}attvalues"):
        for name in names:
            if name in data:
                xml.write(etree.Element(f"{{{namespace}}}attvalue", {"for": name, "value": _text(data[name])}))


def _leaf(xml: etree._IncrementalFileWriter, namespace: str, name: str, text: str, **attributes: str) -> None:
    leaf = etree.Element(f"{{{namespace}}}{name}", attributes)
    leaf.text = _text(text)
    xml.write(leaf)


def write_graphml(graph: nx.MultiDiGraph[str], out: IO[bytes]) -> None:
    """GraphML (http://graphml.graphdrawing.org/specification.html), every edge with an id of its own."""
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{_GRAPHML}}}graphml", nsmap={None: _GRAPHML}):
            for kind, names in (("node", ("label", "type")), ("edge", EDGE_ATTRIBUTES)):
                for name in names:
                    fields = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": "string"}
                    xml.write(etree.Element(f"{{{_GRAPHML}}}key", fields))
            with xml.element(f"{{{_GRAPHML}}}graph", id="stances", edgedefault="directed"):
                for key, data in _nodes(graph):
                    with xml.element(f"{{{_GRAPHML}}}node", id=_text(key)):
                        for name in ("label", "type"):
                            _leaf(xml, _GRAPHML, "data", data[name], key=f"node_{name}")
                for source, target, key, data in _edges(graph):
                    with xml.element(f"{{{_GRAPHML}}}edge", id=_text(key), source=_text(source), target=_text(target)):
                        for name in EDGE_ATTRIBUTES:
                            if name in data:
                                _leaf(xml, _GRAPHML, "data", data[name], key=f"edge_{name}")
