"""The tests of Badge Ledger."""
