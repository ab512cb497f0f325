"""The filters of events."""

import datetime

from events.api.query.filters.entities import SEARCH_HELP
from events.api.query.filters.filterset import UNDATED, DatedFilter
from events.api.query.filters.kinds import (
    AtLeastFilter,
    BoxFilter,
    CountryFilter,
    DayFilter,
    ExistsFilter,
    FlagFilter,
    IntegerFilter,
    KeyFilter,
    SearchFilter,
    TextFilter,
    WordFilter,
    YearFilter,
)
from events.api.query.filters.near import NearFilter
from events.api.query.filters.relations import (
    DescendantsFilter,
    DifferenceFilter,
    UncorroboratedFilter,
)
from events.models import (
    Actor,
    Article,
    Dataset,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
)
from events.models.event import last_day, lasts_long
from events.models.fields import LONG, newest_first_bounds
from events.vocabulary import (
    DatePrecision,
    EventContext,
    EventMode,
    EventStatus,
    EventType,
    ParticipantRole,
    PlacePrecision,
    QuadClass,
    QualityFlag,
    ReportRole,
)

MOST_FATALITIES = 2_147_483_647  # what the column holds


class EventFilter(DatedFilter):
    dataset = KeyFilter(
        "dataset", model=Dataset, help_text="Events coded by any of these datasets."
    )
    type = WordFilter("type", enum=EventType, help_text="Events of any of these PLOVER types.")
    mode = WordFilter("mode", enum=EventMode, help_text="Events of any of these PLOVER modes.")
    context = WordFilter(
        "context",
        enum=EventContext,
        through=Event.contexts.through,
        listed="contexts",
        owner="event",
        help_text="Events in any of these PLOVER contexts.",
    )
    quad_class = WordFilter(
        "quad_class", enum=QuadClass, help_text="Events of any of these quad classes, 1 to 4."
    )
    status = WordFilter("status", enum=EventStatus, help_text="Events of any of these statuses.")
    country = CountryFilter(
        help_text="Events in any of these countries, ISO 3166-1 alpha-2.",
    )
    admin1 = TextFilter(
        "place__admin1",
        reads=(Place, Event),
        help_text="Events at places in any of these first-level divisions, as the places have them.",
    )
    place = KeyFilter("place", model=Place, help_text="Events at any of these places themselves.")
    bbox = BoxFilter(
        "place__",
        help_text="Events whose place lies in the box west,south,east,north, in decimal degrees.",
    )
    near = NearFilter(
        "place__",
        help_text=(
            "Events whose place lies within a distance of a point, `lat,lon,km` in decimal degrees and kilometers, along "
            "the great circle."
        ),
    )
    min_place_precision = AtLeastFilter(
        "place_precision",
        enum=PlacePrecision,
        help_text="Events whose place is known at least this exactly.",
    )
    min_date_precision = AtLeastFilter(
        "date_precision",
        enum=DatePrecision,
        help_text="Events whose dates are known at least this exactly.",
    )
    actor = KeyFilter(
        "actor",
        model=Actor,
        through=Participant,
        listed="participants",
        owner="event",
        where={"role": ParticipantRole.ACTOR},
        help_text="Events in which any of these actors acts (role `actor`).",
    )
    recipient = KeyFilter(
        "actor",
        model=Actor,
        through=Participant,
        listed="participants",
        owner="event",
        where={"role": ParticipantRole.RECIPIENT},
        help_text="Events that any of these actors is the target of (role `recipient`).",
    )
    participant = KeyFilter(
        "actor",
        model=Actor,
        through=Participant,
        listed="participants",
        owner="event",
        help_text="Events in which any of these actors takes part; with `role`, in that role.",
    )
    role = WordFilter(
        "role",
        enum=ParticipantRole,
        through=Participant,
        listed="participants",
        owner="event",
        help_text="Events with a participant in any of these roles.",
    )
    source = KeyFilter(
        "article__source",
        stands="source",
        model=Source,
        through=Report,
        listed="reports",
        owner="event",
        help_text="Events reported in an article that any of these sources published.",
    )
    article = KeyFilter(
        "article",
        model=Article,
        through=Report,
        listed="reports",
        owner="event",
        help_text="Events that any of these articles reports.",
    )
    report_role = WordFilter(
        "role",
        enum=ReportRole,
        through=Report,
        listed="reports",
        owner="event",
        help_text=(
            "Events with a report in any of these roles; with `source` or `article`, one report must meet both."
        ),
    )
    date_from = DayFilter(
        "last_day", "gte", help_text="Events whose interval reaches this day or a later one."
    )
    date_to = DayFilter(
        "start_date", "lte", help_text="Events whose interval reaches this day or an earlier one."
    )
    year = YearFilter(
        "start_date", "last_day", help_text="Events whose interval reaches any of these years."
    )
    fatalities_min = IntegerFilter(
        "fatalities_best",
        "gte",
        low=0,
        high=MOST_FATALITIES,
        help_text="Events with a best estimate of at least this many people killed.",
    )
    fatalities_max = IntegerFilter(
        "fatalities_best",
        "lte",
        low=0,
        high=MOST_FATALITIES,
        help_text="Events with a best estimate of at most this many people killed.",
    )
    fatalities_spread_min = DifferenceFilter(
        "fatalities_spread",
        "fatalities_high",
        "fatalities_low",
        low=0,
        high=MOST_FATALITIES,
        help_text="Events whose high and low estimates of people killed differ by at least this many.",
    )
    disputed = FlagFilter(
        "disputed", help_text="Whether two of the event's claims on one attribute differ."
    )
    uncorroborated = UncorroboratedFilter(
        "role",
        through=Report,
        listed="reports",
        owner="event",
        help_text=(
            "Whether no more than one source says that the event happened: by primary and corroborating reports, an "
            "article without a source counting as a source of its own."
        ),
    )
    part_of = DescendantsFilter(
        "part_of",
        model=Event,
        help_text="Events that are a part of any of these events, directly or through other events.",
    )
    same_as = KeyFilter(
        "same_as",
        model=Event,
        help_text="Events that are recorded as doubles of any of these events.",
    )
    has_statement = ExistsFilter(
        through=StatementEvent,
        owner="event",
        reads=(Statement, Event),
        grows=(Statement,),
        help_text="Whether a statement speaks of the event.",
    )
    quality = WordFilter(
        "quality",
        enum=QualityFlag,
        through=Event.quality.through,
        listed="quality",
        owner="event",
        help_text="Events with any of these known weaknesses.",
    )
    q = SearchFilter(model=Event, reads=(Actor, Place, Event), help_text=SEARCH_HELP)

    ranges = (("date_from", "date_to"), ("fatalities_min", "fatalities_max"))
    # These are asked of one participant, and of one report.
    together = (
        ("participant", "role"),
        ("source", "article", "report_role"),
        ("source", "report_role"),
        ("article", "report_role"),
    )
    day_filters = ("date_from", "date_to", "year")
    dated_by = "start_date"

    first_day, last_day = "date_from", "date_to"
    tallied = frozenset(("country", "date_from", "date_to", "year", "between", "long"))

    @classmethod
    def told(cls, document):
        last, killed = last_day(document), document["fatalities"]
        is_range = None not in (killed["low"], killed["high"])
        return document | {
            "fatalities_spread": killed["high"] - killed["low"] if is_range else None,
            "fatalities_best": killed["best"],
            "last_day": last,
            "long": lasts_long(document["start_date"], last),
        }

    @classmethod
    def earlier(cls, day, parts, low, high):
        """Return what began before `day` and reaches it: in the month before, earlier if it is long, or unknown when.

        Each is a walk along an index that ends where nothing can be found any more; asked for at once, every older
        event of all would have to be looked at.
        """
        month = min(datetime.timedelta(days=LONG), day - datetime.date.min)
        edge = newest_first_bounds(day - month)[1]
        long = parts | {"long": (True, ())}
        return [
            cls.between(parts, low, min(edge, high)),
            cls.between(long, max(low, edge + 1), min(high, UNDATED - 1)),
            cls.between(parts, UNDATED, high),
        ]

    class Meta:
        model = Event
        fields = ()
