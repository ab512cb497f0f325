"""Fixture files to tables, in three stages: read, check, write."""
