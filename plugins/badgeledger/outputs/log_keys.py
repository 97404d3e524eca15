"""`ledger/keys.json`: where the log tells of each signing key.

It is not signed, and needs not to be: it says only at which leaves to look, and what stands there
is proven by the log.
"""

from collections.abc import Iterable, Mapping

from badgeledger.values import JSON


def log_keys(origin: str, vkey: str, leaves: Mapping[str, Iterable[int]]) -> JSON:
    """The log's own key, and for each signing key (Multikey) its leaves, oldest first."""
    return {
        "log": {"origin": origin, "vkey": vkey},
        "signing": [{"key": key, "leaves": [*places]} for key, places in leaves.items()],
    }
