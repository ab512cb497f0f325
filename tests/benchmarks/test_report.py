"""The tables of a report, out of rows made by hand."""

from benchmarks import report
from benchmarks.databases import Database
from benchmarks.measuring import Round, Row
from benchmarks.systems import Attest, Floor, NaiveDRF
from benchmarks.works import WORKS

SQLITE = Database("sqlite:////data/attest.sqlite3", "SQLite, 400,000 events")
BY_KEY = {work.key: work for work in WORKS}


def row(key, system, *costs, database=SQLITE, memory=None):
    rounds = [Round(cpu, 10, 1000, 20, p50=1, p99=2, memory=memory) for cpu in costs]
    return Row(BY_KEY[key], system(database), rounds)


def lines(text):
    """Return {first cell: other cells} of a Markdown table."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return {cells[0]: cells[1:] for cells in rows}


def test_ratios_of_medians():
    rows = [
        row("W1", Floor, 400, 480, 600),
        row("W1", Attest, 900, 600, 500),
        row("W1", NaiveDRF, 24_000, 21_000, 18_000),
        row("W7", Attest, 60),
        row("W3-first", Attest, 100),
        row("W3-deep", Attest, 140),
    ]
    table = lines(report.targets(rows))
    assert table["W1, live count, against the floor"] == ["0.80", "0.5", "yes", "0.85", "no"]
    assert table["W1, live count, against naive DRF"] == ["35.0", "35", "yes", "70", "no"]
    assert table["W7 against W1, live count"][0] == "0.10"
    assert table["W3, the deep page against the first"] == [
        "1.40",
        "at most 1.3",
        "no",
        "at most 1.05",
        "no",
    ]
    assert table["W2 against naive DRF"] == ["not measured", "15", "-", "25", "-"]


def test_rows_of_other_databases_are_kept_apart():
    postgresql = Database("postgres://attest@127.0.0.1:1/attest", "PostgreSQL, 400,000 events")
    rows = [
        row("W1", Attest, 1000, database=postgresql),
        row("W1", NaiveDRF, 30_000, database=postgresql),
    ]
    table = lines(report.targets(rows))
    assert table["PostgreSQL: W1, live count, against naive DRF"][0] == "30.0"
    assert table["W1, live count, against naive DRF"][0] == "not measured"


def test_memory_of_an_export():
    flat = row("W6", Attest, 3, memory=(50 * 2**20, 60 * 2**20))
    grown = row("W6", Attest, 3, memory=(50 * 2**20, 900 * 2**20))
    assert lines(report.targets([flat]))["W6, memory of the server"][2] == "yes"
    assert lines(report.targets([grown]))["W6, memory of the server"][2] == "no"


def test_growth():
    larger = Database("sqlite:////data/4.sqlite3", "SQLite, 4,000,000 events")
    rows = [row("W1", Attest, 500), row("W1", Attest, 750, database=larger)]
    table = lines(report.growth_targets(rows))
    assert table["W1: the largest against the smallest"] == [
        "1.50",
        "at most 2",
        "yes",
        "at most 1.3",
        "no",
    ]
    assert "1.50" in report.growth(rows)
