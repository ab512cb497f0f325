"""Fixture files as the one JSON text that Django's loaddata reads: records before what refers to them."""

import json
from pathlib import Path

from events.loading.read.files import MODELS, Row, display
from events.loading.read.strict_json import Unreadable, flaws, parse
from events.loading.read.values import misshapen
from events.loading.wording import shown

_ORDER = list(MODELS)


class Stream:
    """The records of several files in the order of the models, and where each stands.

    Django can put off a reference to a later record only where its column can be null.
    """

    def __init__(self, paths):
        records = []
        for path in paths:
            file = display(path)
            try:
                found = parse(Path(path).read_bytes())
            except Unreadable as error:
                raise Unreadable(f"{file}: {error}") from None
            records += [(file, number, record) for number, record in enumerate(found, start=1)]
        for file, number, record in records:
            if not isinstance(record, dict) or not isinstance(record.get("fields"), dict):
                raise Unreadable(f"{file}: record {number}: is no object with model and fields")
        self.records = sorted(records, key=lambda item: _rank(item[2]))

    def problems(self, leaving_out=()):
        """Yield what is wrong with the values that the records state, but for those of some models."""
        for file, number, record in self.records:
            model = MODELS.get(record.get("model"))
            if model is None or model in leaving_out:
                continue
            flawed = dict(flaws(record))
            row = Row(file, number, model, record["fields"], frozenset(flawed))
            yield from (row.problem(*flaw) for flaw in flawed.items())
            yield from misshapen(row)

    @property
    def text(self):
        return json.dumps([record for *_, record in self.records])

    def place(self, index):
        """Return where a record of the stream stands in its file, as problems say it."""
        file, number, record = self.records[index]
        model = MODELS.get(record.get("model"))
        if model is None:
            return f"{file}: record {number} ({shown(record.get('model'))})"
        return str(Row(file, number, model, record["fields"]).problem(None, ""))


def _rank(record):
    """Return where a record comes: in the order of the models (those of others first), then of the keys.

    Records of one day stand in the order in which they are first stored; so it does not hang on the files.
    """
    model, fields = record.get("model"), record["fields"]
    key = fields.get("code") or fields.get("slug")
    return _ORDER.index(model) if model in _ORDER else -1, str(key)
