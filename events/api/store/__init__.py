"""The store: releases, versions and counts in the database, read by SQL and cached per release."""
