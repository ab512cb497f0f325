"""The kinds of outlet and body that publish articles."""

from django.db import models


class SourceKind(models.TextChoices):
    """The kind of body that publishes."""

    NEWSPAPER = "newspaper", "A newspaper, in print or as the online edition of one."
    MAGAZINE = "magazine", "A periodical of news, analysis or opinion that appears less than daily."
    NEWS_AGENCY = "news_agency", "An agency that supplies reports to other outlets."
    BROADCASTER = "broadcaster", "A radio or television organization, with its online texts."
    NEWS_SITE = "news_site", "A news outlet that publishes online only."
    GOVERNMENT = "government", "A civilian organ of a state: ministry, office, parliament or court."
    MILITARY = "military", "The armed forces of a state or their command."
    INTERNATIONAL_ORGANIZATION = (
        "international_organization",
        "An organization whose members are states, or one of its organs.",
    )
    NGO = "ngo", "A non-governmental organization that monitors, assists or campaigns."
    RESEARCH = "research", "A university, institute, think tank or scholarly journal."
    SOCIAL_MEDIA = "social_media", "An account, channel or platform whose users publish directly."
    OTHER = "other", "A publisher that is none of the other kinds."
    UNKNOWN = "unknown", "A publisher whose kind is not established."
