"""examples/reports.R reads the files of rows as they are, and aggregates by the rules of R's `eventreport`."""

import shutil
import subprocess

import pytest

from tests.docs.pages import ROOT

RULES = ("conservative", "informative", "representative")


@pytest.fixture
def run(get, tmp_path):
    """Run the example on files with the answers of the API, and return the rows that it prints."""
    if shutil.which("Rscript") is None:
        pytest.skip("not installed here: R")

    def ask(**changed):
        for name in ("reports", "claims"):
            text = changed.get(name) or get(f"/{name}.csv").getvalue().decode()
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        command = ["Rscript", str(ROOT / "examples" / "reports.R"), f"{tmp_path}/"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        header, *lines = done.stdout.splitlines()
        assert header == "event,rule,deaths_best,date_start,articles"
        return [tuple(line.split(",")) for line in lines]

    return ask


def test_the_claims_of_the_world(run):
    assert run() == [
        *(("kyiv-strike", rule, "7", "", "1") for rule in RULES),
        ("ukraine-war", "conservative", "", "2014-01-01", "1"),
        ("ukraine-war", "informative", "", "2022-02-01", "1"),
        # The day in the middle of 1 January 2014 and 1 February 2022.
        ("ukraine-war", "representative", "", "2018-01-16", "1"),
    ]


def test_a_table_by_hand(run):
    """Of 3, 12, 12 and 30 deaths and of the 8th, 8th and 11th, and of two numbers that are given as often."""
    claims = (
        "event,article,claimed_by,attribute,value,best\r\n"
        "a,one,,fatalities,,3\r\na,two,,fatalities,,12\r\na,two,russia,fatalities,,12\r\n"
        "a,three,,fatalities,heavy,30\r\na,one,,start_date,2022-10-08,\r\n"
        "a,two,,start_date,2022-10-08,\r\na,three,,start_date,2022-10-11,\r\n"
        "b,one,,fatalities,,9\r\nb,two,,fatalities,,10\r\nb,two,,place,kyiv,\r\n"
    )
    assert run(claims=claims, reports="event,article\r\na,one\r\na,two\r\na,two\r\n") == [
        ("a", "conservative", "3", "2022-10-08", "2"),
        ("a", "informative", "30", "2022-10-11", "2"),
        ("a", "representative", "12", "2022-10-08", "2"),
        ("b", "conservative", "9", "", "0"),
        ("b", "informative", "10", "", "0"),
        ("b", "representative", "9", "", "0"),
    ]
