"""Reads a page, a record, a problem and every closed list of a server with the client of openapi-python-client.

It runs where that client is: `use_python_client.py URL FILE`; FILE holds {name: values} of the closed lists.
"""

import json
import sys

import attest_client
from attest_client import models
from attest_client.api.actors import actors_list
from attest_client.api.events import events_aggregate, events_list, events_retrieve
from attest_client.api.releases import releases_retrieve
from attest_client.api.statements import statements_list, statements_retrieve

url, file = sys.argv[1:]
client = attest_client.Client(base_url=url)

for listed in (statements_list, events_list, actors_list):
    answer = listed.sync_detailed(client=client)
    assert answer.parsed.to_dict() == json.loads(answer.content), listed
    assert answer.parsed.count == len(answer.parsed.results) > 10, listed
for retrieve, key in (
    (statements_retrieve, "lavrov-no-future-decided-by-foreign-powers"),
    (events_retrieve, "ukraine-war"),
):
    answer = retrieve.sync_detailed(client=client, key=key)
    assert type(answer.parsed).__name__ in ("Statement", "Event"), retrieve
    assert answer.parsed.to_dict() == json.loads(answer.content), retrieve
sums = events_aggregate.sync(client=client, by=[models.EventsAggregateByItem.TYPE])
assert sum(one.count for one in sums.results) > 10
assert releases_retrieve.sync(client=client, number="latest").number == 1

problem = events_list.sync(client=client, page_size=2000)
assert isinstance(problem, models.Problem)
assert [one.parameter for one in problem.errors] == ["page_size"]
missing = events_retrieve.sync(client=client, key="no-such-event")
assert isinstance(missing, models.Problem)
assert missing.status == 404

with open(file, encoding="utf-8") as opened:
    for name, values in json.load(opened).items():
        assert sorted(one.value for one in getattr(models, name)) == sorted(values), name
