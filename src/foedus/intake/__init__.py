"""Data sets of others, read into dossiers."""
