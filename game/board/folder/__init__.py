"""The friendly board: a shared folder of small signed files, and no server."""
