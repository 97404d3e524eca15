"""What can be done with a badge on its page, in a real browser, judged by other people's tools."""

import io
import json
import unicodedata
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from openbadgeslib.baking import extract_png, extract_svg
from PIL import Image
from playwright.sync_api import Browser, expect

from badgeledger.log.merkle import leaf_hash
from badgeledger.log.note import Vkey
from badgeledger.log.tiles import read_bundle
from badgeledger.log.tlog_proof import read_proof, verify_proof
from badgeledger.outputs.wording import LANGUAGES, strings
from tests.browsing import FULL, SITE, Browsing, Published, browsing
from tests.judges import judge_with_openbadgeslib

WORDS = strings()["share"]
PAGE = f"{SITE}/credentials/{FULL}/"
PUBLISHED_AT = 1_795_392_000  # 2026-11-23T00:00:00Z


def press(visitor: Browsing, label: str) -> None:
    visitor.page.get_by_role("button", name=label, exact=True).click()


def saved(visitor: Browsing, label: str) -> tuple[str, bytes]:
    """Name and content of the file that a button of the panel hands over."""
    with visitor.page.expect_download() as download:
        press(visitor, label)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def decoded(picture: bytes) -> str:
    """What somebody else's reader sees in a picture of one code."""
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("RGB"))
    return str(code.text)


def test_a_badge_is_downloaded_as_it_was_signed(visitor: Browsing) -> None:
    visitor.badge()
    press(visitor, WORDS["download"])
    name, data = saved(visitor, WORDS["file"])
    assert name == "Junior-Data-Analyst.json"
    assert data == visitor.site[f"credentials/{FULL}/credential.json"]


def test_a_proof_of_the_log_is_made_in_the_browser_and_verifies(visitor: Browsing) -> None:
    visitor.badge()
    press(visitor, WORDS["download"])
    name, data = saved(visitor, WORDS["proof"])
    assert name == "Junior-Data-Analyst.tlog-proof"
    assert len(data) < 1_500
    proof = read_proof(data)
    files = visitor.site
    assert f"{proof.extra.decode()}\n".encode() == files["ledger/vkey"]
    credential = json.loads(files[f"credentials/{FULL}/credential.json"])
    assert str(proof.index) == credential["credentialStatus"]["statusListIndex"]
    path = next(each for each in files if each.startswith("ledger/tile/entries/"))
    entry = read_bundle(files[path], int(path.rpartition("/")[2]))[proof.index]
    verify_proof(proof, leaf_hash(entry), Vkey.read(proof.extra.decode()))


def test_no_proof_is_offered_of_a_badge_that_does_not_count_or_that_no_log_has(
    visitor: Browsing, plain_site: Published
) -> None:
    visitor.badge(plain_site.awards("revoked:")[0])
    press(visitor, WORDS["download"])
    assert visitor.page.get_by_role("button", name=WORDS["proof"]).count() == 0
    files = plain_site.files
    visitor.site = {path: data for path, data in files.items() if path != "ledger/checkpoint"}
    visitor.badge()
    press(visitor, WORDS["download"])
    assert visitor.page.get_by_role("button", name=WORDS["proof"]).count() == 0


@pytest.mark.parametrize("kind", ["png", "svg"])
@pytest.mark.parametrize("achievement", ["data-analyst", "wooden-boat-repair"])
def test_another_library_reads_the_badge_out_of_its_picture_and_verifies_it(
    kind: str, achievement: str, visitor: Browsing, plain_site: Published, tmp_path: Path
) -> None:
    award = plain_site.awards(f"achievement: {achievement}")[0]
    visitor.badge(award)
    press(visitor, WORDS["download"])
    _, picture = saved(visitor, WORDS[kind])
    if kind == "png":
        text = extract_png(picture, keyword=b"openbadgecredential")
    else:
        text = extract_svg(picture, element="openbadges:credential", text_fallback=True)
    assert text is not None
    signed = visitor.site[f"credentials/{award}/credential.json"]
    assert json.loads(text) == json.loads(signed)
    for path in (".well-known/did.json", *(p for p in visitor.site if p.startswith("status/"))):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(visitor.site[path])
    read_back = tmp_path / "credential.json"
    read_back.write_text(text, "utf-8")
    judgements = judge_with_openbadgeslib(tmp_path, [read_back], PUBLISHED_AT)
    assert judgements[read_back].verified, judgements[read_back]


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_baked_picture_is_verified_by_our_own_page(kind: str, visitor: Browsing) -> None:
    visitor.badge()
    press(visitor, WORDS["download"])
    name, picture = saved(visitor, WORDS[kind])
    page = visitor.open("verify/")
    mime = {"png": "image/png", "svg": "image/svg+xml"}[kind]
    page.locator("#language select").wait_for()
    page.locator("#chosen").set_input_files({"name": name, "mimeType": mime, "buffer": picture})
    headline = page.locator("#answers [role=status] strong")
    expect(headline).to_contain_text("Genuine and current")


def test_the_code_leads_to_the_page(visitor: Browsing) -> None:
    visitor.badge()
    press(visitor, WORDS["code"])
    assert decoded(saved(visitor, WORDS["code_png"])[1]) == PAGE
    assert decoded(visitor.page.locator(".panel .code").screenshot()) == PAGE
    name, svg = saved(visitor, WORDS["code_svg"])
    assert name == "Junior-Data-Analyst.qr.svg"
    assert svg.startswith(b"<svg")


def test_a_wallet_is_given_the_address_of_the_file(visitor: Browsing) -> None:
    visitor.badge()
    press(visitor, WORDS["wallet"])
    panel = visitor.page.locator(".panel")
    assert decoded(panel.locator(".code").screenshot()) == f"{PAGE}credential.json"
    expect(panel).to_contain_text(f"{PAGE}credential.json")
    assert saved(visitor, WORDS["file"])[0] == "Junior-Data-Analyst.json"


def test_linkedin_is_given_every_field_and_each_can_be_copied(
    browser: Browser, plain_site: Published
) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    visitor = browsing(browser, plain_site.files, permissions=permissions)
    visitor.badge()
    press(visitor, WORDS["linkedin"])
    link = visitor.page.get_by_role("link", name=WORDS["linkedin_open"]).get_attribute("href")
    asked = urlsplit(link or "")
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == "https://www.linkedin.com/profile/add"
    assert parse_qs(asked.query) == {
        "startTask": ["CERTIFICATION_NAME"],
        "name": ["Junior Data Analyst"],
        "organizationName": ["Alder Quay College"],
        "issueYear": ["2026"],
        "issueMonth": ["6"],
        "certUrl": [PAGE],
        "certId": [FULL],
    }
    press(visitor, f"{WORDS['copy']}: {WORDS['address']}")
    expect(visitor.page.locator("#said")).to_have_text(WORDS["copied"])
    assert visitor.page.evaluate("navigator.clipboard.readText()") == PAGE
    visitor.context.close()


def test_a_link_that_may_not_be_copied_is_selected(visitor: Browsing) -> None:
    visitor.badge()
    refuse = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }"
    visitor.page.evaluate(refuse)
    press(visitor, WORDS["link"])
    expect(visitor.page.locator("#said")).to_have_text(WORDS["select"])
    assert visitor.page.evaluate("getSelection().toString()") == PAGE


def test_a_badge_that_does_not_count_is_not_offered_for_profiles_and_wallets(
    visitor: Browsing, plain_site: Published
) -> None:
    visitor.badge(plain_site.awards("revoked:")[0])
    page = visitor.page
    expect(page.get_by_text(WORDS["withheld"])).to_be_visible()
    for offer in ("linkedin", "wallet", "frame"):
        expect(page.get_by_role("button", name=WORDS[offer], exact=True)).to_have_count(0)
    for offer in ("link", "download", "code", "print"):
        expect(page.get_by_role("button", name=WORDS[offer], exact=True)).to_be_visible()


def test_a_page_that_says_withdrawn_is_believed_where_the_list_is_out_of_reach(
    browser: Browser, plain_site: Published
) -> None:
    files = {path: data for path, data in plain_site.files.items() if path[:7] != "status/"}
    visitor = browsing(browser, files)
    page = visitor.badge(plain_site.awards("revoked:")[0])
    expect(page.locator("#check")).to_have_attribute("data-state", "unchecked-status")
    expect(page.get_by_text(WORDS["withheld"])).to_be_visible()
    expect(page.get_by_role("button", name=WORDS["linkedin"], exact=True)).to_have_count(0)
    visitor.context.close()


def test_text_for_a_page_of_ones_own_is_selected_where_it_may_not_be_copied(
    visitor: Browsing,
) -> None:
    visitor.badge()
    refuse = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }"
    visitor.page.evaluate(refuse)
    press(visitor, WORDS["frame"])
    press(visitor, WORDS["copy"])
    expect(visitor.page.locator("#said")).to_have_text(WORDS["select"])
    shown = visitor.page.get_by_role("textbox", name=WORDS["frame"])
    selected = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert shown.evaluate(selected) == shown.input_value() != ""


def test_a_code_that_the_browser_cannot_draw_is_said_to_have_failed(visitor: Browsing) -> None:
    visitor.badge()
    visitor.page.evaluate("() => { delete globalThis.OffscreenCanvas; }")
    press(visitor, WORDS["code"])
    press(visitor, WORDS["code_png"])
    expect(visitor.page.locator("#said")).to_have_text(WORDS["failed"])
    assert visitor.said == []


def test_an_answer_that_is_no_picture_is_not_handed_over_as_one(
    browser: Browser, plain_site: Published
) -> None:
    signing_in = b"<!doctype html><title>Sign in</title>"
    pictures = [path for path in plain_site.files if path.endswith(".png")]
    visitor = browsing(browser, {**plain_site.files, **dict.fromkeys(pictures, signing_in)})
    visitor.badge()
    press(visitor, WORDS["download"])
    press(visitor, WORDS["png"])
    expect(visitor.page.locator("#said")).to_have_text(WORDS["failed"])
    visitor.context.close()


def changed(site: Published, old: str, new: str) -> dict[str, bytes]:
    """The site, with another text in the page of one badge."""
    path = f"credentials/{FULL}/index.html"
    page = site.files[path].decode()
    assert old in page
    return {**site.files, path: page.replace(old, new).encode()}


def test_a_file_keeps_the_letters_of_the_badges_name(
    browser: Browser, plain_site: Published
) -> None:
    files = changed(plain_site, "Junior Data Analyst</h1>", "हिन्दी / ภาษาไทย</h1>")
    visitor = browsing(browser, files)
    visitor.badge()
    press(visitor, WORDS["download"])
    name = "हिन्दी-ภาษาไทย.json"
    assert saved(visitor, WORDS["file"])[0] == unicodedata.normalize("NFKC", name)
    visitor.context.close()


def test_linkedin_is_told_no_day_that_the_page_does_not_say(
    browser: Browser, plain_site: Published
) -> None:
    visitor = browsing(browser, changed(plain_site, 'class="facts"', 'class="own"'))
    visitor.badge()
    press(visitor, WORDS["linkedin"])
    link = visitor.page.get_by_role("link", name=WORDS["linkedin_open"]).get_attribute("href")
    asked = parse_qs(urlsplit(link or "").query)
    assert "name" in asked
    assert not {"issueYear", "issueMonth"} & set(asked)
    visitor.context.close()


@pytest.mark.parametrize("own", ["PT8H", "14:30", "2026-13-45"])
def test_what_an_institution_added_to_the_page_stays_as_it_came(
    own: str, browser: Browser, plain_site: Published
) -> None:
    added = f'<time datetime="{own}">8 hours</time> <b data-t="own.jobs">Work with us</b>'
    files = changed(plain_site, "<footer>", f"<footer>{added}")
    visitor = browsing(browser, files, locale="fr")
    page = visitor.badge()
    for part in (page.locator("footer time"), page.locator("footer b")):
        assert part.get_attribute("lang") is None
    expect(page.locator("footer time")).to_have_text("8 hours")
    assert visitor.said == []
    visitor.context.close()


def test_panels_are_opened_and_left_by_keys(visitor: Browsing) -> None:
    page = visitor.badge()
    opener = page.get_by_role("button", name=WORDS["wallet"], exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("group", name=WORDS["wallet"], exact=True)
    expect(panel).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    page.get_by_role("button", name=WORDS["code"], exact=True).press("Enter")
    page.get_by_role("button", name=WORDS["linkedin"], exact=True).press("Enter")
    assert page.locator(".action[aria-expanded=true]").all_text_contents() == [WORDS["linkedin"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_offers_speak_the_visitors_language(
    language: str, browser: Browser, plain_site: Published
) -> None:
    visitor = browsing(browser, plain_site.files, locale=language)
    page = visitor.badge()
    words = strings(language)["share"]
    page.get_by_role("button", name=words["linkedin"], exact=True).click()
    expect(page.get_by_role("link", name=words["linkedin_open"])).to_be_visible()
    assert page.locator("#offers").get_attribute("lang") == language
    assert visitor.said == []
    visitor.context.close()


def test_nothing_is_asked_of_other_sites(visitor: Browsing) -> None:
    visitor.badge()
    for offer in ("linkedin", "wallet", "download", "code", "frame"):
        press(visitor, WORDS[offer])
    assert visitor.refused == []
    assert visitor.said == []


def test_the_document_beside_the_page_embeds_it_without_the_persons_name(
    visitor: Browsing,
) -> None:
    document = json.loads(visitor.site[f"credentials/{FULL}/oembed.json"])
    assert document["type"] == "rich"
    assert "Figueira" not in json.dumps(document, ensure_ascii=False)
    page = visitor.page
    blog, kind = "https://blog.example/", "text/html; charset=utf-8"
    page.route(blog, lambda route: route.fulfill(body=document["html"], content_type=kind))
    page.goto(blog)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#check")).to_contain_text("Genuine and current")
    expect(frame.locator("#person")).to_have_text("Tomás Figueira Leal")
    assert page.locator("iframe").get_attribute("title") == document["title"]


def test_a_frame_on_a_page_that_is_not_secure_says_that_it_could_not_check(
    visitor: Browsing,
) -> None:
    document = json.loads(visitor.site[f"credentials/{FULL}/oembed.json"])
    visitor.page.set_content(document["html"])
    check = visitor.page.frame_locator("iframe").locator("#check")
    why = strings()["verifier"]["why"]["PROGRAM_ERROR"]
    expect(check).to_have_text(f"We could not check the signature ({why})")
    expect(check).to_have_attribute("data-sign", "doubt")


@pytest.mark.parametrize("wrong", ["", "nobody", f"{FULL[:-1]}0", "../../issuer"])
def test_a_frame_without_a_badge_says_so(wrong: str, visitor: Browsing) -> None:
    page = visitor.open(f"embed/#{wrong}")
    expect(page.get_by_text(strings()["embed"]["missing"])).to_be_visible()
    expect(page.locator("#badge")).to_have_count(0)


def test_a_frame_without_its_words_is_not_left_empty(
    browser: Browser, plain_site: Published
) -> None:
    files = {path: data for path, data in plain_site.files.items() if "strings-fr" not in path}
    visitor = browsing(browser, files, locale="fr")
    page = visitor.open(f"embed/#{FULL}")
    expect(page.locator("#missing")).to_be_visible()
    expect(page.locator("#badge")).to_have_count(0)
    visitor.context.close()


def test_a_frame_leads_to_the_badges_page(visitor: Browsing) -> None:
    page = visitor.open(f"embed/#{FULL}")
    page.locator("#badge").click()
    page.wait_for_url(PAGE)
