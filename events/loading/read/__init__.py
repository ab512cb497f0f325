"""Fixture files to rows: files, JSON and the values of fields."""
