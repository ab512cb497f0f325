"""The names beside the keys in groups, and what dimensions look up by keys of past documents."""

import orjson

from events.models import Version


def title_of(document):
    """Return the name of a record as published: that of a dataset and an article is its title."""
    return document.get("name") or document.get("title")


def add_names(release, counted, groups):
    """Put `NAME_name` behind each key in groups, as the records were named in the release that is counted."""
    number = counted.number or (release and release.number)
    for name, dimension in counted.dimensions.items():
        if dimension.names is None:
            continue
        keys = {group[name] for group in groups} - {None}
        names = _names(dimension.names, keys, number)
        for group in groups:
            items = list(group.items())
            group.clear()
            for column, value in items:
                group[column] = value
                if column == name:
                    group[f"{name}_name"] = names.get(value)


def _names(model, keys, number):
    """Return {key: name} of records as they were at a release."""
    found, keys = {}, sorted(keys)
    for at in range(0, len(keys), 500):
        states = Version.objects.standing_at(number).filter(
            collection=model.collection, key__in=keys[at : at + 500], document__isnull=False
        )
        for key, text in states.values_list("key", "document"):
            found[key] = title_of(orjson.loads(text))
    return found


def lookups(counted):
    """Return {name: {key: value}} of the dimensions that look their values up in other records."""
    found = {}
    for name, dimension in counted.dimensions.items():
        if dimension.lookup:
            model, path = dimension.lookup
            found[name] = dict(model.objects.values_list(model.key_name, path))
    return found
