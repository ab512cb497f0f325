"""The tables of a run, in Markdown."""

from benchmarks.targets import FLAT, GROWTH, TARGETS, Costs, added_memory, ratio

COLUMNS = (
    "system",
    "count",
    "CPU us, median",
    "each round",
    "Attest costs 1, it",
    "req/s",
    "p50 ms",
    "p99 ms",
    "bytes",
    "requests",
    "errors",
)
NOTES = """\
Server CPU is user and system time of the server's whole process tree (and of PostgreSQL's), divided by the requests
that were answered; the server has one worker on one core, the client eight connections from another. "count" says
whether the total on a page was counted for that request ("live": the question was never asked before) or may come out
of a cache. Each figure is the median of the rounds, in which the systems took turns. In the rows of W6 a record of an
export counts as a request."""


def table(columns, rows):
    """Return a Markdown table of texts."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value, digits=0):
    return "-" if value is None else f"{value:,.{digits}f}"


def times(value):
    if value is None:
        return "-"
    return f"{value:,.2f}" if value < 10 else f"{value:,.1f}"


def works(rows, drawn):
    """Return a table for each work, in the order in which they were measured."""
    parts = []
    groups = {}
    for row in rows:
        groups.setdefault((row.system.database.title, row.work.key), []).append(row)
    for (title, key), group in groups.items():
        work = group[0].work
        parts.append(f"### {key}, {title}: {work.title.format(deep=drawn.deep.number)}")
        attest = next((row.median("cpu") for row in group if row.system.name == "Attest"), None)
        parts.append(table(COLUMNS, [_line(row, attest) for row in group]))
        notes = [f"- {row.system.name}: {row.note}" for row in group if row.note]
        notes += [
            f"- {row.system.name}: {memory(row)}" for row in group if row.rounds and work.streams
        ]
        parts += ["\n".join(notes)] if notes else []
    return "\n\n".join(parts)


def _line(row, attest):
    if not row.rounds:
        return [row.system.name, "-", *["-"] * (len(COLUMNS) - 2)]
    return [
        row.system.name,
        row.work.counts(row.system) if not row.work.streams else "-",
        number(row.median("cpu")),
        ", ".join(number(one.cpu) for one in row.rounds),
        times(ratio(row.median("cpu"), attest)),
        number(row.median("rate")),
        number(row.median("p50"), 2),
        number(row.median("p99"), 1),
        number(row.median("bytes")),
        number(sum(one.requests for one in row.rounds)),
        number(sum(one.errors for one in row.rounds)),
    ]


def memory(row):
    """Return words on what an export added to the server's memory."""
    passed = row.median("bytes") * row.rounds[0].requests
    grown = f"memory grew by {added_memory(row) / 2**20:.0f} MiB at most"
    return f"{grown} while {passed / 2**20:,.0f} MiB went out"


def targets(rows):
    """Return the table of the ratios that the project set itself."""
    costs, lines = Costs(rows), []
    for target in TARGETS:
        value = target.value(costs)
        bounds = [target.bound(bound) for bound in (target.least, target.aim)]
        if value is None:
            lines.append([target.text, "not measured", bounds[0], "-", bounds[1], "-"])
        else:
            met = [target.verdict(value, bound) for bound in (target.least, target.aim)]
            lines.append([target.text, times(value), bounds[0], met[0], bounds[1], met[1]])
    export = costs.rows.get(("sqlite", "W6", "Attest"))
    words = memory(export) if export else "not measured"
    met = ("yes" if added_memory(export) <= FLAT else "no") if export else "-"
    flat = f"flat (<= {FLAT / 2**20:.0f} MiB)"
    lines.append(["W6, memory of the server", words, flat, met, flat, met])
    return table(("ratio of server CPU", "measured", "at least", "met", "aim", "met"), lines)


def growth(rows):
    """Return the table of what a page costs as the data grow."""
    lines, smallest = [], {}
    for row in rows:
        cost = row.median("cpu")
        first = smallest.setdefault((row.work.key, row.system.name), cost)
        lines.append(
            [
                row.work.key,
                row.system.name,
                row.system.database.title,
                row.work.counts(row.system),
                number(cost),
                ", ".join(number(one.cpu) for one in row.rounds),
                times(ratio(cost, first)),
                number(row.median("rate")),
                number(row.median("bytes")),
                number(sum(one.errors for one in row.rounds)),
            ]
        )
    columns = (
        "work",
        "system",
        "database",
        "count",
        "CPU us, median",
        "each round",
        "smallest costs 1, it",
        "req/s",
        "bytes",
        "errors",
    )
    return table(columns, lines)


def growth_targets(rows):
    """Return the table of the largest database's cost against the smallest's."""
    lines = []
    for work in dict.fromkeys(row.work for row in rows):
        own = [row for row in rows if row.work == work and row.system.name == "Attest"]
        if not own:
            continue
        value = ratio(own[-1].median("cpu"), own[0].median("cpu"))
        bounds = (GROWTH.least, GROWTH.aim)
        cells = [[GROWTH.bound(bound), GROWTH.verdict(value, bound)] for bound in bounds]
        lines.append([f"{work.key}: {GROWTH.text}", times(value), *cells[0], *cells[1]])
    return table(("ratio of server CPU", "measured", "at least", "met", "aim", "met"), lines)


def frame(title, machine, versions, facts, parts):
    """Return the whole report."""
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    head = [f"# {title}", machine, named, "\n".join(f"- {fact}" for fact in facts), NOTES]
    return "\n\n".join([*head, *parts]) + "\n"
