"""Every match of a question as a file: stored documents, streamed in one of several formats."""
