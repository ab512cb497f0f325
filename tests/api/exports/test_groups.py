"""Sums as files: the groups of the JSON answer as rows, and a matrix of two names."""

import io

import pandas
import polars
import pytest

from tests.api.refusals import assert_problem

COUNTRIES = (
    "country,count,with_fatalities,fatalities_low,fatalities_best,fatalities_high\r\n"
    "RU,1,1,0,0,0\r\n"
    "TR,1,0,,,\r\n"
    "UA,4,2,14,15,17\r\n"
    ",2,0,,,\r\n"
)


def text(answer):
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_groups_are_rows_of_csv(get):
    answer = get("/events/aggregate.csv?by=country")
    assert text(answer) == COUNTRIES
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer["Content-Disposition"] == (
        'attachment; filename="attest-events-aggregate-release-1.csv"'
    )
    assert answer["Attest-Note"] == " ".join(
        get("/events/aggregate/?by=country").json()["warnings"]
    )


def test_a_coarser_period_and_names_have_columns_of_their_own(get):
    answer = get("/events/aggregate.csv?by=month,actor&names=true&type=REJECT,CONSULT")
    assert text(answer) == (
        "month,actor,actor_name,year,count,with_fatalities,"
        "fatalities_low,fatalities_best,fatalities_high\r\n"
        "2022-03,russia,Russia,,1,0,,,\r\n"
        "2022-03,ukraine,Ukraine,,1,0,,,\r\n"
        ",sergey-lavrov,Sergey Lavrov,2023,1,0,,,\r\n"
    )
    answer = get("/statements/aggregate.csv?by=week,form&speaker=sergey-lavrov")
    assert text(answer) == (
        "week,form,month,year,count\r\n2022-W10,verbatim,,,1\r\n,verbatim,,,1\r\n"
    )


@pytest.mark.parametrize("by", ["country", "day", "participant,month", "disputed", "quad_class"])
def test_parquet_has_the_rows_of_csv_with_their_types(get, by):
    table = polars.read_parquet(io.BytesIO(get(f"/events/aggregate.parquet?by={by}").content))
    plain = pandas.read_csv(io.BytesIO(get(f"/events/aggregate.csv?by={by}").content))
    assert table.columns == list(plain.columns)
    assert table["count"].to_list() == plain["count"].to_list()
    assert table["count"].dtype == polars.Int64
    pages = get(f"/events/aggregate/?by={by}&page_size=1000").json()["results"]
    for name in by.split(","):
        assert table[name].to_list() == [group[name] for group in pages]


@pytest.mark.parametrize("extension", ["csv", "parquet"])
def test_a_sum_without_groups_is_a_file_without_rows(get, extension):
    body = get(f"/events/aggregate.{extension}?by=country&date_to=1900-01-01").content
    read = polars.read_parquet if extension == "parquet" else polars.read_csv
    table = read(io.BytesIO(body))
    assert (table.height, table.columns[:2]) == (0, ["country", "count"])


def test_a_matrix_has_a_column_for_each_value_of_the_second_name(get):
    answer = get("/events/aggregate.csv?by=actor,recipient&shape=matrix&names=true")
    assert text(answer) == (
        "actor,actor_name,nato,ukraine,null\r\n"
        "russia,Russia,0,2,4\r\n"
        "sergey-lavrov,Sergey Lavrov,1,0,0\r\n"
        "ukraine,Ukraine,0,0,1\r\n"
        ",,0,1,0\r\n"
    )


def test_a_matrix_can_hold_fatalities_and_periods(get):
    answer = get(
        "/events/aggregate.csv?by=type,month&shape=matrix&cells=fatalities&date_from=2022-01-01&status=occurred"
    )
    assert text(answer) == (
        "type,2022-03,2022-10,2023,null\r\n"
        "ASSAULT,,15,,\r\n"
        "CONSULT,,,,\r\n"
        "MOBILIZE,,,,\r\n"
        "REJECT,,,,\r\n"
    )


# question -> parameter at fault, and what is said of it
REFUSED = {
    "csv?by=country&shape=matrix": (
        "shape",
        "A matrix needs two names in `by`, rows and columns; 1 given.",
    ),
    "parquet?by=country,type&shape=matrix": (
        "shape",
        "A matrix is a CSV file: its columns depend on the data.",
    ),
    "csv?by=country&cells=count": ("cells", "Only a matrix has cells. Add shape=matrix."),
    "csv?by=country&page_size=2": ("page_size", "This URL has no pages."),
    "csv?by=title": ("by", "Cannot group by 'title'."),
}


@pytest.mark.parametrize(("question", "fault"), REFUSED.items(), ids=REFUSED)
def test_what_no_file_can_hold_is_refused(get, question, fault):
    (entry,) = assert_problem(
        get(f"/events/aggregate.{question}"), "invalid-parameters", [fault[0]]
    )
    assert entry["message"] == fault[1]


def test_other_formats_are_refused(get):
    assert_problem(get("/events/aggregate.geojson?by=type"), "not-found", ["extension"])
    assert_problem(get("/actors/aggregate.csv/?by=type"), "invalid-parameters", ["by"])
