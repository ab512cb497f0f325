"""GDELT events, versions 1 and 2."""
