"""The program: fixture files to tables (loading), tables to versions (publishing), versions to JSON (api)."""
