"""Rule files: their header, their order, and the errors of those that cannot be used."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import QueryError
from graphkit.namespaces import BASE, GK, META_GRAPH, inferred_graph
from graphkit.rdf.inference import rule_meta, rule_quads
from graphkit.rdf.rules import Rule, rules

HEAD = "#+ summary: Something follows.\n#+ premises: something\n"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }\n"


def write(folder: Path, **after: list[str]) -> Path:
    for name, names in after.items():
        (folder / f"{name}.rq").write_text(f"{HEAD}#+ after: [{', '.join(names)}]\n{CONSTRUCT}", encoding="utf-8")
    return folder


def test_a_rule_is_read_from_its_header(tmp_path: Path) -> None:
    text = '#+ summary: >\n#+   Two lines\n#+   become one.\n#+ premises:\n#+   - a claim\n#+   - a "state"\n' + CONSTRUCT
    (tmp_path / "some-rule.rq").write_text(text, encoding="utf-8")
    (rule,) = rules(tmp_path)
    assert (rule.name, rule.summary, rule.premises, rule.after) == ("some-rule", "Two lines become one.", ("a claim", 'a "state"'), ())
    assert rule.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_no_folder_has_no_rules(tmp_path: Path) -> None:
    assert rules(tmp_path / "none") == []


def test_each_rule_comes_after_what_it_reads_and_else_by_name(tmp_path: Path) -> None:
    write(tmp_path, a=["z"], b=[], c=["a", "b"], z=[])
    assert [rule.name for rule in rules(tmp_path)] == ["b", "z", "a", "c"]


def test_rules_that_wait_for_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, a=["b"], b=["c"], c=["a"], d=[])
    with pytest.raises(QueryError, match=r"rules wait for each other: (\w -> ){3}\w; break the circle"):
        rules(tmp_path)
    write(tmp_path, a=[], b=[], c=["c"])
    with pytest.raises(QueryError, match="rules wait for each other: c -> c"):
        rules(tmp_path)


def test_a_rule_that_waits_for_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a=["gone"])
    with pytest.raises(QueryError) as caught:
        rules(tmp_path)
    assert str(caught.value) == f"{tmp_path / 'a.rq'}: it comes after gone, which is no rule; rules: a"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CONSTRUCT, "its header has no summary, or no premises"),
        ("#+ summary: Something.\n" + CONSTRUCT, "its header has no summary, or no premises"),
        ("#+ summary: a: b: c\n" + CONSTRUCT, "its header is not YAML"),
        (HEAD + "SELECT * WHERE { ?s ?p ?o }", "not a CONSTRUCT query"),
        (HEAD + "CONSTRUCT { ?s ?p } WHERE { ?s ?p ?o }", "SPARQL: "),
        (HEAD + "CONSTRUCT { ?s a x:y } WHERE { ?s ?p ?o }", "SPARQL: "),
    ],
)
def test_a_file_that_is_no_rule(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text(text, encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        rules(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'bad.rq'}: {told}")
    assert "\n" not in str(caught.value)


@pytest.fixture
def rule(tmp_path: Path) -> Rule:
    (made,) = rules(write(tmp_path, follows=[]))
    return made


def test_results_are_one_graph_sorted_each_once(rule: Rule) -> None:
    s, p = ox.NamedNode("http://a.example/s"), ox.NamedNode("http://a.example/p")
    triples = [ox.Triple(s, p, ox.Literal(text)) for text in ("b", "a", "b")]
    made = rule_quads(rule, triples)
    assert [(q.object.value, q.graph_name) for q in made] == [  # type: ignore[union-attr]
        ("a", ox.NamedNode(inferred_graph("follows"))),
        ("b", ox.NamedNode(inferred_graph("follows"))),
    ]


@pytest.mark.parametrize("blank", ["subject", "object"])
def test_a_blank_node_is_refused(blank: str, rule: Rule) -> None:
    iri = ox.NamedNode("http://a.example/s")
    node = ox.BlankNode("b")
    triple = ox.Triple(node, iri, iri) if blank == "subject" else ox.Triple(iri, iri, node)
    with pytest.raises(QueryError, match=r"follows\.rq: it constructs a blank node: .*name it by what it is made from"):
        rule_quads(rule, [triple])


def test_meta_names_the_rule_and_the_hash_of_its_text(rule: Rule) -> None:
    lines = {f"{q.subject} {q.predicate} {q.object}" for q in rule_meta(rule)}
    graph, node = f"<{inferred_graph('follows')}>", f"<{BASE}rule/follows>"
    assert f"{graph} <http://www.w3.org/ns/prov#wasDerivedFrom> {node}" in lines
    assert f'{node} <{GK}textHash> "{rule.sha256}"' in lines
    assert f'{node} <http://www.w3.org/2000/01/rdf-schema#label> "Something follows."' in lines
    assert {str(q.graph_name) for q in rule_meta(rule)} == {f"<{META_GRAPH}>"}
