"""The friendly board: a shared folder, one file a run, no server."""
