"""The reference data as quads: one named graph a table, and the source of every row."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graphkit.errors import TableError
from graphkit.model.dates import PartialDate
from graphkit.model.entity import Record
from graphkit.model.reference import Reference
from graphkit.namespaces import (
    DCTERMS,
    GK,
    ID,
    ORG,
    RDFS,
    SKOS,
    entity_iri,
    reference_graph,
    slug,
)  # fmt: skip
from graphkit.rdf.entities import class_iri
from graphkit.rdf.lookups import LOOKUPS_GRAPH, lookup_quads
from graphkit.rdf.sorts import class_words
from graphkit.rdf.terms import TYPE, QuadList, iri, partial, typed
from graphkit.resources import split_cell

_STATE_FIELDS = {"iso2": "iso2", "m49": "m49", "standing": "standing", "group": "regionalGroup"}
_ACTS = {"renewed": "renewedBy", "ended": "endedBy"}
# Whose parent and state a row names: bodies and persons act for a state, documents are issued by somebody, topics are about a state.
_PARENT = {"document": "issuedBy"}
_STATE = {"document": "issuedBy", "topic": "concerns"}


def reference_quads(reference: Reference) -> Iterator[tuple[str, list[ox.Quad]]]:
    """(graph IRI, its quads, sorted) for each table, and for the names that mislead.

    Raises:
        TableError: a row names somebody whom no table has, or a date that is none.
    """
    graphs: dict[str, QuadList] = {}
    for record in reference.records:
        quads = graphs.setdefault(record.table, QuadList(reference_graph(record.table)))
        _entity(quads, record, reference)
    for table, rows in reference.statements.items():
        quads = graphs[table] = QuadList(reference_graph(table))
        for row in rows:
            where = f"{reference.folder / table}.tsv:{row['#']}"
            if table == "tenures":
                _tenure(quads, row, reference, where)
            elif table == "renewals":
                _renewal(quads, row, reference, where)
            else:
                _succession(quads, row, reference, where)
    for table, quads in graphs.items():
        yield reference_graph(table), quads.sorted()
    yield LOOKUPS_GRAPH, lookup_quads(reference)


def _entity(quads: QuadList, record: Record, reference: Reference) -> None:
    node, fields = iri(entity_iri(record.type, record.key)), record.fields
    where = f"{reference.folder / record.table}.tsv:{fields['#']}"
    quads.add(node, TYPE.value, class_iri(record.type))
    sort = class_words().get((record.type, fields.get("class", "")))
    if sort:  # a table of a user's own may have words of its own
        quads.add(node, TYPE.value, iri(sort.cls) if sort.cls else None)
        quads.add(node, GK + "classifiedAs", iri(sort.concept))
    quads.add(node, SKOS + "prefLabel", record.label)
    quads.add(node, RDFS + "label", record.label)
    quads.add(node, SKOS + "notation", record.key)
    for alias in record.aliases:
        quads.add(node, SKOS + "altLabel", alias)
    quads.add(node, DCTERMS + "source", fields.get("source"))
    quads.add(node, SKOS + "editorialNote", fields.get("note"))
    quads.add(node, GK + "className", fields.get("class"))
    for column, name in (("valid_from", "validFrom"), ("valid_to", "validTo"), ("admitted", "admitted")):
        quads.add(node, GK + name, _date(fields.get(column), where))
    if fields.get("wikidata"):
        quads.add(node, SKOS + "exactMatch", iri(f"http://www.wikidata.org/entity/{fields['wikidata']}"))
    if fields.get("parent"):
        quads.add(node, GK + _PARENT.get(record.type, "partOf"), _known(fields["parent"], reference, where))
    if fields.get("state") and record.type != "state":
        quads.add(node, GK + _STATE.get(record.type, "organOf"), _known(f"state/{fields['state']}", reference, where))
    for symbol in split_cell(fields.get("established_by", "")):
        quads.add(node, GK + "establishedBy", _resolution(quads, symbol, reference))
    if record.type == "state":
        for column, name in _STATE_FIELDS.items():
            quads.add(node, GK + name, fields.get(column))
    if record.type in ("resolution", "draft"):
        _text(quads, node, record, reference, where)


def _resolution(quads: QuadList, symbol: str, reference: Reference) -> ox.NamedNode:
    """A resolution by its symbol; one that no table describes is known by its symbol alone."""
    node = iri(entity_iri("resolution", symbol))
    if ("resolution", symbol) not in reference.by_key:
        quads.add(node, TYPE.value, class_iri("resolution"))
        for name in (SKOS + "prefLabel", RDFS + "label", SKOS + "notation"):
            quads.add(node, name, symbol)
    return node


def _text(quads: QuadList, node: ox.NamedNode, record: Record, reference: Reference, where: str) -> None:
    fields = record.fields
    if fields.get("body"):
        quads.add(node, GK + "adoptedBy", _known(f"body/{fields['body']}", reference, where))
    quads.add(node, GK + "adoptedOn", _date(fields.get("adopted"), where))
    quads.add(node, GK + "manner", fields.get("adopted_by"))
    quads.add(node, GK + "session", fields.get("session"))
    quads.add(node, GK + "cosponsorCount", fields.get("cosponsors"))
    for code in split_cell(fields.get("about", "")):
        quads.add(node, GK + "about", _known(f"state/{code}", reference, where))
    draft = fields.get("draft")
    if draft and ("draft", draft) in reference.by_key:
        quads.add(iri(entity_iri("draft", draft)), GK + "draftOf", node)
    series = fields.get("series")
    if series:
        topic = iri(entity_iri("topic", series))
        quads.add(node, GK + "inSeries", topic)
        # With its name, as this graph is whole by itself.
        known = reference.by_key.get(("topic", series))
        quads.add(topic, SKOS + "prefLabel", known.label if known else series.replace("-", " "))
        quads.add(topic, TYPE.value, iri(GK + "Series"))
    votes = {name: fields.get(name, "") for name in ("yes", "no", "abstain")}
    if any(votes.values()):
        tally = iri(f"{node.value}#tally")
        quads.add(node, GK + "tally", tally)
        quads.add(tally, TYPE.value, iri(GK + "Tally"))
        for name, number in votes.items():
            if number and not number.isdigit():
                raise TableError(f"{name} is no number: {number}", where=where)
            quads.add(tally, GK + name, typed(number, "integer") if number else None)


def _tenure(quads: QuadList, row: dict[str, str], reference: Reference, where: str) -> None:
    post, person = row["post"], row["person"]
    name = f"{slug(post.partition('/')[2])}-{slug(person)}-{slug(row.get('from') or 'unknown')}"
    node = iri(f"{ID}membership/{name}")
    quads.add(node, TYPE.value, iri(GK + "Tenure"))
    quads.add(node, ORG + "member", _known(f"person/{person}", reference, where))
    quads.add(node, GK + "post", _known(post, reference, where))
    quads.add(node, GK + "role", row.get("role"))
    quads.add(node, GK + "validFrom", _date(row.get("from"), where))
    quads.add(node, GK + "validTo", _date(row.get("to"), where))
    quads.add(node, DCTERMS + "source", row["source"])
    quads.add(node, SKOS + "editorialNote", row.get("note"))


def _succession(quads: QuadList, row: dict[str, str], reference: Reference, where: str) -> None:
    """A change of states as an ``org:ChangeEvent`` (W3C ORG, section 5.7), and who replaces whom in one triple."""
    before, after = row["predecessor"], row["successor"]
    node = iri(f"{ID}succession/{slug(before)}-{slug(after)}")
    old, new = (_known(f"state/{code}", reference, where) for code in (before, after))
    quads.add(node, TYPE.value, iri(ORG + "ChangeEvent"))
    quads.add(node, ORG + "originalOrganization", old)
    quads.add(node, ORG + "resultingOrganization", new)
    quads.add(node, DCTERMS + "description", row["manner"])
    quads.add(node, GK + "validFrom", _date(row["date"], where))
    quads.add(node, DCTERMS + "source", row["source"])
    quads.add(node, SKOS + "editorialNote", row.get("note"))
    quads.add(old, DCTERMS + "isReplacedBy", new)
    quads.add(new, DCTERMS + "replaces", old)


def _renewal(quads: QuadList, row: dict[str, str], reference: Reference, where: str) -> None:
    if row["act"] not in _ACTS:
        raise TableError(f"no act of a text: {row['act']!r}", where=where, mend=f"use one of {', '.join(_ACTS)}")
    thing, text = _known(row["thing"], reference, where), _known(row["text"], reference, where)
    quads.add(thing, GK + _ACTS[row["act"]], text)


def _known(path: str, reference: Reference, where: str) -> ox.NamedNode:
    kind, _, key = path.partition("/")
    if (kind, key) not in reference.by_key:
        raise TableError(f"no table has {path}", where=where, mend="add it there, or mend the name here")
    return iri(entity_iri(kind, key))


def _date(text: str | None, where: str) -> ox.Literal | None:
    if not text:
        return None
    try:
        return partial(PartialDate.parse(text))
    except ValueError as error:
        raise TableError(str(error), where=where) from error
