"""Law: what follows from terms and record. Pure functions from a dossier and a world to spans and reasons."""
