"""The workshop: the user's own dossiers, written in the browser into one folder and nowhere else."""
