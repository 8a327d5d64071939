from __future__ import annotations

from datetime import date

import rdflib

from graphkit.model.claim import Claim, Evidence, Target
from graphkit.model.dates import PartialDate, When
from graphkit.model.document import Citation, Document
from graphkit.model.entity import Entity
from graphkit.model.reference import Reference
from graphkit.namespaces import META_GRAPH, claim_iri
from graphkit.rdf.claims import cite, document_quads, meta_quads
from graphkit.rdf.ontology import findings
from graphkit.rdf.reference import reference_quads

TEXT = 'Kenya "declined"\nto co-sponsor <b>it</b>.'
DOCUMENT = Document("d", TEXT, Citation("T", "A", "P", PartialDate(2020, 5), "https://example.org/x"), "0" * 64)
KEN = Entity("KEN", "Kenya", "state", known=True)
LOCAL = Entity("Jane O'Neil", "Jane O'Neil", "person")


def claim(**changes: object) -> Claim:
    fields: dict[str, object] = {
        "document": "d", "agent": KEN, "kind": "declines-to-cosponsor",
        "target": Target("it", Entity("A/RES/75/190", "R", "resolution", known=True)),
        "when": When.between(date(2020, 5, 1), date(2020, 5, 31), "explicit"),
        "evidence": (Evidence(0, len(TEXT), TEXT, " ".join(TEXT.split())),),
    }  # fmt: skip
    return Claim(**{**fields, **changes})  # type: ignore[arg-type]


def graph(*claims: Claim) -> rdflib.Graph:
    lines = [f"{q.subject} {q.predicate} {q.object} ." for q in document_quads(DOCUMENT, claims)]
    return rdflib.Graph().parse(data="\n".join(lines), format="nt")


def test_a_claim_with_everything_conforms_to_the_shapes() -> None:
    first = claim()
    full = claim(
        forum=Entity("hrc", "Human Rights Council", "body", known=True),
        according_to=(LOCAL, KEN), value=(("people", "200,0000"), ("percent", 40.5), ("cases", 3)),
        flags=("malformed-figure",), derived_from=(first.id,), rule="recurrence",
        target=Target("text only", None, Entity("PRK", "DPRK", "state", known=True)),
    )  # fmt: skip
    assert findings(graph(first, full, claim(agent=LOCAL, when=When()), claim(when=When.until(date(2020, 5, 31))))) == []


def test_direct_triples_stand_for_plain_claims_only() -> None:
    def direct(*claims: Claim) -> int:
        lines = [str(q.predicate) for q in document_quads(DOCUMENT, claims)]
        return sum("declinesToCosponsor" in line for line in lines)

    assert direct(claim()) == 1
    assert direct(claim(status="negated")) == 0
    assert direct(claim(according_to=(LOCAL,))) == 0
    assert direct(claim(rule="recurrence", derived_from=("0" * 20,))) == 0
    assert direct(claim(target=Target("it"))) == 0


def test_namesakes_of_two_documents_never_fuse() -> None:
    other = Document("e", TEXT, Citation("T"), "0" * 64)
    mine = {str(q.object) for q in document_quads(DOCUMENT, [claim(agent=LOCAL)]) if "entity" in str(q.object)}
    theirs = {str(q.object) for q in document_quads(other, [claim(document="e", agent=LOCAL)]) if "entity" in str(q.object)}
    assert mine and theirs and not mine & theirs


def test_the_quads_are_sorted_and_depend_on_nothing_else() -> None:
    made = document_quads(DOCUMENT, [claim(), claim(agent=LOCAL)])
    assert made == document_quads(DOCUMENT, [claim(agent=LOCAL), claim()])
    assert [str(q) for q in made] == sorted(str(q) for q in made)
    assert not any("_:" in str(q) for q in made)


def test_the_id_is_a_hash_of_what_makes_the_claim() -> None:
    assert claim().id == claim(flags=("undated",)).id
    assert claim().id != claim(status="negated").id
    assert claim_iri(claim().id).endswith(claim().id)


def test_provenance_names_the_bytes_and_the_version() -> None:
    made = "\n".join(map(str, meta_quads(DOCUMENT, "9.9")))
    assert "0" * 64 in made and "graphkit 9.9" in made and META_GRAPH in made


def test_a_citation_tells_what_is_known() -> None:
    assert cite(DOCUMENT.citation, "d") == "T (A, P, 2020-05)"
    assert cite(Citation(), "d") == "d"


def test_the_reference_data_conform_to_the_shapes(reference: Reference) -> None:
    lines = [f"{q.subject} {q.predicate} {q.object} ." for _, quads in reference_quads(reference) for q in quads]
    assert findings(rdflib.Graph().parse(data="\n".join(lines), format="nt")) == []


def test_every_row_has_a_source(reference: Reference) -> None:
    assert [r.key for r in reference.records if not r.fields["source"]] == []
    assert [row for rows in reference.statements.values() for row in rows if not row["source"]] == []


def test_all_members_are_there(reference: Reference) -> None:
    standing = [r.fields["standing"] for r in reference.records if r.type == "state"]
    assert standing.count("member") == 193
    assert standing.count("observer") == 2
    assert standing.count("union") == 1
