"""The page of the log in a real browser: it reads all of it, then says whether it holds."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from playwright.sync_api import Browser

from badgeledger.artifacts import complete, render
from badgeledger.credential.status_list import LEAVES_PER_LIST, encode_list
from badgeledger.jobs import SignedDocument
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.keys.signers import KeySigner
from badgeledger.log.checkpoint import Checkpoint
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey, note
from badgeledger.log.tiles import log_files, read_bundle
from badgeledger.outputs.wording import LANGUAGES, strings
from tests.browsing import FULL, SITE, Browsing, Published, browsing
from tests.example import BIN, LOG_SECRET, SECRET, clone_with_key, files, run

WORDS = strings()["ledger"]
Files = Mapping[str, bytes]


def entries(site: Files) -> list[bytes]:
    """The entries of a log of one bundle."""
    path, data = next(each for each in site.items() if each[0].startswith("ledger/tile/entries/"))
    return list(read_bundle(data, int(path.rpartition("/")[2])))


def with_log(site: Files, log: list[bytes], secret: Secret = LOG_SECRET) -> dict[str, bytes]:
    """The site with another log in the place of its own, signed as if it were."""
    key = Vkey("badges.alderquay.example/ledger", decode_public_key(secret.public_key))
    tree = Tree(map(leaf_hash, log))
    checkpoint = Checkpoint(key.name, tree.size, tree.root()).text
    kept = {path: data for path, data in site.items() if not path.startswith("ledger/tile/")}
    made = {f"ledger/{path}": data for path, data in log_files(log, tree)}
    signed = note(checkpoint, key, secret.sign(checkpoint.encode()))
    return kept | made | {"ledger/checkpoint": signed}


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Browsing]]:
    """Opens the page of a site and waits for its verdict."""
    visitors: list[Browsing] = []

    def open_page(site: Files, path: str = "ledger/", **options: Any) -> Browsing:
        visitors.append(browsing(browser, site, **options))
        visitors[-1].open(path).locator("#verdict strong").wait_for()
        return visitors[-1]

    yield open_page
    for visitor in visitors:
        visitor.context.close()


def verdict(visitor: Browsing) -> str:
    return visitor.page.locator("#verdict strong").inner_text()


def test_a_log_that_holds_is_shown_after_its_verdict(
    plain_site: Published, look: Callable[..., Browsing]
) -> None:
    visitor = look(plain_site.files)
    size = len(entries(plain_site.files))
    whole = WORDS["verdicts"]["whole"].format(size=size, domain="badges.alderquay.example")
    assert verdict(visitor) == whole
    page = visitor.page
    assert page.locator("#verdict").get_attribute("data-sign") == "good"
    page.locator("#verdict summary").click()
    found = page.locator("#verdict li").all_inner_texts()
    assert WORDS["found"]["root"].format(size=size) in found
    assert WORDS["found"]["lists"].format(count=2) in found
    assert WORDS["found"]["memory_none"] in found
    assert page.locator(".entries").count() == 0, "no entry is made before it is looked at"
    page.locator(".months summary").first.click()
    page.locator(".entries li").first.wait_for()
    assert page.locator(".entries li").count() == 50
    assert "Signing key" in page.locator(".entries li").first.inner_text()
    assert visitor.refused == []
    assert visitor.said == []


def test_nothing_is_said_of_persons(plain_site: Published) -> None:
    page = plain_site.files["ledger/index.html"].decode()
    text = page + b"".join(entries(plain_site.files)).decode()
    for award in plain_site.awards("achievement:"):
        assert award not in text
    assert "Leal" not in text


def test_an_address_leads_to_its_entry(
    plain_site: Published, look: Callable[..., Browsing]
) -> None:
    credential = json.loads(plain_site.files[f"credentials/{FULL}/credential.json"])
    leaf = credential["credentialStatus"]["statusListIndex"]
    page = look(plain_site.files, f"ledger/#{leaf}").page
    assert page.evaluate("document.activeElement.id") == f"entry-{leaf}"
    page.evaluate("location.hash = '#2'")
    page.locator("#entry-2:focus").wait_for()
    assert "Junior Data Analyst, first version" in page.locator("#entry-2").inner_text()


def test_the_filters(plain_site: Published, look: Callable[..., Browsing]) -> None:
    page = look(plain_site.files).page
    shown = page.locator(".filters [role=status]")
    page.get_by_label(WORDS["kind"]).select_option("revoke")
    assert shown.inner_text().startswith("2 of ")
    page.locator(".months summary").click()
    page.locator(".entries li").first.wait_for()
    assert page.locator(".entries li").count() == 2
    page.locator(".filters select").nth(1).select_option("python-basics")
    assert shown.inner_text().startswith("1 of ")
    assert page.get_by_label(WORDS["kind"]).input_value() == "define"
    page.get_by_label(WORDS["until"]).fill("2020-01-01")
    assert WORDS["none"] in page.locator(".months").inner_text()
    page.get_by_role("button", name=WORDS["reset"]).click()
    size = len(entries(plain_site.files))
    assert shown.inner_text() == f"{size} of {size} entries"


def flipped(site: Files) -> Files:
    """One bit of one entry is another."""
    path = next(each for each in site if each.startswith("ledger/tile/entries/"))
    data = bytearray(site[path])
    data[-3] ^= 1
    return dict(site) | {path: bytes(data)}


def of_another_key(site: Files) -> Files:
    return with_log(site, entries(site), SECRET)


def without_tiles(site: Files) -> Files:
    return {path: data for path, data in site.items() if not path.startswith("ledger/tile/")}


def backwards(site: Files) -> Files:
    log = entries(site)
    return with_log(site, [*log, log[0].replace(b'"t":1', b'"t":0')])


def unnamed(site: Files) -> Files:
    document = json.loads(site[".well-known/did.json"])
    del document["service"]
    return dict(site) | {".well-known/did.json": json.dumps(document).encode()}


@pytest.mark.parametrize(
    ("change", "why", "sign"),
    [
        (flipped, "LOG_TREE", "bad"),
        (of_another_key, "LOG_CHECKPOINT", "bad"),
        (backwards, "LOG_RULES", "bad"),
        (without_tiles, "LOG_UNREACHABLE", "doubt"),
        (unnamed, "LOG_NOT_NAMED", "doubt"),
    ],
)
def test_a_log_that_does_not_hold_is_not_shown(
    change: Callable[[Files], Files],
    why: str,
    sign: str,
    plain_site: Published,
    look: Callable[..., Browsing],
) -> None:
    visitor = look(change(plain_site.files))
    reason = WORDS["why"][why].format(entry=len(entries(plain_site.files)))
    assert reason in verdict(visitor)
    assert visitor.page.locator("#verdict").get_attribute("data-sign") == sign
    advice = WORDS["advice"]["broken" if sign == "bad" else "unread"]
    assert visitor.page.locator("#verdict").get_by_text(advice).is_visible()
    assert not visitor.page.locator("#log").is_visible()


def test_what_this_browser_was_shown_before_is_remembered(
    plain_site: Published, look: Callable[..., Browsing]
) -> None:
    log = entries(plain_site.files)
    visitor = look(with_log(plain_site.files, log[:-1]))
    visitor.site = plain_site.files
    page = visitor.page
    page.reload()
    page.locator("#verdict strong").wait_for()
    page.locator("#verdict summary").click()
    seen = WORDS["found"]["memory"].format(size=len(log) - 1)
    assert seen in page.locator("#verdict li").all_inner_texts()

    other = [log[0].replace(b'"t":1', b'"t":0'), *log[1:]]
    for site, why in (
        (with_log(plain_site.files, log[:-2]), "LOG_OLDER"),
        (with_log(plain_site.files, other), "LOG_SPLIT"),
        (with_log(plain_site.files, [*other, log[-1]]), "LOG_SPLIT"),
    ):
        visitor.site = site
        page.reload()
        page.locator("#verdict strong").wait_for()
        assert WORDS["why"][why] in verdict(visitor)


def with_ended(site: Files, leaves: set[int]) -> Files:
    """The site with a status list, signed by the issuer, in which these leaves are ended."""
    bits = bytearray(LEAVES_PER_LIST // 8)
    for leaf in leaves:
        bits[leaf // 8] |= 0x80 >> leaf % 8
    document = json.loads(site["status/0.json"])
    method = document.pop("proof")["verificationMethod"]
    document["credentialSubject"]["encodedList"] = encode_list(bytes(bits))
    job = SignedDocument("status/0.json", document, 1795381200, method)
    (rendered,) = render(job)
    signed = complete(rendered, KeySigner(SECRET, LOG_SECRET))
    return dict(site) | {"status/0.json": signed.data}


def ended(site: Files) -> set[int]:
    """The leaves that the log ended."""
    acts = [json.loads(entry) for entry in entries(site)]
    return {act["i"] for act in acts if act["e"] != "key" and "i" in act}


@pytest.mark.parametrize("more", [True, False])
def test_a_status_list_that_says_something_else_is_named_with_the_entry(
    more: bool, plain_site: Published, look: Callable[..., Browsing]
) -> None:
    told = ended(plain_site.files)
    leaf = len(entries(plain_site.files)) - 2 if more else min(told)
    site = with_ended(plain_site.files, told | {leaf} if more else told - {leaf})
    page = look(site).page
    assert page.locator("#verdict strong").inner_text() == WORDS["verdicts"]["contradicted"]
    page.locator("#verdict summary").click()
    differ = WORDS["found"]["lists_differ"].format(url=f"{SITE}/status/0.json", entries=leaf)
    assert differ in page.locator("#verdict li").all_inner_texts()
    assert page.locator("#log").is_visible(), "the log itself holds"


class PublishedMeanwhile(dict[str, bytes]):
    """A site that is published anew while somebody reads it: when its status list is asked for."""

    newer: Files = MappingProxyType({})

    def get(self, path: str, default: Any = None) -> Any:
        if path == "status/0.json":
            self.update(self.newer)
        return super().get(path, default)


def test_a_log_that_is_published_anew_while_it_is_read_is_read_once_more(
    plain_site: Published, look: Callable[..., Browsing]
) -> None:
    log = entries(plain_site.files)
    last = max(leaf for leaf, entry in enumerate(log) if b'"revoke"' in entry)
    site = PublishedMeanwhile(with_log(plain_site.files, log[:last]))
    site.newer = plain_site.files
    visitor = look(site)
    assert visitor.page.locator("#verdict").get_attribute("data-sign") == "good"
    assert str(len(log)) in verdict(visitor)


def test_a_status_list_out_of_reach_is_said(
    plain_site: Published, look: Callable[..., Browsing]
) -> None:
    without = {path: data for path, data in plain_site.files.items() if "status/" not in path}
    visitor = look(without)
    assert verdict(visitor) == WORDS["verdicts"]["unlisted"]
    assert visitor.page.locator("#verdict").get_attribute("data-sign") == "doubt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_five_languages(
    language: str, plain_site: Published, look: Callable[..., Browsing]
) -> None:
    words = strings(language)["ledger"]
    page = look(plain_site.files, locale=language).page
    assert page.locator("h1").inner_text() == words["title"]
    assert page.title() == words["title_of"].format(issuer="Alder Quay College")
    size = len(entries(plain_site.files))
    whole = words["verdicts"]["whole"].format(size=size, domain="badges.alderquay.example")
    assert page.locator("#verdict strong").inner_text() == whole
    assert page.locator(".filters select option").first.inner_text() == words["all"]


def test_a_preview_reads_its_own_log_and_never_passes_for_the_institutions(
    tmp_path: Path, look: Callable[..., Browsing]
) -> None:
    ledger = clone_with_key(tmp_path / "ledger")
    run(BIN / "badgeledger", "build", "--output", tmp_path / "site", folder=ledger)
    visitor = look(files(tmp_path / "site"))
    page = visitor.page
    assert page.locator(".preview").inner_text() == WORDS["preview"]
    size = len(entries(visitor.site))
    assert verdict(visitor) == WORDS["verdicts"]["preview"].format(size=size)
    assert page.locator("#verdict").get_attribute("data-sign") == "doubt"
    assert page.evaluate("localStorage.getItem('badgeledger-logs')") is None
    assert visitor.refused == []


def test_without_scripts_the_page_says_whose_word_it_shows(
    browser: Browser, plain_site: Published
) -> None:
    visitor = browsing(browser, plain_site.files, java_script_enabled=False)
    page = visitor.open("ledger/")
    stated = WORDS["stated"].format(issuer="Alder Quay College")
    assert page.locator("#verdict").inner_text() == stated
    counts = page.locator("tbody tr").first.inner_text().split()
    assert counts[:3] == ["November", "2026", "79"]
    assert page.locator(".versions > li").count() == 14
    visitor.context.close()
