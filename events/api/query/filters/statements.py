"""The filters of statements."""

from events.api.query.filters.entities import SEARCH_HELP
from events.api.query.filters.filterset import DatedFilter
from events.api.query.filters.kinds import (
    DayFilter,
    KeyFilter,
    LanguageFilter,
    SearchFilter,
    TextFilter,
    WordFilter,
)
from events.models import Actor, Article, Dataset, Event, Source, Statement, StatementEvent
from events.vocabulary import (
    ActorKind,
    StatementAct,
    StatementForm,
    StatementRelation,
    Topic,
)


class StatementFilter(DatedFilter):
    dataset = KeyFilter(
        "dataset", model=Dataset, help_text="Statements coded by any of these datasets."
    )
    source = KeyFilter(
        "article__source",
        model=Source,
        reads=(Article, Statement),
        help_text="Statements in articles published by any of these sources.",
    )
    article = KeyFilter(
        "article", model=Article, help_text="Statements that any of these articles reports."
    )
    speaker = KeyFilter("speaker", model=Actor, help_text="Statements by any of these actors.")
    on_behalf_of = KeyFilter(
        "on_behalf_of", model=Actor, help_text="Statements made for any of these actors."
    )
    addressee = KeyFilter(
        "actor",
        model=Actor,
        through=Statement.addressees.through,
        listed="addressees",
        owner="statement",
        help_text="Statements to or about any of these actors.",
    )
    speaker_kind = WordFilter(
        "speaker__kind",
        enum=ActorKind,
        reads=(Actor, Statement),
        help_text="Statements by actors of any of these kinds.",
    )
    speaker_role = TextFilter(
        "speaker_role",
        help_text="Statements by speakers in any of these roles, as coded, letter for letter.",
    )
    form = WordFilter("form", enum=StatementForm, help_text="Statements of any of these forms.")
    act = WordFilter("act", enum=StatementAct, help_text="Statements that do any of these.")
    topic = WordFilter(
        "topic",
        enum=Topic,
        through=Statement.topics.through,
        listed="topics",
        owner="statement",
        help_text="Statements on any of these topics.",
    )
    stated_from = DayFilter("stated_on", "gte", help_text="Statements made on or after this day.")
    stated_to = DayFilter("stated_on", "lte", help_text="Statements made on or before this day.")
    event = KeyFilter(
        "event",
        model=Event,
        through=StatementEvent,
        listed="events",
        owner="statement",
        help_text="Statements that speak of any of these events; with `relation`, in that relation.",
    )
    relation = WordFilter(
        "relation",
        enum=StatementRelation,
        through=StatementEvent,
        listed="events",
        owner="statement",
        help_text="Statements that stand in any of these relations to an event.",
    )
    language = LanguageFilter(
        help_text="Statements whose text is in any of these languages, ISO 639-1.",
    )
    q = SearchFilter(model=Statement, reads=(Actor, Statement), help_text=SEARCH_HELP)

    ranges = (("stated_from", "stated_to"),)
    # These two are asked of one and the same link between a statement and an event.
    together = (("event", "relation"),)
    day_filters = ("stated_from", "stated_to")
    dated_by = "stated_on"
    first_day, last_day = "stated_from", "stated_to"

    class Meta:
        model = Statement
        fields = ()
