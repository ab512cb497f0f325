"""How closely a date is known."""

from django.db import models


class DatePrecision(models.TextChoices):
    """How exactly a date is known, finest first. An unknown date is null."""

    DAY = "day", "The very day is known."
    WEEK = "week", "The date is known to within two to seven days."
    MONTH = "month", "Only the month is known, or the date is known to within a month."
    YEAR = "year", "Only the year is known, or the date is known to within a year."
    LONGER = "longer", "The date is known only to within a period longer than a year."
    UNKNOWN = "unknown", "The date is not stated, or nobody says how closely it is known."
