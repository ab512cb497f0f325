"""ACLED's API: its lists, in ACLED's own shape."""
