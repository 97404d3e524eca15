"""Badges whose issuer has a public log, and keys that the log tells were withdrawn."""

import base64
from collections.abc import Iterator

from tests.verify_cases.case import GOOD, LATER, Case
from tests.verify_cases.inside import endorsement
from tests.verify_edits import JSON, edited, put
from tests.verify_log import (
    KEY,
    LOG,
    binary,
    commitment,
    entries,
    entry,
    files,
    naming,
)
from tests.verify_world import (
    BADGE_ADDRESS,
    DID,
    OTHER_SECRET,
    POSITION,
    SECRET,
    SIGNED,
    Fetched,
    answer,
    answers,
    badge,
    signed,
    status_list,
)

SIZE = 70
C = commitment(GOOD)
ISSUED = entry("issue", c=C)
LISTED = entries(ISSUED, SIZE)
ELSEWHERE = "https://log.example.net/ledger/"


def in_logs() -> Iterator[Case]:
    """What a log has of a badge, and logs in which something is wrong."""

    def case(
        name: str, log: str, fetch: Fetched, document: JSON = GOOD, *, did: JSON | None = None
    ) -> Case:
        state = "log-disagrees" if log.startswith("fail") else "verified"
        found = answers(did or naming()) | fetch
        return Case(f"{state}-{name}", state, document, {"log": log}, found)

    okay, not_in, tree = "pass LOG_OK", "fail LOG_NOT_IN", "fail LOG_TREE"
    unreachable = "notchecked LOG_UNREACHABLE"
    sound = files(LISTED)
    changed = entry("change", SIGNED + 60, c=C, i=7)
    tile = f"{LOG}tile/0/000.p/{SIZE}"
    other_site = "https://other.example.org"
    named = signed(edited(badge(), put("name", "Doctor of Python")))
    moved = signed(edited(badge(), put("id", f"{other_site}/credentials/1/credential.json")))
    yield case("in-the-log", okay, sound)
    yield case("in-a-log-of-two-tiles", okay, files(entries(ISSUED, 300)))
    yield case("in-the-log-as-a-change", okay, files(entries(changed, SIZE)))
    reinstated = entry("reinstate", SIGNED + 60, c=C, i=7)
    yield case("in-the-log-as-reinstated", okay, files(entries(reinstated, SIZE)))
    yield case("in-the-log-at-its-end", okay, files(entries(ISSUED, POSITION + 1)))
    yield case("log-unreachable", unreachable, {})
    yield case("log-tile-unreachable", unreachable, _without(sound, tile))
    yield case(
        "log-of-no-issuer", "notchecked LOG_NOT_NAMED", sound, did=naming() | {"service": []}
    )
    yield case("log-named-without-its-key", "notchecked LOG_NOT_NAMED", sound, did=naming(vkey=""))
    yield case("by-a-badge-of-another-place", not_in, sound, moved)
    yield case("by-the-log-of-another-site", not_in, {}, did=naming(url=ELSEWHERE))
    beside = endorsement(BADGE_ADDRESS, put("issuer.id", DID))
    checks = {"status": "warn NO_STATUS", "log": "notchecked LOG_OTHER_PLACE"}
    own = signed({name: value for name, value in beside.items() if name != "proof"})
    found = answers(naming()) | sound
    yield Case("verified-endorsement-beside-the-log", "verified", own, checks, found)
    yield case("by-another-badge", not_in, files(entries(entry("issue", c="A" * 43), SIZE)))
    yield case("by-another-act", not_in, files(entries(entry("define", c=C, a="a"), SIZE)))
    late = entry("change", 253_402_300_800, c=C, i=7)
    yield case("by-a-time-beyond-the-calendar", not_in, files(entries(late, SIZE)))
    yield case("by-what-is-not-committed", not_in, sound, named)
    yield case("by-its-end", not_in, files(entries(ISSUED, POSITION)))
    yield case("one-bit-of-a-tile", tree, sound | {tile: _one_bit(sound[tile])})
    bundle = f"{LOG}tile/entries/000.p/{SIZE}"
    as_changed = files(entries(changed, SIZE))
    damaged = _one_bit(as_changed[bundle])
    yield case("one-bit-of-the-entries", tree, as_changed | {bundle: damaged})
    yield case("signed-by-another-key", "fail LOG_CHECKPOINT", files(LISTED, secret=OTHER_SECRET))
    origin = "other.example.org/ledger"
    yield case("of-another-origin", "fail LOG_CHECKPOINT", files(LISTED, origin=origin))
    not_its_key = naming(vkey=KEY.text.replace("badges", "other"))
    yield case("by-a-key-of-another-name", "fail LOG_CHECKPOINT", sound, did=not_its_key)
    page = {f"{LOG}checkpoint": answer("<!doctype html>")}
    yield case("by-no-checkpoint", "fail LOG_CHECKPOINT", sound | page)


def withdrawn_keys() -> Iterator[Case]:
    """Badges signed by a key that the issuer's document no longer lists."""
    key = SECRET.public_key
    first = entry("key", SIGNED - 9000, k=key, s="from")
    listed = signed(status_list(), OTHER_SECRET)

    def case(name: str, state: str, issuer: str, own: bytes, first_void: int, **more: str) -> Case:
        others = {0: first, 69: entry("key", SIGNED + 99, k=key, s="withdrawn", i=first_void)}
        fetch = answers(naming(OTHER_SECRET), listed, signed(badge(), OTHER_SECRET))
        logged = files(entries(own, SIZE, others), keys={key: [0, 69]})
        checks = {"issuer": issuer, **more}
        return Case(f"{state}-{name}", state, GOOD, checks, fetch | logged)

    later, gone = "pass KEY_WITHDRAWN_LATER", "fail KEY_WITHDRAWN"
    backdated = entry("issue", c="A" * 43)
    ok = {"log": "pass LOG_OK"}
    yield case("key-withdrawn-later", "verified", later, ISSUED, POSITION + 1, **ok)
    yield case("key-withdrawn-before", "wrong-issuer", gone, ISSUED, POSITION, **LATER)
    yield case("key-withdrawn-and-not-in-the-log", "wrong-issuer", gone, backdated, 60, **LATER)


def _without(found: Fetched, url: str) -> Fetched:
    return {address: it for address, it in found.items() if address != url}


def _one_bit(found: JSON) -> JSON:
    """The same bytes but for one bit in their middle."""
    data = bytearray(base64.b64decode(found["base64"]))
    data[len(data) // 2] ^= 1
    return binary(bytes(data))
