"""Data Integrity proofs: the cryptosuites."""
