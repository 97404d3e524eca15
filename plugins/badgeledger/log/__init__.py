"""The log of the ledger's acts: entries, and what is built on them."""
