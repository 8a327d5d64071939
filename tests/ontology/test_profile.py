"""The ontology is in the profile OWL 2 DL by the OWL API, which comes with HermiT; the same check finds what is planted."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, URIRef

from graphkit.namespaces import GK
from graphkit.rdf.ontology import reasoner_graph

owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed (pip install graphkit[reason])")
pytestmark = pytest.mark.skipif(shutil.which("javac") is None, reason="the OWL API is called through a Java file, which needs a JDK")

HERE = Path(__file__).parent
JAR = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"

# File -> statements that leave the profile, and the kind of violation that the OWL API names.
PLANTED = {
    "simple": ("gk:within a owl:IrreflexiveProperty .", "UseOfNonSimplePropertyInIrreflexivePropertyAxiom"),
    "cardinality": (
        "gk:Body rdfs:subClassOf [ a owl:Restriction ; owl:onProperty gk:organOf ; owl:maxCardinality 1 ] .",
        "UseOfNonSimplePropertyInCardinalityRestriction",
    ),
    "pun": ("gk:quote a owl:ObjectProperty .", "IllegalPunning"),
    "undeclared": ("gk:Body rdfs:subClassOf gk:Undeclared .", "UseOfUndeclaredClass"),
    "regular": ("gk:agent owl:propertyChainAxiom ( gk:agentState gk:hasOrgan ) .", "UseOfPropertyInChainCausesCycle"),
}
PREFIXES = (
    f"@prefix gk: <{GK}> . @prefix owl: <{OWL}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    " @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
)


@pytest.fixture(scope="module")
def violations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """File -> kinds of violation, for the ontology as it is and for each planted fault, in one run of Java."""
    folder = tmp_path_factory.mktemp("profile")
    for name, text in {"ontology": "", **{name: text for name, (text, _) in PLANTED.items()}}.items():
        graph = reasoner_graph()
        # One file, one ontology: the modules' own headers would be read as individuals.
        for module in set(graph.subjects(RDF.type, OWL.Ontology)) - {URIRef(GK.rstrip("#"))}:
            graph.remove((module, RDF.type, OWL.Ontology))
            graph.remove((module, OWL.versionInfo, None))
        graph.parse(data=PREFIXES + text, format="turtle")
        rdflib.Graph.serialize(graph, folder / f"{name}.rdf", format="xml", encoding="utf-8")
    files = [str(path) for path in sorted(folder.glob("*.rdf"))]
    command = ["java", "-cp", str(JAR), str(HERE / "ProfileCheck.java"), *files]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in printed.splitlines()]
    assert all(int(axioms) > 4000 for _, axioms, *_ in rows)
    return {name.removesuffix(".rdf"): kinds for name, _, *kinds in rows}


def test_the_ontology_is_in_owl_2_dl(violations: dict[str, list[str]]) -> None:
    assert violations["ontology"] == []


@pytest.mark.parametrize("name", PLANTED)
def test_what_leaves_the_profile_is_found(name: str, violations: dict[str, list[str]]) -> None:
    assert PLANTED[name][1] in violations[name]
