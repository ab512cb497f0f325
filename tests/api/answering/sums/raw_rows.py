"""Events as their files have them, read by pandas and by nothing of ours: UCDP's rows, and the records of tests/world."""

import json
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from tests.conftest import WORLD

# The meaning of UCDP's numbers: the codebook of GED, "date_prec" and "where_prec".
DATE_PRECISION = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
PLACE_PRECISION = {
    "1": "exact",
    "2": "near",
    "3": "admin2",
    "4": "admin1",
    "5": "part_of_country",
    "6": "country",
    "7": "international",
}
COUNTRY = {
    "Ukraine": "UA",
    "Syria": "SY",
    "Central African Republic": "CF",
}  # those that are asked for
NOT_HAPPENED = ("negated", "proposed", "threatened")
FIGURES = ["low", "best", "high"]
EARTH = 6371.0088  # km


@dataclass
class Raw:
    """The raw files: a row for each event, and the names of actors."""

    events: pd.DataFrame
    names: dict
    statements: pd.DataFrame | None = None
    # The whole numbers of releases, each with the events of its file.
    releases: dict = field(default_factory=dict)

    @property
    def counted(self):
        """The events that happened."""
        return self.events[~self.events.status.isin(NOT_HAPPENED)]


def ucdp(path):
    """Return the Raw of a file of UCDP GED; where an id is there twice, that is a fault of the file."""
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = rows[rows.id != ""]
    events = pd.DataFrame(
        {
            "code": "ucdp-ged-" + rows.id,
            "dataset": "ucdp-ged",
            "status": "occurred",
            "country": rows.country.map(COUNTRY),
            "admin1": _admin1(rows),
            "admin2": _admin2(rows),
            "start": pd.to_datetime(rows.date_start.str[:10]),
            "end": pd.to_datetime(rows.date_end.str[:10]),
            "date_precision": rows.date_prec.map(DATE_PRECISION),
            "place_precision": rows.where_prec.map(PLACE_PRECISION),
            "latitude": pd.to_numeric(rows.latitude),
            "longitude": pd.to_numeric(rows.longitude),
            **{name: pd.to_numeric(rows[name]).astype("Int64") for name in FIGURES},
            "actor": [[f"ucdp-actor-{one}"] for one in rows.side_a_new_id],
            "recipient": [[f"ucdp-actor-{one}"] for one in rows.side_b_new_id],
        }
    )
    events["participant"] = events.actor + events.recipient
    names = {}
    for side in ("a", "b"):
        for number, name in zip(rows[f"side_{side}_new_id"], rows[f"side_{side}"], strict=True):
            names.setdefault(f"ucdp-actor-{number}", set()).add(_text(name))
    return Raw(events, names)


def world():
    """Return the Raw of tests/world."""
    records = {}
    for path in sorted(WORLD.glob("*.json")):
        for record in json.loads(path.read_text(encoding="utf-8")):
            records.setdefault(record["model"], []).append(record["fields"])
    places = {one["slug"]: one for one in records["events.place"]}
    roles = pd.DataFrame(
        [
            {"event": _key(one["event"]), "actor": _key(one["actor"]), "role": one["role"]}
            for one in records["events.participant"]
        ]
    )
    rows = []
    for one in records["events.event"]:
        place = places.get(_key(one.get("place")), {})
        rows.append(
            {
                "code": one["code"],
                "dataset": _key(one["dataset"]),
                "status": one.get("status", "occurred"),
                "country": one.get("country"),
                "admin1": place.get("admin1"),
                "admin2": None,
                "start": pd.Timestamp(one["start_date"]) if one.get("start_date") else pd.NaT,
                "end": pd.Timestamp(one["end_date"]) if one.get("end_date") else pd.NaT,
                "date_precision": one.get("date_precision", "unknown"),
                "place_precision": one.get("place_precision", "unknown"),
                "latitude": place.get("latitude"),
                "longitude": place.get("longitude"),
                **{name: one.get(f"fatalities_{name}") for name in FIGURES},
                **{
                    name: list(
                        roles.actor[
                            (roles.event == one["code"])
                            & roles.role.isin([name] if name != "participant" else roles.role)
                        ].drop_duplicates()
                    )
                    for name in ("actor", "recipient", "participant")
                },
            }
        )
    events = pd.DataFrame(rows).astype(dict.fromkeys(FIGURES, "Int64"))
    names = {one["slug"]: {one["name"]} for one in records["events.actor"]}
    links = [
        {
            "statement": _key(one["statement"]),
            "code": _key(one["event"]),
            "relation": one["relation"],
        }
        for one in records["events.statementevent"]
    ]
    speakers = {one["code"]: _key(one["speaker"]) for one in records["events.statement"]}
    statements = pd.DataFrame(links)
    statements["speaker"] = statements.statement.map(speakers)
    return Raw(events, names, statements)


def _key(value):
    """Return a natural key: a list of one, or null."""
    return value[0] if isinstance(value, list) else value


def _text(cell):
    return " ".join(cell.split()) or None


def _admin1(rows):
    """Return the first-level divisions of places: of one place that is spelled in two ways the first one."""
    texts = rows[["where_coordinates", "adm_2", "adm_1", "country"]].map(_text)
    place = [
        texts.bfill(axis=1).iloc[:, 0],
        rows.country_id,
        rows.latitude.map(_degrees),
        rows.longitude.map(_degrees),
    ]
    return texts.adm_1.groupby(place, dropna=False).transform("first")


def _degrees(cell):
    return float(cell) if cell else None


def _admin2(rows):
    """Return the names of places that are a second-order division themselves."""
    names = rows.where_coordinates.map(_text)
    return names.where(rows.where_prec == "3", None)


def period(events, name):
    """Return the period in which each event begins as the API writes it, or the coarser one that is known, or null."""
    written = {
        "week": events.start.dt.strftime("%G-W%V"),
        "month": events.start.dt.strftime("%Y-%m"),
        "year": events.start.dt.strftime("%Y"),
    }
    found = pd.Series(None, index=events.index, dtype=object)
    for precision, coarsest in (
        ("day", name),
        ("week", name),
        ("month", "month"),
        ("year", "year"),
    ):
        known = (
            written[name]
            if coarsest == name or (name, coarsest) == ("year", "month")
            else written[coarsest]
        )
        found = found.mask(events.date_precision == precision, known)
    return found.where(events.start.notna(), None)


def reaching(events, first, last):
    """Return the events whose interval reaches into the days first..last."""
    end = events.end.where(events.end > events.start, events.start)
    end = end.mask(events.end.isna() & (events.status == "ongoing"), pd.Timestamp.max)
    return events[(events.start <= pd.Timestamp(last)) & (end >= pd.Timestamp(first))]


def within(events, latitude, longitude, kilometers):
    """Return the events within a distance of a point, by the chord between both."""

    def vector(up, across):
        up, across = np.radians(up), np.radians(across)
        return np.array([np.cos(up) * np.cos(across), np.cos(up) * np.sin(across), np.sin(up)])

    there = vector(events.latitude.astype(float), events.longitude.astype(float))
    chord = np.sqrt(((there - vector(latitude, longitude)[:, None]) ** 2).sum(axis=0))
    return events[2 * EARTH * np.arcsin(chord / 2) <= kilometers]


def sums(events, *keys):
    """Return {values of `keys`, one or a tuple: (count, low, best, high)}, the sums null where nothing is known."""
    by = [key if isinstance(key, str) else key.rename(str(at)) for at, key in enumerate(keys)]
    groups = events.groupby(by, dropna=False)
    found = groups[FIGURES].sum(min_count=1).assign(count=groups.size())
    return {
        key if len(keys) > 1 else key[0]: tuple(
            None if pd.isna(one) else int(one) for one in numbers
        )
        for key, numbers in zip(
            [
                tuple(
                    None if pd.isna(one) else one
                    for one in (key if isinstance(key, tuple) else (key,))
                )
                for key in found.index
            ],
            found[["count", *FIGURES]].itertuples(index=False),
            strict=True,
        )
    }
