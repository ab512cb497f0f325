"""Contradictions within a row of UCDP GED: one flag for each, and none for values that are only missing."""

import pytest

from events.importing.ucdp import importer as ucdp
from events.vocabulary import QualityFlag
from tests.importing.tables import read, ucdp_file


def flags(tmp_path, row):
    (found,) = read(ucdp, ucdp_file(tmp_path, row))
    return ucdp.coded(found).quality + found.flags


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, []),
        ({"low": "4", "best": "3", "high": "5"}, ["low_above_best"]),
        ({"low": "3", "best": "3", "high": "3"}, []),
        ({"low": "2", "best": "3", "high": "2"}, ["best_above_high"]),
        ({"low": "3", "best": "3", "high": "2"}, ["best_above_high", "low_above_high"]),
        ({"low": "", "best": "3", "high": ""}, []),
        ({"deaths_a": "1"}, ["parts_differ_from_best"]),
        ({"deaths_a": ""}, []),
        (
            {"low": "-1", "best": "3", "high": "5"},
            ["negative_deaths"],
        ),
        ({"best": "-3"}, ["low_above_best", "parts_differ_from_best", "negative_deaths"]),
        ({"deaths_a": "2", "deaths_b": "-1"}, ["negative_deaths"]),
        ({"low": "0", "best": "0", "high": "0", "deaths_a": "", "deaths_b": "0"}, []),
        ({"date_end": "2022-02-28"}, ["end_before_start"]),
        ({"date_end": "2022-03-01"}, []),
        ({"year": "2021"}, ["year_differs_from_start"]),
        ({"year": ""}, []),
        ({"source_article": "Outlet A, 2 March", "number_of_sources": "-1"}, ["sources_unparsed"]),
        ({"source_article": "Outlet A, 2 March"}, ["sources_unparsed"]),
        ({"number_of_sources": "3"}, ["sources_count_differs"]),
        ({"number_of_sources": "-1"}, []),
        ({"number_of_sources": ""}, []),
        ({"source_article": ""}, ["sources_count_differs"]),
        ({"source_article": "", "number_of_sources": "0"}, []),
        ({"date_start": "spring", "year": "2022"}, ["date_unreadable"]),
        ({"date_end": "2022-02-30"}, ["date_unreadable"]),
        ({"date_end": ""}, []),
        ({"latitude": ""}, ["coordinates_missing"]),
        ({"longitude": "", "geom_wkt": ""}, ["coordinates_missing"]),
        ({"geom_wkt": "POINT (49.5 36.25)"}, ["coordinates_differ"]),
        ({"geom_wkt": "POINT(36.2500001 49.5)"}, []),
        ({"geom_wkt": "POINT (east north)"}, ["coordinates_differ"]),
        ({"geom_wkt": "POLYGON ((0 0, 0 1, 1 0, 0 0))"}, []),
        ({"geom_wkt": ""}, []),
        ({"country_id": "315"}, ["country_unmapped"]),  # Czechoslovakia
        ({"country_id": ""}, []),
        ({"event_clarity": "2"}, ["summary_event"]),
        ({"code_status": "Check deaths"}, ["status_not_clear"]),
        ({"code_status": ""}, []),
        ({"adm_1": "N/A"}, ["missing_words"]),
        ({"best": "NA", "high": "NaN"}, []),
        (
            {"where_description": "http://name:word@outlet.example/1"},
            ["credentials_removed"],
        ),
    ],
)
def test_flags(tmp_path, row, expected):
    assert flags(tmp_path, row) == expected


def test_every_flag_that_a_row_of_ucdp_can_have_is_tested_here():
    asked = {flag for mark in test_flags.pytestmark for _, flags in mark.args[1] for flag in flags}

    assert asked == set(QualityFlag.values) - {"mentions_not_incidents"}
