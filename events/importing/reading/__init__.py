"""Files of any dataset as tables of cells, and cells as values."""
