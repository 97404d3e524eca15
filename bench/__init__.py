"""Measures: builds (`make bench`), the log, the verifier, and the pages."""
