"""The keys that the site names, against the `key` entries of its log.

The issuer's document lists the keys that are trusted, `ledger/keys.json` all that ever signed, with
the leaves that tell of them. Neither is signed: what they say has to be what the log says.
"""

from typing import Any

from badgeledger.auditing.evidence import Evidence
from badgeledger.auditing.faults import Faults
from badgeledger.auditing.issuer import Issuer
from badgeledger.auditing.published_log import LEDGER, counted
from badgeledger.log.replayed import Replayed
from badgeledger.verify.did_web import key_of
from badgeledger.verify.strict_json import read_object

_MEND = "ask the issuer: a key is added and withdrawn in the log alone"
KEYS, VKEY = f"{LEDGER}keys.json", f"{LEDGER}vkey"


def check_keys(evidence: Evidence) -> str:
    """The issuer's document, keys.json and vkey name the keys that the log does.

    Raises ContentError (B0857), and what `Site.read` raises.
    """
    faults, issuer, seen = Faults(), evidence.issuer, evidence.seen
    trusted = [name for name, key in seen.keys.items() if key.void_from is None]
    if key_of(issuer.did) is None:  # no log tells of a preview's key
        _compare_listed(issuer.keys, trusted, seen, faults)
    for path, question in ((KEYS, _keys_json), (VKEY, _vkey_line)):
        with faults.gathered():
            if message := question(evidence.site.read(path), issuer, seen):
                faults.add("B0857", message, _MEND, path)
    faults.settle()
    withdrawn = len(seen.keys) - len(trusted)
    return f"{counted(len(trusted), 'key')} trusted, {withdrawn} withdrawn, as the log says"


def _compare_listed(
    listed: tuple[str, ...], trusted: list[str], seen: Replayed, faults: Faults
) -> None:
    for key in listed:
        if key not in seen.keys:
            message = f"the issuer lists the key {key}, of which the log knows nothing"
            faults.add("B0857", message, _MEND)
        elif key not in trusted:
            leaf = seen.keys[key].leaves[-1]
            message = f"the issuer lists the key {key}, which the log withdraws at leaf {leaf}"
            faults.add("B0857", message, _MEND)
    for key in trusted:
        if key not in listed:
            message = f"the issuer does not list the key {key}, which the log never withdraws"
            faults.add("B0857", message, _MEND)


def _keys_json(data: bytes, issuer: Issuer, seen: Replayed) -> str:
    document = read_object(data) or {}
    if document.get("log") != {"origin": issuer.vkey.name, "vkey": issuer.vkey.text}:
        return "it does not name the log's key that the issuer's document does"
    told = [{"key": name, "leaves": list(key.leaves)} for name, key in seen.keys.items()]
    signing: Any = document.get("signing")
    if signing != told:
        return "the leaves that tell of keys are not those of the log"
    return ""


def _vkey_line(data: bytes, issuer: Issuer, _seen: Replayed) -> str:
    same = data == f"{issuer.vkey.text}\n".encode()
    return "" if same else "it is not the log's key that the issuer's document names"
