"""The data in the shapes of other people's APIs, for their existing clients."""
