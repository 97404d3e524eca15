"""What a ledger must keep besides the form of each file: the rules of `check`, by their subject.

Each takes the ledger as it stands on the disk and yields problems; none changes or reads anything.
Unlike the readers they are not frozen: they may grow stricter at any time.
"""
