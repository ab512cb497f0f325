"""The places and events as OGC API Features, for QGIS, GDAL and ArcGIS."""
