"""Rows to problems: every rule, on every record. Pure."""
