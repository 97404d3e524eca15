"""Our verifier beside other people's: `make bench-verifier`."""
