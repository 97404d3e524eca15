"""A badge page and the verifier's page look the badge up in its issuer's log, in a real browser."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from bench.verifier.__main__ import packed
from playwright.sync_api import Browser, FilePayload, Page

from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.tiles import read_bundle
from badgeledger.log.tlog_proof import LogProof, write_proof
from badgeledger.outputs.wording import strings
from tests.browsing import FULL, SITE, Browsing, Published, browsing
from tests.example import LOG_SECRET, SECRET
from tests.test_verifier_build import AFTERWARDS, loaded_by
from tests.test_verifier_sizes import MOST_FOR_A_BADGE_PAGE
from tests.verify_log import entry, published_log

MOST_FOR_THE_LOG = 5_000
ORIGIN = f"{SITE.removeprefix('https://')}/ledger"
BADGE = f"credentials/{FULL}/credential.json"
REASONS = strings()["verifier"]["reasons"]
Files = Mapping[str, bytes]


def entries(files: Files) -> list[bytes]:
    """All entries of the example's log, which has less than 256."""
    ((path, bundle),) = (it for it in files.items() if it[0].startswith("ledger/tile/entries/"))
    return list(read_bundle(bundle, int(path.rpartition("/")[2])))


def with_log(files: Files, listed: list[bytes], *, secret: Any = LOG_SECRET,
             origin: str = ORIGIN) -> dict[str, bytes]:  # fmt: skip
    """The site with another log."""
    without = {path: data for path, data in files.items() if not path.startswith("ledger/tile/")}
    log = published_log(listed, secret, origin)
    return without | {f"ledger/{path}": data for path, data in log.items()}


def leaf(files: Files) -> int:
    """Where the badge is in the log."""
    return int(json.loads(files[BADGE])["credentialStatus"]["statusListIndex"])


def opened(visitor: Browsing) -> tuple[str, str, str]:
    """State, sign and what is said of the log on the badge's own page, opened anew."""
    page = visitor.open(f"credentials/{FULL}/")
    visitor.answer().wait_for()
    return said(page, "#check")


def said(page: Page, place: str) -> tuple[str, str, str]:
    """State, sign and what is said of the log in an answer."""
    answer = page.locator(place)
    log = answer.locator(".checks li").last.text_content() or ""
    return answer.get_attribute("data-state") or "", answer.get_attribute("data-sign") or "", log


def is_said(text: str, reason: str) -> bool:
    """Whether a line of the checks ends with a reason, whatever fills that."""
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(REASONS[reason]))
    return re.search(f"{pattern}$", text) is not None


def kept(page: Page) -> Any:
    """What the browser remembers of the example's log."""
    logs = page.evaluate("JSON.parse(localStorage.getItem('badgeledger-logs'))")
    return logs[ORIGIN]


def test_a_badge_page_finds_its_badge_in_the_log(visitor: Browsing) -> None:
    state, sign, log = opened(visitor)
    assert (state, sign) == ("verified", "good")
    assert is_said(log, "LOG_OK"), log
    assert kept(visitor.page)["size"] == len(entries(visitor.site))
    assert visitor.refused == []
    assert visitor.said == []
    asked = [path for path in visitor.asked if path.startswith("ledger/")]
    assert len(asked) == len({"checkpoint", "tile"})


def test_what_reads_the_log_is_little(visitor: Browsing) -> None:
    opened(visitor)
    afterwards = loaded_by("badge.js", unless=()) - loaded_by("badge.js", unless=AFTERWARDS)
    scripts = {path for path in visitor.asked if path.endswith(".js")}
    checking = [path for path in scripts if path.rpartition("/")[2] not in afterwards]
    assert len(checking) > 1
    size = packed(visitor.site[path] for path in checking)
    assert size <= MOST_FOR_A_BADGE_PAGE + MOST_FOR_THE_LOG


def changed(files: Files, path: str, place: int) -> dict[str, bytes]:
    """The site with one bit changed."""
    data = bytearray(files[path])
    data[place] ^= 1
    return {**files, path: bytes(data)}


def wrong_logs(files: Files) -> dict[str, tuple[Files, str]]:
    """Logs in which something is wrong, and what is to be said of each."""
    listed = entries(files)
    tile = next(path for path in files if path.startswith("ledger/tile/0/"))
    other_origin = f"other.example/{ORIGIN}"
    own = leaf(files)
    another = [*listed[:own], entry("issue", c="A" * 43), *listed[own + 1 :]]
    return {
        "one bit of the first hash": (changed(files, tile, 0), "LOG_TREE"),
        "one bit of the last hash": (changed(files, tile, -1), "LOG_TREE"),
        "one bit of the checkpoint": (changed(files, "ledger/checkpoint", 60), "LOG_CHECKPOINT"),
        "a tile cut off": ({**files, tile: files[tile][:-32]}, "LOG_TREE"),
        "its end cut off": (with_log(files, listed[:own]), "LOG_NOT_IN/beyond"),
        "another entry": (with_log(files, another), "LOG_NOT_IN"),
        "another key": (with_log(files, listed, secret=SECRET), "LOG_CHECKPOINT"),
        "another origin": (with_log(files, listed, origin=other_origin), "LOG_CHECKPOINT"),
    }


def test_a_log_in_which_something_is_wrong(browser: Browser, plain_site: Published) -> None:
    for name, (files, reason) in wrong_logs(plain_site.files).items():
        visitor = browsing(browser, files)
        state, sign, log = opened(visitor)
        assert (name, state, sign) == (name, "log-disagrees", "doubt")
        assert is_said(log, reason), (name, log)
        assert "its public log does not agree" in (visitor.answer().text_content() or "")
        visitor.context.close()


def faces(files: Files) -> dict[str, tuple[Files, str]]:
    """What a log must not become for who saw it before."""
    listed = entries(files)
    rewritten = [entry("define", a="other", c="A" * 43), *listed[1:]]
    return {
        "another of its size": (with_log(files, rewritten), "LOG_SPLIT"),
        "a longer one": (with_log(files, [*rewritten, listed[-1]]), "LOG_SPLIT"),
        "a shorter one": (with_log(files, listed[:-1]), "LOG_OLDER"),
    }


def test_a_browser_remembers_what_it_saw_of_a_log(visitor: Browsing) -> None:
    files = visitor.site
    assert opened(visitor)[0] == "verified"
    seen = kept(visitor.page)
    for name, (after, reason) in faces(files).items():
        visitor.site = after
        state, _, log = opened(visitor)
        assert (name, state) == (name, "log-disagrees")
        assert is_said(log, reason), (name, log)
        assert kept(visitor.page) == seen
    visitor.site = with_log(files, [*entries(files), entry("define", a="new", c="A" * 43)])
    assert opened(visitor)[0] == "verified"
    assert kept(visitor.page)["size"] == seen["size"] + 1


def test_the_verifier_s_page_remembers_with_it(visitor: Browsing) -> None:
    files = visitor.site
    page = visitor.open("verify/")
    badge = FilePayload(name="badge.json", mimeType="", buffer=files[BADGE])
    page.locator("#chosen").set_input_files([badge])
    page.locator(".answer[data-state=verified]").wait_for()
    assert is_said(said(page, ".answer")[2], "LOG_OK")
    assert kept(page)["size"] == len(entries(files))
    visitor.site, _ = faces(files)["another of its size"]
    page.locator("#chosen").set_input_files([badge])
    page.locator(".answer[data-state=log-disagrees]").wait_for()
    assert is_said(said(page, ".answer")[2], "LOG_SPLIT")
    assert page.locator(".questions").get_by_text("the issuer's log does not agree").is_visible()
    assert visitor.said == []


def proof(files: Files) -> bytes:
    """What a badge page hands out as the proof of its badge."""
    listed = entries(files)
    path = Tree(map(leaf_hash, listed)).inclusion(leaf(files))
    extra = files["ledger/vkey"].strip()
    return write_proof(LogProof(leaf(files), path, files["ledger/checkpoint"], extra))


def test_a_proof_handed_in_with_a_badge_speaks_offline(visitor: Browsing) -> None:
    files = visitor.site
    page = visitor.open("verify/")
    page.locator("#chosen").wait_for()
    page.wait_for_load_state("networkidle")
    visitor.site = {path: data for path, data in files.items() if path.startswith("assets/")}
    badge = FilePayload(name="badge.json", mimeType="", buffer=files[BADGE])
    kept_proof = FilePayload(name="badge.tlog-proof", mimeType="", buffer=proof(files))
    page.locator("#chosen").set_input_files([badge, kept_proof])
    headline = page.locator(".answer [role=status] strong")
    headline.wait_for()
    assert (headline.text_content() or "").startswith("Its signature and its place in a log hold")
    state, sign, log = said(page, ".answer")
    assert (state, sign) == ("unchecked-signature", "doubt")
    assert is_said(log, "LOG_OK/proof"), log
    page.locator("#chosen").set_input_files([kept_proof])
    page.get_by_text(strings()["verifier"]["inputs"]["A_PROOF"]).wait_for()


@pytest.mark.parametrize(
    "storage",
    [
        "get() { throw new DOMException('', 'SecurityError'); }",
        "value: { getItem: () => null, setItem() { throw 1; } }",
    ],
)
def test_a_browser_that_forbids_it_forgets(visitor: Browsing, storage: str) -> None:
    visitor.page.add_init_script(
        f"Object.defineProperty(globalThis, 'localStorage', {{ {storage} }});"
    )
    assert opened(visitor)[0] == "verified"
    visitor.site, _ = faces(visitor.site)["another of its size"]
    assert opened(visitor)[0] == "verified"
    assert visitor.said == []
