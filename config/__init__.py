"""How the project is wired; no word of the domain appears here."""

__version__ = "0.1.0"
