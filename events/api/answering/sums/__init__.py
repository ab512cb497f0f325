"""Sums: a question for groups in, rows of groups and what was left out of them back. docs/sums.md has the rules."""
