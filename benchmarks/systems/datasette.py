"""Datasette on the same file: the page of the table, which nests nothing, and canned queries, which do."""

import json
import sys
from pathlib import Path

from benchmarks.peers.datasette_queries import QUERIES
from benchmarks.processes import HOST
from benchmarks.questions import TITLE, Groups, GroupsWithin, One
from benchmarks.systems.system import ROOT, Page, System, comparable, groups, segment, url

PLUGINS = ROOT / "benchmarks" / "peers" / "datasette_plugins"
SETTINGS = {
    "suggest_facets": "off",  # nobody asks for facets here
    "sql_time_limit_ms": "120000",  # groups over millions of rows take longer than its one second
    "max_returned_rows": "20000",  # and are more than its thousand
}


class _Datasette(System):
    def prepare(self, folder):
        """Write the metadata, which names the database by its file."""
        queries = {name: {"sql": sql} for name, sql in QUERIES.items()}
        metadata = {"databases": {self._database: {"queries": queries}}}
        self.metadata = folder / f"{type(self).__name__}.json"
        self.metadata.write_text(json.dumps(metadata))

    @property
    def _database(self):
        return Path(self.copy.file).stem

    def command(self, port):
        settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, value)]
        places = ["--host", HOST, "--port", str(port), "--metadata", str(self.metadata)]
        serve = [sys.executable, "-m", "datasette", "serve", "--immutable", self.copy.file]
        return [*serve, *places, "--plugins-dir", str(PLUGINS), *settings]


class DatasetteTable(_Datasette):
    """Its own page of a table. No nesting, and no second column to break ties."""

    name = "Datasette, table"

    def filtered(self, question):
        return self._table(
            country__exact=question.country,
            start_date__lte=question.last,
            last_day__gte=question.first,
        )

    def nth(self, question):
        return self._table() if question.number == 1 else None

    def _table(self, **filters):
        shape = {"_sort_desc": "start_date", "_size": 100, "_shape": "objects"}
        return url("/", segment(self._database), "/events_event.json", **filters, **shape)

    def understood(self, question, body):
        answer = json.loads(body)
        days = [row["start_date"] for row in answer["rows"]]
        return Page(answer["filtered_table_rows_count"], days)

    def shown(self, question, answer):
        return Page(answer.count, [event["start_date"] for event in answer.events])


class DatasetteSQL(_Datasette):
    """Canned queries in SQL that give the documents whole."""

    name = "Datasette, SQL"

    def filtered(self, question):
        days = {"first": question.first, "last": question.last}
        return self._query("page", _json="event", country=question.country, **days)

    def one(self, question):
        return self._query("record", _json="event", code=question.code)

    def search(self, question):
        words = question.words.split()
        every = " AND ".join(f'"{word}"' for word in words)
        in_title = " AND ".join(f'{TITLE} : "{word}"' for word in words)
        return self._query("search", _json="event", words=every, in_title=in_title)

    def groups(self, question):
        return self._query("groups")

    def groups_within(self, question):
        name = "groups_within" if len(question.by) > 1 else question.by[0]
        return self._query(name, first=question.first, last=question.last)

    def near(self, question):
        return self._query("near", _json="event", **question.circle())

    def _query(self, name, **values):
        path = url("/", segment(self._database), "/", name, ".json")
        return url(path, **values, _shape="array")

    def understood(self, question, body):
        rows = json.loads(body)
        if isinstance(question, Groups | GroupsWithin):
            numbers = ("low", "best", "high")
            found = [row | {"fatalities": {name: row[name] for name in numbers}} for row in rows]
            return groups(question, found)
        events = [comparable(row["event"]) for row in rows]
        return events[0] if isinstance(question, One) else Page(rows[0]["total"], events)
