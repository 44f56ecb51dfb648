"""Many agreements at once: spans, deadlines and panels as Arrow batches and SQL."""
