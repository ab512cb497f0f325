"""What the database holds: releases, versions and counts, read by SQL and cached per release."""
