"""Rules and OWL 2 RL in a store: graphs of their own, replaced whole, and the same from run to run."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import QueryError
from graphkit.namespaces import BASE, GRAPH, META_GRAPH, ONTOLOGY_GRAPH, inferred_graph, rule_iri
from graphkit.rdf.rules import rules
from graphkit.store.disk import GraphStore
from graphkit.store.inference import materialise, run_rules
from graphkit.store.writer import Writer

E = "http://example.org/"
PREFIXES = f"PREFIX : <{E}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


def quads(graph: str, turtle: str) -> list[ox.Quad]:
    return [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph)) for t in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)]


def rule(folder: Path, name: str, construct: str, after: str = "") -> None:
    folder.mkdir(exist_ok=True)
    head = f"#+ summary: {name} follows.\n#+ premises: something\n#+ after: [{after}]\n"
    (folder / f"{name}.rq").write_text(f"{head}{PREFIXES}\n{construct}\n", encoding="utf-8")


def said(store: ox.Store, graph: str) -> set[str]:
    found = store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    return {" ".join(str(t).strip("<>").rpartition("/")[2] for t in (q.subject, q.predicate, q.object)) for q in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rule(tmp_path / "rules", "grandparent", "CONSTRUCT { ?a :above ?c } WHERE { ?a :parent ?b . ?b :parent ?c }")
    rule(tmp_path / "rules", "elder", "CONSTRUCT { ?a :elder ?c } WHERE { ?a :above ?c }", after="grandparent")
    return tmp_path / "rules"


def test_premises_stand_in_any_graph_and_a_rule_reads_those_before_it(folder: Path, tmp_path: Path) -> None:
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(E + "g1", ":x :parent :y .") + quads(E + "g2", ":y :parent :z ."))
        assert run_rules(writer, rules(folder)) == {"grandparent": 1, "elder": 1}
        assert said(writer.store, inferred_graph("grandparent")) == {"x above z"}
        assert said(writer.store, inferred_graph("elder")) == {"x elder z"}


def test_a_rule_may_follow_any_property(tmp_path: Path) -> None:
    rule(tmp_path / "rules", "near", "CONSTRUCT { ?a :near ?c } WHERE { ?a ?any ?b . ?b :parent ?c }", after="")
    rule(tmp_path / "rules", "far", "CONSTRUCT { ?a :far ?c } WHERE { ?a :near/:parent ?c }", after="near")
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(E + "g1", ":x :friend :y . :y :parent :z .") + quads(E + "g2", ":z :parent :u ."))
        assert run_rules(writer, rules(tmp_path / "rules")) == {"near": 2, "far": 1}
        assert said(writer.store, inferred_graph("far")) == {"x far u"}


def test_a_second_run_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(E + "g1", ":x :parent :y . :y :parent :z ."))
        run_rules(writer, rules(folder))
    with GraphStore.open(tmp_path / "g") as store:
        first = [str(q) for q in store.quads()]
    with Writer(tmp_path / "g") as writer:
        run_rules(writer, rules(folder))
    with GraphStore.open(tmp_path / "g") as store:
        assert [str(q) for q in store.quads()] == first
        assert any(rule_iri("elder") in line for line in first)


def test_what_no_longer_follows_goes_and_so_do_rules_that_are_gone(folder: Path, tmp_path: Path) -> None:
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(E + "g1", ":x :parent :y . :y :parent :z ."))
        run_rules(writer, rules(folder))
        writer.replace(E + "g1", quads(E + "g1", ":x :parent :y ."))
        (folder / "elder.rq").unlink()
        assert run_rules(writer, rules(folder)) == {"grandparent": 0}
        assert said(writer.store, inferred_graph("grandparent")) == set()
        assert said(writer.store, inferred_graph("elder")) == set()
        meta = " ".join(map(str, writer.store.quads_for_pattern(None, None, None, ox.NamedNode(META_GRAPH))))
        assert f"{BASE}rule/grandparent" in meta and "elder" not in meta
        # A graph may have been dropped by others, its record left behind.
        (folder / "grandparent.rq").unlink()
        writer.remove(inferred_graph("grandparent"))
        assert run_rules(writer, rules(folder)) == {}
        assert not list(writer.store.quads_for_pattern(None, None, None, ox.NamedNode(META_GRAPH)))


def test_a_rule_does_not_read_its_own_old_results(tmp_path: Path) -> None:
    rule(tmp_path / "rules", "next", "CONSTRUCT { ?b :n ?c } WHERE { ?a :n ?b . BIND(IRI(CONCAT(STR(?b), 'x')) AS ?c) }")
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(E + "g1", ":a :n :b ."))
        for _ in range(3):
            assert run_rules(writer, rules(tmp_path / "rules")) == {"next": 1}


def test_an_error_leaves_the_store_as_it_was(folder: Path, tmp_path: Path) -> None:
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(E + "g1", ":x :parent :y . :y :parent :z ."))
    rule(folder, "nameless", "CONSTRUCT { [] :about ?a } WHERE { ?a :parent ?b }")
    with pytest.raises(QueryError, match=r"nameless\.rq: it constructs a blank node"), Writer(tmp_path / "g") as writer:
        run_rules(writer, rules(folder))
    with GraphStore.open(tmp_path / "g") as store:
        assert store.graphs() == [E + "g1"]


def test_owl_rl_reads_ontology_and_reference_tables_alone(tmp_path: Path) -> None:
    table, document = GRAPH + "reference/states", GRAPH + "document/wire"
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(ONTOLOGY_GRAPH, ":State rdfs:subClassOf :Agent ."))
        writer.add(quads(table, ":x a :State .") + quads(document, ":y a :State ."))
        assert materialise(writer) == 1
        assert said(writer.store, inferred_graph("owl-rl")) == {"x 22-rdf-syntax-ns#type Agent"}
        lines = {str(q) for q in writer.store.quads_for_pattern(None, None, None, ox.NamedNode(META_GRAPH))}
        assert any(table in line for line in lines) and not any(document in line for line in lines)
        # Whoever wants more names the graphs; what was there is replaced.
        assert materialise(writer, [ONTOLOGY_GRAPH, document]) == 1
        assert said(writer.store, inferred_graph("owl-rl")) == {"y 22-rdf-syntax-ns#type Agent"}
        lines = {str(q) for q in writer.store.quads_for_pattern(None, None, None, ox.NamedNode(META_GRAPH))}
        assert any(document in line for line in lines) and not any(table in line for line in lines)


def test_rules_leave_owl_rl_alone_and_read_it(tmp_path: Path) -> None:
    rule(tmp_path / "rules", "acts", "CONSTRUCT { ?a :can :act } WHERE { ?a a :Agent }")
    with Writer(tmp_path / "g") as writer:
        writer.add(quads(ONTOLOGY_GRAPH, ":State rdfs:subClassOf :Agent .") + quads(GRAPH + "reference/states", ":x a :State ."))
        materialise(writer)
        assert run_rules(writer, rules(tmp_path / "rules")) == {"acts": 1}
        assert said(writer.store, inferred_graph("owl-rl")) == {"x 22-rdf-syntax-ns#type Agent"}
