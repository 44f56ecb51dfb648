"""The JSON API: the answers as the objects that `--json` prints, at addresses below /api/."""
