"""The filters of statements."""

from django.db.models import Exists, OuterRef, Q

from events.api.query.filters import form_fields
from events.api.query.filters.entities import SEARCH_HELP
from events.api.query.filters.filter import ListFilter, of_list
from events.api.query.filters.filterset import DatedFilter
from events.api.query.filters.kinds import (
    DayFilter,
    FlagFilter,
    KeyFilter,
    SearchFilter,
    TextFilter,
    WordFilter,
)
from events.api.query.filters.language import LanguageFilter
from events.api.query.filters.membership import WithinFilter
from events.api.query.filters.within_bounds import WithinBounds, WithinBoundsFilter
from events.models import (
    Actor,
    Article,
    Dataset,
    Event,
    Source,
    Statement,
    StatementEvent,
    StatementLink,
)
from events.vocabulary import (
    ActorKind,
    Basis,
    Modality,
    Polarity,
    StatementAct,
    StatementForm,
    StatementLinkRelation,
    StatementRelation,
    Topic,
)

EVENTS = of_list(Statement, "events", StatementEvent)
RELATED = of_list(Statement, "related_statements", StatementLink)


class AddresseeBasisFilter(ListFilter):
    """Whether the text names an addressee of the statement, or the coder infers one."""

    picks = False
    field_class = form_fields.Words
    words = (Basis.STATED, Basis.INFERRED)

    def __init__(self, **kwargs):
        super().__init__(
            "addressees", choices=[(word, word.label) for word in self.words], **kwargs
        )

    @property
    def needs(self):
        return ("addressees", "inferred_addressees")

    def parts(self, value):
        return tuple(value), ()

    def row_condition(self, model, shape, values):
        inferred = Statement.inferred_addressees.through.objects
        named = Statement.addressees.through.objects.filter(
            ~Exists(inferred.filter(statement=OuterRef("statement"), actor=OuterRef("actor")))
        )
        wanted = Q()
        for word, rows in ((Basis.STATED, named), (Basis.INFERRED, inferred)):
            if word in shape:
                wanted |= Q(pk__in=rows.values("statement"))
        return wanted

    def test(self, shape, values):
        def holds(document):
            inferred = set(document["inferred_addressees"] or ())
            is_named = not inferred.issuperset(document["addressees"] or ())
            return (Basis.STATED in shape and is_named) or (
                Basis.INFERRED in shape and bool(inferred)
            )

        return holds

    def schema(self):
        return {"type": "string", "enum": [word.value for word in self.words]}


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
        **of_list(Statement, "addressees"),
        help_text="Statements to any of these actors.",
    )
    addressee_basis = AddresseeBasisFilter(
        help_text=(
            "Statements with an addressee that the text names (`stated`) or that the coder infers (`inferred`)."
        ),
    )
    audience = KeyFilter(
        "actor",
        model=Actor,
        **of_list(Statement, "audience"),
        help_text="Statements made before any of these actors.",
    )
    target = KeyFilter(
        "actor",
        model=Actor,
        **of_list(Statement, "targets"),
        help_text="Statements about any of these actors.",
    )
    within = WithinFilter(
        help_text=(
            "With `true`, the filters on actors find statements of their members too, at any depth of `part_of`."
        ),
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
    modality = WordFilter(
        "modality",
        enum=Modality,
        help_text="Statements whose speaker presents what is said as this sure.",
    )
    polarity = WordFilter(
        "polarity",
        enum=Polarity,
        help_text="Statements whose speaker affirms or negates what is said.",
    )
    topic = WordFilter(
        "topic",
        enum=Topic,
        **of_list(Statement, "topics"),
        help_text="Statements on any of these topics.",
    )
    stated_from = DayFilter("stated_on", "gte", help_text="Statements made on or after this day.")
    stated_to = DayFilter("stated_on", "lte", help_text="Statements made on or before this day.")
    stated_within_bounds = WithinBoundsFilter(
        "stated",
        help_text=(
            "With `true`, `stated_from` and `stated_to` find the statements that can have been made then: "
            "a date counts with its precision, and a statement without a date by its inferred bounds."
        ),
    )
    stated_basis = WordFilter(
        "stated_basis",
        enum=Basis,
        help_text="Statements whose day rests on any of these.",
    )
    event = KeyFilter(
        "event",
        model=Event,
        **EVENTS,
        help_text="Statements that speak of any of these events; with `relation`, in that relation.",
    )
    relation = WordFilter(
        "relation",
        enum=StatementRelation,
        **EVENTS,
        help_text="Statements with any of these relations to an event.",
    )
    related_statement = KeyFilter(
        "target",
        document_field="statement",
        model=Statement,
        **RELATED,
        help_text=(
            "Statements that respond to, quote or contradict any of these statements; with "
            "`statement_relation`, in that relation."
        ),
    )
    statement_relation = WordFilter(
        "relation",
        enum=StatementLinkRelation,
        **RELATED,
        help_text="Statements in any of these relations to a different statement.",
    )
    language = LanguageFilter(
        help_text="Statements whose text is in any of these languages, BCP 47 tags; `zh` also finds `zh-Hant`.",
    )
    original_language = LanguageFilter(
        "original_language",
        help_text="Statements made in any of these languages, BCP 47 tags; `zh` also finds `zh-Hant`.",
    )
    translated = FlagFilter("translated", help_text="Whether the words are a translation.")
    q = SearchFilter(model=Statement, reads=(Actor, Statement), help_text=SEARCH_HELP)

    ranges = (("stated_from", "stated_to"),)
    # The two of each pair select the same link.
    together = (("event", "relation"), ("related_statement", "statement_relation"))
    day_filters = ("stated_from", "stated_to")
    dated_by = "stated_on"
    first_day, last_day = "stated_from", "stated_to"
    bounds = WithinBounds("stated")

    class Meta:
        model = Statement
        fields = ()
