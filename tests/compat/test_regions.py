"""The regions of ACLED and UCDP: each country is in one of either."""

import csv
import gzip

import pytest

from events.compat.regions import _COUNTRIES_BY_REGION, ACLED_REGION, UCDP_REGION
from events.vocabulary import ACLED_REGIONS, COUNTRIES, COUNTRY_BY_GLEDITSCH_WARD
from tests.importing.tables import SHARED

UNION = SHARED / "ucdp" / "ged_union_49col.csv.gz"


def test_each_country_is_in_one_region():
    listed = [code for codes in _COUNTRIES_BY_REGION.values() for code in codes.split()]
    assert sorted(listed) == sorted(COUNTRIES)
    assert _COUNTRIES_BY_REGION.keys() == ACLED_REGIONS.keys()
    assert ACLED_REGION.keys() == UCDP_REGION.keys() == COUNTRIES.keys()
    assert {country for country, region in UCDP_REGION.items() if region is None} == {
        "AQ",
        "BV",
        "GS",
        "HM",
    }


EXAMPLES = {
    "UA": ("Europe", "Europe"),
    "ML": ("Western Africa", "Africa"),
    "EG": ("Northern Africa", "Middle East"),
    "TR": ("Middle East", "Middle East"),
    "AZ": ("Caucasus and Central Asia", "Europe"),
    "KG": ("Caucasus and Central Asia", "Asia"),
    "MX": ("Central America", "Americas"),
    "PG": ("Oceania", "Asia"),
}


@pytest.mark.parametrize("country", EXAMPLES)
def test_a_country(country):
    assert (ACLED_REGION[country], UCDP_REGION[country]) == EXAMPLES[country]


def test_the_regions_of_real_rows():
    if not UNION.exists():
        pytest.skip(f"{UNION} is not there")
    with gzip.open(UNION, "rt", encoding="utf-8", newline="") as file:
        found = {(row["country_id"], row["region"]) for row in csv.DictReader(file)}
    assert len(found) > 50
    wrong = [
        (number, region)
        for number, region in found
        if UCDP_REGION[COUNTRY_BY_GLEDITSCH_WARD[int(number)]] != region
    ]
    assert wrong == []
