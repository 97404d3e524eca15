"""Status entries of every purpose, and statuses of more than one bit."""

from collections.abc import Iterable, Iterator
from typing import Any

from tests.verify_cases.case import Case
from tests.verify_edits import JSON, dropped, edited, put
from tests.verify_world import (
    DID_ADDRESS,
    POSITION,
    SITE,
    Fetched,
    answer,
    answers,
    badge,
    did_json,
    signed,
    status_list,
)

ENTRY = badge()["credentialStatus"]
ELSEWHERE = "https://lists.example.net/status/7"
WORDS = ("in review", "accepted", "rejected", "ended")
LONG = 131_072 * 2


def entry(purpose: str, *without: str, url: str | None = None, **members: Any) -> JSON:
    """A status entry for a purpose."""
    made = {**ENTRY, "statusPurpose": purpose, **members}
    if url is not None:
        made["statusListCredential"] = url
    return {name: value for name, value in made.items() if name not in without}


def messages(size: int, words: Iterable[str] = WORDS) -> JSON:
    """The members of an entry whose statuses have some bits, and words for each."""
    listed = [{"status": hex(value), "message": text} for value, text in enumerate(words)]
    return {"statusSize": size, "statusMessage": listed[: 2**size]}


def listing(purpose: Any, ended: Iterable[int] = (), bits: int = LONG) -> JSON:
    """A signed status list for a purpose, in which some bits are set."""
    return signed(
        edited(status_list(ended, bits=bits), put("credentialSubject.statusPurpose", purpose))
    )


def with_entries(*entries: JSON) -> JSON:
    """A signed badge with these status entries."""
    return signed(edited(badge(), put("credentialStatus", list(entries))))


def purposes() -> Iterator[Case]:
    """What each purpose means."""

    def case(name: str, status: str, listed: JSON, *entries: JSON) -> Case:
        state = {"WITHDRAWN": "revoked", "SUSPENDED": "suspended"}.get(
            status.split()[1], "verified"
        )
        document = with_entries(*entries)
        return Case(
            f"{state}-{name}",
            state,
            document,
            {"status": status},
            answers(listed=listed, current=document),
        )

    at = [POSITION]  # one bit; of two bits the lower is the odd one
    low, high = [POSITION * 2 + 1], [POSITION * 2]
    everything = ["revocation", "suspension", "refresh", "message"]
    yield case("refresh-to-be-had", "warn REFRESH", listing("refresh", at), entry("refresh"))
    yield case("no-refresh-to-be-had", "warn NO_STATUS", listing("refresh"), entry("refresh"))
    for name, ended in (("first", []), ("second", low), ("third", high), ("fourth", low + high)):
        yield case(
            f"{name}-of-four-messages",
            "warn STATUS_MESSAGE",
            listing("message", ended),
            entry("message", **messages(2)),
        )
    yield case(
        "message-of-one-bit",
        "warn STATUS_MESSAGE",
        listing("message", at),
        entry("message", **messages(1)),
    )
    yield case(
        "message-without-words", "warn STATUS_MESSAGE", listing("message", at), entry("message")
    )
    yield case("no-message-without-words", "warn NO_STATUS", listing("message"), entry("message"))
    yield case(
        "messages-in-another-order",
        "warn STATUS_MESSAGE",
        listing("message", low),
        edited(entry("message", **messages(2)), lambda it: it["statusMessage"].reverse()),
    )
    for value, ended in (("one", low), ("two", high)):
        yield case(
            f"with-{value}-of-two-bits",
            "fail WITHDRAWN",
            listing("revocation", ended),
            entry("revocation", **messages(2)),
        )
    yield case(
        "neighbours-of-two-bits",
        "pass STATUS_OK",
        listing("revocation", [POSITION * 2 - 1, POSITION * 2 + 2, *at]),
        entry("revocation", **messages(2)),
    )
    yield case(
        "all-purposes-unset",
        "pass STATUS_OK",
        listing(everything),
        *map(entry, everything),
    )
    yield case(
        "all-purposes-set", "fail WITHDRAWN", listing(everything, at), *map(entry, everything)
    )
    yield case(
        "suspension-and-message",
        "fail SUSPENDED",
        listing(["message", "suspension"], at),
        entry("message", **messages(1)),
        entry("suspension"),
    )
    yield case(
        "refresh-and-message",
        "warn STATUS_MESSAGE",
        listing(["refresh", "message"], at),
        entry("refresh"),
        entry("message"),
    )
    yield case(
        "entry-unread-and-one-withdrawn",
        "fail WITHDRAWN",
        listing("revocation", at),
        entry("revocation", statusListIndex="x"),
        entry("revocation"),
    )
    yield from _elsewhere()


def _elsewhere() -> Iterator[Case]:
    """Lists on another host than the issuer's: they are signed, wherever they stand."""
    document = with_entries(entry("revocation", url=ELSEWHERE))
    kept = edited(status_list(), put("credentialSubject.ttl", 1))
    for name, listed, state, status in (
        ("list-elsewhere", kept, "verified", "pass STATUS_OK"),
        ("by-a-list-elsewhere", status_list([POSITION]), "revoked", "fail WITHDRAWN"),
    ):
        there = signed(edited(listed, put("id", ELSEWHERE)))
        fetch: Fetched = {DID_ADDRESS: answer(did_json()), ELSEWHERE: answer(there)}
        yield Case(f"{state}-{name}", state, document, {"status": status}, fetch)


def unclear_purposes() -> Iterator[Case]:
    """Entries and lists of which it is not known what they say."""

    def case(name: str, code: str, *entries: JSON, listed: JSON | None = None) -> Case:
        return Case(
            f"unchecked-status-{name}",
            "unchecked-status",
            with_entries(*entries),
            {"status": f"notchecked {code}"},
            answers(listed=listed),
        )

    malformed = "MALFORMED_VALUE_ERROR"
    yield case("unknown-purpose", "UNKNOWN_PURPOSE", entry("revocation"), entry("revision"))
    yield case("list-without-the-purpose", "STATUS_VERIFICATION_ERROR", entry("refresh"))
    yield case("refresh-list-unreachable", "STATUS_RETRIEVAL_ERROR", entry("revocation"),
               entry("refresh", url=f"{SITE}/status/refresh.json"))  # fmt: skip
    for size in (0, -1, 17, 1.5, "1", True, None):
        yield case(f"status-size-{size}", malformed, entry("revocation", statusSize=size))
    for name, words in (
        ("two-messages-of-four", messages(2, WORDS[:2])),
        ("messages-of-another-size", messages(1) | {"statusSize": 2}),
        ("messages-an-object", {"statusMessage": {"status": "0x0", "message": "set"}}),
        ("messages-of-nothing", {"statusMessage": None}),
        (
            "a-message-twice",
            edited(messages(1), put("statusMessage.1.status", "0x0")),
        ),
        ("a-message-beyond-the-size", edited(messages(1), put("statusMessage.1.status", "0x2"))),
        ("a-message-not-hexadecimal", edited(messages(1), put("statusMessage.1.status", "1"))),
        ("a-message-without-words", edited(messages(1), dropped("statusMessage.1.message"))),
    ):
        yield case(name, malformed, entry("message", **words))
    two = messages(2)
    short = listing("revocation", bits=LONG - 8)
    yield case(
        "list-too-short-for-two-bits",
        "STATUS_LIST_LENGTH_ERROR",
        entry("revocation", **two),
        listed=short,
    )
    yield case(
        "index-beyond-list-of-two-bits",
        "RANGE_ERROR",
        entry("revocation", statusListIndex="131072", **two),
        listed=listing("revocation"),
    )
