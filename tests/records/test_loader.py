"""The loader: what a row says, what is refused, flagged, counted; the catalogue's CSV and MARCXML."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import TableError
from graphkit.model.reference import Reference
from graphkit.namespaces import GK
from graphkit.records.loader import Loader
from graphkit.records.report import TableReport
from graphkit.resources import shipped
from graphkit.tables import own_source

MAPPING = """
dataset: harbour
title: Ballots of a harbour
tables:
  votes:
    file: votes.csv
    key: [text, country]
    columns:
      text: {required: true, pattern: 'A/RES/[0-9]+/[0-9]+'}
      day: {type: date, required: true}
      country: {required: true}
      choice: {required: true, values: [Y, N, A]}
      total: {type: integer, min: 0, max: 200}
    values:
      state: {from: "{country}", find: {type: state, on: day}}
      symbol: "{text}"
      resolution: {from: "{text}", entity: resolution}
      body: {from: unga, find: body}
      date: "{day}"
      kind: {from: "{choice}", map: {Y: votes-for, N: votes-against, A: abstains}}
      ballot: {from: "harbour-{symbol}", resource: ballot}
      all_yes: "{total}"
    resources:
      - {id: resolution, class: Resolution, label: symbol, key: symbol}
      - {id: ballot, class: Ballot, label: symbol, properties: {text: resolution}}
    claims:
      - {agent: state, kind: kind, target: resolution, target_text: symbol, forum: body, date: date, links: {ballot: ballot}}
    tallies:
      ballot: {votes-for: all_yes}
"""
HEAD = "text,day,country,choice,total\n"


def load(
    folder: Path, reference: Reference, rows: str, keep_going: bool = False, mapping: str = MAPPING
) -> tuple[list[ox.Quad], TableReport]:
    (folder / "m.yml").write_text(mapping, encoding="utf-8")
    (folder / "votes.csv").write_text(HEAD + rows, encoding="utf-8")
    loader = Loader(reference, keep_going)
    text = "".join(loader.lines(own_source(folder / "votes.csv", folder / "m.yml")))
    return list(ox.parse(text, format=ox.RdfFormat.N_QUADS)), loader.reports[0]


def values(quads: list[ox.Quad], name: str) -> list[str]:
    return sorted(q.object.value for q in quads if q.predicate.value == GK + name)


def test_a_row_is_a_claim_with_itself_as_evidence(tmp_path: Path, reference: Reference) -> None:
    quads, report = load(tmp_path, reference, "A/RES/99/1,2044-12-17,Namibia,A,\n")
    assert (report.rows, report.claims, len(report.rejects)) == (1, 1, 0)
    assert values(quads, "agent") == ["https://w3id.org/graphkit/id/state/NAM"]
    assert values(quads, "stance") == ["https://w3id.org/graphkit/stance/abstains"]
    assert values(quads, "earliest") == values(quads, "latest") == ["2044-12-17"]
    assert values(quads, "dateBasis") == ["record"]
    assert values(quads, "evidence") == ["https://w3id.org/graphkit/id/document/harbour-votes#row=2"]
    assert values(quads, "sentence") == ["text: A/RES/99/1; day: 2044-12-17; country: Namibia; choice: A"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A/RES/99/1,2044-12-17,Ruritania,Y,", "row 2: nothing is known by the name 'Ruritania'"),
        ("A/RES/99/1,2044-13-17,Norway,Y,", "row 2: day: '2044-13-17' is no day"),
        ("A/RES/99/1,2044-12-17,Norway,Z,", "row 2: choice: 'Z' is none of Y, N, A"),
        ("A/RES/99/1,2044-12-17,Norway,Y,900", "row 2: total: '900' is above 200"),
        ("A/99,2044-12-17,Norway,Y,", "row 2: text: 'A/99' does not look like"),
        ("A/RES/99/1,2044-12-17,,Y,", "row 2: country: '' is empty"),
        ("A/RES/99/1,2044-12-17,Norway,Y,,more", "row 2: 6 cells under 5 columns"),
    ],
)
def test_a_row_that_cannot_be_used_ends_the_load_with_its_place(row: str, told: str, tmp_path: Path, reference: Reference) -> None:
    with pytest.raises(TableError) as caught:
        load(tmp_path, reference, row + "\n")
    assert told in str(caught.value)


def test_rows_that_cannot_be_used_are_set_aside(tmp_path: Path, reference: Reference) -> None:
    _, report = load(tmp_path, reference, "A/RES/99/1,2044-12-17,Ruritania,Y,\nA/RES/99/1,2044-12-17,Norway,Y,\n", keep_going=True)
    assert (report.rows, report.claims) == (2, 1)
    assert [(r.place, r.cells["country"]) for r in report.rejects] == [("row=2", "Ruritania")]


def test_what_is_odd_is_kept_and_flagged(tmp_path: Path, reference: Reference) -> None:
    rows = (
        "A/RES/99/1,2044-12-17,Norway,Y,3\nA/RES/99/1,2044-12-17,Norway,Y,3\nA/RES/99/1,2044-12-17,Norway,N,3\n"
        "A/RES/34/1,1979-12-17,Czechoslovakia,Y\nA/RES/99/1,2044-12-17,CÃ´te d'Ivoire,Y,3\n"
    )
    quads, report = load(tmp_path, reference, rows, keep_going=True)
    assert report.flags["duplicate-row"] == report.flags["conflicting-row"] == report.flags["short-row"] == 1
    assert report.flags["former-state"] == 1
    assert report.flags["tally-mismatch"] == 1
    assert {"duplicate-row", "conflicting-row", "short-row", "former-state", "tally-mismatch"} <= set(values(quads, "flag"))
    assert values(quads, "flagNote") == ["votes-for: 3 said, 2 found"]


def test_a_column_the_mapping_does_not_know_ends_the_load(tmp_path: Path, reference: Reference) -> None:
    with pytest.raises(TableError, match="no column 'total'"):
        (tmp_path / "m.yml").write_text(MAPPING, encoding="utf-8")
        (tmp_path / "votes.csv").write_text("text,day,country,choice,sum\nA/RES/99/1,2044-12-17,Norway,Y,3\n", encoding="utf-8")
        list(Loader(reference).lines(own_source(tmp_path / "votes.csv", tmp_path / "m.yml")))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("agent: state,", "agent: nobody,", "no value 'nobody'"),
        ("find: {type: state, on: day}", "find: {type: planet}", "planet is no type of entity"),
        ("kind: kind", "kind: shrugs", "no value 'shrugs'"),
        ("title: Ballots of a harbour\n", "", "title is missing"),
        ("    tallies:", "    talies:", "talies: nothing is known by that name"),
    ],
)
def test_a_mapping_with_a_fault_is_named(old: str, new: str, told: str, tmp_path: Path, reference: Reference) -> None:
    with pytest.raises(TableError) as caught:
        load(tmp_path, reference, "", mapping=MAPPING.replace(old, new))
    assert told in str(caught.value)


def test_the_same_table_gives_the_same_bytes(tmp_path: Path, reference: Reference) -> None:
    rows = "A/RES/99/1,2044-12-17,Norway,Y,\nA/RES/99/1,2044-12-17,Chad,N,\n"
    assert load(tmp_path, reference, rows)[0] == load(tmp_path, reference, rows)[0]


# -- the UN Digital Library's own forms ------------------------------------------------------


def test_votes_in_the_librarys_csv(tmp_path: Path, reference: Reference) -> None:
    head = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,"
    head += "total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
    tail = "2044-12-17,99,A/RES/99/1,A/C.3/99/L.1,,,Rights of harbours : resolution / adopted by the General Assembly,,,,1,1,0,1,193,\n"
    rows = [f"7,NOR,NORWAY,Y,{tail}", f"7,TCD,CHAD,N,{tail}", f"7,NAM,NAMIBIA,X,{tail}"]
    path = tmp_path / "voting.csv"
    path.write_text(head + "".join(rows), encoding="utf-8")
    loader = Loader(reference)
    text = "".join(loader.lines(own_source(path, shipped("data") / "mappings" / "undl-voting.yml")))
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    report = loader.reports[0]
    assert (report.rows, report.claims, report.flags["tally-mismatch"]) == (3, 2, 0)
    assert values(quads, "stance") == [f"https://w3id.org/graphkit/stance/{kind}" for kind in ("votes-against", "votes-for")]
    assert list(loader.titles) == [("unga", "rights of harbours")]


def marc(*records: str) -> str:
    return f'<collection xmlns="http://www.loc.gov/MARC21/slim">{"".join(records)}</collection>'


def field(tag: str, **subfields: str) -> str:
    inner = "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields.items())
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>'


LEADER = "<record><leader>00000nam a2200000 a 4500</leader>"


def test_votes_in_marcxml_are_rows_of_their_field(tmp_path: Path, reference: Reference) -> None:
    common = field("245", a="Rights of harbours :") + field("269", a="2044-12-17") + field("791", a="A/RES/99/1")
    common += field("996", b="000001", c="000002", d="000000")
    votes = (
        field("967", a="1", c="NOR", d="Y", e="NORWAY")
        + field("967", a="2", c="TCD", d="N", e="CHAD")
        + field("967", a="3", c="NAM", e="NAMIBIA")
    )
    path = tmp_path / "votes.xml"
    path.write_text(marc(f"{LEADER}{common}{votes}</record>"), encoding="utf-8")
    loader = Loader(reference)
    text = "".join(loader.lines(own_source(path, shipped("data") / "mappings" / "undl-marc.yml")))
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert (loader.reports[0].rows, loader.reports[0].claims) == (3, 2)
    assert values(quads, "evidence")[0].endswith("#record=1/967=1")
    assert values(quads, "flagNote") == ["votes-against: 2 said, 1 found"]


def test_sponsors_in_marcxml_are_those_on_the_face_and_those_who_joined(tmp_path: Path, reference: Reference) -> None:
    fields = (
        field("191", a="A/C.3/99/L.1") + field("245", a="Rights of harbours :", c="Norway, Chad and Namibia") + field("269", a="2044-11-02")
    )
    fields += field("591", a="Additional sponsors: Fiji and Togo (A/99/1).")
    path = tmp_path / "drafts.xml"
    path.write_text(marc(f"{LEADER}{fields}</record>"), encoding="utf-8")
    loader = Loader(reference)
    text = "".join(loader.lines(own_source(path, shipped("data") / "mappings" / "undl-marc.yml")))
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert [iri.rpartition("/")[2] for iri in values(quads, "agent")] == ["FJI", "NAM", "NOR", "TCD", "TGO"]
    assert values(quads, "completeness") == ["complete"]
    assert values(quads, "sponsorshipForm") == ["joined-later"] * 2 + ["on-the-face"] * 3


def test_what_is_no_marcxml_is_said(tmp_path: Path, reference: Reference) -> None:
    path = tmp_path / "votes.xml"
    path.write_text("<collection><record>", encoding="utf-8")
    with pytest.raises(TableError, match="not MARCXML"):
        list(Loader(reference).lines(own_source(path, shipped("data") / "mappings" / "undl-marc.yml")))
