"""examples/reports.R reads the files of rows as they are, and aggregates by the rules of R's `eventreport`."""

import datetime
import random
import shutil
import subprocess

import pytest

from tests.docs.pages import ROOT
from tests.documents.eventreport import CONSERVATIVE, INFORMATIVE, REPRESENTATIVE

RULES = {
    "conservative": CONSERVATIVE,
    "informative": INFORMATIVE,
    "representative": REPRESENTATIVE,
}


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


def test_a_table_of_random_rows_has_the_values_of_the_rules_that_resolve_is_tested_by(run):
    draw, table, lines = random.Random(4), {}, []
    for number in range(600):
        event, attribute = f"e{draw.randrange(60):02}", draw.choice(["fatalities", "start_date"])
        value = draw.randrange(9)
        if attribute == "start_date":
            value = datetime.date(2022, 2, 24) + datetime.timedelta(value)
        table.setdefault((event, attribute), []).append(value)
        is_number = attribute == "fatalities"
        cells = (
            event,
            number,
            "",
            attribute,
            "" if is_number else value,
            value if is_number else "",
        )
        lines.append(",".join(map(str, cells)))
    claims = "\r\n".join(["event,article,claimed_by,attribute,value,best", *lines, ""])
    expected = []
    for event in sorted({event for event, _ in table}):
        for name, rule in RULES.items():
            found = (
                table.get((event, attribute)) and rule[attribute](table[event, attribute])
                for attribute in ("fatalities", "start_date")
            )
            written = ("" if one is None else str(one) for one in found)
            expected.append((event, name, *written, "0"))
    assert run(claims=claims, reports="event,article\r\n") == expected
