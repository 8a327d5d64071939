"""Names as people type them, and those that mislead."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import ParameterError
from graphkit.namespaces import ID, SKOS
from graphkit.query.about import about
from graphkit.query.names import Names
from graphkit.store.disk import GraphStore
from graphkit.store.layout import Manifest


@pytest.fixture(scope="module")
def names(notes: GraphStore) -> Names:
    return Names(notes)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("third  committee", "body/unga-c3"),
        ("The Third Committee\u2019s", "body/unga-c3"),
        ("\u201cWorth Less Than an Animal\u201d", "document/hrw-worth-less-than-an-animal"),
        ("Elizabeth Salmon", "person/elizabeth-salmon"),
        ("U.N.H.C.R.", "body/unhcr"),
        ("Korean War (1950-1953)", "topic/korean-war"),
        ("body/hrc", "body/hrc"),
        ("body:hrc", "body/hrc"),
        (f"{ID}body/hrc", "body/hrc"),
        ("A/75/388", "document/A/75/388"),
        ("wicked combatant", "document/dprk-statement-lee-2022"),
        ("NLD", "state/NLD"),
        ("Yemen Arab Republic", "state/YAR"),
    ],
)
def test_a_name_is_found_however_it_is_typed(names: Names, typed: str, path: str) -> None:
    assert names.entity(typed, ()).value == ID + path


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("the Council", {"body/hrc", "body/unsc"}),
        ("Human Rights Committee", {"body/hrcttee", "body/hrc", "body/unga-c3"}),
        ("the Commission", {"body/chr", "body/coi-dprk"}),
        ("G8", {"body/g8", "body/eight-states-2020-12-11"}),
        ("Korea", {"state/KOR", "state/PRK"}),
        ("CRC", {"treaty/crc", "body/crc-committee"}),
    ],
)
def test_a_name_that_misleads_lists_its_bearers(names: Names, typed: str, among: set[str]) -> None:
    with pytest.raises(ParameterError, match="may be any of") as caught:
        names.entity(typed, ())
    said = {line.split()[0]: line for line in caught.value.details}
    assert among <= said.keys()
    assert "\n" not in str(caught.value)


def test_a_candidate_is_told_by_what_it_is_and_when(names: Names) -> None:
    with pytest.raises(ParameterError) as caught:
        names.entity("COI", ())
    (line,) = (line for line in caught.value.details if line.startswith("body/coi-dprk "))
    assert (
        line.split("  ")[-1].strip()
        == "Commission of Inquiry on Human Rights in the DPRK (commission of inquiry; from 2013-03-21 to 2014-03)"
    )


def test_types_narrow_a_name_that_misleads(names: Names) -> None:
    assert names.entity("CRC", ("treaty",)).value == ID + "treaty/crc"


def test_near_names_are_given_as_they_are_written(names: Names) -> None:
    with pytest.raises(ParameterError, match=r"did you mean .*Third Committee"):
        names.entity("Thirt Comittee", ())


def test_what_leads_to_an_entity_is_told(notes: GraphStore, names: Names) -> None:
    mandate = dict.fromkeys(about(notes, "sr-dprk", names).facts)
    assert any(
        key == "heldBy" and value.startswith("Vitit Muntarbhorn (person/") and value.endswith("from 2004-07 to 2010")
        for key, value in mandate
    )
    assert any(key == "establishedBy" and "E/CN.4/RES/2004/13" in value for key, value in mandate)
    person = about(notes, "Vitit Muntarbhorn", names).facts
    assert any(key == "holds" and "(mandate/sr-dprk)" in value for key, value in person)
    union = about(notes, "Soviet Union", names).facts
    assert ("isReplacedBy", "Russian Federation (state/RUS)") in union
    resolution = about(notes, "A/RES/75/190", names).facts
    assert any(key == "hasDraft" for key, _ in resolution) and any(key == "inSeries" for key, _ in resolution)


def test_whoever_bears_the_name_in_one_document_only_is_told_apart(tmp_path: Path) -> None:
    graph, label = ox.NamedNode(ID + "graph"), ox.NamedNode(SKOS + "prefLabel")
    body, local = (ox.NamedNode(ID + path) for path in ("body/watchers", "document/d/entity/watchers"))
    store = ox.Store()
    store.extend([ox.Quad(body, label, ox.Literal("The Watchers"), graph), ox.Quad(local, label, ox.Literal("Watchers"), graph)])
    made = GraphStore(store, tmp_path, Manifest(1))
    assert Names(made).entity("watchers", ()) == body
    assert ("namesake", "Watchers (document/d/entity/watchers)") in about(made, "watchers").facts
    assert about(made, "document/d/entity/watchers").iri == local.value
