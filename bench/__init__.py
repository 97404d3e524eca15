"""Measures the verifier beside other people's: `make bench`."""
