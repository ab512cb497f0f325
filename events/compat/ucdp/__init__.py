"""UCDP's API: gedevents, in UCDP's own shape."""
