"""The reference pages: the name of each file in docs/reference/, and the function that returns its text.

`manage.py write_reference` writes them; a test compares the files with what it would write.
"""

from events.reference.errors import errors
from events.reference.fields import fields
from events.reference.filters import filters
from events.reference.limits import limits
from events.reference.settings import settings

PAGES = {
    "filters": filters,
    "fields": fields,
    "errors": errors,
    "settings": settings,
    "limits": limits,
}
