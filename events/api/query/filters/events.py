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
    WordFilter,
    YearFilter,
)
from events.api.query.filters.membership import WithinFilter
from events.models import (
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    EventLink,
    Participant,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
)
from events.models.event import last_day, lasts_long, modes_of
from events.models.fields import LONG, newest_first_bounds
from events.vocabulary import (
    Basis,
    ClaimAttribute,
    ClaimStand,
    DatePrecision,
    EventContext,
    EventLinkRelation,
    EventMode,
    EventStatus,
    EventType,
    Modality,
    ParticipantRole,
    PlacePrecision,
    Polarity,
    QuadClass,
    QualityFlag,
)

MOST_FATALITIES = 2_147_483_647  # what the column holds


class EventFilter(DatedFilter):
    dataset = KeyFilter(
        "dataset", model=Dataset, help_text="Events coded by any of these datasets."
    )
    type = WordFilter("type", enum=EventType, help_text="Events of any of these PLOVER types.")
    mode = WordFilter(
        "mode",
        enum=EventMode,
        through=Event.modes.through,
        listed="modes",
        owner="event",
        help_text="Events with any of these PLOVER modes.",
    )
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
    modality = WordFilter(
        "modality", enum=Modality, help_text="Events that the reports put in any of these ways."
    )
    polarity = WordFilter(
        "polarity", enum=Polarity, help_text="Events that the reports affirm, or deny."
    )
    country = CountryFilter(
        help_text="Events in any of these countries, ISO 3166-1 alpha-2.",
    )
    place = KeyFilter("place", model=Place, help_text="Events at any of these places themselves.")
    bbox = BoxFilter(
        "place__",
        help_text="Events whose place lies in the box west,south,east,north, in decimal degrees.",
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
    date_basis = WordFilter(
        "date_basis", enum=Basis, help_text="Events whose dates come from any of these."
    )
    place_basis = WordFilter(
        "place_basis", enum=Basis, help_text="Events whose place comes from any of these."
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
    participant_basis = WordFilter(
        "basis",
        enum=Basis,
        through=Participant,
        listed="participants",
        owner="event",
        help_text=(
            "Events with a participant whose part comes from any of these; with `participant` or `role`, "
            "the same participant."
        ),
    )
    within = WithinFilter(
        help_text=(
            "With `true`, the filters on actors find events of their members too, at any depth of `part_of`."
        ),
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
    disputed = FlagFilter(
        "disputed", help_text="Whether a claim on the event contradicts another value."
    )
    claim_stands = WordFilter(
        "stands",
        enum=ClaimStand,
        through=Claim,
        listed="claims",
        owner="event",
        help_text="Events with a claim that relates in any of these ways to the other values.",
    )
    claim_attribute = WordFilter(
        "attribute",
        enum=ClaimAttribute,
        through=Claim,
        listed="claims",
        owner="event",
        help_text="Events with a claim on any of these attributes; with `claim_stands`, the same claim.",
    )
    related_event = KeyFilter(
        "target",
        model=Event,
        through=EventLink,
        listed="related_events",
        stands="event",
        owner="event",
        help_text="Events that an article relates to any of these events; with `event_relation`, in that way.",
    )
    event_relation = WordFilter(
        "relation",
        enum=EventLinkRelation,
        through=EventLink,
        listed="related_events",
        owner="event",
        help_text="Events that relate in any of these ways to another event.",
    )
    part_of = KeyFilter(
        "part_of", model=Event, help_text="Events that are directly a part of any of these events."
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
    # Those of a group hold for the same participant, claim or link.
    together = (
        ("participant", "role", "participant_basis"),
        ("claim_stands", "claim_attribute"),
        ("related_event", "event_relation"),
    )
    day_filters = ("date_from", "date_to", "year")
    dated_by = "start_date"

    first_day, last_day = "date_from", "date_to"
    tallied = frozenset(("country", "date_from", "date_to", "year", "between", "long"))

    @classmethod
    def told(cls, document):
        last = last_day(document)
        return document | {
            "modes": modes_of(document),
            "fatalities_best": document["fatalities"]["best"],
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
