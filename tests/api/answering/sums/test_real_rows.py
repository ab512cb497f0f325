"""Questions of analysts to the 49,693 real rows of UCDP GED: the figures are worked out from the file in plain Python."""

import io
import math
import os
from collections import Counter

import pytest
from django.core.management import call_command

from events.api.store import release_cache
from tests.importing.test_real_files import UNION, plain_rows, real

FULL = "FULL_ROUND_TRIP"
pytestmark = pytest.mark.skipif(
    FULL not in os.environ, reason=f"takes minutes: asked for by {FULL}=1"
)
COARSE = ("5",)  # date_prec: known to the year


def near(row, latitude, longitude, kilometers):
    """Return whether a row lies within a distance, by the chord between both points."""

    def vector(up, across):
        up, across = math.radians(up), math.radians(across)
        return math.cos(up) * math.cos(across), math.cos(up) * math.sin(across), math.sin(up)

    if not row["latitude"]:
        return False
    there = vector(float(row["latitude"]), float(row["longitude"]))
    chord = math.dist(vector(latitude, longitude), there)
    return 2 * 6371.0088 * math.asin(chord / 2) <= kilometers


@pytest.fixture
def sums(client, world):
    """Import the union, and return a function that asks for all groups of it."""
    call_command("import_ucdp", str(real(UNION)), stdout=io.StringIO())
    release_cache.forget()

    def ask(query):
        found, url = [], f"/api/v1/events/aggregate/?dataset=ucdp-ged&page_size=1000&{query}"
        while url:
            body = client.get(url).json()
            assert "results" in body, body
            found += body["results"]
            url = body["next"]
        return found

    return ask


def test_questions_of_analysts(sums):
    rows = list(plain_rows(UNION))
    assert len(rows) == 49_693
    # The world has one event of the dataset: it is in Kyiv, in 2022.
    deaths = Counter()
    for row in rows:
        if row["country"] == "Ukraine" and "2014" <= row["date_start"][:4] <= "2021":
            coarse = row["date_prec"] in COARSE
            deaths[row["date_start"][: 4 if coarse else 7]] += int(row["best"])
    groups = sums("by=month&country=UA&date_from=2014-01-01&date_to=2021-12-31")
    told = {str(one["month"] or one["year"]): one["fatalities"]["best"] for one in groups}
    assert {key: told[key] for key in deaths} == deaths
    within = [row for row in rows if near(row, 48.0, 37.8, 50)]
    groups = sums("by=dataset&near=48.0,37.8,50")
    assert [one["count"] for one in groups] == [len(within)]
    taking_part = Counter()
    for row in rows:
        if row["country"] == "Syria":
            taking_part.update({row["side_a_new_id"], row["side_b_new_id"]})
    top = sums("by=participant&country=SY&names=true&order_by=-count")[:10]
    assert [one["count"] for one in top] == [number for _, number in taking_part.most_common(10)]
    assert all(one["participant_name"] for one in top)
    in_doubt = sum(int(row["high"]) - int(row["low"]) >= 1 for row in rows)
    assert [one["count"] for one in sums("by=dataset&fatalities_spread_min=1")] == [in_doubt]
