"""The views: one class per collection and per endpoint."""
