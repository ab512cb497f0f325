"""How the project is wired; no word of the domain appears here."""

__version__ = "0.1.0"
# Where the API is: every URL and every link is built from it.
API_ROOT = "/api/v1/"
