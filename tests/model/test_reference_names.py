"""Names, spellings of records, and the tables that hold them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.errors import ParameterError, TableError
from graphkit.model.names import fold
from graphkit.model.reference import Reference
from graphkit.model.spellings import Spellings


@pytest.mark.parametrize(
    "written",
    [
        "UN Security Council",
        "the  UN\u00a0security council",
        "un security council\u2019s",
        "\u201cUN Security Council\u201d,",
        "U.N. Security Council",
    ],
)
def test_fold_takes_names_as_people_write_them(written: str) -> None:
    assert fold(written) == "un security council"


def test_fold_keeps_what_is_nothing_but_marks() -> None:
    assert fold(" ... ") == "..."


@pytest.mark.parametrize(
    ("text", "form", "on", "keys"),
    [
        ("Yugoslavia", "name", "1991-12-06", ["YUG"]),
        ("Yugoslavia", "name", "2002", ["SCG"]),
        ("Yugoslavia", "name", "2010-01-01", ["SRB"]),
        ("RU", "code", "1980-01-01", ["SUN"]),
        ("RU", "code", "1991-12-24", ["RUS"]),
        ("CS", "code", "1992-12-06", ["CSK"]),
        ("NA", "code", "1995-01-01", ["NAM"]),
        ("Yemen Arab Republic", "name", "1990-12-06", ["YAR"]),
    ],
)
def test_one_name_stands_for_the_state_of_its_day(reference: Reference, text: str, form, on: str, keys: list[str]) -> None:
    assert [r.key for r in reference.written(text, form, on=on, records="unvotes")] == keys


def test_a_cell_may_name_two_or_nobody(reference: Reference) -> None:
    of = {"records": "unbisnet_draft_resolutions"}
    assert [r.key for r in reference.written("Senegal Sierra Leone", **of)] == ["SEN", "SLE"]
    assert reference.written("UN", **of) == ()
    # Elsewhere the word keeps its meaning.
    assert [r.key for r in reference.written("UN", records="security_council")] == ["un"]


def test_an_unknown_code_says_so(reference: Reference) -> None:
    with pytest.raises(ParameterError, match="no state has the code 'QQ'"):
        reference.written("QQ", "code")


def test_spellings_are_no_names_for_prose(reference: Reference) -> None:
    with pytest.raises(ParameterError):
        reference.find("Republic of Molodova")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x\tnick\tstate/KOR\t\t\t\t\ts", "no form"),
        ("x\tname\tstate/KOR\tonce\t\t\t\ts", "once"),
        ("\tname\tstate/KOR\t\t\t\t\ts", "without"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "spellings.tsv"
    path.write_text(f"spelling\tform\tkey\tfrom\tto\toccurs\tnote\tsource\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=message):
        Spellings.read(path)


def test_a_spelling_stands_for_somebody_known(tmp_path: Path) -> None:
    (tmp_path / "states.tsv").write_text("key\tlabel\tsource\nKOR\tRepublic of Korea\ts\n", encoding="utf-8")
    (tmp_path / "spellings.tsv").write_text(
        "spelling\tform\tkey\tfrom\tto\toccurs\tnote\tsource\nx\tname\tstate/XYZ\t\t\t\t\ts\n", encoding="utf-8"
    )
    with pytest.raises(TableError, match="state/XYZ"):
        Reference.read(tmp_path)


def _cells(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(set of records, name, a day or nothing) of every cell of the records that names a state."""

    def rows(path: str) -> list[dict[str, str]]:
        with (folder / path).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t" if path.endswith(".tsv") else ","))

    days = {row["rcid"]: row["date"] for row in rows("unvotes/roll_calls.tsv")}
    yield from {("unvotes", row["country"], days[row["rcid"]]) for row in rows("unvotes/votes.tsv")}
    yield from (("unvotes", row["country"], "") for row in rows("unvotes/countries.tsv"))
    years = {row["draft_symbol"]: row["year"] for row in rows("unbisnet_draft_resolutions/draft_resolutions.tsv")}
    for row in rows("unbisnet_draft_resolutions/draft_sponsors.tsv"):
        yield "unbisnet_draft_resolutions", row["sponsor"], years[row["draft_symbol"]]
    for table in ("dprk", "selected"):
        for row in rows(f"upr_info/upr_recommendations_{table}.tsv"):
            yield from (("upr_info", row[column], "") for column in ("to", "from"))
    yield from (("upr_info", row["To"], "") for row in rows("upr_info/sessions.csv"))
    yield from (("upr_info", row["country"], "") for row in rows("upr_info/upr-years.csv"))
    yield from (
        ("security_council", row["country_org"], row["end_year"]) for row in rows("security_council/council_membership_1992_2023.tsv")
    )
    for row in rows("security_council/vetoes_1946_2022.tsv"):
        yield from (("security_council", row[f"member_veto{n}"], row["year"]) for n in (1, 2, 3) if row[f"member_veto{n}"])
    for path in sorted((folder / "treaty_status").glob("*.csv")):
        yield from (("treaty_status", row["member"], "") for row in rows(f"treaty_status/{path.name}"))
    yield from (("human_rights_council", row["member"], "") for row in rows("human_rights_council/hrc_membership_snapshots.tsv"))
    yield from (("countries", row["name"], "") for row in rows("countries/un_members.tsv"))
    yield from (("countries", row["country_org"], "") for row in rows("countries/un_regional_groups.tsv"))
    for row in rows("countries/sc_speaker_aliases.tsv"):
        yield from (("countries", row[column], "") for column in ("alias", "canonical"))
    yield from (("dprk_facts", row["state"], "") for row in rows("dprk_facts/hrc_votes.tsv"))
    yield from (("dprk_facts", row["nationality"], "") for row in rows("dprk_facts/mandate_holders.tsv") if row["nationality"])
    for row in rows("dprk_facts/security_council_meetings.tsv"):
        for column in ("requested_by", "against_by", "abstained_by", "presidency"):
            yield from (("dprk_facts", name.strip(), row["date"]) for name in row[column].split(";") if name.strip())


def test_every_name_of_the_records_is_known(shared: Path, reference: Reference) -> None:
    cells = set(_cells(shared / "data"))
    assert len({(records, name) for records, name, _ in cells}) > 900
    types = ("state", "body", "organisation")
    unknown = set()
    for records, name, on in cells:
        try:
            reference.written(name, on=on, records=records, types=types)
        except ParameterError:
            unknown.add((records, name))
    assert not unknown


def test_every_mandate_holder_of_the_facts_has_a_tenure_with_its_dates(shared: Path, reference: Reference) -> None:
    with (shared / "data" / "dprk_facts" / "mandate_holders.tsv").open(encoding="utf-8", newline="") as file:
        holders = [row for row in csv.DictReader(file, delimiter="\t") if row["person"]]
    tenures = {(row["person"], row["from"], row["to"]) for row in reference.statements["tenures"]}
    assert len(holders) == 23
    missing = [
        row["person"]
        for row in holders
        if (reference.find(row["person"].split(" (")[0], ("person",)).key, row["from"], row["to"]) not in tenures
    ]
    assert not missing
