"""The data in the shapes of other people's APIs, for clients that were written for those."""
