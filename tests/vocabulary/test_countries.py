"""The table of countries, and real country codes of UCDP and GDELT looked up in it."""

import csv
import gzip
import io
import re
from pathlib import Path

import pytest

from events.vocabulary import COUNTRIES, COUNTRY_BY_FIPS, COUNTRY_BY_GLEDITSCH_WARD

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
UCDP = DATA / "ucdp" / "ged_union_49col.csv.gz"
GDELT = DATA / "gdelt"

# Every country_id of the UCDP union file.
UCDP_COUNTRIES = {
    41: "HT", 70: "MX", 100: "CO", 101: "VE", 135: "PE", 140: "BR", 200: "GB", 343: "MK",
    345: "RS", 346: "BA", 365: "RU", 369: "UA", 373: "AZ", 432: "ML", 436: "NE", 437: "CI",
    439: "BF", 450: "LR", 451: "SL", 471: "CM", 475: "NG", 482: "CF", 483: "TD", 490: "CD",
    500: "UG", 501: "KE", 516: "BI", 517: "RW", 520: "SO", 530: "ET", 540: "AO", 541: "MZ",
    560: "ZA", 572: "SZ", 581: "KM", 615: "DZ", 620: "LY", 625: "SD", 626: "SS", 630: "IR",
    640: "TR", 645: "IQ", 651: "EG", 652: "SY", 660: "LB", 666: "IL", 678: "YE", 700: "AF",
    702: "TJ", 703: "KG", 750: "IN", 770: "PK", 775: "MM", 780: "LK", 790: "NP", 800: "TH",
    811: "KH", 840: "PH", 850: "ID",
}  # fmt: skip


def test_all_of_iso_3166_1_and_kosovo():
    assert len(COUNTRIES) == 250
    assert list(COUNTRIES) == sorted(COUNTRIES)
    assert [key for key, country in COUNTRIES.items() if key != country.alpha2] == []


@pytest.mark.parametrize("field", ["alpha2", "alpha3", "name"])
def test_no_two_countries_share(field):
    assert len({getattr(country, field) for country in COUNTRIES.values()}) == 250


@pytest.mark.parametrize(
    ("field", "count"),
    [("numeric", 249), ("gleditsch_ward", 195), ("fips", 247)],
)
def test_no_two_countries_share_where_given(field, count):
    given = [getattr(country, field) for country in COUNTRIES.values()]
    given = [code for code in given if code is not None]
    assert (len(given), len(set(given))) == (count, count)


def test_codes_have_their_form():
    assert [
        country
        for country in COUNTRIES.values()
        if not re.fullmatch("[A-Z]{2}", country.alpha2)
        or not re.fullmatch("[A-Z]{3}", country.alpha3)
        or not (country.numeric is None or 0 < country.numeric < 900)
        or not re.fullmatch("[A-Z]{2}", country.fips or "XX")
    ] == []


@pytest.mark.parametrize(
    "expected",
    [
        ("UA", "UKR", 804, "Ukraine", 369, "UP", None),
        ("RU", "RUS", 643, "Russia", 365, "RS", None),
        ("RS", "SRB", 688, "Serbia", 340, "RI", None),
        ("YE", "YEM", 887, "Yemen", 678, "YM", None),
        ("VN", "VNM", 704, "Vietnam", 816, "VM", None),
        ("DE", "DEU", 276, "Germany", 260, "GM", None),
        ("CZ", "CZE", 203, "Czechia", 316, "EZ", None),
        ("PS", "PSE", 275, "Palestine", None, "WE", None),
        ("XK", "XKX", None, "Kosovo", 347, "KV", "User-assigned codes; not in ISO 3166-1."),
    ],
    ids=lambda expected: expected[0],
)
def test_a_country(expected):
    assert COUNTRIES[expected[0]] == expected


@pytest.mark.parametrize(
    ("number", "alpha2"),
    [
        (265, "DE"), (340, "RS"), (345, "RS"), (511, "TZ"), (678, "YE"), (680, "YE"),
        (711, "CN"), (816, "VN"), (817, "VN"), (396, "GE"), (397, "GE"),
    ],
)  # fmt: skip
def test_states_of_the_past_fold_into_one_of_today(number, alpha2):
    assert COUNTRY_BY_GLEDITSCH_WARD[number] == alpha2


@pytest.mark.parametrize("number", [315, 0, -1])
def test_no_country_where_none_follows(number):
    assert number not in COUNTRY_BY_GLEDITSCH_WARD


@pytest.mark.parametrize("table", [COUNTRY_BY_GLEDITSCH_WARD, COUNTRY_BY_FIPS])
def test_the_way_back_leads_to_countries_only(table):
    assert set(table.values()) - set(COUNTRIES) == set()


def test_there_and_back():
    for country in COUNTRIES.values():
        if country.gleditsch_ward is not None:
            assert COUNTRY_BY_GLEDITSCH_WARD[country.gleditsch_ward] == country.alpha2
        if country.fips is not None:
            assert COUNTRY_BY_FIPS[country.fips] == country.alpha2


@pytest.mark.parametrize(
    ("fips", "alpha2"),
    [
        ("GZ", "PS"), ("WE", "PS"), ("YI", "RS"), ("RB", "RS"), ("RI", "RS"), ("RS", "RU"),
        ("AS", "AU"), ("AU", "AT"), ("CH", "CN"), ("SZ", "CH"), ("GM", "DE"), ("SF", "ZA"),
        ("NI", "NG"), ("NG", "NE"), ("SV", "SJ"), ("JN", "SJ"), ("OD", "SS"),
    ],
)  # fmt: skip
def test_fips_is_not_iso(fips, alpha2):
    assert COUNTRY_BY_FIPS[fips] == alpha2


@pytest.mark.parametrize("number", UCDP_COUNTRIES)
def test_ucdp_numbers(number):
    assert COUNTRY_BY_GLEDITSCH_WARD[number] == UCDP_COUNTRIES[number]


@pytest.mark.skipif(not UCDP.exists(), reason="the UCDP union file is not held beside the project")
def test_every_country_of_the_ucdp_file_resolves():
    with gzip.open(UCDP) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
        found = {int(row["country_id"]) for row in rows}
    assert {number: COUNTRY_BY_GLEDITSCH_WARD.get(number) for number in found} == UCDP_COUNTRIES


@pytest.mark.skipif(not GDELT.exists(), reason="the GDELT exports are not held beside the project")
def test_every_country_of_the_gdelt_files_resolves_but_the_oceans():
    found = set()
    for path in GDELT.glob("*.export.CSV.gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            for line in file:
                columns = line.rstrip("\n").split("\t")
                found |= {columns[37], columns[45], columns[53]}
    assert len(found) == 135
    assert found - set(COUNTRY_BY_FIPS) == {"", "OS"}
