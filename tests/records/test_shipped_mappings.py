"""The shipped mappings over tables of our own making in ``samples``, and over the real ones where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.model.reference import Reference
from graphkit.namespaces import GK, GKS, ID, OA, ORG, document_iri
from graphkit.records.checks import left_unused
from graphkit.records.loader import Loader, sources
from graphkit.records.mapping_file import read_mapping
from graphkit.records.report import TableReport
from graphkit.records.sources import rows
from graphkit.resources import shipped

SAMPLES = Path(__file__).with_name("samples")
NAMES = ("countries", "dprk-facts", "human-rights-council", "security-council", "treaty-status", "upr-info")
PREFIXES = f"PREFIX gk: <{GK}> PREFIX gks: <{GKS}> PREFIX org: <{ORG}>"
#: Rows, claims, silent rows, rows left out, and flags of each real table; no row is rejected.
REAL = {
    "countries-un-members": (193, 0, 0, 0, {"group-corrected": 11}),
    "dprk-facts-resolutions": (65, 309, 0, 0, {"no-symbol": 5, "partly-remembered": 29, "remembered": 2, "sources-disagree": 3}),
    "dprk-facts-votes": (91, 90, 1, 0, {}),
    "dprk-facts-meetings": (12, 84, 0, 0, {"partly-remembered": 7}),
    "dprk-facts-mandate-holders": (24, 24, 0, 0, {"partly-remembered": 8, "remembered": 2}),
    "dprk-facts-treaties": (18, 21, 0, 0, {"partly-remembered": 5}),
    "dprk-facts-upr": (4, 4, 0, 0, {"partly-remembered": 4}),
    "human-rights-council-texts": (
        1437, 1422, 0, 15,
        {"date-outside-year": 11, "no-symbol": 34, "no-tally": 18, "tally-above-membership": 2, "vote-type-differs": 157},
    ),
    "human-rights-council-members": (188, 0, 0, 0, {}),
    "security-council-meetings": (
        6051, 1643, 30, 0, {"duplicate-row": 1, "more-than-two-texts": 3, "no-day": 1, "no-symbol": 30},
    ),
    "security-council-members": (171, 0, 0, 0, {}),
    "security-council-vetoes": (
        214, 265, 0, 0, {"former-state": 90, "no-symbol": 23, "single-veto-of-several": 2, "veto-marks-disagree": 26},
    ),
    "upr-info-recommendations": (9076, 9076, 0, 0, {}),
    "upr-info-dprk": (436, 0, 0, 436, {}),
    "upr-info-sessions": (305, 305, 0, 0, {}),
    "upr-info-years": (193, 385, 0, 0, {}),
}  # fmt: skip


def loaded(name: str, folder: Path, reference: Reference) -> tuple[ox.Store, dict[str, TableReport]]:
    """What a mapping makes of the tables of a folder, and its reports; a row that cannot be used is an error."""
    loader, store = Loader(reference), ox.Store()
    for source in sources(read_mapping(shipped("data") / "mappings" / f"{name}.yml"), folder):
        text = "".join(loader.lines(source))
        store.bulk_load(BytesIO(text.encode()), format=ox.RdfFormat.N_QUADS)
    return store, {report.name: report for report in loader.reports}


class Graph:
    """The sample of one mapping, for questions."""

    def __init__(self, store: ox.Store, reports: dict[str, TableReport]) -> None:
        self.store, self.reports = store, reports

    def ask(self, names: str, pattern: str) -> set[tuple[str, ...]]:
        """What the variables *names* stand for in the solutions of a pattern, IRIs cut to what follows the namespace."""
        found = self.store.query(f"{PREFIXES} SELECT {names} WHERE {{ {pattern} }}", use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return {tuple(_short(term) for term in solution) for solution in found}


def _short(term: object) -> str:
    value = str(getattr(term, "value", ""))
    return value.removeprefix(ID).removeprefix(GK).removeprefix(GKS)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference.read(shipped("data") / "reference")


@pytest.fixture(scope="module")
def sample(reference: Reference) -> Iterator[dict[str, Graph]]:
    yield {name: Graph(*loaded(name, SAMPLES, reference)) for name in NAMES}


#: Rows of each sample: all of them, those with a claim, those that only describe something, those that say nothing, those left out.
ROWS = {
    "countries-un-members": (2, 0, 2, 0, 0),
    "dprk-facts-resolutions": (3, 3, 0, 0, 0),
    "dprk-facts-votes": (3, 2, 0, 1, 0),
    "dprk-facts-meetings": (2, 2, 0, 0, 0),
    "dprk-facts-mandate-holders": (3, 3, 0, 0, 0),
    "dprk-facts-treaties": (2, 2, 0, 0, 0),
    "dprk-facts-upr": (2, 2, 0, 0, 0),
    "human-rights-council-texts": (8, 7, 0, 0, 1),
    "human-rights-council-members": (3, 0, 3, 0, 0),
    "security-council-meetings": (7, 4, 2, 1, 0),
    "security-council-members": (3, 0, 3, 0, 0),
    "security-council-vetoes": (3, 3, 0, 0, 0),
    "treaty-status-status-cat": (5, 5, 0, 0, 0),
    "treaty-status-status-op-crpd": (2, 2, 0, 0, 0),
    "upr-info-recommendations": (3, 3, 0, 0, 0),
    "upr-info-dprk": (1, 0, 0, 0, 1),
    "upr-info-sessions": (2, 2, 0, 0, 0),
    "upr-info-years": (2, 2, 0, 0, 0),
}
#: Tables of seats, which are no claims.
SEATS = ("countries-un-members", "human-rights-council-members", "security-council-members")


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_accounted_for(sample: dict[str, Graph], name: str) -> None:
    graph = sample[name]
    assert list(graph.reports) == [table for table in ROWS if table.startswith(name)]
    for table, report in graph.reports.items():
        count, claimed, described, silent, left_out = ROWS[table]
        assert count == claimed + described + silent + left_out
        assert (report.rows, report.silent, report.ignored.total(), report.rejects) == (count, silent, left_out, [])
        # A row that makes no claim is in the graph where a resource says that it is known from it.
        shown = claimed + (described if table in SEATS else 0)
        assert len(graph.ask("?row", f"?row a gk:Row ; <{OA}hasSource> <{document_iri(table)}>")) == shown
        assert len(graph.ask("?claim", f"?claim a gk:Claim ; gk:statedIn <{document_iri(table)}>")) == report.claims


@pytest.mark.parametrize("name", NAMES)
def test_each_column_is_used_or_said_why_not(name: str) -> None:
    for source in sources(read_mapping(shipped("data") / "mappings" / f"{name}.yml"), SAMPLES):
        assert left_unused(next(rows(source.path, source.table)).cells, source.table) == [], source.name


@pytest.mark.parametrize("name", NAMES)
def test_the_same_table_gives_the_same_lines(reference: Reference, name: str) -> None:
    def lines() -> list[str]:
        loader = Loader(reference)
        mapping = read_mapping(shipped("data") / "mappings" / f"{name}.yml")
        return ["".join(loader.lines(source)) for source in sources(mapping, SAMPLES)]

    assert lines() == lines()


def flags(graph: Graph) -> Counter[str]:
    """The flags of all tables of a sample."""
    return sum((report.flags for report in graph.reports.values()), Counter[str]())


def test_treaties_tell_parties_signatories_and_who_is_neither(sample: dict[str, Graph]) -> None:
    graph = sample["treaty-status"]
    claims = "?x gk:agent ?a ; gk:stance ?b ; gk:target ?c ; gk:status ?d OPTIONAL { ?x gk:edtf ?e }"
    assert graph.ask("?a ?b ?c ?d ?e", claims) == {
        ("state/NAM", "party-to", "treaty/cat", "asserted", "1994/"),
        ("state/NOR", "party-to", "treaty/cat", "asserted", "1986/"),
        ("state/NRU", "party-to", "treaty/cat", "asserted", "2012/"),
        ("state/PLW", "signs", "treaty/cat", "asserted", ""),
        ("state/TON", "party-to", "treaty/cat", "negated", "/2022-08-25"),
        ("state/PRK", "party-to", "treaty/op-crpd", "negated", "/2022-08-25"),
        ("state/KOR", "party-to", "treaty/op-crpd", "asserted", "2022/"),
    }
    assert flags(graph) == Counter({"status-marks-disagree": 2, "code-of-another-state": 1})


def test_a_recommendation_names_who_asks_whom_and_the_answer(sample: dict[str, Graph]) -> None:
    graph = sample["upr-info"]
    assert graph.ask("?a ?b ?c", "?x gk:stance gks:calls-for ; gk:agent ?a ; gk:addressee ?b ; gk:edtf ?c") == {
        ("state/CHL", "state/PRK", "2009"), ("state/MKD", "state/NOR", "2014"), ("state/NAM", "state/NOR", "2014"),
    }  # fmt: skip
    words = 'Release "all" prisoners, and say so'
    assert graph.ask("?a ?b", f"?x gk:targetText {ox.Literal(words)} ; gk:response ?a ; gk:issue ?b") == {
        ("noted", "Detention"), ("noted", "Justice"),
    }  # fmt: skip
    # A dot stands for a review that was not held.
    assert graph.ask("?b", f"?x gk:agent <{ID}state/SSD> ; gk:edtf ?b") == {("2011",)}


def test_the_security_councils_texts_have_the_tally_that_stands_beside_them(sample: dict[str, Graph]) -> None:
    graph = sample["security-council"]
    adopted = "?x gk:stance gks:adopts ; gk:targetText ?a ; gk:edtf ?b OPTIONAL { ?x gk:figure [ gk:figureName 'yes' ; gk:figureText ?c ] }"
    assert graph.ask("?a ?b ?c", adopted) == {
        ("S/RES/9001", "2001-05-03", "14"), ("S/RES/9002", "2002", ""), ("S/RES/9003", "2002", "12"), ("S/RES/9004", "2020-06-09", "15"),
    }  # fmt: skip
    # A day that the collectors left in words is read; of two days the year is kept.
    held = graph.ask("?a ?b", "?x a gk:Meeting ; <http://www.w3.org/2004/02/skos/core#notation> ?a ; gk:heldOn ?b")
    assert {("S/PV.9003", "2004-09-02"), ("S/PV.9004", "2002"), ("S/PV.9002 (Resumption 1)", "2001-05-04")} <= held
    assert graph.reports["security-council-meetings"].flags == {"duplicate-row": 1, "no-day": 1, "no-symbol": 2, "tally-mismatch": 1}


def test_a_veto_is_that_of_the_members_named(sample: dict[str, Graph]) -> None:
    graph = sample["security-council"]
    vetoes = "?x gk:stance gks:blocks ; gk:agent ?a ; gk:edtf ?b OPTIONAL { ?x gk:target ?c }"
    assert graph.ask("?a ?b ?c", vetoes) == {
        ("state/SUN", "1950-03-04", ""),
        ("state/USA", "1980-05-06", "draft/S/20000/Rev.2"),
        ("state/GBR", "1980-05-06", "draft/S/20000/Rev.2"),
        ("state/FRA", "1980-05-06", "draft/S/20000/Rev.2"),
        ("state/RUS", "2013-07-08", "draft/S/2013/99"),
        ("state/CHN", "2013-07-08", "draft/S/2013/99"),
    }
    # France is named and its mark is 0; two members are named and the veto is called single.
    found = graph.reports["security-council-vetoes"].flags
    assert found == {"former-state": 1, "no-symbol": 1, "single-veto-of-several": 1, "veto-marks-disagree": 1}


def test_seats_are_memberships_with_their_terms(sample: dict[str, Graph]) -> None:
    members = "?x a gk:Membership ; org:member ?a ; org:organization ?b OPTIONAL { ?x gk:validFrom ?c } OPTIONAL { ?x gk:validTo ?d }"
    assert sample["security-council"].ask("?a ?b ?c ?d", members) == {
        ("state/CHN", "body/unsc", "", ""), ("state/CIV", "body/unsc", "1991", "1992"), ("state/SVK", "body/unsc", "2006", "2007"),
    }  # fmt: skip
    assert ("state/GAB", "body/hrc", "2007-06", "2008-06") in sample["human-rights-council"].ask("?a ?b ?c ?d", members)
    assert sample["countries"].ask("?a ?b ?c", members) == {
        ("state/NOR", "body/un", "1945-11-27"), ("state/NOR", "body/weog", ""),
        ("state/HUN", "body/un", "1955-12-14"), ("state/HUN", "body/eastern-european-group", ""),
    }  # fmt: skip
    slovakia, derived = "<https://w3id.org/graphkit/id/state/SVK>", "<http://www.w3.org/ns/prov#wasDerivedFrom>"
    rows = f"?x a gk:Membership ; org:member {slovakia} ; {derived} ?row . ?row gk:sentence ?b"
    ((words,),) = sample["security-council"].ask("?b", rows)
    assert words.startswith("country_org: Slovak Republic; start_year: 2006; ")


def test_texts_of_the_human_rights_council(sample: dict[str, Graph]) -> None:
    graph = sample["human-rights-council"]
    texts = "?x gk:stance ?a ; gk:targetText ?b ; gk:edtf ?c OPTIONAL { ?x gk:figure [ gk:figureName 'abstain' ; gk:figureText ?d ] }"
    assert graph.ask("?a ?b ?c ?d", texts) == {
        ("adopts", "A/HRC/RES/60/1", "2021-03-03", "7"),
        ("adopts", "A/HRC/RES/60/2", "2021-04-03", "0"),
        ("adopts", "A/HRC/RES/60/3", "2021-04-12", ""),
        ("adopts", "A/HRC/RES/S-60/1", "2012", ""),
        ("adopts", "A/HRC/DEC/60/101", "2010-06-01", "3"),
        ("adopts", "A title that slipped", "2013", ""),
        ("rejects", "Situation of a state", "2021", "7"),
    }
    assert graph.ask("?b", f"<{ID}resolution/A/HRC/RES/60/3> gk:manner ?b") == {("without a vote",)}
    assert flags(graph) == Counter({
        "date-outside-year": 1, "no-symbol": 2, "no-tally": 1, "tally-above-membership": 1, "tally-mismatch": 1,
        "vote-type-differs": 1, "code-of-another-state": 1,
    })  # fmt: skip


def test_facts_keep_what_is_denied_and_what_is_only_remembered(sample: dict[str, Graph]) -> None:
    graph = sample["dprk-facts"]
    cosponsors = "?x gk:stance gks:cosponsors ; gk:agent ?a ; gk:status ?b ; gk:target ?c"
    assert graph.ask("?a ?b ?c", cosponsors) == {
        ("state/KOR", "asserted", "resolution/A/HRC/RES/25/25"),
        ("state/KOR", "negated", "draft/A/C.3/75/L.32"),
        ("state/USA", "asserted", "draft/A/C.3/75/L.32"),
        ("state/JPN", "asserted", "draft/A/C.3/75/L.32"),
    }
    held = "?x gk:stance gks:convenes ; gk:status ?a ; gk:edtf ?b"
    assert graph.ask("?a ?b", held) == {("asserted", "2050-12-22"), ("negated", "2051-12-10")}
    # A name that nobody knows is kept in the words, and is no person of the graph.
    appointed = "?x gk:stance gks:appoints ; gk:targetText ?a OPTIONAL { ?x gk:target ?b }"
    assert graph.ask("?a ?b", appointed) == {
        ("Vitit Muntarbhorn, Special Rapporteur on a test", "person/vitit-muntarbhorn"),
        ("Somebody Unheard-of, Special Rapporteur on a test", ""),
    }
    found = flags(graph)
    assert (found["sources-disagree"], found["remembered"], found["unlinked"]) == (1, 1, 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_real_tables(shared: Path, reference: Reference, name: str) -> None:
    if not (shared / "data").is_dir():
        pytest.skip(f"the tables are absent: {shared / 'data'}")
    _, reports = loaded(name, shared / "data", reference)
    if name == "treaty-status":
        assert len(reports) == 18
        assert {(r.rows, r.claims, len(r.rejects)) for r in reports.values()} == {(193, 193, 0)}
        assert sum((r.flags for r in reports.values()), Counter[str]()) == {"status-marks-disagree": 11}
        return
    found = {n: (r.rows, r.claims, r.silent, r.ignored.total(), dict(r.flags)) for n, r in reports.items()}
    assert found == {n: counts for n, counts in REAL.items() if n.startswith(name)}
