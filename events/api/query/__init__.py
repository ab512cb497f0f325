"""A query string in, a Question out: parameters, filters, order, position and search."""
