from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.annotate.recurrence import Recurrences
from graphkit.annotate.times import TimeContext, Times
from graphkit.annotate.words import TimeWords
from graphkit.model.dates import PartialDate
from graphkit.resources import shipped

WORDS = TimeWords.read(shipped("data") / "lexicon")
TIMES = Times(WORDS)
RUNS = Recurrences(WORDS)
MARCH = TimeContext(PartialDate(2021, 3, 31), (date(2020, 9, 2), date(2020, 9, 2)))


@pytest.mark.parametrize(
    ("text", "edtf", "basis"),
    [
        ("on 18 November 2020", "2020-11-18", "explicit"),
        ("On November 18, 2020, it", "2020-11-18", "explicit"),
        ("on 2020-11-18", "2020-11-18", "explicit"),
        ("In May 2020, they", "2020-05", "explicit"),
        ("in 2019", "2019", "explicit"),
        ("in early December 2020", "2020-12-01/2020-12-10", "explicit"),
        ("in early December", "2020-12-01/2020-12-10", "relative"),
        ("On March 11, the", "2021-03-11", "relative"),
        ("on April 2", "2020-04-02", "relative"),
        ("at the very end of the year", "2020-12-21/2020-12-31", "relative"),
        ("at the very end of 2019", "2019-12-21/2019-12-31", "explicit"),
        ("between 2014 and 2016", "2014/2016", "explicit"),
        ("from 2014 to 2016", "2014/2016", "explicit"),
        ("last year", "2020", "relative"),
        ("a day earlier", "2020-09-01", "relative"),
        ("earlier this week", "2020-08-31/2020-09-02", "relative"),
        ("ten years ago", "2011", "relative"),
        ("the year before", "2019", "relative"),
        ("in the summer of 2020", "2020-06-01/2020-08-31", "explicit"),
        ("in the 1970s", "1970/1979", "explicit"),
        ("from 9 to 12 August 2020", "2020-08-09/2020-08-12", "explicit"),
        ("on May 3 and 4, 2020", "2020-05-03/2020-05-04", "explicit"),
        ("between March and June 2019", "2019-03-01/2019-06-30", "explicit"),
        ("in 2018 and 2019", "2018/2019", "explicit"),
        ("in the first half of 2019", "2019-01-01/2019-06-30", "explicit"),
        ("in December last year", "2020-12", "relative"),
        ("late last year", "2020-09-01/2020-12-31", "relative"),
        ("last summer", "2020-06-01/2020-08-31", "relative"),
        ("since the coup of February 2020", "2020-02-01/2021-03-31", "explicit"),
        ("this morning", "2021-03-31", "relative"),
        ("that year", "2020", "relative"),
        ("the following month", "2020-10", "relative"),
    ],
)
def test_expressions(text: str, edtf: str, basis: str) -> None:
    found = TIMES.find(text, 0, len(text), MARCH)
    assert [(t.when.edtf, t.when.basis) for t in found] == [(edtf, basis)]


def test_since_runs_until_the_document() -> None:
    (found,) = TIMES.find("since 2016", 0, 10, MARCH)
    assert (found.when.start, found.when.end, found.when.reading) == (date(2016, 1, 1), date(2021, 3, 31), "throughout")


@pytest.mark.parametrize(
    "text", ["they may 3 times march", "43rd session", "2,014 people", "resolution 2020/15", "A/RES/75/190", "Chad and May"]
)
def test_what_is_no_date(text: str) -> None:
    assert TIMES.find(text, 0, len(text), MARCH) == []


def test_nothing_is_resolved_without_a_date_to_lean_on() -> None:
    assert TIMES.find("last year, in early December, a day earlier", 0, 43, TimeContext()) == []


@given(st.text(max_size=200))
def test_any_text_gives_expressions_that_stand_in_it_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in TIMES.find(text, 0, len(text), MARCH):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end


@pytest.mark.parametrize(
    ("text", "kind", "n", "year"),
    [
        ("for the second year in a row", "in-a-row", 2, None),
        ("the 18th consecutive year", "in-a-row", 18, None),
        ("for three consecutive years", "in-a-row", 3, None),
        ("for the twenty-first straight year", "in-a-row", 21, None),
        ("since 2001 for the 19th consecutive year", "in-a-row", 19, 2001),
        ("for the first time since 2008", "first-since", None, 2008),
        ("every year for 16 years since 2005", "every-year-since", None, 2005),
        ("just as the year before", "as-before", None, None),
        ("as it had in 2017", "as-before", None, 2017),
        ("unlike last year", "unlike-before", None, None),
        ("for the first time in a decade", "first-since", 10, None),
        ("the first such visit in six years", "first-since", 6, None),
        ("for the third time in as many years", "in-a-row", 3, None),
        ("its eighth consecutive annual resolution", "in-a-row", 8, None),
    ],
)
def test_runs(text: str, kind: str, n: int | None, year: int | None) -> None:
    (found,) = RUNS.find(text, 0, len(text))
    assert (found.kind, found.n, found.year) == (kind, n, year)


@pytest.mark.parametrize("text", ["again", "the annual text", "it continues", "traditionally", "for the first time", "as chair in 2019"])
def test_words_that_start_no_run(text: str) -> None:
    assert RUNS.find(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "number"), [("58", 58), ("fifty-eight", 58), ("1,200", 1200), ("ten", 10), ("tenfold", None), ("200,0000", None)]
)
def test_numbers(text: str, number: int | None) -> None:
    assert WORDS.number(text) == number


TIME_WORDS = st.sampled_from(
    ["on", "in", "since", "until", "the", "last", "this", "of", "early", "late", "mid", "3", "18", "2019", "2020", "1970s", "2020-11-18",
     "May", "may", "March", "November", "Dec.", "summer", "Monday", "week", "years", "day", "ten", "two", "ago", "earlier", "year", "end",
     "half", "first", "for", "that", "coup",
     "very", "every", "between", "and", "from", "to", "yesterday", "before", "month", "decades", "past", ",", "-"]
)  # fmt: skip


@given(words=st.lists(TIME_WORDS, max_size=12))
def test_a_pattern_that_is_not_tried_would_have_found_nothing(words: list[str]) -> None:
    text = " ".join(words)
    thorough = Times(WORDS)
    thorough._signs = ()
    assert TIMES.find(text, 0, len(text), MARCH) == thorough.find(text, 0, len(text), MARCH)


@pytest.mark.parametrize(
    ("told", "day"),
    [(date(2021, 3, 2), "2021-03-30"), (date(2020, 9, 2), "2020-09-01")],
    ids=["news leans on its own week", "a chronicle on the day it has come to"],
)
def test_a_weekday_leans_on_the_day_of_the_news(told: date, day: str) -> None:
    text = "On Tuesday the talks ended."
    found = TIMES.find(text, 0, len(text), TimeContext(PartialDate(2021, 3, 31), (told, told)))
    assert [t.when.edtf for t in found] == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministry said Friday that it would", "2021-03-26"),
        ("in talks held Tuesday evening, both", "2021-03-30"),
        ("late on Thursday night the police", "2021-03-25"),
    ],
)
def test_a_weekday_as_wire_services_write_it(text: str, day: str) -> None:
    found = TIMES.find(text, 0, len(text), TimeContext(PartialDate(2021, 3, 31)))
    assert [f.when.edtf for f in found] == [day]


@pytest.mark.parametrize("text", ["the Friday market was raided", "every Monday they met", "before Friday prayers", "by Friday's vote"])
def test_a_weekday_that_names_no_day(text: str) -> None:
    assert TIMES.find(text, 0, len(text), TimeContext(PartialDate(2021, 3, 31))) == []
