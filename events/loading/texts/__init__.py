"""Article texts on disk: finding passages in them, and verifying evidence against them."""
