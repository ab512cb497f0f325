"""manage.py releases, as a person and as a program sees it."""

import json

from events.models import Dataset, Release


def times():
    return [f"{one.time:%Y-%m-%d %H:%M:%S}" for one in Release.objects.all()]


def hashes():
    return [one.sha256[:12] for one in Release.objects.all()]


def test_a_table(command, releases):
    Release.objects.filter(number=1).update(pruned=True)
    Release.objects.filter(number=3).update(datasets={"spare": None, "drawn": "1.0"})
    (three, two, one), (third, second, first) = times(), hashes()
    assert command("releases") == (
        0,
        [
            "release  time (UTC)           added  changed  withdrawn  sha256        states  datasets          label",
            f"      3  {three}      0        3          0  {third}  kept    drawn 1.0, spare",
            f"      2  {two}      1        3          0  {second}  kept    drawn, spare      second",
            f"      1  {one}     19        0          0  {first}  pruned  drawn, spare      first",
        ],
        [],
    )


def test_json_is_what_the_api_answers(command, releases, client):
    status, lines, _ = command("releases", "--json")
    assert status == 0
    answered = client.get("/api/v1/releases/").json()["results"]
    for release in answered:
        del release["changes"], release["citation"]
    assert [json.loads(line) for line in lines] == answered


def test_before_the_first_release(command, empty):
    assert command("releases") == (
        0,
        ["Nothing is published yet: run manage.py load_fixtures."],
        [],
    )
    assert command("releases", "--json") == (0, [], [])
    assert not Dataset.objects.exists()
