"""An audit of a small site: it passes what is right, and names every single thing that is not."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.audit import audit
from badgeledger.auditing.credentials import Badge
from badgeledger.auditing.published_log import Kept, check_kept
from badgeledger.auditing.site import Site
from badgeledger.auditing.verdict import Verdict
from badgeledger.errors import ContentError
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey, note, signature_in
from badgeledger.log.tlog_proof import LogProof, write_proof
from badgeledger.outputs.documents import json_bytes
from badgeledger.verify import Answer, Unreachable
from tests.published_log import LOG_SECRET, VKEY, PublishedLog
from tests.verify_edits import edited, put
from tests.verify_world import NOW, OTHER_SECRET, SECRET, SITE, badge, signed

Files = Mapping[str, bytes]
LEDGER = "ledger/tile/"
# Parts of these two name nothing that is relied on: a context, a type, a name.
UNSIGNED = ("issuer.json", "did.json")


def audited(
    files: Files,
    *,
    kept: Sequence[bytes] = (),
    badges: Sequence[bytes] = (),
    silent: Sequence[str] = (),
) -> Verdict:
    """The verdict on a site; `silent` are paths that do not answer."""

    def fetch(url: str) -> Answer | Unreachable:
        path = url.removeprefix(f"{SITE}/")
        if path in silent:
            return Unreachable("B0804", "no answer")
        return Answer(200, files[path]) if path in files else Answer(404, b"")

    return audit(
        Site(SITE, fetch, map, lambda items, _doing, _total: iter(items)),
        kept=[Kept(f"kept {number}", data) for number, data in enumerate(kept)],
        badges=[Badge(f"badge {number}", data) for number, data in enumerate(badges)],
        record=None,
        now=NOW,
    )


def wrong(verdict: Verdict) -> list[tuple[str, str, str]]:
    """Check, code and file of all that is wrong."""
    return [(check.name, it.code, it.path) for check in verdict.checks for it in check.problems]


def messages(verdict: Verdict) -> str:
    return "\n".join(problem.message for problem in verdict.problems)


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 0x80 >> bit % 8
    return bytes(changed)


def reading(document: bytes) -> Any:
    return json.loads(document)


@pytest.fixture(scope="module")
def large() -> PublishedLog:
    """A log of two whole tiles and a third that is not."""
    site = PublishedLog()
    site.others(560, revoked=20)
    return site


@pytest.fixture(scope="module")
def files(large: PublishedLog) -> Files:
    return large.files()


def test_a_whole_log_is_told_to_be_whole(files: Files) -> None:
    verdict = audited(files)
    assert (verdict.result, verdict.problems) == ("pass", [])
    said = {check.name: check.said for check in verdict.checks}
    assert list(said) == ["issuer", "log", "tree", "entries", "status", "keys"]
    assert said["entries"] == "1 define, 560 issue, 1 key, 20 revoke"
    assert said["tree"].endswith(" computed anew, 4 hash tiles the same to the byte")
    assert said["status"] == "1 list, 131,072 bits, of which 20 set, each ended by the log"


SMALL = PublishedLog()
SMALL.others(20, revoked=3)
SIGNED = {path: data for path, data in SMALL.files().items() if not path.endswith(UNSIGNED)}


@given(st.sampled_from(sorted(SIGNED)), st.floats(0, 1, exclude_max=True))
def test_one_bit_changed_anywhere_is_found(path: str, part: float) -> None:
    bit = int(part * len(SIGNED[path]) * 8)
    verdict = audited({**SMALL.files(), path: flipped(SIGNED[path], bit)})
    assert verdict.result == "fail"


@pytest.mark.parametrize(
    ("path", "bit", "found"),
    [
        ("ledger/checkpoint", 15, [("log", "B0827", "ledger/checkpoint")]),
        (f"{LEDGER}entries/000", 8 * 5007 + 7, [
            ("tree", "B0852", "ledger/checkpoint"), ("tree", "B0853", f"{LEDGER}0/000"),
            ("tree", "B0853", f"{LEDGER}1/000.p/2"), ("entries", "B0854", f"{LEDGER}entries"),
        ]),
        (f"{LEDGER}entries/001", 8, [("log", "B0823", f"{LEDGER}entries/001")]),
        (f"{LEDGER}0/001", 8 * 32 * 7, [("tree", "B0853", f"{LEDGER}0/001")]),
        (f"{LEDGER}0/002.p/70", 0, [("tree", "B0853", f"{LEDGER}0/002.p/70")]),
        (f"{LEDGER}1/000.p/2", 8 * 32, [("tree", "B0853", f"{LEDGER}1/000.p/2")]),
        ("ledger/vkey", 15, [("keys", "B0857", "ledger/vkey")]),
        ("ledger/keys.json", 8 * 30 + 7, [("keys", "B0857", "ledger/keys.json")]),
        ("status/0.json", 8 * 2000 + 7, [("status", "B0856", "status/0.json")]),
        (".well-known/did.json", 15, [("issuer", "B0851", "")]),
        ("issuer.json", 0, [("issuer", "B0851", "issuer.json")]),
    ],
)  # fmt: skip
def test_the_file_with_the_changed_bit_is_named(
    files: Files, path: str, bit: int, found: list[tuple[str, str, str]]
) -> None:
    verdict = audited({**files, path: flipped(files[path], bit)})
    assert sorted(wrong(verdict)) == sorted(found)


def test_the_leaf_with_the_changed_bit_is_named(files: Files) -> None:
    path = f"{LEDGER}0/001"
    assert "the hash of leaf 263" in messages(
        audited({**files, path: flipped(files[path], 8 * 32 * 7)})
    )


@pytest.mark.parametrize("path", sorted(PublishedLog().files()))
def test_a_missing_file_is_named(path: str) -> None:
    rest = PublishedLog().files()
    rest.pop(path)
    verdict = audited(rest)
    assert (verdict.result, {it.code for it in verdict.problems}) == ("fail", {"B0850"})
    assert path in messages(verdict)


@pytest.mark.parametrize("path", sorted(PublishedLog().files()))
def test_what_does_not_answer_is_not_called_wrong(path: str) -> None:
    verdict = audited(PublishedLog().files(), silent=[path])
    assert (verdict.result, {it.code for it in verdict.problems}) == ("notchecked", {"B0804"})


def test_several_faults_are_told_in_one_go(files: Files) -> None:
    changed = dict(files)
    for path in ("ledger/vkey", "ledger/keys.json", f"{LEDGER}0/001", "status/0.json"):
        changed[path] = flipped(changed[path], 8 * 9)
    verdict = audited(changed, kept=[b"nothing"])
    assert {code for _check, code, _path in wrong(verdict)} == {"B0853", "B0856", "B0857", "B0825"}
    assert [check.result for check in verdict.checks].count("fail") == 4


@pytest.mark.parametrize("late", [f"{LEDGER}entries/002.p/70", "status/0.json", "ledger/keys.json"])
def test_a_site_published_anew_meanwhile_is_read_again(files: Files, late: str) -> None:
    newer = PublishedLog()
    newer.others(600, revoked=21)
    newer.withdraw(SECRET, 600, OTHER_SECRET)
    published = dict(files)

    def fetch(url: str) -> Answer | Unreachable:
        path = url.removeprefix(f"{SITE}/")
        if path == late:
            published.clear()
            published.update(newer.files())
        return Answer(200, published[path]) if path in published else Answer(404, b"")

    site = Site(SITE, fetch, map, lambda items, _doing, _total: iter(items))
    verdict = audit(site, kept=[], badges=[], record=None, now=NOW)
    assert (verdict.result, verdict.evidence and len(verdict.evidence.log.entries)) == ("pass", 625)


# --- the log's own rules, and its past -----------------------------------------------------------


def test_an_earlier_checkpoint_is_continued(large: PublishedLog, files: Files) -> None:
    kept = [large.checkpoint(size) for size in (0, 1, 256, 300, 582)]
    verdict = audited(files, kept=kept)
    assert verdict.result == "pass"
    said = {check.name: check.said for check in verdict.checks}
    assert said["earlier"] == "the first 582 entries are as they were"


def test_a_downloaded_proof_is_an_earlier_checkpoint(large: PublishedLog, files: Files) -> None:
    tree = Tree(map(leaf_hash, large.register.entries))
    proof = LogProof(7, tree.inclusion(7, 300), large.checkpoint(300))
    verdict = audited(files, kept=[write_proof(proof)])
    assert "the first 300 entries are as they were" in [check.said for check in verdict.checks]
    assert wrong(audited(files, kept=[write_proof(proof).replace(b"index", b"place")])) == [
        ("earlier", "B0830", "kept 0")
    ]


def test_a_checkpoint_that_an_earlier_key_signed_counts_where_the_ledger_has_it() -> None:
    site = PublishedLog()
    text = site.checkpoint().partition(b"\n\n")[0].decode() + "\n"
    old = Vkey(VKEY.name, decode_public_key(OTHER_SECRET.public_key))
    kept = [Kept("old", note(text, old, OTHER_SECRET.sign(text.encode())))]
    log = audited(site.files()).evidence
    assert log
    assert check_kept(log.log, kept, [VKEY, old]) == "the first 2 entries are as they were"
    with pytest.raises(ContentError, match="B0826"):
        check_kept(log.log, kept, [VKEY])


def test_a_rewritten_past_is_narrowed_down(files: Files) -> None:
    other = PublishedLog()
    other.others(10, revoked=10)
    other.others(100)
    other.award()
    kept = [other.checkpoint(size) for size in (12, 60, 120)]
    verdict = audited(files, kept=kept)
    assert [code for _check, code, _path in wrong(verdict)] == ["B0855"] * 2
    assert "kept 1: one of the entries 12 to 59 is not what it was" in messages(verdict)


def test_a_log_that_shrank_is_told() -> None:
    site = PublishedLog()
    before = site.files()
    site.others(3)
    verdict = audited(before, kept=[site.checkpoint()])
    assert messages(verdict) == (
        "the log does not continue that of kept 0: it had 5 entries, and now has 2"
    )


def test_two_checkpoints_of_one_size_are_a_split_view(files: Files) -> None:
    other = PublishedLog()
    other.others(559, revoked=20)
    other.award()
    verdict = audited(files, kept=[other.checkpoint()])
    assert wrong(verdict) == [("earlier", "B0855", "")]


def test_a_checkpoint_of_another_key_proves_nothing(files: Files) -> None:
    text = PublishedLog().checkpoint().partition(b"\n\n")[0].decode() + "\n"
    forged = note(text, VKEY, OTHER_SECRET.sign(text.encode()))
    assert wrong(audited(files, kept=[forged])) == [("earlier", "B0827", "kept 0")]
    assert wrong(audited({**files, "ledger/checkpoint": forged})) == [
        ("log", "B0827", "ledger/checkpoint")
    ]


def test_lines_of_cosigners_do_no_harm(files: Files) -> None:
    cosigned = files["ledger/checkpoint"] + note("x\n", VKEY, bytes(64)).partition(b"\n\n")[
        2
    ].replace(VKEY.name.encode(), b"witness.example")
    assert signature_in(cosigned, VKEY) == signature_in(files["ledger/checkpoint"], VKEY)
    assert audited({**files, "ledger/checkpoint": cosigned}).result == "pass"


def test_a_log_that_was_signed_against_its_rules_is_not_whole() -> None:
    site = PublishedLog()
    leaf = site.award(revoked=True)
    site.award(revoked=True, narrative="Changed.")
    site.drop_last()  # the new version of a withdrawn badge, which then would be withdrawn too
    verdict = audited(site.files())
    assert ("entries", "B0854", f"{LEDGER}entries") in wrong(verdict)
    assert f"leaf {leaf + 2}: it changes an award that was withdrawn" in messages(verdict)


# --- status lists --------------------------------------------------------------------------------


def test_a_vanished_withdrawal_is_named_by_its_leaf() -> None:
    site = PublishedLog()
    leaf = site.award(revoked=True)
    site.ended = frozenset()
    assert messages(audited(site.files())) == (
        f"leaf {leaf} is not marked as withdrawn, but was ended by leaf 3 (revoke, 2026-05-01)"
    )


def test_a_withdrawal_without_an_entry_is_named_by_its_leaf() -> None:
    site = PublishedLog()
    leaf = site.award()
    site.ended = frozenset({leaf, 131_071})
    verdict = audited(site.files())
    assert [code for _check, code, _path in wrong(verdict)] == ["B0856"] * 2
    assert f"leaf {leaf} is marked as withdrawn, and no entry of the log withdraws it" in messages(
        verdict
    )


def test_a_list_that_another_key_signed_says_nothing() -> None:
    site = PublishedLog()
    site.award(revoked=True)
    site.list_secret = OTHER_SECRET
    verdict = audited(site.files())
    assert wrong(verdict) == [("status", "B0856", "status/0.json")]
    assert "signature" in messages(verdict)


# --- keys and badges -----------------------------------------------------------------------------


def test_badges_have_their_entries() -> None:
    site = PublishedLog()
    first = site.award()
    second = site.award(narrative="Better.")
    badges = [site.badge(first), site.badge(second, narrative="Better.")]
    verdict = audited(site.files(), badges=badges)
    said = {check.name: check.said for check in verdict.checks}
    assert said["badges"] == "2 badges, each with its entry in the log, 1 current, 1 replaced"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"position": 1}, "leaf 1 of the log, which it names, is not about it"),
        ({"position": 99}, "leaf 99 of the log, which it names, is not about it"),
        ({"narrative": "More."}, "leaf 2 of the log, which it names, is not about it"),
        ({"by": OTHER_SECRET}, "of which the log knows nothing"),
        ({"did": "did:web:elsewhere.example"}, "its issuer is 'did:web:elsewhere.example'"),
    ],
)
def test_a_badge_that_the_log_does_not_have_is_told(change: Any, message: str) -> None:
    site = PublishedLog()
    leaf = site.award()
    badge = site.badge(**{"position": leaf, **change})
    verdict = audited(site.files(), badges=[badge])
    assert wrong(verdict) == [("badges", "B0858", "badge 0")]
    assert message in messages(verdict)


def test_a_changed_badge_and_what_is_none_are_told() -> None:
    site = PublishedLog()
    badge = site.badge(site.award())
    changed = badge.replace(b"Ada Lovelace", b"Eve Lovelace")
    elsewhere = badge.replace(b"/status/0.json", b"/status/00.json")
    verdict = audited(site.files(), badges=[changed, elsewhere, b"{}", badge])
    assert [path for _check, _code, path in wrong(verdict)] == ["badge 0", "badge 1", "badge 2"]


def test_what_no_claim_tells_is_as_the_log_has_it() -> None:
    site = PublishedLog()
    renamed = edited(badge(position=site.award()), put("name", "Doctor of Philosophy"))
    verdict = audited(site.files(), badges=[json_bytes(signed(renamed))])
    assert messages(verdict) == "leaf 2 of the log, which it names, is not about it"


def test_a_withdrawn_key_counts_below_its_leaf_alone() -> None:
    site = PublishedLog()
    first = site.award()
    others = site.register.size
    site.others(2)
    second = site.award(narrative="By a thief.")
    site.withdraw(SECRET, others, OTHER_SECRET)
    early, late = (
        site.badge(first, by=SECRET),
        site.badge(second, by=SECRET, narrative="By a thief."),
    )
    again = site.badge(second, narrative="By a thief.")
    verdict = audited(site.files(), badges=[early, late, again])
    assert wrong(verdict) == [("badges", "B0858", "badge 1")]
    assert messages(verdict) == (
        f"it is signed with a key that counts only for leaves before {others}"
    )
    changed = early.replace(b"Ada Lovelace", b"Eve Lovelace")
    assert wrong(audited(site.files(), badges=[changed])) == [("badges", "B0858", "badge 0")]


def test_keys_that_the_log_does_not_have_are_told() -> None:
    site = PublishedLog()
    site.withdraw(SECRET, 1, OTHER_SECRET)
    site.listed = [SECRET, LOG_SECRET]
    said = messages(audited(site.files()))
    assert f"lists the key {SECRET.public_key}, which the log withdraws at leaf 3" in said
    assert f"lists the key {LOG_SECRET.public_key}, of which the log knows nothing" in said
    assert f"does not list the key {OTHER_SECRET.public_key}" in said


@pytest.mark.parametrize("member", ["origin", "vkey"])
def test_keys_json_names_the_log_as_the_issuer_does(member: str, files: Files) -> None:
    document = reading(files["ledger/keys.json"])
    document["log"][member] = "another"
    changed = {**files, "ledger/keys.json": json.dumps(document).encode()}
    assert wrong(audited(changed)) == [("keys", "B0857", "ledger/keys.json")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda it: it.pop("service"), "names no public log"),
        (lambda it: it["service"][0].update(type="Other"), "names no public log"),
        (lambda it: it["service"][0]["serviceEndpoint"].update(url="https://a.b/ledger/"),
         "the issuer's log is https://a.b/ledger/, with"),
        (lambda it: it["service"][0]["serviceEndpoint"].update(vkey="x"), "not the verifier key"),
        (lambda it: it.update(service="none"), "names no public log"),
        (lambda it: it.update(id="did:web:other.example"), "is not the document of did:web:"),
    ],
)  # fmt: skip
def test_a_log_that_no_issuer_names_is_not_read(change: Any, message: str, files: Files) -> None:
    document = reading(files[".well-known/did.json"])
    change(document)
    verdict = audited({**files, ".well-known/did.json": json.dumps(document).encode()})
    assert message in messages(verdict)
    assert [check.name for check in verdict.checks] == ["issuer"]
