"""A Question in, the body of an answer out: plan, pages, groups, versions."""
