"""Other people's datasets to tables: files are read, each row is coded, and batches are written and published."""
