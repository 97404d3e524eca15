"""The doors: MkDocs, the command line, disk and network."""
