"""The filters of events."""

from events import vocabulary
from events.api.query.filters.entities import SEARCH_HELP
from events.api.query.filters.event_days import EventDays
from events.api.query.filters.filter import of_list
from events.api.query.filters.kinds import (
    AtLeastFilter,
    BoxFilter,
    CountryFilter,
    DayFilter,
    ExistsFilter,
    IndexedFlagFilter,
    IntegerFilter,
    KeyFilter,
    SearchFilter,
    TextFilter,
    WordFilter,
    YearFilter,
)
from events.api.query.filters.membership import WithinFilter
from events.api.query.filters.near import NearFilter
from events.api.query.filters.relations import (
    DescendantsFilter,
    DifferenceFilter,
    UncorroboratedFilter,
)
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
from events.vocabulary import ParticipantRole

# The rows that belong to an event, and where its document has them
PARTICIPANTS = of_list(Event, "participants", Participant)
REPORTS = of_list(Event, "reports", Report)
CLAIMS = of_list(Event, "claims", Claim)
LINKS = of_list(Event, "related_events", EventLink)
MOST_FATALITIES = 2_147_483_647  # what the column holds


class EventFilter(EventDays):
    dataset = KeyFilter(
        "dataset", model=Dataset, help_text="Events coded by any of these datasets."
    )
    type = WordFilter(
        "type", enum=vocabulary.EventType, help_text="Events of any of these PLOVER types."
    )
    mode = WordFilter(
        "mode",
        enum=vocabulary.EventMode,
        **of_list(Event, "modes"),
        help_text="Events with any of these PLOVER modes.",
    )
    context = WordFilter(
        "context",
        enum=vocabulary.EventContext,
        **of_list(Event, "contexts"),
        help_text="Events in any of these PLOVER contexts.",
    )
    quad_class = WordFilter(
        "quad_class",
        enum=vocabulary.QuadClass,
        help_text="Events of any of these quad classes, 1 to 4.",
    )
    status = WordFilter(
        "status", enum=vocabulary.EventStatus, help_text="Events of any of these statuses."
    )
    modality = WordFilter(
        "modality",
        enum=vocabulary.Modality,
        help_text="Events that the reports put in any of these ways.",
    )
    polarity = WordFilter(
        "polarity", enum=vocabulary.Polarity, help_text="Events that the reports affirm, or deny."
    )
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
        enum=vocabulary.PlacePrecision,
        help_text="Events whose place is known at least this exactly.",
    )
    min_date_precision = AtLeastFilter(
        "date_precision",
        enum=vocabulary.DatePrecision,
        help_text="Events whose dates are known at least this exactly.",
    )
    date_basis = WordFilter(
        "date_basis", enum=vocabulary.Basis, help_text="Events whose dates come from any of these."
    )
    place_basis = WordFilter(
        "place_basis",
        enum=vocabulary.Basis,
        help_text="Events whose place comes from any of these.",
    )
    actor = KeyFilter(
        "actor",
        model=Actor,
        **PARTICIPANTS,
        where={"role": ParticipantRole.ACTOR},
        help_text="Events in which any of these actors acts (role `actor`).",
    )
    recipient = KeyFilter(
        "actor",
        model=Actor,
        **PARTICIPANTS,
        where={"role": ParticipantRole.RECIPIENT},
        help_text="Events that any of these actors is the target of (role `recipient`).",
    )
    participant = KeyFilter(
        "actor",
        model=Actor,
        **PARTICIPANTS,
        help_text="Events in which any of these actors takes part; with `role`, in that role.",
    )
    role = WordFilter(
        "role",
        enum=vocabulary.ParticipantRole,
        **PARTICIPANTS,
        help_text="Events with a participant in any of these roles.",
    )
    participant_basis = WordFilter(
        "basis",
        enum=vocabulary.Basis,
        **PARTICIPANTS,
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
        document_field="source",
        model=Source,
        **REPORTS,
        help_text="Events reported in an article that any of these sources published.",
    )
    article = KeyFilter(
        "article",
        model=Article,
        **REPORTS,
        help_text="Events that any of these articles reports.",
    )
    report_role = WordFilter(
        "role",
        enum=vocabulary.ReportRole,
        **REPORTS,
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
        ("fatalities_low", "fatalities_high"),
        low=0,
        high=MOST_FATALITIES,
        help_text="Events whose low and high estimates of people killed differ by at least this many, whichever is the greater.",
    )
    disputed = IndexedFlagFilter(
        "disputed", help_text="Whether a claim on the event contradicts another value."
    )
    claim_stands = WordFilter(
        "stands",
        enum=vocabulary.ClaimStand,
        **CLAIMS,
        help_text="Events with a claim that relates in any of these ways to the other values.",
    )
    claim_attribute = WordFilter(
        "attribute",
        enum=vocabulary.ClaimAttribute,
        **CLAIMS,
        help_text="Events with a claim on any of these attributes; with `claim_stands`, the same claim.",
    )
    related_event = KeyFilter(
        "target",
        model=Event,
        document_field="event",
        **LINKS,
        help_text="Events that an article relates to any of these events; with `event_relation`, in that way.",
    )
    event_relation = WordFilter(
        "relation",
        enum=vocabulary.EventLinkRelation,
        **LINKS,
        help_text="Events that relate in any of these ways to another event.",
    )
    uncorroborated = UncorroboratedFilter(
        "role",
        **REPORTS,
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
        enum=vocabulary.QualityFlag,
        **of_list(Event, "quality"),
        help_text="Events with any of these known weaknesses.",
    )
    q = SearchFilter(model=Event, reads=(Actor, Place, Event), help_text=SEARCH_HELP)

    ranges = (("date_from", "date_to"), ("fatalities_min", "fatalities_max"))
    # Those of a group hold for the same participant, report, claim or link.
    together = (
        ("participant", "role", "participant_basis"),
        ("source", "article", "report_role"),
        ("claim_stands", "claim_attribute"),
        ("related_event", "event_relation"),
    )

    class Meta:
        model = Event
        fields = ()
