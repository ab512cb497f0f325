"""Tables to JSON: parameters, filters, pages, documents, errors and the schema of it all."""
