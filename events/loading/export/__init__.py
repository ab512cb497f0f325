"""The tables back to canonical fixture files."""
