"""Every error of the API: what can go wrong, and the one shape in which it is returned."""
