"""The data in the shapes of other people's APIs, for existing clients of theirs."""
