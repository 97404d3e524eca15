"""The checks of a credential, as the browser makes them."""

from badgeledger.verify.fetching import Answer, Fetch, Unreachable
from badgeledger.verify.report import Report
from badgeledger.verify.row import COLUMNS, row_of
from badgeledger.verify.verifier import verify

__all__ = ["COLUMNS", "Answer", "Fetch", "Report", "Unreachable", "row_of", "verify"]
