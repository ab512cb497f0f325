"""The page of settings: every environment variable, from config/environment.py."""

from config.environment import VARIABLES
from events.reference.markdown import code, page, table

INTRODUCTION = """\
Settings are environment variables. An empty variable counts as not set. If a value is wrong, Attest does not start: it prints every fault with the name
of its variable."""


def default_of(variable):
    """Return what a variable is if it is not set: its value, or what the function that finds it says."""
    if callable(variable.default):
        return variable.default.__doc__
    if variable.default == "":
        return "empty"
    value = variable.default
    return code(str(value).lower() if isinstance(value, bool) else value)


def settings():
    """Return the page of settings."""
    rows = [(code(one.name), default_of(one), one.help) for one in VARIABLES]
    return page("Settings", INTRODUCTION, table(("variable", "default", "purpose"), rows))
