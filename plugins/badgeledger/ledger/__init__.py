"""The ledger's YAML files and their history in git."""
