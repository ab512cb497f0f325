"""The coder's choices: what an event's type allows, its numbers, its reports; a place's coordinates."""

from events.loading.check.numbers import in_order
from events.loading.wording import shown
from events.models import Report
from events.vocabulary import MODES_BY_TYPE, QUAD_CLASS_BY_TYPE, ActorKind, QualityFlag

FATALITIES = ("fatalities_low", "fatalities_best", "fatalities_high")
# The flag that says that two numbers of an event are out of order in its own dataset.
ORDER_FLAGS = {
    QualityFlag.LOW_ABOVE_BEST: ("fatalities_low", "fatalities_best"),
    QualityFlag.BEST_ABOVE_HIGH: ("fatalities_best", "fatalities_high"),
    QualityFlag.LOW_ABOVE_HIGH: ("fatalities_low", "fatalities_high"),
}


def coordinates(entry, world):
    """A place has both coordinates, or none."""
    values = entry.values
    for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if name in values and values[name] is None and values.get(other) is not None:
            yield name, f"{name} is null but {other} is {values[other]}; give both or none"


def modes(entry, world):
    """The modes of an event are modes of its type."""
    kind = entry.values.get("type")
    if not kind:
        return
    allowed = [str(word) for word in MODES_BY_TYPE.get(kind, ())]
    right = f"give some of {', '.join(allowed)}, or []" if allowed else "give []"
    for word in entry.values.get("modes") or ():
        if word not in allowed:
            yield "modes", f"mode {shown(str(word))} is none of type {kind}; {right}"


def public_figure(entry, world):
    """A person is coded by name only as a public figure; other actors say nothing of it."""
    kind, public = entry.values.get("kind"), entry.values.get("public_figure")
    if not kind or "public_figure" not in entry.values:
        return
    if kind == ActorKind.PERSON and not public:
        yield (
            "public_figure",
            (
                f"public_figure is {'null' if public is None else 'false'}; a person is coded only as a public "
                "figure in a public role: say true, or code the office or group in place of the person"
            ),
        )
    elif kind != ActorKind.PERSON and public is not None:
        yield "public_figure", f"public_figure is of persons, and this is {kind}; remove it"


def linked(entry, world):
    """An event does not relate to itself."""
    if entry.values.get("event") is not None and entry.values["event"] == entry.values.get(
        "target"
    ):
        yield "target", "target is the event itself; give the other event"


def quad_class(entry, world):
    """An event's quad class is one of its type's, unless another dataset chose it."""
    kind, chosen = entry.values.get("type"), entry.values.get("quad_class")
    if not kind or chosen is None or entry.values.get("original") is not None:
        return
    allowed = [int(number) for number in QUAD_CLASS_BY_TYPE.get(kind, ())]
    if chosen not in allowed:
        right = " or ".join(map(str, allowed))
        yield "quad_class", f"quad_class {chosen} is not that of type {kind}; give {right}"


def fatalities(entry, world):
    """The estimates of an event stand in order, unless a flag says that they do not."""
    flags = entry.values.get("quality") or ()
    excused = [pair for flag, pair in ORDER_FLAGS.items() if flag in flags]
    yield from in_order(entry.values, FATALITIES, excused)


def reported(entry, world):
    """An event of our own coding has a report."""
    if entry.row.key is None or entry.values.get("original") is not None or world.partial:
        return
    if not world.numbers(Report, entry.row.key[0]):
        yield (
            None,
            "no report: an event needs at least one article that reports it; add an events.report",
        )


def numbered(entry, world):
    """A report or claim has a number of its own, from 1."""
    row, number = entry.row, entry.values.get("number")
    if number is None or row.key is None:
        return
    if number < 1:
        yield "number", f"number is {number}; count from 1"
    article = world.kept(row.model, row.key[0]).get(number)
    if article not in (None, entry.values.get("article")):
        free = max(world.numbers(row.model, row.key[0])) + 1
        noun = row.model._meta.verbose_name
        yield (
            "number",
            (
                f"number {number} is that of the {noun} in {shown(article)}; give {free}, or load all "
                "files with --withdraw-missing if that article is gone from them"
            ),
        )
