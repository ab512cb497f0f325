"""Groups as rows of a table: their columns, and a matrix of two names in `by`."""

from events.api.answering.sums import counting, periods

ABSENT = "null"  # heads the column of a matrix for what has no value


def columns_of(question):
    """Return [(name, type, description)] of the columns of groups."""
    found = {}
    for name, dimension in question.counted.dimensions.items():
        found[name] = (dimension.type, _sentence(dimension.description))
        if question.names and dimension.names is not None:
            found[f"{name}_name"] = ("string", f"Name of the {name.replace('_', ' ')}.")
    for name, dimension in question.counted.dimensions.items():
        for coarser in periods.coarser_periods(name) if dimension.period else ():
            kind = "integer" if coarser == "year" else "string"
            text = f"The {coarser}, where no {name} is known."
            found.setdefault(coarser, (kind, text))
    found["count"] = ("integer", "How many records.")
    if question.counted.viewset.counts_fatalities:
        found["with_fatalities"] = ("integer", "How many of them have a best estimate.")
        for figure in counting.FIGURES:
            text = f"Sum of the {figure} estimates that are known."
            found[f"fatalities_{figure}"] = ("integer", text)
    return [(name, *described) for name, described in found.items()]


def flat(group):
    """Return a group as a row: {name of a column: value}."""
    row = {name: value for name, value in group.items() if name != "fatalities"}
    figures = group.get("fatalities") or {}
    return row | {f"fatalities_{name}": value for name, value in figures.items()}


def matrix(question, groups):
    """Return (columns, rows) of a matrix: rows of the first name in `by`, a column for each value of the second.

    Where no record has both values, a count is 0 and fatalities are unknown.
    """
    first, second = question.counted.names
    described = [one for one in columns_of(question) if one[0] not in ("count", "with_fatalities")]
    side = [
        one
        for one in described
        if not one[0].startswith("fatalities_") and one[0] not in (second, f"{second}_name")
    ]
    if question.counted.dimensions[first].period is None:
        side = [one for one in side if one[0] in (first, f"{first}_name")]
    rows, heads = {}, {}
    for group in groups:
        values = {name: group.get(name) for name, *_ in side}
        row = rows.setdefault(tuple(values.values()), values)
        head = _head(question, group, second)
        heads[head] = group[second] is None, str(head)
        is_count = question.cells == "count"
        row[f"cell {head}"] = group["count"] if is_count else group["fatalities"]["best"]
    cells = [(f"cell {head}", head) for head in sorted(heads, key=heads.get)]
    for row in rows.values():
        for cell, _ in cells:
            row.setdefault(cell, 0 if question.cells == "count" else None)
    return side, cells, list(rows.values())


def _head(question, group, name):
    """Return what heads the column of a group: the value, or the coarser period that is known instead."""
    value = group[name]
    if value is not None:
        return str(value).lower() if isinstance(value, bool) else str(value)
    period = question.counted.dimensions[name].period
    known = [group.get(one) for one in periods.coarser_periods(name)] if period else []
    return next((str(one) for one in known if one is not None), ABSENT)


def _sentence(text):
    return f"{text[0].upper()}{text[1:]}."
