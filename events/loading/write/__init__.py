"""Checked entries to tables."""
