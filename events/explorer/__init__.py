"""The page for people who look around."""
